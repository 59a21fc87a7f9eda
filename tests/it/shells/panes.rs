//! tmux: its server keeps the environment of whoever started it, and its panes are login shells.

use std::time::{Duration, Instant};

use super::world::World;

struct Tmux<'a> {
    world: &'a World,
}

impl Tmux<'_> {
    fn run(&self, args: &[&str]) {
        let mut command = self.world.command("tmux");
        command.args(["-f", "/dev/null", "-S", &self.world.show("tmux")]).args(args);
        let output = command.output().expect("tmux");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// What a line says that is typed in the newest pane.
    fn says(&self, line: &str) -> String {
        let (said, done) = (self.world.path("said"), self.world.path("done"));
        let _ = std::fs::remove_file(&done);
        let typed = format!("{{ {line}; }} >{} 2>&1; mv {0} {}", said.display(), done.display());
        self.run(&["send-keys", &typed, "Enter"]);
        self.awaits("done", line)
    }

    /// The text of a file once it is there.
    fn awaits(&self, file: &str, line: &str) -> String {
        let deadline = Instant::now() + Duration::from_secs(60);
        while !self.world.path(file).exists() {
            assert!(Instant::now() < deadline, "nothing comes of: {line}");
            std::thread::sleep(Duration::from_millis(20));
        }
        let said = std::fs::read_to_string(self.world.path(file)).unwrap();
        said.replace(&self.world.show(""), "W/")
    }
}

impl Drop for Tmux<'_> {
    fn drop(&mut self) {
        let socket = self.world.show("tmux");
        let _ = self.world.command("tmux").args(["-S", &socket, "kill-server"]).output();
    }
}

#[test]
fn panes_of_a_server_that_an_active_shell_started_have_their_own_directorys_go() {
    let world = World::new();
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

/// elvish and nushell have their hooks only where somebody types.
#[test]
fn the_hook_of_shells_that_are_answered_with_data_runs_at_their_prompts() {
    for (shell, program, go) in [
        ("elvish", "elvish -rc", "go version > said; mv said done"),
        ("nu", "nu --no-config-file --execute", "^go version o> said; mv said done"),
    ] {
        let world = World::new();
        world.write("p/.go-version", "1.22.5\n");
        world.write("q/.go-version", "1.23.1\n");
        let tmux = Tmux { world: &world };
        let init = world.goenvmgr(&["init", shell]).stdout;
        std::fs::write(world.path("init"), init).unwrap();
        let rc = match shell {
            "elvish" => format!("eval ('{}' init elvish | slurp)\n", super::world::exe()),
            _ => format!("source {}\n", world.show("init")),
        };
        world.write("rc", &rc);
        let start = match shell {
            "elvish" => format!("{program} {}", world.show("rc")),
            _ => format!("{program} '{}'", rc.trim()),
        };
        let mut command = world.command("tmux");
        command.env("PATH", std::env::var_os("PATH").unwrap()).env("SHELL", "/bin/sh");
        command.args(["-f", "/dev/null", "-S", &world.show("tmux"), "new-session", "-d", &start]);
        assert!(command.env("TERM", "xterm").status().unwrap().success());
        let says = |moves: &[&str]| {
            let _ = std::fs::remove_file(world.path("done"));
            for line in moves {
                tmux.run(&["send-keys", line, "Enter"]);
            }
            let line = go.replace("said", &world.show("said")).replace("done", &world.show("done"));
            tmux.run(&["send-keys", &line, "Enter"]);
            tmux.awaits("done", moves.last().unwrap())
        };
        let one = "go1.22.5 GOROOT=W/data/toolchains/go1.22.5";
        let two = one.replace("1.22.5", "1.23.1");
        assert!(says(&["cd p"]).starts_with(one), "{shell}");
        assert!(says(&["cd ../q"]).starts_with(&two), "{shell}");
        world.write("q/.go-version", "1.22.5\n");
        assert!(says(&["cd ."]).starts_with(one), "{shell}: edited in place");
        assert!(says(&["goenvmgr use 1.23.1"]).starts_with(&two), "{shell}: use");
        assert!(says(&["cd ../p"]).starts_with(&two), "{shell}: use holds");
        assert!(says(&["goenvmgr use"]).starts_with(one), "{shell}: the pin again");
    }
}
