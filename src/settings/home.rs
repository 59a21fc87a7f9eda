//! Every path that goenvmgr owns, computed from the environment and never created by asking.

pub mod foreign;
pub(crate) mod layout;
pub(crate) mod unusable;

use std::path::{Path, PathBuf};

use self::layout::Layout;
use crate::base::fault::{Fault, Result};
use crate::base::quoting::word;
use crate::base::visible::Visible as _;
use crate::go::platform::Platform;
use crate::sys::env::{Env, HOME};
use crate::sys::envdiff::taken_back;
use crate::sys::folders::{self, Folder};
use crate::sys::fs::{marks, movable, own, probe, read};
use crate::sys::path_list::SEPARATOR;
use crate::sys::record;

/// The extension of a download that was refused: evidence, which only who asks for it removes.
pub const REFUSED: &str = "refused";

/// Where goenvmgr keeps things. With `GOENVMGR_HOME` everything is below it; else the folders that the
/// system has for one user (`sys::folders`).
///
/// A home that belongs to another, and is not ours to write (a company's, an image's), is used as it
/// is: its toolchains, shims and settings, which lie where it says. What this user trusts, enters, sets up
/// and fetches lies in the XDG folders of their own, as it would without `GOENVMGR_HOME`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    data: PathBuf,
    start_up: PathBuf,
    cache: PathBuf,
    state: PathBuf,
    config: PathBuf,
    platform: Option<Platform>,
}

impl Home {
    const TOOLCHAINS: &str = "toolchains";
    const FOREIGN: &str = "foreign";

    /// Computes the paths.
    ///
    /// # Errors
    /// When neither `GOENVMGR_HOME` nor a home directory is known, or one of them is relative.
    pub fn locate(env: &Env) -> Result<Self> {
        let mut home = Self::as_set(env)?;
        if env.var_os("GOENVMGR_HOME").is_none() {
            return Ok(home);
        }
        if let Some(owner) = anothers(&home.data)
            && let Ok(Layout { config: Some(config), .. }) = Layout::of(&home.data, owner)
        {
            home.configured_by(config);
        }
        if !movable::is_anothers(&home.data) {
            return Ok(home);
        }
        // Who has no home directory reads, and is told at the first thing that would be kept.
        let Ok(own) = Self::users(env) else { return Ok(home) };
        Ok(Self { cache: own.cache, start_up: own.state.clone(), state: own.state, ..home })
    }

    /// The paths as they are set, without a look at whose the home is: it may lie where nobody answers.
    ///
    /// # Errors
    /// As [`Home::locate`].
    pub fn as_set(env: &Env) -> Result<Self> {
        match env.var_os("GOENVMGR_HOME") {
            Some(set) => Ok(Self::at(&absolute("GOENVMGR_HOME", Path::new(set))?)),
            None => Self::users(env),
        }
    }

    /// The folders that the system has for one user, by what is the user's own: whatever a project's activation set
    /// leads to no other store and no other trust.
    fn users(env: &Env) -> Result<Self> {
        let own = taken_back(&env.vars, &folders::VARIABLES);
        let own = own.map(|vars| Env { vars, ..env.clone() });
        let env = own.as_ref().unwrap_or(env);
        let ours = |folder: Folder| -> Result<PathBuf> {
            let base = match env.var_os(folder.variable) {
                Some(dir) => absolute(folder.variable, Path::new(dir))?,
                None => {
                    let home = env.home().unwrap_or(Path::new(""));
                    absolute(HOME, home)?.join(folder.below_home)
                }
            };
            Ok(folder.of(&base, "goenvmgr"))
        };
        let data = ours(folders::DATA)?;
        let home = Self {
            start_up: data.clone(),
            data,
            cache: ours(folders::CACHE)?,
            state: ours(folders::STATE)?,
            config: ours(folders::CONFIG)?.join("config.toml"),
            platform: None,
        };
        home.directories().for_each(own::claim);
        Ok(home)
    }

