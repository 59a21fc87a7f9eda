//! A plan and what became of it, for people and for programs.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::counted::counted;
use crate::base::visible::Visible as _;
use crate::caches::plan::{CleanPlan, Kept, Removal, RemovalKind, State};
use crate::caches::plans::age;
use crate::caches::plans::vendor::Vendor;
use crate::caches::sweep::Swept;
use crate::ui::{self, Column, STRONG, Table, bytes};

/// How many lines of each table people get; JSON has all.
const LINES: usize = 25;

/// A plan with its totals.
#[derive(Serialize)]
pub(super) struct Shown<'a> {
    remove_bytes: u64,
    remove_files: u64,
    keep_bytes: u64,
    #[serde(flatten)]
    plan: &'a CleanPlan,
    dry_run: bool,
    #[serde(skip)]
    now: i64,
}

impl<'a> Shown<'a> {
    pub(super) fn new(plan: &'a CleanPlan, now: i64, dry_run: bool) -> Self {
        let (remove_bytes, remove_files) = (plan.bytes(), plan.files());
        Self { remove_bytes, remove_files, keep_bytes: plan.kept_bytes(), plan, dry_run, now }
    }
}

impl ui::Report for Shown<'_> {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let plan = self.plan;
        if !plan.roots.is_empty() {
            writeln!(out, "what these roots need stays:")?;
            for root in plan.roots.iter().take(LINES) {
                let modules = counted(root.modules, "module");
                let state = match root.state {
                    State::Project => "",
                    State::Pin => ", pins a toolchain only",
                    State::Missing => ", gone",
                    State::Unreachable => ", cannot be looked at now",
                };
                writeln!(out, "  {} ({}{state}, {modules})", root.path.visible(), root.how)?;
            }
            more(out, plan.roots.len())?;
            writeln!(out)?;
        }
        if let Some(why) = &plan.refused {
            writeln!(out, "nothing of the module cache is removed: {why}\n")?;
        }
        if plan.removals.is_empty() {
            writeln!(out, "nothing to remove")?;
        } else {
            let (size, kept) = (bytes(self.remove_bytes), bytes(self.keep_bytes));
            writeln!(out, "{STRONG}{size} to free{STRONG:#}: {}; {kept} stays", counts(plan))?;
            table(out, "GOES", plan.removals.iter().map(Line::from), self.now)?;
        }
        if !plan.kept.is_empty() {
            writeln!(out)?;
            table(out, "STAYS", plan.kept.iter().map(Line::from), self.now)?;
        }
        for note in &plan.notes {
            writeln!(out, "\nnote: {note}")?;
        }
        if self.dry_run {
            writeln!(out, "\nnothing was changed (--dry-run)")?;
        }
        Ok(())
    }
}

fn counts(plan: &CleanPlan) -> String {
    let mut kinds: Vec<(RemovalKind, usize)> = Vec::new();
    for removal in &plan.removals {
        match kinds.iter_mut().find(|(kind, _)| *kind == removal.kind) {
            Some((_, count)) => *count += 1,
            None => kinds.push((removal.kind, 1)),
        }
    }
    let words: Vec<_> = kinds.iter().map(|(kind, n)| format!("{n} × {}", kind.label())).collect();
    words.join(", ")
}

/// A line of either table.
struct Line<'a> {
    kind: RemovalKind,
    name: &'a str,
    bytes: u64,
    last_use: Option<i64>,
    why: String,
}

impl<'a> From<&'a Removal> for Line<'a> {
    fn from(one: &'a Removal) -> Self {
        let Removal { kind, name, bytes, last_use, why, .. } = one;
        Self { kind: *kind, name, bytes: *bytes, last_use: *last_use, why: why.clone() }
    }
}

