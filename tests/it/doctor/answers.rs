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
    let typed = session.cure(bad[0], "fs.answers: /bin/umount --lazy <mount>");
    let said = session.run(&format!("mkdir -p $GOTMPDIR; {shows}"));
    assert_eq!(said.code, 0, "after {typed}: {shows}: {}", said.text);
    assert_eq!(session.doctor("fs.answers")["status"], "PASS");
}

/// The line for a user, who becomes root for it. The mount is this user's, or it would refuse in place
/// of waiting; what serves it ends with the test.
#[test]
fn a_user_takes_the_mount_away_by_sudo() {
    let mut session = Session::unprivileged();
    let mounted = session.run(
        "test -e /dev/fuse || sudo mknod /dev/fuse c 10 229; mkdir $world/n; sudo sh -c 'exec 9<>/dev/fuse; \
        mount -i -t fuse -o fd=9,rootmode=40000,user_id=12345,group_id=12345 none $0 || exit; \
        sleep 600 >/dev/null 2>&1 & echo $!' $world/n >$world/holder; export GOBIN=$world/n/b",
    );
    assert_eq!(mounted.code, 0, "{}", mounted.text);
    let said = session.run("/usr/bin/timeout -s KILL 5 go install .");
    assert_eq!(said.code, 137, "{said:?}");
    let found = session.doctor("fs.answers");
    assert_eq!(found["status"], "FAIL", "{found:#}");
    session.cure(&found, "fs.answers: /usr/bin/sudo /bin/umount --lazy <mount>");
    assert_eq!(session.run("go install .").code, 0);
    assert_eq!(session.doctor("fs.answers")["status"], "PASS");
    session.run("sudo kill $(cat $world/holder)");
}
