//! What lies in our directories: ours by name, or what somebody else put there.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::go::version::{GoVersion, Name};
use crate::settings::home::Home;
use crate::settings::home::foreign::toolchain_named;
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
    let data = |name: &str| home.data().join(name);
    let (shims, of_shims) = of_dir(&home.shims(), &is_shim);
    let is_ours = |path: &Path| is_toolchain(path, home);
    let (toolchains, of_toolchains) = of_dir(&home.toolchains(), &is_ours);
    let (tools, of_tools) = of_dir(&home.tools(), &is_set);
    let is_foreign = |path: &Path| is_foreign(path);
    let (foreign, of_foreign) = of_dir(&home.foreign(), &is_foreign);
    let one = |path: PathBuf| vec![path];
    let all = [
        ("shims", shims),
        ("toolchains", toolchains),
        ("toolchains of other platforms", foreign),
        ("receipts", one(home.receipts())),
        ("built toolchains", one(home.built())),
        ("tools", tools),
        ("half-done work", one(home.staging())),
        ("what doctor moved away", one(home.set_aside())),
        ("where things lie", one(data("layout"))),
        ("cache", one(home.cache().to_owned())),
        ("what is remembered", one(home.state().to_owned())),
        ("settings", one(home.config_file().to_owned())),
    ];
    let all = all.into_iter().flat_map(|(what, paths)| paths.into_iter().map(move |it| (what, it)));
    let there = all.filter(|(_, path)| read::is_taken(path));
    let part = |(what, path): (&'static str, PathBuf)| Part { what, bytes: size(&path), path };
    let others = [of_shims, of_toolchains, of_tools, of_foreign].concat();
    (there.map(part).collect(), others)
}

/// The directory, where all that lies in it is ours; else what is, and what is not.
/// Behind a link to another disk what is ours goes first, and then the link.
fn of_dir(dir: &Path, is_ours: &dyn Fn(&Path) -> bool) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let names = walk::names(dir).unwrap_or_default();
    let paths = names.into_iter().map(|name| dir.join(name));
    let (mut ours, others): (Vec<_>, Vec<_>) = paths.partition(|path| is_ours(path));
    if others.is_empty() && !movable::is_link(dir) {
        return (vec![dir.to_owned()], others);
    }
    if others.is_empty() {
        ours.push(dir.to_owned());
    }
    (ours, others)
}

/// What has a receipt, or a Go in it. Names that begin with a dot are those of work that was cut off.
fn is_toolchain(path: &Path, home: &Home) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if name.starts_with('.') {
        return true;
    }
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
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.starts_with('.') || toolchain_named(name).is_some_and(|(_, platform)| platform.is_some())
}

/// What has the name of a set. Names that begin with a dot are those of work that was cut off.
fn is_set(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    name.starts_with('.') || set::owner(name).is_some()
}

fn is_shim(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || shims::names(&[]).contains(&*name) || shims::exact(path).is_some()
}

pub(super) fn size(path: &Path) -> u64 {
    of_path(path, &Links::default()).bytes
}
