//! `goenvmgr mirror`: toolchains for machines without a way out, as files that any web server hands on.

mod make;
mod nginx;
mod prune;
mod verify;

use clap::Subcommand;

use super::{Context, FormatArg};
use crate::base::fault::{Exit, Result};
use crate::ui::bytes;

/// Keep toolchains, and what verifies them, for machines without a way out
///
/// A mirror is a directory in the form of a module proxy that serves the checksum database too. Any web server
/// hands it on; goenvmgr and the go command install from it, and verify as ever.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  goenvmgr mirror create /srv/go 1.22 latest --platform linux/amd64 darwin/arm64
  goenvmgr mirror nginx /srv/go > /etc/nginx/conf.d/go.conf
  goenvmgr mirror update /srv/go
  GOPROXY=http://go.example goenvmgr install 1.22     on a machine that reaches the mirror")]
pub(super) struct Args {
    #[command(subcommand)]
    ask: Ask,
}

#[derive(Debug, Subcommand)]
enum Ask {
    /// Make a mirror, or add to one
    Create(make::Create),
    /// Bring a mirror up to date: a newer head of the checksum database, what its words mean now, what is missing
    Update(make::Update),
    /// Hold every file against its record, and the records against the signed tree
    Verify(verify::Args),
    /// Remove what no word asks for any more
    Prune(prune::Args),
    /// Print a configuration of nginx that serves a mirror
    Nginx(nginx::Args),
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    match &args.ask {
        Ask::Create(args) => make::create(args, context),
        Ask::Update(args) => make::update(args, context),
        Ask::Verify(args) => verify::run(args, context),
        Ask::Prune(args) => prune::run(args, context),
        Ask::Nginx(args) => nginx::run(args, context),
    }
}
