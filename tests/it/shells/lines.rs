//! A directory whose name has a line break, and marks that no reader sees: what is said of it starts
//! no line of its own and hides nothing.

use super::world::World;

const NAME: &str = "p\n::error::planted\u{2028}\u{200f}\u{202e}\u{e0041}";

#[test]
fn name_starts_no_line_in_what_people_read() {
    let world = World::with_shells();
    for (file, text) in [
        (".go-version", "nonsense\n"),
        ("goenvmgr.toml", "unknown = 1\n"),
        ("go.mod", "module m\ngo nonsense\n"),
        (".tool-versions", "golang 1.99\n"),
    ] {
        let name = format!("{NAME}/{file}").replace('/', &format!(" {file}/"));
        world.write(&name, text);
        let dir = world.path(&name).parent().unwrap().to_owned();
        for words in [
            "current",
            "explain",
            "check",
            "trust --yes",
            "env",
            "which go",
            "roots",
            "roots add .",
            "roots",
            "roots remove .",
            "why go",
            "verify ./no",
            "pin 1.22.5 --dry-run",
            "clean --stale --dry-run",
            "setup --dry-run --shell bash",
            "doctor --mode quick",
        ] {
            let mut command = world.command(super::world::exe());
            let output = command.args(words.split(' ')).current_dir(&dir).output().unwrap();
            for stream in [&output.stdout, &output.stderr] {
                let said = String::from_utf8_lossy(stream);
                let starts = said.lines().any(|line| line.trim_start().starts_with("::error::"));
                let hides = said.chars().any(|c| "\u{2028}\u{200f}\u{202e}\u{e0041}".contains(c));
                // What the shell is to evaluate is exact, in quotes.
                assert!(words == "env" || !(starts || hides), "{file}, {words}:\n{said}");
            }
        }
    }
}

#[test]
fn which_prints_the_very_path_where_a_program_reads_it() {
    let world = World::with_shells();
    let home = world.path("data");
    let odd = world.path("da\nta");
    std::fs::rename(&home, &odd).unwrap();
    world.write("p/.go-version", "1.22.5\n");
    let mut command = world.command(super::world::exe());
    command.args(["which", "go"]).env("GOENVMGR_HOME", &odd).current_dir(world.path("p"));
    let said = command.output().unwrap();
    let expected = format!("{}/toolchains/go1.22.5/bin/go\n", odd.display());
    assert_eq!(String::from_utf8_lossy(&said.stdout), expected, "{said:?}");
}
