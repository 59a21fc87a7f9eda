//! The server: what it answers, how often it runs, and who can stop it for others.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use super::Project;
use crate::support::until;

/// A run adds a line to `runs`, and hangs for as long as `hang` is there.
const HANGS: &str = "[health]\nname = \"shop\"\n[[check]]\nname = \"slow\"\ntype = \"command\"\ntimeout = \"5m\"\n\
    argv = [\"sh\", \"-c\", \"echo >> runs; while test -e hang; do sleep 0.02; done\"]\n\
    [[check]]\nname = \"flag\"\ntype = \"file\"\npath = \"flag\"\nexpect = { exists = true }\n";

struct Served {
    project: Project,
    server: Child,
    address: String,
}

impl Served {
    fn start(project: Project, arguments: &[&str]) -> Self {
        let arguments = [&["health", "serve", "127.0.0.1:0", "--only", "custom"], arguments];
        let mut server =
            project.command(&arguments.concat()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(server.stderr.take().unwrap()).read_line(&mut line).unwrap();
        let (_, rest) = line.split_once("http://").unwrap_or_else(|| panic!("{line}"));
        let address = rest.split('/').next().unwrap().to_owned();
        Self { project, server, address }
    }

    fn connect(&self) -> TcpStream {
        TcpStream::connect(&self.address).unwrap()
    }

    /// Status line and body.
    fn get(&self, path: &str) -> (String, String) {
        self.say(&format!("GET {path} HTTP/1.1\r\nHost: x\r\n\r\n"))
    }

    fn say(&self, text: &str) -> (String, String) {
        let mut stream = self.connect();
        stream.write_all(text.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        (head.to_owned(), body.to_owned())
    }

    fn runs(&self) -> usize {
        fs::read_to_string(self.project.dir.join("runs")).unwrap_or_default().lines().count()
    }

    /// Ends it as Ctrl-C does.
    fn interrupt(mut self) -> Option<i32> {
        let pid = self.server.id().to_string();
        assert!(Command::new("kill").args(["-INT", &pid]).status().unwrap().success());
        self.server.wait().unwrap().code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

#[test]
fn server_answers_metrics_as_the_textfile_has_them_and_healthz_by_the_verdict() {
    let project = Project::with(HANGS);
    fs::write(project.dir.join("flag"), "").unwrap();
    let textfile = project.run(&["health", "gate", "--only", "custom", "--format", "prometheus"]);
    let served = Served::start(project, &["--max-age", "1"]);
    let families = |text: &str| {
        let heads = text.lines().filter(|line| line.starts_with('#')).map(str::to_owned);
        heads.collect::<Vec<_>>()
    };
    let (head, metrics) = served.get("/metrics");
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    assert!(head.contains("Content-Type: text/plain; version=0.0.4"), "{head}");
    let one = |line: &String| families(&metrics).contains(line);
    assert!(families(&String::from_utf8(textfile.stdout).unwrap()).iter().all(one), "{metrics}");
    let line = "healthcheck_status{check=\"custom.flag\",env=\"default\",project=\"shop\",status=\"pass\"} 1";
    assert!(metrics.lines().any(|one| one == line), "{metrics}");
    let (head, body) = served.get("/healthz");
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n") && head.contains("application/health+json"));
    let value: Value = serde_json::from_str(&body).unwrap();
    assert_eq!((&value["status"], &value["serviceId"]), (&"pass".into(), &"shop/default".into()));
    fs::remove_file(served.project.dir.join("flag")).unwrap();
    until("the next run sees it", || served.get("/healthz").0.starts_with("HTTP/1.1 503"));
    let value: Value = serde_json::from_str(&served.get("/healthz").1).unwrap();
    let flag = &value["checks"]["custom.flag:responseTime"][0];
    assert!(flag["output"].as_str().unwrap().ends_with("does not exist"), "{value}");
    until("failures are counted", || {
        served.get("/metrics").1.contains(
            "healthcheck_failures_total{check=\"custom.flag\",env=\"default\",project=\"shop\"} 2",
        )
    });
    for (text, status) in [
        ("GET / HTTP/1.1\r\n\r\n", "404"),
        ("POST /metrics HTTP/1.1\r\n\r\n", "405"),
        ("nonsense\r\n\r\n", "400"),
        ("HEAD /metrics HTTP/1.1\r\n\r\n", "200"),
    ] {
        let (head, body) = served.say(text);
        assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{text}: {head}");
        assert_eq!(body.is_empty(), text.starts_with("HEAD"), "{text}: {body}");
    }
    let memory = served.project.dir.join("home/state/health");
    assert!(!memory.exists(), "nothing is remembered");
    assert_eq!(served.interrupt(), Some(130));
}

#[test]
fn thousand_scrapes_while_a_run_hangs_start_one_run() {
    let project = Project::with(HANGS);
    let hang = project.dir.join("hang");
    fs::write(&hang, "").unwrap();
    let served = Served::start(project, &["--max-age", "1"]);
    // Before there is a run, all wait for the same one.
    std::thread::scope(|scope| {
        let first: Vec<_> = (0..20).map(|_| scope.spawn(|| served.get("/metrics").0)).collect();
        until("a run has begun", || served.runs() == 1);
        fs::remove_file(&hang).unwrap();
        for head in first {
            assert!(head.join().unwrap().starts_with("HTTP/1.1 200"));
        }
    });
    assert_eq!(served.runs(), 1);
    fs::write(&hang, "").unwrap();
    until("the second run has begun", || {
        served.get("/metrics");
        served.runs() == 2
    });
    std::thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| {
                for _ in 0..50 {
                    assert!(served.get("/metrics").0.starts_with("HTTP/1.1 200"));
                }
            });
        }
    });
    assert_eq!(served.runs(), 2);
    fs::remove_file(&hang).unwrap();
}

#[test]
fn slow_and_broken_clients_stop_nobody_else() {
    let project = Project::with(HANGS);
    fs::write(project.dir.join("flag"), "").unwrap();
    let served = Served::start(project, &["--max-age", "600"]);
    assert!(served.get("/healthz").0.starts_with("HTTP/1.1 200"));
    // Three times as many as may be open at a time, each in the middle of its question.
    let slow: Vec<TcpStream> = (0..200)
        .map(|_| {
            let mut stream = served.connect();
            let _ = stream.write_all(b"GET /healthz HTTP/1.1\r\nHost: x");
            stream
        })
        .collect();
    for _ in 0..20 {
        let mut gone = served.connect();
        let _ = gone.write_all(b"GET /metrics HTTP/1.1\r\n\r\n");
        let _ = gone.shutdown(Shutdown::Both);
        let _ = served.connect().write_all(&[0xff; 9000]);
        assert!(served.get("/healthz").0.starts_with("HTTP/1.1 200"));
    }
    let (head, _) = served.say(&format!("GET / HTTP/1.1\r\nx: {}\r\n\r\n", "y".repeat(9000)));
    // The rest of what was sent may meet an end that is closed already.
    assert!(head.starts_with("HTTP/1.1 431") || head.is_empty(), "{head}");
    assert_eq!(served.runs(), 1);
    drop(slow);
    assert_eq!(served.interrupt(), Some(130));
}

#[test]
fn server_says_why_it_cannot_listen() {
    let project = Project::with(HANGS);
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let refused = project.run(&["health", "serve", &address]);
    assert_eq!(refused.status.code(), Some(3), "{}", super::told(&refused));
    assert!(super::told(&refused).contains(&format!("could not listen on {address}")));
    let refused = project.run(&["health", "serve", "example.org:80"]);
    assert_eq!(refused.status.code(), Some(2), "{}", super::told(&refused));
}
