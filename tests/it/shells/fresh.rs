//! `check --all-shells`: fresh shells of the user's, with start-up files that work, break and hang.

use std::path::Path;
use std::time::{Duration, Instant};

use super::world::{World, exe};

const PROFILE: &str = "if [ -n \"$BASH_VERSION\" ]; then\n  . \"$HOME/.bashrc\"\nfi\n";
const GUARD: &str = "case $- in *i*) ;; *) return ;; esac\n";

/// A home with all four shells, `setup` done, and a pin in `p`.
fn settled(files: &[(&str, &str)]) -> World {
    let world = World::with_shells();
    world.write("p/.go-version", "1.22.5\n");
    for (name, text) in [
        (".bashrc", GUARD),
        (".profile", PROFILE),
        (".zshrc", ""),
        (".config/fish/config.fish", ""),
    ] {
        world.write(&format!("home/{name}"), text);
    }
    world.shims();
    let done = goenvmgr(&world, &["setup"]);
    assert!(done.0 == 0, "{}", done.1);
    for (name, text) in files {
        let old = std::fs::read_to_string(world.path(&format!("home/{name}"))).unwrap_or_default();
        world.write(&format!("home/{name}"), &text.replace("{}", &old));
    }
    world
}

fn goenvmgr(world: &World, args: &[&str]) -> (i32, String) {
    let mut command = world.command(exe());
    command.args(args).env("SHELL", "/bin/bash").current_dir(world.path("p"));
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    (output.status.code().unwrap_or(-1), said.replace(&world.show(""), "W/"))
}

/// The matrix, one line per shell: the verdicts in the order of the columns.
fn matrix(world: &World) -> (i32, serde_json::Value, String) {
    let (code, said) =
        goenvmgr(world, &["check", "--all-shells", "--format", "json", "--time-limit", "30"]);
    let json: serde_json::Value =
        serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}: {said}"));
    let rows = json["shells"].as_array().unwrap().iter().map(|row| {
        let modes = row["modes"].as_array().unwrap().iter();
        let verdicts: Vec<&str> = modes.map(|told| told["verdict"].as_str().unwrap()).collect();
        format!("{}: {}", row["name"].as_str().unwrap(), verdicts.join(" "))
    });
    let rows = rows.collect::<Vec<_>>().join("\n");
    (code, json, rows)
}

#[test]
fn home_that_is_set_up_matches_in_every_shell() {
    let world = settled(&[]);
    let (code, json, rows) = matrix(&world);
    assert_eq!(
        rows,
        "bash: matches matches matches inherits\n\
         zsh: matches matches matches matches\n\
         fish: matches matches matches matches\n\
         sh: matches inherits matches inherits",
        "{json:#}"
    );
    assert_eq!((code, json["matches"].as_bool()), (0, Some(true)));
    assert_eq!(json["version"], "1.22.5");
    let (code, said) = goenvmgr(&world, &["check", "--all-shells", "--time-limit", "30"]);
    assert_eq!(code, 0, "{said}");
    let table: Vec<&str> = said.lines().take(5).collect();
    assert!(table[0].starts_with("SHELL  LOGIN+INTERACTIVE  INTERACTIVE  LOGIN"), "{said}");
    assert!(said.lines().all(|line| line.len() <= 80), "{said}");
    assert!(said.contains("fresh shells match: go1.22.5 (W/p/.go-version:1)"), "{said}");
}

#[test]
fn home_that_is_not_set_up_says_so_for_each_shell() {
    let world = World::with_shells();
    world.write("p/.go-version", "1.22.5\n");
    world.write("home/.bashrc", GUARD);
    world.write("home/.zshrc", "");
    let (code, json, rows) = matrix(&world);
    assert_eq!(rows, "bash: drift drift drift inherits\nzsh: drift drift drift drift", "{json:#}");
    assert_eq!(code, 1);
    let (_, said) = goenvmgr(&world, &["check", "--all-shells", "--time-limit", "30"]);
    assert!(said.contains("type    goenvmgr setup --shell zsh\n"), "{said}");
    assert_eq!(
        said.matches("zsh login+interactive, interactive, login, script:").count(),
        1,
        "{said}"
    );
}