    /// The paths where everything is below one directory, as with `GOENVMGR_HOME`.
    pub fn at(dir: &Path) -> Self {
        own::claim(dir);
        Self {
            cache: dir.join("cache"),
            state: dir.join("state"),
            config: dir.join("config.toml"),
            start_up: dir.to_owned(),
            data: dir.to_owned(),
            platform: None,
        }
    }

    /// The home of the store in a data directory, found by its place: HOME may be another's. Toolchains and
    /// settings are those of the store's owner; what this user trusts and enters is their own.
    pub fn of_store(env: &Env, data: &Path) -> Found {
        let mut home = Self::at(data);
        let owner = probe::see(data).map_or_else(|_| probe::user(), |seen| seen.uid);
        let (layout, why) = match Layout::of(data, owner) {
            Ok(layout) => (layout, None),
            Err(why) => (Layout::default(), Some(why)),
        };
        if let Some(config) = layout.config {
            home.configured_by(config);
        }
        // As above; and root can write everywhere.
        let is_anothers = movable::is_anothers(data) || !probe::may_leave(data);
        if is_anothers {
            // Who has no home directory reads what is there.
            if let Ok(own) = Self::users(env) {
                home = Self {
                    cache: own.cache,
                    start_up: own.state.clone(),
                    state: own.state,
                    ..home
                };
            }
        } else if let Some(state) = layout.state.filter(|_| probe::is_me(owner)) {
            own::claim(&state);
            home.state = state;
        }
        Found { home, owner: is_anothers.then_some(owner), why }
    }

    fn configured_by(&mut self, config: PathBuf) {
        config.parent().into_iter().for_each(own::claim);
        self.config = config;
    }

    /// Whether its data directory is this one, by whatever name.
    pub fn stands_in(&self, data: &Path) -> bool {
        let same = || Some(marks::identity(&self.data).ok()? == marks::identity(data).ok()?);
        self.data == data || same().unwrap_or(false)
    }

    /// Lets the store say where its configuration lies, for shims that run under another HOME. Nobody
    /// but its owner writes that down.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn tell_layout(&self) -> Result<()> {
        if !probe::see(&self.data).is_ok_and(|seen| probe::is_me(seen.uid)) {
            return Ok(());
        }
        let layout = match self.config.starts_with(&self.data) {
            true => Layout::default(),
            false => Layout { config: Some(self.config.clone()), state: Some(self.state.clone()) },
        };
        layout.keep(&self.data)
    }

    /// Whether PATH can name what lies below the data directory: a colon ends an entry, and nothing
    /// takes its meaning away.
    ///
    /// # Errors
    /// When the path holds a colon (exit 2).
    pub fn fits_path(&self, env: &Env) -> Result<()> {
        let data = self.data.display().to_string();
        if !data.contains(SEPARATOR) {
            return Ok(());
        }
        let source = ["GOENVMGR_HOME", folders::DATA.variable]
            .into_iter()
            .find(|name| env.var_os(name).is_some_and(|value| self.data.starts_with(value)));
        let source = source.unwrap_or("the home directory");
        let other = word(data.replace(SEPARATOR, "-"));
        let moved = if read::is_dir(&self.data) {
            format!("mv {} {other} && export GOENVMGR_HOME={other}", word(&data))
        } else {
            format!("export GOENVMGR_HOME={other}")
        };
        let what = format!("{data} cannot stand on PATH: there is a colon in it ({source})");
        Err(Fault::usage(what).hint(moved))
    }

    /// The directories that hold all else, nothing but what is ours in them.
    pub fn directories(&self) -> impl Iterator<Item = &Path> {
        let config = self.config.parent().unwrap_or(&self.data);
        [self.data.as_path(), &self.cache, &self.state, config].into_iter()
    }

    /// The data directory: toolchains, receipts, shims, staging.
    pub fn data(&self) -> &Path {
        &self.data
    }
    /// Where `env.sh` and its kin stand, which start-up files read: the data directory, where it is ours
    /// to write.
    pub fn start_up(&self) -> &Path {
        &self.start_up
    }
    /// Whether toolchains, shims and settings are another's, and this user only uses them.
    pub fn is_anothers(&self) -> bool {
        self.start_up != self.data
    }
    /// What may be deleted at any time: indexes, partial downloads.
    pub fn cache(&self) -> &Path {
        &self.cache
    }
    /// What goenvmgr remembers: heads of the checksum database, last use, roots.
    pub fn state(&self) -> &Path {
        &self.state
    }
    /// The user's configuration file.
    pub fn config_file(&self) -> &Path {
        &self.config
    }
    /// Installed toolchains: `goX.Y.Z/` each, complete or absent; of another platform's home those that
    /// are not for this machine.
    pub fn toolchains(&self) -> PathBuf {
        self.data.join(if self.platform.is_some() { Self::FOREIGN } else { Self::TOOLCHAINS })
    }
    /// Receipts: `goX.Y.Z.json` and `goX.Y.Z.files` each.
    pub fn receipts(&self) -> PathBuf {
        self.data.join("receipts")
    }
    /// Shims: `go`, `gofmt`, `goX.Y.Z`.
    pub fn shims(&self) -> PathBuf {
        self.data.join("shims")
    }
    /// Tools that manifests pin: `goX.Y.Z-0123456789ab/bin` for each set of them.
    pub fn tools(&self) -> PathBuf {
        self.data.join("tools")
    }
    /// Toolchains that were built here: `NAME-Ab12cd/go` each, to which `toolchains/NAME` leads.
    pub fn built(&self) -> PathBuf {
        self.data.join("built")
    }
    /// Half-done work, swept when its owner is dead.
    pub fn staging(&self) -> PathBuf {
        self.data.join("staging")
    }
    /// What the last `doctor --fix` moved out of the way: `--undo` gives it back.
    pub fn set_aside(&self) -> PathBuf {
        self.data.join("undo")
    }
    /// Partial downloads, kept so that they can be resumed.
    pub fn downloads(&self) -> PathBuf {
        self.cache.join("downloads")
    }
}

