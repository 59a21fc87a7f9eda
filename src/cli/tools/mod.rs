//! `goenvmgr tools`: the programs that a project pins in `[tools]` of its goenvmgr.toml.

mod list;
mod outdated;
mod rebuild;
mod sync;

use clap::Subcommand;

use super::Context;
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::projects::manifest::FILE;
use crate::projects::scan::AncestorScan;
use crate::projects::seen;
use crate::projects::select::{Selection, select};
use crate::toolchains::store::Store;
use crate::tools::pinned::Pinned;

/// Build, and keep, the tools that a project pins
///
/// A tool is pinned by a version of its module: gopls = "0.16.1", or by the path of its package. Each is built by the
/// toolchain that is selected, verified by the checksum database, and stands on PATH where it is pinned, after
/// `goenvmgr trust`. docs/tools.md says more.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  goenvmgr tools sync
  goenvmgr tools list
  goenvmgr tools outdated
  goenvmgr tools rebuild gopls
  goenvmgr exec -- gopls version")]
pub(super) struct Args {
    #[command(subcommand)]
    ask: Ask,
}

#[derive(Debug, Subcommand)]
enum Ask {
    /// Build what is pinned here and does not stand
    Sync(sync::Args),
    /// Show what is pinned here, whether it stands, and which Go built it
    List(list::Args),
    /// Show which tools have a newer version
    Outdated(outdated::Args),
    /// Build tools once more, or those in GOBIN that an older Go built
    Rebuild(rebuild::Args),
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    match &args.ask {
        Ask::Sync(args) => sync::run(args, context),
        Ask::List(args) => list::run(args, context),
        Ask::Outdated(args) => outdated::run(args, context),
        Ask::Rebuild(args) => rebuild::run(args, context),
    }
}

/// What is selected in the working directory, and what is pinned there.
struct Here {
    scan: AncestorScan,
    selection: Selection,
    pinned: Option<Pinned>,
}

impl Here {
    /// # Errors
    /// What is wrong with the manifest, or when the store cannot be read.
    fn read(context: &Context) -> Result<Self> {
        let Context { env, home, config, .. } = context;
        let scan = AncestorScan::of(&env.cwd);
        let selection = select(env, &Store::new(home), config, &scan)?;
        seen::note_project(home, env, &scan, selection.pin_file());
        let pinned = Pinned::by(&selection, home)?;
        Ok(Self { scan, selection, pinned })
    }

    /// # Errors
    /// Where nothing is pinned (exit 1).
    fn pinned(&self) -> Result<&Pinned> {
        self.pinned.as_ref().ok_or_else(|| {
            Fault::no(format!("no {FILE} in {} or above pins a tool", self.scan.dir().visible()))
                .hint(format!("write it into {FILE}: [tools], and below it gopls = \"0.16.1\""))
        })
    }
}
