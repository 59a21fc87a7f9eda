//! The way to GOPROXY: HTTP and SOCKS proxies.

use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::network::checks::names::{network, verdict};
use crate::doctor::subjects::network::facts::{Entry, Network};
use crate::doctor::subjects::network::order::before;
use crate::sys::net::trouble::{Stage, Trouble};
use crate::sys::net::url::Scheme;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("net.proxy-cgi", "HTTP_PROXY may be used here", cgi)
        .lines(&["unset REQUEST_METHOD"])
        .needs(&[Network::NEED.with(Network::PROXIES)])
        .reads("HTTP_PROXY and REQUEST_METHOD, where GOPROXY has an entry with http://")
        .fails("REQUEST_METHOD is set: `refusing to use HTTP_PROXY value in CGI environment`")
        .cure("unset REQUEST_METHOD, which only a CGI program should have")
        .why("a request header could set HTTP_PROXY there (golang.org/s/cgihttpproxy)")
        .requires(&["net.goproxy-syntax"]),
    Check::new("net.proxy-reach", "the HTTP or SOCKS proxy opens the way", proxy_reach)
        .lines(&[
            "export HTTPS_PROXY=http://<proxy>",
            "export HTTP_PROXY=http://<proxy>",
            "export NO_PROXY=<list>",
        ])
        .needs(&[Network::NEED.with(Network::PROXIES)])
        .reads("connecting to the proxy, and its answer to CONNECT or SOCKS")
        .fails(
            "it refuses (`proxyconnect tcp: … connection refused`), drops (`i/o timeout`), is \
            spoken to with https:// and speaks no TLS (`first record does not look like a TLS \
            handshake`), or its rules forbid the host",
        )
        .cure("correct HTTPS_PROXY, or put the host into NO_PROXY where it is reached without")
        .why("the proxy is asked in the way that Go would ask it")
        .requires(before("net.proxy-reach")),
    Check::new("net.proxy-auth", "the proxy accepts the login", proxy_auth)
        .needs(&[Network::NEED.with(Network::PROXIES)])
        .reads("the proxy's answer 407 and the methods that it offers")
        .fails(
            "it offers NTLM or Negotiate only, which Go cannot do, or Basic and there is no user \
            and password, or wrong ones: `Proxy Authentication Required`",
        )
        .cure(
            "HTTPS_PROXY=http://user:password@host:port; for NTLM a local relay (cntlm, px) as \
            HTTPS_PROXY",
        )
        .why("net/http sends Basic credentials from the URL and knows no other method")
        .requires(before("net.proxy-auth")),
];

pub(in crate::doctor) fn trouble(
    network: &Network,
    test: impl Fn(&Trouble, bool) -> bool,
) -> Option<(&Entry, bool)> {
    network.blame(|entry| {
        entry.trouble().is_some_and(|(trouble, error)| test(trouble, error.at_proxy))
    })
}

fn cgi(facts: &Facts) -> Answer {
    let network = network(facts)?;
    let Some((entry, fails)) = trouble(network, |trouble, _| *trouble == Trouble::Cgi) else {
        return Ok(Verdict::pass("HTTP_PROXY is not refused"));
    };
    let message = "Go refuses HTTP_PROXY, because REQUEST_METHOD says that this is a CGI program";
    let says = "refusing to use HTTP_PROXY value in CGI environment";
    Ok(verdict(network, entry, fails, message.to_owned(), says)
        .cure(Fix::new("take REQUEST_METHOD out of this shell").run("unset REQUEST_METHOD")))
}

