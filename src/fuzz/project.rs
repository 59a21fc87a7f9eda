//! What a repository holds: pins, go.mod and its kin, manifests; and what its build prints.

use std::path::Path;

use super::{last_line, text};
use crate::doctor;
use crate::go::gomod::strict::{self, ModFileKind};
use crate::go::gomod::{self, ModFile};
use crate::go::version::{GoVersion, Request};
use crate::projects::manifest::{self, Manifest};
use crate::projects::pins::KINDS;

/// Pin files of every kind that is read from its text alone.
pub fn pins(bytes: &[u8]) {
    let last = last_line(bytes);
    for read in KINDS.iter().map(|kind| kind.parse(bytes)) {
        match read {
            Ok(None) => {}
            Ok(Some(pin)) => {
                assert!(pin.line <= last);
                pin.requests.requests().for_each(again);
                // It is shown at a `cd` into the directory.
                assert!(!pin.requests.to_string().contains(char::is_control));
            }
            Err(error) => {
                assert!(error.line <= last);
                assert!(!error.what.contains(char::is_control), "{:?}", error.what);
            }
        }
    }
}

fn again(request: &Request) {
    let shown = request.to_string();
    assert_eq!(shown.parse().as_ref(), Ok(request), "{shown}");
}

/// go.mod.
pub fn go_mod(bytes: &[u8]) {
    file(ModFileKind::Mod, bytes);
}

/// go.work.
pub fn go_work(bytes: &[u8]) {
    file(ModFileKind::Work, bytes);
}

fn file(kind: ModFileKind, bytes: &[u8]) {
    let last = last_line(bytes);
    let (go, toolchain) = gomod::asked(bytes);
    match gomod::minimum(bytes) {
        Ok(None) => assert!(go.is_none()),
        Ok(Some(minimum)) => {
            assert!(go.is_some() || toolchain.is_some());
            assert!(minimum.line <= last);
        }
        Err(bad) => assert!(!bad.what.contains(char::is_control), "{:?}", bad.what),
    }
    let text = text(bytes);
    let directives = gomod::directives(text);
    assert!(directives.iter().all(|d| !d.words.is_empty() && d.line <= last));
    assert!(directives.is_sorted_by(|a, b| a.line < b.line));
    reach(&gomod::modules(text));
    for runs in ["1.0", "1.17", "1.21.0", "1.26.1"] {
        let refused = GoVersion::parse(runs).and_then(|runs| strict::refused(kind, text, &runs));
        assert!(refused.is_none_or(|refused| refused.line <= last));
    }
}

fn reach(file: &ModFile) {
    let _ = (file.is_before(17), file.is_before(21));
    // Each is held against every replacement.
    for module in file.requires.iter().take(100) {
        let _ = file.replaced(module);
    }
}

/// go.sum.
pub fn go_sum(bytes: &[u8]) {
    for module in gomod::sums(text(bytes)) {
        assert!(!module.path.is_empty() && !module.version.contains(char::is_whitespace));
    }
}

/// goenvmgr.toml.
pub fn manifest(bytes: &[u8]) {
    let Ok(read) = Manifest::parse(Path::new("goenvmgr.toml"), text(bytes)) else { return };
    let last = last_line(bytes);
    for variable in &read.env {
        assert_eq!(manifest::refused(&variable.name), None);
        assert!(!variable.value.contains('\0') && variable.line <= last);
    }
    assert!(read.notices.iter().all(|notice| notice.line <= last));
    read.go.iter().for_each(|pin| again(&pin.request));
}

/// Versions, requests and VERSION files; the first two lines are held against each other.
pub fn version(bytes: &[u8]) {
    let text = text(bytes);
    let _ = GoVersion::from_version_file(text);
    let words: Vec<&str> = text.lines().take(2).collect();
    for word in &words {
        if let Ok(request) = word.parse::<Request>() {
            again(&request);
        }
    }
    let versions: Vec<_> = words.iter().filter_map(|word| GoVersion::parse(word)).collect();
    for version in &versions {
        let name = version.toolchain();
        // A directory's name.
        assert!(name.len() > 2 && !name.contains(['/', '\0', '\n']), "{name:?}");
        assert_eq!(GoVersion::from_toolchain(&name).as_ref(), Some(version));
        assert!(version.meets(version));
        let _ = (version.language(), version.as_toolchain(), version.published());
    }
    if let [a, b] = versions.as_slice() {
        assert_eq!(a.compare(b), b.compare(a).reverse());
        assert_eq!(a.cmp(b), b.cmp(a).reverse());
        assert_eq!(a == b, a.cmp(b).is_eq());
    }
}

/// The output of a build, for `doctor explain`.
pub fn explain(bytes: &[u8]) {
    // As the command reads it.
    let output = String::from_utf8_lossy(bytes);
    let found = doctor::explain::explain(&output);
    let lines = output.lines().count();
    assert!(found.len() <= lines);
    assert!(found.iter().all(|one| !one.cause.is_empty() && !one.cure.is_empty()));
}
