//! The one way of text to a terminal: control characters that came with a name, a path or a
//! server's words are made visible, so that none of them moves a cursor, hides a line or sets a
//! title.

use std::borrow::Cow;

use crate::base::visible::is_hidden;

/// The sequences of our own styles. Another's text may hold them too: colours deceive nobody.
const OURS: [&str; 6] =
    ["\u{1b}[0m", "\u{1b}[1m", "\u{1b}[2m", "\u{1b}[31m", "\u{1b}[32m", "\u{1b}[33m"];

/// The text with everything visible but line breaks, tabs and our own styles.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let taken = match OURS.iter().find(|ours| rest.starts_with(**ours)) {
            Some(ours) => ours.len(),
            None => c.len_utf8(),
        };
        let (this, after) = rest.split_at_checked(taken).unwrap_or((rest, ""));
        if taken == c.len_utf8() && is_hidden(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push_str(this);
        }
        rest = after;
    }
    Cow::Owned(shown)
}

/// JSON with the control characters escaped that JSON itself leaves as they are.
pub(super) fn json(text: &str) -> Cow<'_, str> {
    let hidden = |c: char| is_hidden(c) && !c.is_ascii_whitespace();
    if !text.chars().any(hidden) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if hidden(c) {
            escaped.push_str(&format!("\\u{:04x}", u32::from(c)));
        } else {
            escaped.push(c);
        }
    }
    Cow::Owned(escaped)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hostile_text_is_shown_and_our_own_layout_stays() {
        for (text, shown) in [
            ("go1.22.5 in /a b/ü", "go1.22.5 in /a b/ü"),
            ("one\n\ttwo", "one\n\ttwo"),
            ("\u{1b}[1mbold\u{1b}[0m", "\u{1b}[1mbold\u{1b}[0m"),
            ("a\u{1b}[2Kb", "a\\u{1b}[2Kb"),
            ("\u{1b}]0;title\u{7}", "\\u{1b}]0;title\\u{7}"),
            ("\u{1b}[8mhidden", "\\u{1b}[8mhidden"),
            ("x\rerror: y", "x\\u{d}error: y"),
            ("c1 \u{9b}2J", "c1 \\u{9b}2J"),
            ("\u{202e}txt.exe", "\\u{202e}txt.exe"),
            ("\u{1b}", "\\u{1b}"),
        ] {
            assert_eq!(plain(text), shown);
        }
        assert_eq!(json("{\n \"a\": \"\u{9b}\u{7f}ü\"}"), "{\n \"a\": \"\\u009b\\u007fü\"}");
    }

    proptest! {
        #[test]
        fn plain_text_has_nothing_hidden_left(text in "[\\x00-\\x1f\\x7f-\\x9fa\\[m0-3;]{0,20}") {
            let shown = plain(&text).into_owned();
            let without = OURS.iter().fold(shown, |text, ours| text.replace(ours, ""));
            prop_assert!(!without.chars().any(is_hidden), "{without:?}");
        }
    }
}
