//! Words of a line that a person is to type.

use std::ffi::OsStr;
use std::path::MAIN_SEPARATOR;

/// Whether a letter stands for itself in every shell, quoted or not.
pub(crate) fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_./=:@+,%".contains(c)
}

/// A word of a line that a person is to type at this system's own prompt: without quotes where it needs none.
pub(crate) fn word(text: impl AsRef<OsStr>) -> String {
    word_where(&text.as_ref().to_string_lossy(), MAIN_SEPARATOR)
}

/// The same for a line of a POSIX shell, on every system.
pub(crate) fn posix_word(text: impl AsRef<OsStr>) -> String {
    word_where(&text.as_ref().to_string_lossy(), '/')
}

/// As [`word`], where paths have this separator.
fn word_where(text: &str, separator: char) -> String {
    let windows = separator == '\\';
    let stands = if windows { is_plain_on_windows(text) } else { is_plain_in_posix(text) };
    // What cannot be quoted holds a NUL, and no name does.
    if stands || text.contains('\0') {
        return text.to_owned();
    }
    match windows {
        true => of_windows(text),
        false => String::from_utf8_lossy(&posix(text.as_bytes())).into_owned(),
    }
}

fn is_plain_in_posix(text: &str) -> bool {
    // zsh reads `=x` as the path of a program.
    !text.is_empty() && !text.starts_with('=') && text.chars().all(is_plain)
}

/// To PowerShell `a,b` is a list, `@x` holds words, and `-a.b` is two; to cmd `%x%` is a variable.
fn is_plain_on_windows(text: &str) -> bool {
    let parted = text.starts_with('-') && text.contains(['.', ':']);
    let plain = |c: char| c == '\\' || (is_plain(c) && !matches!(c, ',' | '%'));
    !text.is_empty() && !text.starts_with('@') && !parted && text.chars().all(plain)
}

/// In double quotes, which cmd and PowerShell take alike, and Git Bash as a rule. What PowerShell would replace in
/// them, or end them at, has no form that both take: it gets PowerShell's single ones, for cmd knows no others. `%x%`
/// is for cmd the variable of that name, where there is one, in any quotes.
fn of_windows(text: &str) -> String {
    if text.contains(['$', '`', '"', '“', '”', '„']) {
        let ends = |c: char| matches!(c, '\'' | '‘' | '’' | '‚' | '‛');
        let twice = |c: char| std::iter::repeat_n(c, if ends(c) { 2 } else { 1 });
        return format!("'{}'", text.chars().flat_map(twice).collect::<String>());
    }
    // A program reads `\"` as a quote that stands for itself.
    let end = &text[text.trim_end_matches('\\').len()..];
    format!("\"{text}{end}\"")
}

/// The bytes as one word of bash, zsh and every POSIX shell, always in single quotes.
pub(crate) fn posix(value: &[u8]) -> Vec<u8> {
    single(value, |byte| (byte == b'\'').then_some(br"'\''"))
}

/// The bytes in single quotes, with those that are special there written as `special` says.
pub(crate) fn single(value: &[u8], special: impl Fn(u8) -> Option<&'static [u8]>) -> Vec<u8> {
    let mut word = Vec::with_capacity(value.len() + 2);
    word.push(b'\'');
    for &byte in value {
        match special(byte) {
            Some(instead) => word.extend_from_slice(instead),
            None => word.push(byte),
        }
    }
    word.push(b'\'');
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a POSIX shell makes of its form is asked of shells, beside `doctor::model::line`.
    #[test]
    fn word_of_a_message_has_the_quotes_that_its_system_takes() {
        for (text, posix, windows) in [
            ("/home/a/go1.22.5", "/home/a/go1.22.5", "/home/a/go1.22.5"),
            (r"C:\Users\a\go", r"'C:\Users\a\go'", r"C:\Users\a\go"),
            (r"C:\Program Files\Go", r"'C:\Program Files\Go'", r#""C:\Program Files\Go""#),
            (r"D:\a b\", r"'D:\a b\'", r#""D:\a b\\""#),
            (r"D:\a\", r"'D:\a\'", r"D:\a\"),
            ("O'Brien", r"'O'\''Brien'", "\"O'Brien\""),
            (">=1.21 <1.24", "'>=1.21 <1.24'", "\">=1.21 <1.24\""),
            ("~1.22.3", "'~1.22.3'", "\"~1.22.3\""),
            ("^1.22", "'^1.22'", "\"^1.22\""),
            ("a&b", "'a&b'", "\"a&b\""),
            ("a,b", "a,b", "\"a,b\""),
            ("@a", "@a", "\"@a\""),
            ("a@v1", "a@v1", "a@v1"),
            ("-mod=mod", "-mod=mod", "-mod=mod"),
            ("-a.b", "-a.b", "\"-a.b\""),
            ("100%", "100%", "\"100%\""),
            ("=x", "'=x'", "=x"),
            ("", "''", "\"\""),
            ("Jörg", "'Jörg'", "\"Jörg\""),
            ("$x", "'$x'", "'$x'"),
            ("`x", "'`x'", "'`x'"),
            ("it's $5", r"'it'\''s $5'", "'it''s $5'"),
            ("“a’b”", "'“a’b”'", "'“a’’b”'"),
        ] {
            assert_eq!(word_where(text, '/'), posix, "{text}");
            assert_eq!(word_where(text, '\\'), windows, "{text}");
        }
    }
}
