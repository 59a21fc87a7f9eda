//! Which start-up file gets which block, for which shell.
//!
//! Measured: what each shell reads as login, interactive, script and IDE shell. bash reads one
//! profile of three, so creating `.bash_profile` would hide a `.profile`; ssh's `bash -c` reads
//! `.bashrc` above its interactive guard; macOS's path_helper reorders PATH between `.zshenv` and
//! `.zprofile`, so both are needed. fish reads every file of `conf.d` before `config.fish`, as login,
//! interactive and script shell alike: the last word is at the end of `config.fish`, and what stands
//! in `conf.d` serves those whose `config.fish` ends before that.

use std::path::{Path, PathBuf};

use super::block::Place;
use crate::shells::shell::Shell;
use crate::sys::env::Env;
use crate::sys::folders;
use crate::sys::fs::{self, lookup};

/// What a block is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// `shims/` on PATH, in every kind of shell.
    Env,
    /// The hook, in interactive shells.
    Init,
}

/// One block in one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The shell that reads it.
    pub shell: Shell,
    /// The file.
    pub file: PathBuf,
    /// What for.
    pub purpose: Purpose,
    /// Where in the file.
    pub place: Place,
}

/// The shells that have start-up files.
pub const SHELLS: [Shell; 7] = [
    Shell::Bash,
    Shell::Zsh,
    Shell::Fish,
    Shell::PowerShell,
    Shell::Posix,
    Shell::Elvish,
    Shell::Nu,
];

/// What sets variables for everybody.
pub const SYSTEM: [&str; 2] = ["/etc/profile", "/etc/environment"];

/// The folders that start-up files stand in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// The user's home directory.
    pub home: PathBuf,
    /// Where zsh looks after `~/.zshenv`.
    pub zdotdir: PathBuf,
    /// `~/.config`, or what the user has in its place.
    pub config: PathBuf,
    /// Where PowerShell looks: the first for all, the others where profiles stand.
    pub powershell: Vec<PathBuf>,
    /// A ZDOTDIR that stands in `~/.zshenv` in a form that only zsh can read: file and line.
    pub unread_zdotdir: Option<(PathBuf, usize)>,
}

impl Folders {
    /// Looks at the environment and at `~/.zshenv`.
    pub fn find(env: &Env, home: &Path) -> Self {
        let absolute = |name: &str| env.var_os(name).map(PathBuf::from).filter(|p| p.is_absolute());
        let config = absolute("XDG_CONFIG_HOME").unwrap_or_else(|| home.join(".config"));
        let mut folders = Self {
            zdotdir: absolute("ZDOTDIR").unwrap_or_else(|| home.to_owned()),
            home: home.to_owned(),
            powershell: folders::powershell(home, &config),
            config,
            unread_zdotdir: None,
        };
        let zshenv = home.join(".zshenv");
        let text = fs::read::bytes(&zshenv, super::LIMIT).ok().flatten().unwrap_or_default();
        if let Some((line, value)) = last_zdotdir(&String::from_utf8_lossy(&text)) {
            match expand(&value, home, &folders.config) {
                Some(dir) => folders.zdotdir = dir,
                None => folders.unread_zdotdir = Some((zshenv, line)),
            }
        }
        folders
    }
}

/// The value of the last assignment to ZDOTDIR, as it is written, and its line.
fn last_zdotdir(text: &str) -> Option<(usize, String)> {
    let assigned = |(index, line): (usize, &str)| {
        let line = line.trim_start();
        let line = line.strip_prefix("export ").unwrap_or(line).trim_start();
        let value = line.strip_prefix("ZDOTDIR=")?;
        Some((index + 1, value.trim_end().to_owned()))
    };
    text.lines().enumerate().filter_map(assigned).last()
}

/// The usual ways to write a folder below the home directory; `None` for any other.
fn expand(value: &str, home: &Path, config: &Path) -> Option<PathBuf> {
    let value = value.trim_matches(['"', '\'']);
    let starts = [
        ("${XDG_CONFIG_HOME:-$HOME/.config}", config),
        ("${XDG_CONFIG_HOME:-${HOME}/.config}", config),
        ("${XDG_CONFIG_HOME:=$HOME/.config}", config),
        ("${XDG_CONFIG_HOME}", config),
        ("$XDG_CONFIG_HOME", config),
        ("${HOME}", home),
        ("$HOME", home),
        ("~", home),
    ];
    let plain = |rest: &str| !rest.contains(['$', '`', '"', '\'', ';', '&', '\\', ' ', '(']);
    let found = starts.iter().find_map(|(start, dir)| Some((dir, value.strip_prefix(start)?)));
    match found {
        Some((dir, "")) => Some(dir.to_path_buf()),
        Some((dir, rest)) if rest.starts_with('/') && plain(rest) => Some(dir.join(&rest[1..])),
        None if value.starts_with('/') && plain(value) => Some(PathBuf::from(value)),
        _ => None,
    }
}

