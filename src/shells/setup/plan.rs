//! Facts to [`SetupPlan`].

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::block::{self, Block, Change, FoundBlock};
use super::lines::{self, Names};
use super::places::{self, Folders, Purpose, SHELLS, Spot, spots, traces};
use super::{
    Action, BlockPlan, Chosen, FilePlan, Generated, LIMIT, SetupPlan, Step, journal, old, silenced,
    user_path,
};
use crate::base::difference::hunks;
use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::settings::home::Home;
use crate::shells::shell::{ASKED, CHANGES, Facts, READS, SCRIPT_NAME, Shell, env_file, init_file};
use crate::sys::env::Env;
use crate::sys::fs;
use crate::sys::fs::dotfile::{About, about};
use crate::sys::fs::in_place::{Contents, contents};
use crate::sys::text::into_bytes;

/// What `setup` would do, for the shells given or, where none is, for those that the user uses. `go_bin` goes
/// to the end of PATH.
///
/// # Errors
/// When no home directory is known, PATH cannot name our directories, a file cannot be read, or a path cannot be written in a
/// shell's words. A file that cannot be *written* is a part of the plan.
pub fn plan(env: &Env, home: &Home, asked: &[Shell], go_bin: Option<&Path>) -> Result<SetupPlan> {
    home.fits_path(env)?;
    let folders = Folders::find(env, &super::home_of(env)?);
    let shells = choose(env, &folders, asked);
    let program = env.program();
    let names = Names {
        program: &program,
        start_up: home.start_up(),
        own_home: env.var_os("GOENVMGR_HOME"),
    };
    let mut wanted: BTreeMap<PathBuf, Wanted> = BTreeMap::new();
    for spot in shells.iter().flat_map(|chosen| all_spots(chosen.shell, &folders)) {
        let unquotable = |error| Fault::usage(format!("{}: {error}", spot.file.visible()));
        let mut blocks = vec![lines::block(&spot, &names).map_err(unquotable)?];
        if let Some(dir) = go_bin.filter(|_| spot.purpose == Purpose::Env) {
            blocks.push(lines::go_bin(&spot, dir).map_err(unquotable)?);
        }
        // Two names for one file (.bash_profile leads to .bashrc) are one file.
        let file = wanted.entry(about(&spot.file).target);
        let file = file.or_insert_with(|| Wanted::of(spot.file));
        blocks.into_iter().for_each(|block| file.put(block));
    }
    for (file, purpose) in shells.iter().filter_map(|one| places::former(one.shell, &folders)) {
        let wanted = wanted.entry(about(&file).target);
        wanted.or_insert_with(|| Wanted::of(file)).take(lines::name(purpose));
    }
    let mut files = Vec::new();
    for file in wanted.into_values() {
        files.push(with_blocks(&file)?);
    }
    Ok(SetupPlan {
        action: Action::Setup,
        notes: notes(&folders, &shells),
        generated: generated(env, home, &program, &shells)?,
        user_path: match asked {
            [] => user_path::plan(env, home, &program, go_bin)?,
            _ => None,
        },
        shells,
        old_lines: old::scan(&folders)?,
        files,
    })
}

/// What `setup --undo` would do. Files are found by where setup writes, and by what it remembers
/// to have written.
///
/// # Errors
/// As [`plan`].
pub fn undo(env: &Env, home: &Home, asked: &[Shell]) -> Result<SetupPlan> {
    let folders = Folders::find(env, &super::home_of(env)?);
    let journal = journal::read(home)?;
    let shells = if asked.is_empty() { &SHELLS[..] } else { asked };
    let mut names: Vec<PathBuf> =
        shells.iter().flat_map(|shell| every_file(*shell, &folders)).collect();
    if asked.is_empty() {
        names.extend(journal.files.iter().map(|file| file.path.clone()));
    }
    let mut files: BTreeMap<PathBuf, FilePlan> = BTreeMap::new();
    for path in names {
        let about = about(&path);
        if files.contains_key(&about.target) {
            continue;
        }
        let known = journal.files.iter().find(|file| file.path == path);
        // A file may have been silenced under another of its names.
        let written = known.is_some()
            || journal
                .files
                .iter()
                .any(|file| fs::dotfile::about(&file.path).target == about.target);
        if let Some(plan) = without_blocks(&path, &about, known, written)? {
            files.insert(about.target, plan);
        }
    }
    let mut generated = Vec::new();
    let mut user_path = None;
    if asked.is_empty() {
        user_path = user_path::undo(home, journal.user_path.as_ref())?;
        for path in env_files(home) {
            if fs::marks::modified(&path).is_some() {
                generated.push(Generated { path, step: Step::Remove, after: Vec::new() });
            }
        }
    }
    Ok(SetupPlan {
        action: Action::Undo,
        shells: shells.iter().map(|shell| Chosen { shell: *shell, why: String::new() }).collect(),
        files: files.into_values().collect(),
        generated,
        user_path,
        old_lines: Vec::new(),
        notes: Vec::new(),
    })
}

