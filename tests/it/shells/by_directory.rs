//! `path = "shims"`: children that change directory get the go of the directory that they run in.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use super::world::{World, exe, ran, with_powershell};
use crate::support::{program, real_go};

/// Pins of 1.22.5 in `p` and of 1.23.1 in `q`, a Makefile and a git hook in `q`, and nothing in `none`.
fn world() -> World {
    let world = World::with_two_pins();
    world.write("data/config.toml", "path = \"shims\"\n");
    world.write("q/Makefile", "all:\n\tgo made\n");
    world.program("q/.git/hooks/pre-commit", "#!/bin/sh\ngo hooked\n");
    world.write("q/.git/HEAD", "ref: refs/heads/main\n");
    fs::create_dir_all(world.path("q/.git/objects")).unwrap();
    fs::create_dir_all(world.path("q/.git/refs")).unwrap();
    fs::create_dir_all(world.path("none")).unwrap();
    // Each says what it was asked to do, and what it was given.
    for version in ["1.22.5", "1.23.1"] {
        says(&world, version, "$*");
    }
    world
}

/// Lets the go of a toolchain of ours print its version, GOROOT's, and this.
fn says(world: &World, version: &str, more: &str) {
    let go = format!("data/toolchains/go{version}/bin/go");
    world.program(&go, &format!("#!/bin/sh\necho \"ran {version} ${{GOROOT##*/}} {more}\"\n"));
}

fn lines<'a>(said: &'a str, start: &str) -> Vec<&'a str> {
    said.lines().filter(|line| line.starts_with(start)).collect()
}

/// A script in a shell, after `init`; `at LABEL` is a prompt that says what the shell itself has.
fn run(world: &World, shell: &str, script: &str) -> String {
    let at = match shell {
        "fish" => {
            "function at; __goenvmgr_hook; set -q GOROOT; and set -l root (path basename -- $GOROOT); or set -l root none\n\
             echo at $argv $root $PATH[1] (command -v go); end"
        }
        "pwsh" => {
            "function at($label) { $null = prompt; $root = if ($env:GOROOT) { [IO.Path]::GetFileName($env:GOROOT) } else { 'none' }\n\
             \"at $label $root $($env:PATH.Split(':')[0]) $(which go)\" }"
        }
        _ => {
            "at() { __goenvmgr_hook; root=\"${GOROOT-none}\"; echo \"at $1 ${root##*/} ${PATH%%:*} $(command -v go)\"; }"
        }
    };
    let text = format!("{}\n{at}\n{script}\n", world.init(shell));
    world.bare_script(shell, &[], &text, &[])
}

#[test]
fn path_of_shims_gives_children_the_go_of_the_directory_that_they_run_in() {
    for shell in with_powershell() {
        let world = world();
        let said = run(
            &world,
            shell,
            "cd p; at in; go here; make -s -C ../q; bash -c 'cd ../q; go moved'; env -C ../q go execed; \
             git -C ../q hook run pre-commit 2>&1; goenvmgr exec -- make -s -C ../q\n\
             cd ..; at out; bash -c 'for m in p q; do (cd $m && go looped); done'\n\
             cd q; at over; make -s; bash -c 'cd ../p; go back'",
        );
        let expected = [
            "at in go1.22.5 W/data/shims W/data/shims/go",
            "ran 1.22.5 go1.22.5 here",
            "ran 1.23.1 go1.23.1 made",
            "ran 1.23.1 go1.23.1 moved",
            "ran 1.23.1 go1.23.1 execed",
            "ran 1.23.1 go1.23.1 hooked",
            "ran 1.23.1 go1.23.1 made",
            "at out none W/data/shims W/data/shims/go",
            "ran 1.22.5 go1.22.5 looped",
            "ran 1.23.1 go1.23.1 looped",
            "at over go1.23.1 W/data/shims W/data/shims/go",
            "ran 1.23.1 go1.23.1 made",
            "ran 1.22.5 go1.22.5 back",
        ];
        assert_eq!(said.lines().collect::<Vec<_>>(), expected, "{shell}:\n{said}");
    }
}

