//! A service and a timer for the user's own systemd: systemd.service(5), systemd.timer(5).
//!
//! The interval is counted from the last run (`OnUnitActiveSec`), so that one which divides no hour is as
//! right as any other.

use std::path::{Path, PathBuf};

use askama::Template;

use super::{File, Job, MARKER, Timer, words};
use crate::base::fault::{Fault, Result};
use crate::sys::env::Env;

#[derive(Template)]
#[template(path = "schedule/systemd.service", escape = "none")]
struct Service<'a> {
    marker: &'static str,
    name: &'a str,
    title: String,
    dir: String,
    vars: Vec<String>,
    /// `:` where no variable of systemd's is meant by a `$`.
    plain: &'static str,
    argv: Vec<String>,
}

#[derive(Template)]
#[template(path = "schedule/systemd.timer", escape = "none")]
struct Clock<'a> {
    marker: &'static str,
    name: &'a str,
    title: String,
    seconds: u64,
}

pub(super) fn timer(job: &Job, env: &Env) -> Result<Timer> {
    let Job { name, .. } = job;
    let title = percent(&job.title);
    let variable = |(name, value): &(String, String)| quoted(&format!("{name}={value}"));
    let argv = started(&job.argv);
    let service = Service {
        marker: MARKER,
        name,
        title: title.clone(),
        dir: directory(&job.dir),
        vars: job.vars.iter().map(variable).collect(),
        plain: if argv.iter().any(|word| word.contains('$')) { ":" } else { "" },
        argv: argv.iter().map(|word| quoted(word)).collect(),
    };
    let clock = Clock { marker: MARKER, name, title, seconds: job.every.as_secs().max(1) };
    let mut timer = named(name, &units(env)?);
    timer.files[0].text = rendered(&service)?;
    timer.files[1].text = rendered(&clock)?;
    Ok(timer)
}

/// The service and the timer of this name, without their texts.
pub(super) fn named(name: &str, dir: &Path) -> Timer {
    let unit = format!("{name}.timer");
    Timer {
        files: [format!("{name}.service"), unit.clone()]
            .map(|file| File { path: dir.join(file), text: String::new() })
            .into(),
        start: vec![
            words(&["systemctl", "--user", "daemon-reload"]),
            words(&["systemctl", "--user", "enable", "--now", &unit]),
        ],
        stop: vec![words(&["systemctl", "--user", "disable", "--now", &unit])],
        gone: vec![words(&["systemctl", "--user", "daemon-reload"])],
        ..Timer::default()
    }
}

/// `~/.config/systemd/user`.
pub(super) fn units(env: &Env) -> Result<PathBuf> {
    let set = env.var_os("XDG_CONFIG_HOME").map(PathBuf::from).filter(|dir| dir.is_absolute());
    let below = || Some(env.home()?.join(".config"));
    let config = set.or_else(below).ok_or_else(|| {
        Fault::usage("no home directory is known, in which systemd would look for units")
            .hint("set HOME")
    })?;
    Ok(config.join("systemd/user"))
}

pub(super) fn rendered(template: &impl Template) -> Result<String> {
    template
        .render()
        .map_err(|error| Fault::unfinished(format!("could not write a timer: {error}")))
}

/// The words as systemd can start them: it takes no program whose path has a quote or a backslash in it,
/// so such a one is started by a shell.
fn started(argv: &[String]) -> Vec<String> {
    if !argv[0].contains(['"', '\'', '\\']) {
        return argv.to_vec();
    }
    [&words(&["/bin/sh", "-c", r#"exec "$0" "$@""#])[..], argv].concat()
}

/// `%` begins a specifier everywhere in a unit.
fn percent(text: &str) -> String {
    text.replace('%', "%%")
}

/// A word in quotes.
fn quoted(word: &str) -> String {
    format!("\"{}\"", percent(&word.replace('\\', r"\\").replace('"', "\\\"")))
}

/// A path that takes its whole line. A blank or a backslash at the line's end would be another thing.
fn directory(path: &str) -> String {
    let end = if path.ends_with(|c: char| c.is_whitespace() || c == '\\') { "/" } else { "" };
    format!("{}{end}", percent(path))
}
