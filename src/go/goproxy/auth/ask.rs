//! Asking git and commands for credentials. Rules: `cmd/go/internal/auth/gitauth.go` and
//! `userauth.go`, `cmd/internal/quoted`.
//!
//! None of them starts where goenvmgr was called, as go starts commands and `git credential approve`: whoever
//! keeps that directory could hand git a configuration with a helper of his own, and get the password.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::{Headers, told};
use crate::go::quoted;
use crate::sys::env::Env;
use crate::sys::fs::{lookup, read};
use crate::sys::net::Response;
use crate::sys::net::url::Credentials;
use crate::sys::proc::Run;
use crate::sys::text;

/// How long one may take: long enough for somebody who is asked in a browser.
const LIMIT: Duration = Duration::from_secs(120);

/// What `git credential` said.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) prefix: Vec<u8>,
    pub(super) headers: Headers,
    output: Vec<u8>,
}

/// What a command says: at first without argument and input, then with the URL that was refused and
/// the answer.
pub(super) fn command(
    env: &Env,
    command: &str,
    refused: Option<(&[u8], &Response)>,
) -> Vec<(Vec<u8>, Headers)> {
    let Some(words) = quoted::split(command) else { return Vec::new() };
    let Some((program, args)) = words.split_first() else { return Vec::new() };
    let mut args: Vec<OsString> = args.iter().map(OsString::from).collect();
    args.extend(refused.map(|(url, _)| text::of(url)));
    let input = refused.map(|(_, answer)| head(answer)).unwrap_or_default();
    let said = run(env, program, args, &away(env), input);
    said.and_then(|output| told::by_command(&output)).unwrap_or_default()
}

/// What git knows of this URL.
pub(super) fn git(env: &Env, dir: &Path, url: &[u8]) -> Option<Asked> {
    let input = [b"url=", url, b"\n"].concat();
    let output = run(env, "git", vec!["credential".into(), "fill".into()], dir, input)?;
    let (prefix, user, password) = told::by_git(&output);
    if prefix.is_empty() || !url.starts_with(&prefix) {
        return None;
    }
    let basic = Credentials { user, password }.basic();
    Some(Asked { prefix, headers: vec![("Authorization".to_owned(), basic)], output })
}

impl Asked {
    /// Tells git whether it was right, so that it may forget or keep it. Go asks the server once more
    /// to find out; the answer that is here already says the same.
    pub(super) fn tell(self, env: &Env, dir: &Path, status: u16) {
        let word = match status {
            200..300 => "approve",
            401 => "reject",
            _ => return,
        };
        let args = vec!["credential".into(), word.into()];
        let _ = run(env, "git", args, dir, self.output);
    }
}

/// A directory of the user's own, whatever the working directory is.
fn away(env: &Env) -> PathBuf {
    let home = env.home().filter(|home| home.is_absolute() && read::is_dir(home));
    let top = || env.cwd.ancestors().last().unwrap_or(&env.cwd);
    home.unwrap_or_else(top).to_owned()
}

fn run(
    env: &Env,
    program: &str,
    args: Vec<OsString>,
    dir: &Path,
    input: Vec<u8>,
) -> Option<Vec<u8>> {
    let program = find(env, program)?;
    let quiet = [("GIT_TERMINAL_PROMPT", "0"), ("GCM_INTERACTIVE", "never")];
    let quiet = quiet.into_iter().filter(|(name, _)| env.var_os(name).is_none());
    let mut run = Run::new(&program, args, dir, LIMIT)
        .vars(env.vars.iter().map(|(name, value)| (name.clone(), value.clone())))
        .vars(quiet);
    run.input = input;
    let output = run.wait().ok()?;
    output.succeeded().then_some(output.stdout)
}

/// As `os/exec`: by PATH, of which relative directories do not count, or by the path that is named.
fn find(env: &Env, program: &str) -> Option<PathBuf> {
    if program.contains('/') {
        return Some(env.cwd.join(program));
    }
    lookup::first(env.path(), program).filter(|path| path.is_absolute())
}

/// Status line and headers, as `net/http` would print them.
fn head(answer: &Response) -> Vec<u8> {
    let mut out = format!("HTTP/1.1 {}\n", answer.status_words());
    let mut told: Vec<&str> = Vec::new();
    for (name, _) in &answer.headers {
        if told.contains(&name.as_str()) || name == "transfer-encoding" {
            continue;
        }
        let same = answer.headers.iter().filter(|(other, _)| other == name);
        let values: Vec<&str> = same.map(|(_, value)| value.as_str()).collect();
        out.push_str(&format!("{}: {}\n", canonical(name), values.join(", ")));
        told.push(name);
    }
    out.push('\n');
    out.into_bytes()
}

/// `www-authenticate` as `Www-Authenticate`.
fn canonical(name: &str) -> String {
    let mut upper = true;
    let letter = |c: char| {
        let out = if upper { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
        upper = c == '-';
        out
    };
    name.chars().map(letter).collect()
}
