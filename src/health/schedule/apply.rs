//! A timer is installed, or taken away.

use std::path::Path;
use std::time::Duration;

use super::{MARKER, Timer};
use crate::base::fault::{Fault, Result};
use crate::base::quoting::word;
use crate::base::visible::Visible as _;
use crate::projects::manifest;
use crate::sys::env::Env;
use crate::sys::fs::{atomic, lookup, read, remove};
use crate::sys::proc::{Ended, Output, Run};

/// How long a program of the system may take.
const LIMIT: Duration = Duration::from_secs(30);

/// Writes the files of a timer and begins it.
///
/// # Errors
/// When a file of that name is somebody else's (exit 1); when it cannot be written, or a program of the
/// system does not do its part (exit 3).
pub fn installed(timer: &Timer, env: &Env) -> Result<()> {
    for file in &timer.files {
        is_ours(&file.path)?;
    }
    for file in &timer.files {
        atomic::write_settings(&file.path, file.text.as_bytes())?;
    }
    if let Some(block) = &timer.crontab {
        in_crontab(env, |crontab| block.put_into(crontab))?;
    }
    timer.start.iter().try_for_each(|words| done(words, env))
}

/// Ends a timer and takes its files away; whether there was any.
///
/// # Errors
/// As [`installed`].
pub fn removed(timer: &Timer, env: &Env) -> Result<bool> {
    if let Some(block) = &timer.crontab {
        return in_crontab(env, |crontab| block.taken_from(crontab));
    }
    let mut there = false;
    for file in &timer.files {
        there |= is_ours(&file.path)?;
    }
    if !there {
        return Ok(false);
    }
    // What does not run cannot be ended: the files go all the same.
    let ended: Vec<Result<()>> = timer.stop.iter().map(|words| done(words, env)).collect();
    for file in &timer.files {
        remove::file(&file.path)?;
    }
    timer.gone.iter().try_for_each(|words| done(words, env))?;
    ended.into_iter().collect::<Result<()>>()?;
    Ok(true)
}

/// Whether a file is there; it is ours.
fn is_ours(path: &Path) -> Result<bool> {
    match read::text(path, manifest::LIMIT)? {
        None => Ok(false),
        Some(text) if text.contains(MARKER) => Ok(true),
        Some(_) => Err(Fault::no(format!(
            "{} was not written by goenvmgr, and stays as it is",
            path.visible()
        ))
        .hint("give the project another name in [health], or move that file")),
    }
}

/// The user's crontab, which may not be there yet.
pub(super) fn crontab(env: &Env) -> Result<String> {
    let listed = output(&["crontab".to_owned(), "-l".to_owned()], Vec::new(), env)?;
    match listed.ended {
        Ended::Code(0) => Ok(listed.text()),
        // There is none yet: said by 1, and in words.
        Ended::Code(1) if listed.complaint().contains("no crontab") => Ok(String::new()),
        _ => Err(failed("crontab -l", &listed)),
    }
}

/// Changes the user's crontab; whether it is another now.
fn in_crontab(env: &Env, change: impl Fn(&str) -> Result<String>) -> Result<bool> {
    let before = crontab(env)?;
    let after = change(&before)?;
    if after == before {
        return Ok(false);
    }
    let written = output(&["crontab".to_owned(), "-".to_owned()], after.into_bytes(), env)?;
    if written.succeeded() { Ok(true) } else { Err(failed("crontab -", &written)) }
}

fn done(words: &[String], env: &Env) -> Result<()> {
    let output = output(words, Vec::new(), env)?;
    let line: Vec<String> = words.iter().map(word).collect();
    if output.succeeded() { Ok(()) } else { Err(failed(&line.join(" "), &output)) }
}

fn output(words: &[String], input: Vec<u8>, env: &Env) -> Result<Output> {
    let program = lookup::first(env.path(), &words[0]).ok_or_else(|| {
        Fault::unfinished(format!("there is no {} on PATH", words[0]))
            .hint("goenvmgr health schedule --print shows what could be installed by hand")
    })?;
    let vars = env.vars.iter().map(|(name, value)| (name.clone(), value.clone()));
    let mut run = Run::new(&program, &words[1..], Path::new("/"), LIMIT).vars(vars);
    run.input = input;
    run.wait().map_err(|error| {
        Fault::unfinished(format!("{} could not be started: {error}", program.visible()))
    })
}

fn failed(line: &str, output: &Output) -> Fault {
    let said = output.complaint();
    let said = said.lines().next().unwrap_or("it said nothing").to_owned();
    Fault::unfinished(format!("`{line}` failed: {said}")).hint(format!("by hand: {line}"))
}
