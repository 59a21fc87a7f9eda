//! The proxy variables, beside the parser of each real go: thousands of values that people and their
//! tools write, put together at random from parts.

mod dice;
mod parts;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use base64::Engine as _;
use goenvmgr::go::version::GoVersion;
use goenvmgr::sys::env::Env;
use goenvmgr::sys::net::proxy::{NoRoute, Proxies, Proxy, ProxyKind, Rules};
use goenvmgr::sys::net::url::Url;
use serde_json::{Value, json};

use self::dice::Dice;
use crate::support::real_go;

/// What we make of it, in the words in which the real go is asked.
fn ours(vars: &[(&str, String)], url: &str, rules: Rules) -> Value {
    let vars: Vec<(&str, &str)> =
        vars.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let env = Env::bare(&vars);
    let url = Url::parse(url).unwrap();
    let names = match url.scheme() {
        goenvmgr::sys::net::url::Scheme::Https => ["HTTPS_PROXY", "https_proxy"],
        _ => ["HTTP_PROXY", "http_proxy"],
    };
    let proxy = match Proxies::read(&env, rules).route(&url) {
        Ok(None) => return json!("none"),
        Err(NoRoute::Cgi) => return json!("refused"),
        Err(NoRoute::Port(_)) => {
            let value = names.iter().find_map(|name| env.var(name)).unwrap();
            Proxy::parse(value, rules).unwrap()
        }
        Ok(Some(proxy)) => proxy.clone(),
    };
    let login =
        proxy.credentials.clone().map(|login| (login.user, login.password)).unwrap_or_default();
    json!([format!("{:?}", proxy.kind), proxy.place(), login.0, login.1])
}

fn theirs(told: &Value, rules: Rules) -> Value {
    let bytes = |key: &str| {
        let text = told[key].as_str().unwrap_or_default();
        base64::engine::general_purpose::STANDARD.decode(text).unwrap()
    };
    if told["Error"] == true {
        return json!("refused");
    }
    if told["None"] == true {
        return json!("none");
    }
    let kind = match told["Scheme"].as_str().unwrap() {
        "https" => ProxyKind::Https,
        "socks5" => ProxyKind::Socks5,
        "socks5h"
            if rules == Rules::default()
                || rules == rules_of(&GoVersion::parse("1.23").unwrap()) =>
        {
            ProxyKind::Socks5
        }
        _ => ProxyKind::Http,
    };
    // To the dialer no host is this machine, no port is port 0, and zeros in front are nothing.
    let address = String::from_utf8_lossy(&bytes("Address")).into_owned();
    let (host, port) = address.rsplit_once(':').unwrap();
    let host = if host.is_empty() { "127.0.0.1" } else { host };
    let short = port.trim_start_matches('0');
    let port = if short.is_empty() {
        "0"
    } else if short.len() > 5 {
        port
    } else {
        short
    };
    json!([format!("{kind:?}"), format!("{host}:{port}"), bytes("Username"), bytes("Password")])
}

/// The program that asks the real parser, built by this very go from its own vendored copy.
fn program(root: &Path, scratch: &Path) -> PathBuf {
    let path = scratch.join("src");
    std::fs::create_dir_all(path.join("asks")).unwrap();
    let copied =
        Command::new("cp").arg("-r").arg(root.join("src/vendor/golang.org")).arg(&path).status();
    assert!(copied.unwrap().success());
    let address = match root == Path::new(real_go::OWN) {
        true => include_str!("dialled.go"),
        false => include_str!("worked_out.go"),
    };
    std::fs::write(path.join("asks/address.go"), address).unwrap();
    std::fs::write(path.join("asks/main.go"), include_str!("main.go")).unwrap();
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("proxy-rules-cache");
    let built = Command::new(root.join("bin/go"))
        .args(["build", "-o", "asks.bin", "asks"])
        .current_dir(scratch)
        .env_clear()
        .envs([
            ("GO111MODULE", "off"),
            ("GOENV", "off"),
            ("GOTOOLCHAIN", "local"),
            ("CGO_ENABLED", "0"),
        ])
        .envs([("GOPATH", scratch), ("GOCACHE", &cache), ("HOME", scratch)])
        .output()
        .unwrap();
    assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
    scratch.join("asks.bin")
}

fn rules_of(version: &GoVersion) -> Rules {
    Rules::of(|least| version.is_at_least(least))
}

#[test]
fn proxy_variables_are_read_as_each_go_reads_them() {
    let mut dice = Dice(20_261_129);
    let cases: Vec<_> = (0..4000).map(|_| dice.case()).collect();
    let asked: String = (cases.iter())
        .map(|(vars, url)| {
            let vars: serde_json::Map<_, _> =
                vars.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
            format!("{}\n", json!({"Vars": vars, "URL": url}))
        })
        .collect();
    let mut reached = 0;
    for root in real_go::roots() {
        let scratch = tempfile::tempdir().unwrap();
        let version = std::fs::read_to_string(root.join("VERSION")).unwrap();
        let version = GoVersion::from_toolchain(version.lines().next().unwrap()).unwrap();
        let rules = rules_of(&version);
        let mut go = Command::new(program(&root, scratch.path()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = go.stdin.take().unwrap();
        let input = asked.clone();
        let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()).unwrap());
        let told = go.wait_with_output().unwrap();
        writer.join().unwrap();
        let told = String::from_utf8(told.stdout).unwrap();
        assert_eq!(told.lines().count(), cases.len());
        let differ: Vec<String> = (cases.iter().zip(told.lines()))
            .filter_map(|((vars, url), line)| {
                let go = theirs(&serde_json::from_str(line).unwrap(), rules);
                let we = ours(vars, url, rules);
                reached += usize::from(go.is_array());
                (go != we).then(|| format!("{url} {vars:?}\n    go{version}: {go}\n    we: {we}"))
            })
            .collect();
        assert!(
            differ.is_empty(),
            "{} differ:\n{}",
            differ.len(),
            differ[..differ.len().min(20)].join("\n")
        );
    }
    assert!(reached > 4000, "most cases name a proxy: {reached}");
}