/// Every row of the measured pitfalls, in one home each.
#[test]
fn startup_files_that_do_wrong_are_named() {
    // File, its text around what setup wrote, the row that changes, and what is said.
    for (file, text, row, told) in [
        (
            ".bashrc",
            "{}export GOROOT=/opt/other\n",
            "bash: drift drift matches inherits",
            "set by  W/home/.bashrc:",
        ),
        (
            ".bashrc",
            "{}PATH=/W:$PATH\n",
            "bash: matches drift matches inherits",
            "is      W/other/go",
        ),
        (
            ".bashrc",
            "{}alias go='echo no'\n",
            "bash: drift drift matches inherits",
            "it is an alias in bash",
        ),
        (".zshenv", "{}go() { :; }\n", "zsh: drift drift drift drift", "it is a function in zsh"),
        (
            ".zshrc",
            "exit 3\n{}",
            "zsh: no-answer no-answer matches matches",
            "ended with 3 before it could answer",
        ),
        (
            ".config/fish/config.fish",
            "{}exec cat\n",
            "fish: no-answer no-answer no-answer no-answer",
            "ended with 0 before it could answer",
        ),
        (".bashrc", "if then\n{}", "bash: matches drift matches inherits", "says    "),
        (
            ".zshrc",
            "{}head -c 300000 /dev/zero | tr '\\0' x\necho\nsleep 300 &\n",
            "zsh: matches matches matches matches",
            "",
        ),
        (".zshrc", "{}exec yes\n", "zsh: flood flood matches matches", "it prints and prints"),
        (
            ".bashrc",
            "[ -n \"$TMUX\" ] || exec true\n{}",
            "bash: matches matches matches inherits",
            "unless they run in tmux",
        ),
    ] {
        let world = settled(&[]);
        world.program("other/go", "#!/bin/sh\n");
        let whole = format!("home/{file}");
        let old = std::fs::read_to_string(world.path(&whole)).unwrap_or_default();
        let text = text.replace("{}", &old).replace("/W", &world.show("other"));
        world.write(&whole, &text);
        let (code, json, rows) = matrix(&world);
        assert!(rows.lines().any(|line| line == row), "{row}\n{rows}\n{file} {text}\n{json:#}");
        let (human_code, said) = goenvmgr(&world, &["check", "--all-shells", "--time-limit", "30"]);
        assert_eq!(code, human_code);
        assert_eq!(
            code == 0,
            !rows.contains("drift") && !rows.contains("no-") && !rows.contains("flood")
        );
        assert!(said.contains(told), "{file} {text}: {said}");
    }
}

/// Only a line that can have run is blamed: one with this very value.
#[test]
fn check_all_shells_blames_no_line_that_never_ran() {
    let check = |files: &[(&str, &str)]| {
        let world = settled(files);
        world.program("other/go", "#!/bin/sh\n");
        goenvmgr(&world, &["check", "--all-shells", "--time-limit", "30"]).1
    };
    let never = "if false; then\n  export GOROOT=/opt/never\nfi\n";
    let said = check(&[(".bashrc", &format!("{never}{{}}unset GOROOT\n"))]);
    assert!(said.contains("is      not set") && !said.contains("set by"), "{said}");
    assert!(!said.contains("take out"), "{said}");
    let said = check(&[(".bashrc", &format!("{{}}{never}export GOROOT=\"$HOME/other\"\n"))]);
    let line = said.lines().find(|line| line.contains("set by")).unwrap_or_default();
    let number: usize =
        line.rsplit(':').next().unwrap().parse().unwrap_or_else(|_| panic!("{said}"));
    let shown = said.lines().find(|line| line.contains("take out")).unwrap_or_default();
    assert!(shown.contains(&format!(".bashrc:{number},")), "{said}");
    assert!(said.contains("is      W/home/other"), "{said}");
    // A login shell ran one of two alike; an interactive one has neither's value at its end.
    let all =
        check(&[(".bashrc", &format!("export GOROOT=/opt/never\n{{}}{never}unset GOROOT\n"))]);
    let set_by = all.lines().filter(|line| line.contains("set by")).collect::<Vec<_>>();
    assert!(set_by.len() == 1, "{all}");
    assert!(set_by[0].contains("set by  W/home/.bashrc:1 or W/home/.bashrc:"), "{all}");
    let never = "if false; then\n  PATH=/usr/local/go/bin:$PATH\nfi\n";
    let path = check(&[(".zshrc", &format!("{never}{{}}PATH=$HOME/../other:$PATH\n"))]);
    assert!(path.contains("another go comes first") && !path.contains("set by"), "{path}");
}

