//! One case a fault: the go command fails, doctor names the cause, the cure is typed, both are content.

mod env;
mod machine;
mod network;
mod path;
mod programs;
mod project;
mod worlds;

use super::session::Session;

/// How the go command takes it.
enum Go {
    /// This command fails and says this; doctor says FAIL.
    Fails(&'static str, &'static str),
    /// As `Fails`; what makes the command succeed again needs a network, so it is not asked again.
    Stops(&'static str, &'static str),
    /// This command succeeds all the same; doctor says WARN.
    Bears(&'static str),
}
use Go::{Bears, Fails, Stops};

/// What shell the case needs.
#[derive(Clone, Copy)]
enum In {
    Plain,
    Mounts,
    User,
}

struct Case {
    /// The check, and the cure that it prints and that is typed: `check: cure`. Without a cure it
    /// prints words, and `instead` says what they mean.
    named: &'static str,
    shell: In,
    provoke: &'static str,
    go: Go,
    /// What to do where the cure is words only.
    instead: &'static str,
}

const fn case(named: &'static str, provoke: &'static str, go: Go) -> Case {
    Case { named, shell: In::Plain, provoke, go, instead: "" }
}

impl Case {
    const fn in_(mut self, shell: In) -> Self {
        self.shell = shell;
        self
    }
    const fn instead(mut self, lines: &'static str) -> Self {
        self.instead = lines;
        self
    }
}

const BUILD: &str = "go build -o /dev/null .";
const DOWNLOAD: &str = "go mod download x.example@v1.0.0";

fn prove(case: &Case) {
    let session = match case.shell {
        In::Plain => Session::start(),
        In::Mounts => Session::with_mounts(),
        In::User => Session::unprivileged(),
    };
    prove_in(session, case.named, case.provoke, &case.go, case.instead);
}

/// In a plain shell, by the cure that is named.
fn prove_by(named: &str, provoke: &str, go: &Go) {
    prove_in(Session::start(), named, provoke, go, "");
}

fn prove_in(mut session: Session, named: &str, provoke: &str, go: &Go, instead: &str) {
    let check = named.split(": ").next().unwrap();
    let before = session.doctor(check);
    assert_eq!(before["status"], "PASS", "{check} before {provoke}: {before:#}");
    session.run(provoke);
    let found = session.doctor(check);
    let (command, expected) = match *go {
        Fails(command, says) | Stops(command, says) => {
            let said = session.run(command);
            assert_ne!(said.code, 0, "{provoke}: {command} did not fail: {}", said.text);
            assert!(said.text.contains(says), "{provoke}: {command} says {}", said.text);
            (command, "FAIL")
        }
        Bears(command) => {
            let said = session.run(command);
            assert_eq!(said.code, 0, "{provoke}: {command}: {}", said.text);
            (command, "WARN")
        }
    };
    assert_eq!(found["status"], expected, "{provoke}: {found:#}");
    assert!(!found.to_string().contains("hunter2"), "{found:#}");
    let typed = session.cure_or(&found, named, instead);
    if !matches!(go, Stops(..)) {
        let said = session.run(command);
        assert_eq!(said.code, 0, "after {typed}: {command}: {}", said.text);
    }
    let after = session.doctor(check);
    assert_eq!(after["status"], "PASS", "after {typed}: {after:#}");
}

/// Proves every case, and tells of all that failed.
fn prove_all(cases: &[Case]) {
    let mut failed = Vec::new();
    for case in cases {
        let told = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| prove(case)));
        if told.is_err() {
            failed.push(format!("{}: {}", case.named, case.provoke));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}
