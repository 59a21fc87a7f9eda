//! What there is to take in.

use std::path::PathBuf;

use crate::base::fault::{Fault, Result};
use crate::caches::places::Places;
use crate::cli::Context;
use crate::projects::other_defaults::{self, OtherDefault};
use crate::settings::goenv::GoEnv;
use crate::shells::setup::home_of;
use crate::shells::setup::old::{self, OldLine};
use crate::shells::setup::places::Folders;
use crate::sys::fs::walk;
use crate::toolchains::import::{Candidate, candidates};
use crate::toolchains::inventory::gos;
use crate::toolchains::store::Store;

/// What there is to take in.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// Versions, the newest first.
    pub(super) toolchains: Vec<Candidate>,
    /// The default that becomes ours; nothing where we have one.
    pub(super) default: Option<OtherDefault>,
    /// Their lines in start-up files.
    pub(super) lines: Vec<OldLine>,
    /// The `bin` of a GOPATH for one version alone, as goenv makes them.
    pub(super) gopaths: Vec<PathBuf>,
}

impl Plan {
    /// Looks at the machine.
    pub(super) fn make(managers: &[String], context: &Context) -> Result<Self> {
        let Context { env, home, config, .. } = context;
        let asked = |name: &str| managers.is_empty() || managers.iter().any(|one| one == name);
        let cache = Places::of(&GoEnv::read(env, home)).module_cache;
        let found = gos::find(env, home, cache.as_deref());
        let mut names: Vec<String> = found.iter().map(|go| go.owner.to_string()).collect();
        let lines = old::scan(&Folders::find(env, &home_of(env)?))?;
        names.extend(lines.iter().filter_map(|line| line.manager).map(str::to_owned));
        let defaults = other_defaults::all(env);
        names.extend(defaults.iter().map(|one| one.manager.to_owned()));
        if let Some(unknown) = managers.iter().find(|name| !names.contains(name)) {
            names.retain(|name| name != "goenvmgr");
            names.sort();
            names.dedup();
            return Err(Fault::no(format!("there is nothing of {unknown} here"))
                .hint(format!("found: {}", names.join(", "))));
        }
        let theirs = found.into_iter().filter(|go| asked(&go.owner.to_string())).collect();
        let default = defaults.into_iter().find(|one| asked(one.manager));
        Ok(Self {
            toolchains: candidates(&Store::new(home), theirs)?,
            default: default.filter(|_| config.default.value.is_none()),
            lines: lines.into_iter().filter(|line| line.manager.is_some_and(asked)).collect(),
            gopaths: if asked("goenv") { gopaths(context) } else { Vec::new() },
        })
    }

    /// Whether there is nothing to take in and nothing to say.
    pub(super) fn is_empty(&self) -> bool {
        !self.takes_something() && self.lines.is_empty()
    }

    /// Whether a version or a default would be taken in.
    pub(super) fn takes_something(&self) -> bool {
        self.default.is_some() || self.toolchains.iter().any(|one| !one.installed)
    }
}

/// `~/go/1.22.5/bin`: programs that are on no PATH any more once goenv is gone.
fn gopaths(context: &Context) -> Vec<PathBuf> {
    let Some(go) = context.env.home().map(|home| home.join("go")) else { return Vec::new() };
    let versions = walk::names(&go).unwrap_or_default().into_iter();
    let versions = versions.filter(|name| {
        let name = name.to_str().unwrap_or_default();
        name.split('.').count() > 1 && name.split('.').all(|part| part.parse::<u32>().is_ok())
    });
    let bins = versions.map(|name| go.join(name).join("bin"));
    bins.filter(|bin| !walk::names(bin).unwrap_or_default().is_empty()).collect()
}
