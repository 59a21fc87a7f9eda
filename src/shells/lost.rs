//! A shell whose hook is gone: what it was taken from, and which line of a start-up file does that.
//! Whether it is gone only the shell knows; its function says so to `check` and `doctor`.

mod lines;

use std::path::{Path, PathBuf};

use super::activate::{Drift, FIX, Note};
use super::setup::block;
use super::setup::places::{Folders, Spot, read_after, spots, traces};
use super::shell::Shell;
use crate::base::difference::shown;
use crate::base::quoting::posix_word;
use crate::base::visible::Visible as _;
use crate::sys::env::Env;
use crate::sys::fs::{dotfile, read};
use lines::{Names, reads_file, sources};

/// Set by the shell function: the names that hold the hook no more (in PowerShell its function `prompt`), and on the lines below what bash's
/// PROMPT_COMMAND holds now.
pub const LOST: &str = "__GOENVMGR_HOOK";

/// The hook of this shell, where it is gone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// What held it.
    names: Vec<String>,
    /// What stands there now.
    is: Option<String>,
    /// The line that took it away, at the start of every such shell.
    pub by: Option<Taker>,
}

/// A line of a start-up file that takes the hook away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taker {
    /// The file.
    pub file: PathBuf,
    /// Counted from 1.
    pub line: usize,
    /// The line, as it may be shown.
    pub text: String,
    /// Whether it stands, or is read, below our line in the file that holds it: there `setup` puts its
    /// block to the end.
    pub below: bool,
}

impl Lost {
    /// What the shell's function says, and what its start-up files hold.
    pub fn of(env: &Env) -> Option<Self> {
        let told = env.var_os(LOST)?.to_string_lossy().into_owned();
        let (names, is) = told.split_once('\n').map_or((&*told, None), |(n, is)| (n, Some(is)));
        let names: Vec<String> = names.split_whitespace().map(str::to_owned).collect();
        let shell = shell_of(names.first()?);
        let is = is.map(|is| shown(is.trim().replace('\n', "; ").as_bytes()));
        let is = is.filter(|is| !is.is_empty());
        let by = env.home().and_then(|home| taker(env, home, shell, &names, is.as_deref()));
        Some(Self { names, is, by })
    }

    /// As a difference between this shell and what it should be.
    pub fn drift(&self) -> Drift {
        Drift {
            name: self.names.join(", "),
            is: self.is.clone(),
            should: self.is.as_ref().map(|is| format!("{is}; __goenvmgr_hook")),
            what: "the prompt hook is gone: this shell no longer switches by itself".to_owned(),
            set_by: self.by.as_ref().map(|by| format!("{}: {}", by.place(), by.text)),
            hint: FIX.to_owned(),
        }
    }

    /// What to do about the next shells.
    pub fn note(&self) -> Option<Note> {
        let by = self.by.as_ref()?;
        let what = format!("{} takes the hook away in every new shell", by.place());
        Some(Note::warning(what).hint(by.cure()))
    }
}

impl Taker {
    /// File and line.
    pub fn place(&self) -> String {
        format!("{}:{}", self.file.visible(), self.line)
    }

    fn cure(&self) -> String {
        if self.below {
            return "goenvmgr setup --undo; goenvmgr setup   (its block comes last then)"
                .to_owned();
        }
        format!("sed -i '{}s/^/# /' {}   (comments it out)", self.line, posix_word(&self.file))
    }
}

fn shell_of(name: &str) -> Shell {
    match name {
        "PROMPT_COMMAND" => Shell::Bash,
        "precmd_functions" | "chpwd_functions" => Shell::Zsh,
        "after-chdir" | "edit:before-readline" => Shell::Elvish,
        "hooks.pre_prompt" => Shell::Nu,
        name if name.starts_with("__goenvmgr_") => Shell::Fish,
        _ => Shell::PowerShell,
    }
}

/// One start-up file.
struct File {
    path: PathBuf,
    text: String,
    /// The line of ours that puts the hook on.
    init: Option<usize>,
}

/// The last line that takes the hook away after ours has run; what stands there now tells which of
/// several it was.
fn taker(
    env: &Env,
    home: &Path,
    shell: Shell,
    names: &[String],
    is: Option<&str>,
) -> Option<Taker> {
    let folders = Folders::find(env, home);
    let files = files(shell, &folders);
    let names = Names { names, is, home };
    let mut found: Vec<Taker> = Vec::new();
    for file in &files {
        if let Some(init) = file.init {
            found.extend(takers(file, init, true, &names));
            for (_, code) in after(&file.text, init) {
                let Some(read) = sources(code, home).and_then(|path| open(shell, path)) else {
                    continue;
                };
                found.extend(takers(&read, 0, true, &names));
            }
        } else if let Some(from) = reads_ours(file, &files) {
            found.extend(takers(file, from, false, &names));
        }
    }
    let literal = |one: &&Taker| is.is_some_and(|is| one.text.contains(is));
    found.iter().rev().find(literal).or(found.last()).cloned()
}

fn files(shell: Shell, folders: &Folders) -> Vec<File> {
    let exists = |file: &Path| dotfile::about(file).exists;
    let spots = spots(shell, folders, &exists).into_iter().map(|Spot { file, .. }| file);
    let mut paths: Vec<PathBuf> = traces(shell, folders);
    paths.extend(spots);
    paths.extend(paths.iter().filter_map(|path| read_after(path)).collect::<Vec<_>>());
    if shell == Shell::Bash {
        paths.push(folders.home.join(".profile"));
    }
    let mut known: Vec<PathBuf> = Vec::new();
    paths.retain(|path| {
        !known.contains(path) && {
            known.push(path.clone());
            true
        }
    });
    paths.into_iter().filter_map(|path| open(shell, path)).collect()
}

fn open(shell: Shell, path: PathBuf) -> Option<File> {
    let text = read::try_bytes(&path, 1 << 20).ok()??;
    let blocks = block::find(&text).unwrap_or_default();
    let block = blocks.iter().rfind(|block| block.name == "init").map(|block| block.line);
    let text = String::from_utf8_lossy(&text).into_owned();
    let by_hand = format!("init {}", shell.name());
    let is_init = |code: &str| code.contains("goenvmgr") && code.contains(&by_hand);
    let written = code(&text).filter(|(_, code)| is_init(code)).map(|(line, _)| line).last();
    Some(File { init: written.max(block), path, text })
}

/// The lines that are no comments, counted from 1.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let lines = text.lines().enumerate().map(|(index, line)| (index + 1, line.trim()));
    lines.filter(|(_, code)| !code.is_empty() && !code.starts_with('#'))
}

fn after(text: &str, line: usize) -> impl Iterator<Item = (usize, &str)> {
    code(text).filter(move |(number, _)| *number > line)
}

/// From which line on a file runs after ours: it reads the one that holds it, or comes after that.
fn reads_ours(file: &File, files: &[File]) -> Option<usize> {
    let ours = || files.iter().filter(|other| other.init.is_some());
    if ours().any(|other| read_after(&other.path).as_deref() == Some(&file.path)) {
        return Some(0);
    }
    let mut lines = code(&file.text);
    lines.find(|(_, code)| ours().any(|other| reads_file(code, &other.path))).map(|(line, _)| line)
}

fn takers(file: &File, from: usize, below: bool, names: &Names<'_>) -> Vec<Taker> {
    let taking = after(&file.text, from).filter(|(_, code)| names.are_taken_by(code));
    let taker = |(line, code): (usize, &str)| Taker {
        file: file.path.clone(),
        line,
        text: shown(code.as_bytes()).chars().take(120).collect(),
        below,
    };
    taking.map(taker).collect()
}
