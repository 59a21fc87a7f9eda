//! Mounts that never answer: a filesystem whose server does not say a word.

use super::session::Session;

/// Mounts it at `$world/n`; whoever touches it waits until the mount is taken away.
const HANG: &str = "mkdir $world/n; test -e /dev/fuse || mknod /dev/fuse c 10 229; exec 9<>/dev/fuse; \
    mount -i -t fuse -o fd=9,rootmode=40000,user_id=0,group_id=0 none $world/n";

/// What hangs, a line that does not end then, and whether other checks can still be asked.
struct Silence(&'static str, &'static str, bool);

const SILENCES: &[Silence] = &[
    Silence("PATH=$world/n:$PATH", "/bin/bash -c 'go version'", true),
    Silence("PATH=$PATH:$world/n", "go build -o /dev/null .", true),
    Silence("export GOCACHE=$world/n/c", "go build -o /dev/null .", true),
    Silence("export GOTMPDIR=$world/n", "go build -o /dev/null .", true),
    Silence("export GOBIN=$world/n/b", "go install .", true),
    Silence("export HOME=$world/n", "go version", false),
    Silence("export GOENV=$world/n/env", "go version", false),
    Silence("export GOENVMGR_HOME=$world/n/g", "$world/goenvmgr list", false),
];

/// Each waits out a limit, so all of them wait together.
#[test]
fn a_place_that_never_answers_is_one_failure_and_does_not_hang_doctor() {
    let failed: Vec<&str> = std::thread::scope(|scope| {
        let tried: Vec<_> =
            (SILENCES.iter()).map(|silence| (silence.0, scope.spawn(|| prove(silence)))).collect();
        tried
            .into_iter()
            .filter_map(|(what, proof)| proof.join().is_err().then_some(what))
            .collect()
    });
    assert!(failed.is_empty(), "{failed:#?}");
}

fn prove(Silence(provoke, shows, others): &Silence) {
    let mut session = Session::with_mounts();
    let made = session.run(&format!("{HANG} && {provoke}"));
    assert_eq!(made.code, 0, "{}", made.text);
    // Nobody is waiting for an answer here, so a slow machine makes no difference.
    let said = session.run(&format!("/usr/bin/timeout -s KILL 5 {shows}"));
    assert_eq!(said.code, 137, "{provoke}: {shows}: {said:?}");
    let found = session.examine("--offline --skip sys");
    let bad: Vec<_> = found
        .iter()
        .filter(|f| {
            f["check"] == "fs.answers" || !matches!(f["status"].as_str(), Some("PASS" | "SKIP"))
        })
        .collect();
    assert_eq!(bad.len(), 1, "{provoke}: {bad:#?}");
    assert_eq!(bad[0]["check"], "fs.answers");
    assert_eq!(bad[0]["status"], "FAIL", "{provoke}: {bad:#?}");
    let asked = found.iter().any(|f| f["check"] == "env.goflags" && f["status"] == "PASS");
    assert_eq!(asked, *others, "{provoke}: {found:#?}");
    let lines = bad[0]["fix"]["commands"].as_array().unwrap();
    assert_eq!(lines.len(), 1, "{bad:#?}");
    let cured = session.run(lines[0].as_str().unwrap());
    assert_eq!(cured.code, 0, "{lines:?}: {}", cured.text);
    let said = session.run(&format!("mkdir -p $GOTMPDIR; {shows}"));
    assert_eq!(said.code, 0, "after {lines:?}: {shows}: {}", said.text);
    assert_eq!(session.doctor("fs.answers")["status"], "PASS");
}
