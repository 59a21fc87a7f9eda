//! Names are found as Go's own resolver finds them: the same files, the same name servers, both
//! programs. Ours is linked statically, as users have it.

use std::io::{Read as _, Write as _};
use std::net::{IpAddr, TcpListener, UdpSocket};
use std::path::Path;
use std::process::Command;
use std::thread;

use crate::support::linked;
use crate::support::namespace::Namespace;
use crate::support::real_go;

/// What a name server says to this question: code, authority flags, and records (type, data).
struct Reply {
    code: u8,
    flags: u8,
    records: Vec<(u8, Vec<u8>)>,
}

/// Names begin with what happens to them; the last byte says which server was asked.
fn reply(name: &str, kind: u8, server: u8) -> Reply {
    let four = |last: u8| (1, vec![192, 0, 2, last]);
    let six = |text: &str| (28, text.parse::<std::net::Ipv6Addr>().unwrap().octets().to_vec());
    let first = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let of_kind = |records: Vec<(u8, Vec<u8>)>| {
        records.into_iter().filter(|(of, _)| *of == kind || *of == 5).collect()
    };
    let (code, flags, records) = match first.as_str() {
        _ if !name.to_ascii_lowercase().ends_with("dns.example") => (3, 0x80, vec![]),
        "fail" => (2, 0x80, vec![]),
        "refused" => (5, 0x80, vec![]),
        "empty" => (0, 0x80, vec![]),
        "lame" => (0, 0, vec![]),
        "half" if kind == 28 => (2, 0x80, vec![]),
        "six" => (0, 0x80, of_kind(vec![six("2001:db8::7")])),
        "alias" => (0, 0x80, of_kind(vec![(5, b"\x01x\xc0\x0c".to_vec()), four(server)])),
        "many" => (
            0,
            0x80,
            of_kind(vec![six("2002:c633::7"), six("2001:db9::7"), six("2001:db8::7"), four(7)]),
        ),
        "big" => (0, 0x80, of_kind((1..90).map(four).collect())),
        _ => (0, 0x80, of_kind(vec![four(server)])),
    };
    Reply { code, flags, records }
}

/// The message that answers; over UDP one that is cut where it is too large.
fn answer(question: &[u8], server: u8, datagram: bool) -> Option<Vec<u8>> {
    let end = 12 + question[12..].iter().position(|byte| *byte == 0)?;
    let (mut labels, mut at) = (Vec::new(), 12);
    while at < end {
        let next = at + 1 + usize::from(question[at]);
        labels.push(String::from_utf8_lossy(&question[at + 1..next]).into_owned());
        at = next;
    }
    let Reply { code, flags, records } = reply(&labels.join("."), question[end + 2], server);
    let cut = datagram && records.len() > 50;
    let records = if cut { Vec::new() } else { records };
    let mut bytes = question[..2].to_vec();
    bytes.extend([0x81 | if cut { 2 } else { 0 }, flags | code, 0, 1]);
    bytes.extend([0, u8::try_from(records.len()).unwrap(), 0, 0, 0, 0]);
    bytes.extend(&question[12..end + 5]);
    for (kind, data) in records {
        bytes.extend([0xc0, 12, 0, kind, 0, 1, 0, 0, 0, 60, 0, u8::try_from(data.len()).unwrap()]);
        bytes.extend(data);
    }
    Some(bytes)
}