/// What is to become of one file.
struct Wanted {
    path: PathBuf,
    blocks: Vec<Block>,
    /// Blocks that have another place now.
    moved: Vec<&'static str>,
}

impl Wanted {
    fn of(path: PathBuf) -> Self {
        Self { path, blocks: Vec::new(), moved: Vec::new() }
    }

    fn put(&mut self, block: Block) {
        match self.blocks.iter_mut().find(|known| known.name == block.name) {
            Some(known) => known.place = lines::sooner(known.place, block.place),
            None => self.blocks.push(block),
        }
    }

    /// The other place may lead to this very file.
    fn take(&mut self, name: &'static str) {
        if self.blocks.iter().all(|block| block.name != name) {
            self.moved.push(name);
        }
    }
}

fn all_spots(shell: Shell, folders: &Folders) -> Vec<Spot> {
    spots(shell, folders, &|file| about(file).exists)
}

/// Wherever setup may have written for a shell, under any circumstances.
fn every_file(shell: Shell, folders: &Folders) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> =
        all_spots(shell, folders).into_iter().map(|spot| spot.file).collect();
    files.extend(traces(shell, folders));
    files.retain(|file| !fs::read::is_dir(file));
    files
}

/// Those named, or those that the user uses: what `SHELL` says, and what has start-up files.
fn choose(env: &Env, folders: &Folders, asked: &[Shell]) -> Vec<Chosen> {
    if !asked.is_empty() {
        let why = || "--shell".to_owned();
        return asked.iter().map(|shell| Chosen { shell: *shell, why: why() }).collect();
    }
    let login = env.var("SHELL").and_then(Shell::from_program);
    let mut chosen = Vec::new();
    for shell in SHELLS {
        if login == Some(shell) {
            chosen.push(Chosen { shell, why: "it is your SHELL".to_owned() });
        } else if let Some(trace) = traces(shell, folders).iter().find(|f| about(f).exists)
            && places::program(env, shell).is_some()
        {
            chosen.push(Chosen { shell, why: format!("{} is there", trace.visible()) });
        }
    }
    // The user's own PATH serves all programs: no start-up file has to be made for that.
    if user_path::is_kept() {
        if chosen.is_empty() && places::program(env, Shell::PowerShell).is_some() {
            let why = "it is on PATH".to_owned();
            chosen.push(Chosen { shell: Shell::PowerShell, why });
        }
        return chosen;
    }
    if chosen.is_empty() {
        let why = "no other shell's files were found".to_owned();
        chosen.push(Chosen { shell: Shell::Posix, why });
    }
    chosen
}

fn notes(folders: &Folders, shells: &[Chosen]) -> Vec<String> {
    let uses = |shell| shells.iter().any(|chosen: &Chosen| chosen.shell == shell);
    let mut notes = Vec::new();
    if let (Some((file, line)), true) = (&folders.unread_zdotdir, uses(Shell::Zsh)) {
        notes.push(format!(
            "{}:{line} sets ZDOTDIR in a way that only zsh can read: run `goenvmgr setup` from zsh",
            file.visible()
        ));
    }
    notes
}

fn with_blocks(wanted: &Wanted) -> Result<FilePlan> {
    let Wanted { path, blocks, moved } = wanted;
    let about = about(path);
    // A loop of links, a directory, somebody else's secret: part of the plan, not its end.
    let (Contents { bytes: before, cut }, unreadable) = match contents(path, LIMIT) {
        Ok(now) => (now, None),
        Err(fault) => (Contents::default(), Some(about.refusal.clone().unwrap_or(fault.what))),
    };
    let mut plan = FilePlan {
        path: path.to_owned(),
        link_target: about.is_link.then(|| about.target.clone()),
        names: about.names,
        step: if before.is_some() { Step::Keep } else { Step::Create },
        refused: unreadable,
        blocks: Vec::new(),
        diff: Vec::new(),
        after: before.clone().unwrap_or_default(),
        before,
    };
    for block in blocks {
        match block::put(&plan.after, block) {
            Ok((after, change)) => {
                plan.blocks.push(BlockPlan {
                    name: block.name.to_owned(),
                    change: Some(change),
                    edited: change == Change::EditReplaced,
                });
                plan.after = after;
            }
            Err(endless) => plan.refused = Some(endless.to_string()),
        }
    }
    if let Ok((after, taken)) = block::take(&plan.after, |name| moved.contains(&name)) {
        plan.blocks.extend(taken.into_iter().map(taken_out));
        plan.after = after;
    }
    if plan.before.as_ref().is_some_and(|before| cut || *before != plan.after) {
        plan.step = Step::Change;
    }
    if plan.step != Step::Keep {
        plan.refused = plan.refused.or(about.refusal);
    }
    plan.diff = hunks(plan.before.as_deref().unwrap_or_default(), &plan.after);
    Ok(plan)
}

