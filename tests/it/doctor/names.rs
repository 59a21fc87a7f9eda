//! Name servers and routes, in networks of their own.

use std::net::{Ipv6Addr, UdpSocket};

use crate::support::module;
use crate::support::server::Server;

use super::network::{DOWNLOAD, only_fault, proves, ready};
use super::session::Session;

/// A shell in a network of its own, loopback up, with this resolv.conf.
pub(super) fn isolated(resolv: &str) -> Session {
    let mut session = ready(Session::with_network());
    let line = format!(
        "ip link set lo up; printf '{resolv}' >$world/resolv; chmod 644 $world/resolv; \
        mount --bind $world/resolv /etc/resolv.conf"
    );
    let said = session.run(&line);
    assert_eq!(said.code, 0, "{}", said.text);
    // Any route, or the machine counts as cut off.
    let said = session.run(
        "ip link add v0 type veth peer name v1; ip addr add 192.0.2.2/24 dev v0; \
        ip link set v0 up; ip link set v1 up; \
        ip neigh add 192.0.2.1 lladdr 02:00:00:00:00:01 dev v0",
    );
    assert_eq!(said.code, 0, "{}", said.text);
    session
}

/// How a name server behaves.
#[derive(Clone, Copy)]
pub(super) enum Manner {
    /// Says that every name is 127.0.0.1, and has no IPv6 address.
    Knows,
    /// Says that every name has this IPv6 address, and 127.0.0.1 too where so said.
    Six(Ipv6Addr, bool),
    /// Takes the question and says nothing.
    Silent,
    /// Answers with this code.
    Code(u8),
}

/// A name server at this address, in the shell's network, until the test ends.
pub(super) fn name_server(session: &Session, address: &str, manner: Manner) {
    let socket = session.in_its_network(|| UdpSocket::bind((address, 53)).unwrap());
    std::thread::spawn(move || {
        let mut question = [0u8; 512];
        while let Ok((length, from)) = socket.recv_from(&mut question) {
            let question = &question[..length];
            // The name ends with an empty label; type and class follow.
            let end = 12 + question[12..].iter().position(|b| *b == 0).unwrap_or(0) + 5;
            // 1 asks for IPv4 (A), 28 for IPv6 (AAAA).
            let kind = question[end - 3];
            let (code, address): (u8, Option<Vec<u8>>) = match (manner, kind) {
                (Manner::Silent, _) => continue,
                (Manner::Knows | Manner::Six(_, true), 1) => (0, Some(vec![127, 0, 0, 1])),
                (Manner::Six(address, _), 28) => (0, Some(address.octets().to_vec())),
                (Manner::Knows | Manner::Six(..), _) => (0, None),
                (Manner::Code(code), _) => (code, None),
            };
            let mut answer = question[..2].to_vec();
            answer.extend([0x81, 0x80 | code, 0, 1, 0, u8::from(address.is_some()), 0, 0, 0, 0]);
            answer.extend(&question[12..end]);
            if let Some(address) = address {
                let length = u8::try_from(address.len()).unwrap();
                answer.extend([0xc0, 12, 0, kind, 0, 1, 0, 0, 0, 9, 0, length]);
                answer.extend(address);
            }
            let _ = socket.send_to(&answer, from);
        }
    });
}

/// A server with the module in the shell's network.
pub(super) fn serving(session: &Session) -> Server {
    session.in_its_network(|| {
        let server = Server::start();
        module::serve(&server, "");
        server
    })
}

pub(super) fn port(server: &Server) -> String {
    server.place().rsplit(':').next().unwrap().to_owned()
}

#[test]
fn network_that_is_not_there_at_all() {
    let mut session = ready(Session::with_network());
    let provoke = "export GOPROXY=http://192.0.2.1";
    proves(&mut session, provoke, "net.offline", "network is unreachable", "-");
    session.run("ip link set lo up");
    let server = serving(&session);
    session.run(&format!("export GOPROXY={}", server.url()));
    assert_eq!(session.run(DOWNLOAD).code, 0);
    assert!(only_fault(&mut session).is_none());
}

#[test]
fn names_that_do_not_resolve() {
    for (manner, says) in [
        (Manner::Code(3), "no such host"),
        (Manner::Code(2), "server misbehaving"),
        (Manner::Silent, "i/o timeout"),
    ] {
        let options = "options timeout:1 attempts:1";
        let mut session = isolated(&format!("nameserver 127.0.0.53\\n{options}\\n"));
        name_server(&session, "127.0.0.53", manner);
        name_server(&session, "127.0.0.54", Manner::Knows);
        let server = serving(&session);
        let provoke = format!("export GOPROXY=http://go.example:{}", port(&server));
        let cure = "printf 'nameserver 127.0.0.54\\n' >$world/resolv";
        proves(&mut session, &provoke, "dns.resolve", says, cure);
    }
    // mDNS's names: go asks none either.
    let mut session = isolated("nameserver 127.0.0.53\\n");
    name_server(&session, "127.0.0.53", Manner::Code(3));
    name_server(&session, "127.0.0.54", Manner::Knows);
    let server = serving(&session);
    let provoke = format!("export GOPROXY=http://printer.local:{}", port(&server));
    let cure = "printf 'nameserver 127.0.0.54\\n' >$world/resolv";
    proves(&mut session, &provoke, "dns.resolve", "no such host", cure);
    // No name server listens: refused at once.
    let mut session = isolated("nameserver 127.0.0.53\\n");
    proves(
        &mut session,
        "export GOPROXY=http://go.example",
        "dns.resolve",
        "connection refused",
        "-",
    );
}

#[test]
fn name_server_that_is_dead_before_one_that_answers() {
    let mut session =
        isolated("nameserver 127.0.0.53\\nnameserver 127.0.0.54\\noptions timeout:1\\n");
    name_server(&session, "127.0.0.53", Manner::Silent);
    name_server(&session, "127.0.0.54", Manner::Knows);
    let server = serving(&session);
    session.run(&format!("export GOPROXY=http://go.example:{}", port(&server)));
    let go = session.run(DOWNLOAD);
    assert_eq!(go.code, 0, "{}", go.text);
    let (id, found) = only_fault(&mut session).expect("a warning");
    assert_eq!((id.as_str(), &found["status"]), ("dns.first-server", &"WARN".into()), "{found:#}");
    session.run("printf 'nameserver 127.0.0.54\\nnameserver 127.0.0.53\\n' >$world/resolv");
    assert!(only_fault(&mut session).is_none());
}

#[test]
fn firewall_that_rejects_and_one_that_drops() {
    for (route, says) in [
        ("ip route add prohibit 198.51.100.0/24", "permission denied"),
        ("ip route add unreachable 198.51.100.0/24", "no route to host"),
    ] {
        let mut session = isolated("nameserver 127.0.0.53\\n");
        let provoke = format!("{route}; export GOPROXY=http://198.51.100.1");
        proves(&mut session, &provoke, "net.goproxy-reach", says, "-");
    }
    // Whatever is sent to the neighbour is lost: a real black hole. Go waits half a minute.
    let mut session = isolated("nameserver 127.0.0.53\\n");
    session.run("export GOPROXY=http://192.0.2.1");
    let go = session.run(&format!("timeout 5 {DOWNLOAD}"));
    assert_eq!(go.code, 124, "{}", go.text);
    let found = session.doctor("net.goproxy-reach");
    assert_eq!(found["status"], "FAIL", "{found:#}");
    assert!(found["message"].as_str().unwrap().contains("dropped"), "{found:#}");
}
