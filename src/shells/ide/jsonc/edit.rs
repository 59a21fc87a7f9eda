//! Changes of a text as pieces that are put in its place: what is not named stays, byte for byte.

use std::ops::Range;

use jsonc_parser::ast::{Object, ObjectProp};
use jsonc_parser::common::Ranged as _;
use serde::Serialize as _;
use serde_json::Value;
use serde_json::ser::{PrettyFormatter, Serializer};

use super::trivia::{blanks, comma_after, indent, line_end, own_line};
use super::{Unreadable, Way, root, way};

/// The text with this value under these keys; objects on the way are made. `unit` is what a new text is
/// indented by.
///
/// # Errors
/// As [`super::get`].
pub(crate) fn set(
    text: &str,
    keys: &[&str],
    value: &Value,
    unit: &str,
) -> Result<String, Unreadable> {
    let style = Style::of(text, unit);
    let Some(object) = root(text)? else { return Ok(begun(text, keys, value, &style)) };
    let Way { found, inner } = way(text, &object, keys)?;
    if let Some(property) = found.last().filter(|_| found.len() == keys.len()) {
        let written = style.written(value, indent(text, property.start()), false);
        return Ok(with(text, vec![(range(property.value.range()), written)]));
    }
    let missing = &keys[found.len()..];
    let Some((key, deeper)) = missing.split_first() else { return Ok(text.to_owned()) };
    Ok(with(text, put(text, inner, key, &nested(deeper, value), &style)))
}

/// The text with what stood under these keys, as it was written.
///
/// # Errors
/// As [`super::get`].
pub(crate) fn restore(text: &str, keys: &[&str], raw: &str) -> Result<String, Unreadable> {
    let Some(object) = root(text)? else { return Ok(text.to_owned()) };
    let Way { found, .. } = way(text, &object, keys)?;
    let last = found.last().filter(|_| found.len() == keys.len());
    Ok(last.map_or_else(
        || text.to_owned(),
        |property| with(text, vec![(range(property.value.range()), raw.to_owned())]),
    ))
}

/// The text without these keys; of the objects on the way those go too that are empty then and deeper than
/// `keep` keys.
///
/// # Errors
/// As [`super::get`].
pub(crate) fn remove(text: &str, keys: &[&str], keep: usize) -> Result<String, Unreadable> {
    let mut text = text.to_owned();
    for length in (keep.max(1)..=keys.len()).rev() {
        let Some(object) = root(&text)? else { break };
        let Way { found, .. } = way(&text, &object, &keys[..length])?;
        if found.len() < length {
            continue;
        }
        let outer = length.checked_sub(2).map_or(Some(&object), |at| found[at].value.as_object());
        let (Some(property), Some(outer)) = (found.last(), outer) else { break };
        let is_empty = property.value.as_object().is_some_and(|one| is_bare(&text, one));
        if length < keys.len() && !is_empty {
            break;
        }
        text = with(&text, taken(&text, outer, property));
    }
    Ok(text)
}

/// Whether nothing stands in an object, not even a comment.
fn is_bare(text: &str, object: &Object<'_>) -> bool {
    text[object.start() + 1..object.end() - 1].trim().is_empty()
}

/// A piece of a text, and what takes its place.
type Piece = (Range<usize>, String);

fn with(text: &str, mut pieces: Vec<Piece>) -> String {
    pieces.sort_by_key(|(range, _)| range.start);
    let (mut made, mut from) = (String::with_capacity(text.len()), 0);
    for (range, piece) in pieces {
        made.push_str(&text[from..range.start]);
        made.push_str(&piece);
        from = range.end;
    }
    made + &text[from..]
}

fn range(range: jsonc_parser::common::Range) -> Range<usize> {
    range.start..range.end
}

/// How a text is laid out.
struct Style<'a> {
    unit: &'a str,
    line_break: &'static str,
}

impl<'a> Style<'a> {
    fn of(text: &'a str, unit: &'a str) -> Self {
        let first = root(text).ok().flatten().and_then(|root| {
            let first = root.properties.first()?;
            own_line(text, first.start())?;
            let (outer, inner) = (indent(text, root.start()), indent(text, first.start()));
            inner.strip_prefix(outer).filter(|unit| !unit.is_empty())
        });
        let line_break = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Self { unit: first.unwrap_or(unit), line_break }
    }

