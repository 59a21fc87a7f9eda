//! A task of Windows' Task Scheduler, as `schtasks /Create /XML` reads it. The file names no encoding: in
//! UTF-8 it must not. The task has the user's own variables.

use std::path::{Path, PathBuf};
use std::time::Duration;

use askama::Template;

use super::systemd::rendered;
use super::{File, Job, MARKER, Timer, words};
use crate::base::fault::{Fault, Result};
use crate::health::policy::duration::shown;
use crate::settings::home::Home;

/// What the scheduler takes.
const SHORTEST: Duration = Duration::from_secs(60);
const LONGEST: Duration = Duration::from_secs(31 * 86_400);

#[derive(Template)]
#[template(path = "schedule/schtasks.xml", escape = "html")]
struct Task<'a> {
    marker: &'static str,
    job: &'a Job,
    seconds: u64,
    program: &'a str,
    arguments: String,
}

pub(super) fn timer(job: &Job, home: &Home) -> Result<Timer> {
    if job.every < SHORTEST || job.every > LONGEST {
        let what = format!("the Task Scheduler has no interval of {}", shown(job.every));
        return Err(Fault::usage(what).hint("it takes one minute to 31 days"));
    }
    let (program, arguments) =
        job.argv.split_first().map_or(("", &[][..]), |(first, rest)| (first.as_str(), rest));
    let arguments: Vec<String> = arguments.iter().map(|word| quoted(word)).collect();
    let task = Task {
        marker: MARKER,
        job,
        seconds: job.every.as_secs(),
        program,
        arguments: arguments.join(" "),
    };
    let mut timer = named(&job.name, &tasks(home));
    timer.files[0].text = rendered(&task)?;
    Ok(timer)
}

/// The task of this name, without its text.
pub(super) fn named(name: &str, dir: &Path) -> Timer {
    let path = dir.join(format!("{name}.xml"));
    let file = path.to_string_lossy().into_owned();
    Timer {
        files: vec![File { path, text: String::new() }],
        start: vec![words(&["schtasks", "/Create", "/F", "/TN", name, "/XML", &file])],
        stop: vec![words(&["schtasks", "/Delete", "/F", "/TN", name])],
        ..Timer::default()
    }
}

/// Where the texts of tasks are kept.
pub(super) fn tasks(home: &Home) -> PathBuf {
    home.state().join("health")
}

/// A word as CommandLineToArgvW takes it apart: backslashes count only before a quote.
fn quoted(word: &str) -> String {
    if !word.is_empty() && !word.contains([' ', '\t', '"']) {
        return word.to_owned();
    }
    let (mut text, mut backslashes) = ("\"".to_owned(), 0);
    for c in word.chars() {
        match c {
            '\\' => backslashes += 1,
            '"' => text.push_str(&"\\".repeat(backslashes * 2 + 1)),
            _ => text.push_str(&"\\".repeat(backslashes)),
        }
        if c != '\\' {
            backslashes = 0;
            text.push(c);
        }
    }
    format!("{text}{}\"", "\\".repeat(backslashes * 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn word_is_quoted_as_windows_takes_it_apart() {
        for (word, text) in [
            ("run", "run"),
            ("", "\"\""),
            ("a b", "\"a b\""),
            (r"a\b", r"a\b"),
            (r"a b\", r#""a b\\""#),
            ("a\"b", r#""a\"b""#),
            (r#"a\"b"#, r#""a\\\"b""#),
        ] {
            assert_eq!(quoted(word), text, "{word}");
        }
    }
}
