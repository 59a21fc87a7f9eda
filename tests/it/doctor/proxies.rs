//! HTTP and SOCKS proxies on loopback that refuse, and values of their variables that say nothing.

use crate::support::module;
use crate::support::proxies::{Manner, Proxy};
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
