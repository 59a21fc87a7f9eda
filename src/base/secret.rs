//! What of a URL may be shown. A login, a query and a fragment may be secrets (a signature, a token),
//! however the URL is written: Go takes one without a scheme too.
//!
//! Where a value is a URL it is an [`UrlText`], whose exact text has to be asked for by name. Words
//! of others (a server, the go command, a library) may hold URLs anywhere: [`redact`].

use std::borrow::Cow;
use std::fmt;

use serde::{Serialize, Serializer};

mod prose;

pub(crate) use prose::redact;

/// A URL as somebody wrote it, which need not be one. Whatever prints it shows no secret.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlText(String);

impl UrlText {
    /// All of it, to be asked or taken apart, and never to be printed.
    pub fn exact(&self) -> &str {
        &self.0
    }

    /// Another URL, made of this one's exact text.
    #[must_use]
    pub fn map(&self, change: impl FnOnce(&str) -> String) -> Self {
        Self(change(&self.0))
    }
}

impl<T: Into<String>> From<T> for UrlText {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for UrlText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&shown(&self.0))
    }
}

impl fmt::Debug for UrlText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", shown(&self.0))
    }
}

impl Serialize for UrlText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&shown(&self.0))
    }
}

/// A setting of Go whose value may hold secrets, as it may be shown.
pub(crate) fn shown_setting<'a>(name: &str, value: &'a str) -> Cow<'a, str> {
    let each = |between: fn(char) -> bool| {
        let pieces = value.split_inclusive(between).map(|piece| {
            let end = piece.trim_end_matches(between).len();
            shown(&piece[..end]) + &piece[end..]
        });
        Cow::Owned(pieces.collect())
    };
    match name.to_ascii_uppercase().as_str() {
        // Commands, with whatever they are told.
        "GOAUTH" if !matches!(value, "" | "off" | "netrc") => Cow::Borrowed("…"),
        "GOPROXY" => each(|c| matches!(c, ',' | '|')),
        "GOSUMDB" => each(char::is_whitespace),
        "HTTP_PROXY" | "HTTPS_PROXY" | "ALL_PROXY" => Cow::Owned(shown_proxy(value)),
        _ => match redact(value) {
            same if same == value => Cow::Borrowed(value),
            other => Cow::Owned(other),
        },
    }
}

/// The text of one URL without its secrets.
fn shown(text: &str) -> String {
    let start = start_of_place(text);
    let (before, rest) = text.split_at(start);
    let rest = &rest[login_length(rest)..];
    let end = rest.find(['?', '#']).unwrap_or(rest.len());
    let query = &rest[end..];
    let query = &query[..query.find('#').unwrap_or(query.len())];
    format!("{before}{}{}", &rest[..end], shown_query(query))
}

/// A proxy has no path: whatever stands before the last `@` is a login.
fn shown_proxy(text: &str) -> String {
    let (before, rest) = text.split_at(start_of_place(text));
    let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
    // Without an @ what stands before a # may be a password.
    let place = if place.contains('#') { "…" } else { place };
    shown(&format!("{before}{place}"))
}

/// Where the login or the host begins: behind a scheme and its slashes, or behind two of them.
fn start_of_place(text: &str) -> usize {
    let scheme = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    let name = text.trim_start_matches(|c: char| c.is_whitespace() || "\"'".contains(c));
    let after = name.trim_start_matches(scheme);
    let (start, name) = (text.len() - after.len(), &name[..name.len() - after.len()]);
    match after.strip_prefix(':').filter(|after| after.starts_with('/')) {
        Some(after) => start + 1 + slashes(name, after),
        None => slashes("", text),
    }
}

/// How many slashes belong to the beginning of a URL with this scheme, and not to a path.
fn slashes(scheme: &str, text: &str) -> usize {
    let all = text.len() - text.trim_start_matches('/').len();
    match scheme {
        "" if all == 2 => 2,
        "" => 0,
        "file" => {
            if all < 2 {
                0
            } else {
                2
            }
        }
        _ => all,
    }
}

/// Bytes of `user:password@` at the start. A password may hold a raw `/`, `?` or `#`: where what stands
/// before those is not `host:port`, the secret goes on.
fn login_length(text: &str) -> usize {
    let end = text.find(['/', '?', '#']).unwrap_or(text.len());
    if let Some(at) = text[..end].rfind('@') {
        return at + 1;
    }
    let port = text[..end].rsplit_once(':').filter(|(host, _)| !host.starts_with('['));
    let odd = port.is_some_and(|(_, port)| !port.bytes().all(|b| b.is_ascii_digit()));
    // `user:12#34@host`: no path stands before the mark.
    let marked = port.is_some() && text[end..].starts_with(['?', '#']);
    if odd || marked { text.rfind('@').map_or(0, |at| at + 1) } else { 0 }
}

/// What Go and we ask in the open; everything else may be a token.
pub(crate) fn shown_query(query: &str) -> &str {
    let open = |pair: &str| matches!(pair, "" | "go-get=1" | "mode=json" | "include=all");
    match query.strip_prefix('?') {
        Some(pairs) if !pairs.split('&').all(open) => "?…",
        _ => query,
    }
}

#[cfg(test)]
mod tests;
