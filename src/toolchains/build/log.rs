//! All that a build says, in a file that stays, and line by line to whoever watches.

use std::path::{Path, PathBuf};

use crate::base::fault::{Fault, Result};
use crate::base::progress::Progress;
use crate::base::visible::Visible as _;
use crate::settings::home::Home;
use crate::sys::fs::{marks, remove};

/// So many lines of what was said last are told when a build fails.
const LAST: usize = 8;

/// So many bytes of a line are kept: nobody reads more, and a build may say one without an end.
const LONGEST: usize = 16 << 10;

/// What one build says.
pub(super) struct Log<'a> {
    path: PathBuf,
    progress: &'a dyn Progress,
    /// The line that has not ended.
    begun: Vec<u8>,
    /// Whether that was longer.
    is_cut: bool,
    last: Vec<String>,
    failed: Option<std::io::Error>,
}

impl<'a> Log<'a> {
    /// One that says what is built, in the place of the last build's of this name: `state/logs/build-go1.22.5.log`.
    ///
    /// # Errors
    /// When it cannot be written (exit 3).
    pub(super) fn begin(
        home: &Home,
        name: &str,
        what: &str,
        progress: &'a dyn Progress,
    ) -> Result<Self> {
        let path = home.state().join("logs").join(format!("build-{name}.log"));
        remove::file(&path)?;
        marks::append_line(&path, what.as_bytes())
            .map_err(|error| Fault::io("write", &path, &error))?;
        Ok(Self {
            path,
            progress,
            begun: Vec::new(),
            is_cut: false,
            last: Vec::new(),
            failed: None,
        })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Takes what was said: whole lines are kept and shown, of those that are too long the beginning.
    pub(super) fn hear(&mut self, piece: &[u8]) {
        for part in piece.split_inclusive(|byte| *byte == b'\n') {
            let (text, ends) = part.strip_suffix(b"\n").map_or((part, false), |text| (text, true));
            let room = LONGEST.saturating_sub(self.begun.len()).min(text.len());
            self.begun.extend_from_slice(&text[..room]);
            self.is_cut |= room < text.len();
            if ends {
                self.end();
            }
        }
    }

    /// A line of our own, or of the build's.
    pub(super) fn line(&mut self, line: &[u8]) {
        // A full disk ends the build by itself, and its words are told here all the same.
        if let Err(error) = marks::append_line(&self.path, line) {
            self.failed.get_or_insert(error);
        }
        let line = String::from_utf8_lossy(line).trim_end().to_owned();
        if line.is_empty() {
            return;
        }
        self.progress.note(&format!("  {line}"));
        if self.last.len() == LAST {
            self.last.remove(0);
        }
        self.last.push(line);
    }

    /// The end of a line, or of all that is said.
    pub(super) fn end(&mut self) {
        let mut line = std::mem::take(&mut self.begun);
        if std::mem::take(&mut self.is_cut) {
            line.extend_from_slice("…".as_bytes());
        }
        if !line.is_empty() {
            self.line(&line);
        }
    }

    /// A fault with what was said last, and where all of it stands.
    pub(super) fn tell(&self, fault: Fault) -> Fault {
        let fault = self.last.iter().cloned().fold(fault, Fault::because);
        match &self.failed {
            None => fault.hint(format!("all that it said: {}", self.path.visible())),
            Some(error) => fault.because(format!("the log could not be written: {error}")),
        }
    }
}
