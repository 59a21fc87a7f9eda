//! Fresh shells, asked what they make of the user's start-up files.
//!
//! Each shell that the user has is started as login, interactive and script shell, with the
//! environment that a new session has and not with ours: a PATH that was inherited would hide what
//! a start-up file does not set. The user's own files run, so a shell may hang, end early or talk:
//! it has a session and a time limit of its own, and its answer stands between words that no
//! banner holds.

mod answer;
mod ask;
mod judge;
mod shells;

use std::path::PathBuf;
use std::time::Duration;

use serde::Serialize;

use crate::base::fault::Result;
use crate::settings::config::Config;
use crate::settings::home::Home;
use crate::shells::activate::Drift;
use crate::shells::shell::Shell;
use crate::sys::env::Env;
use crate::toolchains::store::Store;

pub use answer::{ANSWER, answer};

/// How a shell is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// A terminal of macOS, tmux, ssh.
    LoginInteractive,
    /// A terminal of Linux, an inner shell.
    Interactive,
    /// A display manager, `bash -lc` of a CI job.
    Login,
    /// `bash -c`, a script, cron.
    Script,
}

/// All of them, in the order of the columns.
pub const MODES: [Mode; 4] = [Mode::LoginInteractive, Mode::Interactive, Mode::Login, Mode::Script];

/// One shell that the user has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Subject {
    /// Its kind.
    pub shell: Shell,
    /// Its file name: `sh` and `ksh` are of one kind.
    pub name: String,
    /// Its program.
    pub program: PathBuf,
    /// Why it is asked.
    pub why: String,
}

/// What came of one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// It matches what the directory asks for.
    Matches,
    /// It does not.
    Drift,
    /// Shells of this kind read none of the user's files: they have what their parent has.
    Inherits,
    /// It ended before it could answer.
    NoAnswer,
    /// It was still running at its limit.
    TimeLimit,
    /// It printed a megabyte and no answer.
    Flood,
}

/// One cell of the matrix.
#[derive(Clone, Debug, Serialize)]
pub struct Told {
    /// How the shell was started.
    pub mode: Mode,
    /// What came of it.
    pub verdict: Verdict,
    /// The first `go` on its PATH.
    pub go: Option<PathBuf>,
    /// Every difference, with what to type.
    pub drift: Vec<Drift>,
    /// What else there is to know.
    pub remark: Option<String>,
    /// What its start-up files said on standard error, the first lines.
    pub complaint: String,
    /// Milliseconds.
    pub took_ms: u64,
}

/// One row: a shell in every mode.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    /// The shell.
    #[serde(flatten)]
    pub subject: Subject,
    /// In the order of [`MODES`].
    pub modes: Vec<Told>,
}

/// What every fresh shell says.
#[derive(Clone, Debug, Serialize)]
pub struct Matrix {
    /// Whether every shell that answered matches, and every shell answered.
    pub matches: bool,
    /// One for each shell.
    pub shells: Vec<Row>,
    /// What could not be asked.
    pub notes: Vec<String>,
}

impl Told {
    /// Whether there is nothing to fix.
    pub fn is_fine(&self) -> bool {
        matches!(self.verdict, Verdict::Matches | Verdict::Inherits)
    }
}

/// Asks every shell that the user has, all at once, each for `limit` at most.
///
/// # Errors
/// When the directory of toolchains or a start-up file cannot be read.
pub fn all(env: &Env, home: &Home, config: &Config, limit: Duration) -> Result<Matrix> {
    let (subjects, notes) = shells::of(env);
    let judge = judge::Judge { env, config, store: &Store::new(home) };
    let mut shells = Vec::new();
    for (subject, answers) in ask::all(env, subjects, limit) {
        let startup = judge::StartUp::of(env, home, &subject)?;
        let mut modes = Vec::new();
        for (mode, answer) in answers {
            modes.push(judge.of(&subject, mode, answer, &startup)?);
        }
        shells.push(Row { subject, modes });
    }
    let matches = shells.iter().all(|row| row.modes.iter().all(Told::is_fine));
    Ok(Matrix { matches, shells, notes })
}
