//! The user's start-up files, read and never run: our blocks in them, what stands around these, and
//! whether this shell is what activation would make of it.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::base::fault::Result;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::limit::Missing;
use crate::doctor::model::parts::{OWN, Parts};
use crate::projects::scan::AncestorScan;
use crate::projects::select;
use crate::settings::GOENVMGR_VERSION;
use crate::settings::config::Config;
use crate::settings::home::Home;
use crate::shells::activate::{self, Drift, Inputs, Placing};
use crate::shells::lost::Lost;
use crate::shells::setup::old::{self, OldLine};
use crate::shells::setup::places::{Folders, SHELLS, read_after};
use crate::shells::setup::{self, FilePlan, Step, block};
use crate::shells::shell::Shell;
use crate::sys::env::Env;
use crate::sys::fs::{lookup, read};
use crate::toolchains::store::Store;

/// The start-up files.
#[derive(Clone, Debug, Default)]
pub(crate) struct Startup {
    /// Files that hold a block of ours.
    pub blocks: Vec<Block>,
    /// What `setup` would change in files of the shells that it has set up.
    pub changes: Vec<FilePlan>,
    /// Generated files (`env.sh`) that are missing or of another release.
    pub stale: Vec<PathBuf>,
    /// Blocks that begin and never end: file and message.
    pub endless: Vec<(PathBuf, String)>,
    /// Lines of other managers, and by hand.
    pub old: Vec<OldLine>,
    /// Those of them that come behind our block and put another go in front.
    pub behind: Vec<OldLine>,
    /// Those of goenv and gvm that are left of one that is here no more.
    pub left: Vec<OldLine>,
    /// Whether this shell has been activated, or a version was chosen for it.
    pub active: bool,
    /// How this shell differs from what activation would make of it.
    pub drift: Vec<Drift>,
    /// The hook of this shell, where it is gone.
    pub lost: Option<Lost>,
}

/// One block of ours.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Block {
    pub file: PathBuf,
    /// `env` or `init`.
    pub name: String,
    /// Its first line.
    pub line: usize,
    /// A file that it names and that is not there.
    pub gone: Option<PathBuf>,
    /// The line of a guard in front of it that stops shells which are not interactive.
    pub guard: Option<usize>,
}

impl Startup {
    /// Reads all start-up files that `setup` knows.
    ///
    /// # Errors
    /// When no home directory is known, or a file is there and cannot be read.
    pub(crate) fn read(env: &Env, home: &Home) -> Result<Self> {
        let user = env.home.clone().unwrap_or_default();
        let folders = Folders::find(env, &user);
        let mut found = Self { old: old::scan(&folders)?, ..Self::default() };
        for shell in SHELLS {
            let plan = setup::plan(env, home, &[shell], None)?;
            for file in &plan.files {
                found.note(file);
            }
            if set_up(env, shell, &plan.files) {
                let changed = plan.files.iter().filter(|file| file.step != Step::Keep);
                for file in changed {
                    if found.changes.iter().all(|known| known.path != file.path) {
                        found.changes.push(file.clone());
                    }
                }
                let stale = plan.generated.iter().filter(|file| file.step != Step::Keep);
                found.stale.extend(stale.map(|file| file.path.clone()));
            }
        }
        found.left = found.old.iter().filter(|line| is_left(env, &user, line)).cloned().collect();
        let behind = found.old.iter().filter(|line| line.beats() && found.is_behind(line));
        found.behind = behind.cloned().collect();
        found.stale.sort();
        found.stale.dedup();
        found.compare(env, home)?;
        Ok(found)
    }

    fn note(&mut self, plan: &FilePlan) {
        let Some(text) = &plan.before else { return };
        let known = self.blocks.iter().any(|block| block.file == plan.path);
        match block::find(text) {
            Err(endless) if self.endless.iter().all(|(file, _)| *file != plan.path) => {
                self.endless.push((plan.path.clone(), endless.to_string()));
            }
            Ok(blocks) if !known => {
                let lines = String::from_utf8_lossy(text);
                self.blocks.extend(blocks.into_iter().map(|one| Block {
                    file: plan.path.clone(),
                    gone: gone(&text[one.range.clone()]),
                    guard: guard(&lines, one.line).filter(|_| one.name == "env"),
                    name: one.name,
                    line: one.line,
                }));
            }
            _ => {}
        }
    }

    /// Whether the line runs after the last block of ours that its shell has come by.
    fn is_behind(&self, old: &OldLine) -> bool {
        let same = self.blocks.iter().filter(|block| block.file == old.file);
        match same.map(|block| block.line).max() {
            Some(last) => old.line > last,
            None => self.blocks.iter().any(|b| read_after(&b.file).as_ref() == Some(&old.file)),
        }
    }

