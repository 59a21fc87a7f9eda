//! A clean that is killed at every single step of its work.

use super::local::Local;
use super::world::ran;

const KEPT: &str = "example.com/kept";
const GONE: [&str; 2] = ["example.com/gone", "example.com/also"];
const VERSION: &str = "v1.0.0";

fn requires(paths: &[&str]) -> Vec<(String, String)> {
    paths.iter().map(|path| ((*path).to_owned(), VERSION.to_owned())).collect()
}

/// Two projects; only the first is a root.
fn world() -> Local {
    let local = Local::new();
    for path in [KEPT].iter().chain(&GONE) {
        local.publish(path, VERSION, "1.21", &[]);
    }
    local.program("root", "1.21", &requires(&[KEPT]));
    local.program("other", "1.21", &requires(&GONE));
    for dir in ["root", "other"] {
        local.go(dir, &["mod", "tidy"]).exits(0);
        local.go(dir, &["build", "-o", "/dev/null", "."]).exits(0);
    }
    local.world.run(&["roots", "add", "root"]).exits(0);
    local
}

#[test]
fn clean_killed_at_any_step_lets_go_and_the_next_clean_go_on() {
    let local = world();
    let sweep = ["clean", "--modcache", "--yes", "--quiet"];
    let mut killed = 0;
    for step in 1.. {
        // strace counts the calls of each thread by itself.
        let mut one = local.world.killed_at(step, &sweep);
        let said = ran(one.env("RAYON_NUM_THREADS", "1"));
        if said.code == 0 {
            break;
        }
        assert_eq!(said.code, -1, "killed: {said:?}");
        killed += 1;
        // Each module is whole, or marked, or gone; go mends it by itself and finds it unchanged.
        local.world.offline("root", &["build", "-o", "/dev/null", "."]).exits(0);
        local.world.offline("root", &["mod", "verify"]).exits(0);
        local.go("other", &["build", "-o", "/dev/null", "."]).exits(0);
        local.go("other", &["mod", "verify"]).exits(0);
        for path in GONE {
            assert!(local.module_dir(path, VERSION).join("sub/q.go").exists(), "step {step}");
        }
    }
    assert!(killed >= 10, "{killed} steps");
    for path in GONE {
        assert!(!local.module_dir(path, VERSION).exists());
        assert!(!local.download(path, VERSION, "zip").exists());
        assert!(!local.download(path, VERSION, "partial").exists());
        assert!(local.download(path, VERSION, "mod").exists());
    }
    assert!(!local.world.cache().join(".goenvmgr-trash").exists());
    local.world.offline("root", &["build", "-o", "/dev/null", "."]).exits(0);
    let again = local.world.run(&["clean", "--modcache", "--yes", "--format", "json"]).exits(0);
    assert_eq!(again.json()["plan"]["removals"], serde_json::json!([]));
}
