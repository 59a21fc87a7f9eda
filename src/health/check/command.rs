//! `type = "command"`: a program ends as expected. It is started as it is written, by no shell, with the
//! variables of the project's own Go; at its limit it is killed with all that it started.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use regex_lite::{Regex, RegexBuilder};

use super::{Answered, Around, Ask};
use crate::base::quoting::word;
use crate::health::policy::duration::shown;
use crate::health::policy::table::Table;
use crate::sys::fs::lookup;
use crate::sys::proc::{Ended, Output, Run};

/// How much of what a program complains of is shown.
const SHOWN: usize = 300;

#[derive(Debug)]
struct Command {
    argv: Vec<String>,
    dir: Option<String>,
    exit: i32,
    stdout: Option<Regex>,
    stderr: Option<Regex>,
}

pub(super) fn read(table: &Table<'_>) -> Option<Arc<dyn Ask>> {
    let argv =
        table.read("argv", "a program and its arguments: [\"go\", \"vet\", \"./...\"]", |item| {
            let words = item.as_array()?.iter().map(|value| value.as_str().map(str::to_owned));
            words
                .collect::<Option<Vec<_>>>()
                .filter(|words| words.first().is_some_and(|w| !w.is_empty()))
        });
    if !table.has("argv") {
        table.problem("", "a command check has words: argv = [\"go\", \"vet\", \"./...\"]");
    }
    let dir = table.word("dir");
    let (mut exit, mut stdout, mut stderr) = (0, None, None);
    if let Some(expect) = table.table("expect") {
        exit =
            expect.number("exit", 0..=255).and_then(|code| i32::try_from(code).ok()).unwrap_or(0);
        stdout = pattern(&expect, "stdout_matches");
        stderr = pattern(&expect, "stderr_matches");
        if !["exit", "stdout_matches", "stderr_matches"].iter().any(|key| expect.has(key)) {
            table.problem("expect", "`expect` asserts nothing: expect = { exit = 0 }");
        }
        expect.done();
    }
    Some(Arc::new(Command { argv: argv?, dir, exit, stdout, stderr }))
}

/// A regular expression that does not match everything; `^` and `$` are those of each line.
pub(super) fn pattern(table: &Table<'_>, key: &'static str) -> Option<Regex> {
    let what = "a regular expression that does not match everything";
    table.read(key, what, |item| {
        let regex = RegexBuilder::new(item.as_str()?).multi_line(true).build().ok()?;
        (!regex.is_match("")).then_some(regex)
    })
}

impl Ask for Command {
    fn says(&self) -> String {
        let words: Vec<String> = self.argv.iter().map(word).collect();
        let dir = self.dir.as_ref().map(|dir| format!(", in {}", word(dir)));
        format!("command {}{}", words.join(" "), dir.unwrap_or_default())
    }

    fn ask(&self, around: &Around, limit: Duration) -> Answered {
        self.started(around, limit).unwrap_or_else(|answered| answered)
    }

    fn argv(&self) -> Option<&[String]> {
        Some(&self.argv)
    }
}

impl Command {
    fn started(&self, around: &Around, limit: Duration) -> Result<Answered, Answered> {
        let words: Vec<String> =
            self.argv.iter().map(|word| around.filled(word)).collect::<Result<_, _>>()?;
        let dir = around.path(self.dir.as_deref().unwrap_or("."))?;
        let program = found(&words[0], around, &dir)?;
        let vars = around.vars.iter().map(|(name, value)| (name.clone(), value.clone()));
        let run = Run::new(&program, words[1..].iter().map(OsString::from), &dir, limit).vars(vars);
        let output = run.wait().map_err(|error| {
            Answered::unasked(format!("{} could not be started: {error}", words[0]))
        })?;
        Ok(self.judged(&words[0], &output, limit))
    }

    fn judged(&self, name: &str, output: &Output, limit: Duration) -> Answered {
        let ended = match output.ended {
            Ended::TimedOut => {
                let words =
                    format!("{name} was still running after {} and was killed", shown(limit));
                return complained(Answered::bad(words), output).passing();
            }
            Ended::Signal(number) => {
                let words = format!("{name} was ended by signal {number}");
                return complained(Answered::bad(words), output).passing();
            }
            Ended::Code(code) => code,
        };
        if ended != self.exit {
            let words = format!("{name} ended with {ended}, expected {}", self.exit);
            return complained(Answered::bad(words), output).passing();
        }
        for (stream, text, wanted) in [
            ("standard output", output.text(), &self.stdout),
            ("standard error", output.complaint(), &self.stderr),
        ] {
            if let Some(wanted) = wanted.as_ref().filter(|wanted| !wanted.is_match(&text)) {
                let words = format!("{name}: its {stream} does not match {:?}", wanted.as_str());
                return complained(Answered::bad(words), output).passing();
            }
        }
        Answered::good(format!("exit {ended}"), format!("{name} ends as expected"))
    }
}

/// With the end of what the program said.
fn complained(answered: Answered, output: &Output) -> Answered {
    let said = [output.complaint(), output.text()];
    let last = said.iter().find_map(|text| text.trim_end().lines().last().map(str::to_owned));
    match last.filter(|line| !line.trim().is_empty()) {
        Some(line) => {
            let line: String = line.chars().take(SHOWN).collect();
            Answered { verdict: answered.verdict.seen("says", line), ..answered }
        }
        None => answered,
    }
}

/// The program's file: a name with a slash is meant from where it runs, any other is looked up on the
/// PATH that the program gets.
fn found(name: &str, around: &Around, dir: &std::path::Path) -> Result<PathBuf, Answered> {
    if name.contains('/') {
        return Ok(dir.join(name));
    }
    let path = around.vars.get(OsStr::new("PATH")).map(OsString::as_os_str);
    lookup::first(lookup::dirs(path), OsStr::new(name))
        .ok_or_else(|| Answered::unasked(format!("there is no program {name} on PATH")))
}
