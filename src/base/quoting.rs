//! Words of a line that a person is to type.

use std::ffi::OsStr;

/// Whether a letter stands for itself in every shell, quoted or not.
pub(crate) fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-_./=:@+,%".contains(c)
}

/// A word of a line that a person is to type: without quotes where it needs none, else in those of
/// POSIX shells.
pub(crate) fn word(text: impl AsRef<OsStr>) -> String {
    let text = text.as_ref().to_string_lossy();
    // zsh reads `=x` as the path of a program.
    if !text.is_empty() && !text.starts_with('=') && text.chars().all(is_plain) {
        return text.into_owned();
    }
    // What cannot be quoted holds a NUL, and no name does.
    if text.contains('\0') {
        return text.into_owned();
    }
    String::from_utf8_lossy(&posix(text.as_bytes())).into_owned()
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
