//! URLs as the network client needs them: what to connect to, what to ask for, and what may be printed.

mod escape;
mod go;
mod go_bytes;

pub use go::{GoUrl, Hosts};

use std::fmt;
use std::net::IpAddr;

use crate::base::secret::shown_query;
use escape::{decode, encode, without_dots};

/// How a URL is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// Plain HTTP.
    Http,
    /// HTTP over TLS.
    Https,
    /// A file on this machine.
    File,
}

impl Scheme {
    fn name(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
            Self::File => "file",
        }
    }

    fn port(self) -> u16 {
        if self == Self::Https { 443 } else { 80 }
    }
}

/// An absolute URL. `Display` and `Debug` show neither the credentials nor a secret query.
#[derive(Clone, PartialEq, Eq)]
pub struct Url {
    scheme: Scheme,
    user: Option<Credentials>,
    host: String,
    port: Option<u16>,
    /// Path and query, percent-encoded, starting with `/`.
    target: String,
}

/// A user and a password, percent-decoded: bytes, which need not be UTF-8.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    /// User name.
    pub user: Vec<u8>,
    /// Password; empty where none was written.
    pub password: Vec<u8>,
}

impl Credentials {
    /// The value of an `Authorization` header.
    pub fn basic(&self) -> String {
        use base64::Engine as _;
        let both = [&self.user[..], b":", &self.password].concat();
        format!("Basic {}", base64::engine::general_purpose::STANDARD.encode(both))
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(hidden)")
    }
}

impl Url {
    /// Reads an absolute `http`, `https` or `file` URL; a fragment is dropped.
    ///
    /// # Errors
    /// Why it cannot be asked, without the URL itself.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (scheme, rest) = text.split_once("://").ok_or("it does not start with a scheme")?;
        let scheme = match scheme.to_ascii_lowercase().as_str() {
            "http" => Scheme::Http,
            "https" => Scheme::Https,
            "file" => Scheme::File,
            _ => return Err("only http, https and file can be asked".to_owned()),
        };
        let rest = rest.split('#').next().unwrap_or_default();
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (authority, target) = rest.split_at(end);
        let (user, place) = split_credentials(authority)?;
        let (host, port) = split_port(place)?;
        if scheme == Scheme::File {
            if user.is_some() || port.is_some() || !matches!(host.as_str(), "" | "localhost") {
                return Err("a file URL names no host: file:///path".to_owned());
            }
            let target = encode(target)?;
            return Ok(Self { scheme, user: None, host: String::new(), port: None, target });
        }
        if host.is_empty() {
            return Err("it names no host".to_owned());
        }
        let target =
            if target.starts_with('/') { encode(target)? } else { format!("/{}", encode(target)?) };
        Ok(Self { scheme, user, host, port: port.filter(|p| *p != scheme.port()), target })
    }

    /// Where a `Location` header leads from here.
    ///
    /// # Errors
    /// Why it leads nowhere that can be asked.
    pub fn join(&self, location: &str) -> Result<Self, String> {
        let location = location.trim().split('#').next().unwrap_or_default();
        if location.split(['/', '?']).next().unwrap_or_default().contains(':') {
            return Self::parse(location);
        }
        if let Some(rest) = location.strip_prefix("//") {
            return Self::parse(&format!("{}://{rest}", self.scheme.name()));
        }
        let path = self.target.split('?').next().unwrap_or_default();
        let target = if location.is_empty() {
            self.target.clone()
        } else if location.starts_with('/') {
            encode(location)?
        } else if location.starts_with('?') {
            format!("{path}{}", encode(location)?)
        } else {
            let folder = path.rfind('/').map_or("/", |slash| &path[..=slash]);
            format!("{folder}{}", encode(location)?)
        };
        Ok(Self { target: without_dots(&target), ..self.clone() })
    }

    /// The scheme.
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// Name or address, lower case, IPv6 without brackets.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The port, named or by default.
    pub fn port(&self) -> u16 {
        self.port.unwrap_or(self.scheme.port())
    }

    /// Path and query.
    pub fn target(&self) -> &str {
        &self.target
    }

    /// The path of a `file` URL, percent-decoded.
    pub fn file_path(&self) -> std::path::PathBuf {
        let path = self.target.split('?').next().unwrap_or_default();
        crate::sys::text::from_bytes(decode(path.as_bytes())).into()
    }

    /// Credentials written in the URL.
    pub fn credentials(&self) -> Option<&Credentials> {
        self.user.as_ref()
    }

    /// Host, and the port where it is not the scheme's own: what messages name.
    pub fn place(&self) -> String {
        if self.scheme == Scheme::File {
            return "file".to_owned();
        }
        let host =
            if self.host.contains(':') { format!("[{}]", self.host) } else { self.host.clone() };
        self.port.map_or(host.clone(), |port| format!("{host}:{port}"))
    }

    /// Whether both name the same scheme, host and port, so that credentials may follow.
    pub fn same_origin(&self, other: &Self) -> bool {
        (self.scheme, &self.host, self.port()) == (other.scheme, &other.host, other.port())
    }

    /// Whether the host is this machine.
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.host)
    }

    /// This URL with other credentials.
    pub fn with_credentials(&self, user: Option<Credentials>) -> Self {
        Self { user, ..self.clone() }
    }

    /// All but the credentials, to be asked (they go into a header) and never to be printed: the query
    /// may be a signature.
    pub fn exact(&self) -> String {
        let place = if self.scheme == Scheme::File { String::new() } else { self.place() };
        format!("{}://{place}{}", self.scheme.name(), self.target)
    }

    /// For people and receipts: no credentials and no query (which may be a signature).
    pub fn without_query(&self) -> String {
        let text = self.to_string();
        text.split('?').next().unwrap_or_default().to_owned()
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = if self.scheme == Scheme::File { String::new() } else { self.place() };
        let (path, query) =
            self.target.split_at(self.target.find('?').unwrap_or(self.target.len()));
        write!(f, "{}://{place}{path}{}", self.scheme.name(), shown_query(query))
    }
}

