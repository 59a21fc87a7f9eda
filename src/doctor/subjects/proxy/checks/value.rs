//! What the proxy variables say to the Go at hand, before anything is asked.

use crate::base::secret::shown_setting;
use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::proxy::proxy_rules;
use crate::doctor::subjects::settings::evidence::settings;
use crate::doctor::subjects::settings::facts::Settings;
use crate::go::goconfig::ProxyWay;
use crate::sys::net::proxy::{NoRoute, Proxies, Proxy};
use crate::sys::net::url::{Scheme, Url};

pub(in crate::doctor) const CHECKS: &[Check] =
    &[Check::new("net.proxy-value", "HTTPS_PROXY and HTTP_PROXY are addresses", value)
        .lines(&["unset <name>", "export <name>=<list>", "export <name>=\"socks5${<name>#socks5h}\""])
        .needs(&[Settings::NEED])
        .reads("HTTPS_PROXY, HTTP_PROXY (and lower case), NO_PROXY, the version of Go")
        .fails(
            "a value is one that Go amends: what it cannot read as a URL (a raw `#` in the password, \
            quotes, socks5h before Go 1.23) gets http:// in front, and the scheme becomes the host \
            (`proxyconnect tcp: dial tcp: lookup http`); or its port is beyond 65535 (`invalid \
            port`). WARN where GOPROXY does not go that way, where Go ignores the value and goes \
            straight, where its scheme is none that Go knows, and for an entry of NO_PROXY that has a \
            scheme or a blank in it and matches nothing",
        )
        .cure("write it as http://user:password@host:port, with %23 for # and %40 for @")
        .why("golang.org/x/net/http/httpproxy reads the value a second time, with http:// before it")
        .requires(&["net.goproxy-syntax"])];

/// A variable, and the scheme of the URLs that it is for.
const VARIABLES: [(&str, &str, Scheme); 2] =
    [("HTTPS_PROXY", "https_proxy", Scheme::Https), ("HTTP_PROXY", "http_proxy", Scheme::Http)];

fn value(facts: &Facts) -> Answer {
    let rules = proxy_rules(facts);
    for (upper, lower, scheme) in VARIABLES {
        let Some((name, value)) = either(facts, upper, lower) else { continue };
        let fix = Fix::new(format!(
            "write {name} as http://user:password@host:port (%23 for #, %40 for @, %2F for /)"
        ))
        .run(Line::of("unset").word(name));
        let Some(proxy) = Proxy::parse(&value, rules) else {
            let message =
                format!("{name} is no address: Go ignores it and connects without a proxy");
            return Ok(Verdict::warn(message).seen(name, shown_setting(name, &value)).cure(fix));
        };
        if proxy.amended || proxy.bad_port().is_some() {
            return Ok(
                unusable(facts, name, &value, &proxy, scheme)?.cure(better(name, &value, fix))
            );
        }
        let known = ["http", "https", "socks5", "socks5h"];
        let scheme = value.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        if let Some(scheme) = scheme.filter(|scheme| !known.contains(&scheme.as_str())) {
            let message = format!("{name} has the scheme {scheme}, which Go takes for http");
            return Ok(Verdict::warn(message).seen(name, shown_setting(name, &value)).cure(fix));
        }
    }
    no_proxy(facts)
}

/// A proxy that nobody meant, and that Go uses all the same.
fn unusable(
    facts: &Facts,
    name: &str,
    value: &str,
    proxy: &Proxy,
    scheme: Scheme,
) -> Result<Verdict, Verdict> {
    let (message, says) = match proxy.bad_port() {
        Some(port) => (
            format!("{name} has the port {port}, which is none"),
            format!("proxyconnect tcp: dial tcp: address {port}: invalid port"),
        ),
        None => (
            format!("Go takes `{}` for the host of {name}", proxy.host),
            format!("proxyconnect tcp: dial tcp: lookup {}", proxy.host),
        ),
    };
    let verdict = match used(facts, scheme)? {
        true => Verdict::fail(message).breaks("go mod download", &says),
        false => Verdict::warn(message),
    };
    Ok(verdict.seen(name, shown_setting(name, value)))
}

/// Whether GOPROXY's first entry is reached by way of the proxy for this scheme, and nothing behind it
/// helps.
fn used(facts: &Facts, scheme: Scheme) -> Result<bool, Verdict> {
    let listed = settings(facts)?.go().and_then(|go| go.proxies().ok()).unwrap_or_default();
    let Some(first) = listed.first() else { return Ok(false) };
    let ProxyWay::Url(url) = &first.way else { return Ok(false) };
    let behind = first.on_any_error && listed.get(1).is_some_and(|next| next.way != ProxyWay::Off);
    let Ok(url) = Url::parse(url.exact()) else { return Ok(false) };
    let proxies = Proxies::read(&facts.env, proxy_rules(facts));
    let goes = match proxies.route(&url) {
        Ok(proxy) => proxy.is_some(),
        Err(why) => matches!(why, NoRoute::Port(_)),
    };
    Ok(goes && url.scheme() == scheme && !behind)
}

/// To Go 1.23 and newer socks5 and socks5h are the same.
fn better(name: &'static str, value: &str, fix: Fix) -> Fix {
    if !value.to_ascii_lowercase().starts_with("socks5h://") {
        return fix;
    }
    let line = Line::of("export ").text(name).text("=\"socks5${").text(name);
    Fix::new("write socks5, by which every Go lets the proxy resolve names")
        .run(line.text("#socks5h}\""))
}

fn no_proxy(facts: &Facts) -> Answer {
    let Some((name, list)) = either(facts, "NO_PROXY", "no_proxy") else {
        return Ok(Verdict::pass("proxy variables are addresses, or not set"));
    };
    let odd = |entry: &&str| {
        let entry = entry.trim();
        let brackets = entry.starts_with('[') && entry.ends_with(']');
        entry.contains("://") || entry.contains(char::is_whitespace) || brackets
    };
    Ok(match list.split(',').find(odd) {
        Some(entry) => {
            Verdict::warn(format!("an entry of {name} matches nothing: {}", entry.trim()))
                .seen(name, &list)
                .cure(
                    Fix::new(
                        "hosts, .domains, addresses (IPv6 without brackets, but with them before \
                        a port) and networks, with commas between them",
                    )
                    .run(Line::of("export ").text(name).text("=").end(corrected(&list))),
                )
        }
        None => Verdict::pass("proxy variables are addresses"),
    })
}

fn either(
    facts: &Facts,
    upper: &'static str,
    lower: &'static str,
) -> Option<(&'static str, String)> {
    let value = |name| {
        let value = facts.env.var_os(name)?;
        Some((name, value.to_string_lossy().into_owned()))
    };
    value(upper).or_else(|| value(lower))
}

/// The list of exceptions with every entry as Go reads it: blanks part entries as commas do, no
/// scheme, and brackets before a port only.
fn corrected(list: &str) -> String {
    let entries = list.split(|c: char| c == ',' || c.is_whitespace());
    let entries = entries.map(|entry| {
        let host = entry.split_once("://").map_or(entry, |(_, rest)| rest);
        let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
        bare.unwrap_or(host)
    });
    entries.filter(|entry| !entry.is_empty()).collect::<Vec<_>>().join(",")
}
