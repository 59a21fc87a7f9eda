//! URLs as the go command reads them. Rule: `net/url/url.go` of Go 1.26 (`parse`, `parseAuthority`,
//! `parseHost`, `unescape`); bytes, because Go's strings are.

use super::go_bytes::{Part, escape, has_control, unescape};

/// What Go makes of a text that is to be a URL.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GoUrl {
    /// In lower case; empty where there is none.
    pub scheme: String,
    /// User, and the password where a colon stands after it.
    pub user: Option<(Vec<u8>, Option<Vec<u8>>)>,
    /// `host`, `host:port` or `[v6]:port`.
    pub host: Vec<u8>,
    opaque: Vec<u8>,
    path: Vec<u8>,
    /// The path as it was written.
    written: Vec<u8>,
    query: Option<Vec<u8>>,
    no_host: bool,
}

/// How strictly a host is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hosts {
    /// One colon, and nothing but an IPv6 address in brackets.
    Strict,
    /// As before Go 1.26: the last colon counts, and brackets may hold anything.
    Lenient,
}

impl GoUrl {
    /// `url.Parse`; nothing where it fails.
    pub fn parse(text: &[u8], hosts: Hosts) -> Option<Self> {
        let (text, fragment) = cut(text, b'#');
        let url = Self::read(text, false, hosts)?;
        unescape(fragment.unwrap_or_default(), Part::Other)?;
        Some(url)
    }

    /// `url.ParseRequestURI`; nothing where it fails.
    pub fn parse_request(text: &[u8]) -> Option<Self> {
        Self::read(text, true, Hosts::Strict)
    }

    /// Gives it this path, not escaped.
    pub fn set_path(&mut self, path: Vec<u8>) {
        self.path = path;
    }

    /// `Hostname`: without port and brackets.
    pub fn hostname(&self) -> &[u8] {
        let host = self.split_port().0;
        host.strip_prefix(b"[").and_then(|host| host.strip_suffix(b"]")).unwrap_or(host)
    }

    /// `Port`: digits, or nothing.
    pub fn port(&self) -> &str {
        std::str::from_utf8(self.split_port().1).unwrap_or_default()
    }

    /// `String`.
    pub fn text(&self) -> Vec<u8> {
        let mut out = Vec::new();
        if !self.scheme.is_empty() {
            out.extend(self.scheme.bytes().chain([b':']));
        }
        if self.opaque.is_empty() {
            self.write_place(&mut out);
        } else {
            out.extend(&self.opaque);
        }
        if let Some(query) = &self.query {
            out.push(b'?');
            out.extend(query);
        }
        out
    }

    fn write_place(&self, out: &mut Vec<u8>) {
        let named = !self.host.is_empty() || !self.path.is_empty() || self.user.is_some();
        let stands = !self.scheme.is_empty() || !self.host.is_empty() || self.user.is_some();
        let hidden = self.no_host && self.host.is_empty() && self.user.is_none();
        if stands && !hidden {
            if named {
                out.extend(b"//");
            }
            if let Some((user, password)) = &self.user {
                out.extend(escape(user, Part::User));
                if let Some(password) = password {
                    out.push(b':');
                    out.extend(escape(password, Part::User));
                }
                out.push(b'@');
            }
            out.extend(escape(&self.host, Part::Host));
        }
        let path = self.escaped_path();
        if !path.is_empty() && path[0] != b'/' && !self.host.is_empty() {
            out.push(b'/');
        }
        // A first segment with a colon would be read as a scheme.
        if out.is_empty() && path.split(|b| *b == b'/').next().is_some_and(|s| s.contains(&b':')) {
            out.extend(b"./");
        }
        out.extend(path);
    }

    fn escaped_path(&self) -> Vec<u8> {
        let valid = |byte: &u8| b"!$&'()*+,;=:@[]%".contains(byte) || !Part::Path.escapes(*byte);
        let same = || unescape(&self.written, Part::Path).as_deref() == Some(&self.path[..]);
        if !self.written.is_empty() && self.written.iter().all(valid) && same() {
            return self.written.clone();
        }
        if self.path == b"*" { b"*".to_vec() } else { escape(&self.path, Part::Path) }
    }

    fn split_port(&self) -> (&[u8], &[u8]) {
        match self.host.iter().rposition(|byte| *byte == b':') {
            Some(colon) if is_port(&self.host[colon..]) => {
                (&self.host[..colon], &self.host[colon + 1..])
            }
            _ => (&self.host, b""),
        }
    }

