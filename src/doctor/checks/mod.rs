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

use crate::doctor::facts::roots::Root;
use std::path::Path;

use super::facts::named::Named;
use super::facts::places::{self, Places};
use super::facts::resolve::{Hit, PathFacts};
use super::facts::settings::{GoEnvFile, Layer, Setting, Settings};
use super::model::facts::Facts;
use super::model::finding::{Fix, Remedy, Verdict};
use super::model::line::Line;
use crate::goswitch::Own;
use crate::version::GoVersion;

pub(in crate::doctor) const REINSTALL: &str = "goenvmgr install --reinstall <version>";
pub(in crate::doctor) const INSTALL_AND_USE: &str =
    "goenvmgr install <version>; export GOENVMGR_VERSION=<version> && eval \"$(goenvmgr env)\"";
pub(in crate::doctor) const ANEW: &[&str] = &[REINSTALL, INSTALL_AND_USE];
pub(in crate::doctor) const TAKE_OUT: &str = "sed -i '/^<name>=/d' <file>";
pub(in crate::doctor) const UNSET: &[&str] = &["unset <name>", TAKE_OUT];
pub(in crate::doctor) const COMMENT_OUT: &str = "sed -i '<line>s/^/# /' <file>";
pub(in crate::doctor) const BUILD_AGAIN: &str = "rm <program> && go install <package>@latest";
pub(in crate::doctor) const ELSEWHERE: &[&str] =
    &["mkdir -p <dir>; export GOCACHE=<dir>", "mkdir -p <dir>; export GOTMPDIR=<dir>"];

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
    verdict.seen(&setting.name, format!("{} (from {})", setting.value, setting.layer))
}

fn settings(facts: &Facts) -> Result<&Settings, Verdict> {
    let settings = facts.need::<Settings>()?;
    Ok(settings)
}

fn path(facts: &Facts) -> Result<&PathFacts, Verdict> {
    facts.need::<PathFacts>()
}

/// The `go` that runs.
fn go(facts: &Facts) -> Result<&Hit, Verdict> {
    path(facts)?.go().ok_or_else(|| Verdict::skip("there is no `go` on PATH"))
}

fn root(facts: &Facts) -> Result<&Root, Verdict> {
    go(facts)?;
    let root = facts.need::<Root>()?;
    if root.path.as_os_str().is_empty() {
        return Err(Verdict::skip("the `go` on PATH does not say which GOROOT it uses"));
    }
    Ok(root)
}

/// What stands at the paths that settings and files name.
fn named(facts: &Facts) -> Result<&Named, Verdict> {
    facts.need()
}

/// The places of these roles that could be looked at.
fn each_place<'a>(
    facts: &'a Facts,
    roles: &'a [places::Role],
) -> impl Iterator<Item = (places::Role, &'a places::Place)> {
    let places = facts.get::<Places>().into_iter().flat_map(|places| &places.0);
    let asked = places.filter(|(role, _)| roles.contains(role));
    asked.filter_map(|(role, place)| place.get().map(|place| (*role, place)))
}

/// An ERROR for the first of these places that did not answer.
fn answered(facts: &Facts, roles: &[places::Role]) -> Result<(), Verdict> {
    let places = &facts.need::<Places>()?.0;
    for (role, place) in places.iter().filter(|(role, _)| roles.contains(role)) {
        place.need(role.name())?;
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
        | GoEnvFile::Unreadable(path, _)
        | GoEnvFile::NotAFile(path)
        | GoEnvFile::Directory(path) => Some(path),
        GoEnvFile::Off | GoEnvFile::Nowhere | GoEnvFile::Absent(_) => None,
    }
}

#[cfg(test)]
mod tests;
