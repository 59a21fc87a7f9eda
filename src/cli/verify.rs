//! `goenvmgr verify`: are the installed files what Go published?

use std::io::{self, Read, Write};
use std::path::PathBuf;

use serde::Serialize;

use super::{Context, FormatArg};
use crate::fault::{Exit, Fault, Result};
use crate::install::{Log, Upstream};
use crate::net::{self, Patience};
use crate::platform::TOOLCHAIN_MODULE;
use crate::progress::{Progress, Unit};
use crate::select;
use crate::sources;
use crate::store::{Installed, Store};
use crate::sumdb::key::VerifierKey;
use crate::sumdb::{Client, Database, Evidence};
use crate::ui::{BAD, DIM, GOOD, NOTE, Report, STRONG, bytes};
use crate::verify::{self, Claim, Found, Published, Reference, Verification, Voucher};
use crate::version::Request;

/// Check installed files against what Go published
///
/// A version of ours is checked offline: every file against the manifest, the manifest against the
/// signed record of the checksum database that its receipt holds. Any other Go is judged by its
/// hash, which the checksum database is asked for.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  goenvmgr verify\n  goenvmgr verify 1.22.5\n  \
                        goenvmgr verify /usr/local/go --against-source")]
pub(super) struct Args {
    /// A version, `system`, or the directory of any Go [default: every installed version]
    #[arg(value_name = "VERSION|DIR")]
    what: Option<String>,
    /// Fetch the published files and name those that differ
    #[arg(long)]
    against_source: bool,
    #[command(flatten)]
    format: FormatArg,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let verifier = Verifier::new(context);
    let all = targets(args.what.as_deref(), context)?
        .iter()
        .map(|target| verifier.verify(target, args.against_source))
        .collect::<Result<Vec<_>>>()?;
    let exit = all.iter().map(Verification::exit).max().unwrap_or(Exit::Fine);
    context.out.report(&All(all), args.format.format)?;
    Ok(exit)
}

/// What is to be looked at.
enum Target {
    Ours(Installed),
    Theirs(PathBuf),
}

fn targets(what: Option<&str>, context: &Context) -> Result<Vec<Target>> {
    let store = Store::new(&context.home);
    let installed = store.list()?;
    let Some(what) = what else {
        return Ok(installed.into_iter().map(Target::Ours).collect());
    };
    if let Some(dir) = directory(what, context) {
        if !crate::fs::read::is_dir(&dir) {
            return Err(Fault::usage(format!("there is no directory {}", dir.display())).hint(
                "goenvmgr verify looks at all installed versions; goenvmgr list names them",
            ));
        }
        let ours = installed.into_iter().find(|one| one.root == dir);
        return Ok(vec![ours.map_or(Target::Theirs(dir), Target::Ours)]);
    }
    let request: Request = what.parse().map_err(|error| {
        Fault::usage(format!("{what} is neither a directory nor a version: {error}"))
            .hint("goenvmgr list names what can be verified, besides any GOROOT")
    })?;
    if request == Request::System {
        return Ok(vec![Target::Theirs(system(context)?)]);
    }
    let newest = request.newest(installed.iter().map(|one| &one.version)).cloned();
    let found = newest.and_then(|version| store.find(&version));
    let found = found.ok_or_else(|| {
        Fault::no(format!("go {request} is not installed"))
            .hint(format!("goenvmgr install {request}"))
    })?;
    Ok(vec![Target::Ours(found)])
}

/// The GOROOT of the Go that is not ours.
fn system(context: &Context) -> Result<PathBuf> {
    let found = select::system_go(&context.env, &context.home);
    found.and_then(|go| go.root).ok_or_else(|| {
        Fault::no("there is no other Go on PATH whose GOROOT can be told")
            .hint("goenvmgr verify DIR takes any GOROOT")
    })
}

/// The directory that is named, where the text names one: with a slash, or as it stands here.
fn directory(what: &str, context: &Context) -> Option<PathBuf> {
    let path = context.env.cwd.join(what);
    let named = what.contains('/') || matches!(what, "." | "..");
    (named || crate::fs::read::is_dir(&path)).then(|| path.components().collect())
}

struct Verifier<'a> {
    context: &'a Context,
    fetch: net::Client,
    /// Whom to ask; a configuration that cannot be used hinders only those who must ask.
    upstream: Result<Upstream>,
}

impl<'a> Verifier<'a> {
    fn new(context: &'a Context) -> Self {
        let fetch = net::Client::new(&context.env, context.config.http_timeout.value);
        let upstream = Upstream::read(&context.env, &context.home, &context.config);
        Self { context, fetch, upstream }
    }

    fn upstream(&self) -> Result<&Upstream> {
        self.upstream.as_ref().map_err(Clone::clone)
    }

    /// The keys that may vouch for a receipt: Go's own, and that of the database in use.
    fn trusted(&self) -> Vec<VerifierKey> {
        let own = Database::go().ok().map(|database| database.key);
        let used = match self.upstream().map(|upstream| &upstream.log) {
            Ok(Log::Ask { database, .. }) => Some(database.key.clone()),
            _ => None,
        };
        own.into_iter().chain(used).collect()
    }

    fn verify(&self, target: &Target, against_source: bool) -> Result<Verification> {
        let progress = self.context.out.progress();
        match target {
            Target::Theirs(path) => {
                let found = Found::read(path, progress.as_ref())?;
                self.by_the_log(&found, against_source)
            }
            Target::Ours(installed) => {
                let claim = Claim::read(&self.context.home, &installed.version);
                let found = Found::ours(installed, &claim, progress.as_ref())?;
                if claim.manifest.is_some() && !against_source {
                    return Ok(verify::installed(&found, &claim, &self.trusted()));
                }
                let mut verification = self.by_the_log(&found, against_source)?;
                verification.notes.extend(claim.notes);
                verification.problems.extend(claim.problems);
                Ok(verification)
            }
        }
    }