    fn read(text: &[u8], request: bool, hosts: Hosts) -> Option<Self> {
        if has_control(text) || (text.is_empty() && request) {
            return None;
        }
        let mut url = Self::default();
        if text == b"*" {
            url.path = b"*".to_vec();
            return Some(url);
        }
        let (scheme, rest) = scheme(text)?;
        url.scheme = String::from_utf8_lossy(scheme).to_ascii_lowercase();
        let (rest, query) = cut(rest, b'?');
        url.query = query.map(<[u8]>::to_vec);
        if !rest.starts_with(b"/") {
            if !url.scheme.is_empty() {
                url.opaque = rest.to_vec();
                return Some(url);
            }
            let first = rest.split(|byte| *byte == b'/').next().unwrap_or_default();
            if request || first.contains(&b':') {
                return None;
            }
        }
        let mut path = rest;
        let rooted = !request && !rest.starts_with(b"///");
        if let Some(after) = rest.strip_prefix(b"//").filter(|_| !url.scheme.is_empty() || rooted) {
            let end = after.iter().position(|byte| *byte == b'/').unwrap_or(after.len());
            let authority;
            (authority, path) = after.split_at(end);
            (url.user, url.host) = read_authority(&url.scheme, authority, hosts)?;
        } else {
            url.no_host = !url.scheme.is_empty();
        }
        url.path = unescape(path, Part::Path)?;
        url.written = path.to_vec();
        Some(url)
    }
}

fn cut(text: &[u8], at: u8) -> (&[u8], Option<&[u8]>) {
    match text.iter().position(|byte| *byte == at) {
        Some(found) => (&text[..found], Some(&text[found + 1..])),
        None => (text, None),
    }
}

/// The scheme, which may be empty, and what follows; nothing where a colon comes first.
fn scheme(text: &[u8]) -> Option<(&[u8], &[u8])> {
    for (at, byte) in text.iter().enumerate() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' => {}
            b'0'..=b'9' | b'+' | b'-' | b'.' if at > 0 => {}
            b':' if at == 0 => return None,
            b':' => return Some((&text[..at], &text[at + 1..])),
            _ => break,
        }
    }
    Some((b"", text))
}

type Login = Option<(Vec<u8>, Option<Vec<u8>>)>;

fn read_authority(scheme: &str, text: &[u8], hosts: Hosts) -> Option<(Login, Vec<u8>)> {
    let Some(at) = text.iter().rposition(|byte| *byte == b'@') else {
        return Some((None, read_host(scheme, text, hosts)?));
    };
    let host = read_host(scheme, &text[at + 1..], hosts)?;
    let allowed = |b: &u8| b.is_ascii_alphanumeric() || b"-._:~!$&'()*+,;=%@".contains(b);
    let (user, password) =
        Some(&text[..at]).filter(|t| t.iter().all(allowed)).map(|t| cut(t, b':'))?;
    let password = match password {
        Some(password) => Some(unescape(password, Part::User)?),
        None => None,
    };
    Some((Some((unescape(user, Part::User)?, password)), host))
}

fn read_host(scheme: &str, host: &[u8], hosts: Hosts) -> Option<Vec<u8>> {
    let bracket = match hosts {
        Hosts::Strict => host.iter().rposition(|byte| *byte == b'['),
        Hosts::Lenient => host.starts_with(b"[").then_some(0),
    };
    if let Some(open) = bracket {
        let close = host.iter().rposition(|byte| *byte == b']')?;
        if open > 0 || !is_port(&host[close + 1..]) {
            return None;
        }
        return read_literal(&host[1..close], &host[close + 1..], hosts);
    }
    let first = host.iter().position(|byte| *byte == b':');
    let last = host.iter().rposition(|byte| *byte == b':');
    let web = matches!(scheme, "http" | "https") && hosts == Hosts::Strict;
    let colon = if web { first } else { last };
    if colon.is_some_and(|colon| !is_port(&host[colon..])) {
        return None;
    }
    unescape(host, Part::Host)
}

/// What stands in brackets, and the port behind them.
fn read_literal(name: &[u8], port: &[u8], hosts: Hosts) -> Option<Vec<u8>> {
    let zone = name.windows(3).position(|three| three == b"%25").unwrap_or(name.len());
    let mut plain = unescape(&name[..zone], Part::Host)?;
    plain.extend(unescape(&name[zone..], Part::Zone)?);
    let text = String::from_utf8_lossy(&plain);
    let (address, zone) = text.split_once('%').map_or((&*text, None), |(a, z)| (a, Some(z)));
    let is_one = address.parse::<std::net::Ipv6Addr>().is_ok() && zone != Some("");
    if hosts == Hosts::Strict && !is_one {
        return None;
    }
    Some([b"[", &plain[..], b"]", port].concat())
}

/// Whether this is nothing, or a colon and digits, however many.
fn is_port(text: &[u8]) -> bool {
    match text.split_first() {
        None => true,
        Some((colon, digits)) => *colon == b':' && digits.iter().all(u8::is_ascii_digit),
    }
}
