//! Managed blocks in somebody else's file, as bytes: put in, found again, taken out without trace.
//!
//! ```text
//! # >>> goenvmgr env >>> v1 1a2b3c4d (managed by `goenvmgr setup`; edit outside)
//! …
//! # <<< goenvmgr env <<<
//! ```
//!
//! The first line carries the sum of what follows, so that an edit shows, and the word `joined`
//! where the file's last line had no end before. Both travel with the file: a home directory that
//! is shared between machines needs no record beside it.

use std::ops::Range;

use crate::base::digest::Sha256Sum;

/// The form of the blocks that this release writes.
const VERSION: &str = "v1";
const JOINED: &str = "joined";

/// Where a new block goes. One that is there stays where it is, even if the user moved it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In front of everything but a `#!` line.
    Top,
    /// Behind everything.
    End,
}

/// What to put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// One purpose, one block per file.
    pub name: &'static str,
    /// Where.
    pub place: Place,
    /// The lines between the markers, without line ends.
    pub lines: Vec<Vec<u8>>,
}

/// A block that stands in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundBlock {
    /// Its purpose.
    pub name: String,
    /// Its bytes, markers included.
    pub range: Range<usize>,
    /// The line of its first marker, counted from 1.
    pub line: usize,
    /// Whether somebody changed what stands between the markers.
    pub edited: bool,
    joined: bool,
    end: &'static [u8],
}

/// What putting in did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// There was none.
    Added,
    /// Ours, from another release or place.
    Updated,
    /// Somebody had edited it.
    EditReplaced,
    /// It was as it should be.
    Same,
}

/// A block that begins and never ends: nobody can tell where the user's own lines go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the goenvmgr block that begins in line {line} has no end: fix or remove it by hand")]
pub struct Endless {
    /// Its line, counted from 1.
    pub line: usize,
}

/// All our blocks, in order.
///
/// # Errors
/// When one has no end.
pub fn find(text: &[u8]) -> Result<Vec<FoundBlock>, Endless> {
    let mut found = Vec::new();
    let mut open: Option<(FoundBlock, Vec<&[u8]>)> = None;
    let mut at = 0;
    for (index, line) in text.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let (start, end) = (at, at + line.len());
        at = end;
        let bare = without_end(line);
        match &mut open {
            None => open = begins(line, start, index + 1).map(|block| (block, Vec::new())),
            Some((block, _)) if begins(line, start, 0).is_some() => {
                return Err(Endless { line: block.line });
            }
            Some((block, lines)) if bare == end_marker(&block.name).as_bytes() => {
                block.range.end = end;
                block.edited = !is_sum_of(text, block, lines);
                found.extend(open.take().map(|(block, _)| block));
            }
            Some((_, lines)) => lines.push(bare),
        }
    }
    match open {
        Some((block, _)) => Err(Endless { line: block.line }),
        None => Ok(found),
    }
}

fn begins(line: &[u8], start: usize, number: usize) -> Option<FoundBlock> {
    let text = std::str::from_utf8(line).ok()?.strip_prefix("# >>> goenvmgr ")?;
    let (name, rest) = text.split_once(" >>> ")?;
    Some(FoundBlock {
        name: name.to_owned(),
        range: start..start,
        line: number,
        edited: false,
        joined: rest.split('(').next()?.split_whitespace().any(|word| word == JOINED),
        end: line_end(line),
    })
}

fn is_sum_of(text: &[u8], block: &FoundBlock, lines: &[&[u8]]) -> bool {
    let first = text[block.range.start..].split(|byte| *byte == b'\n').next().unwrap_or_default();
    let sum = sum(lines.iter().copied());
    String::from_utf8_lossy(first).split_whitespace().any(|word| word == sum)
}

fn sum<'a>(lines: impl Iterator<Item = &'a [u8]>) -> String {
    let mut text = Vec::new();
    for line in lines {
        text.extend_from_slice(line);
        text.push(b'\n');
    }
    Sha256Sum::of(&text).to_string().chars().take(8).collect()
}

