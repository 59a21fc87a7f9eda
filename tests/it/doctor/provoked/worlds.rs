//! Worlds in which a real go fails although nothing that it reads is damaged, and what is told of a
//! cause beside its consequences.

use serde_json::Value;

use super::Go::{Bears, Fails};
use super::{BUILD, Case, case, prove_all};
use crate::doctor::session::Session;

/// A go of another version under the name that Go switches to.
const NAMED: &str =
    "mkdir $world/b; cp /usr/local/go/bin/go $world/b/go1.99.1; PATH=$world/b:$PATH; ";

const CASES: &[Case] = &[
    case(
        "mod.godebug: sed -i <line>d <file>",
        "printf 'module h\n\ngo 1.23\n\ngodebug (\n\tpanicnil=1\n\tnosuch=1\n)\n' >go.mod",
        Fails(BUILD, "unknown godebug \"nosuch\""),
    ),
    case(
        "mod.godebug: sed -i <line>d <file>",
        "printf 'module h\n\ngo 1.23\n\ngodebug default=go1.99\n' >go.mod",
        Fails(BUILD, "default=go1.99 too new"),
    ),
    case(
        "mod.godebug: sed -i <line>d <file>",
        "printf 'go 1.23\nuse .\ngodebug x509sha1=1\n' >go.work",
        Fails(BUILD, "x509sha1"),
    ),
    case(
        "mod.workspace: export GOWORK=off",
        "mkdir ../other; echo 'module o' >../other/go.mod; printf 'go 1.21\nuse ./other\n' >../go.work",
        Fails(BUILD, "is not one of the workspace modules"),
    ),
    case(
        "mod.workspace: export GOWORK=off",
        "mkdir ../o; echo 'module o' >../o/go.mod; printf 'go 1.21\nuse .\n' >../o/go.work; \
        rm ../o/go.work; printf 'go 1.21\nuse ./o\n' >../go.work; mkdir sub; cp main.go sub; cd sub",
        Fails(BUILD, "is not one of the workspace modules"),
    ),
    case(
        "shell.managers: sed -i '<line>s/^/# /' <file>",
        "export SHELL=/bin/bash; echo 'eval \"$(goenv init -)\"' >~/.bashrc",
        Bears(BUILD),
    ),
    case(
        "shell.managers: sed -i '<line>s/^/# /' <file>",
        "export SHELL=/bin/bash; \
        echo '[[ -s \"$HOME/.gvm/scripts/gvm\" ]] && source \"$HOME/.gvm/scripts/gvm\"' >~/.bashrc",
        Bears(BUILD),
    ),
];

#[test]
fn worlds() {
    prove_all(CASES);
}

fn fails(session: &mut Session, check: &str, provoke: &str, command: &str, says: &str) -> Value {
    let before = session.doctor(check);
    assert_eq!(before["status"], "PASS", "{before:#}");
    session.run(provoke);
    let go = session.run(command);
    assert!(go.code != 0 && go.text.contains(says), "{provoke}: {}", go.text);
    let found = session.doctor(check);
    assert_eq!(found["status"], "FAIL", "{provoke}: {found:#}");
    found
}

#[test]
fn named_toolchain_that_go_switches_to_fails_and_another_warns() {
    for asked in [
        "export GOTOOLCHAIN=go1.99.1",
        "export GOTOOLCHAIN=path; printf 'module h\n\ngo 1.99.1\n' >go.mod",
        "export GOTOOLCHAIN=auto; printf 'module h\n\ngo 1.21\n\ntoolchain go1.99.1\n' >go.mod",
    ] {
        let mut session = Session::start();
        let provoke = format!("{NAMED}{asked}");
        let says = "invoked to provide go1.99.1";
        let found = fails(&mut session, "path.named", &provoke, "go version", says);
        session.cure(&found, "path.named: rm <path>");
        assert_eq!(session.doctor("path.named")["status"], "PASS", "{asked}");
    }
    let mut session = Session::start();
    session.run(NAMED);
    assert_eq!(session.run(BUILD).code, 0);
    assert_eq!(session.doctor("path.named")["status"], "WARN");
}

/// All of a package is C, and nobody said anything about cgo.
#[test]
fn package_of_c_alone_fails_without_a_compiler() {
    const C: &str = "printf 'package main\n\nimport \"C\"\n\nfunc main() {}\n' >main.go; \
        mkdir $world/b; for p in sh env cat; do ln -s $(command -v $p) $world/b/; done; \
        PATH=/usr/local/go/bin:$world/b; hash -r";
    let mut session = Session::start();
    fails(&mut session, "cc.present", C, BUILD, "build constraints exclude all Go files");
    // What builds without it is a warning.
    session.run("printf 'package main\n\nfunc main() {}\n' >main.go; printf 'package main\n\nimport \"C\"\n' >c.go");
    assert_eq!(session.run(BUILD).code, 0);
    assert_eq!(session.doctor("cc.present")["status"], "WARN");
}