    fn by_the_log(&self, found: &Found, against_source: bool) -> Result<Verification> {
        let evidence = self.ask_log(found)?;
        if !against_source {
            return Ok(verify::against_log(found, &evidence));
        }
        let published = self.fetch_source(found)?;
        Ok(verify::against_source(found, &evidence, &published))
    }

    fn ask_log(&self, found: &Found) -> Result<Evidence> {
        let (database, proxies) = match &self.upstream()?.log {
            Log::Ask { database, proxies } => (database, proxies.clone()),
            Log::Off(off) => {
                let what = format!("the checksum database may not be asked: {off}");
                let hint = "GOSUMDB=sum.golang.org goenvmgr verify … asks it this once";
                return Err(Fault::usage(what).hint(hint));
            }
        };
        let version = found.platform.module_version(&found.version);
        let home = &self.context.home;
        let client = Client::new(&self.fetch, database, proxies, home.state());
        let client = client.cache(home.cache()).patience(Patience::Long);
        Ok(client.lookup(TOOLCHAIN_MODULE, &version)?)
    }

    /// The published files, as the module zip that the user's proxies serve.
    fn fetch_source(&self, found: &Found) -> Result<Published> {
        let proxies = self.upstream()?.proxies.as_ref().ok_or_else(|| {
            Fault::usage("nothing names a module proxy that could serve the published files")
                .hint("set GOPROXY")
        })?;
        let what = format!("{} for {}", found.version.toolchain(), found.platform);
        let patience = Patience::Long;
        let zip = proxies
            .toolchain_zip(&self.fetch, &found.version, &found.platform, None, patience)
            .map_err(|tried| sources::conclude(&what, &tried))?;
        let progress = self.context.out.progress();
        let mut body = Vec::new();
        progress.begin(&format!("fetching {what}"), zip.download.total(), Unit::Bytes);
        let read = Watched { from: zip.download, progress: progress.as_ref() }
            .take(verify::MAX_ZIP)
            .read_to_end(&mut body);
        progress.end();
        read.map_err(|error| {
            Fault::unfinished(format!("{}: {what}: {error}", zip.source))
                .hint("run the same command again; without --against-source it fetches nothing")
        })?;
        let version = found.platform.module_version(&found.version);
        verify::read_zip(&zip.source, &body, &version).map_err(|error| {
            Fault::integrity(format!("{}: {what}: {error}", zip.source))
                .hint("without --against-source the log alone is asked, not this source")
        })
    }
}

/// Counts what passes.
struct Watched<'a, R> {
    from: R,
    progress: &'a dyn Progress,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(buffer)?;
        self.progress.advance(count as u64);
        Ok(count)
    }
}

#[derive(Serialize)]
#[serde(transparent)]
struct All(Vec<Verification>);

impl Report for All {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        self.0.iter().try_for_each(|one| human(one, out))
    }
}

fn human(one: &Verification, out: &mut dyn Write) -> io::Result<()> {
    let Verification { version, platform, path, differences, .. } = one;
    let name = version.toolchain();
    writeln!(out, "{STRONG}{name}{STRONG:#} {platform} in {}", path.display())?;
    for (word, paths) in [
        ("changed", &differences.changed),
        ("missing", &differences.missing),
        ("extra", &differences.extra),
        ("not executable", &differences.not_executable),
    ] {
        for path in paths {
            writeln!(out, "  {BAD}{word}:{BAD:#} {path}")?;
        }
    }
    for problem in &one.problems {
        writeln!(out, "  {BAD}wrong:{BAD:#} {problem}")?;
    }
    for note in &one.notes {
        writeln!(out, "  {NOTE}note:{NOTE:#} {note}")?;
    }
    let size = bytes(one.bytes);
    match one.exit() {
        Exit::Fine => writeln!(out, "  {GOOD}as published:{GOOD:#} {} files, {size}", one.files)?,
        Exit::No => writeln!(out, "  unchanged since installation: {} files, {size}", one.files)?,
        _ => writeln!(out, "  {} files, {size}, looked at", one.files)?,
    }
    vouchers(one, out)?;
    let apart = &one.not_covered;
    if apart.files > 0 && one.vouched_by.iter().any(|v| matches!(v, Voucher::Log { .. })) {
        let (files, folders) = (apart.files, apart.folders.join(", "));
        writeln!(out, "  {DIM}not covered by the log: {files} files in {folders}{DIM:#}")?;
    }
    if one.compared_with == Reference::Log && !one.problems.is_empty() {
        writeln!(out, "  {DIM}--against-source names the files that differ{DIM:#}")?;
    }
    Ok(())
}

fn vouchers(one: &Verification, out: &mut dyn Write) -> io::Result<()> {
    for voucher in &one.vouched_by {
        match voucher {
            Voucher::Log { database, record_id, tree_size, h1 } => writeln!(
                out,
                "  vouched for by {database}: record {record_id} of {tree_size}, {h1}, signature and proof checked"
            )?,
            Voucher::Index { url, .. } if one.vouched_by.len() == 1 => writeln!(
                out,
                "  vouched for by the sha256 of {url} alone, compared at installation"
            )?,
            Voucher::Index { url, .. } => {
                writeln!(out, "  vouched for by the sha256 of {url}, compared at installation")?;
            }
        }
    }
    match &one.unverified {
        Some(why) => writeln!(out, "  {BAD}unverified:{BAD:#} {why}"),
        None if one.vouched_by.is_empty() => writeln!(out, "  nothing vouches for these files"),
        None => Ok(()),
    }
}
