//! The JSON schema of a manifest, for editors. It is made here, from the parser's own lists, and
//! kept as `schema/goenvmgr.schema.json`; a test compares both, and schema and parser.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::go::version::Name;

use super::names::{READ_ONLY, REFUSED_PREFIXES, all_refused};
use super::tools::{PACKAGE, known};

/// What `go = "…"` may say: a version, a line of versions, or a word.
const REQUEST: &str = concat!(
    "^(latest|stable|oldstable|rc|system|",
    "(go|v)?(0|[1-9][0-9]*)(\\.(0|[1-9][0-9]*))?(\\.[x*])?|",
    "(go|v)?(0|[1-9][0-9]*)(\\.(0|[1-9][0-9]*)(\\.(0|[1-9][0-9]*)|[a-z]+(0|[1-9][0-9]*)?)?)?",
    "(-[A-Za-z0-9._~-]*)?|",
    // A name, which begins like no version.
    "[a-fh-uw-z][a-z0-9-]*|g([a-np-z0-9-][a-z0-9-]*)?|go[a-z-][a-z0-9-]*|v([a-z-][a-z0-9-]*)?)$"
);

/// What a tool is pinned by.
const TOOL_VERSION: &str = concat!(
    "^v?(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)",
    "(-(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)",
    "(\\.(0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*))*)?(\\+incompatible)?$"
);

/// Packages whose programs would be called as ours or Go's are.
const TAKEN: &str = "/([gG][oO]|[gG][oO][fF][mM][tT]|goenvmgr)(\\.exe)?(/v([2-9]|[1-9][0-9]+))?$";

/// The schema.
pub fn schema() -> Value {
    let tables = json!({ "type": "object" });
    let taken: Vec<_> = Name::taken().collect();
    let version = json!({
        "description": "The version: 1.22.5, 1.22 (its newest), latest, oldstable, rc or system; or the name of a \
            linked toolchain, which counts after `goenvmgr trust`",
        "type": "string",
        "pattern": REQUEST,
        "not": { "pattern": format!("^(({})|(com|lpt)[0-9])$", taken.join("|")) },
    });
    let tool_version = json!({
        "description": "The version of its module: v1.2.3",
        "type": "string",
        "pattern": TOOL_VERSION,
    });
    let tool = json!({
        "anyOf": [
            tool_version,
            {
                "type": "object",
                "required": ["version"],
                "additionalProperties": false,
                "properties": {
                    "version": tool_version,
                    "shadows": {
                        "description": "Whether it may stand before a program of the system's of its name",
                        "type": "boolean",
                    },
                },
            },
        ],
    });
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "goenvmgr.toml",
        "description": "Which Go a directory wants, which variables, and which tools",
        "type": "object",
        "additionalProperties": false,
        "properties": {
            "go": version,
            "env": {
                "description": "Variables for this directory; they count after `goenvmgr trust`",
                "type": "object",
                "propertyNames": {
                    "pattern": "^[A-Za-z_][A-Za-z0-9_]*$",
                    "not": { "pattern": refused_names() },
                },
                "additionalProperties": { "type": "string", "pattern": "^[^\\u0000]*$" },
            },
            "tools": {
                "description": "go: the version, here or at the top; others are programs that `goenvmgr tools sync` builds, which count after `goenvmgr trust`",
                "type": "object",
                "properties": { "go": version },
                "propertyNames": { "pattern": tool_names(), "not": { "pattern": TAKEN } },
                "additionalProperties": tool,
            },
            "check": {
                "description": "Checks of your own, for `goenvmgr health`; they count after `goenvmgr trust`",
                "type": "array",
                "items": tables,
            },
            "health": {
                "description": "What `goenvmgr health` runs where; it counts after `goenvmgr trust`",
                "type": "object",
            },
        },
        // The version stands in one place.
        "not": {
            "required": ["go", "tools"],
            "properties": { "tools": { "required": ["go"] } },
        },
    })
}

/// `go`, names that are known, and paths of packages.
fn tool_names() -> String {
    let known: Vec<&str> = known().collect();
    let package = PACKAGE.trim_start_matches('^').trim_end_matches('$');
    format!("^(go|{}|{package})$", known.join("|"))
}

/// A pattern that every refused name matches. Schemas know no "in any case".
fn refused_names() -> String {
    let any_case = |name: &str| {
        name.chars().fold(String::new(), |mut text, letter| {
            let lower = letter.to_ascii_lowercase();
            let _ = if lower == letter {
                write!(text, "{letter}")
            } else {
                write!(text, "[{letter}{lower}]")
            };
            text
        })
    };
    let whole: Vec<String> = all_refused().map(any_case).collect();
    let starts: Vec<String> = REFUSED_PREFIXES.iter().map(|name| any_case(name)).collect();
    format!("^(({}|{})$|({}))", whole.join("|"), READ_ONLY.join("|"), starts.join("|"))
}
