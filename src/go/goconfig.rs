//! Go's own configuration as text: the `go env -w` file, `$GOROOT/go.env`, and GOPROXY lists.
//!
//! Rules: `cmd/go/internal/cfg/cfg.go` (`readEnvFile`) and `cmd/go/internal/modfetch/proxy.go`
//! (`proxyList`).

use crate::base::secret::UrlText;
use crate::go::quoted;

/// A `go env -w` file or a go.env, line by line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EnvText {
    /// Its lines that are neither blank nor comments, in order.
    pub lines: Vec<EnvLine>,
}

/// One line of an [`EnvText`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnvLine {
    /// Its number, from 1.
    pub number: usize,
    /// What Go makes of it.
    pub kind: LineKind,
}

/// What Go makes of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// `KEY=value`. Nothing is trimmed, unquoted or expanded: a carriage return, a quote or a blank
    /// before the `=` is part of the value or of the key.
    Entry {
        /// All before the first `=`.
        key: String,
        /// All after it.
        value: String,
    },
    /// Go passes over it without a word: no `=`, or a first character other than A to Z (a blank,
    /// `export`, a byte order mark).
    Ignored(String),
}

impl EnvText {
    /// Reads the text. Everything is accepted, as Go does.
    pub fn parse(text: &[u8]) -> Self {
        let lines = text.split(|byte| *byte == b'\n').enumerate();
        let lines = lines.map(|(number, line)| (number + 1, String::from_utf8_lossy(line)));
        let spoken = lines.filter(|(_, line)| {
            let line = line.trim();
            !line.is_empty() && !line.starts_with('#')
        });
        Self {
            lines: spoken
                .map(|(number, line)| EnvLine { number, kind: LineKind::of(&line) })
                .collect(),
        }
    }

    /// The value of a key and the line that sets it: of several lines the last. An empty value is
    /// a value.
    pub fn get(&self, wanted: &str) -> Option<(&str, usize)> {
        self.lines.iter().rev().find_map(|line| match &line.kind {
            LineKind::Entry { key, value } if key == wanted => Some((value.as_str(), line.number)),
            _ => None,
        })
    }
}

impl LineKind {
    fn of(line: &str) -> Self {
        match line.split_once('=') {
            Some((key, value)) if key.starts_with(|first: char| first.is_ascii_uppercase()) => {
                Self::Entry { key: key.to_owned(), value: value.to_owned() }
            }
            _ => Self::Ignored(line.to_owned()),
        }
    }
}

/// Whether Go uses this value of a setting, rather than what it would use were nothing set. A file
/// that sets a name hides it in the files behind it, whatever the value; most settings then have a
/// default in the program (`cfg.EnvOrAndChanged`). Since Go 1.21 these three have theirs in go.env
/// alone, so that an empty one stays empty: no proxy list, no database, no switch.
pub fn is_used(key: &str, value: &str) -> bool {
    !value.is_empty() || matches!(key, "GOPROXY" | "GOSUMDB" | "GOTOOLCHAIN")
}

/// What one entry of GOPROXY says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProxyWay {
    /// A proxy (`http`, `https` or `file` URL; may hold credentials).
    Url(UrlText),
    /// Where modules come from when no proxy serves them.
    Direct,
    /// Nothing is fetched.
    Off,
}

/// One entry of GOPROXY.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProxyEntry {
    /// Where it leads.
    pub way: ProxyWay,
    /// Whether any failure leads on to the next (`|` after it), not only 404 and 410 (`,`).
    pub on_any_error: bool,
}

/// Why a GOPROXY list cannot be used, in Go's own words; credentials are left out.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProxyListError {
    /// Set, but with nothing in it: Go fails every download.
    #[error("GOPROXY list is not the empty string, but contains no entries")]
    NoEntries,
    /// A word that is neither a URL nor a host.
    #[error("invalid proxy URL missing scheme: {0}")]
    MissingScheme(UrlText),
    /// A scheme that Go does not speak to proxies.
    #[error("invalid proxy URL scheme (must be https, http, file): {0}")]
    Scheme(UrlText),
}

/// Reads a GOPROXY list. What follows `off` or `direct` is never reached and left out.
///
/// # Errors
/// As Go: no entries, or an entry that is no URL.
pub fn proxy_list(text: &str) -> Result<Vec<ProxyEntry>, ProxyListError> {
    let mut entries = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find([',', '|']).unwrap_or(rest.len());
        let on_any_error = rest[end..].starts_with('|');
        let word = rest[..end].trim();
        rest = rest.get(end + 1..).unwrap_or("");
        let way = match word {
            "" => continue,
            "off" => ProxyWay::Off,
            "direct" => ProxyWay::Direct,
            url => ProxyWay::Url(proxy_url(url)?),
        };
        let last = !matches!(way, ProxyWay::Url(_));
        entries.push(ProxyEntry { way, on_any_error });
        if last {
            break;
        }
    }
    if entries.is_empty() { Err(ProxyListError::NoEntries) } else { Ok(entries) }
}

