use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::path::Path;

use super::*;
use crate::doctor::model::finding::Status;
use crate::health::policy::Policy;

const LIMIT: Duration = Duration::from_secs(5);

fn around(dir: &Path) -> Around {
    let path = std::env::var("PATH").unwrap_or_default();
    let env =
        Env { now: 2_000_000_000, ..Env::bare(&[("PATH", &path), ("TOKEN", "secret-value")]) };
    let vars = env.vars.clone();
    let go = Ok(GoVersion::parse("1.22.5").unwrap());
    Around { env, project: dir.to_owned(), vars, go }
}

fn asked(dir: &Path, rest: &str) -> Answered {
    let text = format!("[[check]]\nname = \"a\"\n{rest}");
    let policy = Policy::parse(Path::new("/p/goenvmgr.toml"), &text).unwrap();
    policy.checks[0].ask.ask(&around(dir), LIMIT)
}

fn told(dir: &Path, rest: &str) -> (Status, String) {
    let verdict = asked(dir, rest).verdict;
    (verdict.status, verdict.message)
}

/// Answers each connection with these bytes, once it has heard something where it is to listen first.
fn server(says: &'static [u8], listens: bool) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            if listens {
                let _ = stream.read(&mut [0; 4096]);
            }
            let _ = stream.write_all(says);
        }
    });
    port
}

#[test]
fn tcp_tells_refused_from_another_answer_and_from_silence() {
    let dir = tempfile::tempdir().unwrap();
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (redis, full) =
        (server(b"+PONG\r\n", true), server(b"-ERR max number of clients reached\r\n", false));
    let mute = TcpListener::bind("127.0.0.1:0").unwrap();
    let ask = |port: u16, expect: &str| {
        told(dir.path(), &format!("type = \"tcp\"\naddress = \"127.0.0.1:{port}\"\n{expect}"))
    };
    let pong = "send = \"PING\\r\\n\"\nexpect = { starts_with = \"+PONG\" }";
    assert_eq!(
        ask(closed, ""),
        (Status::Fail, format!("127.0.0.1:{closed} refuses the connection"))
    );
    assert_eq!(ask(redis, "").0, Status::Pass);
    assert_eq!(ask(redis, pong).0, Status::Pass);
    let words = format!(
        "127.0.0.1:{full} answers \"-ERR max number of clients reached\", expected \"+PONG\""
    );
    assert_eq!(ask(full, pong), (Status::Fail, words));
    let mute = mute.local_addr().unwrap().port();
    let policy = Policy::parse(
        Path::new("/p/goenvmgr.toml"),
        &format!("[[check]]\nname = \"a\"\ntype = \"tcp\"\naddress = \"127.0.0.1:{mute}\"\n{pong}"),
    )
    .unwrap();
    let silent = policy.checks[0].ask.ask(&around(dir.path()), Duration::from_millis(100));
    assert!(
        silent.verdict.message.ends_with("took the connection and said nothing within 100ms"),
        "{silent:?}"
    );
}

