//! Alerts: who is told of what, and how often.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::sync::{Arc, Mutex};

use serde_json::Value;

use super::{Project, told};

/// A receiver of webhooks: what it was sent, and what it answers.
struct Receiver {
    port: u16,
    heard: Arc<Mutex<Vec<(String, String)>>>,
    answers: Arc<Mutex<&'static str>>,
}

impl Receiver {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let answers = Arc::new(Mutex::new("204 No Content"));
        let (theirs, answer) = (Arc::clone(&heard), Arc::clone(&answers));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = BufReader::new(stream.unwrap());
                let (mut head, mut length) = (String::new(), 0);
                loop {
                    let mut line = String::new();
                    stream.read_line(&mut line).unwrap();
                    if line.trim().is_empty() {
                        break;
                    }
                    if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                        length = value.trim().parse().unwrap();
                    }
                    head += &line;
                }
                let mut body = vec![0; length];
                stream.read_exact(&mut body).unwrap();
                theirs.lock().unwrap().push((head, String::from_utf8(body).unwrap()));
                let status = *answer.lock().unwrap();
                let text =
                    format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                stream.get_mut().write_all(text.as_bytes()).unwrap();
            }
        });
        Self { port, heard, answers }
    }

    fn answer(&self, status: &'static str) {
        *self.answers.lock().unwrap() = status;
    }

    fn heard(&self) -> Vec<(String, String)> {
        self.heard.lock().unwrap().clone()
    }
}

fn project(alert_after: u32, own: &str) -> Project {
    Project::with(&format!(
        "[health]\nname = \"shop\"\n[health.env.prod]\nalert_after = {alert_after}\n\
         [[check]]\nname = \"flag\"\ntype = \"file\"\npath = \"flag\"\nexpect = {{ exists = true }}\n"
    ))
    .configured(own)
}

#[test]
fn webhook_hears_of_the_nth_failure_in_a_row_once_and_once_when_it_is_over() {
    for after in [2, 3] {
        let receiver = Receiver::start();
        let own =
            format!("[health.alert]\nwebhook = \"http://127.0.0.1:{}/hook\"\n", receiver.port);
        let project = project(after, &own);
        for run in 1..=4 {
            project.health(&["--env", "prod"]);
            assert_eq!(receiver.heard().len(), usize::from(run >= after), "run {run} of {after}");
        }
        fs::write(project.dir.join("flag"), "").unwrap();
        project.health(&["--env", "prod"]);
        project.health(&["--env", "prod"]);
        let heard = receiver.heard();
        assert_eq!(heard.len(), 2);
        assert!(heard[0].0.starts_with("POST /hook HTTP/1.1"), "{}", heard[0].0);
        let [firing, over]: [Value; 2] =
            [0, 1].map(|n: usize| serde_json::from_str(&heard[n].1).unwrap());
        for (key, value) in [
            ("status", Value::from("firing")),
            ("failed_check", "custom.flag".into()),
            ("env", "prod".into()),
            ("project", "shop".into()),
            ("pod_ip", "10.1.2.3".into()),
            ("consecutive_failures", after.into()),
        ] {
            assert_eq!(firing[key], value, "{key}");
        }
        assert!(firing["last_error"].as_str().unwrap().ends_with("does not exist"));
        assert_eq!(firing["report"]["overall_status"], "DEGRADED");
        // Where `dmesg_restrict` is set and this is not root, nobody may read it.
        let may_read = fs::File::open("/dev/kmsg").is_ok();
        assert_eq!(firing["kernel_log"].is_array(), may_read, "{}", firing["kernel_log"]);
        assert!(firing["oom_kills"].is_u64());
        assert!(!firing["node_name"].as_str().unwrap().is_empty());
        assert_eq!(over["status"], "resolved");
        assert_ne!(firing["idempotency_key"], over["idempotency_key"]);
    }
}

#[test]
fn webhook_that_fails_is_told_again_by_the_next_run_with_the_same_key() {
    let receiver = Receiver::start();
    let own =
        format!("[health.alert]\nwebhook = \"http://127.0.0.1:{}/secret-path\"\n", receiver.port);
    let project = project(1, &own);
    receiver.answer("404 Not Found");
    let first = project.health(&["--env", "prod"]);
    assert_eq!(first.status.code(), Some(1));
    assert!(
        told(&first).contains("the webhook was not told of custom.flag: it answered 404 Not Found"),
        "{}",
        told(&first)
    );
    assert!(!told(&first).contains("secret-path"), "{}", told(&first));
    receiver.answer("200 OK");
    project.health(&["--env", "prod"]);
    project.health(&["--env", "prod"]);
    let heard = receiver.heard();
    assert_eq!(heard.len(), 2, "one that failed, one that did not");
    let key =
        |n: usize| serde_json::from_str::<Value>(&heard[n].1).unwrap()["idempotency_key"].clone();
    assert_eq!(key(0), key(1));
}

