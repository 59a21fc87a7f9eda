//! The order of the wings: a wing imports only from those before it, and no files go round in a circle.

mod modules;
mod systems;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use modules::Modules;

/// The wings, lowest first, as `src/lib.rs` lists them.
fn wings() -> Vec<String> {
    let map = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let wing = |line: &str| {
        let name = line.strip_prefix("pub ").or_else(|| line.strip_prefix("pub(crate) "))?;
        Some(name.strip_prefix("mod ")?.strip_suffix(';')?.to_owned())
    };
    let wings: Vec<_> = map.lines().filter_map(wing).collect();
    assert!(wings.len() > 10, "src/lib.rs no longer reads as a list of wings");
    wings
}

/// For each file below `src/` those that it uses.
fn arrows() -> BTreeMap<PathBuf, BTreeSet<PathBuf>> {
    Modules::read(&root().join("src")).arrows()
}

fn wing(file: &Path) -> String {
    file.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned()
}

/// The lines of what is shipped: without comments and without what is compiled for tests only. An
/// import that is broken over lines is one.
pub(crate) fn product(text: &str) -> Vec<String> {
    let mut lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut kept = Vec::new();
    while let Some(line) = lines.next() {
        let indent = line.len() - line.trim_start().len();
        if line.trim() == "#[cfg(test)]" {
            // The item ends with its own line, or with the brace below its first letter.
            let closes = format!("{}}}", " ".repeat(indent));
            // Another condition may stand below it.
            let mut after = lines.by_ref().skip_while(|line| line.trim().starts_with("#["));
            let first = after.next().unwrap_or_default();
            if !first.ends_with(';') && !first.ends_with('}') {
                lines.by_ref().find(|line| *line == closes);
            }
            continue;
        }
        let mut statement = line.to_owned();
        if ["use ", "pub use ", "pub(crate) use "]
            .iter()
            .any(|use_| line.trim_start().starts_with(use_))
        {
            while !statement.ends_with(';') {
                statement.push_str(lines.next().unwrap_or(";").trim());
            }
        }
        kept.push(statement);
    }
    kept
}

