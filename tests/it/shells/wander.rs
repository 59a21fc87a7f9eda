//! A long way through a tree in which pins come and go: after every step the shell has the Go that a
//! process which knows nothing of the way would name.

use std::fmt::Write;

use super::world::{SHELLS, World, exe};

/// The same steps at every run, whatever the machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}

const PLACES: [&str; 12] = [
    "tree",
    "tree/a",
    "tree/a/b",
    "tree/a/b/c",
    "tree/a/B",
    "tree/a/q'x",
    "tree/d e",
    "tree/d e/f",
    "tree/z/z",
    "tree/link",
    "tree/link/c",
    "tree/a/b/c/1/2/3/4/5/6/7/8/9/10/11/12/13/14",
];
const PINS: [(&str, &str); 4] = [
    (".go-version", "1.2V"),
    (".tool-versions", "golang 1.2V"),
    ("go.mod", "module m; go 1.2V"),
    ("go.work", "go 1.2V"),
];

/// One step, as all three shells read it. The places are below `$top`.
fn step(chance: &mut Chance) -> String {
    let place = format!("\"$top/{}\"", chance.of(&PLACES));
    match chance.below(8) {
        0 => "cd ..".to_owned(),
        1 => format!("cd {}", chance.of(&["/", "/tmp", "/usr/share", "."])),
        2..=4 => format!("cd {place}"),
        5 | 6 => {
            let (name, says) = PINS[chance.below(PINS.len())];
            let says = says.replace('V', chance.of(&["2.5", "3.1"])).replace("; ", "\\n\\n");
            format!("printf '{says}\\n' >{place}/{name}")
        }
        _ => format!(
            "rm -f {place}/.go-version {place}/.tool-versions {place}/go.mod {place}/go.work"
        ),
    }
}

#[test]
fn shell_has_what_a_fresh_look_would_give_after_any_way() {
    for (seed, shell) in (1..).zip(SHELLS) {
        let world = World::with_shells();
        for place in PLACES.iter().filter(|place| !place.contains("link")) {
            std::fs::create_dir_all(world.path(place)).unwrap();
        }
        std::os::unix::fs::symlink("a/b", world.path("tree/link")).unwrap();
        let (top, exe) = (world.show(""), exe());
        let look = format!("env -u GOROOT PATH=/usr/bin:/bin '{exe}' which 2>/dev/null");
        let mut script = match shell {
            "fish" => format!(
                "set top '{top}'\nfunction look\n  __goenvmgr_prompt\n  set -l got (command -s go)\n  set -l want ({look})\n  if test \"$got\" != \"$want\"\n    echo \"after $argv: in $PWD $got, not $want\"\n  end\n  test -n \"$got\"; and echo pinned\nend\n"
            ),
            _ => format!(
                "top='{top}'\nlook() {{\n  __goenvmgr_hook\n  got=\"$(command -v go)\"\n  want=\"$({look})\"\n  [ \"$got\" = \"$want\" ] || echo \"after $*: in $PWD $got, not $want\"\n  [ -z \"$got\" ] || echo pinned\n}}\n"
            ),
        };
        let mut chance = Chance(seed);
        for number in 0..300 {
            writeln!(script, "{}; look step {number}", step(&mut chance)).unwrap();
        }
        let said = world.script(shell, &[], &script);
        let wrong: Vec<&str> = said.lines().filter(|line| line.starts_with("after ")).collect();
        assert!(wrong.is_empty(), "{shell}: {wrong:#?}");
        let pinned = said.lines().filter(|line| *line == "pinned").count();
        assert!((30..270).contains(&pinned), "{shell}: {pinned} of 300 steps had a Go:\n{said}");
    }
}
