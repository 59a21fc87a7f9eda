//! Every path that goenvmgr owns, computed from the environment and never created by asking.

use std::path::{Path, PathBuf};

use crate::base::fault::{Fault, Result};
use crate::base::quoting::word;
use crate::base::visible::Visible as _;
use crate::sys::env::Env;
use crate::sys::fs::{movable, own, read};

/// The extension of a download that was refused: evidence, which only who asks for it removes.
pub const REFUSED: &str = "refused";

/// Where goenvmgr keeps things. With `GOENVMGR_HOME` everything is below it; else the XDG folders,
/// on Linux and macOS alike (their paths hold no blanks).
///
/// A home that belongs to another, and is not ours to write (a company's, an image's), is used as it
/// is: its toolchains, shims and settings. What this user trusts, enters, sets up and fetches lies in
/// the XDG folders of their own, as it would without `GOENVMGR_HOME`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Home {
    data: PathBuf,
    start_up: PathBuf,
    cache: PathBuf,
    state: PathBuf,
    config: PathBuf,
}

impl Home {
    /// Computes the paths.
    ///
    /// # Errors
    /// When neither `GOENVMGR_HOME` nor a home directory is known, or one of them is relative.
    pub fn locate(env: &Env) -> Result<Self> {
        let home = Self::as_set(env)?;
        if env.var_os("GOENVMGR_HOME").is_none() || !movable::is_anothers(&home.data) {
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

    /// The XDG folders.
    fn users(env: &Env) -> Result<Self> {
        let xdg = |name: &str, below_home: &str| -> Result<PathBuf> {
            let base = match env.var_os(name) {
                Some(dir) => absolute(name, Path::new(dir))?,
                None => absolute("HOME", env.home().unwrap_or(Path::new("")))?.join(below_home),
            };
            Ok(base.join("goenvmgr"))
        };
        let data = xdg("XDG_DATA_HOME", ".local/share")?;
        let home = Self {
            start_up: data.clone(),
            data,
            cache: xdg("XDG_CACHE_HOME", ".cache")?,
            state: xdg("XDG_STATE_HOME", ".local/state")?,
            config: xdg("XDG_CONFIG_HOME", ".config")?.join("config.toml"),
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
        }
    }

    /// Whether PATH can name what lies below the data directory: a colon ends an entry, and nothing
    /// takes its meaning away.
    ///
    /// # Errors
    /// When the path holds a colon (exit 2).
    pub fn fits_path(&self, env: &Env) -> Result<()> {
        let data = self.data.display().to_string();
        if !data.contains(':') {
            return Ok(());
        }
        let source = ["GOENVMGR_HOME", "XDG_DATA_HOME"]
            .into_iter()
            .find(|name| env.var_os(name).is_some_and(|value| self.data.starts_with(value)));
        let source = source.unwrap_or("the home directory");
        let other = word(data.replace(':', "-"));
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
    /// Installed toolchains: `goX.Y.Z/` each, complete or absent.
    pub fn toolchains(&self) -> PathBuf {
        self.data.join("toolchains")
    }
    /// Receipts: `goX.Y.Z.json` and `goX.Y.Z.files` each.
    pub fn receipts(&self) -> PathBuf {
        self.data.join("receipts")
    }
    /// Shims: `go`, `gofmt`, `goX.Y.Z`.
    pub fn shims(&self) -> PathBuf {
        self.data.join("shims")
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
