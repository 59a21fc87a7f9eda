//! The names that we give in our directories. With `GOENVMGR_HOME=$HOME` those are the user's too: what has no
//! such name was put there by somebody else.

use crate::caches::forms::{is_download, is_index, is_lock, is_set_aside, is_staged, is_sum};
use crate::go::version::{GoVersion, Name};
use crate::settings::home::foreign::toolchain_named;
use crate::sys::fs::{alias, temporary};
use crate::toolchains::store::{built, shims};
use crate::tools::set;

/// Whether a name in a directory is one of ours.
pub(super) type Form = fn(&str) -> bool;

/// The directories of one of ours, each with the form of the names in it.
pub(super) type Dirs = &'static [(&'static str, Form)];

/// Directories of what is remembered.
pub(super) const STATE: Dirs = &[
    ("doctor", |name| matches!(name, "lock" | "undo.json") || is_pair(name, '-')),
    ("evidence", |name| {
        let parts = name.strip_suffix(".json").and_then(|name| name.rsplit_once('-'));
        parts.is_some_and(|(version, time)| is_toolchain(version) && is_number(time))
    }),
    ("generations", |name| {
        let pointer = matches!(name, "lock" | "current" | "last-good" | "switching.json");
        pointer || name.strip_suffix(".json").is_some_and(is_number)
    }),
    // Of each project by its sum; and the tasks of Windows.
    ("health", |name| is_sum(name, 32) || name.starts_with("goenvmgr-health-")),
    ("ide", is_backup),
    ("logs", |name| name.starts_with("build-") && name.ends_with(".log")),
    ("needs", |name| name.strip_suffix(".json").is_some_and(|sum| is_sum(sum, 32))),
    ("setup", is_backup),
    ("stamp", |name| is_pair(name, 'x')),
    ("stamps", |name| is_sum(name, 64)),
    ("sumdb", is_key),
    ("trust", |name| name.strip_suffix(".json").is_some_and(|sum| is_sum(sum, 64))),
    ("used", |name| toolchain_named(name).is_some() || name.parse::<Name>().is_ok()),
];

/// Files of what is remembered.
pub(super) fn is_state(name: &str) -> bool {
    let roots = name.strip_prefix("roots.");
    roots.is_some_and(|end| matches!(end, "list" | "lock" | "log" | "log.old"))
        || matches!(name, "default-hint" | "ide.json" | "ide.lock")
        || matches!(name, "setup.json" | "setup.lock" | "stamp.lock")
}

/// Directories of the cache.
pub(super) const CACHE: Dirs = &[
    ("doctor", |name| {
        let of_go = matches!(name, "empty" | "go-build" | "home");
        of_go || matches!(name, "sumdb" | "sumdb-go" | "trial" | "trial.c" | "trial.exe")
    }),
    ("downloads", is_download),
    ("sumdb", is_key),
];

/// Files of the cache.
pub(super) fn is_cached(name: &str) -> bool {
    is_index(name) || name.strip_prefix("vulnerabilities-").is_some_and(|sum| is_sum(sum, 16))
}

/// What lies in `staging/`.
pub(super) fn is_half_done(name: &str) -> bool {
    is_staged(name) || is_lock(name)
}

/// What lies where tools are built.
pub(super) fn is_half_done_tool(name: &str) -> bool {
    let lock = name.strip_suffix(".lock").is_some_and(|set| set::owner(set).is_some());
    lock || set::staged(name.as_ref()).is_some()
}

/// What lies in `built/`.
pub(super) fn is_built(name: &str) -> bool {
    let lock = name.strip_suffix(".lock").is_some_and(|name| name.parse::<Name>().is_ok());
    lock || built::owner(name.as_ref()).is_some()
}

/// What `doctor --fix` moved away.
pub(super) fn is_moved_away(name: &str) -> bool {
    is_set_aside(name) || shims::names(&[]).contains(name)
}

/// The name of something that was being written, or put in the place of another, when work was cut off.
pub(super) fn is_cut_off(name: &str) -> bool {
    temporary::is_ours(name) || alias::is_passing(name)
}

fn is_toolchain(name: &str) -> bool {
    GoVersion::from_toolchain(name).is_some()
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The id of a database's key: `sum.golang.org+033de0ae`.
fn is_key(name: &str) -> bool {
    name.rsplit_once('+').is_some_and(|(_, sum)| is_sum(sum, 8))
}

/// A time and a process: `1796133970-10515`.
fn is_pair(name: &str, between: char) -> bool {
    name.split_once(between).is_some_and(|(a, b)| is_number(a) && is_number(b))
}

/// The time of a copy, as in `20261201T143000Z`, `20261201T143000Z-1`.
fn is_backup(name: &str) -> bool {
    let time = name.split_once('-').filter(|(_, again)| is_number(again));
    let time = time.map_or(name, |(time, _)| time);
    let digits = time.strip_suffix('Z').and_then(|time| time.split_once('T'));
    digits.is_some_and(|(day, hour)| {
        (day.len(), hour.len()) == (8, 6) && is_number(day) && is_number(hour)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_ours_in_state_and_cache_are_known() {
        let known = |dirs: Dirs, path: &str| {
            let (dir, name) = path.split_once('/').unwrap();
            dirs.iter().find(|(known, _)| *known == dir).is_some_and(|(_, form)| form(name))
        };
        for path in [
            "doctor/undo.json",
            "evidence/go1.22.5-1796133970.json",
            "generations/last-good",
            "health/fe1f9f1465e7bfecf18b390f354c56e3",
            "ide/20261201T143000Z-1",
            "logs/build-tip.log",
            "stamp/1796133970244525186x10515",
            "sumdb/sum.golang.org+033de0ae",
            "used/go1.24.2",
        ] {
            assert!(known(STATE, path), "{path}");
        }
        for path in ["doctor/go-build", "doctor/sumdb-go", "sumdb/sum.golang.org+033de0ae"] {
            assert!(known(CACHE, path), "{path}");
        }
        for path in
            ["doctor/mine", "generations/x.json", "logs/mine.log", "setup/mine", "trust/x.json"]
        {
            assert!(!known(STATE, path), "{path}");
        }
        assert!(is_half_done_tool("go1.25.3-23e48c0aef37.lock") && !is_half_done_tool("mine.lock"));
    }
}
