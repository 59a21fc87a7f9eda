//! What stands between values: blanks, line breaks, comments. The text has been parsed before, so every
//! comment has its end.

/// The place of the comma that follows a value, if one does.
pub(super) fn comma_after(text: &str, end: usize) -> Option<usize> {
    let mut at = end;
    loop {
        at += blanks(&text[at..], true);
        match comment(&text[at..]) {
            Some(length) => at += length,
            None => return text[at..].starts_with(',').then_some(at),
        }
    }
}

/// The end of what belongs to a line: behind the comments that end or stand on it.
pub(super) fn line_end(text: &str, from: usize) -> usize {
    let (mut at, mut end) = (from, from);
    loop {
        at += blanks(&text[at..], false);
        match comment(&text[at..]) {
            Some(length) if !text[at..at + length].contains('\n') => {
                at += length;
                end = at;
            }
            _ => return end,
        }
    }
}

/// Where a line begins whose first word stands at `at`, its line break included; nothing where something
/// stands before it on the line.
pub(super) fn own_line(text: &str, at: usize) -> Option<usize> {
    let before = text[..at].trim_end_matches([' ', '\t']);
    let before = before.strip_suffix('\n')?;
    Some(before.strip_suffix('\r').unwrap_or(before).len())
}

/// The blanks at the beginning of the line that holds `at`.
pub(super) fn indent(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |index| index + 1);
    let line = &text[start..];
    &line[..blanks(line, false)]
}

/// How many bytes of blanks a text begins with; line breaks too, if `breaks`.
pub(super) fn blanks(text: &str, breaks: bool) -> usize {
    let is_blank = |c: char| if breaks { c.is_whitespace() } else { matches!(c, ' ' | '\t') };
    text.len() - text.trim_start_matches(is_blank).len()
}

/// The length of the comment that a text begins with; the line break is none of it.
fn comment(text: &str) -> Option<usize> {
    if text.starts_with("//") {
        let end = text.find('\n').unwrap_or(text.len());
        return Some(text[..end].trim_end_matches('\r').len());
    }
    text.strip_prefix("/*").map(|rest| rest.find("*/").map_or(text.len(), |end| end + 4))
}
