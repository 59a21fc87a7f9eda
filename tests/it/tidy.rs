//! The house keeps its order: rooms import downward only, and nothing goes round in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Rooms with their floor, as `src/lib.rs` lists them.
fn floors() -> BTreeMap<String, usize> {
    let map = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    let mut floor = 0;
    let mut rooms = BTreeMap::new();
    for line in map.lines() {
        if line.starts_with("// ") {
            floor += 1;
        } else if let Some(room) = line.strip_prefix("pub mod ").and_then(|l| l.strip_suffix(';')) {
            rooms.insert(room.to_owned(), floor);
        }
    }
    assert!(floor >= 5 && rooms.len() > 10, "src/lib.rs no longer reads as a floor list");
    rooms
}

/// Which rooms each room names, with one file as evidence.
fn imports() -> BTreeMap<(String, String), PathBuf> {
    let mut found = BTreeMap::new();
    for file in rust_files(&root().join("src")) {
        let relative = file.strip_prefix(root().join("src")).unwrap();
        let room = relative.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs");
        if matches!(room, "lib" | "main") {
            continue;
        }
        let text = fs::read_to_string(&file).unwrap();
        let product = product(&text);
        let named = product.iter().flat_map(|statement| names(statement));
        for other in named.filter(|other| other != room) {
            found.entry((room.to_owned(), other)).or_insert_with(|| relative.to_owned());
        }
    }
    found
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
            let first = lines.next().unwrap_or_default();
            if !first.ends_with(';') && !first.ends_with('}') {
                lines.by_ref().find(|line| *line == closes);
            }
            continue;
        }
        let mut statement = line.to_owned();
        if line.trim_start().starts_with("use ") || line.trim_start().starts_with("pub use ") {
            while !statement.ends_with(';') {
                statement.push_str(lines.next().unwrap_or(";").trim());
            }
        }
        kept.push(statement);
    }
    kept
}

/// The `name` of every `crate::name` in a line, also inside `crate::{a, b}`.
fn names(line: &str) -> Vec<String> {
    let word = |text: &str| {
        text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
    };
    let mut names = Vec::new();
    for part in line.split("crate::").skip(1) {
        match part.strip_prefix('{') {
            Some(list) => {
                let mut depth = 0;
                let outer = list.split(|c: char| {
                    depth += i32::from(c == '{') - i32::from(c == '}');
                    depth == 0 && c == ','
                });
                names.extend(outer.map(|item| word(item.trim())));
            }
            None => names.push(word(part)),
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn imports_are_found_wherever_they_stand() {
    let text = "#[cfg(test)]\nmod tests;\nuse crate::a::{\n    B,\n};\nuse crate::{c::{D, E}, f};\n\
        #[cfg(test)]\nfn only() {\n    crate::not();\n}\n// crate::nor\nfn x() { crate::g::h() }\n\
        #[cfg(test)]\nmod more {\n    use crate::not;\n}\n";
    let found: Vec<String> = product(text).iter().flat_map(|line| names(line)).collect();
    assert_eq!(found, ["a", "c", "f", "g"]);
}

#[test]
fn rooms_import_downward_only() {
    let floors = floors();
    let upward: Vec<String> = imports()
        .into_iter()
        .filter(|((room, other), _)| {
            let floor = |name: &str| floors.get(name).copied();
            match (floor(room), floor(other)) {
                (Some(here), Some(there)) => there > here,
                _ => true,
            }
        })
        .map(|((room, other), file)| {
            format!("{room} looks up to {other} in src/{}", file.display())
        })
        .collect();
    assert!(upward.is_empty(), "{}", upward.join("\n"));
}

#[test]
fn no_circle_of_rooms() {
    let mut left: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (room, other) in imports().into_keys() {
        left.entry(other.clone()).or_default();
        left.entry(room).or_default().insert(other);
    }
    while let Some(done) =
        left.iter().find(|(_, needs)| needs.is_empty()).map(|(room, _)| room.clone())
    {
        left.remove(&done);
        left.values_mut().for_each(|needs| {
            needs.remove(&done);
        });
    }
    assert!(left.is_empty(), "these rooms import each other in a circle: {left:#?}");
}

#[test]
fn every_room_stands_on_the_map() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    for room in floors().into_keys() {
        let names = [format!("{room}/"), format!("{room}.rs")];
        let mut there = names.iter().filter(|name| root().join("src").join(name).exists());
        let named = there.any(|name| map.contains(&format!("`{name}`")));
        assert!(named, "ARCHITECTURE.md does not name the room {room} as it stands");
    }
}

/// `clippy.toml` fences every function; `src/lib.rs` opens the whole fence for fs/, which needs the
/// files alone.
#[test]
fn the_door_to_files_is_no_door_to_the_process() {
    for file in rust_files(&root().join("src/fs")) {
        let text = fs::read_to_string(&file).unwrap();
        for line in product(&text) {
            let other = ["env::var", "env::current_dir", "env::set_var", "Command::new", "::exit("]
                .iter()
                .find(|name| line.contains(*name));
            assert_eq!(other, None, "{}: {line}", file.display());
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
fn whoever_goes_parallel_makes_the_pool_ready() {
    // Entered by way of `inventory/report.rs` and `caches/facts.rs` alone.
    let inner = ["src/inventory/builds.rs", "src/inventory/modules.rs", "src/threads.rs"];
    for file in rust_files(&root().join("src")) {
        let text = fs::read_to_string(&file).unwrap();
        let parallel = product(&text).iter().any(|line| line.contains("rayon"));
        let known = inner.iter().any(|name| file.ends_with(name));
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
        if file.file_name().is_some_and(|name| name == "tests.rs") {
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
        ".ci/run",
        "fuzz/run",
    ]
    .map(|s| root().join(s))
    .into();
    for folder in ["shell", "benches"] {
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
