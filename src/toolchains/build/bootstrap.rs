//! The Go that builds another one.

use std::path::{Path, PathBuf};

use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::go::version::{GoVersion, Request};
use crate::settings::system::system_go;
use crate::settings::{own, toolchain_dir};
use crate::sys::env::Env;
use crate::sys::fs::read;
use crate::toolchains::store::rebuilt::BuiltBy;
use crate::toolchains::store::{Installed, Store};

/// More bytes than any make.bash has.
const MAKE_LIMIT: u64 = 1 << 20;

/// A Go that can build another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bootstrap {
    pub version: GoVersion,
    /// Its GOROOT.
    pub root: PathBuf,
    /// The same, where it is one of ours, of which a receipt says what it should be.
    pub ours: Option<Installed>,
}

/// Which Go is to build.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Asked {
    /// Whichever is there: one of ours that was verified, the newest first, else the machine's own.
    Any,
    /// What this request means.
    Request(Request),
    /// The one in this directory.
    Dir(PathBuf),
}

impl Bootstrap {
    pub(super) fn as_built_by(&self, verified: bool) -> BuiltBy {
        let path = self.root.visible().to_string();
        BuiltBy { version: self.version.clone(), path, verified }
    }

    fn ours(installed: Installed) -> Self {
        let ours = Some(installed.clone()).filter(|installed| installed.link.is_none());
        Self { version: installed.version, root: installed.root, ours }
    }

    /// `go1.26.8 in /usr/local/go`.
    pub(crate) fn told(&self) -> String {
        format!("{} in {}", self.version.toolchain(), self.root.visible())
    }
}

/// The oldest Go that builds the source of the GOROOT at `root`, as its `src/make.bash` has it: `bootgo=1.22.6`.
///
/// # Errors
/// When it does not say (exit 3).
pub(crate) fn minimum(root: &Path) -> Result<GoVersion> {
    let path = root.join("src/make.bash");
    let text = read::text(&path, MAKE_LIMIT)?.unwrap_or_default();
    let named = text.lines().find_map(|line| line.strip_prefix("bootgo="));
    named.and_then(|version| GoVersion::parse(version.trim())).ok_or_else(|| {
        Fault::unfinished(format!("{} does not say which Go builds it", path.visible()))
            .hint("name the GOROOT of a whole Go release, from 1.21 on")
    })
}

/// The Go that is to build `version`, which takes `minimum` or newer. One of the same version says nothing of it:
/// what it was made to add, it would add again.
///
/// # Errors
/// Where there is none, with what to type; where the one that is asked for will not do (exit 1, 2).
pub(crate) fn choose(
    env: &Env,
    store: &Store,
    version: Option<&GoVersion>,
    minimum: &GoVersion,
    asked: &Asked,
) -> Result<Bootstrap> {
    let will_do = |found: &GoVersion| found.meets(minimum) && Some(found) != version;
    if *asked == Asked::Any {
        let installed = store.list()?.into_iter();
        let mut ours = installed.filter(|one| will_do(&one.version) && is_attested(store, one));
        let systems = || system(env, store).filter(|found| will_do(&found.version));
        return ours
            .next()
            .map(Bootstrap::ours)
            .or_else(systems)
            .ok_or_else(|| none(version, minimum, system(env, store)));
    }
    let found = named(env, store, asked)?;
    match will_do(&found.version) {
        true => Ok(found),
        false if Some(&found.version) == version => Err(itself(&found)),
        false => Err(Fault::no(format!(
            "{} is too old to build {}, which takes {} or newer",
            found.told(),
            told(version),
            minimum.toolchain()
        ))
        .hint(format!("goenvmgr install {}", minimum.language()))),
    }
}

/// Whether the Go that is asked for is there, before the source says which it takes. It is not to be of the same
/// version.
///
/// # Errors
/// Where it is not (exit 1, 2).
pub(crate) fn is_there(
    env: &Env,
    store: &Store,
    version: Option<&GoVersion>,
    asked: &Asked,
) -> Result<()> {
    if *asked == Asked::Any {
        return Ok(());
    }
    let found = named(env, store, asked)?;
    match version {
        Some(version) if found.version == *version => Err(itself(&found)),
        _ => Ok(()),
    }
}

fn itself(found: &Bootstrap) -> Fault {
    Fault::usage(format!("{} cannot vouch for itself", found.version.toolchain()))
        .hint("name another version than the one that is built")
}

/// What is built: a release, or what nobody released.
fn told(version: Option<&GoVersion>) -> String {
    version.map_or_else(|| "it".to_owned(), GoVersion::toolchain)
}

/// Whether somebody attested it when it was installed.
fn is_attested(store: &Store, installed: &Installed) -> bool {
    store.receipt(&installed.version).is_some_and(|receipt| receipt.unverified.is_none())
}

fn named(env: &Env, store: &Store, asked: &Asked) -> Result<Bootstrap> {
    match asked {
        Asked::Dir(dir) => in_dir(dir),
        Asked::Any | Asked::Request(Request::System) => system(env, store).ok_or_else(|| {
            Fault::no("there is no other Go on PATH whose GOROOT can be told")
                .hint("--bootstrap DIR names one")
        }),
        Asked::Request(Request::Named(name)) => {
            let found = store.linked(name).map(Bootstrap::ours);
            found.ok_or_else(|| Fault::no(format!("no toolchain is linked under the name {name}")))
        }
        Asked::Request(request) => {
            let versions = store.versions()?;
            let newest = request.newest(versions.iter()).and_then(|version| store.find(version));
            newest.map(Bootstrap::ours).ok_or_else(|| {
                Fault::no(format!("go {request} is not installed"))
                    .hint(format!("goenvmgr install {}", request.typed()))
            })
        }
    }
}

fn in_dir(dir: &Path) -> Result<Bootstrap> {
    let told = own::of(dir).filter(|_| toolchain_dir::has_program(dir));
    let told = told.ok_or_else(|| {
        Fault::usage(format!("there is no Go in {}", dir.visible()))
            .hint("name a GOROOT: the directory that holds bin/go and VERSION")
    })?;
    Ok(Bootstrap { version: told.version, root: dir.to_owned(), ours: None })
}

/// The machine's own.
fn system(env: &Env, store: &Store) -> Option<Bootstrap> {
    let go = system_go(env, store.home())?;
    Some(Bootstrap { version: go.version?, root: go.root?, ours: None })
}

fn none(version: Option<&GoVersion>, minimum: &GoVersion, system: Option<Bootstrap>) -> Fault {
    let (name, least) = (told(version), minimum.toolchain());
    let what = format!("no Go here can build {name}: it takes another one, {least} or newer");
    let fault = Fault::no(what);
    let fault = match system {
        Some(found) if Some(&found.version) == version => {
            fault.because(format!("{} is the same version", found.told()))
        }
        Some(found) => fault.because(format!("{} is older", found.told())),
        None => fault,
    };
    fault
        .hint("goenvmgr install latest   installs one")
        .hint("--bootstrap DIR takes a Go that stands elsewhere")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn source_says_which_go_builds_it() {
        let dir = tempfile::tempdir().unwrap();
        let script = dir.path().join("src/make.bash");
        assert!(minimum(dir.path()).is_err());
        std::fs::create_dir(dir.path().join("src")).unwrap();
        std::fs::write(&script, "set -e\nbootgo=1.22.6\n").unwrap();
        assert_eq!(minimum(dir.path()).unwrap().to_string(), "1.22.6");
        std::fs::write(&script, "bootgo=$x\n").unwrap();
        assert!(minimum(dir.path()).unwrap_err().what.contains("does not say"));
    }
}
