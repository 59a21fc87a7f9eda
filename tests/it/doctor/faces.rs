//! What doctor says on a healthy machine, in every rendering, and what it leaves behind.

use std::fs;

use super::session::Session;

#[test]
fn healthy_machine_prints_no_warning_and_the_smoke_test_passes() {
    let mut session = Session::start();
    session.warm_smoke();
    let said = session.run("\"$world/goenvmgr\" doctor --mode full --format json");
    let run: serde_json::Value = serde_json::from_str(&said.text).unwrap();
    for finding in run["results"].as_array().unwrap() {
        let status = finding["status"].as_str().unwrap();
        assert!(matches!(status, "PASS" | "SKIP"), "{finding:#}");
    }
    assert_eq!(said.code, 0);
    let smoke = run["results"].as_array().unwrap().iter().find(|f| f["check"] == "go.smoke");
    assert_eq!(smoke.unwrap()["status"], "PASS");
}

/// With this machine's own GOPROXY, which is read at run time: what a fresh user of it is told.
#[test]
fn machine_of_these_tests_is_healthy_with_its_network() {
    let mut session = Session::start();
    session.warm_smoke();
    session.run("unset GOPROXY GOFLAGS GOCACHE; rm -rf $HOME/.cache");
    for mode in ["quick", "full", "debug"] {
        let found = session.examine(&format!("--mode {mode}"));
        let told = |f: &&serde_json::Value| !matches!(f["status"].as_str(), Some("PASS" | "SKIP"));
        let told: Vec<_> = found.iter().filter(told).collect();
        assert!(told.is_empty(), "{mode}: {told:#?}");
        let reach = found.iter().find(|f| f["check"] == "net.goproxy-reach").unwrap();
        assert_eq!(reach["status"], "PASS", "{mode}: {reach:#}");
    }
}

/// Every name of the tree with its kind, mode, times and size, and a hash of every file.
const TREE: &str = "(cd \"$world\"; find home hello -path home/goenvmgr/cache -prune -o -printf '%p %y %m %s %T@ %C@ %l\\n' | sort; \
    find home hello -path home/goenvmgr/cache -prune -o -type f -print0 | sort -z | xargs -0 sha256sum)";

/// A home that the kernel itself keeps from being changed, but for our own cache: nothing but that is
/// written, nothing else is tried, and the answers are the same.
#[test]
fn doctor_changes_nothing_and_tries_nothing_by_itself() {
    let mut session = Session::with_mounts();
    let made = session.run(
        "mkdir -p $GOENVMGR_HOME/cache/doctor; cp -r $GOCACHE $GOENVMGR_HOME/cache/doctor/go-build; \
        export GOCACHE=$HOME/.cache/own GOMODCACHE=$HOME/mc SHELL=/bin/bash; mkdir $GOCACHE $GOMODCACHE; \
        echo '# mine' >$HOME/.bashrc; $world/goenvmgr setup && \
        $world/goenvmgr doctor --only go.smoke",
    );
    assert_eq!(made.code, 0, "{}", made.text);
    const MODES: [&str; 3] = ["quick", "full", "debug"];
    let before = session.run(TREE).text;
    assert!(before.contains(".bashrc"), "{before}");
    let free = MODES.map(|mode| statuses(&mut session, mode));
    assert_eq!(session.run(TREE).text, before);
    let shut = session.run(
        "for d in $HOME $GOENVMGR_HOME/cache $PWD; do mount --bind $d $d || exit; done; \
        for d in $HOME $PWD; do mount -o remount,bind,ro $d || exit; done; cd $PWD",
    );
    assert_eq!(shut.code, 0, "{}", shut.text);
    assert_ne!(session.run("echo >$HOME/x").code, 0, "the home can still be written");
    for (mode, free) in MODES.iter().zip(free) {
        let tried = session.run(&format!(
            "strace -f -qq -o $world/tmp/strace -e trace=file,desc $world/goenvmgr doctor --mode {mode} \
            >$world/tmp/run 2>&1; test -s $world/tmp/strace && ! grep EROFS $world/tmp/strace | grep -v access"
        ));
        assert!(tried.code == 0 && tried.text.is_empty(), "{mode} tried to write: {}", tried.text);
        assert_eq!(statuses(&mut session, mode), free, "{mode}");
    }
    assert_eq!(session.run(TREE).text, before);
}

/// What each check says, but for those whose subject is what can be written, and how much.
fn statuses(session: &mut Session, mode: &str) -> Vec<String> {
    const ABOUT: [&str; 4] = ["fs.writable", "install.home", "fs.space", "sys.memory"];
    let found = session.examine(&format!("--mode {mode}"));
    let found = found.iter().filter(|f| !ABOUT.contains(&f["check"].as_str().unwrap()));
    found.map(|f| format!("{} {}", f["check"], f["status"])).collect()
}

#[test]
fn explain_names_the_cause_of_a_real_failure_and_run_passes_its_code_on() {
    let mut session = Session::start();
    let said = session.run("GOROOT=/nope go build . 2>&1 | \"$world/goenvmgr\" doctor explain");
    assert_eq!(said.code, 0, "{}", said.text);
    assert!(said.text.contains("unset GOROOT"), "{}", said.text);
    let said = session.run("echo nothing | \"$world/goenvmgr\" doctor explain");
    assert_eq!(said.code, 1);
    let said = session.run("GOFLAGS=-nosuch \"$world/goenvmgr\" run -- go vet ./...");
    assert_eq!(said.code, 1);
    assert!(said.text.contains("GOFLAGS holds what is no flag"), "{}", said.text);
    assert_eq!(session.run("\"$world/goenvmgr\" run -- sh -c 'exit 7'").code, 7);
    assert_eq!(session.run("\"$world/goenvmgr\" run -- nosuchprogram").code, 127);
}

#[test]
fn renderings_have_their_forms_and_codes() {
    let mut session = Session::start();
    let bad = "GOFLAGS=-nosuch \"$world/goenvmgr\" doctor --only env.goflags";
    for (format, code, has) in [
        ("human", 1, "FAIL  env.goflags"),
        ("json", 1, "\"overall_status\": \"DEGRADED\""),
        ("junit", 1, "<failure type=\"fail\""),
        ("tap", 1, "not ok 1 - env.goflags"),
        ("nagios", 2, "GOENVMGR CRITICAL - 1 fail"),
        ("github", 1, "::error title=goenvmgr env.goflags::"),
        ("prometheus", 1, "status=\"fail\"} 1"),
    ] {
        let said = session.run(&format!("{bad} --format {format}"));
        assert_eq!(said.code, code, "{format}: {}", said.text);
        assert!(said.text.contains(has), "{format}: {}", said.text);
    }
    let said = session.run("\"$world/goenvmgr\" doctor --only nosuch");
    assert_eq!(said.code, 2, "{}", said.text);
}

#[test]
fn page_of_checks_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/checks.md");
    let page = goenvmgr::cli::doctor::page();
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(concat!(env!("CARGO_MANIFEST_DIR"), "/docs")).unwrap();
        fs::write(path, &page).unwrap();
    }
    assert_eq!(fs::read_to_string(path).unwrap_or_default(), page, "UPDATE=1 rewrites it");
}
