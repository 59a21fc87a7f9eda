//! What a generation holds, read from what stands now.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::base::digest::Sha256Sum;
use crate::base::fault::Result;
use crate::projects::pins;
use crate::projects::scan::AncestorScan;
use crate::settings::home::Home;
use crate::shells::setup::block;
use crate::shells::setup::places::{Folders, SHELLS, spots};
use crate::sys::env::Env;
use crate::sys::fs::{read, walk};
use crate::toolchains::store::{Receipt, Store};

/// A longer file is none of those that are looked at, in bytes.
const LIMIT: u64 = 1 << 20;

/// What stands, as a value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holds {
    /// The text of config.toml; null where there is none.
    pub config: Option<String>,
    /// The installed versions, by the names of their directories.
    pub toolchains: BTreeMap<String, Toolchain>,
    /// The names in `shims/`.
    pub shims: BTreeSet<String>,
    /// The sums of pin files, by path: those above the directories that commands were typed in.
    pub pins: BTreeMap<String, Sha256Sum>,
    /// The sums of our blocks in start-up files, as `path block`.
    pub blocks: BTreeMap<String, Sha256Sum>,
}

/// An installed version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Toolchain {
    /// The h1 of its files by its receipt; null where that is gone.
    pub h1: Option<String>,
    /// Whether these bytes can be had again from those who publish them.
    pub verified: bool,
}

impl Holds {
    /// Reads what stands. Pins are looked for above the working directory only: what lies elsewhere may lie
    /// where nobody answers, and stays as `known` has it.
    ///
    /// # Errors
    /// When the store cannot be read (exit 3).
    pub fn now(env: &Env, home: &Home, known: &BTreeMap<String, Sha256Sum>) -> Result<Self> {
        Ok(Self {
            config: read::text(home.config_file(), LIMIT).ok().flatten(),
            toolchains: toolchains(home)?,
            shims: shims(home)?,
            pins: pinned(env, known),
            blocks: blocks(env),
        })
    }

    /// Whether nothing is there that could be gone back to.
    pub fn is_empty(&self) -> bool {
        self.config.is_none() && self.toolchains.is_empty() && self.blocks.is_empty()
    }
}

fn toolchains(home: &Home) -> Result<BTreeMap<String, Toolchain>> {
    let store = Store::new(home);
    let of = |installed: crate::toolchains::store::Installed| {
        let receipt = store.receipt(&installed.version);
        let verified = receipt.as_ref().is_some_and(Receipt::can_be_had_again);
        let h1 = receipt.map(|receipt| receipt.h1);
        (installed.version.toolchain(), Toolchain { h1, verified })
    };
    Ok(store.list()?.into_iter().map(of).collect())
}

fn shims(home: &Home) -> Result<BTreeSet<String>> {
    let names = walk::names(&home.shims())?;
    Ok(names.into_iter().filter_map(|name| name.into_string().ok()).collect())
}

fn pinned(env: &Env, known: &BTreeMap<String, Sha256Sum>) -> BTreeMap<String, Sha256Sum> {
    let scan = AncestorScan::of(&env.cwd);
    let dirs: BTreeSet<PathBuf> = scan.levels().map(|level| level.dir().to_owned()).collect();
    let elsewhere = |path: &&String| {
        !PathBuf::from(path.as_str()).parent().is_some_and(|dir| dirs.contains(dir))
    };
    let mut found: BTreeMap<_, _> = known
        .iter()
        .filter(|(path, _)| elsewhere(path))
        .map(|(p, sum)| (p.clone(), *sum))
        .collect();
    found.extend(pins::upwards(&scan).filter_map(|pin| sum_of(pin.path())));
    found
}

/// A path that is not Unicode has no name in JSON, and is left out.
fn sum_of(path: PathBuf) -> Option<(String, Sha256Sum)> {
    let bytes = read::bytes(&path, LIMIT).ok()??;
    Some((path.into_os_string().into_string().ok()?, Sha256Sum::of(&bytes)))
}

fn blocks(env: &Env) -> BTreeMap<String, Sha256Sum> {
    let Some(home) = env.home() else { return BTreeMap::new() };
    let folders = Folders::find(env, home);
    let all = SHELLS.iter().flat_map(|shell| spots(*shell, &folders, &read::exists));
    let files: BTreeSet<PathBuf> = all.map(|spot| spot.file).collect();
    files.into_iter().flat_map(|file| blocks_of(&file)).collect()
}

fn blocks_of(file: &Path) -> Vec<(String, Sha256Sum)> {
    let text = read::bytes(file, LIMIT).ok().flatten().unwrap_or_default();
    let sum = |range: Range<usize>| Sha256Sum::of(text.get(range).unwrap_or_default());
    let name = |block: &str| Some(format!("{} {block}", file.to_str()?));
    let found = block::find(&text).unwrap_or_default().into_iter();
    found.filter_map(|block| Some((name(&block.name)?, sum(block.range)))).collect()
}