/// A home that was found by the place of its store.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its paths.
    pub home: Home,
    /// Who keeps it, where that is not this user.
    pub owner: Option<u32>,
    /// Why the owner's configuration is not read, where the store names one.
    pub why: Option<String>,
}

/// Who keeps a directory, where that is not this user.
fn anothers(dir: &Path) -> Option<u32> {
    let owner = record::aside(|| probe::see(dir)).ok()?.uid;
    (!probe::is_me(owner)).then_some(owner)
}

fn absolute(name: &str, path: &Path) -> Result<PathBuf> {
    if path.is_absolute() {
        return Ok(path.to_owned());
    }
    let what = if path.as_os_str().is_empty() {
        "no home directory is known".to_owned()
    } else {
        format!("{name} is a relative path: {}", path.visible())
    };
    let hint = match name {
        "GOENVMGR_HOME" => "set GOENVMGR_HOME to an absolute path, or unset it".to_owned(),
        _ => format!("set {name} to an absolute path, or set GOENVMGR_HOME"),
    };
    Err(Fault::usage(what).hint(hint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sys::envdiff::{RECORD, Saved, Undo, fingerprint};

    /// A shell that a former goenvmgr activated may have such a variable of a project's.
    #[test]
    fn home_is_where_the_users_own_variables_say_and_no_activation() {
        let dir = tempfile::tempdir().unwrap();
        let own = Env::bare(&[("HOME", dir.path().to_str().unwrap())]);
        let (variable, theirs) = (folders::STATE.variable, dir.path().join("repo"));
        let saved = Saved { before: None, applied: fingerprint(Some(theirs.as_os_str())) };
        let saved = [(variable.to_owned(), saved)].into();
        let mut activated = own.clone();
        activated.vars.insert(variable.into(), theirs.into());
        let set = Home::locate(&activated).unwrap();
        activated.vars.insert(RECORD.into(), Undo { saved, ..Undo::default() }.encode());
        let located = Home::locate(&activated).unwrap();
        assert_eq!(located, Home::locate(&own).unwrap());
        assert_ne!(located, set);
    }
}