/// A name server at this address, until the test ends; a silent one takes questions alone.
fn serve(namespace: &Namespace, address: &str, silent: bool) {
    let address: IpAddr = address.parse().unwrap();
    let (udp, tcp) = namespace.within(|| {
        (UdpSocket::bind((address, 53)).unwrap(), TcpListener::bind((address, 53)).unwrap())
    });
    let server = match address {
        IpAddr::V4(four) => four.octets()[3],
        IpAddr::V6(_) => 6,
    };
    thread::spawn(move || {
        let mut question = [0u8; 512];
        while let Ok((length, from)) = udp.recv_from(&mut question) {
            let question = &question[..length];
            if silent {
                continue;
            }
            if question[12..].starts_with(b"\x06forged") {
                let mut forged = answer(question, 66, true).unwrap();
                forged[0] ^= 0xff;
                udp.send_to(&forged, from).unwrap();
                udp.send_to(b"no message", from).unwrap();
            }
            let _ = udp.send_to(&answer(question, server, true).unwrap(), from);
        }
    });
    thread::spawn(move || {
        for mut stream in tcp.incoming().flatten().filter(|_| !silent) {
            let mut length = [0u8; 2];
            if stream.read_exact(&mut length).is_err() {
                continue;
            }
            let mut question = vec![0u8; u16::from_be_bytes(length).into()];
            stream.read_exact(&mut question).unwrap();
            let answer = answer(&question, server, false).unwrap();
            let length = u16::try_from(answer.len()).unwrap().to_be_bytes();
            let _ = stream.write_all(&[&length[..], &answer].concat());
        }
    });
}

/// Both programs, and the names that they are asked for in the same world.
struct Both {
    namespace: Namespace,
}

impl Both {
    fn start() -> Self {
        let namespace = Namespace::new();
        serve(&namespace, "127.0.0.53", false);
        serve(&namespace, "127.0.0.54", false);
        serve(&namespace, "127.0.0.55", true);
        serve(&namespace, "::1", false);
        linked::statically("tests/it/support/linked/addresses.rs", &namespace.path("ours"));
        let source = "tests/it/support/linked/addresses.go";
        let built = Command::new(Path::new(real_go::OWN).join("bin/go"))
            .args(["build", "-o"])
            .arg(namespace.path("gos"))
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join(source))
            .env("CGO_ENABLED", "0")
            .env("GOTOOLCHAIN", "local")
            .env("GOFLAGS", "-buildvcs=false")
            .output()
            .unwrap();
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        Self { namespace }
    }

    fn ask(&self, program: &str, names: &[&str]) -> String {
        let mut command = self.namespace.command(self.namespace.path(program));
        // Whatever loads one of these dies.
        let out = command.args(names).env("LD_LIBRARY_PATH", self.namespace.path("lib")).output();
        let out = out.unwrap();
        assert!(out.status.success(), "{program} {names:?}: {out:?}");
        String::from_utf8(out.stdout).unwrap()
    }

    fn agree(&self, nsswitch: &str, resolv: &str, names: &[&str]) -> String {
        self.namespace.etc("nsswitch.conf", nsswitch);
        self.namespace.etc("resolv.conf", resolv);
        let [ours, gos] = ["ours", "gos"].map(|program| self.ask(program, names));
        assert_eq!(ours, gos, "{nsswitch}\n{resolv}");
        ours
    }
}

const HOSTS: &str = "127.0.0.1 localhost\n192.0.2.99\tlisted.example both.dns.example # no.example\n\
    2001:db8::99 both.dns.example\nnonsense go.dns.example\n192.0.2.98 printer.local.\n";

const NAMES: [&str; 24] = [
    "go.dns.example",
    "go.dns.example.",
    "GO.dns.example",
    "six.dns.example",
    "alias.dns.example",
    "many.dns.example",
    "big.dns.example",
    "forged.dns.example",
    "half.dns.example",
    "empty.dns.example",
    "fail.dns.example",
    "refused.dns.example",
    "lame.dns.example",
    "absent.example",
    "LISTED.example.",
    "both.dns.example",
    "no.example",
    "short",
    "short.sub",
    "x.onion",
    "printer.local",
    "other.local",
    "127.1",
    "-a.dns..example",
];

const NSSWITCH: [&str; 9] = [
    "hosts: files dns",
    "hosts: files mymachines resolve [!UNAVAIL=return] mdns4_minimal dns myhostname",
    "hosts: files mymachines resolve [!UNAVAIL=return] myhostname",
    "hosts: mymachines resolve [!UNAVAIL=return] files myhostname dns",
    "hosts: files mdns4_minimal [NOTFOUND=return] dns",
    "passwd: files systemd\nhosts: dns files\n",
    "hosts: files",
    "hosts: resolve",
    "hosts:",
];

