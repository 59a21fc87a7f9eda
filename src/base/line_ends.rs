//! Line ends and the byte order mark of a file that a library has written out again.

const MARK: char = '\u{feff}';

/// What `change` makes of a file's text without its mark, with the line ends and the mark that the file had: lines
/// that did not change have their own, those that did have what most have.
///
/// # Errors
/// Those of `change`.
pub(crate) fn kept<E>(
    file: &str,
    change: impl FnOnce(&str) -> Result<String, E>,
) -> Result<String, E> {
    let (mark, before) = file.split_at(if file.starts_with(MARK) { MARK.len_utf8() } else { 0 });
    let after = change(before)?;
    Ok(format!("{mark}{}", with_ends(before, &after)))
}

fn with_ends(before: &str, after: &str) -> String {
    let old: Vec<&str> = before.split_inclusive('\n').collect();
    let new: Vec<&str> = after.split_inclusive('\n').collect();
    let same = |pair: &(&&str, &&str)| {
        content(pair.0) == content(pair.1) && pair.0.ends_with('\n') == pair.1.ends_with('\n')
    };
    let head = old.iter().zip(&new).take_while(same).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(same).count();
    let changed = &old[head..old.len() - tail];
    let ends = old.iter().filter(|line| line.ends_with('\n')).count();
    let windows = old.iter().filter(|line| line.ends_with("\r\n")).count();
    let usual = if windows * 2 > ends { "\r\n" } else { "\n" };
    let mut text = old[..head].concat();
    let new = &new[head..new.len() - tail];
    for (number, line) in new.iter().enumerate() {
        // A line that took another's place has that one's end.
        let place = changed.get(number).filter(|_| new.len() == changed.len());
        text.push_str(content(line));
        text.push_str(match (line.ends_with('\n'), place.map(|old| &old[content(old).len()..])) {
            (false, _) => "",
            (true, Some(end)) if !end.is_empty() => end,
            (true, _) => usual,
        });
    }
    text.extend(old[old.len() - tail..].iter().copied());
    text
}

fn content(line: &str) -> &str {
    let line = line.strip_suffix('\n').unwrap_or(line);
    line.strip_suffix('\r').unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_stay_as_they_were() {
        for (before, after, wanted) in [
            ("a\r\nb\r\nc\r\n", "a\nx\nc\n", "a\r\nx\r\nc\r\n"),
            ("a\nb\nc\n", "a\nx\nc\n", "a\nx\nc\n"),
            ("\u{feff}a\r\nb", "a\nx\n", "\u{feff}a\r\nx\r\n"),
            ("\u{feff}a\n", "a\nb\n", "\u{feff}a\nb\n"),
            ("a\r\nb\nc\r\n", "a\nb\nx\n", "a\r\nb\nx\r\n"),
            ("a\r\nb\r\n", "b\n", "b\r\n"),
            ("a\r\nb\nc\r\n", "a\nx\nc\n", "a\r\nx\nc\r\n"),
            ("", "a\n", "a\n"),
            ("a\r\n", "", ""),
            ("a", "a\n", "a\n"),
            ("a\n\n\n", "a\n\n\n\n", "a\n\n\n\n"),
        ] {
            let text = kept(before, |_| Ok::<_, ()>(after.to_owned())).unwrap();
            assert_eq!(text, wanted, "{before:?} {after:?}");
        }
    }
}