/// The text with the block in it. Putting in twice changes nothing.
///
/// # Errors
/// When a block of ours has no end.
pub fn put(text: &[u8], block: &Block) -> Result<(Vec<u8>, Change), Endless> {
    let mut there: Vec<FoundBlock> = find(text)?;
    there.retain(|found| found.name == block.name);
    let Some(first) = there.first().cloned() else {
        return Ok((insert(text, block), Change::Added));
    };
    let wanted = render(block, first.end, first.joined);
    if there.len() == 1 && text[first.range.clone()] == wanted {
        return Ok((text.to_owned(), Change::Same));
    }
    let edited = there.iter().any(|found| found.edited);
    let mut out = text.to_owned();
    // Backwards, so that the ranges in front stay true. Copies of one block make no sense.
    for copy in there[1..].iter().rev() {
        out.drain(copy.range.clone());
    }
    out.splice(first.range, wanted);
    Ok((out, if edited { Change::EditReplaced } else { Change::Updated }))
}

/// The text without any block of ours: byte for byte what it was, if nobody touched it since.
///
/// # Errors
/// When a block of ours has no end.
pub fn take_all(text: &[u8]) -> Result<(Vec<u8>, Vec<FoundBlock>), Endless> {
    take(text, |_| true)
}

/// The text without our blocks of these names, and what they were.
///
/// # Errors
/// When a block of ours has no end.
pub fn take(
    text: &[u8],
    which: impl Fn(&str) -> bool,
) -> Result<(Vec<u8>, Vec<FoundBlock>), Endless> {
    let mut found = find(text)?;
    found.retain(|block| which(&block.name));
    let mut out = text.to_owned();
    for block in found.iter().rev() {
        let was_last = block.range.end == out.len();
        out.drain(block.range.clone());
        if block.joined && was_last {
            let kept = out.strip_suffix(block.end).unwrap_or(&out).len();
            out.truncate(kept);
        }
    }
    Ok((out, found))
}

fn insert(text: &[u8], block: &Block) -> Vec<u8> {
    let mut out = text.to_owned();
    let end = line_end(text);
    let is_joined = text.last().is_some_and(|byte| *byte != b'\n');
    match block.place {
        Place::Top => {
            let first = text.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
            let has_interpreter = first.starts_with(b"#!") && first.ends_with(b"\n");
            let at = if has_interpreter { first.len() } else { 0 };
            out.splice(at..at, render(block, end, false));
        }
        Place::End => {
            if is_joined {
                out.extend_from_slice(end);
            }
            out.extend(render(block, end, is_joined));
        }
    }
    out
}

fn render(block: &Block, end: &[u8], joined: bool) -> Vec<u8> {
    // sh takes a carriage return for a part of the last word, but not behind a comment sign.
    let tail: &[u8] = if end == b"\r\n" { b" #" } else { b"" };
    let lines: Vec<Vec<u8>> =
        block.lines.iter().map(|line| [line.as_slice(), tail].concat()).collect();
    let sum = sum(lines.iter().flat_map(|line| line.split(|byte| *byte == b'\n')));
    let flag = if joined { format!(" {JOINED}") } else { String::new() };
    let first = format!(
        "# >>> goenvmgr {} >>> {VERSION} {sum}{flag} (managed by `goenvmgr setup`; edit outside)",
        block.name
    );
    let mut out = Vec::new();
    let last = end_marker(block.name);
    for line in [first.as_bytes()]
        .into_iter()
        .chain(lines.iter().map(Vec::as_slice))
        .chain([last.as_bytes()])
    {
        out.extend_from_slice(line);
        out.extend_from_slice(end);
    }
    out
}

fn end_marker(name: &str) -> String {
    format!("# <<< goenvmgr {name} <<<")
}

/// How the file ends its lines, by its first one.
fn line_end(text: &[u8]) -> &'static [u8] {
    let first = text.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
    if first.ends_with(b"\r\n") { b"\r\n" } else { b"\n" }
}

