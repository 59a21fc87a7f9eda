//! URLs in words of others.

use super::{login_length, shown_query, slashes};

/// How far a URL is looked at: a line without a blank may be as long as a file.
const LONGEST: usize = 4096;

/// Schemes that are known behind one slash too. Of others `a:/b` may be a list of directories.
const SCHEMES: [&str; 9] =
    ["http", "https", "file", "ftp", "git", "ssh", "socks5", "socks5h", "git+ssh"];

/// The text without the login, the secret query and the fragment of every URL in it, and without the
/// `user:password@` before a host that has no scheme.
pub(crate) fn redact(text: &str) -> String {
    if !text.contains(['@', '?', '#']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let (mut fresh, mut is_url) = (true, false);
    while let Some(c) = rest.chars().next() {
        if let Some(length) = style(rest) {
            out.push_str(&rest[..length]);
            (rest, fresh) = (&rest[length..], true);
            continue;
        }
        let secret = match marker(rest, fresh) {
            Some(marker) => {
                out.push_str(&rest[..marker]);
                rest = &rest[marker..];
                is_url = true;
                login(rest)
            }
            None if fresh => bare_login(rest),
            None if c == '?' || (c == '#' && is_url) => {
                let (shown, length) = query(rest, is_url);
                out.push_str(shown);
                rest = &rest[length..];
                continue;
            }
            None => 0,
        };
        rest = &rest[secret..];
        let Some(c) = rest.chars().next() else { break };
        out.push(c);
        rest = &rest[c.len_utf8()..];
        fresh = c.is_whitespace() || "\"'`<>()[]{},;|=".contains(c);
        is_url &= !(c.is_whitespace() || "\"`<>".contains(c));
    }
    out
}

/// The length of a change of colour, which parts words as a blank does.
fn style(text: &str) -> Option<usize> {
    let after = text.strip_prefix("\u{1b}[")?;
    let digits = after.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
    digits.starts_with('m').then_some(text.len() - digits.len() + 1)
}

/// The length of what says that a URL's login or host follows.
fn marker(text: &str, fresh: bool) -> Option<usize> {
    if let Some(after) = text.strip_prefix("://") {
        return Some(3 + slashes("any", after));
    }
    if !fresh {
        return None;
    }
    let known = SCHEMES.iter().find_map(|scheme| {
        let here = text.get(..scheme.len()).filter(|here| here.eq_ignore_ascii_case(scheme))?;
        let after = text[here.len()..].strip_prefix(':').filter(|after| after.starts_with('/'))?;
        Some(here.len() + 1 + slashes(scheme, after))
    });
    known.or_else(|| Some(slashes("", text)).filter(|some| *some > 0))
}

/// What is looked at, up to one of these.
fn until<'a>(text: &'a str, stops: &str) -> &'a str {
    let mut end = text.len().min(LONGEST);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let near = &text[..end];
    let end = near.find(|c: char| c.is_whitespace() || c == '\u{1b}' || stops.contains(c));
    &near[..end.unwrap_or(near.len())]
}

/// Bytes of the login behind a marker. A password may hold quotes, commas and bars, which elsewhere
/// end a URL.
fn login(text: &str) -> usize {
    match until(text, "\"<>`/?#").rfind('@') {
        // How a login is written, as our own words say it.
        Some(_) if text.starts_with("user:password@host") => 0,
        Some(at) => at + 1,
        None => login_length(until(text, "\"'|,<>`")),
    }
}

/// Bytes of `user:password@` where no scheme says that this is a URL.
fn bare_login(text: &str) -> usize {
    let word = until(text, "\"'<>`|,");
    // What else stands there is no user: a name of a variable, a path.
    let user = word.find(|c: char| ":/@=()[]{};".contains(c)).filter(|at| *at > 0);
    let Some(colon) = user.filter(|at| word[*at..].starts_with(':')) else { return 0 };
    let secret = &word[colon + 1..];
    if secret.starts_with('/') || word.starts_with("user:password@host") {
        return 0;
    }
    let end = secret.find('/').unwrap_or(secret.len());
    let at = secret[..end].rfind('@').or_else(|| {
        let at = secret.rfind('@')?;
        // `go.mod:5:example.com/a@none` is no login.
        let host = secret[at + 1..].split('/').next().unwrap_or_default();
        host.contains(['.', ':']).then_some(at)
    });
    match at {
        Some(at) if !is_version(&secret[at + 1..]) => colon + 1 + at + 1,
        _ => 0,
    }
}

/// `module@v1.2.3`, `image@sha256:…`.
fn is_version(text: &str) -> bool {
    let digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let number = text.strip_prefix('v').or(text.strip_prefix("go"));
    number.is_some_and(digit) || text.starts_with("sha256:")
}

/// What is shown of a query and a fragment, and how long they are.
fn query(text: &str, is_url: bool) -> (&str, usize) {
    let all = until(text, "\"<>`");
    let length = all.trim_end_matches([':', ',', ';', '.', ')', ']', '\'']).len();
    let all = &all[..length];
    if !is_url && !all.contains('=') {
        return (&text[..1], 1);
    }
    (shown_query(&all[..all.find('#').unwrap_or(length)]), length)
}
