//! `.go-version` and `.tool-versions`: lines of words, comments after `#`.

use super::edit::Edit;
use super::requests::{PinError, PinLine, RequestList};
use crate::base::fault::Result as OrFault;
use crate::go::version::{NotARequest, Request, is_range};

/// Reads a `.go-version`: the first word of the first line that is neither empty nor a comment; of a range
/// all its words.
///
/// # Errors
/// When there is no such line, or the word is no request.
pub(super) fn go_version(file: &[u8]) -> Result<Option<PinLine>, PinError> {
    let text = as_text(file)?;
    let found = lines(text).find_map(|(line, words)| Some((line, *words.first()?, words)));
    let (line, word, words) = found.ok_or_else(|| PinError::whole("the file names no version"))?;
    let request = match word.split_once(':') {
        Some((kind @ ("ref" | "path"), _)) => Err(elsewhere(kind)),
        _ if is_range(word) && goes_on(text, line) => Err(ONE_LINE.to_owned()),
        _ if is_range(word) => plain(&words.join(" ")),
        _ => plain(word),
    };
    let request = request.map_err(|what| PinError { line, what })?;
    Ok(Some(PinLine { requests: request.into(), line }))
}

const ONE_LINE: &str = "a range stands on one line";

/// Whether another bound stands behind this line: half of a range would count.
fn goes_on(text: &str, line: usize) -> bool {
    let mut after = lines(text).skip_while(|(number, _)| *number <= line);
    after.next().is_some_and(|(_, words)| words.first().is_some_and(|word| is_range(word)))
}

/// Reads a `.tool-versions`: the versions of the first `golang` or `go` line. `None` where there is
/// none, as in a file about other languages.
///
/// # Errors
/// When the line names no version, or its first is one that goenvmgr cannot select.
pub(super) fn tool_versions(file: &[u8]) -> Result<Option<PinLine>, PinError> {
    for (line, words) in lines(as_text(file)?) {
        let Some((&tool, versions)) = words.split_first() else { continue };
        if !matches!(tool, "golang" | "go") {
            continue;
        }
        let at = |what| PinError { line, what };
        let requests = RequestList::new(versions.iter().map(|word| managed(word))).map_err(at)?;
        let requests = requests.ok_or_else(|| at(format!("{tool:?} names no version")))?;
        return Ok(Some(PinLine { requests, line }));
    }
    Ok(None)
}

/// A version as asdf and mise write one.
///
/// # Errors
/// When it is none, none that is published, or a range.
pub(super) fn managed(word: &str) -> Result<Request, String> {
    if let Some((kind, rest)) = word.split_once(':') {
        return match kind {
            // "The newest that starts so": asdf's word and mise's.
            "latest" | "prefix" => match plain(rest)? {
                request @ (Request::Exact(_) | Request::Line(_)) => Ok(request),
                _ => Err(format!("after `{kind}:` stands a version: {kind}:1.22")),
            },
            _ => Err(elsewhere(kind)),
        };
    }
    if is_range(word) {
        return Err("asdf and mise know no ranges: write the version, as in 1.22".to_owned());
    }
    plain(word)
}

fn plain(word: &str) -> Result<Request, String> {
    Request::published(word).map_err(|bad: NotARequest| bad.in_a_file())
}

/// What asdf and mise build or find by themselves.
fn elsewhere(kind: &str) -> String {
    const KINDS: [&str; 5] = ["ref", "path", "tag", "branch", "rev"];
    match KINDS.into_iter().find(|known| *known == kind) {
        Some(kind) => format!("what `{kind}:` names is no published version"),
        None if kind.starts_with("sub-") => "`sub-` counts back from a version: name it".to_owned(),
        None => "what stands before the colon is not known".to_owned(),
    }
}

