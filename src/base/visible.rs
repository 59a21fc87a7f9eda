//! What of a text a reader would not see: control characters that came with a name, a path or a
//! server's words, and the marks that reorder what is read.

use std::borrow::Cow;
use std::ffi::OsStr;
use std::fmt;
use std::path::{MAIN_SEPARATOR, Path};

/// C0, DEL and C1, the marks that reorder what is read, what breaks a line without being a line
/// break, and what takes no room. Line breaks and tabs are layout.
pub(crate) fn is_hidden(c: char) -> bool {
    let unseen = matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}');
    unseen || (c.is_control() && !matches!(c, '\n' | '\t'))
}

/// A name or a path as people are shown it, on one line: in place of `display`, which a test allows
/// only where a text is exact (what a program reads, what is compared).
pub(crate) trait Visible {
    /// The text, with line breaks, tabs and what is hidden written out: `\n`, `\u{1b}`.
    fn visible(&self) -> Shown;
}

/// See [`Visible`].
#[derive(Clone, Debug)]
pub(crate) struct Shown(String);

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Visible for Path {
    fn visible(&self) -> Shown {
        one_separator(&self.to_string_lossy(), MAIN_SEPARATOR).as_ref().visible()
    }
}

/// A path with one separator: names that this program adds to one of Windows have slashes between them. One that
/// was written with slashes alone stays as it was written.
fn one_separator(path: &str, separator: char) -> Cow<'_, str> {
    if separator == '/' || !path.contains(separator) {
        return path.into();
    }
    path.replace('/', separator.encode_utf8(&mut [0; 4])).into()
}

/// A path with `~` for the home directory, where it lies below that.
pub(crate) fn below_home(path: &Path, home: &Path) -> String {
    match path.strip_prefix(home) {
        Ok(below) => tilde(&below.to_string_lossy(), MAIN_SEPARATOR),
        Err(_) => path.visible().to_string(),
    }
}

/// What stands behind `~` may have been written with slashes on Windows too: this one separator goes through it.
fn tilde(below: &str, separator: char) -> String {
    one_separator(&format!("~{separator}{below}"), separator).as_ref().visible().to_string()
}

impl Visible for OsStr {
    fn visible(&self) -> Shown {
        self.to_string_lossy().visible()
    }
}

impl Visible for str {
    fn visible(&self) -> Shown {
        let breaks = |c: &char| matches!(c, '\n' | '\t');
        if !self.chars().any(|c| breaks(&c) || is_hidden(c)) {
            return Shown(self.to_owned());
        }
        let mut shown = String::with_capacity(self.len() + 16);
        for c in self.chars() {
            match c {
                '\n' | '\t' | '\r' => shown.extend(c.escape_default()),
                c if is_hidden(c) => shown.extend(c.escape_unicode()),
                c => shown.push(c),
            }
        }
        Shown(shown)
    }
}

/// The text with what is hidden written out: `\u{1b}`.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
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
pub(crate) fn json(error: &serde_json::Error) -> String {
    use serde_json::error::Category;
    let what = match error.classify() {
        Category::Eof => "it ends too early",
        Category::Data => "something else is wanted there",
        Category::Io | Category::Syntax => "it is no JSON",
    };
    format!("line {}, column {}: {what}", error.line(), error.column())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_stays_on_its_line_and_honest_names_stay_as_they_are() {
        for (name, shown) in [
            ("a\n::error::b\t\r", "a\\n::error::b\\t\\r"),
            ("a\u{2028}b\u{2029}c", "a\\u{2028}b\\u{2029}c"),
            ("a\u{200f}\u{202e}\u{2066}\u{feff}", "a\\u{200f}\\u{202e}\\u{2066}\\u{feff}"),
            ("a\u{e0041}\u{e0fff}\u{85}\u{1b}[2J", "a\\u{e0041}\\u{e0fff}\\u{85}\\u{1b}[2J"),
            ("/home/ж/日本 é/it's \\ \"x\"", "/home/ж/日本 é/it's \\ \"x\""),
        ] {
            assert_eq!(OsStr::new(name).visible().to_string(), shown);
            assert_eq!(OsStr::new(shown).visible().to_string(), shown);
        }
    }

    #[test]
    fn path_has_one_separator_on_windows_and_is_as_it_is_elsewhere() {
        assert_eq!(one_separator(r"C:\go\src/fmt/x.go", '\\'), r"C:\go\src\fmt\x.go");
        assert_eq!(one_separator("C:/go/src", '\\'), "C:/go/src");
        assert_eq!(one_separator(r"/a\b//c/", '/'), r"/a\b//c/");
        for (below, posix, windows) in [
            (r"AppData\Roaming\x", r"~/AppData\Roaming\x", r"~\AppData\Roaming\x"),
            (
                ".config/fish/config.fish",
                "~/.config/fish/config.fish",
                r"~\.config\fish\config.fish",
            ),
            ("a\nb", "~/a\\nb", r"~\a\nb"),
        ] {
            assert_eq!(tilde(below, '/'), posix);
            assert_eq!(tilde(below, '\\'), windows);
        }
        assert_eq!(below_home(Path::new("/etc/x"), Path::new("/home/a")), "/etc/x");
        let own = Path::new("a").join("b/c").visible().to_string();
        assert_eq!(own, ["a", "b", "c"].join(std::path::MAIN_SEPARATOR_STR));
    }
}
