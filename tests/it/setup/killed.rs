//! `setup` killed at every step.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::home::Home;

#[test]
fn killed_at_any_step_it_can_be_run_again_and_taken_back() {
    let setup = ["setup", "--shell", "bash", "--shell", "fish"];
    let calls = "/^rename|^unlink|^mkdir|sync$|^ftruncate|^fchmod|^chmod|^fchown";
    let fresh = || {
        let home = Home::new();
        home.write(".bashrc", "export A=1");
        home
    };
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
    whole.ok(&setup);
    let after = relative(&whole);
    let mut kills = 0;
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
            let is_rest = name.to_str().unwrap().contains(".goenvmgr-");
            let is_whole = before.get(&name) == Some(&text) || after.get(&name) == Some(&text);
            assert!(is_rest || is_whole, "kill {kills}: {}: {text}", name.display());
        }
        home.ok(&setup);
        assert_eq!(relative(&home), after, "kill {kills}");
        home.ok(&["setup", "--undo"]);
        assert_eq!(relative(&home), before, "kill {kills}");
    }
    assert!(kills > 10, "only {kills} steps were seen: does strace still know the calls?");
}
