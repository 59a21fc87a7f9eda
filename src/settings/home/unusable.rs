//! A variable that leads to where nothing can be kept: what is said in place of the one file that could
//! not be written, whatever command it was.

use std::path::{Path, PathBuf};

use super::Home;
use crate::base::fault::Fault;
use crate::base::quoting::word;
use crate::base::visible::Visible as _;
use crate::sys::env::{Env, account_home};
use crate::sys::fs::{probe, read};

/// The variables that say where things are kept.
const NAMES: [&str; 6] = [
    "GOENVMGR_HOME",
    "XDG_DATA_HOME",
    "XDG_CACHE_HOME",
    "XDG_STATE_HOME",
    "XDG_CONFIG_HOME",
    "HOME",
];

impl Home {
    /// The fault of a command, with the variable that is wrong where what could not be written lies
    /// below a directory that is not there, or not this user's to write.
    pub fn blame(&self, env: &Env, fault: Fault) -> Fault {
        let set = NAMES.iter().filter_map(|name| Some((*name, dir_of(env, name)?)));
        let meant = set.filter(|(name, dir)| self.is_meant(name, dir, &fault));
        let Some((name, dir)) = meant.max_by_key(|(_, dir)| dir.as_os_str().len()) else {
            return fault;
        };
        let why = match () {
            () if !read::is_dir(&dir) => "which is no directory, and cannot be made one",
            // Who put words of its own to it knows more, unless this user's own home is another.
            () if !probe::may_write(&dir)
                && (is_plain(&fault) || name == "HOME" && own(env).is_some()) =>
            {
                "where this user may not write"
            }
            () => return fault,
        };
        let mut blamed = Fault::new(fault.exit, format!("{name} is {}, {why}", dir.visible()));
        blamed.causes = [fault.what].into_iter().chain(fault.causes).collect();
        blamed.hint(cure(env, name))
    }

    /// Whether the fault names something of ours below the directory that this variable names, or a
    /// start-up file.
    fn is_meant(&self, name: &str, dir: &Path, fault: &Fault) -> bool {
        let ours = self.directories().filter(|ours| ours.starts_with(dir));
        let mut texts: Vec<String> = ours.map(|ours| ours.visible().to_string()).collect();
        if name == "HOME" {
            texts.push(format!(" {}", dir.join(".").visible()));
        }
        let said = || fault.causes.iter().chain([&fault.what]);
        let has_word = said().any(|text| text.contains(&format!("({name})")));
        dir.is_absolute() && !has_word && texts.iter().any(|ours| said().any(|t| t.contains(ours)))
    }
}

fn dir_of(env: &Env, name: &str) -> Option<PathBuf> {
    if name == "HOME" {
        env.home().map(Path::to_owned)
    } else {
        env.var_os(name).map(PathBuf::from)
    }
}

/// Whether what is to be typed is only a look at the file.
fn is_plain(fault: &Fault) -> bool {
    fault.hints.iter().all(|hint| hint.starts_with("ls -ld"))
}

/// The home directory of this user's account, where that is another than HOME.
fn own(env: &Env) -> Option<PathBuf> {
    let own = account_home().filter(|own| stands(own));
    own.filter(|own| env.var_os("HOME") != Some(own.as_os_str()))
}

fn stands(dir: &Path) -> bool {
    read::is_dir(dir) && probe::may_write(dir)
}

/// What to type where a variable that says where things are kept leads nowhere: a directory that stands.
pub(crate) fn cure(env: &Env, name: &str) -> String {
    if name != "HOME" && env.home().is_some_and(stands) {
        return format!("unset {name}   (or set it to a directory of your own)");
    }
    match own(env) {
        Some(own) if name == "HOME" => format!("export HOME={}", word(&own)),
        Some(own) => format!("unset {name}; export HOME={}", word(&own)),
        None => format!("export {name}=\"$(mktemp -d)\"   (or a directory of your own)"),
    }
}
