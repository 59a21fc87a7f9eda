//! `--only X` where what X requires fails: the failure is told, whatever was selected.

use super::session::Session;
use goenvmgr::doctor::catalogue;

#[test]
fn doctor_only_follows_what_a_check_requires() {
    // What is broken, the check that finds it, and a command of go that fails with it.
    for (broken, cause, command) in [
        ("export GOPATH=rel", "env.gopath", "go list ."),
        ("export GOROOT=/nope", "env.goroot", "go list ."),
        ("export GOCACHE=off", "env.gocache", "go build -o /dev/null ."),
        ("export GOTMPDIR=$world/gone", "env.tmpdir", "go build -o /dev/null ."),
        ("export GOPROXY=,", "net.goproxy-syntax", "go mod download x.example@v1.0.0"),
        (
            "echo one two >go.sum; echo 'require a.example v1.0.0' >>go.mod",
            "mod.gosum",
            "go list -m all",
        ),
    ] {
        let mut session = Session::start();
        session.run(broken);
        assert_ne!(session.run(command).code, 0, "{broken}");
        let behind: Vec<_> = catalogue::all()
            .filter(|check| check.requires.contains(&cause) && !check.network())
            .map(|check| check.id)
            .collect();
        for check in behind {
            let found = session.examine(&format!("--only {check}"));
            let status = |id: &str| {
                let one = found.iter().find(|one| one["check"] == id);
                one.and_then(|one| one["status"].as_str()).unwrap_or_default().to_owned()
            };
            assert_eq!(status(cause), "FAIL", "{broken}: {check}: {found:#?}");
            assert_ne!(status(check), "PASS", "{broken}: {check}: {found:#?}");
            let hidden = session.examine(&format!("--only {check} --skip {cause}"));
            assert_eq!(hidden.len(), 1, "{broken}: {hidden:#?}");
            assert_ne!(hidden[0]["status"], "PASS", "{broken}: {hidden:#?}");
        }
    }
    let mut session = Session::start();
    let found = session.examine("--only mod.cache");
    assert_eq!(found.len(), 1, "what passes and was not asked for is not told: {found:#?}");
}
