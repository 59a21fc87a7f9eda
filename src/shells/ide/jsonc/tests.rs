use proptest::prelude::*;
use serde_json::json;

use super::*;

const KEYS: [&str; 2] = ["go.alternateTools", "go"];

/// What comes of a text when the value is put in, and that taking it out gives the text back.
#[track_caller]
fn check(text: &str, expected: &str) {
    let keep = depth(text, &KEYS).unwrap() + 1;
    let made = set(text, &KEYS, &json!("/s/go"), "    ").unwrap();
    assert_eq!(made, expected, "of {text:?}");
    assert_eq!(get(&made, &KEYS).unwrap().unwrap().value, json!("/s/go"));
    assert_eq!(set(&made, &KEYS, &json!("/s/go"), "    ").unwrap(), made);
    assert_eq!(remove(&made, &KEYS, keep).unwrap(), text, "of {made:?}");
}

#[test]
fn settings_take_a_value_and_every_other_byte_stays() {
    check(
        "{\n  // mine\n  \"a\": 1 /* one */, // last\n\n}\n",
        "{\n  // mine\n  \"a\": 1 /* one */, // last\n  \"go.alternateTools\": {\n    \"go\": \"/s/go\"\n  },\n\n}\n",
    );
    check(
        "{\r\n\t\"a\": [1, 2,] // last\r\n}",
        "{\r\n\t\"a\": [1, 2,], // last\r\n\t\"go.alternateTools\": {\r\n\t\t\"go\": \"/s/go\"\r\n\t}\r\n}",
    );
    check("{}", "{\n    \"go.alternateTools\": {\n        \"go\": \"/s/go\"\n    }\n}");
    check("{\"a\": 1}\n", "{\"a\": 1, \"go.alternateTools\": {\"go\":\"/s/go\"}}\n");
    check(
        "{\n  \"go.alternateTools\": {\n    \"dlv\": \"d\"\n  }\n}",
        "{\n  \"go.alternateTools\": {\n    \"dlv\": \"d\",\n    \"go\": \"/s/go\"\n  }\n}",
    );
    check(
        "{\n  \"a\": 1\n  , \"b\": 2\n}\n",
        "{\n  \"a\": 1\n  , \"b\": 2, \"go.alternateTools\": {\"go\":\"/s/go\"}\n}\n",
    );
    check(
        "{\n  // nothing yet\n}\n",
        "{\n  // nothing yet\n    \"go.alternateTools\": {\n        \"go\": \"/s/go\"\n    }\n}\n",
    );
}

#[test]
fn settings_that_are_empty_or_all_comments_begin() {
    for (text, before) in [("", ""), (" \n", ""), ("// mine\n", "// mine\n")] {
        let made = set(text, &KEYS, &json!("g"), "  ").unwrap();
        let rest = "{\n  \"go.alternateTools\": {\n    \"go\": \"g\"\n  }\n}\n";
        assert_eq!(made, format!("{before}{rest}"));
    }
}

#[test]
fn settings_with_a_value_get_it_back_as_it_was_written() {
    let text = "{ \"go.alternateTools\": { \"go\": \"\\u002fold\" /* x */ } }";
    let old = get(text, &KEYS).unwrap().unwrap();
    assert_eq!((old.value, old.raw.as_str()), (json!("/old"), "\"\\u002fold\""));
    let made = set(text, &KEYS, &json!("/s/go"), "  ").unwrap();
    assert_eq!(made, "{ \"go.alternateTools\": { \"go\": \"/s/go\" /* x */ } }");
    assert_eq!(restore(&made, &KEYS, "\"\\u002fold\"").unwrap(), text);
}

#[test]
fn settings_lose_a_value_that_others_followed() {
    let text = "{\n  \"a\": 1,\n  \"go.alternateTools\": {\n    \"go\": \"x\"\n  }, // ours\n  \"b\": 2\n}";
    assert_eq!(remove(text, &KEYS, 1).unwrap(), "{\n  \"a\": 1,\n  // ours\n  \"b\": 2\n}");
    // What had been there empty stays, and so does what holds a comment.
    let text = "{\n  \"go.alternateTools\": {\n    \"go\": \"x\"\n  }\n}";
    assert_eq!(remove(text, &KEYS, 2).unwrap(), "{\n  \"go.alternateTools\": {}\n}");
    let text = "{ \"go.alternateTools\": { /* why */ \"go\": \"x\" } }";
    assert_eq!(remove(text, &KEYS, 1).unwrap(), "{ \"go.alternateTools\": { /* why */ } }");
}

#[test]
fn settings_that_no_editor_reads_are_refused_with_their_line() {
    for (text, line, what) in [
        ("{\n\"a\": 1\n\"b\": 2}", 2, "comma"),
        ("{\n\"a\": ", 2, ""),
        ("[1]", 1, "this is none"),
        ("{\n\n\"go.alternateTools\": \"x\"}", 3, "holds no object"),
        ("{\"go.alternateTools\": {},\n\"go.alternateTools\": {}}", 2, "and in line 1"),
        ("{'a': 1}", 1, "ingle"),
    ] {
        let told = set(text, &KEYS, &json!("x"), " ").unwrap_err();
        assert!(told.line == line && told.what.contains(what), "{text:?}: {told:?}");
    }
    assert!(get(&"[".repeat(100_000), &KEYS).is_err());
}

/// Objects with comments, blanks and stray commas in all places.
fn objects() -> impl Strategy<Value = String> {
    let gap = prop::sample::select(vec!["", " ", "\n  ", " /* c, } */ ", " // l\n", "\r\n\t"]);
    let value =
        prop::sample::select(vec!["1", "\"a // b\"", "[1, 2,]", "{}", "{\"x\": {},}", "null"]);
    let property = (gap.clone(), gap.clone(), value, gap.clone());
    (prop::collection::vec(property, 0..4), any::<bool>(), gap).prop_map(|(all, comma, gap)| {
        let each = |(index, (before, colon, value, after)): (usize, (&str, &str, &str, &str))| {
            format!("{before}\"k{index}\":{colon}{value}{after}")
        };
        let all: Vec<String> = all.into_iter().enumerate().map(each).collect();
        let comma = if comma && !all.is_empty() { "," } else { "" };
        format!("{{{}{comma}{gap}}}", all.join(","))
    })
}

proptest! {
    #[test]
    fn settings_of_any_form_keep_all_they_hold(text in objects()) {
        let before = value(&text).unwrap();
        let made = set(&text, &KEYS, &json!("/s/go"), "  ").unwrap();
        let mut after = value(&made).unwrap();
        prop_assert_eq!(after.as_object_mut().unwrap().remove(KEYS[0]), Some(json!({"go": "/s/go"})));
        prop_assert_eq!(&after, &before, "{}", made);
        let comments = |text: &str| (text.matches("/* c, } */").count(), text.matches("// l").count());
        prop_assert_eq!(comments(&made), comments(&text));
        let back = remove(&made, &KEYS, 1).unwrap();
        prop_assert_eq!(value(&back).unwrap(), before, "{}", back);
        prop_assert_eq!(comments(&back), comments(&text));
    }
}
