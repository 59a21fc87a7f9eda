//! `docs/pictures/`: what the program prints, with its colours. A test prints it again, and compares all but what
//! differs from run to run; `UPDATE=1` makes them, the install by a real one.

use std::fs;

use anstyle_svg::{Term, WIN10_CONSOLE};

use super::path;
use super::reader::Reader;
use crate::support::real_go;
use crate::support::world::{Ran, World, exe, ran};

/// What is typed, and what comes: a line of a terminal each.
struct Cast(String);

impl Cast {
    fn new() -> Self {
        Self(String::new())
    }

    fn typed(mut self, line: &str, printed: &str) -> Self {
        self.0.push_str(&format!("\u{1b}[1m$ {line}\u{1b}[0m\n{printed}"));
        self
    }

    /// As a picture. No address of this machine's is in it.
    fn drawn(&self) -> String {
        let url = regex::Regex::new(r"https?://[^\s)\x1b]+").unwrap();
        let hash = regex::Regex::new(r"(h1:[A-Za-z0-9+/]{8})[A-Za-z0-9+/]+=").unwrap();
        let text = url.replace_all(self.0.trim_end(), "https://…");
        let text = hash.replace_all(&text, "$1…");
        Term::new().palette(WIN10_CONSOLE).render_svg(&text)
    }
}

/// A picture without what differs from run to run: numbers, sizes, hashes, the name of a database.
fn shape(picture: &str) -> String {
    let mut shape = picture.to_owned();
    for (what, by) in [
        (r"h1:[A-Za-z0-9+/]+", "h1:"),
        (r"sum\.(golang\.org|test)", "DATABASE"),
        (r"\d[\d.]* (B|kB|MB|GB)\b", "SIZE"),
        (r"\d+(\.\d+)*", "0"),
    ] {
        shape = regex::Regex::new(what).unwrap().replace_all(&shape, by).into_owned();
    }
    shape
}

#[track_caller]
fn is_current(name: &str, now: &Cast, real: impl FnOnce() -> Cast) {
    let (file, now) = (path(&format!("docs/pictures/{name}.svg")), now.drawn());
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, real().drawn()).unwrap();
    }
    let there = fs::read_to_string(&file).unwrap_or_default();
    assert!(
        shape(&there) == shape(&now),
        "{name}.svg is stale; UPDATE=1 tests/run book::pictures\n{there}\n{now}"
    );
}

fn of(reader: &Reader, dir: &str, args: &[&str]) -> String {
    let mut command = reader.command(exe());
    command.current_dir(reader.home().join(dir)).args(["--color", "always"]).args(args);
    let done = ran(command);
    reader.as_in_the_book(&as_on_a_terminal(&done))
}

/// Both streams in their order: progress, the answer, and what to type next.
fn as_on_a_terminal(done: &Ran) -> String {
    let (hints, progress): (Vec<_>, Vec<_>) =
        done.stderr.split_inclusive('\n').partition(|line| line.contains("hint:"));
    progress.concat() + &done.stdout + &hints.concat()
}

const INSTALL: [&[&str]; 2] = [&["install", "1.22.5"], &["verify", "1.22.5"]];

#[test]
fn picture_of_an_install_is_current() {
    let mut reader = Reader::new();
    reader.world.set("GOENVMGR_SOURCES", "goproxy");
    let cast = INSTALL.iter().fold(Cast::new(), |cast, args| {
        cast.typed(&format!("goenvmgr {}", args.join(" ")), &of(&reader, "", args))
    });
    is_current("install", &cast, really);
}

/// The same of Go's own, through what this machine reaches.
fn really() -> Cast {
    let world = real_go::world();
    INSTALL.iter().fold(Cast::new(), |cast, args| {
        let mut command = world.ours(&[&["--color", "always"], *args].concat());
        let done = ran(command.env_remove("GOENVMGR_HOME"));
        assert_eq!(done.code, 0, "{done:?}");
        cast.typed(
            &format!("goenvmgr {}", args.join(" ")),
            &in_the_book(&world, &as_on_a_terminal(&done)),
        )
    })
}

fn in_the_book(world: &World, text: &str) -> String {
    text.replace(&world.show("user"), "/home/you")
}

#[test]
fn picture_of_explain_is_current() {
    let mut reader = Reader::new();
    let system = reader.world.path("system");
    reader.world.goroot(&system, "1.24.1");
    reader.world.set("PATH", format!("{}/bin:/usr/bin:/bin", system.display()));
    reader.means("/usr/local/go", system.to_str().unwrap());
    reader.ours(&["install", "1.22.5", "--quiet"]).exits(0);
    reader.ours(&["default", "1.22.5"]).exits(0);
    reader.file("demo/go.mod", "module demo\ngo 1.21\n");
    reader.file("demo/service/.go-version", "1.22.5\n");
    let cast = Cast::new().typed("goenvmgr explain", &of(&reader, "demo/service", &["explain"]));
    is_current("explain", &cast, || Cast(cast.0.clone()));
}

/// A line that somebody wrote below ours, in one of five shells.
#[test]
fn picture_of_check_is_current() {
    let reader = Reader::new();
    reader.ours(&["install", "1.22.5", "--quiet"]).exits(0);
    reader.ours(&["default", "1.22.5"]).exits(0);
    for shell in ["bash", "zsh", "fish", "elvish", "nu"] {
        reader.ours(&["setup", "--quiet", "--shell", shell]).exits(0);
    }
    reader.world.goroot(&reader.home().join("old/go"), "1.19.3");
    let rc = reader.home().join(".zshrc");
    let line = "export PATH=$HOME/old/go/bin:$PATH\n";
    fs::write(&rc, fs::read_to_string(&rc).unwrap() + line).unwrap();
    let cast = Cast::new()
        .typed("goenvmgr check --all-shells", &of(&reader, "", &["check", "--all-shells"]));
    is_current("check", &cast, || Cast(cast.0.clone()));
}

/// Two lines of an old `.bashrc`, beside this machine's own Go.
#[test]
fn picture_of_doctor_is_current() {
    let mut reader = Reader::new();
    reader.world.set("PATH", "/usr/local/go/bin:/usr/bin:/bin");
    reader.world.set("GOPATH", "go");
    reader.world.set("GOFLAGS", "-nosuch");
    let cast = Cast::new().typed("goenvmgr doctor", &of(&reader, "", &["doctor"]));
    is_current("doctor", &cast, || Cast(cast.0.clone()));
}
