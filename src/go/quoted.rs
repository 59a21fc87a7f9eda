//! Words as Go splits them where a value holds several (`cmd/internal/quoted`): GOFLAGS, `-ldflags`, CC,
//! CGO_CFLAGS and their kin, GOCACHEPROG, the commands of GOAUTH.

/// The blanks: four bytes and no others.
const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

/// The words. A quote counts where it begins a word, and goes to the next such quote; nothing is escaped. None
/// where a quote is open: there Go ends.
pub(crate) fn split(text: &str) -> Option<Vec<&str>> {
    let (mut words, mut rest) = (Vec::new(), text.trim_start_matches(BLANKS));
    while let Some(first) = rest.chars().next() {
        let (word, after) = match first {
            '\'' | '"' => rest.get(1..)?.split_once(first)?,
            _ => rest.split_at(rest.find(BLANKS).unwrap_or(rest.len())),
        };
        words.push(word);
        rest = after.trim_start_matches(BLANKS);
    }
    Some(words)
}

/// The first word, which is the program where the text is a command.
pub(crate) fn first(text: &str) -> Option<&str> {
    split(text)?.into_iter().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_words_are_split_as_go_splits_them() {
        for (text, words) in [
            ("", Some(vec![])),
            (" \t\r\n ", Some(vec![])),
            ("-v  -race\t-x\r\n-a", Some(vec!["-v", "-race", "-x", "-a"])),
            ("'-ldflags=-s -w' -v", Some(vec!["-ldflags=-s -w", "-v"])),
            ("\"it's\"", Some(vec!["it's"])),
            // What follows a closing quote is the next word.
            ("'a'b", Some(vec!["a", "b"])),
            // Inside a word a quote is a letter.
            ("-tags='a b'", Some(vec!["-tags='a", "b'"])),
            ("''", Some(vec![""])),
            // Blanks of Unicode, and two of ASCII, are letters.
            (
                "-tags=a\u{a0}-race\u{2003}x\u{b}y\u{c}z",
                Some(vec!["-tags=a\u{a0}-race\u{2003}x\u{b}y\u{c}z"]),
            ),
            ("-v 'open", None),
            ("\"", None),
        ] {
            assert_eq!(split(text), words, "{text:?}");
        }
    }
}
