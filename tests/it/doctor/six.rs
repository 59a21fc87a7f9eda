//! IPv6, in networks of their own: names with an address that leads nowhere, machines without IPv4,
//! proxies and exceptions written as addresses.

use std::net::Ipv6Addr;

use crate::support::module;
use crate::support::proxies::{Manner as Way, Proxy};
use crate::support::server::Server;

use super::names::{Manner, isolated, name_server, port, serving};
use super::network::{DOWNLOAD, only_fault, proves, ready};
use super::session::Session;

const RESOLV: &str = "nameserver 127.0.0.53\\noptions timeout:1 attempts:1\\n";

/// Go and doctor are both content.
fn content(session: &mut Session, set: &str) {
    session.run(&format!("rm -rf $HOME/go/pkg/mod go.sum; {set}"));
    let go = session.run(&format!("timeout 60 {DOWNLOAD}"));
    assert_eq!(go.code, 0, "{set}: {}", go.text);
    let told = only_fault(session);
    assert!(told.is_none(), "{set}: {told:#?}");
    let found = session.doctor("net.goproxy-reach");
    assert_eq!(found["status"], "PASS", "{set}: {found:#}");
}

#[test]
fn ipv6_address_that_goes_nowhere_beside_an_ipv4_address_that_works() {
    let mut session = isolated(RESOLV);
    // Prohibited: refused at once. The neighbour: lost without a word, as behind a broken tunnel.
    let said = session.run(
        "ip -6 addr add 2001:db8::2/64 dev v0 nodad; ip -6 route add prohibit 2001:db8:dead::/48; \
        ip -6 neigh add 2001:db8::1 lladdr 02:00:00:00:00:01 dev v0",
    );
    assert_eq!(said.code, 0, "{}", said.text);
    let server = serving(&session);
    for (at, address) in [("127.0.0.53", "2001:db8:dead::1"), ("127.0.0.54", "2001:db8::1")] {
        let address: Ipv6Addr = address.parse().unwrap();
        name_server(&session, at, Manner::Six(address, true));
        session.run(&format!("printf 'nameserver {at}\\n' >$world/resolv"));
        content(&mut session, &format!("export GOPROXY=http://go.example:{}", port(&server)));
    }
}

/// Serves the module at `[::1]` in the network of the shell.
fn serving_six(session: &Session) -> Server {
    session.in_its_network(|| {
        let server = Server::start_at("[::1]:0");
        module::serve(&server, "");
        server
    })
}

#[test]
fn machine_with_ipv6_alone() {
    let mut session = ready(Session::with_network());
    let said = session.run(
        "ip link set lo up; ip addr del 127.0.0.1/8 dev lo; \
        printf 'nameserver ::1\\noptions timeout:1 attempts:1\\n' >$world/resolv; \
        chmod 644 $world/resolv; mount --bind $world/resolv /etc/resolv.conf; \
        ip link add v0 type veth peer name v1; ip -6 addr add 2001:db8::2/64 dev v0 nodad; \
        ip link set v0 up; ip link set v1 up; ip -6 neigh add 2001:db8::1 lladdr 02:00:00:00:00:01 dev v0",
    );
    assert_eq!(said.code, 0, "{}", said.text);
    let server = serving_six(&session);
    content(&mut session, &format!("export GOPROXY={}", server.url()));
    name_server(&session, "::1", Manner::Six(Ipv6Addr::LOCALHOST, false));
    content(&mut session, &format!("export GOPROXY=http://go.example:{}", port(&server)));
    // A name that has an IPv4 address only is out of reach, and that is not the name's fault.
    session.run("rm -rf $HOME/go/pkg/mod go.sum; export GOPROXY=http://192.0.2.1");
    let go = session.run(&format!("timeout 20 {DOWNLOAD}"));
    assert!(go.code != 0 && go.text.contains("network is unreachable"), "{}", go.text);
    let (id, found) = only_fault(&mut session).expect("no way to IPv4");
    assert_eq!((id.as_str(), &found["status"]), ("net.goproxy-reach", &"FAIL".into()), "{found:#}");
    assert!(found.to_string().contains("no way to 192.0.2.1"), "{found:#}");
}

#[test]
fn proxies_at_ipv6_addresses_and_exceptions_from_them() {
    let mut session = isolated(RESOLV);
    let server = serving(&session);
    // Another address of this machine, as no proxy is asked for the loopback.
    let said =
        session.run("ip -6 addr add fd00:aa::1/128 dev lo nodad; ip addr add 10.9.9.9/32 dev lo");
    assert_eq!(said.code, 0, "{}", said.text);
    let target = server.place();
    let (proxy, ntlm) = session.in_its_network(|| {
        (Proxy::http_six(&target, Way::Open), Proxy::http_six(&target, Way::Ntlm))
    });
    let good = format!("export HTTP_PROXY=http://{}", proxy.place());
    let provoke =
        format!("export GOPROXY=http://[fd00:aa::9]:80 HTTP_PROXY=http://{}", ntlm.place());
    proves(&mut session, &provoke, "net.proxy-auth", "407", &good);
    assert!(proxy.asked().iter().any(|line| line.contains("[fd00:aa::9]")), "{:?}", proxy.asked());
    proves(
        &mut session,
        "rm -rf $HOME/go/pkg/mod; export HTTP_PROXY=http://[::1]:1",
        "net.proxy-reach",
        "proxyconnect tcp: dial tcp [::1]:1",
        &good,
    );
    // Who is excepted, by the rules of Go: a server of ours at that very address, and a proxy that
    // says no.
    let six = session.in_its_network(|| {
        let server = Server::start_at("[fd00:aa::1]:0");
        module::serve(&server, "");
        server
    });
    let refused = format!("export GOPROXY={} HTTP_PROXY=http://{}", six.url(), ntlm.place());
    for excepted in [
        "fd00:aa::1",
        "fd00:aa::/32",
        "x.example,FD00:AA:0::1",
        &format!("[fd00:aa::1]:{}", port(&six)),
    ] {
        content(&mut session, &format!("{refused} NO_PROXY='{excepted}'"));
    }
    for other in ["fd00:aa::2", "[fd00:aa::1]:1"] {
        let provoke = format!("rm -rf $HOME/go/pkg/mod; {refused} NO_PROXY='{other}'");
        proves(&mut session, &provoke, "net.proxy-auth", "407", "-");
    }
    // A host that is reached without the proxy, which does not even answer.
    proves(
        &mut session,
        &format!("{refused} NO_PROXY=x.example HTTP_PROXY=http://[::1]:1"),
        "net.proxy-reach: export NO_PROXY=<list>",
        "proxyconnect tcp: dial tcp [::1]:1",
        "",
    );
    // Brackets without a port: to Go, that is no address.
    session.run(&format!("rm -rf $HOME/go/pkg/mod; {refused} NO_PROXY='[fd00:aa::1]'"));
    assert!(session.run(DOWNLOAD).text.contains("407"));
    let found = session.doctor("net.proxy-value");
    assert_eq!(found["status"], "WARN", "{found:#}");
    assert_eq!(session.doctor("net.proxy-auth")["status"], "FAIL");
}
