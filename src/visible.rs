//! What of a text a reader would not see: control characters that came with a name, a path or a
//! server's words, and the marks that reorder what is read.

use std::borrow::Cow;

/// C0, DEL and C1, and the marks that reorder what is read. Line breaks and tabs are layout.
pub fn is_hidden(c: char) -> bool {
    let reorders = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    reorders || (c.is_control() && !matches!(c, '\n' | '\t'))
}

/// The text with what is hidden written out: `\u{1b}`.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_hidden(c) {
            shown.extend(c.escape_unicode());
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// What is wrong with a JSON file, and where: the parser's own words quote what stands there.
pub fn json(error: &serde_json::Error) -> String {
    use serde_json::error::Category;
    let what = match error.classify() {
        Category::Eof => "it ends too early",
        Category::Data => "something else is wanted there",
        Category::Io | Category::Syntax => "it is no JSON",
    };
    format!("line {}, column {}: {what}", error.line(), error.column())
}
