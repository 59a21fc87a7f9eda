//! The system's log, and the limits of doctor's checks.

use std::fs;
use std::os::unix::net::UnixDatagram;

use super::{Project, told};

#[test]
fn run_leaves_a_line_in_the_log_of_the_system() {
    let project = Project::with(
        "[health]\nname = \"shop\"\n[[check]]\nname = \"flag\"\ntype = \"file\"\npath = \"flag\"\n\
         expect = { exists = true }\n",
    );
    let path = project.dir.join("log");
    let log = UnixDatagram::bind(&path).unwrap();
    log.set_read_timeout(Some(std::time::Duration::from_secs(30))).unwrap();
    let project = project.configured(&format!("[health]\nsyslog = {path:?}\n"));
    let heard = || {
        let mut bytes = [0; 4096];
        let count = log.recv(&mut bytes).unwrap();
        String::from_utf8_lossy(&bytes[..count]).into_owned()
    };
    project.health(&[]);
    let line = heard();
    assert!(line.starts_with("<11>goenvmgr["), "{line}");
    let words = "]: health shop/default: DEGRADED, 1 failed (custom.flag), 0 warned, 0 passed, ";
    assert!(line.contains(words), "{line}");
    fs::write(project.dir.join("flag"), "").unwrap();
    project.health(&[]);
    assert!(heard().starts_with("<14>goenvmgr["));
    // Nobody who reads, and nobody at all: a run is as good.
    drop(log);
    assert_eq!(project.health(&[]).status.code(), Some(0));
    let project = project.configured("[health]\nsyslog = false\n");
    assert_eq!(project.health(&[]).status.code(), Some(0));
    let project = project.configured("[health]\nsyslog = \"log\"\n");
    let refused = project.health(&[]);
    assert!(told(&refused).contains("`syslog` in [health] is true, false"), "{}", told(&refused));
}

/// A proxy that takes connections and never says a word.
#[test]
fn limits_of_a_check_of_doctor_are_those_that_are_said_for_it() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let proxy = format!("http://{}", silent.local_addr().unwrap());
    let manifest = |check: &str| format!("[health]\nretries = 0\n{check}");
    let asked = |manifest: &str| {
        let project = Project::with(manifest);
        let words = ["health", "gate", "--only", "net.goproxy-reach", "--format", "json"];
        let run = project.command(&words).env("GOPROXY", &proxy).output().unwrap();
        let run: serde_json::Value = serde_json::from_slice(&run.stdout).unwrap();
        let all = run["results"].as_array().unwrap();
        // Whoever asks first gets no answer; the others are not looked at because of it.
        all.iter().find(|one| one["status"] == "ERROR").unwrap_or_else(|| panic!("{run}")).clone()
    };
    let found = asked(&manifest("[health.check.\"net\"]\ntimeout = \"300ms\"\nretries = 1\n"));
    assert_eq!(found["attempts"], 2, "{found}");
    assert!(found["message"].as_str().unwrap().contains("in 0.3 s"), "{found}");
    let once = asked(&manifest("[health.check.\"net.*\"]\ntimeout = \"300ms\"\n"));
    assert_eq!(once["attempts"], 1, "{once}");
    let refused = Project::untrusted("[health.check.\"net.x\"]\nretries = 1\n").run(&["trust"]);
    assert!(told(&refused).contains("no check of doctor's is called net.x"), "{}", told(&refused));
}
