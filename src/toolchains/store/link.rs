//! Toolchains of the user's own, under names: `toolchains/NAME` leads to a GOROOT that stands elsewhere. It
//! selects like an installed one, and nothing verifies it.

use std::path::{Path, PathBuf};

use super::{Installed, Store};
use crate::base::fault::Result;
use crate::base::visible::Visible as _;
use crate::go::goswitch::Own;
use crate::go::version::Name;
use crate::settings::{own, toolchain_dir};
use crate::sys::fs::{dir_link, read, walk};
use crate::sys::record;

/// What a linked toolchain is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its name.
    pub name: Name,
    /// What it takes itself for.
    pub own: Own,
    /// Whether its programs lie below `toolchains/`, so that they can stand on a PATH that is taken back.
    pub below: bool,
}

/// What stands under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Linked {
    /// The name.
    pub name: Name,
    /// `toolchains/NAME`.
    pub path: PathBuf,
    /// Where it leads.
    pub to: PathBuf,
    /// The toolchain there, or why there is none.
    pub toolchain: std::result::Result<Installed, String>,
}

impl Store {
    /// Where a name stands, or would stand.
    pub fn link_path(&self, name: &Name) -> PathBuf {
        self.home.toolchains().join(name.as_str())
    }

    /// The toolchain under a name, where one can run.
    pub fn linked(&self, name: &Name) -> Option<Installed> {
        let path = self.link_path(name);
        // That the name itself is another is seen by the directory that it stands in.
        let elsewhere = || {
            record::aside(|| dir_link::in_a_file(&path))?;
            found(name, dir_link::in_a_file(&path)?, false)
        };
        found(name, path.clone(), true).or_else(elsewhere)
    }

    /// What stands under a name, whether or not it leads to a toolchain.
    pub fn link(&self, name: &Name) -> Option<Linked> {
        let path = self.link_path(name);
        let to = record::aside(|| dir_link::target(&path))?;
        let toolchain = self.linked(name).ok_or_else(|| no_go(&to));
        Some(Linked { name: name.clone(), path, to, toolchain })
    }

    /// All of them, by name.
    ///
    /// # Errors
    /// When the directory is there and cannot be read.
    pub fn links(&self) -> Result<Vec<Linked>> {
        let names = walk::names(&self.home.toolchains())?;
        let mut names: Vec<Name> =
            names.iter().filter_map(|name| name.to_str()?.parse().ok()).collect();
        names.sort();
        Ok(names.iter().filter_map(|name| self.link(name)).collect())
    }

    /// The toolchain at `to`, as it would be under this name.
    ///
    /// # Errors
    /// Why there is none.
    pub fn at(&self, name: &Name, to: &Path) -> std::result::Result<Installed, String> {
        found(name, to.to_owned(), false).ok_or_else(|| no_go(to))
    }
}

fn found(name: &Name, root: PathBuf, below: bool) -> Option<Installed> {
    if !toolchain_dir::has_program(&root) {
        return None;
    }
    let own = own::of(&root)?;
    let link = Link { name: name.clone(), own, below };
    Some(Installed { version: link.own.version.clone(), root, link: Some(link) })
}

/// Why no toolchain is there.
fn no_go(dir: &Path) -> String {
    let (shown, go) = (dir.visible(), toolchain_dir::program(dir, "go"));
    if !read::is_dir(dir) {
        return format!("there is no directory {shown}");
    }
    match toolchain_dir::has_program(dir) {
        true => format!(
            "{shown} does not say which Go it is: no VERSION, and none is built into its go"
        ),
        false => format!("there is no program {}", go.visible()),
    }
}
