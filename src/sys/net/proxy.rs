//! Which HTTP or SOCKS proxy stands between us and a host, by Go's rules
//! (golang.org/x/net/http/httpproxy): `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`, upper case first.
//! `ALL_PROXY` is not read, because Go does not read it.

mod except;

use std::net::Ipv4Addr;

use super::url::{Credentials, GoUrl, Hosts, Scheme, Url, ascii_host};
use crate::sys::env::Env;
use except::Exceptions;

/// The proxies of this environment.
#[derive(Clone, Debug, Default)]
pub struct Proxies {
    http: Option<Proxy>,
    https: Option<Proxy>,
    except: Exceptions,
    cgi: bool,
    rules: Rules,
}

/// One proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proxy {
    /// How it is spoken to.
    pub kind: ProxyKind,
    /// Name or address.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Credentials from the URL.
    pub credentials: Option<Credentials>,
    /// Go took the value with `http://` in front, so that what looks like a scheme is the host.
    pub amended: bool,
    /// A port beyond 65535: Go takes the proxy, and then cannot connect.
    bad_port: Option<String>,
}

/// How a proxy is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProxyKind {
    /// `http://`, no scheme, or one that Go does not know.
    Http,
    /// `https://`: TLS to the proxy itself.
    Https,
    /// `socks5://` and `socks5h://`: the proxy resolves the names in both.
    Socks5,
}

/// In what the versions of Go differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Go 1.23: a value with any scheme is taken as it stands. Before, one other than http, https
    /// and socks5 is taken for a host.
    any_scheme: bool,
    domains_match_addresses: bool,
    hosts: Hosts,
}

impl Default for Rules {
    fn default() -> Self {
        Self { any_scheme: true, domains_match_addresses: false, hosts: Hosts::Strict }
    }
}

impl Rules {
    /// The rules of a Go, given whether it is this version or newer.
    pub fn of(meets: impl Fn(&str) -> bool) -> Self {
        let new = meets("1.23");
        Self {
            any_scheme: new,
            domains_match_addresses: !new,
            hosts: if meets("1.26") { Hosts::Strict } else { Hosts::Lenient },
        }
    }
}

/// Why a URL cannot be asked for.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoRoute {
    /// In a CGI program `HTTP_PROXY` may come from a request header; Go refuses it there.
    #[error("HTTP_PROXY is not used where REQUEST_METHOD is set (CGI)")]
    Cgi,
    /// Go does not go around a proxy that it cannot connect to.
    #[error("the proxy's port {0} is none")]
    Port(String),
}

impl Proxy {
    /// Reads a value of `HTTP_PROXY`: nothing where it is empty or Go ignores it.
    pub fn parse(value: &str, rules: Rules) -> Option<Self> {
        let amended = || GoUrl::parse(format!("http://{value}").as_bytes(), rules.hosts);
        let plain = GoUrl::parse(value.as_bytes(), rules.hosts);
        let stands = plain.as_ref().is_some_and(|url| match rules.any_scheme {
            true => !url.scheme.is_empty() && !url.host.is_empty(),
            false => matches!(url.scheme.as_str(), "http" | "https" | "socks5"),
        });
        let other = if stands || value.is_empty() { None } else { amended() };
        let prefixed = other.is_some();
        let url = other.or(plain).filter(|_| !value.is_empty())?;
        Some(Self { amended: prefixed && value.contains("://"), ..Self::of(&url, rules) })
    }

    /// What `net/http` connects to.
    fn of(url: &GoUrl, rules: Rules) -> Self {
        let (kind, default_port) = match url.scheme.as_str() {
            "https" => (ProxyKind::Https, 443),
            "socks5" => (ProxyKind::Socks5, 1080),
            "socks5h" if rules.any_scheme => (ProxyKind::Socks5, 1080),
            "http" => (ProxyKind::Http, 80),
            // A typo such as htp:// speaks HTTP to the port that is named; without one Go dials
            // port 0.
            _ => (ProxyKind::Http, 0),
        };
        let digits = url.port();
        let port = if digits.is_empty() { Ok(default_port) } else { short(digits).parse() };
        let host = String::from_utf8_lossy(url.hostname()).into_owned();
        // To Go no host is this machine.
        let host = if host.is_empty() { Ipv4Addr::LOCALHOST.to_string() } else { host };
        let credentials = url
            .user
            .clone()
            .map(|(user, password)| Credentials { user, password: password.unwrap_or_default() });
        Self {
            kind,
            host: ascii_host(&host).unwrap_or(host),
            bad_port: port.is_err().then(|| digits.to_owned()),
            port: port.unwrap_or_default(),
            credentials,
            amended: false,
        }
    }

