//! Whether this user may change the store: asked before anything is locked, fetched or written.

use std::path::Path;

use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::go::version::GoVersion;
use crate::settings::home::Home;
use crate::settings::toolchain_dir;
use crate::sys::fs::{lock, passing_lock, probe, read, walk};
use crate::toolchains::store::change;

/// Fails where this user cannot put a version into the store.
pub(super) fn may_install(home: &Home, version: &GoVersion) -> Result<()> {
    let doing = format!("{} cannot be installed", version.toolchain());
    may_change(home, &doing).map_err(|fault| {
        fault.or_hint(format!(
            "GOENVMGR_HOME=DIR goenvmgr install {version} takes a directory of your own: set it \
             for every command"
        ))
    })
}

/// Whether a process that was killed left work on this version, in staging or in its own tree, and
/// it can be ended here.
pub(super) fn has_leftovers(home: &Home, version: &GoVersion) -> bool {
    let names = walk::names(&change::staging(home)).unwrap_or_default();
    let is_left = |name: &std::ffi::OsString| {
        change::owner(name).is_some_and(|owner| owner == home.named(version))
    };
    let root = home.toolchains().join(home.named(version));
    let lock = passing_lock::path_in(&change::staging(home), &home.named(version));
    let unlocked = read::exists(&lock) && !lock::is_held(&lock);
    let begun =
        read::is_taken(&toolchain_dir::ours(&root)) || names.iter().any(is_left) || unlocked;
    begun && may_change(home, "").is_ok()
}

/// Fails where this user cannot change the store, and says whose it is; `doing` is what that
/// prevents.
pub(super) fn may_change(home: &Home, doing: &str) -> Result<()> {
    for dir in [change::staging(home), home.toolchains(), home.receipts()] {
        let Some(standing) = dir.ancestors().find(|above| read::exists(above)) else { continue };
        if !probe::may_write(standing) {
            return Err(not_ours(home, standing, doing));
        }
    }
    Ok(())
}

fn not_ours(home: &Home, standing: &Path, doing: &str) -> Fault {
    let place = standing.visible();
    let owner = probe::see(standing).map_or_else(|_| "another".to_owned(), |it| name(it.uid));
    let why = if probe::mount(standing).is_ok_and(|mount| mount.readonly) {
        format!("Read-only file system: {place}, which belongs to {owner}")
    } else {
        format!("{place} belongs to {owner}, and this is {}", name(probe::user()))
    };
    let store = home.data().visible();
    Fault::unfinished(format!("{doing}: the store {store} cannot be written")).because(why)
}

fn name(uid: u32) -> String {
    if uid == 0 { "root".to_owned() } else { format!("uid {uid}") }
}