#[test]
fn http_is_judged_by_status_header_body_and_json() {
    let dir = tempfile::tempdir().unwrap();
    let port = server(b"HTTP/1.1 200 OK\r\nX-A: b\r\nContent-Length: 15\r\nConnection: close\r\n\r\n{\"status\":\"up\"}", true);
    let moved = server(b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", true);
    let ask = |expect: &str| {
        told(dir.path(), &format!("type = \"http\"\nurl = \"http://127.0.0.1:{port}/h\"\n{expect}"))
    };
    for (expect, words) in [
        ("", ""),
        (
            "expect = { status = 200, headers = { X-A = \"b\" }, body_matches = \"up\", json = { pointer = \"/status\", equals = \"up\" } }",
            "",
        ),
        ("expect = { status = [204, 404] }", "answers 200 OK, expected 204 or 404"),
        ("expect = { headers = { X-A = \"c\" } }", "X-A is \"b\", expected \"c\""),
        ("expect = { headers = { X-B = \"c\" } }", "the answer has no header X-B"),
        ("expect = { body_matches = \"^down\" }", "the body does not match \"^down\""),
        (
            "expect = { json = { pointer = \"/status\", equals = \"down\" } }",
            "/status is \"up\", expected \"down\"",
        ),
    ] {
        let (status, message) = ask(expect);
        assert_eq!(status == Status::Pass, words.is_empty(), "{expect}: {message}");
        assert!(message.ends_with(words) || words.is_empty(), "{expect}: {message}");
    }
    let (status, message) =
        told(dir.path(), &format!("type = \"http\"\nurl = \"http://127.0.0.1:{moved}/\""));
    assert_eq!(status, Status::Fail);
    assert!(
        message.contains("169.254.169.254") && message.contains("own link, which is not asked"),
        "{message}"
    );
}

#[test]
fn command_is_started_by_no_shell_and_its_last_words_are_told() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("here.txt"), "x").unwrap();
    for (rest, status, words) in [
        ("argv = [\"true\"]", Status::Pass, "true ends as expected"),
        ("argv = [\"false\"]", Status::Fail, "false ended with 1, expected 0"),
        ("argv = [\"false\"]\nexpect = { exit = 1 }", Status::Pass, "false ends as expected"),
        (
            "argv = [\"ls\"]\nexpect = { stdout_matches = \"^here.txt\" }",
            Status::Pass,
            "ls ends as expected",
        ),
        (
            "argv = [\"echo\", \"$(id); ${env:TOKEN}\"]\nexpect = { stdout_matches = \"^\\\\$\\\\(id\\\\); secret-value$\" }",
            Status::Pass,
            "echo",
        ),
        ("argv = [\"echo\", \"${env:NONE}\"]", Status::Error, "the variable NONE is not set"),
        (
            "argv = [\"no-such-program\"]",
            Status::Error,
            "there is no program no-such-program on PATH",
        ),
    ] {
        let (is, message) = told(dir.path(), &format!("type = \"command\"\n{rest}"));
        assert_eq!(is, status, "{rest}: {message}");
        assert!(message.contains(words), "{rest}: {message}");
    }
    let says = asked(
        dir.path(),
        "type = \"command\"\nargv = [\"sh\", \"-c\", \"echo first >&2; echo refused >&2; exit 3\"]",
    );
    assert_eq!(says.verdict.evidence, [("says".to_owned(), "refused".to_owned())]);
}

#[test]
fn file_is_judged_by_all_that_is_expected_of_it() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(dir.path().join("f"), "abc").unwrap();
    let sum = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    for (expect, words) in [
        ("exists = true", ""),
        ("exists = false", "exists (3 bytes)"),
        (&format!("sha256 = \"{sum}\""), ""),
        (&format!("sha256 = \"{}\"", sum.replace('b', "c")), "has the SHA-256"),
        ("max_age = \"1h\"", "ago, expected within 1h"),
        ("min_free = \"1KB\"", ""),
        ("min_free = \"9000000TB\"", "bytes free beside it"),
    ] {
        file_is_told(dir.path(), expect, words);
    }
    let gone = told(dir.path(), "type = \"file\"\npath = \"gone\"\nexpect = { mode = \"0600\" }");
    assert!(gone.0 == Status::Fail && gone.1.ends_with("does not exist"), "{gone:?}");
    assert_eq!(
        told(dir.path(), "type = \"file\"\npath = \"gone\"\nexpect = { exists = false }").0,
        Status::Pass
    );
}

/// The file `f` is as expected, or these words say how not.
fn file_is_told(dir: &Path, expect: &str, words: &str) {
    let (status, message) =
        told(dir, &format!("type = \"file\"\npath = \"f\"\nexpect = {{ {expect} }}"));
    assert_eq!(status == Status::Pass, words.is_empty(), "{expect}: {message}");
    assert!(message.contains(words), "{expect}: {message}");
}

#[cfg(unix)]
#[test]
fn file_is_judged_by_its_mode_and_owner() {
    use std::os::unix::fs::PermissionsExt as _;
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("f");
    std::fs::write(&file, "").unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
    for (expect, words) in [
        ("mode = \"0644\", mode_max = \"0755\"", ""),
        ("mode_max = \"0600\"", "has mode 0644, more than 0600"),
        ("mode = \"0600\"", "has mode 0644, expected 0600"),
        ("owner = 123456", "expected 123456"),
    ] {
        file_is_told(dir.path(), expect, words);
    }
}