    /// Host and port, for messages.
    pub fn place(&self) -> String {
        let port = self.bad_port.clone().unwrap_or_else(|| self.port.to_string());
        let v6 = self.host.contains(':');
        if v6 { format!("[{}]:{port}", self.host) } else { format!("{}:{port}", self.host) }
    }

    /// Digits of a port that is none.
    pub fn bad_port(&self) -> Option<&str> {
        self.bad_port.as_deref()
    }
}

/// Without zeros in front, which make no port larger.
fn short(digits: &str) -> &str {
    let rest = digits.trim_start_matches('0');
    if rest.is_empty() { "0" } else { rest }
}

impl Proxies {
    /// Reads the environment as the newest Go does.
    pub fn from_env(env: &Env) -> Self {
        Self::read(env, Rules::default())
    }

    /// Reads the environment by these rules. A value that is no URL is ignored, as Go ignores it.
    pub fn read(env: &Env, rules: Rules) -> Self {
        let either = |upper: &str, lower: &str| {
            let value = env.var_os(upper).or_else(|| env.var_os(lower));
            value.map(|value| value.to_string_lossy().into_owned()).unwrap_or_default()
        };
        Self {
            http: Proxy::parse(&either("HTTP_PROXY", "http_proxy"), rules),
            https: Proxy::parse(&either("HTTPS_PROXY", "https_proxy"), rules),
            except: Exceptions::parse(&either("NO_PROXY", "no_proxy")),
            cgi: env.var_os("REQUEST_METHOD").is_some(),
            rules,
        }
    }

    /// The proxy for this URL, or none.
    ///
    /// # Errors
    /// [`NoRoute`]: neither by way of a proxy nor without one.
    pub fn route(&self, url: &Url) -> Result<Option<&Proxy>, NoRoute> {
        let proxy = match url.scheme() {
            Scheme::Http if self.http.is_some() && self.cgi => return Err(NoRoute::Cgi),
            Scheme::Http => self.http.as_ref(),
            Scheme::Https => self.https.as_ref(),
            Scheme::File => None,
        };
        let excepted = || self.except.hold(url.host(), &url.port().to_string(), self.rules);
        match proxy.filter(|_| !excepted()) {
            Some(Proxy { bad_port: Some(digits), .. }) => Err(NoRoute::Port(digits.clone())),
            found => Ok(found),
        }
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

    fn parse(value: &str) -> Option<Proxy> {
        Proxy::parse(value, Rules::default())
    }

    fn place_of(value: &str) -> Option<String> {
        parse(value).map(|proxy| proxy.place())
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
            ("p.example:3128", ProxyKind::Http, "p.example:3128"),
            ("127.0.0.1:3128", ProxyKind::Http, "127.0.0.1:3128"),
            ("http://p.example", ProxyKind::Http, "p.example:80"),
            ("https://p.example", ProxyKind::Https, "p.example:443"),
            ("https://p.example:80/", ProxyKind::Https, "p.example:80"),
            ("htp://p.example:3128", ProxyKind::Http, "p.example:3128"),
            ("socks5://p.example", ProxyKind::Socks5, "p.example:1080"),
            ("socks5h://u:p@p.example:9", ProxyKind::Socks5, "p.example:9"),
            ("u:p%23@p.example:9", ProxyKind::Http, "p.example:9"),
            ("http://[::1]:3128", ProxyKind::Http, "[::1]:3128"),
            ("[::1]:3128", ProxyKind::Http, "[::1]:3128"),
            ("socks5://[fd00::1]", ProxyKind::Socks5, "[fd00::1]:1080"),
        ] {
            let proxy = parse(value).unwrap();
            assert_eq!((proxy.kind, proxy.place().as_str()), (kind, place), "{value}");
        }
        let proxy = parse("http://u%40corp:p%23%25w@p.example:1").unwrap();
        let credentials = proxy.credentials.unwrap();
        assert_eq!(
            (&credentials.user[..], &credentials.password[..]),
            (&b"u@corp"[..], &b"p#%w"[..])
        );
        // A raw # cuts the value, and the password is no port: the host is `http`.
        assert_eq!(place_of("http://u:p#w@p.example:1").as_deref(), Some("http:80"));
        assert_eq!(place_of("\"http://p.example:1\"").as_deref(), Some("\"http:80"));
        assert_eq!(place_of(" http://p.example:1"), None);
        assert_eq!(place_of("http://p.example:65536").as_deref(), Some("p.example:65536"));
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
