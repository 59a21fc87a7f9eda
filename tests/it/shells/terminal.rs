//! A terminal with a shell in it, driven by what it shows: no sleeps, only markers with a deadline.

use std::fs::File;
use std::io::{Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::process::{Child, Command};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

pub(super) struct Terminal {
    master: File,
    shown: Receiver<Vec<u8>>,
    text: String,
    child: Child,
    accepted: &'static str,
}

/// How long a prompt may take; a machine under load is slow, never that slow.
const PATIENCE: Duration = Duration::from_secs(20);

impl Terminal {
    /// Starts a command with this terminal as its controlling one (`setsid -c` does that).
    /// `accepted` is what its line editor shows when it has taken a line: editors draw a prompt
    /// again while somebody types.
    pub(super) fn start(mut command: Command, accepted: &'static str) -> Self {
        let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap();
        let noctty = rustix::fs::OFlags::NOCTTY.bits().cast_signed();
        let open = || {
            let mut options = File::options();
            options.read(true).write(true).custom_flags(noctty);
            options.open(name.to_str().unwrap()).unwrap()
        };
        let size = rustix::termios::Winsize { ws_row: 50, ws_col: 200, ws_xpixel: 0, ws_ypixel: 0 };
        rustix::termios::tcsetwinsize(&master, size).unwrap();
        let child = command.stdin(open()).stdout(open()).stderr(open()).spawn().unwrap();
        let master = File::from(master);
        let mut reader = master.try_clone().unwrap();
        let (sender, shown) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                // A line editor may ask where the cursor is, and waits for the answer.
                if buffer[..read].windows(4).any(|four| four == b"\x1b[6n") {
                    let _ = reader.write_all(b"\x1b[1;1R");
                }
                if sender.send(buffer[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self { master, shown, text: String::new(), child, accepted }
    }

    pub(super) fn type_in(&mut self, keys: &str) {
        self.master.write_all(keys.as_bytes()).unwrap();
    }

    /// What is shown up to and with `marker`, from where the last look ended.
    #[track_caller]
    pub(super) fn until(&mut self, marker: &str) -> String {
        let deadline = Instant::now() + PATIENCE;
        loop {
            if let Some(at) = self.text.find(marker) {
                let rest = self.text.split_off(at + marker.len());
                return std::mem::replace(&mut self.text, rest);
            }
            let left = deadline.saturating_duration_since(Instant::now());
            match self.shown.recv_timeout(left) {
                Ok(bytes) => self.text.push_str(&String::from_utf8_lossy(&bytes)),
                Err(error) => panic!("{error}: {marker:?} is not in {:?}", self.text),
            }
        }
    }

    /// Presses Ctrl-C until it shows: bash and fish lose one that comes while they are busy with
    /// the key before.
    #[track_caller]
    pub(super) fn interrupt(&mut self, marker: &str) {
        let deadline = Instant::now() + PATIENCE;
        while !self.text.contains(marker) {
            assert!(Instant::now() < deadline, "{marker:?} is not in {:?}", self.text);
            self.type_in("\x03");
            let again = Instant::now() + Duration::from_secs(1);
            while let Ok(bytes) =
                self.shown.recv_timeout(again.saturating_duration_since(Instant::now()))
            {
                self.text.push_str(&String::from_utf8_lossy(&bytes));
                if self.text.contains(marker) {
                    break;
                }
            }
        }
        self.until(marker);
    }

    /// Types a line at the shell's prompt and waits for a prompt that shows this state.
    #[track_caller]
    pub(super) fn line(&mut self, line: &str, prompt: &str) -> String {
        self.type_in(&format!("{line}\r"));
        self.until(self.accepted);
        self.until(prompt)
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
