//! Every line that doctor may call ready to paste is typed in a test.

use std::fs;
use std::path::Path;

use goenvmgr::doctor::catalogue;
use goenvmgr::doctor::model::check::Proof;

fn sources(dir: &Path, text: &mut String) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, text);
        } else {
            text.push_str(&fs::read_to_string(&path).unwrap());
        }
    }
}

/// Only the lines of a check are shown. Each must be named, as `check: cure`, in a test
/// here: what takes such a name (`Session::cure`) holds it against what was printed, and types it.
/// Where a fault cannot be provoked there is nothing to cure, and the page of checks says so.
#[test]
fn cures_are_all_typed() {
    let mut tests = String::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/doctor"), &mut tests);
    let split = regex::Regex::new(r"\\\n\s*").unwrap();
    let tests = split.replace_all(&tests, "");
    let provoked = |id| catalogue::find(id).unwrap().proof == Proof::Provoked;
    let names = catalogue::all().filter(|check| provoked(check.id));
    let names =
        names.flat_map(|check| check.lines.iter().map(|cure| format!("{}: {cure}", check.id)));

    let missing: Vec<String> = names.filter(|name| !tests.contains(&format!("{name:?}"))).collect();
    assert!(missing.is_empty(), "no test types these: {missing:#?}");
}
