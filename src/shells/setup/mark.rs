//! The mark in front of a line that is silenced.
//!
//! It begins with a command that does nothing: a branch of an `if` must not become empty.

const MARK: &str = ": # goenvmgr silenced: ";

/// The line behind the mark; its blanks stay in front.
pub(super) fn put(line: &[u8]) -> Vec<u8> {
    let (blanks, code) = parts(line);
    [blanks, MARK.as_bytes(), code].concat()
}

/// The line as it was, however many marks it got.
pub(super) fn taken(line: &[u8]) -> Vec<u8> {
    let (blanks, mut code) = parts(line);
    while let Some(rest) = code.strip_prefix(MARK.as_bytes()) {
        code = rest;
    }
    [blanks, code].concat()
}

/// Whether the line says nothing any more.
pub(super) fn is_put(line: &str) -> bool {
    line.trim_start().starts_with(MARK)
}

fn parts(line: &[u8]) -> (&[u8], &[u8]) {
    line.split_at(line.iter().take_while(|byte| byte.is_ascii_whitespace()).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_all_taken_off_and_the_line_is_as_it_was() {
        for line in ["a", "\t a # b\r\n", "a: # goenvmgr silenced: b", "\u{a0}a", "", "\n"] {
            let line = line.as_bytes();
            assert_eq!(taken(line), line);
            assert_eq!(taken(&put(line)), line);
            assert_eq!(taken(&put(&put(line))), line);
        }
        assert!(is_put("\t: # goenvmgr silenced: x") && !is_put("# goenvmgr silenced: x"));
    }
}
