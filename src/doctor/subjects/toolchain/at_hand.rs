//! Which Go is at hand, and what brings another one.

use super::root::Root;
use crate::doctor::model::facts::Facts;
use crate::doctor::model::finding::{Fix, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::path::first::go;
use crate::go::goswitch::Own;
use crate::go::version::GoVersion;

pub(in crate::doctor) const REINSTALL: &str = "goenvmgr install --reinstall <version>";
pub(in crate::doctor) const INSTALL_AND_USE: &str =
    "goenvmgr install <version>; export GOENVMGR_VERSION=<version> && eval \"$(goenvmgr env)\"";
/// The lines that reinstall a Go.
pub(in crate::doctor) const REINSTALLS: &[&str] = &[REINSTALL, INSTALL_AND_USE];

/// The GOROOT of the `go` on PATH.
pub(in crate::doctor) fn root(facts: &Facts) -> Result<&Root, Verdict> {
    go(facts)?;
    let root = facts.need::<Root>()?;
    if root.path.as_os_str().is_empty() {
        return Err(Verdict::skip("the `go` on PATH does not say which GOROOT it uses"));
    }
    Ok(root)
}

/// The version of the Go at hand, where it is known.
pub(in crate::doctor) fn go_version(facts: &Facts) -> Option<GoVersion> {
    let root = facts.get::<Root>()?;
    let text = root.version.as_ref().or(root.go_version.as_ref())?;
    GoVersion::from_toolchain(text.split(' ').next()?)
}

/// Whether the Go at hand is at least this minor release.
pub(in crate::doctor) fn at_least(facts: &Facts, wanted: u32) -> bool {
    let version =
        root(facts).ok().and_then(|root| root.version.clone().or(root.go_version.clone()));
    version.and_then(|version| minor(&version)).is_none_or(|found| found >= (1, wanted))
}

/// Which version of Go, as numbers: `go1.26.8` is (1, 26).
pub(in crate::doctor) fn minor(version: &str) -> Option<(u32, u32)> {
    let digits = version.trim_start_matches("devel ").trim_start_matches("go");
    let mut numbers = digits.split(|c: char| !c.is_ascii_digit());
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// Installs a version and lets this shell use it. Not by `use`, which is a function that a plain sh
/// never has, and other shells only once they are set up.
pub(in crate::doctor) fn install_and_use(fix: Fix, version: &str) -> Fix {
    let here = Line::of("export GOENVMGR_VERSION=").end(version);
    fix.run(Line::of("goenvmgr install").word(version))
        .run(here.text(" && eval \"$(goenvmgr env)\""))
}

/// What brings a Go of the version that a VERSION file or a program says. A development version, or
/// one that is known to its maker alone, is not to be had.
pub(in crate::doctor) fn installable(said: Option<&str>) -> String {
    let own = said.and_then(Own::of).filter(|own| !own.version.is_language());
    own.map_or_else(|| "latest".to_owned(), |own| own.version.published().to_string())
}

/// Brings a toolchain of ours again. A build of somebody's own is nowhere to be fetched.
pub(in crate::doctor) fn reinstall(version: &str) -> Fix {
    if GoVersion::parse(version).is_some_and(|version| version.has_suffix()) {
        return Fix::new("install it again from where it came: install --reinstall --from PATH");
    }
    Fix::new("fetch and verify it again")
        .run(Line::of("goenvmgr install --reinstall").word(version))
}
