//! `.go-version` and `.tool-versions`: one request, and the line that holds it.

use crate::go::version::Request;

/// What a pin file asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinLine {
    /// The request.
    pub request: Request,
    /// Its line, counted from 1.
    pub line: usize,
}

/// Why a pin file asks for nothing that can be selected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct PinError {
    /// The line, counted from 1; 0 for the file as a whole.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

/// Reads a `.go-version`: the first word of the first line that is neither empty nor a comment.
///
/// # Errors
/// When there is no such line, or the word is no request.
pub fn go_version(file: &[u8]) -> Result<PinLine, PinError> {
    let text = as_text(file)?;
    let found = lines(text).find_map(|(line, words)| Some((line, words.into_iter().next()?)));
    let (line, word) =
        found.ok_or_else(|| PinError { line: 0, what: "the file names no version".to_owned() })?;
    request(line, word)
}

/// Reads a `.tool-versions`: the first version of the first `golang` or `go` line. `None` where
/// there is none, as in a file about other languages.
///
/// # Errors
/// When the line names no version, or one that goenvmgr cannot select (`ref:`, `path:`).
pub fn tool_versions(file: &[u8]) -> Result<Option<PinLine>, PinError> {
    for (line, words) in lines(as_text(file)?) {
        if !matches!(words.first(), Some(&("golang" | "go"))) {
            continue;
        }
        let Some(word) = words.get(1) else {
            return Err(PinError { line, what: format!("{:?} names no version", words[0]) });
        };
        // asdf's spelling of "the newest that starts so".
        return request(line, word.strip_prefix("latest:").unwrap_or(word)).map(Some);
    }
    Ok(None)
}

fn request(line: usize, word: &str) -> Result<PinLine, PinError> {
    if let Some(kind) = ["ref:", "path:"].into_iter().find(|kind| word.starts_with(kind)) {
        return Err(PinError {
            line,
            what: format!("what `{kind}` names is no published version"),
        });
    }
    let request = word
        .parse()
        .map_err(|bad: crate::go::version::NotARequest| PinError { line, what: bad.in_a_file() })?;
    Ok(PinLine { request, line })
}

fn as_text(file: &[u8]) -> Result<&str, PinError> {
    let text = std::str::from_utf8(file)
        .map_err(|_| PinError { line: 0, what: "the file is not UTF-8 text".to_owned() })?;
    // Some shells read up to a NUL: none of them has to look behind it.
    if text.contains('\0') {
        return Err(PinError {
            line: 0,
            what: "the file holds a NUL byte: it is no text".to_owned(),
        });
    }
    // Editors on Windows put it there.
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Lines with their numbers, as words, comments and empty lines left out.
fn lines(text: &str) -> impl Iterator<Item = (usize, Vec<&str>)> {
    text.lines().enumerate().filter_map(|(number, line)| {
        let words: Vec<_> = line.split('#').next().unwrap_or_default().split_whitespace().collect();
        (!words.is_empty()).then_some((number + 1, words))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(text: &str, line: usize) -> PinLine {
        PinLine { request: text.parse().unwrap(), line }
    }

    #[test]
    fn go_version_file_is_read() {
        for (file, wanted) in [
            ("1.22.5", pin("1.22.5", 1)),
            ("go1.22.5\r\n", pin("1.22.5", 1)),
            ("\n# ours\n  1.22  # line\n1.23\n", pin("1.22", 3)),
            ("\u{feff}1.22.5\n", pin("1.22.5", 1)),
            ("1.22.5 1.21.0", pin("1.22.5", 1)),
            ("system", pin("system", 1)),
        ] {
            assert_eq!(go_version(file.as_bytes()), Ok(wanted), "{file:?}");
        }
        for (file, line, word) in [
            ("", 0, "no version"),
            ("# nothing\n\n", 0, "no version"),
            ("\n1.22.5.1\n", 2, "1.22.5.1"),
            ("$(reboot)", 1, "9 characters that are no Go version"),
            ("1.22.5\u{1b}[2J", 1, "10 characters"),
            ("ghp_0123 of somebody", 1, "8 characters"),
        ] {
            let error = go_version(file.as_bytes()).unwrap_err();
            assert_eq!(error.line, line, "{file:?}");
            assert!(error.what.contains(word), "{file:?}: {}", error.what);
        }
        assert!(go_version(b"\xff\xfe1").unwrap_err().what.contains("UTF-8"));
        assert!(go_version(b"1.22.5\n\0").unwrap_err().what.contains("NUL"));
    }

    #[test]
    fn tool_versions_file_is_read() {
        for (file, wanted) in [
            ("golang 1.22.5 1.21.0\n", Some(pin("1.22.5", 1))),
            ("nodejs 20\n# golang 1\ngo\t1.22\n", Some(pin("1.22", 3))),
            ("golang latest:1.22\n", Some(pin("1.22", 1))),
            ("golang latest\n", Some(pin("latest", 1))),
            ("golang system\n", Some(pin("system", 1))),
            ("golang 1.22 # why\ngolang 1.23\n", Some(pin("1.22", 1))),
            ("nodejs 20\n", None),
            ("golangci-lint 1.60\n", None),
            ("", None),
        ] {
            assert_eq!(tool_versions(file.as_bytes()), Ok(wanted), "{file:?}");
        }
        for (file, line, word) in [
            ("a 1\ngolang ref:master\n", 2, "what `ref:` names"),
            ("golang path:/opt/go\n", 1, "what `path:` names"),
            ("golang # none\n", 1, "no version"),
        ] {
            let error = tool_versions(file.as_bytes()).unwrap_err();
            assert_eq!(error.line, line, "{file:?}");
            assert!(error.what.contains(word), "{file:?}: {}", error.what);
        }
    }
}
