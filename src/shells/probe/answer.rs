//! The answer: what this program prints when a shell that is being asked calls it.

use std::ffi::OsStr;

use crate::sys::env::Env;
use crate::sys::envdiff::Vars;
use crate::sys::text::{bytes, of};

/// The first argument with which a shell that is asked calls this program.
pub const ANSWER: &str = "__answer";

/// What `go` is in a shell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    /// `command -v go`, or what the shell has in its place.
    pub(super) go: String,
    /// The environment that a program has which it starts.
    pub(super) vars: Vars,
}

/// The bytes that end an answer.
pub(super) fn last_words(nonce: &str) -> Vec<u8> {
    format!("\x1e/{nonce}\x1e").into_bytes()
}

/// The answer for `nonce`: what the shell said about `go`, and the environment.
pub fn answer(env: &Env, nonce: &OsStr, go: &OsStr) -> Vec<u8> {
    let nonce = nonce.to_string_lossy();
    let mut text = format!("\x1e{nonce}\x1e").into_bytes();
    text.extend_from_slice(bytes(go));
    for (name, value) in &env.vars {
        text.push(0);
        text.extend_from_slice(bytes(name));
        text.push(b'=');
        text.extend_from_slice(bytes(value));
    }
    text.extend(last_words(&nonce));
    text
}

/// The last whole answer in what a shell printed.
pub(super) fn find(text: &[u8], nonce: &str) -> Option<Answer> {
    let first = format!("\x1e{nonce}\x1e").into_bytes();
    let last = last_words(nonce);
    let end = text.windows(last.len()).rposition(|window| window == last)?;
    let start = text[..end].windows(first.len()).rposition(|window| window == first)?;
    let mut fields = text[start + first.len()..end].split(|&byte| byte == 0);
    let go = String::from_utf8_lossy(fields.next()?).into_owned();
    let pair = |field: &[u8]| {
        let at = field.iter().position(|&byte| byte == b'=')?;
        Some((of(&field[..at]), of(&field[at + 1..])))
    };
    Some(Answer { go, vars: fields.filter_map(pair).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answer_is_found_among_banners_and_halves() {
        let mut env = Env::capture();
        env.vars = Vars::from([("PATH".into(), "/a".into()), ("X".into(), "1\n=\x1e2".into())]);
        let whole = answer(&env, OsStr::new("n1"), OsStr::new("/a/go"));
        let expected = Answer { go: "/a/go".into(), vars: env.vars };
        let text = [b"banner \x1en1\x1e".as_slice(), &whole, b"after"].concat();
        assert_eq!(find(&text, "n1"), Some(expected));
        assert_eq!(find(&whole, "n2"), None);
        assert_eq!(find(&whole[..whole.len() - 1], "n1"), None);
    }
}
