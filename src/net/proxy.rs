//! Which HTTP or SOCKS proxy stands between us and a host, by Go's rules
//! (golang.org/x/net/http/httpproxy): `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`, upper case first.
//! `ALL_PROXY` is not read, because Go does not read it.

use std::net::IpAddr;

use super::url::{Credentials, Scheme, Url, is_loopback};
use crate::env::Env;

/// The proxies of this environment.
#[derive(Clone, Debug, Default)]
pub struct Proxies {
    http: Option<Proxy>,
    https: Option<Proxy>,
    except: Vec<Exception>,
    cgi: bool,
}

/// One proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proxy {
    /// How it is spoken to.
    pub kind: Kind,
    /// Name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Credentials from the URL.
    pub credentials: Option<Credentials>,
}

/// How a proxy is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `http://`, no scheme, or one that Go does not know.
    Http,
    /// `https://`: TLS to the proxy itself.
    Https,
    /// `socks5://` and `socks5h://`: the proxy resolves the names in both.
    Socks5,
}

impl Proxy {
    /// Host and port, for messages.
    pub fn place(&self) -> String {
        let v6 = self.host.contains(':');
        if v6 {
            format!("[{}]:{}", self.host, self.port)
        } else {
            format!("{}:{}", self.host, self.port)
        }
    }
}

#[derive(Clone, Debug)]
enum Exception {
    All,
    Network(IpAddr, u8),
    Address(IpAddr, Option<String>),
    /// `suffix` starts with a dot; `itself` says whether the name without the dot matches too.
    Domain {
        suffix: String,
        itself: bool,
        port: Option<String>,
    },
}

impl Proxies {
    /// Reads the environment. A value that is no URL is ignored, as Go ignores it.
    pub fn from_env(env: &Env) -> Self {
        let either = |upper: &str, lower: &str| env.var(upper).or_else(|| env.var(lower));
        Self {
            http: either("HTTP_PROXY", "http_proxy").and_then(parse_proxy),
            https: either("HTTPS_PROXY", "https_proxy").and_then(parse_proxy),
            except: exceptions(either("NO_PROXY", "no_proxy").unwrap_or_default()),
            cgi: env.var_os("REQUEST_METHOD").is_some(),
        }
    }

    /// Whether this value of `HTTP_PROXY` names a proxy; Go ignores one that does not.
    pub fn is_address(value: &str) -> bool {
        parse_proxy(value).is_some()
    }

    /// The proxy for this URL, or none.
    ///
    /// # Errors
    /// In a CGI program `HTTP_PROXY` may come from a request header; Go refuses it there.
    pub fn route(&self, url: &Url) -> Result<Option<&Proxy>, String> {
        let proxy = match url.scheme() {
            Scheme::Http if self.http.is_some() && self.cgi => {
                return Err("HTTP_PROXY is not used where REQUEST_METHOD is set (CGI)".to_owned());
            }
            Scheme::Http => self.http.as_ref(),
            Scheme::Https => self.https.as_ref(),
            Scheme::File => None,
        };
        Ok(proxy.filter(|_| self.applies(url.host(), &url.port().to_string())))
    }

    fn applies(&self, host: &str, port: &str) -> bool {
        if is_loopback(host) {
            return false;
        }
        let host = host.trim().to_ascii_lowercase();
        let ip = host.parse::<IpAddr>().ok();
        !self.except.iter().any(|exception| exception.matches(&host, ip, port))
    }
}

impl Exception {
    fn matches(&self, host: &str, ip: Option<IpAddr>, port: &str) -> bool {
        let port_fits = |wanted: &Option<String>| wanted.as_deref().is_none_or(|p| p == port);
        match self {
            Self::All => true,
            Self::Network(network, bits) => ip.is_some_and(|ip| in_network(ip, *network, *bits)),
            Self::Address(address, wanted) => ip == Some(*address) && port_fits(wanted),
            Self::Domain { suffix, itself, port: wanted } => {
                (host.ends_with(suffix.as_str()) || (*itself && host == &suffix[1..]))
                    && port_fits(wanted)
            }
        }
    }
}