const RESOLV: [&str; 6] = [
    "nameserver 127.0.0.53\n",
    "; none: 127.0.0.1, then ::1\n",
    "nameserver ::1\nnameserver 127.0.0.54\nsearch absent.example sub.dns.example\noptions ndots:2\n",
    "nameserver 127.0.0.99\nnameserver 127.0.0.54\ndomain dns.example\noptions use-vc edns0 trust-ad\n",
    "nameserver 127.0.0.53\nnameserver 127.0.0.54\nnameserver ::1\noptions rotate single-request ndots:0\n",
    "nameserver 127.0.0.99\noptions attempts:1 unknown\n",
];

#[test]
fn names_are_found_as_go_finds_them() {
    let both = Both::start();
    both.namespace.etc("hosts", HOSTS);
    for nsswitch in NSSWITCH {
        for resolv in RESOLV {
            both.agree(nsswitch, resolv, &NAMES);
        }
    }
    // The first server is silent for a second; then the last word is a silent one's.
    let options = "options timeout:1 attempts:1\n";
    let servers = "nameserver 127.0.0.55\nnameserver 127.0.0.53\n";
    let found = both.agree(NSSWITCH[1], &format!("{servers}{options}"), &["go.dns.example"]);
    assert_eq!(found, "go.dns.example: 192.0.2.53\n");
    let silent = format!("nameserver 127.0.0.55\n{options}");
    assert_eq!(both.agree(NSSWITCH[1], &silent, &["go.dns.example"]), "go.dns.example: timeout\n");
}

/// A library that ends whoever loads it.
const FATAL: &str = "__attribute__((constructor)) static void end(void) { __builtin_trap(); }";

#[test]
fn names_are_found_without_the_libraries_of_nsswitch() {
    let both = Both::start();
    let lib = both.namespace.path("lib");
    std::fs::create_dir(&lib).unwrap();
    std::fs::write(lib.join("end.c"), FATAL).unwrap();
    for name in ["resolve", "mymachines", "mdns4_minimal", "myhostname", "dns", "systemd"] {
        let built = Command::new("gcc")
            .args(["-shared", "-fPIC", "-o"])
            .args([lib.join(format!("libnss_{name}.so.2")), lib.join("end.c")])
            .status();
        assert!(built.unwrap().success());
    }
    both.namespace.etc("hosts", HOSTS);
    both.namespace.etc("resolv.conf", RESOLV[0]);
    let names = ["go.dns.example", "listed.example", "absent.example", "other.local", "localhost"];
    let line = NSSWITCH[1];
    for nsswitch in [line, "hosts: mymachines resolve [!UNAVAIL=return] files mdns4_minimal dns"] {
        both.namespace.etc("nsswitch.conf", nsswitch);
        let found = both.ask("ours", &names);
        let found: Vec<&str> = found.lines().map(|line| line.split_once(": ").unwrap().1).collect();
        let none = "no such host";
        assert_eq!(found, ["192.0.2.53", "192.0.2.99", none, none, "127.0.0.1"], "{nsswitch}");
    }
    // The product itself, as cargo links it, says why.
    let product = |name: &str| {
        let mut command = both.namespace.command(env!("CARGO_BIN_EXE_goenvmgr"));
        command.args(["list", "--remote"]).env_clear().env("LD_LIBRARY_PATH", &lib);
        command.env("GOENVMGR_HOME", both.namespace.path("home")).env("HOME", "/nonexistent");
        command.env("GOENVMGR_SOURCES", "goproxy").env("GOPROXY", format!("http://{name}:1"));
        String::from_utf8(command.output().unwrap().stderr).unwrap()
    };
    let said = product("other.local");
    assert!(said.contains("no such host") && said.contains("mDNS"), "{said}");
    let said = product("absent.example");
    assert!(said.contains("no such host (name server 127.0.0.53)"), "{said}");
    assert!(product("go.dns.example").contains("connection refused"));
}