fn without_end(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn env(place: Place) -> Block {
        Block { name: "env", place, lines: vec![b". '/x/env.sh'".to_vec()] }
    }

    fn init() -> Block {
        Block { name: "init", place: Place::End, lines: vec![b"eval \"$(x init)\"".to_vec()] }
    }

    fn both(text: &[u8]) -> Vec<u8> {
        let (text, _) = put(text, &env(Place::Top)).unwrap();
        put(&text, &init()).unwrap().0
    }

    #[test]
    fn block_as_it_looks() {
        let text = String::from_utf8(both(b"#!/bin/bash\nexport A=1\n")).unwrap();
        insta::assert_snapshot!(text, @r#"
        #!/bin/bash
        # >>> goenvmgr env >>> v1 cd3a5384 (managed by `goenvmgr setup`; edit outside)
        . '/x/env.sh'
        # <<< goenvmgr env <<<
        export A=1
        # >>> goenvmgr init >>> v1 518e34f3 (managed by `goenvmgr setup`; edit outside)
        eval "$(x init)"
        # <<< goenvmgr init <<<
        "#);
    }

    #[test]
    fn block_that_was_edited_is_known_and_replaced_and_an_old_one_updated() {
        let text = both(b"export A=1\n");
        let edited = String::from_utf8(text.clone()).unwrap().replace("/x/env", "/y/env");
        assert!(find(edited.as_bytes()).unwrap()[0].edited);
        assert_eq!(
            put(edited.as_bytes(), &env(Place::Top)).unwrap(),
            (text.clone(), Change::EditReplaced)
        );
        let moved = Block { lines: vec![b". '/new/env.sh'".to_vec()], ..env(Place::Top) };
        let (newer, change) = put(&text, &moved).unwrap();
        assert_eq!(change, Change::Updated);
        assert_eq!(find(&newer).unwrap().len(), 2);
        let older = String::from_utf8(text.clone()).unwrap().replace(">>> v1", ">>> v0");
        assert_eq!(put(older.as_bytes(), &env(Place::Top)).unwrap().1, Change::Updated);
        let (before, copies) = (text.clone(), [text.clone(), text].concat());
        let (one, _) = put(&copies, &env(Place::Top)).unwrap();
        assert_eq!(put(&one, &init()).unwrap().0.len(), before.len() + b"export A=1\n".len());
    }

    #[test]
    fn block_without_an_end_stops_everything() {
        for text in [
            "A\n# >>> goenvmgr env >>> v1\nB\n",
            "A\n# >>> goenvmgr env >>> v1\n# >>> goenvmgr init >>> v1\n# <<< goenvmgr init <<<\n",
            "A\n# >>> goenvmgr env >>> v1\n# <<< goenvmgr init <<<\n",
        ] {
            assert_eq!(find(text.as_bytes()), Err(Endless { line: 2 }), "{text}");
            assert!(put(text.as_bytes(), &init()).is_err() && take_all(text.as_bytes()).is_err());
        }
    }

    #[test]
    fn carriage_returns_stay_in_comments() {
        let text = both(b"A=1\r\nB=2");
        for line in text.split_inclusive(|byte| *byte == b'\n') {
            assert!(line.ends_with(b"\r\n"), "{}", String::from_utf8_lossy(&text));
        }
        assert_eq!(take_all(&text).unwrap().0, b"A=1\r\nB=2");
        assert!(find(&text).unwrap().iter().all(|block| !block.edited));
    }

    #[test]
    fn lines_around_survive_when_the_user_wrote_on() {
        let mut text = both(b"no end");
        text.extend_from_slice(b"export LATER=1\n");
        assert_eq!(take_all(&text).unwrap().0, b"no end\nexport LATER=1\n");
    }

    proptest! {
        #[test]
        fn block_in_and_out_leaves_no_trace(text in "(#!/bin/sh\n|)([a-z# >\"'\\\\$é]{0,9}(\n|\r\n)){0,5}[a-z\r]{0,3}") {
            let once = both(text.as_bytes());
            prop_assert_eq!(&both(&once), &once);
            prop_assert_eq!(&both(&both(&once)), &once);
            let blocks = find(&once).unwrap();
            prop_assert_eq!(blocks.len(), 2);
            prop_assert!(blocks.iter().all(|block| !block.edited));
            prop_assert_eq!(take_all(&once).unwrap().0, text.as_bytes());
        }

        #[test]
        fn block_in_any_bytes_is_no_panic(text in proptest::collection::vec(any::<u8>(), 0..80)) {
            let _ = put(&text, &init());
            let _ = take_all(&text);
        }
    }
}
