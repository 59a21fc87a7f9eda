//! What to type next: the cure of a finding, in words, as lines, and as what `doctor --fix` does.

use std::path::PathBuf;

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::line::Line;
use crate::sys::prompt;

/// What to type next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fix {
    /// The cure in words.
    pub text: String,
    /// Lines for a POSIX shell that cure, ready to paste. Empty where only a person can decide.
    pub commands: Vec<String>,
    /// The only one of them as a program and its arguments, where it needs no shell.
    pub argv: Option<Vec<String>>,
    /// Whether `doctor --fix` does it by itself.
    pub safe: bool,
    /// What `doctor --fix` does then.
    pub remedy: Option<Box<Remedy>>,
    /// A line of it cannot be pasted.
    pub(super) unfit: bool,
}

/// A cure that is safe: it touches what is ours, or lines that Go cannot use, and can be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Lines of a file, counted from 1, go, or lose the blanks at their end, a carriage return among them.
    Lines {
        /// The file.
        file: PathBuf,
        /// Lines that go.
        cut: Vec<usize>,
        /// Lines that lose them.
        trim: Vec<usize>,
    },
    /// A setting goes out of the `go env -w` file.
    Unset {
        /// The file.
        file: PathBuf,
        /// Its name.
        name: String,
    },
    /// `shims/` says what the store says.
    Shims,
    /// Our blocks in start-up files, and what these read, are written again.
    Setup,
    /// These are moved out of the way.
    Aside(Vec<PathBuf>),
}

impl Fix {
    /// A cure in words.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A line to type. Where one of a cure's lines cannot be pasted, or is none that this system's prompt
    /// takes, none is shown: half a cure is none.
    #[must_use]
    pub fn run(mut self, line: impl Into<Line>) -> Self {
        let line = line.into();
        let argv = line.argv();
        let (commands, unfit) = match line.typed().filter(|line| prompt::takes(line)) {
            Some(line) => (vec![line], false),
            None => (Vec::new(), true),
        };
        self.add(commands, argv, unfit);
        self
    }

    /// The lines of another cure, after its own.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.add(other.commands, other.argv, other.unfit);
        self
    }

    fn add(&mut self, commands: Vec<String>, argv: Option<Vec<String>>, unfit: bool) {
        let first = self.commands.is_empty();
        self.argv = if first { argv } else { self.argv.take().filter(|_| commands.is_empty()) };
        self.commands.extend(commands);
        self.unfit |= unfit;
        if self.unfit {
            (self.commands, self.argv) = (Vec::new(), None);
        }
    }

    /// `doctor --fix` does this.
    #[must_use]
    pub fn remedy(mut self, remedy: Remedy) -> Self {
        self.remedy = Some(Box::new(remedy));
        self.safe()
    }

    /// `doctor --fix` leaves it to the user.
    #[must_use]
    pub fn by_hand(mut self) -> Self {
        (self.safe, self.remedy) = (false, None);
        self
    }

    /// `doctor --fix` does it.
    #[must_use]
    pub fn safe(mut self) -> Self {
        self.safe = true;
        self
    }
}

impl Serialize for Fix {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("text", &self.text)?;
        map.serialize_entry("commands", &self.commands)?;
        map.serialize_entry("argv", &self.argv)?;
        map.serialize_entry("safe", &self.safe)?;
        map.end()
    }
}