fn without_blocks(
    path: &Path,
    about: &About,
    known: Option<&journal::File>,
    written: bool,
) -> Result<Option<FilePlan>> {
    let (before, cut) = match contents(path, LIMIT) {
        Ok(Contents { bytes: Some(before), cut }) => (before, cut),
        // What cannot be read, and was never written by us, is no concern of ours.
        Ok(Contents { bytes: None, .. }) => return Ok(None),
        Err(_) if known.is_none() => return Ok(None),
        Err(fault) => return Err(fault),
    };
    let created = known.is_some_and(|file| file.created);
    // A mark in a file that we never wrote is its owner's.
    let spoken = if written { silenced::restored(&before) } else { before.clone() };
    let (after, found, broken) = match block::take_all(&spoken) {
        Ok((_, found))
            if found.is_empty() && spoken == before && !cut && !(created && before.is_empty()) =>
        {
            return Ok(None);
        }
        Ok((after, found)) => (after, found, None),
        Err(endless) => (before.clone(), Vec::new(), Some(endless.to_string())),
    };
    // What has another name by now is not ours alone to remove.
    let ours = created && about.names < 2;
    let step = if ours && after.is_empty() { Step::Remove } else { Step::Change };
    Ok(Some(FilePlan {
        path: path.to_owned(),
        link_target: about.is_link.then(|| about.target.clone()),
        names: about.names,
        step,
        refused: broken.or_else(|| about.refusal.clone()),
        blocks: found.into_iter().map(taken_out).collect(),
        diff: hunks(&before, &after),
        before: Some(before),
        after,
    }))
}

fn taken_out(found: FoundBlock) -> BlockPlan {
    BlockPlan { name: found.name, change: None, edited: found.edited }
}

/// The shells that have a file of our own to read.
const WITH_FILE: [Shell; 5] =
    [Shell::Posix, Shell::Fish, Shell::PowerShell, Shell::Elvish, Shell::Nu];

fn env_files(home: &Home) -> Vec<PathBuf> {
    let names = WITH_FILE.map(lines::env_file_name);
    // What runs in PowerShell goes on without the last one, which `init` makes.
    names
        .into_iter()
        .chain([lines::NU_INIT, SCRIPT_NAME])
        .map(|name| home.start_up().join(name))
        .collect()
}

fn generated(env: &Env, home: &Home, program: &Path, shells: &[Chosen]) -> Result<Vec<Generated>> {
    let facts = Facts {
        exe: program.to_owned(),
        home: super::home_of(env)?,
        toolchains: home.toolchains(),
        tools: home.tools(),
        shims: home.shims(),
        asked: ASKED.to_owned(),
        changes: CHANGES.to_owned(),
        reads: READS.to_owned(),
        plain_cd: false,
        script: None,
    };
    let mut texts: Vec<_> = (WITH_FILE.into_iter())
        .map(|shell| (shell, lines::env_file_name(shell), env_file(shell, &facts)))
        .collect();
    texts.push((Shell::Nu, lines::NU_INIT, init_file(&facts)));
    let mut files = Vec::new();
    for (shell, name, text) in texts {
        let path = home.start_up().join(name);
        let text = match text {
            Ok(text) => text,
            Err(error) if shells.iter().any(|chosen| chosen.shell == shell) => {
                return Err(Fault::usage(format!("{}: {error}", path.visible())));
            }
            // Of no use here: nobody is set up to read it.
            Err(_) => continue,
        };
        let after = into_bytes(text);
        let step = match fs::read::bytes(&path, LIMIT)? {
            Some(before) if before == after => Step::Keep,
            Some(_) => Step::Change,
            None => Step::Create,
        };
        files.push(Generated { path, step, after });
    }
    Ok(files)
}
