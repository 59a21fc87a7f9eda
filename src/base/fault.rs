//! What goes wrong, as a value: which exit code it means, what happened, and what to type next.
//!
//! Modules whose callers must tell failures apart (the network, the archive guards, the
//! checksum database) have an error enum of their own that turns into a [`Fault`] at their edge.

use std::fmt;
use std::io::{self, ErrorKind};
use std::path::Path;

use crate::base::secret::redact;
use crate::base::visible::Visible as _;

/// Whether this system has the commands that POSIX names: where its paths are made as there.
const POSIX: bool = std::path::MAIN_SEPARATOR == '/';

/// How a command ends. The numbers are part of the command line's contract: the same for people
/// and for `--format json`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: done, or the answer is yes.
    Fine,
    /// 1: the answer is no: a failed check, drift, a version that is not installed, or one that
    /// every source *said* it does not have.
    No,
    /// 2: wrong usage or configuration.
    Usage,
    /// 3: could not finish: network, lock, disk, time limit.
    Unfinished,
    /// 4: failed, and rolled back.
    RolledBack,
    /// 5: failed, and the rollback failed too.
    RollbackFailed,
    /// 6: bytes or evidence do not match.
    Integrity,
    /// 127: nothing to run (`exec`, `run` and shims only).
    NothingToRun,
    /// 128 + signal number: interrupted by that signal (129 for SIGHUP, 130 for SIGINT, 143 for SIGTERM).
    Signal(u8),
    /// Whatever the program that was run in our place ended with.
    Program(u8),
}

impl Exit {
    /// Those of goenvmgr itself, with what each says.
    pub const MEANINGS: [(Self, &str); 12] = [
        (Self::Fine, "done, or the answer is yes"),
        (
            Self::No,
            "the answer is no: a check failed, a version is not installed, or every source said that it has none",
        ),
        (Self::Usage, "wrong usage or configuration"),
        (
            Self::Unfinished,
            "could not finish: network, lock, disk, time limit, output that cannot be written",
        ),
        (Self::RolledBack, "failed, and rolled back (`health gate`)"),
        (Self::RollbackFailed, "failed, and the rollback did not help (`health gate`)"),
        (Self::Integrity, "bytes or evidence do not match"),
        (Self::NothingToRun, "nothing to run (`exec`, `run` and shims)"),
        (Self::Signal(1), "the terminal went away (SIGHUP)"),
        (Self::Signal(2), "interrupted (Ctrl-C, SIGINT)"),
        (Self::Signal(13), "nobody reads on (SIGPIPE)"),
        (Self::Signal(15), "asked to end (SIGTERM)"),
    ];

    /// How several end together that hide each other not: as the first that failed.
    #[must_use]
    pub fn then(self, next: Self) -> Self {
        if self == Self::Fine { next } else { self }
    }

    /// The number that the process ends with.
    pub fn code(self) -> u8 {
        match self {
            Self::Fine => 0,
            Self::No => 1,
            Self::Usage => 2,
            Self::Unfinished => 3,
            Self::RolledBack => 4,
            Self::RollbackFailed => 5,
            Self::Integrity => 6,
            Self::NothingToRun => 127,
            Self::Signal(number) => 128u8.saturating_add(number),
            Self::Program(code) => code,
        }
    }
}

impl From<Exit> for std::process::ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// A failure that travels up to `ui`, which alone turns it into words on a stream. Its words may come
/// from anywhere (a server, a library, a file): what may be a secret in them is taken out as they come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// How the command ends.
    pub exit: Exit,
    /// What happened, and to which thing. Lower case, no full stop.
    pub what: String,
    /// Why, outermost cause first; one line each.
    pub causes: Vec<String>,
    /// What to type next; one line each.
    pub hints: Vec<String>,
}

/// The result of everything that can fail.
pub type Result<T, E = Fault> = std::result::Result<T, E>;

impl Fault {
    /// A failure that ends with `exit`.
    pub fn new(exit: Exit, what: impl Into<String>) -> Self {
        Self { exit, what: redact(&what.into()), causes: Vec::new(), hints: Vec::new() }
    }

    /// The answer is no (exit 1).
    pub fn no(what: impl Into<String>) -> Self {
        Self::new(Exit::No, what)
    }

    /// Wrong usage or configuration (exit 2).
    pub fn usage(what: impl Into<String>) -> Self {
        Self::new(Exit::Usage, what)
    }

    /// Could not finish (exit 3).
    pub fn unfinished(what: impl Into<String>) -> Self {
        Self::new(Exit::Unfinished, what)
    }

    /// Bytes or evidence do not match (exit 6).
    pub fn integrity(what: impl Into<String>) -> Self {
        Self::new(Exit::Integrity, what)
    }

    /// An operation on a path failed (exit 3): `could not {doing} {path}: {error}`.
    pub fn io(doing: &str, path: &Path, error: &io::Error) -> Self {
        Self::unfinished(format!("could not {doing} {}: {error}", path.visible())).hint_of(error)
    }

    /// Adds what to type where the system said this of a file, if there is something.
    #[must_use]
    pub fn hint_of(self, error: &io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded if !POSIX => {
                self.hint("goenvmgr clean --stale makes room")
            }
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
                self.hint("goenvmgr clean --stale makes room; df -h shows which disk is full")
            }
            ErrorKind::PermissionDenied if POSIX => self.hint("ls -ld shows whose it is"),
            ErrorKind::NotADirectory => self.hint("a part of that path is a file: name another"),
            ErrorKind::ReadOnlyFilesystem if POSIX => {
                self.hint("findmnt -O ro shows what is mounted read-only")
            }
            _ => self,
        }
    }

    /// Adds what to type next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(redact(&hint.into()));
        self
    }

    /// Adds what to type where nothing says so yet.
    #[must_use]
    pub fn or_hint(self, hint: impl Into<String>) -> Self {
        if self.hints.is_empty() { self.hint(hint) } else { self }
    }

    /// Adds a cause.
    #[must_use]
    pub fn because(mut self, cause: impl Into<String>) -> Self {
        self.causes.push(redact(&cause.into()));
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        for cause in &self.causes {
            write!(f, ": {cause}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Fault {}
