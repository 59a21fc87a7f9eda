//! A repository's pin file that is a link to a secret of its reader's: no message, no JSON and no
//! prompt quotes what stands there.

use std::os::unix::fs::symlink;

use super::world::{World, with_powershell};

const SECRET: &str = "s3cr3tOfMine";

/// Each kind of file that decides, with a secret where the version, a key or a word should be.
const FILES: [(&str, &str); 16] = [
    (".go-version", "SECRET\n"),
    (".go-version", "1.22.5:SECRET\n"),
    (".go-version", "TOKEN=SECRET\n"),
    (".tool-versions", "golang SECRET\n"),
    (".tool-versions", "golang ref:SECRET\n"),
    ("goenvmgr.toml", "go = \"SECRET\"\n"),
    ("goenvmgr.toml", "SECRET\n"),
    ("goenvmgr.toml", "SECRET = \"SECRET\"\n"),
    ("goenvmgr.toml", "TOKEN=SECRET\n"),
    ("go.mod", "SECRET\n"),
    ("go.mod", "go SECRET\n"),
    ("go.mod", "module m\ngo 1.22.5\ntoolchain go1.22.5 SECRET\n"),
    ("go.mod", "module m\ngo 1.22.5\ntoolchain SECRET\n"),
    ("go.work", "go 1.22.5\ntoolchain SECRET\n"),
    ("../data/config.toml", "SECRET = 1\n"),
    ("../data/config.toml", "default = \"SECRET\"\n"),
];

fn planted(name: &str, text: &str) -> World {
    let world = World::with_shells();
    world.write("secret", &text.replace("SECRET", SECRET));
    symlink(world.path("secret"), world.path("p").join(name)).unwrap();
    world
}

#[test]
fn pin_file_is_not_quoted_where_it_holds_no_version() {
    for (name, text) in FILES {
        let world = planted(name, text);
        for words in [
            "current",
            "current --format json",
            "explain",
            "explain --format json",
            "check --format json",
            "env",
            "which go",
            "pin 1.22.5 --dry-run",
            "doctor --mode quick --format json",
        ] {
            let mut command = world.command(super::world::exe());
            let output = command.args(words.split(' ')).current_dir(world.path("p"));
            let output = output.output().unwrap();
            for stream in [&output.stdout, &output.stderr] {
                let said = String::from_utf8_lossy(stream);
                assert!(!said.contains(SECRET), "{name} {text:?}: {words}:\n{said}");
            }
        }
    }
}

#[test]
fn prompt_quotes_no_secret_and_still_says_what_is_wrong() {
    for shell in with_powershell() {
        let said = planted(".go-version", "SECRET\n").script(shell, &[], "cd p; p in");
        assert!(!said.contains(SECRET), "{shell}:\n{said}");
        assert!(said.contains(".go-version:1: 12 characters"), "{shell}:\n{said}");
        let said = planted(".go-version", "1.22.5.1\n").script(shell, &[], "cd p; p in");
        assert!(said.contains("\"1.22.5.1\" is not a Go version"), "{shell}:\n{said}");
    }
}
