//! `goenvmgr.toml`, the manifest: which Go a directory wants, which variables, and which tools.
//!
//! A version only selects, so it needs no trust. Variables can run code (`GOFLAGS=-toolexec=…`), and
//! tools are code, so they count after [`trust`] only.

mod names;
mod parse;
mod schema;
mod tools;
pub mod trust;

use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::digest::Sha256Sum;
use crate::base::fault::{Fault, Result};
use crate::base::secret::shown_setting;
use crate::base::visible::Visible as _;
use crate::go::version::Request;
use crate::sys::fs;

pub use names::refused;
pub(crate) use parse::similar;
pub use schema::schema;
pub(crate) use tools::is_package;
pub use tools::{Tool, known as known_tools};

/// The file's name.
pub const FILE: &str = "goenvmgr.toml";

/// A larger file is no manifest, whatever it is.
pub(crate) const LIMIT: u64 = 1 << 20;

/// What one manifest says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Manifest {
    /// The file.
    pub path: PathBuf,
    /// The sum of its bytes: what `trust` remembers.
    pub sha256: Sha256Sum,
    /// `go = "…"`, at the top or in `[tools]`.
    pub go: Option<Pin>,
    /// `[env]`, in the order of the file.
    pub env: Vec<Variable>,
    /// `[tools]` without its `go`, in the order of the file.
    pub tools: Vec<Tool>,
    /// Whether it has a `[health]` or a `[[check]]`: what they say, the wing of health reads.
    pub asks_health: bool,
    /// What was accepted but has no effect.
    pub notices: Vec<Notice>,
}

/// The version that the manifest asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pin {
    /// What it asks for.
    pub request: Request,
    /// Its line, counted from 1.
    pub line: usize,
}

/// One variable of `[env]`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Variable {
    /// Its name: letters, digits and underscores.
    pub name: String,
    /// Its value: any text without NUL.
    pub value: String,
    /// Its line, counted from 1.
    pub line: usize,
}

impl Variable {
    /// The same without what may be a secret in it, to be shown.
    #[must_use]
    pub fn shown(self) -> Self {
        Self { value: shown_setting(&self.name, &self.value).into_owned(), ..self }
    }
}

/// Something that stands in the file without effect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    /// Its line, counted from 1.
    pub line: usize,
    /// What it is.
    pub what: String,
}

impl Manifest {
    /// Reads the text of `path`, which is named in errors and not opened.
    ///
    /// # Errors
    /// Everything that is wrong, each with file and line (exit 2).
    pub fn parse(path: &Path, text: &str) -> Result<Self> {
        parse::manifest(path, text).map_err(|problems| fault(path, &problems))
    }

    /// The first thing that is wrong with the text; `None` where nothing is.
    pub(super) fn first_problem(text: &str) -> Option<Notice> {
        parse::manifest(Path::new(FILE), text).err()?.into_iter().next()
    }

    /// Reads the file; `None` where there is none.
    ///
    /// # Errors
    /// As [`Manifest::parse`], and when it is no regular file, larger than 1 MiB, not readable, or
    /// not UTF-8.
    pub fn load(path: &Path) -> Result<Option<Self>> {
        fs::read::bytes(path, LIMIT)?.map(|bytes| Self::of_bytes(path, &bytes)).transpose()
    }

    /// As [`Manifest::load`] for what was read of the file already.
    ///
    /// # Errors
    /// As [`Manifest::load`].
    pub(crate) fn of_bytes(path: &Path, bytes: &[u8]) -> Result<Self> {
        let text = std::str::from_utf8(bytes).map_err(|_| {
            let error = io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8 text");
            Fault::io("read", path, &error)
        })?;
        Self::parse(path, text)
    }

    /// Whether the user trusted these very bytes.
    pub fn is_looked_at(&self, home: &crate::settings::home::Home) -> bool {
        trust::holds(home, &self.path, self.sha256)
    }

    /// Whether it says anything that counts after trust alone.
    pub fn asks_trust(&self) -> bool {
        let names_own = |pin: &Pin| matches!(pin.request, Request::Named(_));
        let sets_some = !self.env.is_empty() || !self.tools.is_empty() || self.asks_health;
        sets_some || self.go.as_ref().is_some_and(names_own)
    }

    /// Whether its variables and tools count: there are none, or the user trusted these very bytes.
    pub fn is_trusted(&self, home: &crate::settings::home::Home) -> bool {
        self.env.is_empty() && self.tools.is_empty() || self.is_looked_at(home)
    }
}

/// One fault out of all that is wrong with a file: the first is the headline.
pub(crate) fn fault(path: &Path, problems: &[Notice]) -> Fault {
    let mut lines = problems
        .iter()
        .map(|problem| format!("{}:{}: {}", path.visible(), problem.line, problem.what));
    let mut fault = Fault::usage(lines.next().unwrap_or_default());
    fault.causes = lines.collect();
    fault
}
