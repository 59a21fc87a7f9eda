//! What lies in our directories: ours by name, or what somebody else put there.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::names;
use crate::caches::forms::is_receipt;
use crate::go::version::{GoVersion, Name};
use crate::settings::home::Home;
use crate::settings::home::foreign::toolchain_named;
use crate::settings::home::layout::Layout;
use crate::settings::toolchain_dir;
use crate::sys::fs::usage::{Links, of_path};
use crate::sys::fs::{dir_link, lookup, movable, read, walk};
use crate::toolchains::store::shims;
use crate::tools::set;

/// Something that goes as a whole. The names of the fields are keys of the JSON.
#[derive(Debug, Serialize)]
pub(super) struct Part {
    pub(super) what: &'static str,
    pub(super) path: PathBuf,
    pub(super) bytes: u64,
}

/// What is ours by name, and what stays there: in a directory that the user chose, other things may lie beside it.
pub(super) fn parts(home: &Home) -> (Vec<Part>, Vec<PathBuf>) {
    let (toolchains, tools) = (home.toolchains(), home.tools());
    let is_staged: names::Dirs = &[(".staging", names::is_half_done)];
    let of_tools: names::Dirs = &[(".staging", names::is_half_done_tool)];
    let layout = home.data().join("layout");
    let one = |path: PathBuf, is_ours: bool| {
        let others = (read::is_taken(&path) && !is_ours).then(|| path.clone());
        (Vec::from_iter(is_ours.then_some(path)), Vec::from_iter(others))
    };
    let all = [
        ("shims", of_dir(&home.shims(), &is_shim, &[])),
        ("toolchains", of_dir(&toolchains, &|path| is_toolchain(path, home), is_staged)),
        ("toolchains of other platforms", of_dir(&home.foreign(), &is_foreign, &[])),
        ("receipts", named(&home.receipts(), is_receipt, &[])),
        ("built toolchains", named(&home.built(), names::is_built, &[])),
        ("tools", of_dir(&tools, &is_set, of_tools)),
        ("half-done work", named(&home.staging(), names::is_half_done, &[])),
        ("what doctor moved away", named(&home.set_aside(), names::is_moved_away, &[])),
        ("where things lie", one(layout, Layout::stands_in(home.data()))),
        ("cache", named(home.cache(), names::is_cached, names::CACHE)),
        ("what is remembered", named(home.state(), names::is_state, names::STATE)),
        ("settings", one(home.config_file().to_owned(), true)),
    ];
    let (mut parts, mut stays) = (Vec::new(), Vec::new());
    for (what, (ours, others)) in all {
        let there = ours.into_iter().filter(|path| read::is_taken(path));
        parts.extend(there.map(|path| Part { what, bytes: size(&path), path }));
        stays.extend(others);
    }
    (parts, stays)
}

/// As [`of_dir`], where the name alone says whose it is.
fn named(dir: &Path, is_ours: names::Form, dirs: names::Dirs) -> (Vec<PathBuf>, Vec<PathBuf>) {
    of_dir(dir, &|path| is_ours(name(path)), dirs)
}

/// The directory, where all that lies in it is ours; else what is, and what is not. Those of its directories that
/// are told are looked into in the same way. Behind a link to another disk what is ours goes first, and then the
/// link.
fn of_dir(
    dir: &Path,
    is_ours: &dyn Fn(&Path) -> bool,
    dirs: names::Dirs,
) -> (Vec<PathBuf>, Vec<PathBuf>) {
    // What cannot be looked into, or is a file, is not known to be ours.
    let Ok(below) = walk::names(dir) else { return (Vec::new(), vec![dir.to_owned()]) };
    let (mut ours, mut others) = (Vec::new(), Vec::new());
    for path in below.into_iter().map(|name| dir.join(name)) {
        let form = dirs.iter().find(|(known, _)| *known == name(&path));
        if let Some((_, form)) = form {
            let (a, b) = named(&path, *form, &[]);
            ours.extend(a);
            others.extend(b);
        } else if names::is_cut_off(name(&path)) || is_ours(&path) {
            ours.push(path);
        } else {
            others.push(path);
        }
    }
    if others.is_empty() && !movable::is_link(dir) {
        return (vec![dir.to_owned()], others);
    }
    if others.is_empty() {
        ours.push(dir.to_owned());
    }
    (ours, others)
}

/// The name of a file; none of ours where it is no text.
fn name(path: &Path) -> &str {
    path.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

/// What has a receipt, or a Go in it.
fn is_toolchain(path: &Path, home: &Home) -> bool {
    let name = name(path);
    let receipt = home.receipts().join(format!("{name}.json"));
    let is_one = || {
        read::exists(&receipt)
            || toolchain_dir::is_unfinished(path)
            || lookup::is_program(&toolchain_dir::program(path, "go"))
    };
    let is_link = || name.parse::<Name>().is_ok() && dir_link::target(path).is_some();
    is_link() || GoVersion::from_toolchain(name).is_some() && is_one()
}

fn is_foreign(path: &Path) -> bool {
    toolchain_named(name(path)).is_some_and(|(_, platform)| platform.is_some())
}

/// What has the name of a set.
fn is_set(path: &Path) -> bool {
    set::owner(name(path)).is_some()
}

fn is_shim(path: &Path) -> bool {
    shims::names(&[]).contains(name(path)) || shims::exact(path).is_some()
}

pub(super) fn size(path: &Path) -> u64 {
    of_path(path, &Links::default()).bytes
}