/// What was chosen by hand goes before every directory, in children too; and where nothing of ours is
/// selected the machine's own Go runs, with the user's own GOROOT.
#[test]
fn version_that_was_chosen_is_inherited_and_the_systems_go_is_left_as_it_is() {
    for shell in with_powershell() {
        let world = world();
        world.program("system/bin/go", "#!/bin/sh\necho \"ran system ${GOROOT-none} $*\"\n");
        world.write("s/.go-version", "system\n");
        let said = run(
            &world,
            shell,
            "cd p; goenvmgr use 1.23.1; make -s -C ../q; goenvmgr use 1.22.5; make -s -C ../q; goenvmgr use\n\
             goenvmgr exec 1.22.5 -- make -s -C ../q; env GOENVMGR_VERSION=1.22.5 make -s -C ../q\n\
             bash -c 'cd ../s; PATH=$PATH:$PWD/../system/bin; go there'",
        );
        let expected = [
            "ran 1.23.1 go1.23.1 made",
            "ran 1.22.5 go1.22.5 made",
            "ran 1.22.5 go1.22.5 made",
            "ran 1.22.5 go1.22.5 made",
            "ran system none there",
        ];
        assert_eq!(lines(&said, "ran "), expected, "{shell}:\n{said}");
    }
}

/// `[env]` of the place that a child came from is taken back, that of its own is put in; and what was
/// set for the one command stays.
#[test]
fn variables_of_a_manifest_are_those_of_the_directory_unless_they_were_set_for_the_command() {
    let world = world();
    for version in ["1.22.5", "1.23.1"] {
        says(&world, version, "X=${X-none} Y=${Y-none} $*");
    }
    world.write("m/goenvmgr.toml", "go = \"1.22.5\"\n[env]\nX = \"m\"\nY = \"m\"\n");
    world.write("n/goenvmgr.toml", "go = \"1.23.1\"\n[env]\nX = \"n\"\n");
    for dir in ["m", "n"] {
        world.run(&["trust", dir]).exits(0);
    }
    for mode in ["shims", "toolchain"] {
        world.write("data/config.toml", &format!("path = \"{mode}\"\n"));
        let said = run(
            &world,
            "bash",
            "export Y=own; cd m; at in; go m; X=cmd go m; env -u X go m; goenvmgr exec -- go m; X=cmd EXE exec -- go m\n\
             SHIM=$GOENVMGR_HOME/shims/go; X=cmd \"$SHIM\" m; cd ../n; at in\n\
             (builtin cd ../m; X=cmd \"$SHIM\" m; \"$SHIM\" m); (builtin cd ../q; X=cmd \"$SHIM\" q; \"$SHIM\" q)"
                .replace("EXE", exe()).as_str(),
        );
        let expected = [
            "ran 1.22.5 go1.22.5 X=m Y=m m",
            "ran 1.22.5 go1.22.5 X=cmd Y=m m",
            "ran 1.22.5 go1.22.5 X=none Y=m m",
            "ran 1.22.5 go1.22.5 X=m Y=m m",
            "ran 1.22.5 go1.22.5 X=cmd Y=m m",
            "ran 1.22.5 go1.22.5 X=cmd Y=m m",
            "ran 1.22.5 go1.22.5 X=cmd Y=m m",
            "ran 1.22.5 go1.22.5 X=m Y=m m",
            "ran 1.23.1 go1.23.1 X=cmd Y=own q",
            "ran 1.23.1 go1.23.1 X=none Y=own q",
        ];
        assert_eq!(lines(&said, "ran "), expected, "{mode}:\n{said}");
    }
}

/// A prompt sees that the setting is another, whoever changed it; nothing is left of either.
#[test]
fn setting_that_is_switched_in_a_running_shell_counts_from_the_next_prompt_on() {
    for shell in with_powershell() {
        let world = world();
        fs::remove_file(world.path("data/config.toml")).unwrap();
        let (config, off) = (world.show("data/config.toml"), "set -e GOENVMGR_PATH");
        let (export, unset) = match shell {
            "fish" => ("set -gx GOENVMGR_PATH shims", off),
            "pwsh" => ("$env:GOENVMGR_PATH = 'shims'", "$env:GOENVMGR_PATH = $null"),
            _ => ("export GOENVMGR_PATH=shims", "unset GOENVMGR_PATH"),
        };
        // PowerShell has its own directory first, whoever starts it.
        let path = match shell {
            "pwsh" => "$env:PATH.Replace(\"${PSHOME}:\", '')",
            _ => "printenv PATH",
        };
        let said = run(
            &world,
            shell,
            &format!(
                "cd p; at one; echo 'path = \"shims\"' >{config}; at two; cd ../q; at over; cd ../p; at back; rm {config}; at three; \
                 {export}; at four; cd ../none; at none; cd ../p; {unset}; at five\n\
                 {export}; at six; {path}; goenvmgr deactivate; {path}; printenv GOROOT"
            ),
        );
        let shims = |label: &str| format!("at {label} go1.22.5 W/data/shims W/data/shims/go");
        let bin = |label: &str| {
            let bin = "W/data/toolchains/go1.22.5/bin";
            format!("at {label} go1.22.5 {bin} {bin}/go")
        };
        let expected = [
            bin("one"),
            shims("two"),
            "at over go1.23.1 W/data/shims W/data/shims/go".to_owned(),
            shims("back"),
            bin("three"),
            shims("four"),
            "at none none W/data/shims W/data/shims/go".to_owned(),
            bin("five"),
            shims("six"),
            "W/data/shims:/usr/bin:/bin".to_owned(),
            "/usr/bin:/bin".to_owned(),
        ];
        let told: Vec<&str> = said.lines().filter(|line| !line.starts_with("ended with")).collect();
        assert_eq!(told, expected, "{shell}:\n{said}");
    }
}