#[test]
fn module_of_a_private_host_that_go_sum_does_not_know_fails_with_public_settings() {
    let mut session = Session::start();
    let provoke = "printf 'require git.corp.internal/x v1.0.0\n' >>go.mod; \
        export GOPROXY=http://127.0.0.1:1 GOSUMDB=sum.golang.org";
    let found = fails(&mut session, "mod.private", provoke, "go mod download", "git.corp.internal");
    let both = session.examine("--only mod.sums,mod.private");
    let sums = both.iter().find(|one| one["check"] == "mod.sums").unwrap();
    assert_eq!(sums["status"], "SKIP", "one cause, one finding: {sums:#}");
    session.cure(&found, "mod.private: go env -w <name>=<list>");
    assert_eq!(session.doctor("mod.private")["status"], "PASS");
}

/// A place that cannot be used is told once.
#[test]
fn full_and_closed_places_are_one_finding() {
    for (place, cause) in
        [("size=64k", "fs.space"), ("nr_inodes=2", "fs.inodes"), ("ro", "fs.writable")]
    {
        let mut session = Session::with_mounts();
        session.run(&format!(
            "mkdir $world/n; mount -t tmpfs -o {place} t $world/n; export GOTMPDIR=$world/n"
        ));
        let found = session.examine("--only fs,go.smoke,cc --mode full");
        let bad: Vec<_> = (found.iter())
            .filter(|one| !matches!(one["status"].as_str(), Some("PASS" | "SKIP")))
            .map(|one| one["check"].as_str().unwrap())
            .collect();
        assert_eq!(bad, [cause], "{place}: {found:#?}");
    }
}

/// Where the home is on the full mount, no directory in it is a cure.
#[test]
fn full_home_is_not_cured_by_a_directory_in_it() {
    let mut session = Session::with_mounts();
    session.run(
        "mkdir $world/n; mount -t tmpfs -o size=64k t $world/n; mkdir $world/n/.cache; \
        export GOCACHE=$world/n/.cache/go-build; export HOME=$world/n",
    );
    let found = session.doctor("fs.space");
    assert_eq!(found["status"], "WARN", "{found:#}");
    assert_eq!(found["fix"]["commands"], serde_json::json!([]), "{found:#}");
    assert!(found["fix"].to_string().contains("make room on "), "{found:#}");
}

#[test]
fn malformed_gosumdb_and_a_missing_git_are_one_finding() {
    let mut session = Session::start();
    session.run("printf 'require a.example/x v1.0.0\n' >>go.mod; export GOSUMDB=nonsense");
    assert_ne!(session.run("go mod download").code, 0);
    let found = session.examine("--only mod.sums,net.gosumdb");
    let status =
        |check: &str| found.iter().find(|one| one["check"] == check).unwrap()["status"].clone();
    assert_eq!(
        (status("mod.sums"), status("net.gosumdb")),
        ("SKIP".into(), "FAIL".into()),
        "{found:#?}"
    );
}

/// What a finding is about stands in it.
#[test]
fn findings_carry_their_facts() {
    let mut session = Session::start();
    session.run("echo 'export GOROOT=/nope' >~/.bashrc; export GOROOT=/nope SHELL=/bin/bash");
    let found = session.doctor("env.goroot");
    assert_eq!(found["status"], "FAIL", "{found:#}");
    assert!(found["evidence"].to_string().contains(".bashrc:1"), "{found:#}");
    session.run("unset GOROOT; rm ~/.bashrc");
    // A file that is there is not called nothing.
    session.run(
        "mkdir .vscode; echo \"{\\\"go.alternateTools\\\": {\\\"go\\\": \\\"$world/goenvmgr\\\"}}\" >.vscode/settings.json",
    );
    let found = session.doctor("ide.vscode");
    assert_eq!(found["status"], "WARN", "{found:#}");
    assert!(!found["message"].as_str().unwrap().contains("nothing is there"), "{found:#}");
    // Where the project is no module, too.
    session.run("rm go.mod");
    assert_eq!(session.doctor("ide.vscode")["status"], "WARN");
    // The shim starts what is pinned: that is no other Go, as long as it is there.
    let said = session.run(
        "rm -r .vscode; mkdir -p ~/.config/Code; \"$world/goenvmgr\" ide vscode --write --yes",
    );
    assert_eq!(said.code, 0, "{said:?}");
    let found = session.doctor("ide.vscode");
    assert_eq!(found["status"], "PASS", "{found:#}");
    session.run("rm \"$(sed -n 's/.*\\\"go\\\": \\\"\\(.*\\)\\\"/\\1/p' ~/.config/Code/User/settings.json)\"");
    assert_eq!(session.doctor("ide.vscode")["status"], "WARN");
}
