//! A build that is kept, under a name of the user's own (see `slot`).

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::archive::Unpacked;
use super::slot::{self, BuildSlot, may_be_named};
use super::{Builder, checkout, make, source};
use crate::base::fault::{Fault, Result};
use crate::base::progress::Silent;
use crate::base::visible::Visible as _;
use crate::go::archive;
use crate::go::tree::Tree;
use crate::go::version::Name;
use crate::settings::{own, stamp, toolchain_dir};
use crate::sys::fs::publish;
use crate::sys::fs::{atomic, dir_link, mode, remove};
use crate::toolchains::store::built::{BuildDir, BuiltReceipt};
use crate::toolchains::store::{Installed, Store};

/// So many files that a build may not make are named.
const NAMED: usize = 10;

/// What is built.
pub(crate) enum Source {
    /// A release that is installed, with its manifest and the h1 that attests it.
    Release { installed: Installed, manifest: Tree, h1: Option<String> },
    /// Somebody's checkout.
    Checkout(PathBuf),
    /// Somebody's archive, whose files lie where they are built.
    Archive(Unpacked),
}

/// A toolchain that was built, under a name. The names of the fields are the keys of the JSON.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Named {
    pub name: Name,
    /// `toolchains/NAME`.
    #[serde(flatten, serialize_with = "crate::base::json::path")]
    pub path: PathBuf,
    /// Whether it took the place of an older one.
    pub replaced: bool,
    /// How long `make.bash` took.
    pub seconds: u64,
    #[serde(flatten)]
    pub receipt: BuiltReceipt,
}

impl Builder<'_> {
    /// Builds a source, and gives the result the name. What had it before has it until then; a kill leaves the one
    /// or the other, and what no name leads to goes with the next build of the name.
    ///
    /// # Errors
    /// When the build fails, or makes what is no regular file, with the log's path (exit 3), when the name was taken
    /// meanwhile (2), or somebody interrupts: nothing has changed.
    pub(crate) fn build(&self, name: &Name, source: &Source) -> Result<Named> {
        slot::hold((self.home, self.progress, self.interrupt), name, |slot| {
            self.build_in(slot, source)
        })
    }

    /// The same for who holds the name already.
    ///
    /// # Errors
    /// As [`Builder::build`].
    pub(crate) fn build_in(&self, slot: &BuildSlot<'_>, source: &Source) -> Result<Named> {
        let (root, named) = self.fill(slot, source)?;
        self.interrupt.commit(|| self.publish(slot.name, &root)).map(|()| named)
    }

    fn fill(&self, slot: &BuildSlot<'_>, from: &Source) -> Result<(PathBuf, Named)> {
        let BuildSlot { name, lock, dir, .. } = slot;
        let (root, progress, interrupt) = (dir.root(), self.progress, self.interrupt);
        match from {
            Source::Release { installed, manifest, .. } => {
                source::copy(&installed.root, &source::of(manifest), &root, progress, interrupt)?;
            }
            Source::Checkout(from) => checkout::copy(from, &root, progress, interrupt)?,
            Source::Archive(_) => {}
        }
        let made = make::make(self, lock.lock(), name.as_str(), dir.path(), &[])?;
        checkout::part(&root)?;
        for scratch in ["home", "cache", "tmp", "go/pkg/obj", "go/pkg/bootstrap"] {
            remove::sweep(&dir.path().join(scratch), &Silent);
        }
        let version =
            own::of(&root).filter(|_| toolchain_dir::has_program(&root)).ok_or_else(|| {
                Fault::unfinished(format!("the build of {name} left no go that says which it is"))
                    .hint(format!("all that it said: {}", made.log.visible()))
            })?;
        mode::owners_alone_write(dir.path())?;
        let manifest = archive::scan(&root, &Silent)?;
        if !manifest.odd.is_empty() {
            return Err(odd(name, &manifest.odd, &made.log));
        }
        let manifest = manifest.tree;
        let receipt = self.receipt(from, &version.version.to_string(), &manifest);
        dir.write(&receipt, &manifest)?;
        publish::flush(dir.path())?;
        let replaced = BuildDir::of(self.home, name).is_some();
        let path = Store::new(self.home).link_path(name);
        let named = Named { name: (*name).clone(), path, replaced, seconds: made.seconds, receipt };
        Ok((root, named))
    }

    fn receipt(&self, from: &Source, version: &str, manifest: &Tree) -> BuiltReceipt {
        let (mut source, mut archive_sha256) = (None, None);
        let mut unverified = Some("nothing says what its source should be".to_owned());
        let from = match from {
            Source::Release { installed, h1, .. } => {
                let why = "its source rests on this machine's receipt alone".to_owned();
                unverified = h1.is_none().then_some(why);
                source.clone_from(h1);
                installed.version.toolchain()
            }
            Source::Checkout(dir) => dir.visible().to_string(),
            Source::Archive(Unpacked { from, sha256 }) => {
                archive_sha256 = Some(*sha256);
                from.clone()
            }
        };
        BuiltReceipt {
            schema: BuiltReceipt::schema(),
            version: version.to_owned(),
            bootstrap: self.by(),
            at: self.env.now,
            from,
            source,
            archive_sha256,
            unverified,
            files: manifest.files.len() as u64,
            size_bytes: manifest.bytes(),
        }
    }

    fn publish(&self, name: &Name, root: &Path) -> Result<()> {
        stamp::changing(self.home, self.progress, || {
            // It took minutes, and `link` waits for nobody.
            may_be_named(self.home, name).map_err(|fault| taken_meanwhile(name, fault))?;
            atomic::create_dir(&self.home.toolchains())?;
            dir_link::set(root, &Store::new(self.home).link_path(name))
        })
    }
}

fn taken_meanwhile(name: &Name, fault: Fault) -> Fault {
    Fault { what: format!("{name} was taken while it was built: {}", fault.what), ..fault }
}

/// No manifest says what a link or a special file should be.
fn odd(name: &Name, odd: &[String], log: &Path) -> Fault {
    let what = format!("the build of {name} made what no Go holds, and is not kept");
    let fault = odd.iter().take(NAMED).fold(Fault::unfinished(what), |fault, path| {
        fault.because(format!("it is no regular file: {}", path.visible()))
    });
    let fault = match odd.len().checked_sub(NAMED) {
        Some(more @ 1..) => fault.because(format!("and {more} more")),
        _ => fault,
    };
    fault.hint(format!("all that it said: {}", log.visible()))
}