fn parse_proxy(value: &str) -> Option<Proxy> {
    // Go first tries the value as it stands, then with http:// before it.
    let (scheme, rest) = match value.split_once("://") {
        Some((scheme, rest)) if !rest.is_empty() && !scheme.is_empty() => (scheme, rest),
        _ => ("http", value),
    };
    let (kind, default_port) = match scheme.to_ascii_lowercase().as_str() {
        "https" => (Kind::Https, 443),
        "socks5" | "socks5h" => (Kind::Socks5, 1080),
        "http" => (Kind::Http, 80),
        // A typo such as htp:// speaks HTTP to the port that is named; without one Go dials port 0.
        _ => (Kind::Http, 0),
    };
    let url = Url::parse(&format!("http://{rest}")).ok()?;
    let named = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let port_named = named.rsplit_once('@').map_or(named, |(_, place)| place).ends_with(":80");
    let port = if url.port() != 80 || port_named { url.port() } else { default_port };
    Some(Proxy { kind, host: url.host().to_owned(), port, credentials: url.credentials().cloned() })
}

fn exceptions(list: &str) -> Vec<Exception> {
    let mut out = Vec::new();
    for entry in list.split(',') {
        let entry = entry.trim().to_ascii_lowercase();
        if entry == "*" {
            return vec![Exception::All];
        }
        out.extend(exception(&entry));
    }
    out
}

fn exception(entry: &str) -> Option<Exception> {
    if let Some((network, bits)) = entry.split_once('/') {
        let network: IpAddr = network.parse().ok()?;
        let most = if network.is_ipv4() { 32 } else { 128 };
        return bits.parse().ok().filter(|b| *b <= most).map(|b| Exception::Network(network, b));
    }
    let (host, port) = split_host_port(entry);
    if let Ok(address) = host.parse() {
        return Some(Exception::Address(address, port));
    }
    let host = host.strip_prefix('*').filter(|rest| rest.starts_with('.')).unwrap_or(host);
    let itself = !host.starts_with('.');
    let suffix = if itself { format!(".{host}") } else { host.to_owned() };
    (!host.is_empty()).then_some(Exception::Domain { suffix, itself, port })
}

fn split_host_port(entry: &str) -> (&str, Option<String>) {
    // As Go's net.SplitHostPort: brackets without a port are no address, and match nothing.
    if let Some((host, port)) = entry.strip_prefix('[').and_then(|rest| rest.split_once("]:")) {
        return (host, Some(port.to_owned()));
    }
    match entry.split_once(':') {
        // Two colons and no brackets: a bare IPv6 address.
        Some((host, port)) if !port.contains(':') => (host, Some(port.to_owned())),
        _ => (entry, None),
    }
}