impl<'a> From<&'a Kept> for Line<'a> {
    fn from(one: &'a Kept) -> Self {
        let Kept { kind, name, bytes, last_use, .. } = one;
        let why = match one.roots.as_slice() {
            [] => one.why.clone(),
            [root] => format!("{} by {}", one.why, root.visible()),
            [root, rest @ ..] => {
                format!("{} by {} and {} more", one.why, root.visible(), rest.len())
            }
        };
        Self { kind: *kind, name, bytes: *bytes, last_use: *last_use, why }
    }
}

/// The largest lines, under a heading that says what becomes of them.
fn table<'a>(
    out: &mut dyn Write,
    heading: &'static str,
    lines: impl Iterator<Item = Line<'a>>,
    now: i64,
) -> io::Result<()> {
    let mut lines: Vec<Line<'_>> = lines.collect();
    lines.sort_by(|a, b| b.bytes.cmp(&a.bytes).then_with(|| a.name.cmp(b.name)));
    let all = lines.len();
    lines.truncate(LINES);
    let ages = lines.iter().any(|line| line.last_use.is_some());
    let mut columns = vec![Column::Left(heading), Column::Left("NAME"), Column::Right("SIZE")];
    columns.extend(ages.then_some(Column::Right("UNUSED")));
    columns.push(Column::Left("WHY"));
    let mut table = Table::new(&columns).unbroken();
    for one in lines {
        let mut row = vec![one.kind.label().to_owned(), one.name.to_owned(), bytes(one.bytes)];
        row.extend(ages.then(|| one.last_use.map_or_else(String::new, |last| age(now, last))));
        row.push(one.why);
        table.row(row);
    }
    table.write(out)?;
    more(out, all)
}

fn more(out: &mut dyn Write, all: usize) -> io::Result<()> {
    match all.checked_sub(LINES) {
        None | Some(0) => Ok(()),
        Some(rest) => writeln!(out, "... and {rest} more (--format json has all)"),
    }
}

/// What became of a plan.
#[derive(Serialize)]
pub(super) struct Done<'a> {
    pub(super) plan: Shown<'a>,
    pub(super) done: &'a Swept,
}

impl ui::Report for Done<'_> {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.plan.plan.removals.is_empty() {
            return Ok(());
        }
        let done = self.done;
        write!(
            out,
            "\nfreed {} ({} of {}",
            bytes(done.freed_bytes),
            done.removed,
            self.plan.plan.removals.len()
        )?;
        match (done.free_before, done.free_after) {
            (Some(before), Some(after)) => {
                writeln!(out, "); free on that disk: {}, before {}", bytes(after), bytes(before))?;
            }
            _ => writeln!(out, ")")?,
        }
        done.skipped.iter().try_for_each(|one| writeln!(out, "left: {}: {}", one.name, one.why))
    }
}

/// Vendor trees as `--vendor` lists them.
#[derive(Serialize)]
pub(super) struct VendorTrees(pub(super) Vec<Vendor>);

impl ui::Report for VendorTrees {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let wrong: Vec<_> = self.0.iter().filter(|tree| !tree.differences.is_empty()).collect();
        let trees = counted(self.0.len(), "vendor tree");
        writeln!(out, "{trees}; of them disagree with go.mod: {}", wrong.len())?;
        for tree in wrong {
            writeln!(out, "{}", tree.path.visible())?;
            tree.differences.iter().try_for_each(|line| writeln!(out, "  {line}"))?;
            writeln!(
                out,
                "  fix it: go {} vendor; remove it: goenvmgr clean --vendor {}",
                if tree.workspace { "work" } else { "mod" },
                tree.path.visible()
            )?;
        }
        Ok(())
    }
}

/// The deepest directory that holds all of these.
pub(super) fn common<'a>(paths: impl Iterator<Item = &'a Path>) -> Option<PathBuf> {
    paths.map(Path::to_owned).reduce(|a, b| {
        let same = a.components().zip(b.components()).take_while(|(a, b)| a == b);
        same.map(|(component, _)| component).collect()
    })
}