impl fmt::Debug for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Url({self})")
    }
}

/// Whether a host name or address is this machine, by Go's rule: `localhost` and loopback addresses,
/// also where IPv4 is written as IPv6.
pub fn is_loopback(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.to_canonical().is_loopback())
}

/// A host name in ASCII, as it is asked for and compared; nothing where it cannot be. Rule: `idna.Lookup`,
/// which Go asks about names that are not ASCII already.
pub fn ascii_host(host: &str) -> Option<String> {
    use idna::uts46::{AsciiDenyList, DnsLength, Hyphens, Uts46};
    if host.is_ascii() {
        return Some(host.to_owned());
    }
    let (strict, length) = (AsciiDenyList::STD3, DnsLength::Ignore);
    let ascii = Uts46::new().to_ascii(host.as_bytes(), strict, Hyphens::Check, length);
    ascii.ok().map(std::borrow::Cow::into_owned)
}

fn split_credentials(authority: &str) -> Result<(Option<Credentials>, &str), String> {
    let Some((userinfo, place)) = authority.rsplit_once('@') else { return Ok((None, authority)) };
    let (user, password) = userinfo.split_once(':').unwrap_or((userinfo, ""));
    let bytes = |part: &str| decode(part.as_bytes());
    Ok((Some(Credentials { user: bytes(user), password: bytes(password) }), place))
}

fn split_port(place: &str) -> Result<(String, Option<u16>), String> {
    let (host, port) = match place.strip_prefix('[') {
        Some(rest) => {
            let (host, after) = rest.split_once(']').ok_or("its IPv6 address has no ]")?;
            host.parse::<std::net::Ipv6Addr>().map_err(|_| "its IPv6 address is not one")?;
            (host, after.strip_prefix(':').or(after.is_empty().then_some("")))
        }
        None => match place.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (place, Some("")),
        },
    };
    let port = match port.ok_or("its port is not a number")? {
        "" => None,
        digits => Some(digits.parse().map_err(|_| "its port is not a number")?),
    };
    let wrong = "its host name has characters that host names do not have";
    let host = &ascii_host(host).ok_or(wrong)?;
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~:".contains(c);
    if !host.chars().all(allowed) {
        return Err(wrong.to_owned());
    }
    Ok((host.to_ascii_lowercase(), port))
}

#[cfg(test)]
mod tests;