#[test]
fn failure_that_nobody_is_configured_for_is_told_once_somebody_is() {
    let project = project(2, "");
    let told_of = |project: &Project| {
        project.run(&["health", "run", "--only", "custom", "--env", "prod"]);
        let status = project.json(&["health", "status", "--env", "prod", "--format", "json"]);
        status["failing"][0]["alerting"].clone()
    };
    for _ in 0..3 {
        assert_eq!(told_of(&project), false);
    }
    let shown = project.run(&["health", "status", "--env", "prod"]);
    let row = told(&shown).lines().find(|line| line.contains("custom.flag")).unwrap().to_owned();
    assert!(row.contains(" no "), "{row}");
    let receiver = Receiver::start();
    let own = format!("[health.alert]\nwebhook = \"http://127.0.0.1:{}/\"\n", receiver.port);
    let project = project.configured(&own);
    assert_eq!(told_of(&project), true);
    let heard = receiver.heard();
    assert_eq!(heard.len(), 1);
    assert_eq!(serde_json::from_str::<Value>(&heard[0].1).unwrap()["consecutive_failures"], 4);
}

#[test]
fn webhook_is_signed_and_speaks_slack_where_it_is_told_to() {
    let receiver = Receiver::start();
    let own = |dir: &std::path::Path| {
        format!(
            "[health.alert]\nwebhook = \"http://127.0.0.1:{}/\"\nformat = \"slack\"\nsecret_file = {:?}\n",
            receiver.port,
            dir.join("key")
        )
    };
    let project = project(1, "");
    fs::write(project.dir.join("key"), "k\n").unwrap();
    let config = own(&project.dir);
    let project = project.configured(&config);
    project.health(&["--env", "prod"]);
    let heard = receiver.heard();
    let body: Value = serde_json::from_str(&heard[0].1).unwrap();
    let text = body["text"].as_str().unwrap();
    assert!(text.starts_with("custom.flag failed 1 times in a row (shop, prod, "), "{text}");
    fs::write(project.dir.join("body"), &heard[0].1).unwrap();
    let python = std::process::Command::new("python3")
        .args(["-c", "import hmac,sys;print(hmac.new(b'k',open(sys.argv[1],'rb').read(),'sha256').hexdigest())"])
        .arg(project.dir.join("body"))
        .output()
        .unwrap();
    let wanted =
        format!("x-goenvmgr-signature: sha256={}", String::from_utf8_lossy(&python.stdout).trim());
    assert!(heard[0].0.to_lowercase().contains(&wanted), "{}", heard[0].0);
}

#[test]
fn command_and_mail_get_the_alert_on_their_standard_input() {
    let project = project(1, "");
    let script = |name: &str| {
        let path = project.dir.join(name);
        fs::write(&path, "#!/bin/sh\necho \"$@\" > \"$0.words\"\ncat > \"$0.heard\"\n").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    };
    let (tell, sendmail) = (script("tell"), script("sendmail"));
    let config =
        format!("[health.alert]\ncommand = [{tell:?}, \"me\"]\nemail = \"ops@example.org\"\n");
    let project = project.configured(&config);
    let path = format!("{}:/usr/bin:/bin", project.dir.display());
    let run = project
        .command(&["health", "run", "--only", "custom", "--env", "prod"])
        .env("PATH", path)
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(1), "{}", told(&run));
    let read = |path: &std::path::Path, what: &str| {
        fs::read_to_string(format!("{}.{what}", path.display())).unwrap()
    };
    assert_eq!(read(&tell, "words"), "me\n");
    assert_eq!(
        serde_json::from_str::<Value>(&read(&tell, "heard")).unwrap()["failed_check"],
        "custom.flag"
    );
    assert_eq!(read(&sendmail, "words"), "-t -oi\n");
    let mail = read(&sendmail, "heard");
    assert!(
        mail.starts_with("To: ops@example.org\nSubject: goenvmgr: custom.flag failed"),
        "{mail}"
    );
}

#[test]
fn manifest_names_nobody_to_call() {
    let project = Project::untrusted("[health.alert]\nwebhook = \"http://127.0.0.1:1/\"\n");
    let refused = project.run(&["trust"]);
    assert_eq!(refused.status.code(), Some(2), "{}", told(&refused));
    assert!(
        told(&refused).contains("`alert` is the user's own to say, in config.toml"),
        "{}",
        told(&refused)
    );
}
