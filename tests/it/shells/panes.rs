//! tmux: its server keeps the environment of whoever started it, and its panes are login shells.

use super::tmux::Tmux;
use super::world::World;

#[test]
fn panes_of_a_server_that_an_active_shell_started_have_their_own_directorys_go() {
    let world = World::with_shells();
    world.shims();
    world.write("p/.go-version", "1.22.5\n");
    world.write("q/.go-version", "1.23.1\n");
    // Debian's: a login shell reads .bashrc through it.
    world.write("home/.profile", "[ -z \"$BASH_VERSION\" ] || . \"$HOME/.bashrc\"\n");
    let mut setup = world.command(super::world::exe());
    let done = setup.args(["setup", "--shell", "bash"]).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));

    let tmux = Tmux { world: &world };
    let start = format!(
        "{}\ncd p; __goenvmgr_hook; go version\nSHELL=/bin/bash TERM=xterm tmux -f /dev/null -S '{}' new-session -d -c '{}'\n",
        world.init("bash"),
        world.show("tmux"),
        world.show("q")
    );
    let outer = world.bare_script("bash", &[], &start, &[]);
    assert!(outer.contains("go1.22.5 GOROOT=W/data/toolchains/go1.22.5"), "{outer}");

    let go = "go1.23.1 GOROOT=W/data/toolchains/go1.23.1";
    assert!(tmux.says("go version").contains(go), "{}", tmux.says("go version"));
    tmux.says("cd ../p");
    let moved = tmux.says("go version; goenvmgr check");
    assert!(moved.contains("go1.22.5 GOROOT=W/data/toolchains/go1.22.5"), "{moved}");
    assert!(moved.contains("this shell matches"), "{moved}");

    tmux.run(&["split-window", "-c", &world.show("q")]);
    assert!(tmux.says("go version").contains(go));
    let left = tmux.says("goenvmgr deactivate; echo \"$PATH ${GOROOT-none}\"");
    assert!(!left.contains("W/data") && left.contains(" none"), "{left}");
}

/// elvish and nushell have their hooks only where somebody types. The prompt shows directory and
/// version; nothing is typed before it is there, since nushell drops what comes too early.
#[test]
fn hook_of_shells_that_are_answered_with_data_runs_at_their_prompts() {
    for shell in ["elvish", "nu"] {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        world.write("q/.go-version", "1.23.1\n");
        let tmux = Tmux { world: &world };
        world.write("init", &world.run(&["init", shell]).stdout);
        let start = match shell {
            "elvish" => {
                let prompt = "set edit:rprompt = { }\nset edit:prompt = { use path; put '<'(path:base $pwd)':'(if (has-env GOROOT) { path:base $E:GOROOT } else { put '' })'>' }";
                world.write(
                    "rc",
                    &format!("eval ('{}' init elvish | slurp)\n{prompt}\n", super::world::exe()),
                );
                format!("elvish -rc {}", world.show("rc"))
            }
            _ => {
                let prompt = "$env.PROMPT_INDICATOR = ''\n$env.PROMPT_COMMAND_RIGHT = ''\n$env.PROMPT_COMMAND = {|| $\"<($env.PWD | path basename):($env.GOROOT? | default '' | path basename)>\" }";
                world.write("rc", &format!("source {}\n{prompt}\n", world.show("init")));
                format!("nu --no-config-file --execute 'source {}'", world.show("rc"))
            }
        };
        let mut command = world.command("tmux");
        command.env("PATH", std::env::var_os("PATH").unwrap()).env("SHELL", "/bin/sh");
        command.args(["-f", "/dev/null", "-S", &world.show("tmux"), "new-session", "-d"]);
        assert!(command.arg(start).env("TERM", "xterm").status().unwrap().success());
        tmux.awaits_prompt(":>");
        for (line, prompt) in [
            ("cd p", "<p:go1.22.5>"),
            ("cd ../q", "<q:go1.23.1>"),
            ("'1.22.5' > .go-version", "<q:go1.22.5>"),
            ("goenvmgr use 1.23.1", "<q:go1.23.1>"),
            ("cd ../p", "<p:go1.23.1>"),
            ("goenvmgr use", "<p:go1.22.5>"),
            ("goenvmgr deactivate", "<p:>"),
            ("cd ../q", "<q:>"),
        ] {
            // In elvish a word alone is a command.
            let line = if shell == "elvish" {
                line.replace("'1.", "echo '1.")
            } else {
                line.replace("> .", "| save -f .")
            };
            tmux.run(&["send-keys", "-l", &line]);
            tmux.run(&["send-keys", "Enter"]);
            tmux.awaits_prompt(prompt);
        }
    }
}

