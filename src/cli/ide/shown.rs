//! What is, or would be, written for an editor.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::visible::below_home;
use crate::cli::file_plan;
use crate::shells::ide::{Action, IdePlan, LinkFate, LinkPlan, Set, SettingsPlan};
use crate::shells::setup::Step;
use crate::sys::env::Env;
use crate::ui::{DIM, Report, STRONG};

/// The plan, and whether it was carried out.
#[derive(Serialize)]
pub(super) struct Shown {
    dry_run: bool,
    #[serde(flatten)]
    plan: IdePlan,
    backups: Vec<PathBuf>,
    #[serde(skip)]
    home: PathBuf,
}

impl Shown {
    pub(super) fn new(plan: IdePlan, dry_run: bool, backups: Vec<PathBuf>, env: &Env) -> Self {
        Self { dry_run, plan, backups, home: env.home.clone().unwrap_or_default() }
    }

    /// Whether there is something to be done that can be done.
    pub(super) fn has_work(&self) -> bool {
        !self.plan.is_empty() && self.plan.refusal().is_none()
    }

    fn file(&self, one: &SettingsPlan, out: &mut dyn Write) -> io::Result<()> {
        let file = &one.file;
        let verb = match file.refused {
            Some(_) => "stays as it is",
            None => self.verb(file.step),
        };
        writeln!(out, "{}: {verb}", file_plan::name(file, &self.home))?;
        file_plan::refusal(file, out)?;
        for set in &one.set {
            self.set(set, out)?;
        }
        match self.dry_run {
            true => file_plan::lines(file, out),
            false => Ok(()),
        }
    }

    /// What takes the place of something else.
    fn set(&self, set: &Set, out: &mut dyn Write) -> io::Result<()> {
        let Set { key, before: Some(before), after: Some(after), .. } = set else { return Ok(()) };
        match before == after {
            true => Ok(()),
            false => {
                writeln!(out, "  {key}: {} takes the place of {}", shown(after), shown(before))
            }
        }
    }

    fn link(&self, link: &LinkPlan, out: &mut dyn Write) -> io::Result<()> {
        let (path, target) = (self.short(&link.path), self.short(&link.target));
        let what = match (link.fate, self.dry_run) {
            (LinkFate::Create, true) => format!("would lead to {target}"),
            (LinkFate::Create, false) => format!("leads to {target}"),
            (LinkFate::Remove, true) => "would be removed".to_owned(),
            (LinkFate::Remove, false) => "removed".to_owned(),
            (LinkFate::Keep, _) => "as it should be".to_owned(),
            (LinkFate::Theirs, _) => "stays: it is not ours".to_owned(),
        };
        writeln!(out, "{STRONG}{path}{STRONG:#}: {what}")
    }

    fn verb(&self, step: Step) -> &'static str {
        match step {
            Step::Keep if self.plan.action == Action::Undo => "stays as it is",
            step => file_plan::verb(step, self.dry_run),
        }
    }

    /// With `~` for the home directory.
    fn short(&self, path: &Path) -> String {
        below_home(path, &self.home)
    }
}

/// A value on one line.
fn shown(value: &serde_json::Value) -> String {
    crate::base::visible::visible(&value.to_string()).into_owned()
}

impl Report for Shown {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let IdePlan { files, links, by_hand, notes, action, .. } = &self.plan;
        for file in files {
            self.file(file, out)?;
        }
        for link in links {
            self.link(link, out)?;
        }
        if files.is_empty() && links.is_empty() && by_hand.is_empty() {
            let nothing = match action {
                Action::Write => "no toolchain is installed",
                Action::Undo => "nothing that was written is left",
            };
            writeln!(out, "{nothing}")?;
        }
        for line in by_hand {
            writeln!(out, "{line}")?;
        }
        for note in notes {
            writeln!(out, "note: {note}")?;
        }
        if let Some(backup) = self.backups.first() {
            let folder =
                backup.ancestors().find(|dir| dir.parent().is_some_and(|p| p.ends_with("ide")));
            let folder = folder.unwrap_or(backup);
            writeln!(out, "{DIM}what was there before is kept in {}{DIM:#}", self.short(folder))?;
        }
        Ok(())
    }
}
