//! `setup` killed at every step.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::home::Home;

fn fresh() -> Home {
    let home = Home::new();
    home.write(".bashrc", "export A=1");
    home
}

#[test]
fn setup_killed_at_any_step_can_be_run_again_and_taken_back() {
    let setup = ["setup", "--shell", "bash", "--shell", "fish"];
    let calls = "/^rename|^unlink|^mkdir|sync$|^ftruncate|^fchmod|^chmod|^fchown";
    let kills = kill_everywhere(&setup, calls, &fresh, &|_, _| false);
    assert!(kills > 10, "only {kills} steps were seen: does strace still know the calls?");
}

#[test]
fn setup_killed_while_it_writes_in_place_loses_nothing_and_repairs_it() {
    let linked = || {
        let home = fresh();
        home.write("dotfiles/a", "");
        std::fs::hard_link(home.at(".bashrc"), home.at("dotfiles/b")).unwrap();
        home
    };
    let setup = ["setup", "--shell", "bash"];
    // Whether it is half done is what the record beside it says: that is its unit test's.
    let half = |home: &Home, name: &str| {
        home.at(".goenvmgr-was-.bashrc").exists() && [".bashrc", "dotfiles/b"].contains(&name)
    };
    let kills = kill_everywhere(&setup, "/^pwrite|^ftruncate|sync$|^unlink|^link", &linked, &half);
    assert!(kills > 10, "only {kills} steps were seen: does strace still know the calls?");
}

/// Runs it, killed at the first of these calls, then at the second, until it comes to its end; each
/// time it is run again then, and taken back. `half` says what may be neither old nor new.
fn kill_everywhere(
    setup: &[&str],
    calls: &str,
    fresh: &dyn Fn() -> Home,
    half: &dyn Fn(&Home, &str) -> bool,
) -> u32 {
    let relative = |home: &Home| -> BTreeMap<PathBuf, String> {
        let own = home.dir.path().display().to_string();
        let plain = |(path, (mode, text)): (PathBuf, (u32, Vec<u8>))| {
            let text = String::from_utf8_lossy(&text).replace(&own, "");
            // The sum in a marker is that of the path too.
            let text: String =
                text.split(" v1 ").map(|part| part.get(8..).unwrap_or(part)).collect();
            let name = path.strip_prefix(home.dir.path()).unwrap().to_owned();
            (name, format!("{mode:o} {text}"))
        };
        home.tree().into_iter().map(plain).collect()
    };
    let (whole, before) = (fresh(), relative(&fresh()));
    whole.ok(setup);
    let after = relative(&whole);
    let mut kills = 0_u32;
    loop {
        kills += 1;
        let home = fresh();
        let inject = format!("inject={calls}:signal=SIGKILL:when={kills}");
        let mut strace = home.command("strace");
        strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &inject]).arg(&home.program);
        let ended = strace.args(setup).output().expect("strace: ./tests/run installs it");
        if ended.status.success() {
            break;
        }
        for (name, text) in relative(&home) {
            let shown = name.to_str().unwrap();
            let is_rest = shown.contains(".goenvmgr-") || half(&home, shown);
            let is_whole = before.get(&name) == Some(&text) || after.get(&name) == Some(&text);
            assert!(is_rest || is_whole, "kill {kills}: {}: {text}", name.display());
        }
        home.ok(setup);
        assert_eq!(relative(&home), after, "kill {kills}");
        home.ok(&["setup", "--undo"]);
        assert_eq!(relative(&home), before, "kill {kills}");
    }
    kills
}
