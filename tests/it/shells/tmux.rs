//! tmux, driven by what its panes show: its server keeps the environment of whoever started it, and its
//! panes are login shells.

use std::time::{Duration, Instant};

use super::world::World;

pub(super) struct Tmux<'a> {
    pub(super) world: &'a World,
}

impl Tmux<'_> {
    pub(super) fn run(&self, args: &[&str]) {
        let mut command = self.world.command("tmux");
        command.args(["-f", "/dev/null", "-S", &self.world.show("tmux")]).args(args);
        let output = command.output().expect("tmux");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// What a line says that is typed in the newest pane.
    pub(super) fn says(&self, line: &str) -> String {
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

    /// Until the last line that is shown ends like this.
    pub(super) fn awaits_prompt(&self, prompt: &str) {
        self.awaits(&["capture-pane", "-p"], prompt);
    }

    /// Until PowerShell reads keys: it changes what an arrow sends first.
    pub(super) fn reads_keys(&self) {
        self.awaits(&["display-message", "-p", "#{keypad_cursor_flag}"], "1");
    }

    fn awaits(&self, asked: &[&str], end: &str) {
        let deadline = Instant::now() + Duration::from_secs(60);
        loop {
            let mut command = self.world.command("tmux");
            command.args(["-S", &self.world.show("tmux")]).args(asked);
            let shown = String::from_utf8_lossy(&command.output().unwrap().stdout).into_owned();
            if shown.trim_end().ends_with(end) {
                return;
            }
            assert!(Instant::now() < deadline, "{end} does not come: {shown}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for Tmux<'_> {
    fn drop(&mut self) {
        let socket = self.world.show("tmux");
        let _ = self.world.command("tmux").args(["-S", &socket, "kill-server"]).output();
    }
}