/// Go's own line, appended as its manual has it and put in front as many have it, above and below
/// ours: each cure that is printed is followed to the letter, and then all is well.
#[test]
fn check_all_shells_prints_cures_that_cure_a_line_for_another_go() {
    let lines = [
        (".bashrc", "export PATH=$PATH:/W", "export PATH=/W:$PATH"),
        (".profile", "export PATH=$PATH:/W", "export PATH=/W:$PATH"),
        (".zshrc", "export PATH=$PATH:/W", "export PATH=/W:$PATH"),
        (".zlogin", "path+=(/W)", "path=(/W $path)"),
        (".config/fish/config.fish", "set -gx PATH $PATH /W", "set -gx PATH /W $PATH"),
    ];
    for in_front in [false, true] {
        let world = settled(&[]);
        // Two fish that make it at the same moment complain of each other.
        std::fs::create_dir_all(world.path("home/.local/share/fish")).unwrap();
        let dir = world.show("other/go/bin");
        world.program("other/go/bin/go", "#!/bin/sh\n");
        for (file, appended, prepended) in lines {
            let line = if in_front { prepended } else { appended }.replace("/W", &dir);
            let file = format!("home/{file}");
            let old = std::fs::read_to_string(world.path(&file)).unwrap_or_default();
            // None of ours stands in .zlogin.
            let above = if old.is_empty() { "" } else { line.as_str() };
            world.write(&file, &format!("{above}\n{old}{line}\n"));
        }
        let told = |world: &World| {
            let (code, said) = goenvmgr(world, &["check", "--all-shells", "--time-limit", "30"]);
            let (_, order) = goenvmgr(world, &["doctor", "--only", "shell.order"]);
            (code, said, order)
        };
        let (code, said, order) = told(&world);
        if !in_front {
            assert_eq!(code, 0, "{said}");
            assert!(!order.contains("shell.order:"), "{order}");
            continue;
        }
        assert_eq!(code, 1, "{said}");
        let cures: std::collections::BTreeSet<&str> =
            said.lines().filter_map(|line| line.trim().strip_prefix("type ")).collect();
        assert!(cures.len() >= 4, "{said}");
        let mut places = Vec::new();
        for cure in &cures {
            let named = cure.trim().strip_prefix("take out ").unwrap_or_else(|| panic!("{said}"));
            for place in named.split(',').next().unwrap().split(" and ") {
                assert!(order.contains(place), "{place}: {order}");
                let place = place.strip_prefix("W/").unwrap_or_else(|| panic!("{said}"));
                places.push(place.rsplit_once(':').unwrap());
            }
        }
        for (file, line) in places {
            let text = std::fs::read_to_string(world.path(file)).unwrap();
            let line: usize = line.parse().unwrap();
            let mut lines: Vec<&str> = text.lines().collect();
            lines[line - 1] = "";
            world.write(file, &(lines.join("\n") + "\n"));
        }
        let (code, said, order) = told(&world);
        assert!(code == 0 && !order.contains("shell.order:"), "{said}\n{order}");
    }
}

/// One that never ends is killed at its limit with all that it started, ears shut or not.
#[test]
fn start_up_files_that_hang_are_cut_off_and_leave_nothing_running() {
    let pids = |world: &World| std::fs::read_to_string(world.path("pids")).unwrap_or_default();
    for (file, hang) in [
        (".zshenv", "sleep 300 & echo $! >>/P; trap '' TERM INT HUP; echo $$ >>/P; wait\n"),
        (".config/fish/config.fish", "echo $fish_pid >>/P; sh -c 'echo $$ >>/P; exec sleep 300'\n"),
    ] {
        let world = settled(&[]);
        let name = format!("home/{file}");
        let old = std::fs::read_to_string(world.path(&name)).unwrap_or_default();
        world.write(&name, &format!("{old}{}", hang.replace("/P", &world.show("pids"))));
        let begun = Instant::now();
        let (code, said) = goenvmgr(&world, &["check", "--all-shells", "--time-limit", "2"]);
        assert_eq!(code, 1, "{said}");
        assert!(begun.elapsed() < Duration::from_secs(30), "{said}");
        assert!(said.contains("time limit   time limit"), "{said}");
        assert!(said.contains("still running after 2 s"), "{said}");
        let started = pids(&world);
        assert!(started.lines().count() >= 2, "{started}");
        let deadline = Instant::now() + Duration::from_secs(20);
        for pid in started.lines() {
            let exe = format!("/proc/{pid}/exe");
            // A number may be another's by now; then its program is no shell of this test.
            let runs = || std::fs::read_link(&exe).is_ok_and(|exe| is_theirs(&exe));
            while runs() && Instant::now() < deadline {
                std::thread::yield_now();
            }
            assert!(!runs(), "{pid} still runs after {file}");
        }
    }
}

fn is_theirs(exe: &Path) -> bool {
    ["sleep", "zsh", "zsh5", "fish", "dash"].iter().any(|name| exe.ends_with(name))
}
