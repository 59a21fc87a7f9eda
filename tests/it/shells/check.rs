//! `check`: the same code as activation, as a question.

use super::world::{World, with_powershell};

/// Prints the exit code of what ran last.
fn status(shell: &str) -> &'static str {
    match shell {
        "fish" => "echo \"rc $status\"",
        "pwsh" => "\"rc $LASTEXITCODE\"",
        _ => "echo \"rc $?\"",
    }
}

fn stale(shell: &str) -> &'static str {
    match shell {
        "fish" => "set -gx GOROOT /stale",
        "pwsh" => "$env:GOROOT = '/stale'",
        _ => "export GOROOT=/stale",
    }
}

#[test]
fn drift_is_named_with_what_to_type_and_mended_by_the_function() {
    for shell in with_powershell() {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        let (set, status) = (stale(shell), status(shell));
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
    for shell in with_powershell() {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        let status = status(shell);
        let script = format!(
            "cd p; p in; goenvmgr use 1.23.1; goenvmgr check; {status}; goenvmgr use; goenvmgr check; {status}"
        );
        let said = world.script(shell, &[], &script);
        let told = "GOENVMGR_VERSION: it goes before W/p/.go-version:1";
        assert!(said.contains(told), "{shell}: {said}");
        assert!(said.contains("type    goenvmgr use\n"), "{shell}: {said}");
        assert!(said.contains("rc 1") && said.contains("rc 0"), "{shell}: {said}");
    }
}

/// Wherever setup would write: zsh's files may stand in a folder of their own.
#[test]
fn line_that_set_goroot_is_found_where_the_shell_reads_it() {
    for shell in with_powershell() {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        world.write("home/.zshenv", "export ZDOTDIR=~/.config/zsh\n");
        world.write("home/.bashrc", "# export GOROOT=/stale\n");
        let file = match shell {
            "pwsh" => "home/.config/powershell/profile.ps1",
            _ => "home/.config/zsh/.zshrc",
        };
        let set = stale(if shell == "fish" { "zsh" } else { shell });
        world.write(file, &format!("true\n{set}\n"));
        let script = format!("cd p; p in; {}; goenvmgr check", stale(shell));
        let said = world.script(shell, &[], &script);
        assert!(said.contains(&format!("set by  W/{file}:2\n")), "{shell}: {said}");
    }
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
