//! `check`: the same code as activation, as a question.

use super::world::{World, with_powershell};

#[test]
fn drift_is_named_with_what_to_type_and_mended_by_the_function() {
    for shell in with_powershell() {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        let [set, status] = match shell {
            "fish" => ["set -gx GOROOT /stale", "echo \"rc $status\""],
            "pwsh" => ["$env:GOROOT = '/stale'", "\"rc $LASTEXITCODE\""],
            _ => ["export GOROOT=/stale", "echo \"rc $?\""],
        };
        let script = format!(
            "cd p; p in; goenvmgr check; and_status; {set}; goenvmgr check; and_status; goenvmgr check --fix; and_status; p mended; goenvmgr check; and_status"
        );
        let said = world.script(shell, &[], &script.replace("and_status", status));
        let codes: Vec<&str> = said.lines().filter(|line| line.starts_with("rc ")).collect();
        assert_eq!(codes, ["rc 0", "rc 1", "rc 0", "rc 0"], "{shell}:\n{said}");
        assert!(said.contains("is      /stale"), "{shell}:\n{said}");
        assert!(said.contains("should  W/data/toolchains/go1.22.5"), "{shell}:\n{said}");
        assert!(said.contains("goenvmgr check --fix"), "{shell}:\n{said}");
        assert!(said.contains("mended: go1.22.5"), "{shell}:\n{said}");
    }
}

#[test]
fn version_that_overrules_the_pin_is_drift_cured_by_a_bare_use() {
    let world = World::with_shells();
    world.write("p/.go-version", "1.22.5\n");
    let said = world.script(
        "bash",
        &[],
        "cd p; p in; goenvmgr use 1.23.1; goenvmgr check; echo \"rc $?\"; goenvmgr use; goenvmgr check; echo \"rc $?\"",
    );
    assert!(said.contains("GOENVMGR_VERSION: it goes before W/p/.go-version:1"), "{said}");
    assert!(said.contains("type    goenvmgr use\n"), "{said}");
    assert!(said.contains("rc 1") && said.contains("rc 0"), "{said}");
}

/// Wherever setup would write: zsh's files may stand in a folder of their own.
#[test]
fn line_that_set_goroot_is_found_where_the_shell_reads_it() {
    let world = World::with_shells();
    world.write("p/.go-version", "1.22.5\n");
    world.write("home/.zshenv", "export ZDOTDIR=~/.config/zsh\n");
    world.write("home/.bashrc", "# export GOROOT=/stale\n");
    world.write("home/.config/zsh/.zshrc", "true\nexport GOROOT=/stale\n");
    let script = "cd p; p in; export GOROOT=/stale; goenvmgr check";
    let said = world.script("bash", &[], script);
    assert!(said.contains("set by  W/home/.config/zsh/.zshrc:2\n"), "{said}");
}

#[test]
fn shell_that_read_env_sh_alone_matches() {
    let world = World::with_shells();
    world.write("p/.go-version", "1.22.5\n");
    std::fs::create_dir_all(world.path("data/shims")).unwrap();
    std::os::unix::fs::symlink(super::world::exe(), world.path("data/shims/go")).unwrap();
    let check = |goroot: Option<&str>| {
        let mut command = world.command(super::world::exe());
        command.args(["check", "--format", "json"]).current_dir(world.path("p"));
        command.env("PATH", format!("{}:/usr/bin:/bin", world.show("data/shims")));
        if let Some(goroot) = goroot {
            command.env("GOROOT", goroot);
        }
        let output = command.output().unwrap();
        let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
        (output.status.code(), json["matches"].as_bool())
    };
    assert_eq!(check(None), (Some(0), Some(true)));
    assert_eq!(check(Some(&world.show("data/toolchains/go1.22.5"))), (Some(0), Some(true)));
    assert_eq!(check(Some("/usr/lib/go")), (Some(1), Some(false)));
}
