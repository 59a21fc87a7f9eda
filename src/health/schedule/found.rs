//! Timers that stand on this machine, whatever project they are for.

use std::path::Path;

use super::apply::crontab;
use super::{Block, MARKER, Timer, launchd, schtasks, systemd};
use crate::projects::manifest;
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::sys::fs::{read, walk};

/// A timer that stands, by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// `goenvmgr-health-PROJECT-ENVIRONMENT`.
    pub name: String,
    /// What takes it away; its texts are empty.
    pub timer: Timer,
}

/// What a kind of timer is by its name, with its files in a directory.
type Named = fn(&str, &Path) -> Timer;

/// Those that call this program for this home.
pub fn standing(env: &Env, home: &Home) -> Vec<Standing> {
    let kinds: [(_, &str, Named); 3] = [
        (systemd::units(env), ".timer", systemd::named),
        (launchd::agents(env), ".plist", launchd::named),
        (Ok(schtasks::tasks(home)), ".xml", schtasks::named),
    ];
    let mut found = Vec::new();
    for (dir, ending, named) in kinds {
        let Ok(dir) = dir else { continue };
        let names = walk::names(&dir).unwrap_or_default();
        for name in names.iter().filter_map(|name| name.to_str()?.strip_suffix(ending)) {
            let timer = named(name, &dir);
            let text = |path: &Path| read::text(path, manifest::LIMIT).ok().flatten();
            let texts: String = timer.files.iter().filter_map(|file| text(&file.path)).collect();
            if calls(&texts, env, home) {
                found.push(Standing { name: name.to_owned(), timer });
            }
        }
    }
    found.extend(in_crontab(&crontab(env).unwrap_or_default(), env, home));
    found
}

fn in_crontab(text: &str, env: &Env, home: &Home) -> Vec<Standing> {
    let lines: Vec<&str> = text.lines().collect();
    let begins = lines.windows(2).filter(|pair| calls(&pair.concat(), env, home));
    let names = begins.filter_map(|pair| pair[0].strip_prefix("# ")?.split_once(": "));
    let timer = |(name, _): (&str, &str)| Standing {
        name: name.to_owned(),
        timer: Timer { crontab: Some(Block::of(name, String::new())), ..Timer::default() },
    };
    names.map(timer).collect()
}

/// Whether a text is a timer of ours that calls this program, and for this home.
fn calls(text: &str, env: &Env, home: &Home) -> bool {
    let has = |path: &Path| text.contains(path.to_string_lossy().as_ref());
    text.contains(MARKER)
        && has(&env.program())
        && (!text.contains("GOENVMGR_HOME=") || has(home.data()))
}
