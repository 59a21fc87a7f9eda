//! Checks decide over facts: no file of theirs names a function that touches the machine, or one that calls it.

use std::path::Path;

use crate::tidy::{product, root, rust_files};

/// Types, and functions over values alone.
const MAY_NAME: &[&str] = &[
    "base",
    "doctor",
    "go::goconfig",
    "go::gomod",
    "go::goproxy::covers",
    "go::goswitch",
    "go::platform::Platform",
    "go::quoted",
    "go::sumdb::SumdbErrorKind",
    "go::sumdb::gosumdb",
    "go::version::GoVersion",
    "go::vulnerabilities::Known",
    "settings::toolchain_dir::program",
    "shells::activate::FIX",
    "shells::activate::FOLLOW",
    "shells::ide::shim",
    "shells::lost::Lost",
    "shells::setup::Step",
    "shells::setup::old::OldLine",
    "sys::elf::Elf",
    "sys::fs::exposed::Exposed",
    "sys::fs::exposed::Why",
    "sys::fs::probe::FileKind",
    "sys::fs::rights::KNOWN",
    "sys::machine::AccessControl",
    "sys::machine::UNKNOWN",
    "sys::net::NetError",
    "sys::net::Trouble",
    "sys::net::dns::Said",
    "sys::net::proxy::NoRoute",
    "sys::net::proxy::Proxies",
    "sys::net::proxy::Proxy",
    "sys::net::trouble",
    "sys::path_list::SEPARATOR",
    "sys::net::url",
];
/// The same among the functions of the modules that gather.
const MAY_CALL: &[&str] = &[
    "before",
    "certificates",
    "is_cause",
    "is_literal",
    "knows_goauth",
    "literal_goroot",
    "need",
    "proxy_rules",
];
/// What asks a disk without a word of ours in front of it.
const IO: &[&str] = &[
    "std::fs",
    "std::env",
    "std::process",
    "std::net",
    "std::os",
    "std::io",
    "std::thread",
    "rustix",
    ".exists()",
    ".try_exists()",
    ".is_file()",
    ".is_dir()",
    ".is_symlink()",
    ".metadata()",
    ".symlink_metadata()",
    ".canonicalize()",
    ".read_dir()",
    ".read_link()",
];

/// Every path behind `crate::` in a statement, lists in braces taken apart.
fn paths(statement: &str) -> Vec<String> {
    fn of(text: &str, before: &str, found: &mut Vec<String>) {
        let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != ':');
        let (path, rest) = text.split_at(end.unwrap_or(text.len()));
        let path = format!("{before}{path}");
        if !rest.starts_with('{') {
            found.push(path);
            return;
        }
        let (mut depth, mut begun) = (0, 1);
        for (at, c) in rest.char_indices() {
            depth += match c {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            if (c == ',' && depth == 1) || depth == 0 {
                let part = rest[begun..at].trim();
                if !part.is_empty() {
                    of(part, &path, found);
                }
                begun = at + 1;
            }
            if depth == 0 {
                return;
            }
        }
    }
    let mut found = Vec::new();
    for part in statement.split("crate::").skip(1) {
        of(part, "", &mut found);
    }
    found
}

/// What this statement may not hold. `gatherers` are the modules whose functions gather facts.
fn touches(statement: &str, gatherers: &[String]) -> Option<String> {
    if let Some(io) = IO.iter().find(|io| statement.contains(**io)) {
        return Some((*io).to_owned());
    }
    let unnamed = |path: &String| {
        !MAY_NAME.iter().any(|one| path == one || path.starts_with(&format!("{one}::")))
    };
    let gathers = |name: &str| {
        let function = name.starts_with(|c: char| c.is_ascii_lowercase());
        function && !MAY_CALL.contains(&name) && !gatherers.iter().any(|module| module == name)
    };
    let word = |text: &str| {
        text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>()
    };
    let paths = paths(statement);
    let called = gatherers.iter().flat_map(|module| {
        let sign = format!("{module}::");
        statement.split(&sign).skip(1).map(word).collect::<Vec<_>>()
    });
    let imported = paths.iter().filter(|path| {
        let mut names = path.split("::");
        (names.next(), names.next()) == (Some("doctor"), Some("subjects"))
            && names.nth(1).is_some_and(|name| {
                !matches!(name, "checks") && !SAID.contains(&format!("{name}.rs").as_str())
            })
    });
    let imported = imported.map(|path| path.rsplit("::").next().unwrap_or_default().to_owned());
    let gathering = called.chain(imported).find(|name| gathers(name));
    gathering.or_else(|| paths.iter().find(|path| unnamed(path)).cloned())
}

/// What several checks say of facts.
const SAID: &[&str] = &["at_hand.rs", "evidence.rs", "first.rs", "looked_at.rs"];

/// `network/facts/`, `filesystem/places.rs` …: every file of a subject that holds no checks.
fn gatherers() -> Vec<String> {
    let files = rust_files(&root().join("src/doctor/subjects"));
    let gathers = files.iter().filter(|file| !decides(file));
    let names = gathers.map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned());
    names.filter(|name| !matches!(name.as_str(), "mod" | "tests")).collect()
}

/// Whether the file holds checks, or what several of them say.
fn decides(file: &Path) -> bool {
    let names = ["checks", "checks.rs", "messages.rs"];
    file.iter().any(|part| names.iter().chain(SAID).any(|name| part == *name))
}

#[test]
fn checks_touch_the_machine_through_facts_alone() {
    let checks = root().join("src/doctor/subjects");
    let (modules, mut found) = (gatherers(), Vec::new());
    for file in rust_files(&checks).into_iter().filter(|file| decides(file)) {
        let text = std::fs::read_to_string(&file).unwrap();
        let name = Path::new(&file).strip_prefix(&checks).unwrap().display().to_string();
        let touching = product(&text).into_iter().filter_map(|line| touches(&line, &modules));
        found.extend(touching.map(|io| format!("{name}: {io}")));
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn io_is_known_by_each_of_its_names() {
    for (statement, is_io) in [
        ("use crate::sys::fs::probe;", true),
        ("use crate::sys::fs::{marks, probe::FileKind};", true),
        ("use crate::sys::fs::probe::FileKind;", false),
        ("    let text = crate::sys::fs::read::text(&path, 1);", true),
        ("use crate::{doctor::model::facts::Facts, toolchains::inventory::gos};", true),
        ("    if path.is_file() {", true),
        (
            "    let found = crate::doctor::subjects::compiler::facts::on_path(&facts.env, name);",
            true,
        ),
        ("use crate::doctor::subjects::compiler::facts::{Compiler, on_path};", true),
        ("    let found = facts::on_path(&facts.env, name);", true),
        (
            "use crate::doctor::subjects::{filesystem::places::Places, toolchain::root::Root};",
            false,
        ),
        ("use crate::sys::net::Client;", true),
        ("    if facts.named.is_file(&path)? {", false),
    ] {
        assert_eq!(touches(statement, &gatherers()).is_some(), is_io, "{statement}");
    }
}
