//! The JSON of real runs against the schema that is shipped.

use serde_json::{Value, json};

use super::session::Session;

/// What of `value` breaks the schema. Knows the keywords that `schema/doctor.json` uses, and fails on
/// any other, so that nothing written there is silently not looked at.
fn wrong(root: &Value, schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let holds = |schema: &Value| {
        let mut inner = Vec::new();
        wrong(root, schema, value, at, &mut inner);
        inner.is_empty()
    };
    for (keyword, want) in schema.as_object().unwrap() {
        let fine = match keyword.as_str() {
            "$schema" | "$defs" | "title" | "description" | "then" => true,
            "$ref" => {
                let target = root.pointer(want.as_str().unwrap().trim_start_matches('#')).unwrap();
                wrong(root, target, value, at, found);
                true
            }
            "const" => value == want,
            "enum" => want.as_array().unwrap().contains(value),
            "type" => {
                let kinds = want.as_array().cloned().unwrap_or_else(|| vec![want.clone()]);
                kinds.iter().any(|kind| is(kind.as_str().unwrap(), value))
            }
            "pattern" => value.as_str().is_none_or(|text| {
                regex::Regex::new(want.as_str().unwrap()).unwrap().is_match(text)
            }),
            "minimum" => value.as_f64().is_none_or(|number| number >= want.as_f64().unwrap()),
            "minLength" => value.as_str().is_none_or(|t| t.len() as u64 >= want.as_u64().unwrap()),
            "minItems" => value.as_array().is_none_or(|a| a.len() as u64 >= want.as_u64().unwrap()),
            "required" => value.as_object().is_none_or(|object| {
                want.as_array()
                    .unwrap()
                    .iter()
                    .all(|key| object.contains_key(key.as_str().unwrap()))
            }),
            "properties" => {
                for (key, inner) in want.as_object().unwrap() {
                    if let Some(value) = value.get(key) {
                        wrong(root, inner, value, &format!("{at}/{key}"), found);
                    }
                }
                true
            }
            "additionalProperties" => {
                for (key, value) in value.as_object().into_iter().flatten() {
                    wrong(root, want, value, &format!("{at}/{key}"), found);
                }
                schema.get("properties").is_none()
            }
            "items" => {
                for (index, value) in value.as_array().into_iter().flatten().enumerate() {
                    wrong(root, want, value, &format!("{at}/{index}"), found);
                }
                true
            }
            "anyOf" => want.as_array().unwrap().iter().any(&holds),
            "allOf" => want.as_array().unwrap().iter().all(&holds),
            "if" => !holds(want) || holds(&schema["then"]),
            other => panic!("this test does not know {other}"),
        };
        if !fine {
            found.push(format!("{at}: {keyword} {want}: {value}"));
        }
    }
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("this test does not know {other}"),
    }
}

pub(super) fn check(schema: &Value, run: &Value) -> Vec<String> {
    let mut found = Vec::new();
    wrong(schema, schema, run, "", &mut found);
    found
}

/// The schema as it is shipped.
pub(super) fn shipped() -> Value {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/schema/doctor.json"));
    serde_json::from_str(&text.unwrap()).unwrap()
}

#[test]
fn real_runs_hold_to_the_schema_and_it_can_refuse() {
    let schema = shipped();
    let mut session = Session::start();
    let mut runs = Vec::new();
    for line in
        ["--mode quick", "--mode debug --skip go.smoke", "--only env.goroot,go.*,install,shell"]
    {
        for fault in ["", "GOROOT=/nope GOFLAGS=x GOSUMDB=off "] {
            let said = session.run(&format!(
                "{fault} \"$world/goenvmgr\" doctor --offline --format json {line} 2>/dev/null"
            ));
            let run: Value = serde_json::from_str(&said.text).unwrap();
            let wrong = check(&schema, &run);
            assert!(wrong.is_empty(), "{fault}{line}: {wrong:#?}");
            runs.push(run);
        }
    }
    let has_failure = |run: &&Value| run["summary"]["fail"] != 0;
    let failed = runs.iter().find(has_failure).expect("GOROOT=/nope fails");
    let index = failed["results"].as_array().unwrap().iter().position(|r| r["status"] == "FAIL");
    let index = index.unwrap();
    for (pointer, value) in [
        ("/schema".to_owned(), json!("goenvmgr.health/2")),
        ("/timestamp".to_owned(), json!("yesterday")),
        ("/results/0/status".to_owned(), json!("pass")),
        ("/results/0/check".to_owned(), json!("nodot")),
        ("/results/0/duration_ms".to_owned(), json!("3")),
        (format!("/results/{index}/fix"), Value::Null),
        (format!("/results/{index}/evidence"), json!({})),
    ] {
        let mut broken = failed.clone();
        *broken.pointer_mut(&pointer).unwrap() = value;
        assert!(!check(&schema, &broken).is_empty(), "{pointer} is not looked at");
    }
}
