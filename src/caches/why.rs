//! Which root keeps a module, and which file of it says so.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::Serialize;

use super::facts::{Facts, Toolchain};
use super::plan::State;
use super::reach::Unit;
use super::roots::{self, Ground, units};
use crate::go::gomod::ModuleVersion;
use crate::toolchains::inventory::modules::{Parts, TOOLCHAIN};

/// Why one module version stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Why {
    /// The module version.
    pub module: ModuleVersion,
    /// Whether its contents are in the cache.
    pub cached: bool,
    /// Allocated bytes.
    pub bytes: u64,
    /// Who wants it.
    pub by: Vec<Wanting>,
}

/// A root that wants it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Wanting {
    /// The root's directory; of a toolchain also `GOTOOLCHAIN`, or that it runs.
    pub root: PathBuf,
    /// The files that name it; none where the root cannot be read now and was remembered.
    pub files: Vec<PathBuf>,
}

/// What somebody meant who named a module that is neither cached nor wanted: the same path in other
/// letters, the module of a package, the path of which a version is known, or one much like it.
pub(crate) fn meant(facts: &Facts, path: &str) -> Option<String> {
    let wanted = facts.roots.iter().flat_map(|root| root.reached.modules.iter());
    let toolchains = facts.go_toolchains.first().map(|_| TOOLCHAIN);
    let modules = facts.modules.modules.keys().chain(wanted).map(|module| module.path.as_str());
    let known: BTreeSet<&str> = modules.chain(toolchains).collect();
    let plain = path.trim_start_matches("https://").trim_end_matches('/');
    let same = known.iter().find(|one| one.eq_ignore_ascii_case(plain));
    let holds = |one: &&&str| {
        plain.get(..one.len()).is_some_and(|start| start.eq_ignore_ascii_case(one))
            && plain[one.len()..].starts_with('/')
    };
    let holder = || known.iter().filter(holds).max_by_key(|one| one.len());
    let alike = || {
        let likeness = |one: &str| strsim::jaro_winkler(one, plain);
        let best = known.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        best.filter(|one| likeness(one) > 0.93)
    };
    same.or_else(holder).or_else(alike).map(|one| (*one).to_owned())
}

/// Answers for every version of `path` in the cache or wanted by a root, or for one version.
pub(crate) fn why(
    facts: &Facts,
    ground: &Ground<'_>,
    path: &str,
    version: Option<&str>,
) -> Vec<Why> {
    let fits = |module: &&ModuleVersion| {
        module.path == path && version.is_none_or(|version| module.version == version)
    };
    let wanted = facts.roots.iter().flat_map(|root| root.reached.modules.iter());
    let mut modules: Vec<ModuleVersion> =
        facts.modules.modules.keys().chain(wanted).filter(fits).cloned().collect();
    modules.sort();
    modules.dedup();
    let toolchains = facts
        .go_toolchains
        .iter()
        .filter(|(cached, _)| path == TOOLCHAIN && version.is_none_or(|version| cached == version));
    let toolchains = toolchains.map(|(version, found)| toolchain(facts, ground, version, found));
    modules.into_iter().map(|module| one(facts, ground, module)).chain(toolchains).collect()
}

/// A toolchain that the go command cached stays for the reasons for which `clean` keeps it.
fn toolchain(facts: &Facts, ground: &Ground<'_>, version: &str, found: &Toolchain) -> Why {
    let wanting = |who: &PathBuf| {
        let root = facts.roots.iter().find(|root| root.path == *who);
        let here = root.is_some_and(|root| matches!(root.state, State::Project | State::Pin));
        let units = if here { units(ground, who).units } else { Vec::new() };
        let names =
            |unit: &&Unit| roots::toolchains(std::slice::from_ref(*unit)).contains(&found.name);
        let files = units.iter().filter(names).map(|unit| unit.path.clone()).collect();
        Wanting { root: who.clone(), files }
    };
    let runs =
        found.running.then(|| Wanting { root: "a program in it runs".into(), files: vec![] });
    Why {
        module: ModuleVersion::new(TOOLCHAIN, version),
        cached: found.usage.bytes > 0,
        bytes: found.usage.bytes,
        by: runs.into_iter().chain(found.wanted.iter().map(wanting)).collect(),
    }
}

fn one(facts: &Facts, ground: &Ground<'_>, module: ModuleVersion) -> Why {
    let parts = facts.modules.modules.get(&module);
    let roots = facts.roots.iter().filter(|root| root.reached.modules.contains(&module));
    let by = roots.map(|root| {
        let here = matches!(root.state, State::Project | State::Pin);
        let units = if here { units(ground, &root.path).units } else { Vec::new() };
        let files = units.iter().flat_map(|unit| naming(unit, &module)).collect();
        Wanting { root: root.path.clone(), files }
    });
    Why {
        by: by.collect(),
        cached: parts.is_some_and(|parts| parts.dir.is_some() || parts.zip.is_some()),
        bytes: parts.map_or(0, Parts::bytes),
        module,
    }
}

/// The files of a unit that name the module version.
fn naming(unit: &Unit, module: &ModuleVersion) -> Vec<PathBuf> {
    let required = unit.file.requires.contains(module)
        || unit.file.replaces.iter().any(|replace| replace.new.as_ref() == Some(module));
    let summed = unit.sums.contains(module);
    let sum = unit.path.with_extension(match unit.path.extension() {
        Some(end) if end == "work" => "work.sum",
        _ => "sum",
    });
    [required.then(|| unit.path.clone()), summed.then_some(sum)].into_iter().flatten().collect()
}
