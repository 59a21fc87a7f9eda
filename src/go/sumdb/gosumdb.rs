//! GOSUMDB: which checksum database, by which key, at which address. Rule: `dbDial` in
//! `cmd/go/internal/modfetch/sumdb.go`.

use super::key::{KeyError, VerifierKey};
use crate::base::secret::UrlText;

/// Go's own database, the one that needs no key spelled out.
pub const SUM_GOLANG_ORG: &str =
    "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8";

/// What GOSUMDB says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// `off`: no database is asked.
    Off,
    /// This database.
    Use(Database),
}

/// A checksum database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Database {
    /// Its name, which is also its address where no other is given: `host` or `host/path`.
    pub name: String,
    /// The key that signs its heads.
    pub key: VerifierKey,
    /// Where it is asked directly. No slash at the end.
    pub url: UrlText,
    /// Whether GOSUMDB gives the address: then proxies are not asked for it.
    pub direct_only: bool,
}

/// Why GOSUMDB cannot be used, in Go's own words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GosumdbError {
    /// Nothing but blanks.
    #[error("missing GOSUMDB")]
    Missing,
    /// More than a key and a URL.
    #[error("invalid GOSUMDB: too many fields")]
    TooMany,
    /// The key is none.
    #[error("invalid GOSUMDB: {0}")]
    Key(#[from] KeyError),
    /// The key's name cannot be an address.
    #[error("invalid sumdb name (must be host[/path]): {0}")]
    Name(String),
    /// The address is none.
    #[error("invalid GOSUMDB URL: {0}")]
    Url(UrlText),
}

impl Database {
    /// `sum.golang.org`.
    ///
    /// # Errors
    /// Never in practice: the key is a constant that a test reads.
    pub fn go() -> Result<Self, GosumdbError> {
        named(SUM_GOLANG_ORG, None)
    }
}

/// Reads a value of GOSUMDB.
///
/// # Errors
/// [`GosumdbError`].
pub fn parse(value: &str) -> Result<Choice, GosumdbError> {
    if value == "off" {
        return Ok(Choice::Off);
    }
    // An address of sum.golang.org that is reachable inside mainland China.
    let value = match value {
        "sum.golang.google.cn" => "sum.golang.org https://sum.golang.google.cn",
        other => other,
    };
    let mut fields = value.split_whitespace();
    let key = match fields.next() {
        None => return Err(GosumdbError::Missing),
        Some("sum.golang.org") => SUM_GOLANG_ORG,
        Some(key) => key,
    };
    let url = fields.next();
    if fields.next().is_some() {
        return Err(GosumdbError::TooMany);
    }
    named(key, url).map(Choice::Use)
}

fn named(key: &str, url: Option<&str>) -> Result<Database, GosumdbError> {
    let key = VerifierKey::parse(key)?;
    let name = key.name().to_owned();
    if !is_address(&name) {
        return Err(GosumdbError::Name(name));
    }
    let direct = match url {
        None => format!("https://{name}").into(),
        Some(url) => address(url)?,
    };
    Ok(Database { name, key, url: direct, direct_only: url.is_some() })
}

/// Whether the name is `host[:port][/path]` and nothing that an address could hide in.
fn is_address(name: &str) -> bool {
    let (host, path) = name.split_once('/').unwrap_or((name, "x"));
    let (host, port) = host.split_once(':').unwrap_or((host, ""));
    let plain = |text: &str, more: &str| {
        text.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c))
    };
    !host.is_empty()
        && plain(host, "-._~!$&'()*+,;=")
        && port.bytes().all(|b| b.is_ascii_digit())
        && plain(path, "-._~$&+,/:;=@")
        && !name.ends_with('/')
}

/// The address as it is asked: `https` where it names no scheme, no slash at the end.
fn address(url: &str) -> Result<UrlText, GosumdbError> {
    let full = if url.contains(":/") { url.to_owned() } else { format!("https://{url}") };
    let scheme = full.split("://").next().unwrap_or_default();
    if !matches!(scheme, "http" | "https" | "file") || full.chars().any(char::is_control) {
        return Err(GosumdbError::Url(url.into()));
    }
    Ok(full.trim_end_matches('/').into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn database(value: &str) -> Database {
        match parse(value) {
            Ok(Choice::Use(database)) => database,
            other => panic!("{value}: {other:?}"),
        }
    }

    #[test]
    fn gosumdb_takes_every_spelling_that_go_accepts() {
        let go = Database::go().unwrap();
        assert_eq!(go.url.exact(), "https://sum.golang.org");
        assert!(!go.direct_only);
        for same in ["sum.golang.org", SUM_GOLANG_ORG, "  sum.golang.org\t"] {
            assert_eq!(database(same), go, "{same}");
        }
        let china = database("sum.golang.google.cn");
        assert_eq!((china.key, china.url.exact()), (go.key, "https://sum.golang.google.cn"));
        assert!(china.direct_only);
        for (value, url) in [
            ("sum.golang.org http://127.0.0.1:8080/db/", "http://127.0.0.1:8080/db"),
            (&format!("{SUM_GOLANG_ORG} file:///srv/sumdb"), "file:///srv/sumdb"),
            ("sum.golang.org off", "https://off"),
        ] {
            let custom = database(value);
            assert_eq!((custom.url.exact(), custom.direct_only), (url, true), "{value}");
        }
        let key = VerifierKey::new("sum.example:8443/go", [3; 32]);
        assert_eq!(database(&key.to_string()).url.exact(), "https://sum.example:8443/go");
        assert_eq!(parse("off"), Ok(Choice::Off));
    }

    #[test]
    fn gosumdb_that_go_refuses_is_refused_in_the_same_words() {
        for (value, words) in [
            ("", "missing GOSUMDB"),
            (" \t", "missing GOSUMDB"),
            ("on", "invalid GOSUMDB: malformed verifier id"),
            ("off ", "invalid GOSUMDB: malformed verifier id"),
            ("direct", "invalid GOSUMDB: malformed verifier id"),
            ("proxy.example", "invalid GOSUMDB: malformed verifier id"),
            ("offsum://key@/path", "invalid GOSUMDB: malformed verifier id"),
            ("sum.golang.google.cn https://sum.example", "invalid GOSUMDB: malformed verifier id"),
            (
                &SUM_GOLANG_ORG.replace("033de0ae", "033de0af"),
                "invalid GOSUMDB: invalid verifier hash",
            ),
            ("sum.golang.org https://a https://b", "invalid GOSUMDB: too many fields"),
        ] {
            assert_eq!(parse(value).unwrap_err().to_string(), words, "{value}");
        }
        for name in ["a/", "/a", "a?b", "a#b", "u@a", "a%41", "a:b", "a/%2e", "a\\b"] {
            let key = VerifierKey::new(name, [3; 32]).to_string();
            assert_eq!(parse(&key), Err(GosumdbError::Name(name.to_owned())), "{name}");
        }
    }
}
