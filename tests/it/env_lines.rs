//! `goenvmgr env` as lines of a file.

use std::process::Command;

use crate::support::world::World;

/// What the file says is what `eval` does.
#[test]
fn env_as_a_dotenv_file_is_what_a_shell_gets() {
    let world = World::with(&["1.22.5"]).file(".go-version", "1.22.5\n");
    let world = world.var("GOROOT", "/somewhere else/go");
    let lines = world.run(&["env", "--format", "dotenv"]).exits(0).stdout;
    let told = |text: &str| {
        let script = format!("set -a; {text}\nprintf '%s|%s' \"$PATH\" \"$GOROOT\"");
        let mut bash = Command::new("/bin/bash");
        bash.arg("-c").arg(script).env_clear().envs(world.vars());
        String::from_utf8(bash.output().unwrap().stdout).unwrap()
    };
    let evaluated = world.run(&["env", "--shell", "bash"]).exits(0).stdout;
    assert_eq!(told(&lines), told(&evaluated));
    assert!(told(&lines).contains("toolchains/go1.22.5/bin"), "{lines}");
}

#[test]
fn env_for_github_names_path_and_goroot_and_takes_an_old_one_away() {
    let world = World::with(&["1.22.5"]).file(".go-version", "1.22.5\n");
    let lines = world.run(&["env", "--format", "github"]).exits(0).stdout;
    let root = world.toolchain("1.22.5");
    assert!(lines.contains(&format!("GOROOT={}\n", root.display())), "{lines}");
    assert!(lines.contains(&format!("PATH={}/bin:", root.display())), "{lines}");
    assert!(!lines.contains("__GOENVMGR"), "{lines}");
    let world = World::with(&["1.22.5"]).file(".go-version", "1.22.5\n");
    let world = world.var("GOENVMGR_GOROOT", "unset").var("GOROOT", "/x");
    let lines = world.run(&["env", "--format", "github"]).exits(0).stdout;
    assert!(lines.contains("GOROOT=\n"), "{lines}");
    let missing = World::new().file(".go-version", "1.22.5\n");
    missing.run(&["env", "--format", "github"]).exits(1);
}