/// `check` knows what is wanted in the shell, what is enough in a child, and what is neither.
#[test]
fn check_of_shims_tells_what_is_wanted_and_what_a_child_needs_not() {
    for shell in with_powershell() {
        let world = world();
        world.program("system/bin/go", "#!/bin/sh\n");
        let status = match shell {
            "fish" => "echo rc $status",
            "pwsh" => "\"rc $LASTEXITCODE\"",
            _ => "echo rc $?",
        };
        let prefix = |path: &str| match shell {
            "fish" => format!("set -gx PATH {path} $PATH"),
            "pwsh" => format!("$env:PATH = \"{path}:$env:PATH\""),
            _ => format!("export PATH={path}:$PATH"),
        };
        let bin = prefix(&world.show("data/toolchains/go1.22.5/bin"));
        let stale = match shell {
            "fish" => "set -gx GOROOT /stale",
            "pwsh" => "$env:GOROOT = '/stale'",
            _ => "export GOROOT=/stale",
        };
        let script = format!(
            "cd p; at in; goenvmgr check; {status}\n\
             bash -c 'cd ../q; {exe} check; echo rc $?; cd ../none; PATH=$PATH:$PWD/../system/bin; {exe} check; echo rc $?'\n\
             {bin}; goenvmgr check; {status}; goenvmgr check --fix; goenvmgr check; {status}\n\
             {stale}; goenvmgr check; {status}; goenvmgr check --fix; goenvmgr check; {status}",
            exe = exe()
        );
        let said = run(&world, shell, &script);
        let codes = ["rc 0", "rc 0", "rc 0", "rc 1", "rc 0", "rc 1", "rc 0"];
        assert_eq!(lines(&said, "rc "), codes, "{shell}:\n{said}");
        assert!(said.contains("PATH: the toolchain's own go comes first on PATH"), "{said}");
        assert!(said.contains("should  W/data/shims/go"), "{shell}:\n{said}");
        assert!(said.contains("is      /stale"), "{shell}:\n{said}");
    }
}

/// Without shims the toolchain's own go is better than none, and it is said, once.
#[test]
fn path_of_shims_where_there_are_none_falls_back_and_says_so_once() {
    let world = world();
    fs::remove_dir_all(world.path("data/shims")).unwrap();
    fs::set_permissions(world.path(""), PermissionsExt::from_mode(0o755)).unwrap();
    program::copy(exe(), &world.path("goenvmgr"));
    for (shell, quiet) in
        [("bash", "--norc"), ("zsh", "-f"), ("fish", "--no-config"), ("pwsh", "-NoProfile")]
    {
        let program = if shell == "pwsh" { program::pwsh() } else { Some(shell.to_owned()) };
        let Some(program) = program else { continue };
        let init = world.init(shell).replace(exe(), &world.show("goenvmgr"));
        let text = format!(
            "{init}\ncd p\n__goenvmgr_hook\ngo here\ncd ../q\n__goenvmgr_hook\ngo there\ngoenvmgr check\ngoenvmgr explain\n"
        );
        world.write("script.ps1", &text);
        let mut command = world.command("setpriv");
        command.args(["--reuid=65534", "--regid=65534", "--clear-groups", &program, quiet]);
        let told = ran(command.arg(world.path("script.ps1")));
        let said = format!("{}{}", told.stdout, told.stderr).replace(&world.show(""), "W/");
        let expected = ["ran 1.22.5 go1.22.5 here", "ran 1.23.1 go1.23.1 there"];
        assert_eq!(lines(&said, "ran "), expected, "{shell}:\n{said}");
        let note = "warning: path = \"shims\" (W/data/config.toml:1): there is no W/data/shims/go";
        assert_eq!(said.matches(note).count(), 1, "{shell}:\n{said}");
        assert!(said.contains("so the toolchain's own go comes first on PATH"), "{shell}:\n{said}");
        assert!(!world.path("data/shims").exists());
    }
    // Who may make them does.
    let said = run(&world, "bash", "rm -r data/shims; cd p; at in");
    assert!(said.contains("at in go1.22.5 W/data/shims W/data/shims/go"), "{said}");
    assert!(!said.contains("warning"), "{said}");
}

