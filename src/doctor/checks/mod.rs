//! The checks, one file an area, each a pure function over facts.

pub(super) mod answers;
pub(super) mod build;
pub(super) mod cc;
pub(super) mod editors;
pub(super) mod env;
pub(super) mod fs;
pub(super) mod go;
pub(super) mod goproxy;
pub(super) mod ide;
pub(super) mod install;
pub(super) mod mac;
pub(super) mod main_module;
pub(super) mod modcache;
pub(super) mod module;
pub(super) mod names;
pub(super) mod net;
pub(super) mod path;
pub(super) mod proxy;
pub(super) mod refused;
pub(super) mod startup;
pub(super) mod sumdb;
pub(super) mod sys;
pub(super) mod tls;
pub(super) mod way;

use std::path::Path;

use super::facts::Facts;
use super::facts::resolve::{Hit, PathFacts};
use super::facts::settings::{GoEnvFile, Layer, Setting, Settings};
use super::facts::{need, places, roots};
use super::finding::{Fix, Remedy, Verdict};
use super::limit::Fact;
use super::line::Line;
use crate::goswitch::Own;
use crate::secret::shown_setting;
use crate::version::GoVersion;

/// Takes a setting out of the layer that it stands in. `go env -u` would be the usual way; where the
/// setting itself stops every go command, only editing the file works.
fn unset(setting: &Setting) -> Fix {
    let name = &setting.name;
    match &setting.layer {
        Layer::Environment => Fix::new(format!(
            "take {name} out of this shell, and out of the start-up file that exports it"
        ))
        .run(Line::of("unset").word(name)),
        Layer::GoEnvFile(path, _) => Fix::new(format!("take {name} out of the `go env -w` file"))
            .run(Line::of("sed -i").word(format!("/^{name}=/d")).word(path))
            .remedy(Remedy::Unset { file: path.clone(), name: name.clone() }),
        Layer::RootGoEnv(path, line) => {
            let fix = Fix::new(format!(
                "line {line} of {} was edited by hand: restore the file as it was published",
                path.display()
            ));
            match name.as_str() {
                "GOTOOLCHAIN" => {
                    fix.run(Line::of("sed -i 's/^GOTOOLCHAIN=.*/GOTOOLCHAIN=auto/'").word(path))
                }
                _ => fix,
            }
        }
    }
}

/// A line that only root may type.
fn as_root(facts: &Facts, line: &'static str) -> Line {
    Line::of(if facts.uid == 0 { "" } else { "sudo " }).text(line)
}

/// Installs a version and lets this shell use it. Not by `use`, which is a function that a plain sh
/// never has, and other shells only once they are set up.
fn install_and_use(fix: Fix, version: &str) -> Fix {
    let here = Line::of("export GOENVMGR_VERSION=").end(version);
    fix.run(Line::of("goenvmgr install").word(version))
        .run(here.text(" && eval \"$(goenvmgr env)\""))
}

/// What brings a Go of the version that a VERSION file or a program says. A development version, or
/// one that is known to its maker alone, is not to be had.
fn installable(said: Option<&str>) -> String {
    let own = said.and_then(Own::of).filter(|own| !own.version.is_language());
    own.map_or_else(|| "latest".to_owned(), |own| own.version.published().to_string())
}

/// Brings a toolchain of ours again. A build of somebody's own is nowhere to be fetched.
fn reinstall(version: &str) -> Fix {
    if GoVersion::parse(version).is_some_and(|version| version.has_suffix()) {
        return Fix::new("install it again from where it came: install --reinstall --from PATH");
    }
    Fix::new("fetch and verify it anew").run(Line::of("goenvmgr install --reinstall").word(version))
}

/// A setting as evidence.
fn with(verdict: Verdict, setting: &Setting) -> Verdict {
    let value = shown_setting(&setting.name, &setting.value);
    verdict.seen(&setting.name, format!("{value} (from {})", setting.layer))
}

fn settings(facts: &Facts) -> Result<&Settings, Verdict> {
    let settings = need(&facts.settings, "the `go env -w` file")?;
    Ok(settings)
}

fn path(facts: &Facts) -> Result<&PathFacts, Verdict> {
    need(&facts.path, "a directory of PATH")
}

/// The `go` that runs.
fn go(facts: &Facts) -> Result<&Hit, Verdict> {
    path(facts)?.go().ok_or_else(|| Verdict::skip("there is no `go` on PATH"))
}

fn root(facts: &Facts) -> Result<&roots::Root, Verdict> {
    go(facts)?;
    let root = need(&facts.root, "GOROOT")?;
    if root.path.as_os_str().is_empty() {
        return Err(Verdict::skip("the `go` on PATH does not say which GOROOT it uses"));
    }
    Ok(root)
}

/// The places of these roles that could be looked at.
fn each_place<'a>(
    facts: &'a Facts,
    roles: &'a [places::Role],
) -> impl Iterator<Item = (places::Role, &'a places::Place)> {
    let asked = facts.places.iter().filter(|(role, _)| roles.contains(role));
    asked.filter_map(|(role, place)| place.get().map(|place| (*role, place)))
}

/// An ERROR for the first of these places that did not answer.
fn answered(facts: &Facts, roles: &[places::Role]) -> Result<(), Verdict> {
    for (role, place) in facts.places.iter().filter(|(role, _)| roles.contains(role)) {
        let _: &Fact<_> = place;
        need(place, role.name())?;
    }
    Ok(())
}

/// Which version of Go, as numbers: `go1.26.8` is (1, 26).
fn minor(version: &str) -> Option<(u32, u32)> {
    let digits = version.trim_start_matches("devel ").trim_start_matches("go");
    let mut numbers = digits.split(|c: char| !c.is_ascii_digit());
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// The path of the `go env -w` file, where there is one.
fn go_env_file(settings: &Settings) -> Option<&Path> {
    match &settings.file {
        GoEnvFile::Read(path, _)
        | GoEnvFile::Unreadable(path, ..)
        | GoEnvFile::NotAFile(path)
        | GoEnvFile::Directory(path) => Some(path),
        GoEnvFile::Off | GoEnvFile::Nowhere | GoEnvFile::Absent(_) => None,
    }
}

#[cfg(test)]
mod tests;