/// The files that `setup` writes are all that these shells read; afterwards every byte is as it was.
#[test]
fn setup_lets_elvish_and_nu_follow_the_directory_and_undo_leaves_no_trace() {
    for shell in ["elvish", "nu"] {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        world.write("m/.go-version", "1.99.1\n");
        world.program("other/go", "#!/bin/sh\necho \"the other go\"\n");
        let (rc, prompt) = match shell {
            "elvish" => (
                "home/.config/elvish/rc.elv",
                "set edit:rprompt = { }\nuse path\nset edit:prompt = { put '<'(path:base $pwd)':'(if (has-env GOROOT) { path:base $E:GOROOT } else { put '' })'>' }",
            ),
            _ => (
                "home/.config/nushell/config.nu",
                "$env.config.show_banner = false\n$env.PROMPT_INDICATOR = ''\n$env.PROMPT_COMMAND_RIGHT = ''\n$env.PROMPT_COMMAND = {|| $\"<($env.PWD | path basename):($env.GOROOT? | default '' | path basename)>\" }",
            ),
        };
        // Without an end of its last line.
        world.write(rc, prompt);
        let before = std::fs::read(world.path(rc)).unwrap();
        for _ in 0..2 {
            world.run(&["setup", "--shell", shell]).exits(0);
        }
        let tmux = Tmux { world: &world };
        let mut command = world.command("tmux");
        let path = format!("{}:{}", world.show("other"), std::env::var("PATH").unwrap());
        command.env("PATH", path).env("SHELL", "/bin/sh").env_remove("GOENVMGR_HOME");
        command.args(["-f", "/dev/null", "-S", &world.show("tmux"), "new-session", "-d"]);
        assert!(command.arg(shell).env("TERM", "xterm").status().unwrap().success());
        tmux.awaits_prompt(":>");
        for (line, prompt) in [
            ("cd p", "<p:go1.22.5>"),
            ("goenvmgr use 1.23.1", "<p:go1.23.1>"),
            ("goenvmgr use", "<p:go1.22.5>"),
            ("cd ../m", "<m:>"),
            ("sh -c 'go version >../said 2>&1; echo rc $? >>../said'; cd ..", ":>"),
            (
                "sh -c 'cd p; go version >../script 2>&1; echo $PATH >>../script'; cd p",
                "<p:go1.22.5>",
            ),
        ] {
            tmux.run(&["send-keys", "-l", line]);
            tmux.run(&["send-keys", "Enter"]);
            tmux.awaits_prompt(prompt);
        }
        let said = std::fs::read_to_string(world.path("said")).unwrap();
        assert!(said.contains("goenvmgr install 1.99.1") && said.contains("rc 127"), "{said}");
        // Where nothing is selected shims/ is first all the same: a child selects by its directory.
        let script = std::fs::read_to_string(world.path("script")).unwrap();
        assert!(script.starts_with("go1.22.5 GOROOT="), "{shell}: {script}");
        let shims = world.show("data/shims");
        assert_eq!(script.matches(&format!("{shims}:")).count(), 1, "{shell}: {script}");

        world.run(&["setup", "--undo"]).exits(0);
        assert_eq!(std::fs::read(world.path(rc)).unwrap(), before, "{shell}");
        assert!(!world.path("home/.config/nushell/autoload").exists());
        for gone in ["env.elv", "env.nu", "init.nu"] {
            assert!(!world.path("data").join(gone).exists(), "{shell}: {gone}");
        }
    }
}
