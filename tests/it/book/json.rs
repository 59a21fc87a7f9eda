//! `docs/json.md`: the keys of what each command prints with `--format json`, read off what it prints. A key that
//! goes is a line of this page that goes. `UPDATE=1` rewrites it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde_json::Value;

use super::is_current;
use super::reader::Reader;
use crate::self_update::releases::{NEWEST, Release, Site};
use crate::support::world::{Ran, World};
use crate::tools::fake;

const HEAD: &str = "\
# Keys of the JSON output

With `--format json` a command prints one JSON value on standard output, and nothing else there; words for people go to
standard error. Exit codes are the same. Keys are added, never renamed or taken away within a version; what is not known
is `null`. Below a heading stands what `--help` says of it, and then what was read off what the command printed in a test: a key
that is there only where there is something to say may be missing there, `[]` is each of a list, `*` a name that is data.

`doctor` and `health` have a schema, `schema/doctor.json`, and goenvmgr.toml another, `schema/goenvmgr.schema.json`.

";

/// In this order, in one home: the command, and what it is run with.
const READ: [(&str, &[&str]); 47] = [
    ("install", &["--dry-run", "1.22.5"]),
    ("install", &["1.22.5", "1.99.0"]),
    ("default", &["1.22"]),
    ("alias set", &["work", "1.22"]),
    ("alias list", &[]),
    ("alias", &[]),
    ("pin", &["1.22.5"]),
    ("current", &[]),
    ("explain", &[]),
    ("env", &[]),
    ("check", &[]),
    ("which", &["go"]),
    ("list", &[]),
    ("verify", &[]),
    ("config", &[]),
    ("config list", &[]),
    ("config get", &["verify"]),
    ("link", &["mygo", "src/go"]),
    ("unlink", &["mygo"]),
    ("roots", &[]),
    ("roots list", &[]),
    ("trust", &[]),
    ("lock", &[]),
    ("outdated", &[]),
    ("upgrade", &["--dry-run"]),
    ("import", &["--dry-run", "goenv"]),
    ("setup", &["--dry-run", "--shell", "bash"]),
    ("ide", &["vscode"]),
    ("du", &[]),
    ("clean", &["--stale", "--dry-run"]),
    ("why", &["example.com/needed"]),
    ("generations", &[]),
    ("generations list", &[]),
    ("generations show", &["1"]),
    ("generations diff", &["1"]),
    ("generations switch", &["1", "--dry-run"]),
    ("generations prune", &["--dry-run"]),
    ("health list", &[]),
    ("health run", &["--only", "custom"]),
    ("health gate", &["--only", "custom"]),
    ("health status", &[]),
    ("health history", &[]),
    ("doctor", &["--only", "path.go"]),
    ("alias remove", &["work"]),
    ("uninstall", &["--dry-run", "1.22.5"]),
    ("self uninstall", &["--dry-run"]),
    ("mirror create", &["mirror", "1.22.5"]),
];

const MIRROR: [(&str, &[&str]); 3] = [
    ("mirror update", &["mirror", "1.23"]),
    ("mirror verify", &["mirror"]),
    ("mirror prune", &["mirror", "--forget", "1.23", "--yes"]),
];

const TOOLS: [(&str, &[&str]); 4] = [
    ("tools sync", &[]),
    ("tools list", &[]),
    ("tools outdated", &[]),
    ("tools rebuild", &["gopls"]),
];

/// What `schema/doctor.json` describes.
const WITH_SCHEMA: [&str; 3] = ["doctor", "health run", "health gate"];

/// What each command's values hold, by path.
type Keys = BTreeMap<String, BTreeMap<String, BTreeSet<&'static str>>>;

#[test]
fn page_of_json_keys_is_current() {
    let (mut keys, reader) = (Keys::new(), reader());
    let ours = |words: &[&str]| reader.ours(words);
    READ.iter().chain(&MIRROR).for_each(|row| note(&mut keys, *row, ours));
    let world = with_tools();
    TOOLS.iter().for_each(|row| note(&mut keys, *row, |words| world.run(words)));
    let site = Site::new();
    site.publish(&Release::new(NEWEST));
    note(&mut keys, ("self update", &["--dry-run"]), |words| site.run(words));
    let defined = with_json(&goenvmgr::cli::definition(), "");
    let known: BTreeSet<String> = keys.keys().cloned().collect();
    assert_eq!(known, defined, "a command that prints JSON and stands in no row, or the other way");
    let mut text = HEAD.to_owned();
    for (command, keys) in &keys {
        writeln!(text, "## goenvmgr {command}\n").unwrap();
        if WITH_SCHEMA.contains(&&**command) {
            text.push_str("As `schema/doctor.json` says.\n\n");
            continue;
        }
        if let Some(words) = in_words(command) {
            writeln!(text, "{words}\n").unwrap();
        }
        let lines = keys.iter().map(|(path, kinds)| {
            let kinds: Vec<&str> = kinds.iter().copied().collect();
            format!("{path}  {}", kinds.join(" or "))
        });
        writeln!(text, "```text\n{}\n```\n", lines.collect::<Vec<_>>().join("\n")).unwrap();
    }
    is_current("docs/json.md", &format!("{}\n", text.trim_end()));
}