    fn compare(&mut self, env: &Env, home: &Home) -> Result<()> {
        let toolchains = home.toolchains();
        let ours = |dir: &PathBuf| dir.starts_with(&toolchains) || *dir == home.shims();
        self.active = env.var_os(GOENVMGR_VERSION).is_some() || env.path().iter().any(ours);
        if self.active {
            let (store, config) = (Store::new(home), Config::load(env, home)?);
            let scan = AncestorScan::of(&env.cwd);
            let selection = select::select(env, &store, &config, &scan)?;
            let (store, config, scan, selection) = (&store, &config, &scan, &selection);
            let inputs = Inputs { env, store, config, scan, selection };
            self.drift = activate::drift(&inputs, &inputs.plan(Placing::Front)?, false)?;
            // path.go says it, with its cure.
            self.drift.retain(|one| one.name != activate::DEAD);
        }
        self.lost = Lost::of(env);
        self.drift.splice(0..0, self.lost.as_ref().map(Lost::drift));
        self.active |= self.lost.is_some();
        Ok(())
    }
}

/// Whether the line is of a manager that is neither in its usual directory nor on PATH.
fn is_left(env: &Env, user: &Path, line: &OldLine) -> bool {
    let (variable, dir, program) = match line.what {
        what if what.starts_with("goenv puts") => ("GOENV_ROOT", ".goenv", "goenv"),
        what if what.starts_with("gvm sets") => ("GVM_ROOT", ".gvm", "gvm"),
        _ => return false,
    };
    let set = env.var_os(variable).map(PathBuf::from);
    !read::is_dir(&set.unwrap_or_else(|| user.join(dir)))
        && lookup::first(env.path(), program).is_none()
}

/// Whether the user had `setup` write for this shell: a block stands in a file that no other shell
/// reads, or it is the login shell and a block stands in any of its files.
fn set_up(env: &Env, shell: Shell, files: &[FilePlan]) -> bool {
    let login = env.var("SHELL").and_then(Shell::from_program) == Some(shell);
    files.iter().any(|file| {
        let shared = file.path.ends_with(".profile") && shell == Shell::Bash;
        let text = file.before.as_deref().unwrap_or_default();
        let has = block::find(text).is_ok_and(|blocks| !blocks.is_empty());
        has && (login || !shared)
    })
}

/// The first file that a block names between quotes or blanks and that does not exist.
fn gone(block: &[u8]) -> Option<PathBuf> {
    let text = String::from_utf8_lossy(block);
    let code = text.lines().filter(|line| !line.starts_with('#'));
    let words = code.flat_map(|line| line.split([' ', ';', '\'', '"', '(', ')']));
    let path = words.filter(|word| word.starts_with('/')).find(|word| {
        let path = Path::new(word);
        let named = word.contains("goenvmgr") || word.contains("/env.");
        named && !read::is_file(path) && !read::is_dir(path)
    });
    path.map(PathBuf::from)
}

/// The line of the last usual guard above `line` that ends shells which are not interactive.
fn guard(text: &str, line: usize) -> Option<usize> {
    let above = text.lines().take(line.saturating_sub(1)).enumerate();
    let guards = above.filter(|(_, code)| {
        let code = code.trim();
        let asks = code.contains("$PS1") || code.contains("$-") || code.contains("${-}");
        asks && !code.starts_with('#')
            && (code.starts_with("case ") || code.contains("return") || code.contains("exit"))
    });
    guards.map(|(index, _)| index + 1).last()
}

/// The value that a start-up line gives GOROOT, where it stands there literally.
pub(crate) fn literal_goroot(line: &OldLine) -> Option<PathBuf> {
    let text = &line.text;
    let at = text.find("GOROOT")?;
    let value = text[at + "GOROOT".len()..].trim_start_matches([' ', '=']);
    let value = value.split([';', '#']).next()?.trim().trim_matches(['"', '\'']);
    value.starts_with('/').then(|| PathBuf::from(value))
}

impl Fact for Startup {
    const WHAT: &'static str = "the start-up files";

    fn limit(_: Parts) -> Duration {
        OWN
    }

    fn gather(known: &Facts, _: Parts) -> Result<Self, Missing> {
        let read = Self::read(&known.env, &known.home);
        read.map_err(|fault| Missing::Broken(fault.what))
    }

    fn paths(&self) -> Vec<PathBuf> {
        self.old.iter().filter_map(literal_goroot).collect()
    }
}