fn proxy_reach(facts: &Facts) -> Answer {
    let network = network(facts)?;
    let test = |trouble: &Trouble, at_proxy: bool| {
        let others = matches!(
            trouble,
            Trouble::ProxyAuth { .. }
                | Trouble::Cgi
                | Trouble::Name
                | Trouble::Silent(Stage::Resolving)
        );
        at_proxy && !others
    };
    let Some((entry, fails)) = trouble(network, test) else {
        return Ok(Verdict::pass("no proxy stands between, or it opens the way"));
    };
    let proxy = entry.by_way_of.clone().unwrap_or_default();
    let words = entry.trouble().map(|(_, error)| error.to_string()).unwrap_or_default();
    let (message, says) = match entry.trouble().map(|(trouble, _)| trouble) {
        Some(Trouble::Refused) => {
            (format!("the proxy {proxy} refuses the connection"), "connect: connection refused")
        }
        Some(Trouble::Unreachable) => {
            (format!("there is no route to the proxy {proxy}"), "connect: no route to host")
        }
        Some(Trouble::Silent(Stage::Connecting)) => {
            (format!("the proxy {proxy} does not answer: packets to it are dropped"), "i/o timeout")
        }
        Some(Trouble::NotTls) => (
            format!("HTTPS_PROXY says https://, and {proxy} does not speak TLS"),
            "tls: first record does not look like a TLS handshake",
        ),
        Some(Trouble::Certificate(_)) => (
            format!("the certificate of the proxy {proxy} is not believed"),
            "tls: failed to verify certificate",
        ),
        Some(Trouble::ProxySaid(line)) => {
            (format!("the proxy {proxy} refuses: {line}"), "its answer, without the host")
        }
        _ => (format!("the proxy {proxy} does not open the way"), "proxyconnect"),
    };
    let found = verdict(network, entry, fails, message, says).seen("seen", words);
    let not_tls = matches!(entry.trouble(), Some((Trouble::NotTls, _)));
    Ok(found.cure(if not_tls {
        let http = entry.url.as_ref().is_some_and(|url| url.scheme() == Scheme::Http);
        let line = if http { "export HTTP_PROXY=" } else { "export HTTPS_PROXY=" };
        Fix::new("https:// is for proxies that speak TLS themselves; this one wants http://")
            .run(Line::of(line).end(format!("http://{proxy}")))
    } else {
        let host = entry.url.as_ref().map(|url| url.host()).unwrap_or_default();
        // The list that Go reads now stays: the upper case goes before the lower.
        let list = facts.env.var("NO_PROXY").or_else(|| facts.env.var("no_proxy"));
        let list = list.map_or_else(|| host.to_owned(), |list| format!("{list},{host}"));
        Fix::new("correct HTTPS_PROXY (HTTP_PROXY for http://), or reach the host without it")
            .run(Line::of("export NO_PROXY=").end(list))
    }))
}

fn proxy_auth(facts: &Facts) -> Answer {
    let network = network(facts)?;
    let test = |trouble: &Trouble, _| matches!(trouble, Trouble::ProxyAuth { .. });
    let Some((entry, fails)) = trouble(network, test) else {
        return Ok(Verdict::pass("no proxy asks who we are, or it knows us"));
    };
    let Some((Trouble::ProxyAuth { offers, sent }, _)) = entry.trouble() else {
        return Ok(Verdict::pass("no proxy asks who we are"));
    };
    let basic = offers.is_empty() || offers.iter().any(|offer| offer.eq_ignore_ascii_case("basic"));
    let proxy = entry.by_way_of.clone().unwrap_or_default();
    let (message, fix) = match (basic, sent) {
        (false, _) => (
            format!("the proxy {proxy} wants {}, which Go cannot do", offers.join(" or ")),
            "run a relay on this machine that can (cntlm, px), and let HTTPS_PROXY name it",
        ),
        (true, false) => (
            format!("the proxy {proxy} wants a user and a password"),
            "put them into the URL: HTTPS_PROXY=http://user:password@host:port (%40 for @)",
        ),
        (true, true) => (
            format!("the proxy {proxy} does not accept the user and password of HTTPS_PROXY"),
            "correct them; special characters as %40 (@), %23 (#), %3A (:), %2F (/)",
        ),
    };
    Ok(verdict(network, entry, fails, message, "Proxy Authentication Required")
        .seen("offers", offers.join(", "))
        .cure(Fix::new(fix)))
}