#[test]
fn explain_env_and_setup_say_that_shims_come_first() {
    let world = world();
    world.write("work/.go-version", "1.22.5\n");
    let told = world.run_in("p", &["explain"]).exits(0).stdout;
    let line =
        "data/shims/go comes first on PATH, and each go selects for the directory that it runs in";
    assert!(told.contains(line) && told.contains("config.toml:1"), "{told}");
    let json = world.run_in("p", &["explain", "--format", "json"]).exits(0).json();
    assert_eq!(json["path"]["value"], "shims");
    assert_eq!(json["path"]["origin"]["line"], 1);
    let json = world.run_in("p", &["env", "--format", "json"]).exits(0).json();
    let (path, goroot) = (&json["set"]["PATH"], &json["set"]["GOROOT"]);
    assert_eq!(path, &format!("{}:/usr/bin:/bin", world.show("data/shims")), "{json}");
    assert_eq!(goroot, &world.show("data/toolchains/go1.22.5"), "{json}");
    let told = world.run(&["setup", "--shell", "bash"]).exits(0).stdout;
    assert!(told.contains("go is the shim in every shell"), "{told}");
    let told = world.run_in("p", &["which"]).exits(0).stdout;
    assert_eq!(told.trim(), world.show("data/toolchains/go1.22.5/bin/go"));
}

/// Who wants no GOROOT in the shell has none in children either, and each go finds its own.
#[test]
fn path_of_shims_without_goroot_leaves_none_to_children() {
    for shell in with_powershell() {
        let world = world();
        world.write("data/config.toml", "path = \"shims\"\ngoroot = \"unset\"\n");
        let own = match shell {
            "fish" => "set -gx GOROOT /own",
            "pwsh" => "$env:GOROOT = '/own'",
            _ => "export GOROOT=/own",
        };
        let script = format!("{own}; cd p; at in; make -s -C ../q; cd ..; at out");
        let said = run(&world, shell, &script);
        let told: Vec<&str> =
            said.lines().filter(|line| !line.contains("your own GOROOT")).collect();
        let expected = [
            "at in none W/data/shims W/data/shims/go",
            "ran 1.23.1  made",
            "at out own W/data/shims W/data/shims/go",
        ];
        assert_eq!(told, expected, "{shell}:\n{said}");
    }
}

/// A real go in the place of the child, whose parent has another one's GOROOT; and what that go itself
/// starts in another directory, which it hands its own `bin` first on PATH.
#[test]
fn real_go_in_another_directory_has_its_own_goroot() {
    let world = world();
    fs::remove_dir_all(world.path("data/toolchains/go1.23.1")).unwrap();
    let real = std::path::Path::new(real_go::OWN);
    let version = fs::read_to_string(real.join("VERSION")).unwrap();
    let version = version.lines().next().unwrap().trim_start_matches("go").to_owned();
    symlink(real, world.path(&format!("data/toolchains/go{version}"))).unwrap();
    world.write("q/.go-version", &format!("{version}\n"));
    world.write("q/go.mod", "module q\n\ngo 1.21\n");
    world.write(
        "q/main.go",
        "package main\n\n//go:generate sh -c \"cd ../p && go version\"\nfunc main() {}\n",
    );
    world.write(
        "q/Makefile",
        "all:\n\tgo env GOVERSION GOROOT\n\tgo list -f {{.Dir}} fmt\n\tgo generate\n",
    );
    let said = run(&world, "bash", "cd p; at in; make -s -C ../q; go here");
    let root = format!("W/data/toolchains/go{version}");
    let expected = [
        "at in go1.22.5 W/data/shims W/data/shims/go".to_owned(),
        format!("go{version}"),
        root.clone(),
        format!("{root}/src/fmt"),
    ];
    let told: Vec<&str> = said.lines().collect();
    assert_eq!(told[..4], expected, "{said}");
    let generated = format!("go version go{version} ");
    assert!(told[4].starts_with(&generated), "{said}");
    assert_eq!(told[5..], ["ran 1.22.5 go1.22.5 here"], "{said}");
}
