//! Settings that the `go env -w` file sets to nothing, beside each real go.

use std::path::Path;

use crate::support::real_go;

use super::session::Session;

/// A module of which no database knows, on a proxy that is a directory.
const PROXY: &str = "p=$world/proxy/x.example/@v; mkdir -p $p $world/x.example@v1.0.0; \
    echo 'module x.example' >$p/v1.0.0.mod; cp $p/v1.0.0.mod $world/x.example@v1.0.0/go.mod; \
    echo '{\"Version\":\"v1.0.0\"}' >$p/v1.0.0.info; \
    (cd $world; python3 -m zipfile -c $p/v1.0.0.zip x.example@v1.0.0/)";

fn session(root: &Path, file: &str) -> Session {
    let mut session = Session::start();
    session.run(PROXY);
    session.run(&format!(
        "unset GOTOOLCHAIN GOFLAGS; export PATH={}/bin:$PATH GOENV=$world/e GOPROXY=file://$world/proxy \
         GOMODCACHE=$world/mod GOFLAGS=-modcacherw; hash -r; printf '{file}' >$GOENV",
        root.display()
    ));
    session
}

/// Go fails with these words, doctor says FAIL and its cure is typed; then doctor is content, and
/// `explain` leads from the words to the same check.
fn stops(session: &mut Session, check: &str, command: &str, says: &str) {
    let go = session
        .run(&format!("{command} >$world/tmp/log 2>&1; s=$?; cat $world/tmp/log; (exit $s)"));
    assert_ne!(go.code, 0, "{command}");
    assert!(go.text.contains(says), "{command}: {}", go.text);
    let told = session.run("\"$world/goenvmgr\" doctor explain $world/tmp/log");
    assert!(told.text.contains(&format!("--only {check}\n")), "{}: {}", go.text, told.text);
    let found = session.doctor(check);
    assert_eq!(found["status"], "FAIL", "{found:#}");
    session.cure(&found, &format!("{check}: sed -i '/^<name>=/d' <file>"));
    let after = session.doctor(check);
    assert_eq!(after["status"], "PASS", "{after:#}");
}

#[test]
fn empty_settings_fail_in_doctor_where_go_fails() {
    const DOWNLOAD: &str = "go mod download x.example@v1.0.0";
    for root in real_go::roots() {
        let mut own = session(&root, "GOSUMDB=\\n");
        stops(&mut own, "net.gosumdb", DOWNLOAD, "missing GOSUMDB");

        let mut own = session(&root, "GOSUMDB=off\\nGOPROXY=\\n");
        own.run("unset GOPROXY");
        stops(&mut own, "net.goproxy-syntax", DOWNLOAD, "contains no entries");

        let mut own = session(&root, "GOTOOLCHAIN=\\n");
        own.run("printf 'module hello.example\\n\\ngo 1.99\\n' >go.mod");
        let go = own.run("go build -o /dev/null .");
        assert!(go.code != 0 && go.text.contains("requires go >= 1.99 (running go"), "{}", go.text);
        assert!(!go.text.contains("GOTOOLCHAIN"), "{}", go.text);
        let found = own.doctor("env.gotoolchain");
        assert_eq!(found["status"], "FAIL", "{found:#}");
        assert!(!found.to_string().contains("GOTOOLCHAIN=local"), "{found:#}");
        own.run("printf 'module hello.example\\n\\ngo 1.21\\n' >go.mod");
        assert_eq!(own.doctor("env.gotoolchain")["status"], "PASS");

        // What has a default in the program keeps it.
        let names =
            ["GOFLAGS", "GOROOT", "GOPATH", "GOCACHE", "GOBIN", "GO111MODULE", "GOWORK", "GOAUTH"];
        let lines: String = names.iter().map(|name| format!("{name}=\\n")).collect();
        let mut own = session(&root, &lines);
        own.run("unset GOFLAGS GOCACHE");
        let go = own.run("go list -m && go env GOROOT GOPATH GOCACHE");
        assert_eq!(go.code, 0, "{}", go.text);
        let found = own.examine("--only env.*,net.gosumdb,net.goproxy-syntax --offline");
        let bad: Vec<_> = found.iter().filter(|found| found["status"] == "FAIL").collect();
        assert!(bad.is_empty(), "{}: {bad:#?}", root.display());
    }
}