#[test]
fn port_process_name_and_version_are_looked_up() {
    let dir = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let mut sleeper = std::process::Command::new("sleep").arg("600").spawn().unwrap();
    for (rest, status) in [
        (format!("type = \"port\"\nport = {port}"), Status::Pass),
        (format!("type = \"port\"\nport = {port}\nexpect = {{ listening = false }}"), Status::Fail),
        (
            format!("type = \"port\"\nport = {port}\nexpect = {{ process = \"nginx\" }}"),
            Status::Fail,
        ),
        ("type = \"process\"\nprocess = \"sleep\"".into(), Status::Pass),
        (
            "type = \"process\"\nprocess = \"sleep\"\nexpect = { running = false }".into(),
            Status::Fail,
        ),
        ("type = \"process\"\nprocess = \"no-such-program\"".into(), Status::Fail),
        (
            "type = \"dns\"\nhost = \"localhost\"\nexpect = { includes = [\"127.0.0.1\"] }".into(),
            Status::Pass,
        ),
        (
            "type = \"dns\"\nhost = \"localhost\"\nexpect = { includes = [\"10.1.2.3\"] }".into(),
            Status::Fail,
        ),
        (
            "type = \"go-version\"\nexpect = { matches = \"1.22\", at_least = \"1.22.5\" }".into(),
            Status::Pass,
        ),
        ("type = \"go-version\"\nexpect = { matches = \"1.23\" }".into(), Status::Fail),
        ("type = \"go-version\"\nexpect = { at_least = \"1.22.6\" }".into(), Status::Fail),
    ] {
        let (is, message) = told(dir.path(), &rest);
        assert_eq!(is, status, "{rest}: {message}");
    }
    sleeper.kill().unwrap();
    sleeper.wait().unwrap();
}

/// Keys that decide when a check runs, how long and how often, and how its answer is judged: nothing that is sent, read
/// or run.
const DECIDE_NOTHING: [&str; 8] =
    ["name", "type", "timeout", "retries", "mode", "severity", "envs", "expect"];

/// What a key of a check is set to, and how it is shown.
fn shown_key(key: &str) -> (&'static str, &'static str) {
    match key {
        "argv" => ("[\"./zz\", \"${env:ZA}\"]", "./zz '${env:ZA}'"),
        "dir" => ("\"../zz/${env:ZD}\"", "../zz/${env:ZD}"),
        "url" => ("\"http://zz.example/${env:ZU}\"", "http://zz.example/${env:ZU}"),
        "headers" => ("{ X-Key = \"b ${env:ZK}\" }", "X-Key: b ${env:ZK}"),
        "address" => ("\"zz.example:${env:ZP}\"", "zz.example:${env:ZP}"),
        "send" => ("\"zz ${env:ZS}\\n\"", "\"zz ${env:ZS}\\n\""),
        "host" => ("\"${env:ZH}.zz.example\"", "${env:ZH}.zz.example"),
        "path" => ("\"~/zz/${env:ZF}\"", "~/zz/${env:ZF}"),
        "port" => ("4321", "4321"),
        "process" => ("\"zzd\"", "zzd"),
        new => panic!("what does `{new}` decide, and where is it shown?"),
    }
}

#[test]
fn says_shows_each_key_that_decides_what_is_sent_or_run() {
    for (kind, _) in KINDS {
        let expect = match kind {
            "command" => "exit = 0",
            "dns" => "includes = [\"10.0.0.1\"]",
            "file" => "exists = true",
            "go-version" => "at_least = \"1.22\"",
            "http" => "status = 200",
            "port" => "listening = true",
            "process" => "min = 1",
            _ => "starts_with = \"x\"",
        };
        let begin =
            format!("[[check]]\nname = \"a\"\ntype = \"{kind}\"\nexpect = {{ {expect} }}\n");
        let parsed = |text: &str| Policy::parse(Path::new("/p/goenvmgr.toml"), text);
        // The message names all keys that are read.
        let fault = format!("{:?}", parsed(&format!("{begin}qqqqqqqq = 1\n")).unwrap_err());
        let known =
            fault.split("known are ").nth(1).unwrap().split(['"', ';', '\n']).next().unwrap();
        let keys: Vec<&str> =
            known.split(", ").filter(|key| !DECIDE_NOTHING.contains(key)).collect();
        let lines: String =
            keys.iter().map(|key| format!("{key} = {}\n", shown_key(key).0)).collect();
        let says = parsed(&format!("{begin}{lines}")).unwrap().checks[0].ask.says();
        for key in &keys {
            assert!(says.contains(shown_key(key).1), "{kind}: {key} is not in {says}");
        }
        assert!(says.starts_with(kind) && (kind == "go-version" || !keys.is_empty()), "{says}");
    }
}