#[test]
fn imports_are_found_however_they_are_written() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("lib.rs", "mod a; mod b; mod c; mod d; mod e; mod f;");
    write("a/mod.rs", "mod inner;\npub use inner::Thing;\npub struct Own;\n");
    write("a/inner.rs", "use super::Own;\npub struct Thing(Own);\n");
    write("b.rs", "use crate::{a::Thing, c::{self, X}};\nfn f() { c::g(); crate::d::h(); }\n");
    write("c.rs", "#[cfg(test)]\nmod tests { use crate::b; }\n// crate::b\npub struct X;\n");
    write("d.rs", "pub fn h() { println!(\"{}\", crate::e::TEXT); }\n");
    write("e.rs", "pub const TEXT: &str = \"crate::b\";\n");
    write("f.rs", "#[cfg(test)]\nfn only() { crate::b::f() }\n");
    let arrows = Modules::read(dir.path()).arrows();
    let of = |name: &str| {
        let files = arrows[Path::new(name)].iter().map(|file| file.display().to_string());
        files.collect::<Vec<_>>()
    };
    assert_eq!(of("b.rs"), ["a/inner.rs", "c.rs", "d.rs"]);
    assert_eq!(of("d.rs"), ["e.rs"]);
    for name in ["a/mod.rs", "a/inner.rs", "c.rs", "e.rs", "f.rs"] {
        assert_eq!(of(name), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn wings_import_only_from_those_before() {
    let wings = wings();
    let place = |name: &str| wings.iter().position(|wing| wing == name);
    let mut upward = Vec::new();
    for (file, used) in arrows() {
        for other in used {
            if let (Some(here), Some(there)) = (place(&wing(&file)), place(&wing(&other)))
                && there > here
            {
                upward.push(format!("src/{} looks up to src/{}", file.display(), other.display()));
            }
        }
    }
    assert!(upward.is_empty(), "{}", upward.join("\n"));
}

#[test]
fn files_import_without_a_circle() {
    let mut left = arrows();
    while let Some(done) =
        left.iter().find(|(_, uses)| uses.is_empty()).map(|(file, _)| file.clone())
    {
        left.remove(&done);
        left.values_mut().for_each(|uses| {
            uses.remove(&done);
        });
    }
    assert!(left.is_empty(), "these files import each other in a circle: {left:#?}");
}

#[test]
fn wings_stand_on_the_map() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for wing in wings() {
        assert!(map.contains(&format!("`{wing}/`")), "ARCHITECTURE.md does not name {wing}/");
    }
}

/// `clippy.toml` fences every function; `src/sys/mod.rs` opens the whole fence for fs/, which needs the
/// files alone.
#[test]
fn files_of_sys_fs_touch_files_alone() {
    for file in rust_files(&root().join("src/sys/fs")) {
        let text = fs::read_to_string(&file).unwrap();
        for line in product(&text) {
            let other = ["env::var", "env::current_dir", "env::set_var", "Command::new", "::exit("]
                .iter()
                .find(|name| line.contains(*name));
            assert_eq!(other, None, "{}: {line}", file.display());
        }
    }
}

/// So that the scan knows what an answer rests on.
#[test]
fn files_that_select_are_read_by_the_ancestor_scan_alone() {
    let wings = ["src/projects/select", "src/shells/activate"].map(|wing| root().join(wing));
    for file in wings.iter().flat_map(|wing| rust_files(wing)) {
        // What pins writes.
        if ["pinning.rs", "tests.rs"].iter().any(|name| file.ends_with(name)) {
            continue;
        }
        for line in product(&fs::read_to_string(&file).unwrap()) {
            // `drift` reads start-up files, for whoever asks who set a variable.
            let reads = [".ancestors()", "Manifest::load", "probe::", "marks::", "fs::read"];
            let found = reads.iter().find(|call| line.contains(*call));
            let is_drift = file.ends_with("drift.rs") && line.contains("fs::read::try_bytes(&file");
            assert!(found.is_none() || is_drift, "{}: {line}", file.display());
        }
    }
}

/// A URL prints without its secrets by itself; its exact text is for whoever asks it.
#[test]
fn exact_text_of_a_url_stands_in_no_message() {
    let words = ["format!(", "debug!(", "trace!(", "write!(", "writeln!(", "Fault::", "note("];
    for file in rust_files(&root().join("src")) {
        let text = fs::read_to_string(&file).unwrap();
        for line in product(&text).into_iter().filter(|line| line.contains(".exact()")) {
            let told = words.iter().find(|word| line.contains(*word) && !line.contains(".map("));
            assert_eq!(told, None, "{}: {line}", file.display());
        }
    }
}

/// rayon's own pool crashes where it cannot have all its threads.
#[test]
fn pool_is_made_ready_by_whoever_goes_parallel() {
    // Entered by way of `inventory/report.rs` and `caches/facts.rs` alone.
    let inner = [
        "src/toolchains/inventory/builds.rs",
        "src/toolchains/inventory/modules/scan.rs",
        "src/sys/threads.rs",
    ];
    for file in rust_files(&root().join("src")) {
        let text = fs::read_to_string(&file).unwrap();
        let parallel = product(&text).iter().any(|line| line.contains("rayon"));
        let known =
            inner.iter().any(|name| file.ends_with(name)) || file.ends_with("fuzz/tests.rs");
        assert!(!parallel || known || text.contains("threads::ready()"), "{}", file.display());
    }
}

/// A sentence of the threat model that names a test, `area::name`, is held by one.
#[test]
fn threat_model_names_tests_that_are_there() {
    let model = fs::read_to_string(root().join("docs/threat-model.md")).unwrap();
    let of = |folder| rust_files(&root().join(folder)).into_iter();
    let tests: String =
        of("tests/it").chain(of("src")).map(|file| fs::read_to_string(file).unwrap()).collect();
    let named: Vec<&str> =
        model.split('`').skip(1).step_by(2).filter(|s| s.contains("::")).collect();
    assert!(named.len() > 40, "{named:?}");
    let missing = named.iter().filter(|name| {
        let test = name.rsplit("::").next().unwrap_or_default();
        !tests.contains(&format!("#[test]\nfn {test}()"))
            && !tests.contains(&format!("#[test]\n    fn {test}()"))
    });
    assert_eq!(missing.collect::<Vec<_>>(), Vec::<&&str>::new());
}

/// Where a path is written for a program, or compared, it is exact; where it becomes a `String`,
/// whoever shows that says so.
const EXACT: [(&str, usize); 2] =
    [("cli/which.rs", 1), ("doctor/subjects/project/checks/module.rs", 1)];

#[test]
fn paths_are_shown_on_one_line() {
    let mut exact = BTreeMap::new();
    for file in rust_files(&root().join("src")) {
        // `tests.rs`, and what stands in a folder of that name.
        if file.with_extension("").iter().any(|name| name == "tests") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let shown =
            |line: &&String| line.replace(".display().to_string()", "").contains(".display()");
        let count = product(&text).iter().filter(shown).count();
        if count > 0 {
            let name = file.strip_prefix(root().join("src")).unwrap().display().to_string();
            exact.insert(name, count);
        }
    }
    let allowed = EXACT.map(|(name, count)| (name.to_owned(), count)).into();
    assert_eq!(exact, allowed, "use `visible()`, which keeps a path on its line");
}

#[test]
fn scripts_are_clean_for_shellcheck() {
    let mut scripts: Vec<PathBuf> = [
        "install.sh",
        "tests/run",
        "tests/toolchain.sh",
        "tests/fresh_clone.sh",
        ".ci/apart.sh",
        ".ci/long",
        ".ci/platforms",
        ".ci/run",
        "tests/platforms/windows.sh",
        "fuzz/run",
    ]
    .map(|s| root().join(s))
    .into();
    for folder in ["shell", "benches", "packaging"] {
        let sources = files(&root().join(folder));
        scripts.extend(sources.into_iter().filter(|f| f.extension().is_some_and(|e| e == "sh")));
    }
    let checked = Command::new("shellcheck").arg("-x").args(&scripts).current_dir(root()).output();
    let checked = checked.expect("shellcheck is needed: ./tests/run installs it");
    assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
}

pub(crate) fn rust_files(folder: &Path) -> Vec<PathBuf> {
    files(folder).into_iter().filter(|file| file.extension().is_some_and(|e| e == "rs")).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let paths = entries.map(|entry| entry.unwrap().path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
