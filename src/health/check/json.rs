//! What is expected of a JSON value: found by a pointer (RFC 6901), then by type, value or size.

use serde_json::Value;

use crate::health::policy::table::Table;

#[derive(Debug)]
pub(super) struct Expected {
    pointer: String,
    kind: Option<&'static str>,
    equals: Option<Value>,
    least: Option<f64>,
    most: Option<f64>,
}

const KINDS: [(&str, &str); 6] = [
    ("array", "array"),
    ("boolean", "boolean"),
    ("null", "null"),
    ("number", "number"),
    ("object", "object"),
    ("string", "string"),
];

/// `expect.json = { pointer = "/status", equals = "ok" }`.
pub(super) fn read(table: &Table<'_>) -> Option<Expected> {
    let json = table.table("json")?;
    let pointer = json.read("pointer", "empty, or begins with a slash: \"/status\"", |item| {
        item.as_str().filter(|text| text.is_empty() || text.starts_with('/')).map(str::to_owned)
    });
    let kind = json.one_of("type", &KINDS);
    let equals = json.read("equals", "a text, a number, true or false", |item| {
        let text = item.as_str().map(Value::from);
        let truth = || item.as_bool().map(Value::from);
        let whole = || item.as_integer().map(Value::from);
        text.or_else(truth).or_else(whole).or_else(|| item.as_float().map(Value::from))
    });
    let number = |item: &toml_edit::Item| {
        item.as_float().or_else(|| item.as_integer().map(|whole| whole as f64))
    };
    let least = json.read("min", "a number", number);
    let most = json.read("max", "a number", number);
    if !["type", "equals", "min", "max", "pointer"].iter().any(|key| json.has(key)) {
        table.problem(
            "json",
            "`json` asserts nothing: json = { pointer = \"/status\", equals = \"ok\" }",
        );
    }
    json.done();
    Some(Expected { pointer: pointer.unwrap_or_default(), kind, equals, least, most })
}

impl Expected {
    /// What is wrong with a body; nothing where it is as expected.
    pub(super) fn misses(&self, body: &[u8]) -> Option<String> {
        let value: Value = match serde_json::from_slice(body) {
            Ok(value) => value,
            Err(error) => return Some(format!("the body is no JSON: {error}")),
        };
        let at = if self.pointer.is_empty() { "the JSON value" } else { &self.pointer };
        let Some(value) = value.pointer(&self.pointer) else {
            return Some(format!("there is no {at} in the JSON value"));
        };
        if let Some(kind) = self.kind.filter(|kind| *kind != kind_of(value)) {
            return Some(format!("{at} is of type {}, expected {kind}", kind_of(value)));
        }
        if let Some(wanted) = self.equals.as_ref().filter(|wanted| !same(value, wanted)) {
            return Some(format!("{at} is {}, expected {wanted}", shortened(value)));
        }
        let (is, what) = match value {
            Value::Array(items) => (Some(items.len() as f64), "has the length"),
            Value::Object(items) => (Some(items.len() as f64), "has the length"),
            other => (other.as_f64(), "is"),
        };
        match (is, self.least, self.most) {
            (_, None, None) => None,
            (None, ..) => Some(format!("{at} is of type {}, and no number", kind_of(value))),
            (Some(is), Some(least), _) if is < least => {
                Some(format!("{at} {what} {is}, expected at least {least}"))
            }
            (Some(is), _, Some(most)) if is > most => {
                Some(format!("{at} {what} {is}, expected at most {most}"))
            }
            _ => None,
        }
    }
}

/// 1 and 1.0 are the same number.
fn same(value: &Value, wanted: &Value) -> bool {
    match (value.as_f64(), wanted.as_f64()) {
        (Some(a), Some(b)) => a == b,
        _ => value == wanted,
    }
}

fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

fn shortened(value: &Value) -> String {
    let text = value.to_string();
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expected(pointer: &str) -> Expected {
        Expected { pointer: pointer.to_owned(), kind: None, equals: None, least: None, most: None }
    }

    #[test]
    fn json_is_judged_by_pointer_type_value_and_size() {
        let body = br#"{"status":"ok","n":1.0,"list":[1,2,3],"a/b":{"~":null}}"#;
        let status = |equals: &str| Expected { equals: Some(equals.into()), ..expected("/status") };
        let n = |equals: i64| Expected { equals: Some(equals.into()), ..expected("/n") };
        let list = |least, most| Expected { least, most, ..expected("/list") };
        let kind = |pointer, kind| Expected { kind: Some(kind), ..expected(pointer) };
        for (wanted, misses) in [
            (status("ok"), None),
            (status("bad"), Some("/status is \"ok\", expected \"bad\"")),
            (n(1), None),
            (n(2), Some("/n is 1.0, expected 2")),
            (list(Some(3.0), None), None),
            (list(Some(4.0), None), Some("/list has the length 3, expected at least 4")),
            (list(None, Some(2.0)), Some("/list has the length 3, expected at most 2")),
            (kind("", "object"), None),
            (kind("/a~1b/~0", "null"), None),
            (kind("/list/0", "string"), Some("/list/0 is of type number, expected string")),
            (expected("/gone"), Some("there is no /gone in the JSON value")),
            (
                Expected { least: Some(1.0), ..expected("/status") },
                Some("/status is of type string, and no number"),
            ),
        ] {
            assert_eq!(wanted.misses(body).as_deref(), misses, "{wanted:?}");
        }
        assert!(expected("").misses(b"<html>").unwrap().starts_with("the body is no JSON"));
    }
}