/// What its `--help` says of its JSON, as one line that is no Markdown.
fn in_words(command: &str) -> Option<String> {
    let helps = super::tables::helps(&goenvmgr::cli::definition(), "");
    let (_, help) = helps.into_iter().find(|(name, _)| name == command)?;
    let words = help.split("\n\n").find_map(|part| part.trim().strip_prefix("JSON:"))?.to_owned();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(words.replace('[', "\\[").replace('*', "\\*").replace('<', "\\<").replace('_', "\\_"))
}

/// A home in which there is something to say.
fn reader() -> Reader {
    let mut reader = Reader::new();
    super::moved::goroot(&reader, "src/go");
    super::moved::goroot(&reader, ".goenv/versions/1.22.5");
    reader.file(".goenv/version", "1.22.5\n");
    reader.file(".bashrc", "eval \"$(goenv init -)\"\n");
    reader.file("go.mod", "module m\n\ngo 1.20\n\nrequire example.com/needed v1.0.0\n");
    reader.file(
        "go.sum",
        "example.com/needed v1.0.0 h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
    );
    reader.file("mod/example.com/needed@v1.0.0/go.mod", "module example.com/needed\n");
    reader
        .file("mod/cache/download/example.com/needed/@v/v1.0.0.mod", "module example.com/needed\n");
    let cache = reader.home().join("mod");
    reader.world.set("GOMODCACHE", cache);
    reader.file(
        "goenvmgr.toml",
        "go = \"1.22.5\"\n[env]\nA = \"b\"\n[[check]]\nname = \"fine\"\ntype = \"command\"\nargv = [\"true\"]\n",
    );
    reader.ours(&["roots", "add", "."]).exits(0);
    reader
}

fn with_tools() -> World {
    let manifest = format!("go = \"{}\"\n[tools]\ngopls = \"0.16.1\"\n", fake::OLD);
    fake::world(&manifest).var("GOPROXY", "off")
}

fn note(keys: &mut Keys, (command, more): (&str, &[&str]), ours: impl Fn(&[&str]) -> Ran) {
    let words: Vec<&str> =
        command.split(' ').chain(["--format", "json"]).chain(more.iter().copied()).collect();
    let done = ours(&words);
    let value: Value = serde_json::from_str(&done.stdout)
        .unwrap_or_else(|error| panic!("{words:?}: {error}: {done:?}"));
    assert!(done.code <= 3, "{words:?}: {done:?}");
    collect(&value, String::new(), keys.entry(command.to_owned()).or_default());
}

fn collect(value: &Value, path: String, keys: &mut BTreeMap<String, BTreeSet<&'static str>>) {
    let kind = match value {
        Value::Object(all) if !all.is_empty() => {
            for (key, value) in all {
                // A name of the user's, a platform, a variable.
                let plain =
                    key.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
                let key = if plain { key } else { "*" };
                let dot = if path.is_empty() { "" } else { "." };
                collect(value, format!("{path}{dot}{key}"), keys);
            }
            return;
        }
        Value::Array(items) if !items.is_empty() => {
            items.iter().for_each(|item| collect(item, format!("{path}[]"), keys));
            return;
        }
        Value::Object(_) => "object",
        Value::Array(_) => "list",
        Value::Null => "null",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "number",
        Value::String(_) => "text",
    };
    keys.entry(if path.is_empty() { ".".to_owned() } else { path }).or_default().insert(kind);
}

/// The commands that take `--format json`.
fn with_json(command: &clap::Command, name: &str) -> BTreeSet<String> {
    let is_json = |argument: &clap::Arg| {
        argument.get_id() == "format"
            && argument.get_possible_values().iter().any(|value| value.get_name() == "json")
    };
    let mut all = BTreeSet::new();
    if command.get_arguments().any(is_json) {
        all.insert(name.to_owned());
    }
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        all.extend(with_json(below, format!("{name} {}", below.get_name()).trim()));
    }
    all
}
