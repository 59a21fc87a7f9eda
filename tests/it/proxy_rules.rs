//! The proxy variables, beside the parser of each real go: thousands of values that people and their
//! tools write, put together at random from parts.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use base64::Engine as _;
use goenvmgr::go::version::GoVersion;
use goenvmgr::sys::env::Env;
use goenvmgr::sys::net::proxy::{Kind, NoRoute, Proxies, Proxy, Rules};
use goenvmgr::sys::net::url::Url;
use serde_json::{Value, json};

use crate::support::real_go;

const SCHEMES: [&str; 20] = [
    "",
    "http://",
    "http://",
    "http://",
    "https://",
    "socks5://",
    "socks5h://",
    "htp://",
    "HTTP://",
    "http:",
    "http:/",
    "//",
    " http://",
    "\"http://",
    "'http://",
    "ftp://",
    "1http://",
    ":",
    "socks5:",
    "http:///",
];
const LOGINS: [&str; 22] = [
    "",
    "",
    "",
    "",
    "u@",
    "u:p@",
    "u:p%40w@",
    "dom\\u:p@",
    "u:p#w@",
    "u:%zz@",
    "ü:p@",
    "@",
    ":@",
    "u:p@q@",
    "u%E9:p%FF@",
    "u:p/w@",
    "dom%5Cu:p w@",
    "u:p?@",
    "u:[p]@",
    "u:p:q@",
    "u%3Ax:@",
    "u;v:$&+,@",
];
const HOSTS: [&str; 36] = [
    "p.example",
    "p.example",
    "p.example",
    "10.1.2.3",
    "[::1]",
    "[fd00::1]",
    "[fe80::1%25eth0]",
    "::1",
    "",
    "P.Example",
    "exämple.com",
    "p_x",
    "p x",
    "[foo]",
    "a:b:c",
    "%41.example",
    "p%20x",
    "<p>",
    "p\"",
    "localhost",
    "[::ffff:1.2.3.4]",
    "xn--p1ai",
    "[1.2.3.4]",
    "x[y]",
    "[::1",
    "%C3%BC.example",
    "%C3%9F",
    "p%",
    "[fe80::1%25]",
    "[fe80::1%eth0]",
    "[::1]x",
    "a.",
    "ex\u{301}ample",
    "ß.example",
    "1.2.3",
    "[]",
];
const PORTS: [&str; 18] = [
    "",
    "",
    ":3128",
    ":3128",
    ":",
    ":0",
    ":80",
    ":443",
    ":1080",
    ":65535",
    ":65536",
    ":99999999999999999999",
    ":08080",
    ":x",
    ":3128 ",
    ":-1",
    ":3128:1",
    ":00",
];
const TAILS: [&str; 18] = [
    "", "", "", "", "", "/", "/x y", "?q", "#f", "/%zz", "#%zz", "\"", " ", "\n", "\t", "?",
    "\u{7f}", "/a:b@c",
];
const EXCEPTIONS: [&str; 62] = [
    "*",
    "go.dev",
    "go.dev",
    ".go.dev",
    "*.go.dev",
    "GO.dev",
    " go.dev ",
    "dev",
    "x.go.dev",
    "go.dev:443",
    "go.dev:8443",
    "go.dev:",
    ":443",
    ":",
    "",
    " ",
    "10.0.0.0/8",
    "10.2.3.4/32",
    "10.0.0.0/33",
    "10.0.0.0/+8",
    "10.0.0.0/08",
    "10.0.0.0/",
    "0.0.0.0/0",
    "::/0",
    "::ffff:10.0.0.0/104",
    "::ffff:0:0/90",
    "fd00::/8",
    "fd00::/129",
    "10.2.3.4",
    "10.2.3.4:443",
    "10.2.3.4:80",
    "::ffff:10.2.3.4",
    "[::ffff:10.2.3.4]:443",
    "fd12::1",
    "fd12:0:0::1",
    "[fd12::1]",
    "[fd12::1]:443",
    "[fd12::1]:80",
    "[fd12::1]:",
    "[go.dev]:443",
    ".4",
    "3.4",
    "010.2.3.4",
    "https://go.dev",
    "go.dev/x",
    "bücher.example",
    ".bücher.example",
    "xn--bcher-kva.example",
    "BÜCHER.example:443",
    "*",
    "*.*",
    "**.dev",
    "*go.dev",
    "..go.dev",
    "localhost",
    "127.0.0.1",
    "go.dev go.dev",
    "[[fd12::1]]:443",
    "a:b:443",
    "1.2.3.4:5:6",
    "[fd12::1]x:443",
    "fd12::1%25x",
];
const URLS: [&str; 18] = [
    "https://go.dev/",
    "https://go.dev/",
    "https://go.dev:8443/",
    "https://go.dev:443/",
    "https://x.go.dev/",
    "https://ago.dev/",
    "https://10.2.3.4/",
    "https://10.2.3.4:8443/",
    "https://[fd12::1]/",
    "https://[::ffff:10.2.3.4]/",
    "https://localhost/",
    "https://127.8.9.1/",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://b\u{fc}cher.example/",
    "http://go.dev/",
    "http://10.2.3.4/",
    "http://localhost:81/",
];

/// Numbers that are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.roll(from.len())]
    }

    fn value(&mut self) -> String {
        let parts = [&SCHEMES[..], &LOGINS, &HOSTS, &PORTS, &TAILS];
        let mut value: String = parts.iter().map(|part| self.pick(part)).collect();
        // Now and then a byte is lost or doubled.
        if self.roll(8) == 0 && !value.is_empty() {
            let at = self.roll(value.chars().count());
            let lost = value.chars().nth(at).unwrap();
            let double = if self.roll(2) == 0 { String::new() } else { format!("{lost}{lost}") };
            value = value
                .chars()
                .enumerate()
                .map(|(n, c)| if n == at { double.clone() } else { c.to_string() })
                .collect();
        }
        value
    }

    fn case(&mut self) -> (Vec<(&'static str, String)>, &'static str) {
        let url = self.pick(&URLS);
        let mut vars = Vec::new();
        let plain = self.roll(2) == 0;
        for name in ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"] {
            if self.roll(3) > 0 {
                let value = if plain { "p.example:3128".to_owned() } else { self.value() };
                vars.push((name, if self.roll(9) == 0 { String::new() } else { value }));
            }
        }
        let entries = self.roll(4);
        let list: Vec<&str> = (0..entries).map(|_| self.pick(&EXCEPTIONS)).collect();
        vars.push((self.pick(&["NO_PROXY", "no_proxy"]), list.join(",")));
        if self.roll(20) == 0 {
            vars.push(("REQUEST_METHOD", self.pick(&["GET", ""]).to_owned()));
        }
        (vars, url)
    }
}

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
        "https" => Kind::Https,
        "socks5" => Kind::Socks5,
        "socks5h"
            if rules == Rules::default()
                || rules == rules_of(&GoVersion::parse("1.23").unwrap()) =>
        {
            Kind::Socks5
        }
        _ => Kind::Http,
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
        true => include_str!("proxy_rules/dialled.go"),
        false => include_str!("proxy_rules/worked_out.go"),
    };
    std::fs::write(path.join("asks/address.go"), address).unwrap();
    std::fs::write(path.join("asks/main.go"), include_str!("proxy_rules/main.go")).unwrap();
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
