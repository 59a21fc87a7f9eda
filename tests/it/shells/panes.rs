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
        let deadline = Instant::now() + Duration::from_secs(60);
        while !done.exists() {
            assert!(Instant::now() < deadline, "nothing comes of: {line}");
            std::thread::sleep(Duration::from_millis(20));
        }
        let said = std::fs::read_to_string(done).unwrap();
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
