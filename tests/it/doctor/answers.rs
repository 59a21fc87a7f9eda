//! Mounts that never answer: a filesystem whose server does not say a word.

use super::session::Session;

/// Mounts it at `$world/n`, over a module and a workspace; whoever touches it waits until the mount
/// is taken away.
const HANG: &str = "mkdir -p $world/n/a; echo module a.example >$world/n/a/go.mod; \
    printf 'go 1.21\nuse ../hello\n' >$world/n/go.work; test -e /dev/fuse || mknod /dev/fuse c 10 229; exec 9<>/dev/fuse; \
    mount -i -t fuse -o fd=9,rootmode=40000,user_id=0,group_id=0 none $world/n";

/// What hangs, a line that does not end then, and whether other checks can still be asked.
struct Silence(&'static str, &'static str, bool);

/// Where a link leads to a mount, its own place does not say which.
const LINK: &str = "mkdir -p $HOME/.config && ln -s $world/n $HOME/.config/go";

const SILENCES: &[Silence] = &[
    Silence("PATH=$world/n:$PATH", "/bin/bash -c 'go version'", true),
    Silence("PATH=$PATH:$world/n", "go build -o /dev/null .", true),
    Silence("export GOCACHE=$world/n/c", "go build -o /dev/null .", true),
    Silence("export GOTMPDIR=$world/n", "go build -o /dev/null .", true),
    Silence("export GOBIN=$world/n/b", "go install .", true),
    Silence("export HOME=$world/n", "go version", false),
    Silence("export GOENV=$world/n/env", "go version", false),
    Silence(LINK, "go version", false),
    Silence("export GOWORK=$world/n/go.work", "go build -o /dev/null .", false),
    Silence(
        "go mod edit -replace=a.example=../n/a -require=a.example@v0.0.0",
        "go list -m all",
        true,
    ),
    Silence("export GOENVMGR_HOME=$world/n/g", "$world/goenvmgr list", false),
];

/// Each waits out a limit, so all of them wait together.
#[test]
fn place_that_never_answers_is_one_failure_and_does_not_hang_doctor() {
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
    let typed = if *provoke == LINK {
        let cured = session.run("/bin/umount --lazy $world/n");
        assert_eq!(cured.code, 0, "{bad:#?}: {}", cured.text);
        String::new()
    } else {
        session.cure(bad[0], "fs.answers: /bin/umount --lazy <mount>")
    };
    let said = session.run(&format!("mkdir -p $GOTMPDIR; {shows}"));
    assert_eq!(said.code, 0, "after {typed}: {shows}: {}", said.text);
    assert_eq!(session.doctor("fs.answers")["status"], "PASS");
}

/// A filesystem that answers the first two questions, so that somebody can go there, and then falls
/// silent. Requests begin with length, kind and the number that an answer must name.
const FALLS_SILENT: &str = r"
    reply() {
        /bin/dd bs=1M count=1 <&9 >$world/tmp/asked 2>/dev/null
        { printf $1; /usr/bin/tail -c +9 $world/tmp/asked | /usr/bin/head -c 8; printf $2; } >$world/tmp/told
        /bin/dd bs=4k if=$world/tmp/told >&9 2>/dev/null
    }
    # FUSE_INIT: version 7.13 and sizes. FUSE_ACCESS: ENOSYS, after which nobody asks that again.
    reply '\x28\0\0\0\0\0\0\0' '\7\0\0\0\x0d\0\0\0\0\0\1\0\0\0\0\0\0\0\0\0\0\x10\0\0'
    reply '\x10\0\0\0\xda\xff\xff\xff' '' &";

#[test]
fn working_directory_that_fell_silent_is_one_failure() {
    let mut session = Session::with_mounts();
    let made = session.run(&format!("{HANG}; {FALLS_SILENT}"));
    assert_eq!(made.code, 0, "{}", made.text);
    let there = "/usr/bin/env -C $world/n PWD=$world/n";
    let said = session.run(&format!("{there} /usr/bin/timeout -s KILL 5 go build"));
    assert_eq!(said.code, 137, "{said:?}");
    for links in ["", "ln -s $world/n $world/link; "] {
        let pwd = if links.is_empty() { "" } else { "PWD=$world/link" };
        let options = "doctor --offline --skip sys --format json";
        let said = session.run(&format!("{links}{there} {pwd} $world/goenvmgr {options}"));
        let run: serde_json::Value = serde_json::from_str(&said.text)
            .unwrap_or_else(|error| panic!("{error}: {}", said.text));
        let bad: Vec<_> = (run["results"].as_array().unwrap().iter())
            .filter(|f| !matches!(f["status"].as_str(), Some("PASS" | "SKIP")))
            .collect();
        assert_eq!(bad.len(), 1, "{bad:#?}");
        assert_eq!(bad[0]["check"], "fs.answers");
        let told = bad[0]["message"].as_str().unwrap();
        let at = session.path(if links.is_empty() { "n" } else { "link" }).display().to_string();
        assert!(told.contains("the working directory") && told.contains(&at), "{told}");
        assert_eq!(said.code, 1);
    }
}

/// The line for a user, who becomes root for it. The mount is this user's, or it would refuse in place
/// of waiting; what serves it ends with the test.
#[test]
fn user_takes_the_mount_away_by_sudo() {
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
