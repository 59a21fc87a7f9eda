//! What an answer means: the same comparison as for this shell, on the other one's environment.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::ask::Heard;
use super::shells::reads_files;
use super::{Mode, Subject, Told, Verdict};
use crate::base::fault::Result;
use crate::base::visible::Visible as _;
use crate::projects::scan::AncestorScan;
use crate::projects::select::select;
use crate::settings::config::Config;
use crate::settings::home::Home;
use crate::shells::activate::{Drift, FIX, Inputs, Placing, drift, first_go};
use crate::shells::setup;
use crate::shells::setup::old::{OldLine, gives};
use crate::shells::shell::Shell;
use crate::sys::env::Env;
use crate::toolchains::store::Store;

pub(super) struct Judge<'a> {
    pub(super) env: &'a Env,
    pub(super) config: &'a Config,
    pub(super) store: &'a Store,
}

/// What is known about one shell's start-up files.
pub(super) struct StartUp {
    /// Whether `setup` has nothing left to do for it.
    set_up: bool,
    /// Lines that are not ours and get in the way.
    lines: Vec<OldLine>,
    /// Where the last block of ours begins, in the files that have one.
    last: BTreeMap<PathBuf, usize>,
}

impl StartUp {
    pub(super) fn of(env: &Env, home: &Home, subject: &Subject) -> Result<Self> {
        let plan = setup::plan(env, home, &[subject.shell], None)?;
        let user = env.home().unwrap_or(Path::new("")).to_owned();
        let folders = setup::places::Folders::find(env, &user);
        let mut files = setup::places::traces(subject.shell, &folders);
        files.extend(plan.files.iter().map(|file| file.path.clone()));
        let mut lines = plan.old_lines.clone();
        lines.retain(|line| files.contains(&line.file));
        let blocks = |file: &setup::FilePlan| setup::block::find(file.before.as_deref()?).ok();
        let last = plan
            .files
            .iter()
            .filter_map(|file| Some((file.path.clone(), blocks(file)?.last()?.line)));
        // A file that is there already is enough: the program may have another name by now.
        Ok(Self {
            set_up: plan.files.iter().all(|file| file.before.is_some() && has_blocks(file)),
            lines,
            last: last.collect(),
        })
    }
}

fn has_blocks(file: &setup::FilePlan) -> bool {
    let added = setup::block::Change::Added;
    file.blocks.iter().all(|block| block.change != Some(added))
}

impl Judge<'_> {
    pub(super) fn of(
        &self,
        subject: &Subject,
        mode: Mode,
        heard: Heard,
        startup: &StartUp,
    ) -> Result<Told> {
        let mut told = Told {
            mode,
            verdict: Verdict::Matches,
            go: None,
            drift: Vec::new(),
            remark: heard.remark,
            complaint: heard.complaint,
            took_ms: u64::try_from(heard.took.as_millis()).unwrap_or(u64::MAX),
        };
        let answer = match heard.answer {
            Ok(answer) => answer,
            Err((verdict, why)) => {
                (told.verdict, told.remark) = (verdict, Some(why));
                return Ok(told);
            }
        };
        let mut env = Env { vars: answer.vars, ..self.env.clone() };
        for ours in ["GOENVMGR_PROBE", "HISTFILE"] {
            env.vars.remove(std::ffi::OsStr::new(ours));
        }
        told.go = first_go(&env);
        told.drift = self.differences(&env)?;
        told.drift.extend(hidden(subject, &answer.go));
        if told.drift.is_empty() {
            return Ok(told);
        }
        if !reads_files(subject.shell, mode) {
            told.verdict = Verdict::Inherits;
            told.drift.clear();
            return Ok(told);
        }
        told.verdict = Verdict::Drift;
        // What puts another go in front also hides the shim that would have seen to the rest.
        let path = told.drift.iter().find(|one| one.name == "PATH" && one.hint == FIX);
        let in_front = path.and_then(|one| startup.cause(one, self.env));
        for one in told.drift.iter_mut().filter(|one| one.hint == FIX) {
            let line = startup.cause(one, self.env);
            let cure = line.as_ref().or(in_front.as_ref());
            one.hint = startup.hint(subject, !told.complaint.is_empty(), cure);
            // What was found for this shell may stand in a file that the other one does not read.
            let everybodys = one.set_by.take().filter(|place| place.starts_with("/etc/"));
            one.set_by = line.map(|line| line.places.join(" or ")).or(everybodys);
        }
        Ok(told)
    }

    fn differences(&self, env: &Env) -> Result<Vec<Drift>> {
        let scan = AncestorScan::of(&env.cwd);
        let selection = select(env, self.store, self.config, &scan)?;
        let (store, config) = (self.store, self.config);
        let inputs = Inputs { env, store, config, scan: &scan, selection: &selection };
        drift(&inputs, &inputs.plan(Placing::Front)?, false)
    }
}

/// Who made it so.
struct Cause {
    /// File and line, or several of which one did: while one of them is left, it does.
    places: Vec<String>,
    /// Whether it would do no harm above our block.
    movable: bool,
}

impl StartUp {
    /// The line that made it so, or the lines of which one did: those that give this value, for
    /// another one has not run.
    fn cause(&self, drift: &Drift, env: &Env) -> Option<Cause> {
        let (is, home) = (drift.is.as_deref()?, env.home()?);
        let giving = self.lines.iter().filter(|line| gives(&line.text, &drift.name, is, home));
        let mut giving: Vec<&OldLine> = giving.collect();
        // Each block of ours puts itself in front: what stands there came later.
        let after =
            |line: &&OldLine| self.last.get(&line.file).is_none_or(|last| line.line > *last);
        if drift.name == "PATH" && giving.iter().any(after) {
            giving.retain(after);
        }
        let movable = giving.iter().all(|line| self.last.contains_key(&line.file) && after(line));
        let places: Vec<String> = giving.into_iter().map(place).collect();
        (!places.is_empty()).then_some(Cause { places, movable })
    }

    fn hint(&self, subject: &Subject, complained: bool, cause: Option<&Cause>) -> String {
        let shell = subject.shell.name();
        match cause {
            _ if !self.set_up => format!("goenvmgr setup --shell {shell}"),
            _ if complained => format!("fix what {} complains about at its start", subject.name),
            Some(Cause { places, movable: true }) => {
                format!("take out {}, or put it above goenvmgr's block", places.join(" and "))
            }
            Some(Cause { places, .. }) => format!("take out {}", places.join(" and ")),
            None => format!(
                "goenvmgr setup --shell {shell} --dry-run   (then look for what follows its lines)"
            ),
        }
    }
}

fn place(line: &OldLine) -> String {
    format!("{}:{}", line.file.visible(), line.line)
}

/// An alias or a function of that name goes before every directory of PATH.
fn hidden(subject: &Subject, go: &str) -> Option<Drift> {
    let kind = match go.trim() {
        "" | "none" | "file" | "Application" => return None,
        path if path.starts_with('/') => return None,
        "builtin" => "a builtin",
        text if text.starts_with("alias") || text == "Alias" => "an alias",
        _ => "a function",
    };
    Some(Drift {
        name: "go".to_owned(),
        is: Some(go.trim().to_owned()),
        should: None,
        what: format!("it is {kind} in {}, which goes before PATH", subject.name),
        set_by: None,
        hint: match subject.shell {
            Shell::Fish => "functions --details go   (tells where it stands)".to_owned(),
            _ => format!("remove it from the start-up files of {}", subject.name),
        },
    })
}
