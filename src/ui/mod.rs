//! The streams, named by intent: data goes to standard output, talk to standard error.

mod log;
mod plain;
mod progress;
mod prompt;
mod style;
mod table;

use std::io::{self, Write};

use anstream::AutoStream;
use serde::Serialize;

use crate::base::fault::{Exit, Fault, Result};
use crate::base::progress::Progress;
use crate::base::secret::redact;
use crate::sys::env::Env;

pub(crate) use log::begin as begin_log;
pub(crate) use style::{BAD, DIM, GOOD, NOTE, STRONG};
pub(crate) use table::{Column, Table, bytes, moment};

/// The rendering that a command was asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Human,
    /// For programs: one JSON value.
    Json,
}

/// When to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    /// On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What a command leaves behind: one value, every rendering.
pub trait Report: Serialize {
    /// Writes the value for people. Escape sequences are removed where colour is off.
    ///
    /// # Errors
    /// When the stream fails.
    fn human(&self, out: &mut dyn Write) -> io::Result<()>;
}

/// The output streams of one run.
#[derive(Clone, Debug)]
pub struct Out {
    quiet: bool,
    color: Color,
    interactive: bool,
    progress: bool,
    logged: bool,
}

impl Out {
    /// Streams for this process.
    pub fn new(env: &Env, quiet: bool, color: Color) -> Self {
        let plain = is_plain(env);
        let color = match color {
            Color::Auto if env.var_os("NO_COLOR").is_some() || plain => Color::Never,
            given => given,
        };
        Self {
            quiet,
            color,
            interactive: env.stdin_tty && env.stderr_tty && env.var("CI").is_none(),
            progress: env.stderr_tty && !plain && !quiet,
            logged: false,
        }
    }

    /// The same for a run that is logged: steps are lines of the log, and no bar is drawn over them.
    #[must_use]
    pub fn logged(self) -> Self {
        Self { logged: true, ..self }
    }

    /// Streams for a process that could not even be read.
    pub fn plain() -> Self {
        Self {
            quiet: false,
            color: Color::Auto,
            interactive: false,
            progress: false,
            logged: false,
        }
    }

    /// Writes the value to standard output in the asked format.
    ///
    /// # Errors
    /// When standard output fails; a closed pipe is a normal ending and no error.
    pub fn report<R: Report>(&self, report: &R, format: Format) -> Result<()> {
        let mut text = Vec::new();
        match format {
            Format::Human => report.human(&mut text),
            Format::Json => {
                serde_json::to_writer_pretty(&mut text, report).map_err(io::Error::from)
            }
        }
        .map_err(|error| Fault::unfinished(format!("the output could not be made: {error}")))?;
        let text = String::from_utf8_lossy(&text);
        match format {
            Format::Human => self.write(&plain::plain(&text)),
            Format::Json => self.write(&format!("{}\n", plain::json(&text))),
        }
    }

    /// Writes what was done: as [`Out::report`], but nothing for people who asked for silence.
    ///
    /// # Errors
    /// As [`Out::report`].
    pub fn done<R: Report>(&self, report: &R, format: Format) -> Result<()> {
        if self.quiet && format == Format::Human { Ok(()) } else { self.report(report, format) }
    }

    /// Whether only data that is asked for, and errors, are printed.
    pub fn is_quiet(&self) -> bool {
        self.quiet
    }

    /// Writes raw bytes (a shell snippet, a path) to standard output.
    ///
    /// # Errors
    /// As [`Out::report`].
    pub fn data(&self, bytes: &[u8]) -> Result<()> {
        let mut stdout = io::stdout().lock();
        finish(stdout.write_all(bytes).and_then(|()| stdout.flush()))
    }

    /// Writes text with escape sequences to standard output; they are removed where colour is off.
    ///
    /// # Errors
    /// As [`Out::report`].
    pub fn styled(&self, bytes: &[u8]) -> Result<()> {
        self.write(&plain::plain(&String::from_utf8_lossy(bytes)))
    }

    fn write(&self, text: &str) -> Result<()> {
        let mut stdout = AutoStream::new(io::stdout().lock(), self.choice());
        finish(stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()))
    }

    /// Writes a help text, or what is wrong with a command line, escape sequences included.
    ///
    /// # Errors
    /// As [`Out::report`] where it is a help text; nobody is left to tell when standard error fails.
    pub fn told(&self, text: &str, is_error: bool) -> Result<()> {
        let choice = self.choice();
        if is_error {
            // clap repeats what was typed.
            let _ = AutoStream::new(io::stderr().lock(), choice).write_all(redact(text).as_bytes());
            return Ok(());
        }
        let mut stdout = AutoStream::new(io::stdout().lock(), choice);
        finish(stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush()))
    }

    /// A line about what is being done; silent with `--quiet`.
    pub fn status(&self, line: &str) {
        if !self.quiet {
            self.talk(line);
        }
    }

    /// A line that says what to type next; silent with `--quiet`.
    pub fn hint(&self, line: &str) {
        self.status(&format!("{DIM}hint:{DIM:#} {line}"));
    }

    /// A line about something that is wrong but does not stop the command.
    pub fn warn(&self, line: &str) {
        self.talk(&format!("{NOTE}warning:{NOTE:#} {line}"));
    }

    /// The one place where a failure becomes words and a number.
    pub fn fault(&self, fault: &Fault) -> Exit {
        if !fault.what.is_empty() {
            self.talk(&format!("{BAD}error:{BAD:#} {}", fault.what));
            for cause in &fault.causes {
                self.talk(&format!("  {cause}"));
            }
            for hint in &fault.hints {
                self.talk(&format!("{DIM}hint:{DIM:#} {hint}"));
            }
        }
        fault.exit
    }

    /// Bars on a terminal, plain lines elsewhere, nothing with `--quiet`.
    pub fn progress(&self) -> Box<dyn Progress> {
        if self.logged {
            return Box::<progress::Logged>::default();
        }
        progress::choose(self.quiet, self.progress)
    }

    /// Asks a yes-or-no question on the terminal; `None` where nobody can answer.
    pub fn confirm(&self, question: &str) -> Option<bool> {
        self.interactive.then(|| prompt::yes(question))
    }

    fn talk(&self, line: &str) {
        let mut stderr = AutoStream::new(io::stderr().lock(), self.choice());
        // Nobody is left to tell when standard error fails.
        let _ = writeln!(stderr, "{}", plain::plain(&redact(line)));
    }

    fn choice(&self) -> anstream::ColorChoice {
        match self.color {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
    }
}

/// Whether what is written goes into a log, whatever it looks like: machines that build run their
/// steps on terminals too.
fn is_plain(env: &Env) -> bool {
    env.var_os("CI").is_some() || env.var("TERM").is_none_or(|term| term == "dumb")
}

fn finish(written: io::Result<()>) -> Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
            // The reader has what it wanted: end as a program killed by SIGPIPE would, silently.
            Err(Fault::new(Exit::Signal(13), ""))
        }
        Err(error) => {
            Err(Fault::unfinished(format!("could not write to standard output: {error}")))
        }
        Ok(()) => Ok(()),
    }
}