/// One entry that is a URL: a host gets `https://` in front; a URL must have a scheme that Go knows.
///
/// # Errors
/// As Go.
pub fn proxy_url(word: &str) -> Result<UrlText, ProxyListError> {
    if word.contains(['.', ':', '/']) && !word.contains(":/") && !word.starts_with('/') {
        return Ok(format!("https://{word}").into());
    }
    match word.split_once(":/") {
        None => Err(ProxyListError::MissingScheme(word.into())),
        Some(("https" | "http" | "file", _)) => Ok(word.into()),
        Some(_) => Err(ProxyListError::Scheme(word.into())),
    }
}

/// What `-modfile` names in GOFLAGS: the last one counts. Nothing where Go cannot split them.
pub fn modfile(goflags: &str) -> Option<&str> {
    let named = |flag: &&str| flag.starts_with("-modfile=") || flag.starts_with("--modfile=");
    let flag = quoted::split(goflags)?.into_iter().rfind(named)?;
    flag.split_once('=').map(|(_, file)| file).filter(|file| !file.is_empty())
}

#[cfg(test)]
mod tests {
    #[test]
    fn modfile_is_found_as_go_splits_goflags() {
        for (text, file) in [
            ("", None),
            ("-mod=mod", None),
            ("-modfile=a.mod", Some("a.mod")),
            ("-v  --modfile=/x/a.mod\t-race", Some("/x/a.mod")),
            ("'-modfile=/a b/c.mod' -v", Some("/a b/c.mod")),
            ("\"-modfile=/it's/c.mod\"", Some("/it's/c.mod")),
            ("-modfile=a.mod -modfile=b.mod", Some("b.mod")),
            ("-modfile=", None),
            ("-tags=a\u{a0}-modfile=a.mod", None),
            ("-modfile=a.mod 'open", None),
        ] {
            assert_eq!(modfile(text), file, "{text}");
        }
    }

    use proptest::prelude::*;

    use super::*;

    fn url(text: &str, on_any_error: bool) -> ProxyEntry {
        ProxyEntry { way: ProxyWay::Url(text.into()), on_any_error }
    }

    #[test]
    fn goconfig_is_read_as_go_reads_it() {
        let text = EnvText::parse(
            b"# a comment\n\nGOPROXY=off\nexport GOSUMDB=off\n GOFLAGS=-x\nlower=1\nFOO = bar\n\
              GOSUMDB=off\r\nGOPROXY=https://a.example,direct\nGOWORK=\nno equals\nQ=a=b",
        );
        assert_eq!(text.get("GOPROXY"), Some(("https://a.example,direct", 9)), "the last one wins");
        assert_eq!(text.get("GOSUMDB"), Some(("off\r", 8)), "nothing is trimmed");
        assert_eq!(text.get("FOO "), Some((" bar", 7)));
        assert_eq!(text.get("FOO"), None);
        assert_eq!(text.get("GOWORK"), Some(("", 10)), "an empty value is a value");
        assert_eq!(text.get("Q"), Some(("a=b", 12)));
        assert_eq!(text.get("GOFLAGS"), None);
        let ignored: Vec<_> =
            text.lines.iter().filter(|l| matches!(l.kind, LineKind::Ignored(_))).collect();
        assert_eq!(ignored.iter().map(|l| l.number).collect::<Vec<_>>(), [4, 5, 6, 11]);
    }

    #[test]
    fn byte_order_mark_hides_the_first_line() {
        assert_eq!(EnvText::parse("\u{feff}GOPROXY=off\n".as_bytes()).get("GOPROXY"), None);
    }

    #[test]
    fn proxy_lists() {
        let direct = ProxyEntry { way: ProxyWay::Direct, on_any_error: false };
        let off = ProxyEntry { way: ProxyWay::Off, on_any_error: false };
        for (text, entries) in [
            ("https://a.example,direct", vec![url("https://a.example", false), direct.clone()]),
            ("https://a.example|off", vec![url("https://a.example", true), off.clone()]),
            (" https://a.example , ,", vec![url("https://a.example", false)]),
            (
                "a.example|http://b.example",
                vec![url("https://a.example", true), url("http://b.example", false)],
            ),
            ("host:8080/x", vec![url("https://host:8080/x", false)]),
            ("file:///srv/proxy", vec![url("file:///srv/proxy", false)]),
            ("direct,https://never.example", vec![direct]),
            ("off", vec![off]),
        ] {
            assert_eq!(proxy_list(text), Ok(entries), "{text}");
        }
    }

    #[test]
    fn proxy_lists_that_go_refuses() {
        for (text, words) in [
            (",", "GOPROXY list is not the empty string, but contains no entries"),
            ("", "GOPROXY list is not the empty string, but contains no entries"),
            ("foo", "invalid proxy URL missing scheme: foo"),
            ("/srv/proxy", "invalid proxy URL missing scheme: /srv/proxy"),
            ("ftp://me:secret@x", "invalid proxy URL scheme (must be https, http, file): ftp://x"),
        ] {
            assert_eq!(proxy_list(text).unwrap_err().to_string(), words, "{text}");
        }
    }

    proptest! {
        #[test]
        fn goconfig_takes_any_text(text in "\\PC{0,80}", bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = proxy_list(&text);
            let parsed = EnvText::parse(&bytes);
            for line in &parsed.lines {
                if let LineKind::Entry { key, .. } = &line.kind {
                    prop_assert!(parsed.get(key).is_some());
                }
            }
        }
    }
}
