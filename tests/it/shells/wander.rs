//! A long way through a tree in which pins come and go: after every step the shell has the Go that a
//! process which knows nothing of the way would name.

use std::fmt::Write;

use super::world::{World, exe, set, unset, with_powershell};

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

const STEPS: usize = 250;
const PLACES: [&str; 14] = [
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
    "tree/m",
    "tree/m/sub",
    "tree/a/b/c/1/2/3/4/5/6/7/8/9/10/11/12/13/14",
];
const PINS: [(&str, &str); 4] = [
    (".go-version", "1.2V"),
    (".tool-versions", "golang 1.2V"),
    ("go.mod", "module m; go 1.2V"),
    ("go.work", "go 1.2V"),
];

/// What others do meanwhile, or the user by hand: to configuration, Go's own settings, trust, the store,
/// the machine's Go, and to the variables that an activation reads and sets.
fn elsewhere(chance: &mut Chance, shell: &str) -> String {
    let other = "env -u __GOENVMGR_EMIT -u GOENVMGR_VERSION \"$real\"";
    let version = format!("1.2{}", chance.of(&["2.5", "3.1"]));
    let (set, unset) = (|n: &str, value: &str| set(shell, n, value), |n: &str| unset(shell, n));
    let path = if shell == "fish" { "$PATH" } else { "\"$PATH\"" };
    let choice = chance.below(16);
    let line = match choice {
        0 => format!("{other} default {version}"),
        1 => "printf 'toolchain = \"strict\"\\n' >\"$top/data/config.toml\"".to_owned(),
        2 => "rm -f \"$top/data/config.toml\"".to_owned(),
        3 => "mkdir -p \"$top/home/.config/go\"; printf 'GOWORK=off\\n' >\"$top/home/.config/go/env\"".to_owned(),
        4 => "rm -f \"$top/home/.config/go/env\"".to_owned(),
        5 => format!("printf 'GOTOOLCHAIN=go1.23.1+path\\n' >\"$top/data/toolchains/go{version}/go.env\""),
        6 => format!("rm -f \"$top/data/toolchains/go{version}/go.env\""),
        7 => format!("{other} trust \"$top/tree/m\""),
        8 => format!("{other} untrust \"$top/tree/m\""),
        9 => format!("mv \"$top/data/toolchains/go{version}\" \"$top/away{version}\" 2>/dev/null; true"),
        10 => "for v in 1.22.5 1.23.1; mv \"$top/away$v\" \"$top/data/toolchains/go$v\" 2>/dev/null; end; true"
            .replace("; mv", if shell == "fish" { "; mv" } else { "; do mv" })
            .replace("end; true", if shell == "fish" { "end; true" } else { "done; true" }),
        11 => match shell {
            "fish" => "set -gx PATH $top/system/bin $PATH".to_owned(),
            "pwsh" => "$env:PATH = \"$top/system/bin:$env:PATH\"".to_owned(),
            _ => format!("PATH=\"$top/system/bin:\"{path}"),
        },
        12 => "printf 'go1.2%s\\n' 1.9 >\"$top/system/VERSION\"".to_owned(),
        13 => [set("OF_M", "mine"), set("GOROOT", "/mine"), unset("GOROOT")][chance.below(3)].clone(),
        14 => [set("GOENVMGR_TOOLCHAIN", "installed"), unset("GOENVMGR_TOOLCHAIN")]
            [chance.below(2)]
        .clone(),
        _ => [format!("goenvmgr use {version}"), "goenvmgr use".to_owned()][chance.below(2)].clone(),
    };
    match choice {
        0..=10 | 12 if shell == "pwsh" => format!("sh -c '{}'", line.replace('\'', "''")),
        _ => line,
    }
}

/// One step, as every shell reads it. The places are below `$top`.
fn step(chance: &mut Chance) -> String {
    let place = format!("$top/{}", chance.of(&PLACES));
    match chance.below(9) {
        0 => "cd ..".to_owned(),
        1 => format!("cd {}", chance.of(&["/", "/tmp", "/usr/share", "."])),
        2..=5 => format!("cd \"{place}\""),
        6 | 7 => {
            let (name, says) = PINS[chance.below(PINS.len())];
            let says = says.replace('V', chance.of(&["2.5", "3.1"])).replace("; ", "\\n\\n");
            format!("printf '{says}\\n' >\"{place}/{name}\"")
        }
        _ => format!(
            "rm -f \"{place}/.go-version\" \"{place}/.tool-versions\" \"{place}/go.mod\" \"{place}/go.work\""
        ),
    }
}

/// A fresh look is `goenvmgr env`: where the shell is what it should be it has nothing to change.
#[test]
fn wandering_shell_has_after_each_step_what_a_fresh_look_would_give() {
    for (seed, shell) in (1..).zip(with_powershell()) {
        let world = World::with_shells();
        for place in PLACES.iter().filter(|place| !place.contains("link")) {
            std::fs::create_dir_all(world.path(place)).unwrap();
        }
        std::os::unix::fs::symlink("a/b", world.path("tree/link")).unwrap();
        world.write("tree/m/goenvmgr.toml", "[env]\nOF_M = \"of m\"\n");
        world.write("system/VERSION", "go1.26.8\n");
        world.program("system/bin/go", "#!/bin/sh\necho system\n");
        let (top, exe) = (world.show(""), exe());
        let look = format!("'{exe}' env --shell {shell} 2>/dev/null");
        let mut script = match shell {
            "fish" => format!(
                "set real '{exe}'\nset top '{top}'\nfunction look\n  __goenvmgr_prompt\n  set -l diff ({look})\n  if test -n \"$diff\"\n    echo \"after $argv: in $PWD $diff\"\n  end\n  string match -q '*/data/toolchains/*' -- $GOROOT; and echo pinned\nend\n"
            ),
            "pwsh" => format!(
                "$real = $env:real = '{exe}'\n$top = $env:top = '{top}'\nfunction look($step, $number) {{\n  $null = prompt\n\
                 \x20 $diff = (& $real env --shell powershell 2>$null | Where-Object {{ $_ -ne '#goenvmgr' }}) -join '; '\n\
                 \x20 if ($diff) {{ \"after step ${{number}}: in $PWD $diff\" }}\n  if (\"$env:GOROOT\" -like '*/data/toolchains/*') {{ 'pinned' }}\n}}\n"
            ),
            _ => format!(
                "real='{exe}'\ntop='{top}'\nlook() {{\n  __goenvmgr_hook\n  diff=\"$({look})\"\n  [ -z \"$diff\" ] || echo \"after $*: in $PWD $diff\"\n  case \"${{GOROOT-}}\" in */data/toolchains/*) echo pinned ;; esac\n}}\n"
            ),
        };
        let mut chance = Chance(seed);
        for number in 0..STEPS {
            let step = match chance.below(4) {
                0 => elsewhere(&mut chance, shell),
                _ => step(&mut chance),
            };
            writeln!(script, "{step}; look step {number}").unwrap();
        }
        let said = world.script(shell, &[], &script);
        let wrong: Vec<&str> = said.lines().filter(|line| line.starts_with("after ")).collect();
        assert!(wrong.is_empty(), "{shell}: {wrong:#?}\n{script}");
        let pinned = said.lines().filter(|line| *line == "pinned").count();
        assert!((STEPS / 10..STEPS).contains(&pinned), "{shell}: {pinned} had a Go:\n{said}");
        let asked = std::fs::read_to_string(world.path("log")).unwrap_or_default().lines().count();
        assert!(asked < STEPS * 3 / 4, "{shell}: {asked} questions");
    }
}
