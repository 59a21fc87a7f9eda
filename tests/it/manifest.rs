//! The published schema says what the parser says.

use std::fs;
use std::path::{Path, PathBuf};

use goenvmgr::projects::manifest::{Manifest, schema};
use regex::Regex;
use serde_json::Value;

/// Good and bad manifests: both sides have to agree on each.
const GOOD: [&str; 31] = [
    "",
    "go = \"1.22.5\"",
    "go = \"go1.22.5\"",
    "go = \"v1.22\"",
    "go = \"1\"",
    "go = \"1.22.x\"",
    "go = \"1.22.*\"",
    "go = \"1.22rc1\"",
    "go = \"1.22.5-acme\"",
    "go = \"1.20.0\"",
    "go = \"latest\"",
    "go = \"oldstable\"",
    "go = \"system\"",
    "go = \"mygo\"",
    "go = \"tip\"",
    "go = \"go-acme\"",
    "[env]",
    "[env]\nGOFLAGS = \"-mod=mod\"\n_A1 = \"\"\nVERSION = \"x\"\nLDFLAGS = \"é\\n'$(x)\"",
    "env.A = \"1\"",
    "env = { A = \"1\" }",
    "[tools]\ngopls = \"v0.16.1\"\ngolangci-lint = \"2.1.0\"",
    "[tools]\n\"example.com/x/cmd/y\" = \"v0.0.0-20240102030405-abcdefabcdef\"",
    "[tools.gopls]\nversion = \"v0.16.1\"\nshadows = true",
    "[tools]\nko = \"2.0.0+incompatible\"",
    "[tools]\ngo = \"1.22.5\"",
    "tools.go = \"1.22\"\ntools.dlv = \"v1.22.0\"",
    "go = \"1.22.5\"\n[tools]\ndlv = \"v1.22.0-rc.1\"",
    "[[check]]\nname = \"a\"\n[[check]]",
    "check = []",
    "[health]\nevery = \"2m\"",
    "go = \"1.22\"\n[env]\nA = '1'\n[health.env.prod]\nx = 1",
];

const BAD: [&str; 53] = [
    "go = 1.22",
    "go = \"\"",
    "go = \" 1.22\"",
    "go = \"1.22 \"",
    "go = \"1.022\"",
    "go = \"1.22.5.1\"",
    "go = \"1.21.0rc1\"",
    "go = \"1.22.5.x\"",
    "go = \"default\"",
    "go = \"go2x\"",
    "go = \"MyGo\"",
    "go = \"com1\"",
    "go = \"ref:main\"",
    "go = [\"1.22\"]",
    "goo = \"1.22\"",
    "Go = \"1.22\"",
    "env = 1",
    "[[env]]\nA = '1'",
    "[env]\nA = 1",
    "[env.A]\nB = '1'",
    "[env]\nPATH = '1'",
    "[env]\npath = '1'",
    "[env]\nGOROOT = '1'",
    "[env]\nGoToolchain = '1'",
    "[env]\nGOENVMGR_HOME = '1'",
    "[env]\nLD_PRELOAD = '1'",
    "[env]\nfish_user_paths = '1'",
    "[env]\n__x = '1'",
    "[env]\nIFS = '1'",
    "[env]\nversion = '1'",
    "[env]\n1A = '1'",
    "[env]\n\"A B\" = '1'",
    "[env]\n\"\" = '1'",
    "[env]\nA = \"\\u0000\"",
    "[tools]\ngo = 1.22",
    "[tools]\ngo = \"ref:main\"",
    "[tools]\ngo = [\"1.22\"]",
    "[tools]\ngolang = \"1.22\"",
    "go = \"1.22\"\n[tools]\ngo = \"1.22\"",
    "check = [1]",
    "tools = 'x'",
    "[tools]\nx = \"v1.0.0\"",
    "[tools]\ngopls = 1",
    "[tools]\ngopls = \"latest\"",
    "[tools]\ngopls = \"v0.16\"",
    "[tools]\ngopls = \"v01.2.3\"",
    "[tools]\ngopls = \"v1.2.3+meta\"",
    "[tools.gopls]\nshadows = true",
    "[tools.gopls]\nversion = \"v1.0.0\"\nshadows = 1",
    "[tools.gopls]\nversion = \"v1.0.0\"\nx = 1",
    "[tools]\n\"cmd/vet\" = \"v1.0.0\"",
    "[tools]\n\"a.b/c/go\" = \"v1.0.0\"",
    "[tools]\n\"a.b/gofmt/v2\" = \"v2.0.0\"",
];

#[test]
fn schema_and_parser_agree() {
    let schema = schema();
    for (texts, expected) in [(&GOOD[..], true), (&BAD[..], false)] {
        for text in texts {
            let parsed = Manifest::parse(Path::new("/p/goenvmgr.toml"), text);
            assert_eq!(parsed.is_ok(), expected, "parser: {text}: {parsed:?}");
            let value: toml::Value = toml::from_str(text).unwrap();
            let value = serde_json::to_value(value).unwrap();
            assert_eq!(holds(&schema, &value), expected, "schema: {text}");
        }
    }
}

#[test]
fn manifest_schema_is_the_published_one() {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schema/goenvmgr.schema.json");
    let wanted = format!("{}\n", serde_json::to_string_pretty(&schema()).unwrap());
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, &wanted).unwrap();
    }
    let found = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(found, wanted, "stale: UPDATE=1 cargo test manifest");
}

/// As much of JSON Schema as the schema uses; a word that it does not know is a failure.
fn holds(schema: &Value, value: &Value) -> bool {
    schema.as_object().unwrap().iter().all(|(word, rule)| match word.as_str() {
        "$schema" | "title" | "description" => true,
        "anyOf" => rule.as_array().unwrap().iter().any(|rule| holds(rule, value)),
        "required" => {
            let rule = rule.as_array().unwrap();
            !value.is_object()
                || rule.iter().all(|name| value.get(name.as_str().unwrap()).is_some())
        }
        "type" => match rule.as_str().unwrap() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            other => panic!("type {other}"),
        },
        "pattern" => {
            let pattern = Regex::new(rule.as_str().unwrap()).unwrap();
            value.as_str().is_none_or(|text| pattern.is_match(text))
        }
        "not" => !holds(rule, value),
        "items" => value.as_array().is_none_or(|list| list.iter().all(|item| holds(rule, item))),
        "propertyNames" => names(value).all(|name| holds(rule, &Value::from(name))),
        "properties" => {
            names(value).all(|name| rule.get(name).is_none_or(|rule| holds(rule, &value[name])))
        }
        "additionalProperties" => names(value)
            .filter(|name| schema["properties"].get(name).is_none())
            .all(|name| rule.as_bool().unwrap_or_else(|| holds(rule, &value[name]))),
        other => panic!("the schema uses {other}"),
    })
}

fn names(value: &Value) -> impl Iterator<Item = &str> {
    value.as_object().into_iter().flat_map(|object| object.keys().map(String::as_str))
}