fn in_network(ip: IpAddr, network: IpAddr, bits: u8) -> bool {
    let prefix = |value: u128, width: u32| {
        let drop = width - u32::from(bits).min(width);
        if drop >= 128 { 0 } else { value >> drop }
    };
    match (ip, network) {
        (IpAddr::V4(a), IpAddr::V4(b)) => {
            prefix(u32::from(a).into(), 32) == prefix(u32::from(b).into(), 32)
        }
        (IpAddr::V6(a), IpAddr::V6(b)) => prefix(a.into(), 128) == prefix(b.into(), 128),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proxies(vars: &[(&str, &str)]) -> Proxies {
        Proxies::from_env(&Env::bare(vars))
    }

    fn place(proxies: &Proxies, url: &str) -> Option<String> {
        proxies.route(&Url::parse(url).unwrap()).unwrap().map(Proxy::place)
    }

    #[test]
    fn no_proxy_as_go_reads_it() {
        for (list, url, via) in [
            ("", "https://go.dev/", true),
            ("", "https://localhost/", false),
            ("", "https://127.8.9.1/", false),
            ("", "https://[::1]/", false),
            ("*", "https://go.dev/", false),
            ("go.dev", "https://go.dev/", false),
            ("go.dev", "https://x.go.dev/", false),
            ("go.dev", "https://ago.dev/", true),
            (".go.dev", "https://go.dev/", true),
            (".go.dev", "https://x.go.dev/", false),
            ("*.go.dev", "https://go.dev/", true),
            ("*.go.dev", "https://x.go.dev/", false),
            (" a , GO.dev ", "https://go.dev/", false),
            ("go.dev:443", "https://go.dev/", false),
            ("go.dev:8443", "https://go.dev/", true),
            ("10.0.0.0/8", "https://10.2.3.4/", false),
            ("10.0.0.0/8", "https://11.2.3.4/", true),
            ("10.1.2.3", "https://10.1.2.3/", false),
            ("10.1.2.3:80", "https://10.1.2.3/", true),
            ("fd00::/8", "https://[fd12::1]/", false),
            ("fd12::1", "https://[fd12::1]/", false),
            ("fd12::1", "https://[fd12::2]/", true),
            ("fd12:0:0::1", "https://[fd12::1]/", false),
            ("[fd12::1]:443", "https://[fd12::1]/", false),
            ("[fd12::1]:80", "https://[fd12::1]/", true),
            ("[fd12::1]", "https://[fd12::1]/", true),
            ("0.0.0.0/0", "https://10.2.3.4/", false),
            ("10.0.0.0/99,:80,", "https://10.2.3.4/", true),
        ] {
            let proxies = proxies(&[("HTTPS_PROXY", "p.example:3128"), ("NO_PROXY", list)]);
            assert_eq!(place(&proxies, url).is_some(), via, "NO_PROXY={list} {url}");
        }
    }

    #[test]
    fn proxy_values_as_go_reads_them() {
        for (value, kind, place) in [
            ("p.example:3128", Kind::Http, "p.example:3128"),
            ("127.0.0.1:3128", Kind::Http, "127.0.0.1:3128"),
            ("http://p.example", Kind::Http, "p.example:80"),
            ("https://p.example", Kind::Https, "p.example:443"),
            ("https://p.example:80/", Kind::Https, "p.example:80"),
            ("htp://p.example:3128", Kind::Http, "p.example:3128"),
            ("socks5://p.example", Kind::Socks5, "p.example:1080"),
            ("socks5h://u:p@p.example:9", Kind::Socks5, "p.example:9"),
            ("u:p%23@p.example:9", Kind::Http, "p.example:9"),
            ("http://[::1]:3128", Kind::Http, "[::1]:3128"),
            ("[::1]:3128", Kind::Http, "[::1]:3128"),
            ("socks5://[fd00::1]", Kind::Socks5, "[fd00::1]:1080"),
        ] {
            let proxy = parse_proxy(value).unwrap();
            assert_eq!((proxy.kind, proxy.place().as_str()), (kind, place), "{value}");
        }
        let proxy = parse_proxy("http://u%40corp:p%23%25w@p.example:1").unwrap();
        let credentials = proxy.credentials.unwrap();
        assert_eq!((credentials.user.as_str(), credentials.password.as_str()), ("u@corp", "p#%w"));
        // A raw # cuts the value, in Go as here.
        assert_eq!(parse_proxy("http://u:p#w@p.example:1"), None);
    }

    #[test]
    fn upper_case_wins_and_each_scheme_has_its_own() {
        let both = proxies(&[("HTTP_PROXY", "upper.example:1"), ("http_proxy", "lower.example:1")]);
        assert_eq!(place(&both, "http://x.example/").as_deref(), Some("upper.example:1"));
        assert_eq!(place(&both, "https://x.example/"), None);
        let empty = proxies(&[("HTTP_PROXY", ""), ("http_proxy", "lower.example:1")]);
        assert_eq!(place(&empty, "http://x.example/").as_deref(), Some("lower.example:1"));
        assert_eq!(place(&proxies(&[("ALL_PROXY", "a.example:1")]), "http://x.example/"), None);
        let cgi = proxies(&[("HTTP_PROXY", "p.example:1"), ("REQUEST_METHOD", "GET")]);
        assert!(cgi.route(&Url::parse("http://x.example/").unwrap()).is_err());
    }
}
