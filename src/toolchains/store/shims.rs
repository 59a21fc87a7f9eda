//! `shims/`: the goenvmgr program under the names `go`, `gofmt` and `goX` of every toolchain.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use super::Store;
use crate::base::fault::{Fault, Result};
use crate::go::version::GoVersion;
use crate::settings::home::Home;
use crate::sys::fs::{self, alias, lookup, probe};

/// Names that select by directory.
const BY_DIRECTORY: [&str; 2] = ["go", "gofmt"];

/// The files of the shims that belong to these toolchains.
pub fn names(installed: &[super::Installed]) -> BTreeSet<String> {
    let mut names: BTreeSet<String> = BY_DIRECTORY.map(lookup::file_name).into();
    names.extend(installed.iter().map(|one| lookup::file_name(&one.version.toolchain())));
    names
}

/// Whether this is the shim of an exact version, and which. What we cannot have made is somebody else's.
pub fn exact(shim: &Path) -> Option<GoVersion> {
    let version = lookup::tool(shim).and_then(GoVersion::from_toolchain)?;
    alias::is_one(shim, &lookup::file_name("go")).then_some(version)
}

/// Shims whose toolchain is gone.
///
/// # Errors
/// When `shims/` cannot be read.
pub fn orphans(home: &Home, installed: &[super::Installed]) -> Result<Vec<String>> {
    let (dir, wanted) = (home.shims(), names(installed));
    let there = fs::walk::names(&dir)?.into_iter().filter_map(|name| name.into_string().ok());
    let gone = there.filter(|name| !wanted.contains(name) && exact(&dir.join(name)).is_some());
    Ok(gone.collect())
}

/// Makes `shims/` say what the store says; the names that were added and removed. Run after every
/// install and uninstall. `exe` is the goenvmgr program.
///
/// # Errors
/// When `shims/` cannot be read or written.
pub fn refresh(home: &Home, store: &Store, exe: &Path) -> Result<Vec<String>> {
    let dir = home.shims();
    fs::atomic::create_dir(&dir)?;
    let installed = store.list()?;
    let mut changed = Vec::new();
    alias::sweep_ended(&dir);
    if exe.as_os_str().is_empty() {
        return Err(Fault::unfinished("the path of this program is not known")
            .hint("call it by its path, and see that /proc is mounted"));
    }
    // Called as a tool, this program is one of its shims: what they lead to is what that one leads to.
    let real = lookup::tool(exe).and_then(|_| fs::marks::real(exe));
    let exe = real.as_deref().unwrap_or(exe);
    let (target, orphans) = (target(&dir, exe), orphans(home, &installed)?);
    for name in names(&installed) {
        if alias::set(&target, &dir.join(&name))? {
            changed.push(name);
        }
    }
    for name in orphans {
        if alias::remove(&dir.join(&name))? {
            changed.push(name);
        }
    }
    home.tell_layout()?;
    Ok(changed)
}

/// Whether every shim of what is installed stands and leads to this program.
///
/// # Errors
/// When the store cannot be read.
pub fn lead_to(home: &Home, store: &Store, exe: &Path) -> Result<bool> {
    let (dir, real) = (home.shims(), fs::marks::real(exe));
    let exe = real.as_deref().unwrap_or(exe);
    Ok(names(&store.list()?).iter().all(|name| alias::leads_to(&dir.join(name), exe)))
}

/// What a shim leads to. Where program and store lie together below a directory that is neither the
/// root nor one of its own children, by the way from one to the other: then they can be moved together.
/// Else by the program's own path: then either of them can be moved alone, as far as it may.
pub fn target(shims: &Path, exe: &Path) -> PathBuf {
    let common = shims.components().zip(exe.components()).take_while(|(a, b)| a == b).count();
    // The root counts as one.
    if common < 3 || !alias::KEEPS_WAY {
        return exe.to_owned();
    }
    let up = shims.components().skip(common).map(|_| Component::ParentDir);
    let way: PathBuf = up.chain(exe.components().skip(common)).collect();
    // `..` goes up from where links lead.
    let same = fs::marks::real(&shims.join(&way)) == fs::marks::real(exe);
    if same { way } else { exe.to_owned() }
}

/// Makes the shims where they do not stand, before anything is installed too: where a version is
/// missing they are what stops `go`. A home that is not ours to write stays as it is, and root leaves none
/// in another user's. Whether `go` is there now.
pub fn stand(home: &Home, store: &Store, exe: &Path) -> bool {
    let go = home.shims().join(lookup::file_name("go"));
    let stands = || lookup::is_program(&go) && !alias::is_outdated(&go, exe);
    if stands() {
        // A store of an older version, or whose configuration has moved.
        let _ = home.tell_layout();
        return true;
    }
    probe::may_leave(home.data()) && refresh(home, store, exe).is_ok() && stands()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shims_follow_the_store_and_leave_foreign_files() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::at(dir.path());
        let store = Store::new(&home);
        let [exe, other] = ["goenvmgr", "other"].map(|name| dir.path().join(name));
        std::fs::write(&exe, "this program").unwrap();
        std::fs::write(&other, "it, elsewhere").unwrap();
        let refreshed = |exe: &Path| refresh(&home, &store, exe).unwrap();
        let [go, exact, gofmt, foreign] =
            ["go", "go1.22.5", "gofmt", "go1.9"].map(lookup::file_name);
        std::fs::create_dir_all(home.toolchains().join("go1.22.5/bin")).unwrap();
        let mut made = [go.clone(), exact.clone(), gofmt.clone()];
        made.sort();
        assert_eq!(refreshed(&exe), made);
        assert_eq!(refreshed(&exe), [""; 0]);
        std::fs::remove_dir_all(home.toolchains().join("go1.22.5")).unwrap();
        fs::atomic::write(&home.shims().join(&foreign), b"mine").unwrap();
        assert_eq!(refreshed(&exe), [exact]);
        assert!(home.shims().join(&foreign).exists());
        assert_eq!(refreshed(&other), [go, gofmt]);
    }
}
