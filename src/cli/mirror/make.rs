//! `goenvmgr mirror create` and `update`.

mod shown;

use std::path::PathBuf;

use super::FormatArg;
use crate::base::fault::{Exit, Result};
use crate::base::quoting::word;
use crate::cli::installing::installing;
use crate::cli::{Context, meant};
use crate::go::platform::Platform;
use crate::go::version::Request;
use crate::settings::goenv::GoEnv;
use crate::toolchains::mirror::{Asked, Kind, make, plan};

use shown::Shown;

/// Make a mirror, or add to one
///
/// Zips come by GOPROXY, records, tiles and heads from the checksum database of GOSUMDB; nothing is put into the
/// directory that these have not verified. Killed and run again it goes on where it stopped. Words (1.22, latest)
/// are kept, and mean what they mean then at each `mirror update`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A client that has verified a head of the checksum database before must be shown how that of the mirror follows
from it. The tiles for that are kept from the mirror's first day on (for sum.golang.org some 50 MB a month), for
the head of the go command on this machine, and for those of --head; --any-head keeps all there are (some 2.3 GB
in 280,000 files).

JSON: dir, database, dry_run, tree {before, now}, tiles, wanted [{request, version, platforms}], versions
[{version, platform, status (fetched, present, failed; with --dry-run fetch, nothing), bytes, from, error}].

Examples:
  goenvmgr mirror create /srv/go 1.22.5
  goenvmgr mirror create /srv/go 1.22 latest --platform linux/amd64 linux/arm64 --dry-run
  goenvmgr mirror create /srv/go 1.22 --head laptop/pkg/sumdb/sum.golang.org/latest")]
pub(super) struct Create {
    /// The directory: empty, not there yet, or a mirror
    dir: PathBuf,
    /// What to mirror: 1.22.5, 1.22, latest, oldstable, rc
    #[arg(value_name = "VERSION", required = true)]
    versions: Vec<Request>,
    #[command(flatten)]
    more: More,
}

/// Bring a mirror up to date: a newer head of the checksum database, what its words mean now, what is missing
///
/// Nothing is removed: `mirror prune` does that.
#[derive(Debug, clap::Args)]
#[command(after_help = "JSON: as that of create.

Examples:
  goenvmgr mirror update /srv/go
  goenvmgr mirror update /srv/go 1.23                       what it has, and 1.23
  goenvmgr mirror update /srv/go --platform windows/amd64   all that it has, for one platform more
  goenvmgr mirror update /srv/go --repair")]
pub(super) struct Update {
    /// The mirror
    dir: PathBuf,
    /// What to mirror beside what it has: 1.22.5, 1.22, latest
    #[arg(value_name = "VERSION")]
    versions: Vec<Request>,
    /// Also read all that is there, and fetch again what is damaged
    #[arg(long)]
    repair: bool,
    #[command(flatten)]
    more: More,
}

#[derive(Debug, clap::Args)]
struct More {
    /// For which machines, by Go's names [default: all that the mirror has, else this machine's]
    #[arg(long = "platform", value_name = "OS/ARCH", num_args = 1.., value_delimiter = ',')]
    platforms: Vec<Platform>,
    /// A head that clients have verified elsewhere: GOPATH/pkg/sumdb/NAME/latest of one of them
    #[arg(long = "head", value_name = "FILE")]
    heads: Vec<PathBuf>,
    /// Keep every tile there is, from now on: for clients with any older head
    #[arg(long)]
    any_head: bool,
    /// Show what would be done
    #[arg(long, short = 'n')]
    dry_run: bool,
    #[command(flatten)]
    format: FormatArg,
}

/// Runs `mirror create`.
pub(super) fn create(args: &Create, context: &Context) -> Result<Exit> {
    run(Kind::Create, &args.dir, &args.versions, false, &args.more, context)
}

/// Runs `mirror update`.
pub(super) fn update(args: &Update, context: &Context) -> Result<Exit> {
    run(Kind::Update, &args.dir, &args.versions, args.repair, &args.more, context)
}

fn run(
    kind: Kind,
    dir: &std::path::Path,
    versions: &[Request],
    repair: bool,
    more: &More,
    context: &Context,
) -> Result<Exit> {
    let asked = Asked {
        kind,
        dir: dir.to_owned(),
        requests: meant::each(versions, meant::published, context)?,
        platforms: more.platforms.clone(),
        heads: more.heads.clone(),
        gopath: GoEnv::read(&context.env, &context.home).gopath(),
        any_head: more.any_head,
        repair,
        dry_run: more.dry_run,
    };
    let shown = installing(context, context.config.clone(), move |installer| {
        let mut plan = plan(installer, &asked)?;
        if asked.dry_run {
            plan.ask_for_sizes(installer)?;
            return Ok(Shown::planned(&plan));
        }
        let made = make(installer, &mut plan)?;
        Ok(Shown::made(&plan, made))
    })?;
    let faults = shown.faults();
    let exits: Vec<Exit> = faults.into_iter().map(|fault| context.out.fault(fault)).collect();
    match more.dry_run {
        true => context.out.report(&shown, more.format.format)?,
        false => context.out.done(&shown, more.format.format)?,
    }
    if exits.is_empty() && !more.dry_run && kind == Kind::Create {
        context.out.hint(&format!(
            "goenvmgr mirror nginx {} prints a configuration that serves it",
            word(dir)
        ));
    }
    Ok(exits.into_iter().fold(Exit::Fine, Exit::then))
}
