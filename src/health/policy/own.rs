//! `[health]` of the user's own config.toml: whom to call, and where to write. A repository says neither.

use std::path::{Path, PathBuf};

use toml_edit::Document;

use super::table::{Source, Table};
use crate::base::fault::{Fault, Result};
use crate::base::secret::UrlText;
use crate::base::visible::Visible as _;
use crate::projects::manifest;
use crate::settings::home::Home;
use crate::sys::fs::read;

/// What the user's own configuration says of health.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// The directory of the textfile collector, where a file with the metrics of each run is to be.
    pub textfile: Option<PathBuf>,
    /// Where a line per run goes.
    pub syslog: Syslog,
    /// Who is told.
    pub alert: Alert,
    /// Whether a red gate goes back.
    pub rollback: Rollback,
}

/// Whether a gate that is red goes back to the generation that was good last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rollback {
    /// Whether it may at all.
    pub allowed: bool,
    /// Checks (globs) that it is done for beside those that a generation can have caused.
    pub on: Vec<String>,
}

/// Where a line per run goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Syslog {
    /// To the system's log, where there is one.
    #[default]
    System,
    /// To whoever listens at this socket.
    Socket(PathBuf),
    /// Nowhere.
    Nowhere,
}

/// Who is told, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alert {
    /// A URL that gets a POST.
    pub webhook: Option<UrlText>,
    /// What the POST says.
    pub form: Form,
    /// The file that holds the key by which a POST is signed.
    pub secret_file: Option<PathBuf>,
    /// A program that reads the alert from its standard input, with its arguments.
    pub command: Vec<String>,
    /// An address that gets a mail, by this machine's own `sendmail`.
    pub email: Option<String>,
}

/// What a webhook is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// The alert with all its fields.
    #[default]
    Json,
    /// One text, as Slack and those who speak its language take it.
    Slack,
}

impl Own {
    /// Reads it.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its line (exit 2); when it cannot be read (exit 3).
    pub fn load(home: &Home) -> Result<Self> {
        let path = home.config_file();
        let text = read::text(path, manifest::LIMIT)?.unwrap_or_default();
        Self::parse(path, &text)
    }

    fn parse(path: &Path, text: &str) -> Result<Self> {
        let document = Document::parse(text)
            .map_err(|error| Fault::usage(format!("{}: {}", path.visible(), error.message())))?;
        let source = Source::of(text);
        let mut own = Self::default();
        let health = document.as_table().get("health");
        if let Some(table) = health.and_then(|item| item.as_table_like()) {
            own = Self::read(Table::new(&source, "[health]".to_owned(), table));
        } else if let Some(item) = health {
            source.problem(item.span(), "`health` is a table: [health]");
        }
        let problems = source.problems();
        if problems.is_empty() { Ok(own) } else { Err(manifest::fault(path, &problems)) }
    }

    fn read(table: Table<'_>) -> Self {
        let textfile = absolute(&table, "textfile");
        let syslog =
            table.read("syslog", "true, false, or the absolute path of a socket", |item| {
                match (item.as_bool(), item.as_str().map(PathBuf::from)) {
                    (Some(true), _) => Some(Syslog::System),
                    (Some(false), _) => Some(Syslog::Nowhere),
                    (_, path) => path.filter(|path| path.is_absolute()).map(Syslog::Socket),
                }
            });
        let syslog = syslog.unwrap_or_default();
        let alert = table.table("alert").map(Alert::read).unwrap_or_default();
        let allowed = table.flag("rollback").unwrap_or_default();
        let on = table.texts("rollback_on").unwrap_or_default();
        if !allowed && table.has("rollback_on") {
            table.problem("rollback_on", "`rollback_on` is for `rollback = true`");
        }
        table.done();
        Self { textfile, syslog, alert, rollback: Rollback { allowed, on } }
    }
}

impl Alert {
    fn read(table: Table<'_>) -> Self {
        let webhook = table.read("webhook", "an http or https URL", |item| {
            let text = item.as_str()?;
            let known = text.starts_with("https://") || text.starts_with("http://");
            known.then(|| UrlText::from(text))
        });
        let form = table.one_of("format", &[("json", Form::Json), ("slack", Form::Slack)]);
        let secret_file = absolute(&table, "secret_file");
        let command = table.texts("command").unwrap_or_default();
        if command.first().is_some_and(|program| !program.starts_with('/')) {
            table.problem("command", "`command` begins with the absolute path of a program");
        }
        let email = table.read("email", "an address: \"ops@example.org\"", |item| {
            let text = item.as_str()?;
            let plain = |c: char| !c.is_whitespace() && !c.is_control() && c != ',';
            let good = text.contains('@') && !text.starts_with('-') && text.chars().all(plain);
            good.then(|| text.to_owned())
        });
        if !table.has("webhook") && (table.has("format") || table.has("secret_file")) {
            table.problem("", "`format` and `secret_file` are for a webhook, and there is none");
        }
        table.done();
        Self { webhook, form: form.unwrap_or_default(), secret_file, command, email }
    }
}

fn absolute(table: &Table<'_>, key: &'static str) -> Option<PathBuf> {
    table.read(key, "an absolute path", |item| {
        Some(PathBuf::from(item.as_str()?)).filter(|path| path.is_absolute())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_settings_are_read_and_mistakes_have_their_line() {
        let path = Path::new("/c/config.toml");
        let own = Own::parse(
            path,
            "default = \"1.22\"\n[health]\ntextfile = \"/var/lib/t\"\n[health.alert]\n\
             webhook = \"https://x/y\"\nformat = \"slack\"\ncommand = [\"/bin/tell\", \"me\"]\n",
        )
        .unwrap();
        assert_eq!(own.textfile, Some("/var/lib/t".into()));
        assert_eq!((own.alert.form, own.alert.command.len()), (Form::Slack, 2));
        assert_eq!(Own::parse(path, "default = \"1.22\"\n").unwrap(), Own::default());
        for (text, words) in [
            ("[health]\ntextfile = \"x\"", ":2: `textfile` in [health] is an absolute path"),
            (
                "[health]\ntextfiel = \"/x\"",
                ":2: unknown key `textfiel` in [health]: did you mean `textfile`?",
            ),
            (
                "[health.alert]\nwebhook = \"x\"",
                ":2: `webhook` in [health.alert] is an http or https URL",
            ),
            ("[health.alert]\ncommand = [\"tell\"]", ":2: `command` begins with the absolute path"),
            (
                "[health]\nrollback_on = [\"custom.*\"]",
                ":2: `rollback_on` is for `rollback = true`",
            ),
            ("[health.alert]\nemail = \"a@b, c@d\"", ":2: `email` in [health.alert] is an address"),
            (
                "[health.alert]\nformat = \"slack\"",
                ":2: `format` and `secret_file` are for a webhook",
            ),
        ] {
            let fault = Own::parse(path, text).unwrap_err();
            assert!(fault.what.contains(words), "{text}: {}", fault.what);
        }
    }
}