    /// A value whose first line is indented by `indent`.
    fn written(&self, value: &Value, indent: &str, on_one_line: bool) -> String {
        if on_one_line {
            return value.to_string();
        }
        let mut bytes = Vec::new();
        let pretty = PrettyFormatter::with_indent(self.unit.as_bytes());
        let written = value.serialize(&mut Serializer::with_formatter(&mut bytes, pretty));
        match written.ok().and_then(|()| String::from_utf8(bytes).ok()) {
            // Line breaks within texts are escaped.
            Some(text) => text.replace('\n', &format!("{}{indent}", self.line_break)),
            None => value.to_string(),
        }
    }
}

/// The value within an object for each key.
fn nested(keys: &[&str], value: &Value) -> Value {
    keys.iter().rev().fold(value.clone(), |inner, key| {
        Value::Object(std::iter::once(((*key).to_owned(), inner)).collect())
    })
}

/// A text of comments alone, or none.
fn begun(text: &str, keys: &[&str], value: &Value, style: &Style<'_>) -> String {
    let before = text.trim_end();
    let gap = if before.is_empty() { "" } else { style.line_break };
    format!("{before}{gap}{}{}", style.written(&nested(keys, value), "", false), style.line_break)
}

/// Puts a property behind the last one of an object.
fn put(text: &str, object: &Object<'_>, key: &str, value: &Value, style: &Style<'_>) -> Vec<Piece> {
    let outer = indent(text, object.start());
    let name = Value::from(key);
    let Some(last) = object.properties.last() else {
        let inner = format!("{outer}{}", style.unit);
        let line =
            format!("{}{inner}{name}: {}", style.line_break, style.written(value, &inner, false));
        return into_empty(text, object, line, &format!("{}{outer}", style.line_break));
    };
    let comma = comma_after(text, last.end());
    let behind = comma.map_or(last.end(), |comma| comma + 1);
    let mut pieces = Vec::new();
    if comma.is_none() {
        pieces.push((last.end()..last.end(), ",".to_owned()));
    }
    let end = if comma.is_some() { "," } else { "" };
    pieces.push(if own_line(text, last.start()).is_some() {
        let (inner, at) = (indent(text, last.start()), line_end(text, behind));
        let value = style.written(value, inner, false);
        (at..at, format!("{}{inner}{name}: {value}{end}", style.line_break))
    } else {
        // In front of a comment, which may last to the end of the line.
        let value = style.written(value, outer, true);
        (behind..behind, format!(" {name}: {value}{end}"))
    });
    pieces
}

/// Puts a line into an object that holds comments at most.
fn into_empty(text: &str, object: &Object<'_>, line: String, close: &str) -> Vec<Piece> {
    let inside = object.start() + 1..object.end() - 1;
    let kept = text[inside.clone()].trim_end();
    let rest = inside.start + kept.len()..inside.end;
    if kept.is_empty() {
        return vec![(inside, line + close)];
    }
    // What ends a comment of one line ends ours too.
    let close = if text[rest.clone()].contains('\n') { "" } else { close };
    vec![(rest.start..rest.start, line + close)]
}

/// Takes a property out of an object: with its comma, and with its line where nothing else stands there.
fn taken(text: &str, object: &Object<'_>, property: &ObjectProp<'_>) -> Vec<Piece> {
    let (start, end) = (property.start(), property.end());
    let comma = comma_after(text, end);
    let behind = comma.map_or(end, |comma| comma + 1);
    let inside = object.start() + 1..object.end() - 1;
    let is_blank = |range: Range<usize>| text[range].trim().is_empty();
    let to_comma = is_blank(end..comma.unwrap_or(end));
    if is_blank(inside.start..start) && to_comma && is_blank(behind..inside.end) {
        return vec![(inside, String::new())];
    }
    let rest = text[behind..].split('\n').next().unwrap_or_default();
    let line = own_line(text, start).filter(|_| rest.trim().is_empty() && to_comma);
    let gone = |range: Range<usize>| (range, String::new());
    if let Some(comma) = comma {
        let gap = if line.is_some() { 0 } else { blanks(&text[behind..], false) };
        return vec![gone(line.unwrap_or(start)..end), gone(comma..behind + gap)];
    }
    let previous = object.properties.iter().take_while(|one| one.start() < start).last();
    let previous = previous.and_then(|one| comma_after(text, one.end()));
    let before = text[..start].trim_end_matches([' ', '\t']).len();
    let mut pieces: Vec<Piece> = previous.map(|comma| gone(comma..comma + 1)).into_iter().collect();
    pieces.push(gone(line.unwrap_or(before)..end));
    pieces
}