/// Where the blocks of one shell go. `exists` tells which files stand.
pub fn spots(shell: Shell, folders: &Folders, exists: &dyn Fn(&Path) -> bool) -> Vec<Spot> {
    let spot = |file: PathBuf, purpose, place| Spot { shell, file, purpose, place };
    let home = |name: &str| folders.home.join(name);
    match shell {
        Shell::Bash => {
            let profile =
                [".bash_profile", ".bash_login"].map(home).into_iter().find(|f| exists(f));
            let profile = profile.unwrap_or_else(|| home(".profile"));
            vec![
                spot(profile, Purpose::Env, Place::End),
                spot(home(".bashrc"), Purpose::Env, Place::Top),
                spot(home(".bashrc"), Purpose::Init, Place::End),
            ]
        }
        Shell::Zsh => {
            let zdot = |name: &str| folders.zdotdir.join(name);
            let mut spots = vec![
                spot(zdot(".zshenv"), Purpose::Env, Place::End),
                spot(zdot(".zprofile"), Purpose::Env, Place::End),
                spot(zdot(".zshrc"), Purpose::Init, Place::End),
            ];
            // Outermost shells read it there; nested ones, with ZDOTDIR exported, do not.
            if folders.zdotdir != folders.home && exists(&home(".zshenv")) {
                spots.insert(0, spot(home(".zshenv"), Purpose::Env, Place::End));
            }
            spots
        }
        Shell::Fish => {
            let mut spots = both(shell, &folders.config.join("fish/config.fish"));
            spots.insert(0, spot(early_fish(folders), Purpose::Env, Place::End));
            spots
        }
        Shell::PowerShell => {
            let read = |(at, dir): &(usize, &PathBuf)| {
                *at == 0 || profiles(dir).iter().any(|file| exists(file))
            };
            let dirs = folders.powershell.iter().enumerate().filter(read);
            dirs.flat_map(|(_, dir)| both(shell, &dir.join("profile.ps1"))).collect()
        }
        Shell::Posix => vec![spot(home(".profile"), Purpose::Env, Place::End)],
        // Read on a terminal only: scripts have what their parent has.
        Shell::Elvish => both(shell, &folders.config.join("elvish/rc.elv")),
        Shell::Nu => both(shell, &folders.config.join("nushell/autoload/goenvmgr-setup.nu")),
    }
}

fn both(shell: Shell, file: &Path) -> Vec<Spot> {
    [Purpose::Env, Purpose::Init]
        .map(|purpose| Spot { shell, file: file.to_owned(), purpose, place: Place::End })
        .into()
}

/// PowerShell's, for all its hosts and for the one that is its own.
fn profiles(dir: &Path) -> [PathBuf; 2] {
    ["profile.ps1", "Microsoft.PowerShell_profile.ps1"].map(|name| dir.join(name))
}

/// What fish reads of a directory, in its order.
fn snippets(dir: &Path) -> Vec<PathBuf> {
    let mut names = fs::walk::names(dir).unwrap_or_default();
    names.sort();
    let files = names.into_iter().map(|name| dir.join(name));
    files.filter(|file| file.extension().is_some_and(|end| end == "fish")).collect()
}

fn early_fish(folders: &Folders) -> PathBuf {
    folders.config.join("fish/conf.d/goenvmgr.fish")
}

/// Where earlier releases wrote a block that has another place now.
pub(super) fn former(shell: Shell, folders: &Folders) -> Option<(PathBuf, Purpose)> {
    (shell == Shell::Fish).then(|| (early_fish(folders), Purpose::Init))
}

/// What shows that the user uses a shell, and where users keep lines of other managers; what is read
/// last stands first.
pub fn traces(shell: Shell, folders: &Folders) -> Vec<PathBuf> {
    let home = |names: &[&str]| names.iter().map(|name| folders.home.join(name)).collect();
    match shell {
        Shell::Bash => home(&[".bashrc", ".bash_profile", ".bash_login", ".bash_aliases"]),
        Shell::Zsh => {
            let names = [".zlogin", ".zshrc", ".zprofile", ".zshenv"];
            let mut dirs = vec![&folders.zdotdir, &folders.home];
            dirs.dedup();
            dirs.iter().flat_map(|dir| names.map(|name| dir.join(name))).collect()
        }
        Shell::Fish => {
            let dir = folders.config.join("fish");
            let early = snippets(&dir.join("conf.d")).into_iter().rev();
            [dir.join("config.fish")].into_iter().chain(early).chain([dir]).collect()
        }
        Shell::PowerShell => folders.powershell.iter().flat_map(|dir| profiles(dir)).collect(),
        Shell::Posix => home(&[".profile"]),
        Shell::Elvish => vec![folders.config.join("elvish/rc.elv")],
        Shell::Nu => {
            ["config.nu", "env.nu"].map(|name| folders.config.join("nushell").join(name)).into()
        }
    }
}

