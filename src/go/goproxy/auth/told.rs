//! What git and commands print. Rules: `parseGitAuth` and `parseUserAuth` of
//! `cmd/go/internal/auth`.

use super::Headers;
use crate::sys::net::url::GoUrl;

/// URLs, a blank line, headers, a blank line; as often as there are more. Nothing where it is
/// anything else.
pub(crate) fn by_command(output: &[u8]) -> Option<Vec<(Vec<u8>, Headers)>> {
    let mut found: Vec<(Vec<u8>, Headers)> = Vec::new();
    let mut rest = output;
    while !rest.is_empty() {
        let mut urls = Vec::new();
        while let Line::Text(line) = line(&mut rest)? {
            urls.push(GoUrl::parse_request(line)?.text());
        }
        let mut headers = Headers::new();
        while let Line::Text(line) = line(&mut rest)? {
            headers.push(header(line)?);
        }
        // Of several groups for one URL the last counts.
        found.retain(|(url, _)| !urls.contains(url));
        found.extend(urls.into_iter().map(|url| (url, headers.clone())));
    }
    Some(found)
}

/// A line of a group; a blank one ends it.
enum Line<'a> {
    Text(&'a [u8]),
    Blank,
}

/// The next line; nothing where it has no end.
fn line<'a>(rest: &mut &'a [u8]) -> Option<Line<'a>> {
    let end = rest.iter().position(|byte| *byte == b'\n')?;
    let (line, after) = rest.split_at(end);
    *rest = &after[1..];
    Some(if line.is_empty() { Line::Blank } else { Line::Text(line) })
}

fn header(line: &[u8]) -> Option<(String, String)> {
    let (name, value) = std::str::from_utf8(line).ok()?.split_once(": ")?;
    let value = value.trim();
    let token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
    let plain = |b: u8| b == b'\t' || !b.is_ascii_control();
    let valid = !name.is_empty() && name.bytes().all(token) && value.bytes().all(plain);
    valid.then(|| (name.to_owned(), value.to_owned()))
}

/// Prefix, user and password.
pub(crate) fn by_git(output: &[u8]) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let (mut prefix, mut user, mut password) = (GoUrl::default(), Vec::new(), Vec::new());
    for line in output.split(|byte| *byte == b'\n') {
        let line = line.trim_ascii();
        let Some(equals) = line.iter().position(|byte| *byte == b'=') else { continue };
        let (key, value) = (&line[..equals], line[equals + 1..].to_vec());
        match key {
            b"protocol" => prefix.scheme = String::from_utf8_lossy(&value).into_owned(),
            b"host" => prefix.host = value,
            b"path" => prefix.set_path(value),
            b"username" => user = value,
            b"password" => password = value,
            b"url" => prefix = GoUrl::parse_request(&value).unwrap_or(prefix),
            _ => {}
        }
    }
    (prefix.text(), user, password)
}