/// The text of a file of a repository.
///
/// # Errors
/// When it is none.
pub(super) fn as_text(file: &[u8]) -> Result<&str, PinError> {
    let text =
        std::str::from_utf8(file).map_err(|_| PinError::whole("the file is not UTF-8 text"))?;
    // Some shells read up to a NUL: none of them has to look behind it.
    if text.contains('\0') {
        return Err(PinError::whole("the file holds a NUL byte: it is no text"));
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

/// Writes the version of a `.go-version`.
///
/// # Errors
/// None: any text can be edited.
pub(super) fn write_go_version(edit: &Edit<'_>) -> OrFault<String> {
    Ok(word_or_line(edit, 0, ""))
}

/// Writes the first version of a `.tool-versions`.
///
/// # Errors
/// When asdf knows no such word (exit 2).
pub(super) fn write_tool_versions(edit: &Edit<'_>) -> OrFault<String> {
    edit.no_range("asdf's")?;
    Ok(word_or_line(edit, 1, "golang "))
}

/// Replaces a word of the line that asks; where none does, a line is added.
fn word_or_line(edit: &Edit<'_>, word: usize, before: &str) -> String {
    let Edit { text, request, .. } = edit;
    match edit.line {
        0 => format!("{text}{}{before}{request}\n", line_break(text)),
        line => replace_word(text, line, word, &request.to_string()),
    }
}

fn line_break(before: &str) -> &'static str {
    if before.is_empty() || before.ends_with('\n') { "" } else { "\n" }
}

/// Replaces one word of one line (counted from 1), or adds it where the line is shorter.
fn replace_word(text: &str, line: usize, word: usize, new: &str) -> String {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let Some(old) = lines.get_mut(line.saturating_sub(1)) else { return text.to_owned() };
    // A comment may begin right after the words.
    let content =
        old.split(['#', '\r', '\n']).next().unwrap_or_default().trim_start_matches('\u{feff}');
    let start = content.as_ptr() as usize - old.as_ptr() as usize;
    let whole = Some(content.trim()).filter(|range| word == 0 && is_range(range));
    let place = whole.or_else(|| content.split_whitespace().nth(word)).map(|found| {
        let at = found.as_ptr() as usize - content.as_ptr() as usize;
        start + at..start + at + found.len()
    });
    match place {
        Some(place) => old.replace_range(place, new),
        None => old.insert_str(start + content.trim_end().len(), &format!(" {new}")),
    }
    lines.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pin(text: &str, line: usize) -> PinLine {
        PinLine { requests: list(text), line }
    }

    fn range(text: &str, line: usize) -> PinLine {
        PinLine { requests: plain(text).unwrap().into(), line }
    }

    fn list(text: &str) -> RequestList {
        RequestList::new(text.split(' ').map(plain)).unwrap().unwrap()
    }

    #[test]
    fn reads_go_version() {
        for (file, wanted) in [
            ("1.22.5", pin("1.22.5", 1)),
            ("go1.22.5\r\n", pin("1.22.5", 1)),
            ("\n# ours\n  1.22  # line\n1.23\n", pin("1.22", 3)),
            ("\u{feff}1.22.5\n", pin("1.22.5", 1)),
            ("1.22.5 1.21.0", pin("1.22.5", 1)),
            ("system", pin("system", 1)),
            ("# ours\n>=1.21  <1.24 # why\n", range(">=1.21 <1.24", 2)),
            ("~1.22.3", range("~1.22.3", 1)),
        ] {
            assert_eq!(go_version(file.as_bytes()), Ok(Some(wanted)), "{file:?}");
        }
        for (file, line, word) in [
            ("", 0, "no version"),
            ("# nothing\n\n", 0, "no version"),
            ("\n1.22.5.1\n", 2, "1.22.5.1"),
            ("$(reboot)", 1, "9 characters that are no Go version"),
            ("1.22.5\u{1b}[2J", 1, "10 characters"),
            ("ghp_0123 of somebody", 1, "8 characters"),
            (">=1.21\n# and\n<1.22\n", 1, "a range stands on one line"),
        ] {
            let error = go_version(file.as_bytes()).unwrap_err();
            assert_eq!(error.line, line, "{file:?}");
            assert!(error.what.contains(word), "{file:?}: {}", error.what);
        }
        assert!(go_version(b"\xff\xfe1").unwrap_err().what.contains("UTF-8"));
        assert!(go_version(b"1.22.5\n\0").unwrap_err().what.contains("NUL"));
    }

    #[test]
    fn reads_tool_versions() {
        for (file, wanted) in [
            ("golang 1.22.5 1.21.0\n", Some(pin("1.22.5 1.21.0", 1))),
            ("x 1\ngolang 1.21.3  1.22\tsystem # why\n", Some(pin("1.21.3 1.22 system", 2))),
            ("golang system 1.22.5\n", Some(pin("system", 1))),
            ("golang prefix:1.22 latest:1.21.3\n", Some(pin("1.22 1.21.3", 1))),
            ("golang prefix:1\n", Some(pin("1", 1))),
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
        let odd = tool_versions(b"golang 1.22.5 path:/opt/go nonsense 1.21\n").unwrap().unwrap();
        let requests: Vec<_> = odd.requests.requests().map(ToString::to_string).collect();
        assert_eq!(requests, ["1.22.5", "1.21"], "what is no request is never installed");
        assert!(!odd.requests.to_string().contains("nonsense"), "and not quoted");
        for (file, line, word) in [
            ("a 1\ngolang ref:master\n", 2, "what `ref:` names"),
            ("golang path:/opt/go\n", 1, "what `path:` names"),
            ("golang # none\n", 1, "no version"),
            ("golang path:/opt/go 1.22.5\n", 1, "what `path:` names"),
            ("golang tag:go1.22.5\n", 1, "what `tag:` names"),
            ("golang sub-1:latest\n", 1, "`sub-` counts back"),
            ("golang https://user:secret@host\n", 1, "before the colon is not known"),
            ("golang prefix:\n", 1, "0 characters"),
            ("golang latest:system\n", 1, "after `latest:` stands a version"),
            ("golang prefix:ref:x\n", 1, "5 characters"),
            ("\n\ngolang ^1.22 1.22\n", 3, "asdf and mise know no ranges"),
        ] {
            let error = tool_versions(file.as_bytes()).unwrap_err();
            assert_eq!(error.line, line, "{file:?}");
            assert!(error.what.contains(word), "{file:?}: {}", error.what);
        }
    }
}