/// The file that the same shell reads after this one, and that need not hold a block of ours.
pub fn read_after(file: &Path) -> Option<PathBuf> {
    let dir = file.parent()?;
    if file.ends_with("conf.d/goenvmgr.fish") {
        return Some(dir.with_file_name("config.fish"));
    }
    match file.file_name()?.to_str()? {
        ".zshrc" => Some(dir.join(".zlogin")),
        "profile.ps1" => Some(dir.join("Microsoft.PowerShell_profile.ps1")),
        _ => None,
    }
}

/// The shell's program: the first on PATH, else where systems have it.
pub fn program(env: &Env, shell: Shell) -> Option<PathBuf> {
    let name = if shell == Shell::PowerShell { "pwsh" } else { shell.name() };
    let usual = ["/bin", "/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"].map(PathBuf::from);
    lookup::first(env.path().into_iter().chain(usual), name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders(zdotdir: &str) -> Folders {
        Folders {
            home: "/h".into(),
            zdotdir: zdotdir.into(),
            config: "/h/.config".into(),
            powershell: vec!["/h/.config/powershell".into(), "/h/Documents/5".into()],
            unread_zdotdir: None,
        }
    }

    fn told(shell: Shell, zdotdir: &str, there: &[&str]) -> String {
        let exists = |file: &Path| there.iter().any(|name| file == Path::new("/h").join(name));
        spots(shell, &folders(zdotdir), &exists)
            .iter()
            .map(|s| format!("{} {:?} {:?}", s.file.display(), s.purpose, s.place))
            .collect::<Vec<_>>()
            .join(", ")
            .replace('\\', "/")
    }

    #[test]
    fn shells_have_their_files() {
        let rest = "/h/.bashrc Env Top, /h/.bashrc Init End";
        for (there, profile) in [
            (&[".bash_profile", ".bash_login", ".profile"][..], ".bash_profile"),
            (&[".bash_login", ".profile"], ".bash_login"),
            (&[".profile"], ".profile"),
            (&[], ".profile"),
        ] {
            assert_eq!(told(Shell::Bash, "/h", there), format!("/h/{profile} Env End, {rest}"));
        }
        assert_eq!(
            told(Shell::Zsh, "/h", &[]),
            "/h/.zshenv Env End, /h/.zprofile Env End, /h/.zshrc Init End"
        );
        let z = "/z/.zshenv Env End, /z/.zprofile Env End, /z/.zshrc Init End";
        assert_eq!(told(Shell::Zsh, "/z", &[".zshenv"]), format!("/h/.zshenv Env End, {z}"));
        assert_eq!(told(Shell::Zsh, "/z", &[]), z);
        assert_eq!(told(Shell::Posix, "/h", &[".bash_profile"]), "/h/.profile Env End");
        assert_eq!(
            told(Shell::Fish, "/h", &[]),
            "/h/.config/fish/conf.d/goenvmgr.fish Env End, \
             /h/.config/fish/config.fish Env End, /h/.config/fish/config.fish Init End"
        );
        let first = "/h/.config/powershell/profile.ps1";
        let pwsh = format!("{first} Env End, {first} Init End");
        assert_eq!(told(Shell::PowerShell, "/h", &[]), pwsh);
        let there = ["Documents/5/Microsoft.PowerShell_profile.ps1"];
        let other = "/h/Documents/5/profile.ps1";
        let both = format!("{pwsh}, {other} Env End, {other} Init End");
        assert_eq!(told(Shell::PowerShell, "/h", &there), both);
    }

    #[test]
    fn zdotdir_is_read_in_the_forms_that_people_write() {
        for (written, expected) in [
            ("export ZDOTDIR=\"$HOME/.config/zsh\"", Some("/h/.config/zsh")),
            ("ZDOTDIR=~/.zsh", Some("/h/.zsh")),
            ("  export ZDOTDIR=${XDG_CONFIG_HOME:-$HOME/.config}/zsh", Some("/c/zsh")),
            ("ZDOTDIR=/etc/z\nZDOTDIR=$HOME", Some("/h")),
            ("ZDOTDIR=$(where)", None),
            ("ZDOTDIR=$HOMES/x", None),
        ] {
            let (_, value) = last_zdotdir(written).unwrap();
            let found = expand(&value, Path::new("/h"), Path::new("/c"));
            assert_eq!(found, expected.map(PathBuf::from), "{written}");
        }
        assert_eq!(last_zdotdir("# ZDOTDIR=x\necho $ZDOTDIR"), None);
    }
}
