//! HTTP and SOCKS proxies on loopback that refuse, and values of their variables that say nothing.

use crate::support::module;
use crate::support::proxies::{Manner, Proxy};
use crate::support::real_go;
use crate::support::tls;

use super::network::{DOWNLOAD, bears, only_fault, proves, serving, speaking_http_only, start};

#[test]
fn http_proxies() {
    let plain = serving();
    let by = |manner| Proxy::http(&plain.place(), manner);
    let (open, ntlm, password, refuse) =
        (by(Manner::Open), by(Manner::Ntlm), by(Manner::Password), by(Manner::Refuse));
    let good = format!("export HTTP_PROXY=http://{}", open.place());
    let no_tls = speaking_http_only();
    let set = |value: String| format!("export GOPROXY=http://go.example HTTP_PROXY={value}");
    for (provoke, check, says) in [
        (
            set("http://127.0.0.1:1".to_owned()),
            "net.proxy-reach",
            "proxyconnect tcp: dial tcp 127.0.0.1:1",
        ),
        (set(format!("http://{}", ntlm.place())), "net.proxy-auth", "407"),
        (set(format!("http://{}", password.place())), "net.proxy-auth", "407"),
        (set(format!("http://user:hunter2@{}", password.place())), "net.proxy-auth", "407"),
        (
            set(format!("https://{}", no_tls.place())),
            "net.proxy-reach",
            "does not look like a TLS handshake",
        ),
        (
            set(format!("https://{}", open.place())),
            "net.proxy-reach: export HTTP_PROXY=http://<proxy>",
            "does not look like a TLS handshake",
        ),
        (
            format!("{}; export REQUEST_METHOD=GET", set(open.place())),
            "net.proxy-cgi: unset REQUEST_METHOD",
            "refusing to use HTTP_PROXY value",
        ),
    ] {
        let cure = if check.contains(": ") { "" } else { &good };
        proves(&mut start(), &provoke, check, says, cure);
    }
    let mut session = start();
    session.run(&set(format!("http://user:pass@{}", password.place())));
    assert_eq!(session.run(DOWNLOAD).code, 0);
    assert!(only_fault(&mut session).is_none());
    // Through a tunnel.
    let server = tls::server("good");
    module::serve(&server, "");
    let by = |manner| Proxy::http(&server.place(), manner);
    let (open, ntlm) = (by(Manner::Open), by(Manner::Ntlm));
    let ca = tls::authority();
    let set = |place: String| {
        format!(
            "export SSL_CERT_FILE={} GOPROXY=https://go.example HTTPS_PROXY=http://{place}",
            ca.display()
        )
    };
    let cure = set(open.place());
    let provoke = cure.replace("HTTPS_PROXY=http:", "HTTPS_PROXY=https:");
    proves(
        &mut start(),
        &provoke,
        "net.proxy-reach: export HTTPS_PROXY=http://<proxy>",
        "does not look like a TLS handshake",
        "",
    );
    proves(
        &mut start(),
        &set(ntlm.place()),
        "net.proxy-auth",
        "Proxy Authentication Required",
        &cure,
    );
    let refuse = (Proxy::http(&server.place(), Manner::Refuse), refuse).0;
    proves(&mut start(), &set(refuse.place()), "net.proxy-reach", "Forbidden by rule", &cure);
    let socks = Proxy::socks5(&server.place(), Manner::Refuse);
    let provoke = set(String::new()).replace("http://", &format!("socks5://{}", socks.place()));
    proves(&mut start(), &provoke, "net.proxy-reach", "socks connect", &cure);
}

/// What Go amends it uses, though nobody meant it: it goes to a host that is a scheme, or to no port.
#[test]
fn proxy_values_that_go_amends() {
    let plain = serving();
    let open = Proxy::http(&plain.place(), Manner::Open);
    let good = format!("export HTTP_PROXY=http://{}", open.place());
    let lookup = "proxyconnect tcp: dial tcp: lookup ";
    for (value, says) in [
        ("http://u:hunter2#x@p.example:1", format!("{lookup}http")),
        ("\"http://p.example:1\"", format!("{lookup}\"http")),
        ("http://corp\\me:hunter2@p.example:1", format!("{lookup}http")),
        ("http://p.example:65536", "invalid port".to_owned()),
    ] {
        let provoke = format!("export GOPROXY=http://go.example HTTP_PROXY='{value}'");
        proves(&mut start(), &provoke, "net.proxy-value", &says, &good);
    }
    // Where GOPROXY does not go that way, nothing fails.
    let mut session = start();
    session.run(&format!("export GOPROXY={}", plain.url()));
    bears(&mut session, "export HTTP_PROXY=http://p.example:65536", "net.proxy-value");
    // A blank in front, and Go knows no proxy at all.
    bears(&mut session, "export HTTP_PROXY=' http://p.example:1'", "net.proxy-value");
}

/// The word is younger than some of the versions that people run.
#[test]
fn socks5h_is_judged_for_the_go_that_is_selected() {
    let plain = serving();
    let socks = Proxy::socks5(&plain.place(), Manner::Open);
    for root in real_go::roots() {
        let mut session = start();
        session.run(&format!("export PATH={}/bin:$PATH; hash -r", root.display()));
        let provoke =
            format!("export GOPROXY=http://go.example HTTP_PROXY=socks5h://{}", socks.place());
        if ["go1.21.13", "go1.22.5"].iter().any(|old| root.ends_with(old)) {
            let named = "net.proxy-value: export <name>=\"socks5${<name>#socks5h}\"";
            proves(&mut session, &provoke, named, "lookup socks5h", "");
        } else {
            session.run(&provoke);
            assert_eq!(session.run(DOWNLOAD).code, 0, "{}", root.display());
            assert!(only_fault(&mut session).is_none(), "{}", root.display());
        }
    }
}

#[test]
fn proxy_values() {
    let plain = serving();
    let mut session = start();
    session.run(&format!("export GOPROXY={}", plain.url()));
    for provoke in [
        "export HTTPS_PROXY='http://u:hunter2#x@p.example:1'",
        "export HTTPS_PROXY=htp://p.example:1",
    ] {
        bears(&mut session, provoke, "net.proxy-value: unset <name>");
    }
    for (list, mended) in [
        ("a.example b.example", "a.example,b.example"),
        ("https://a.example", "a.example"),
        ("x.example,[fd00::1],[fd00::2]:80", "x.example,fd00::1,[fd00::2]:80"),
    ] {
        let provoke = format!("export NO_PROXY='{list}'");
        bears(&mut session, &provoke, "net.proxy-value: export <name>=<list>");
        assert_eq!(session.run("echo $NO_PROXY").text.trim(), mended);
    }
}
