//! Starts the shells and reads what they answer.

use std::ffi::{OsStr, OsString};
use std::hash::{BuildHasher, Hasher, RandomState};
use std::thread;
use std::time::Duration;

use super::answer::{ANSWER, Answer, find, last_words};
use super::shells::session;
use super::{MODES, Mode, Subject, Verdict};
use crate::shells::shell::{Shell, quote};
use crate::sys::env::Env;
use crate::sys::proc::{Ended, KEPT, Run};
use crate::sys::threads;

/// What came back.
#[derive(Clone, Debug)]
pub(super) struct Heard {
    /// The answer, or why there is none.
    pub(super) answer: Result<Answer, (Verdict, String)>,
    /// What was special about it.
    pub(super) remark: Option<String>,
    pub(super) complaint: String,
    pub(super) took: Duration,
}

/// So many lines of standard error are kept.
const LINES: usize = 6;

/// Asks every subject in every mode, all at once: each waits for its own files.
pub(super) fn all(
    env: &Env,
    subjects: Vec<Subject>,
    limit: Duration,
) -> Vec<(Subject, Vec<(Mode, Heard)>)> {
    thread::scope(|scope| {
        let started: Vec<_> = subjects
            .into_iter()
            .map(|subject| {
                let modes = MODES.map(|mode| {
                    let subject = subject.clone();
                    (mode, threads::beside(scope, move || one(env, &subject, mode, limit)))
                });
                (subject, modes)
            })
            .collect();
        let heard = |asked: threads::Beside<'_, Heard>| {
            asked.join().unwrap_or_else(|| nothing("the question failed"))
        };
        started
            .into_iter()
            .map(|(subject, modes)| (subject, modes.map(|(mode, t)| (mode, heard(t))).into()))
            .collect()
    })
}

/// One question. Where the shell ends without an answer it is asked again as one that runs in a
/// terminal multiplexer: some start-up files become one, unless they are in one.
fn one(env: &Env, subject: &Subject, mode: Mode, limit: Duration) -> Heard {
    let first = once(env, subject, mode, limit, &[]);
    if !matches!(first.answer, Err((Verdict::NoAnswer, _))) {
        return first;
    }
    let inside = [("TMUX", "probe,0,0"), ("STY", "probe"), ("ZELLIJ", "0")];
    let second = once(env, subject, mode, limit, &inside);
    if second.answer.is_err() {
        return first;
    }
    let remark = "its start-up files become another program unless they run in tmux or screen";
    Heard { remark: Some(remark.to_owned()), ..second }
}

fn once(env: &Env, subject: &Subject, mode: Mode, limit: Duration, more: &[(&str, &str)]) -> Heard {
    let nonce = format!("{:016x}", RandomState::new().build_hasher().finish());
    let Some(args) = arguments(env, subject.shell, mode, &nonce) else {
        return nothing("the path of this program cannot be written in its words");
    };
    let run = Run::new(&subject.program, args, &env.cwd, limit)
        .vars(session(env, subject))
        .vars(more.iter().copied())
        .in_session(&env.exe)
        .until(last_words(&nonce));
    let output = match run.wait() {
        Ok(output) => output,
        Err(error) => return nothing(&format!("it could not be started: {error}")),
    };
    let silent = |ended| match ended {
        _ if output.stdout.len() >= KEPT => (Verdict::Flood, "it prints and prints".to_owned()),
        Ended::TimedOut => {
            (Verdict::TimeLimit, format!("still running after {} s", limit.as_secs_f32()))
        }
        Ended::Signal(number) => (Verdict::NoAnswer, format!("ended by signal {number}")),
        Ended::Code(code) => {
            (Verdict::NoAnswer, format!("ended with {code} before it could answer"))
        }
    };
    Heard {
        answer: find(&output.stdout, &nonce).ok_or_else(|| silent(output.ended)),
        remark: None,
        complaint: complaint(&output.complaint()),
        took: output.took,
    }
}

fn nothing(why: &str) -> Heard {
    let answer = Err((Verdict::NoAnswer, why.to_owned()));
    Heard { answer, remark: None, complaint: String::new(), took: Duration::ZERO }
}

/// The first lines, without what every interactive shell says that has no terminal.
fn complaint(text: &str) -> String {
    let usual = ["job control", "terminal process group", "can't set tty", "Inappropriate ioctl"];
    let own = text.lines().filter(|line| !line.is_empty());
    let own = own.filter(|line| !usual.iter().any(|usual| line.contains(usual)));
    let lines: Vec<String> = own.take(LINES).map(|line| line.chars().take(200).collect()).collect();
    lines.join("\n")
}

/// The command line of a shell in a mode, that has it answer and say what `go` is.
fn arguments(env: &Env, shell: Shell, mode: Mode, nonce: &str) -> Option<Vec<OsString>> {
    let (login, interactive) = match mode {
        Mode::LoginInteractive => (true, true),
        Mode::Interactive => (false, true),
        Mode::Login => (true, false),
        Mode::Script => (false, false),
    };
    let exe = quote(shell, env.exe.as_os_str()).ok()?;
    let (before, after) = match shell {
        Shell::Fish => ("", " (type -t go 2>/dev/null; or echo none)[1]"),
        Shell::PowerShell => (
            "& ",
            " \"$((Get-Command go -ErrorAction SilentlyContinue | Select-Object -First 1).CommandType)\"",
        ),
        _ => ("", " \"$(\\command -v go)\""),
    };
    let mut command = OsString::from(before);
    command.push(&exe);
    command.push(format!(" {ANSWER} {nonce}"));
    command.push(after);
    let words: &[(&str, bool)] = match shell {
        Shell::PowerShell => &[
            ("-Login", login),
            ("-NoLogo", true),
            ("-NonInteractive", !interactive),
            ("-Command", true),
        ],
        _ => &[("-l", login), ("-i", interactive), ("-c", true)],
    };
    let words = words.iter().filter(|(_, wanted)| *wanted).map(|(word, _)| OsStr::new(word).into());
    Some(words.chain([command]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn noise_of_every_shell_without_a_terminal_is_left_out() {
        let said = "bash: cannot set terminal process group (-1): Inappropriate ioctl for device\n\
                    bash: no job control in this shell\n/h/.bashrc: line 3: syntax error\n\n";
        assert_eq!(complaint(said), "/h/.bashrc: line 3: syntax error");
        assert_eq!(complaint(&"x\n".repeat(99)).lines().count(), LINES);
    }
}
