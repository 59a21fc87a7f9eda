//! Settings of VS Code and Zed: JSON with comments and stray commas. Read by place, so that one value can be
//! put in or taken out and every other byte stays (`edit`).

mod edit;
#[cfg(test)]
mod tests;
mod trivia;

use jsonc_parser::ast::{Object, ObjectProp};
use jsonc_parser::common::Ranged as _;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use serde_json::Value;

pub(crate) use edit::{remove, restore, set};

/// Why a text is not understood, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable {
    /// From 1.
    pub line: usize,
    pub what: String,
}

impl std::fmt::Display for Unreadable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

/// A value, and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    /// The line of its key, from 1.
    pub line: usize,
    pub value: Value,
    /// As it is written.
    pub raw: String,
}

/// What stands under these keys, one within the other; nothing where one of them is missing.
///
/// # Errors
/// Where the text is none that an editor reads, an outer key holds no object, or a key stands twice.
pub(crate) fn get(text: &str, keys: &[&str]) -> Result<Option<Found>, Unreadable> {
    let Some(root) = root(text)? else { return Ok(None) };
    let Way { found, .. } = way(text, &root, keys)?;
    let last = found.last().filter(|_| found.len() == keys.len());
    Ok(last.map(|property| Found {
        line: line(text, property.start()),
        value: property.value.clone().into(),
        raw: property.value.text(text).to_owned(),
    }))
}

/// The whole text as one value, which is null where there is none.
///
/// # Errors
/// Where the text is none that an editor reads.
pub(crate) fn value(text: &str) -> Result<Value, Unreadable> {
    Ok(parsed(text)?.map_or(Value::Null, Value::from))
}

/// How many of these keys lead somewhere.
pub(crate) fn depth(text: &str, keys: &[&str]) -> Result<usize, Unreadable> {
    let Some(root) = root(text)? else { return Ok(0) };
    Ok(way(text, &root, keys)?.found.len())
}

/// What VS Code's own parser and that of Zed take.
fn parsed(text: &str) -> Result<Option<jsonc_parser::ast::Value<'_>>, Unreadable> {
    let options = ParseOptions {
        allow_comments: true,
        allow_trailing_commas: true,
        allow_loose_object_property_names: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_extended_string_escapes: false,
        allow_non_finite_numbers: false,
    };
    let parsed = parse_to_ast(text, &CollectOptions::default(), &options);
    let unreadable = |error: jsonc_parser::errors::ParseError| Unreadable {
        line: error.line_display(),
        what: error.kind().to_string(),
    };
    Ok(parsed.map_err(unreadable)?.value)
}

/// The object that settings are; nothing where the text holds comments alone.
fn root(text: &str) -> Result<Option<Object<'_>>, Unreadable> {
    match parsed(text)? {
        None => Ok(None),
        Some(jsonc_parser::ast::Value::Object(object)) => Ok(Some(object)),
        Some(other) => Err(Unreadable {
            line: line(text, other.start()),
            what: "settings are an object, and this is none".to_owned(),
        }),
    }
}

/// How far keys lead.
struct Way<'a, 'b> {
    /// One for each key that is there.
    found: Vec<&'b ObjectProp<'a>>,
    /// The innermost object on the way: what the first missing key would stand in.
    inner: &'b Object<'a>,
}

fn way<'a, 'b>(text: &str, root: &'b Object<'a>, keys: &[&str]) -> Result<Way<'a, 'b>, Unreadable> {
    let mut way = Way { found: Vec::new(), inner: root };
    for (index, key) in keys.iter().enumerate() {
        let mut same = way.inner.properties.iter().filter(|one| one.name.as_str() == *key);
        let Some(property) = same.next() else { break };
        if let Some(again) = same.next() {
            let first = line(text, property.start());
            let what = format!("{key} stands here, and in line {first}");
            return Err(Unreadable { line: line(text, again.start()), what });
        }
        way.found.push(property);
        if index + 1 < keys.len() {
            let Some(object) = property.value.as_object() else {
                let what = format!("{key} holds no object");
                return Err(Unreadable { line: line(text, property.start()), what });
            };
            way.inner = object;
        }
    }
    Ok(way)
}

/// The line of a place, from 1.
fn line(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}
