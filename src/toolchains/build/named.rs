//! A build that is kept, under a name of the user's own (see [`built`]).

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Builder, checkout, make, source};
use crate::base::fault::{Fault, Result};
use crate::base::progress::Silent;
use crate::base::visible::Visible as _;
use crate::go::archive;
use crate::go::tree::Tree;
use crate::go::version::Name;
use crate::settings::{own, stamp, toolchain_dir};
use crate::sys::fs::lock::Lock;
use crate::sys::fs::publish;
use crate::sys::fs::{atomic, dir_link, mode, read, remove, temporary};
use crate::toolchains::install::check_disk_space;
use crate::toolchains::store::built::{self, BuildDir, BuiltReceipt};
use crate::toolchains::store::{Installed, Store};

/// So many files that a build may not make are named.
const NAMED: usize = 10;

/// What is built.
pub(crate) enum Source {
    /// A release that is installed, with its manifest and the h1 that attests it.
    Release { installed: Installed, manifest: Tree, h1: Option<String> },
    /// Somebody's checkout.
    Checkout(PathBuf),
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

/// Whether a build may have this name.
///
/// # Errors
/// When it leads to a Go that was not built here, or something else has it (exit 2).
pub(crate) fn may_be_named(builder_home: &crate::settings::home::Home, name: &Name) -> Result<()> {
    let path = Store::new(builder_home).link_path(name);
    if !read::is_taken(&path) || BuildDir::of(builder_home, name).is_some() {
        return Ok(());
    }
    match dir_link::target(&path) {
        Some(to) => {
            Err(Fault::usage(format!("{name} is linked to {}, which is yours", to.visible()))
                .hint(format!("goenvmgr unlink {name}, or choose another name")))
        }
        None => Err(Fault::usage(format!(
            "{} is no link of goenvmgr's: it stays as it is",
            path.visible()
        ))
        .hint("choose another name, or move it away")),
    }
}

impl Builder<'_> {
    /// Builds a source, and gives the result the name. What had it before has it until then; a kill leaves the one
    /// or the other, and what no name leads to goes with the next build of the name.
    ///
    /// # Errors
    /// When the build fails, or makes what is no regular file, with the log's path (exit 3), when the name was taken
    /// meanwhile (2), or somebody interrupts: nothing has changed.
    pub(crate) fn build(&self, name: &Name, source: &Source) -> Result<Named> {
        may_be_named(self.home, name)?;
        let built = self.home.built();
        atomic::create_dir(&built)?;
        let work = format!("which builds {name}");
        let held =
            Lock::acquire_after(&built::lock_path(self.home, name.as_str()), &work, self.progress)?;
        self.sweep(name);
        check_disk_space(name.as_str(), &built, super::NEEDS.0, super::NEEDS.1)?;
        let dir = temporary::directory(&built, &format!("{name}-"))
            .map_err(|error| Fault::io("create a directory in", &built, &error))?;
        let done = self.fill(&held, &BuildDir::new(dir), name, source).and_then(|named| {
            self.interrupt.commit(|| self.publish(name, &named.0)).map(|()| named.1)
        });
        self.interrupt.hold(|| self.sweep(name));
        done
    }

    fn fill(
        &self,
        lock: &Lock,
        dir: &BuildDir,
        name: &Name,
        from: &Source,
    ) -> Result<(PathBuf, Named)> {
        let (root, progress, interrupt) = (dir.root(), self.progress, self.interrupt);
        match from {
            Source::Release { installed, manifest, .. } => {
                source::copy(&installed.root, &source::of(manifest), &root, progress, interrupt)?;
            }
            Source::Checkout(from) => checkout::copy(from, &root, progress, interrupt)?,
        }
        let made = make::make(self, lock, name.as_str(), dir.path(), &[])?;
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
        let named = Named { name: name.clone(), path, replaced, seconds: made.seconds, receipt };
        Ok((root, named))
    }

    fn receipt(&self, from: &Source, version: &str, manifest: &Tree) -> BuiltReceipt {
        let (from, source, unverified) = match from {
            Source::Release { installed, h1, .. } => {
                let why = "its source rests on this machine's receipt alone".to_owned();
                (installed.version.toolchain(), h1.clone(), h1.is_none().then_some(why))
            }
            Source::Checkout(dir) => {
                let why = "nothing says what its source should be".to_owned();
                (dir.visible().to_string(), None, Some(why))
            }
        };
        BuiltReceipt {
            schema: BuiltReceipt::schema(),
            version: version.to_owned(),
            bootstrap: self.by(),
            at: self.env.now,
            from,
            source,
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

    /// What was made for the name, and it does not lead to. The name's lock is held.
    fn sweep(&self, name: &Name) {
        let left = built::unnamed(self.home).into_iter();
        left.filter(|(of, _)| of == name.as_str()).for_each(|(_, dir)| {
            remove::sweep(&dir, &Silent);
        });
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

/// Removes what was built under a name, once the name is gone.
///
/// # Errors
/// When its lock cannot be had, or its tree cannot be removed whole (exit 3).
pub(crate) fn remove_unnamed(
    home: &crate::settings::home::Home,
    name: &Name,
    progress: &dyn crate::base::progress::Progress,
) -> Result<()> {
    let work = format!("which builds {name}");
    let _held = Lock::acquire_after(&built::lock_path(home, name.as_str()), &work, progress)?;
    let left = built::unnamed(home).into_iter().filter(|(of, _)| of == name.as_str());
    left.map(|(_, dir)| remove::tree(&dir, progress)).try_for_each(|removed| removed.map(drop))
}
