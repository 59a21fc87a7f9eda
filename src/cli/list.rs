//! `goenvmgr list`: what is installed, and what verified it.

mod remote;

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use super::meant::meant;
use super::platform::ForPlatform;
use super::{Context, FormatArg};
use crate::base::fault::{Exit, Result};
use crate::base::visible::Visible as _;
use crate::go::platform::Platform;
use crate::go::version::{GoVersion, Name, Request};
use crate::go::vulnerabilities::{Exposure, Known};
use crate::projects::scan::AncestorScan;
use crate::projects::select::select;
use crate::settings::home::Home;
use crate::settings::own;
use crate::toolchains::store::built::{BuildDir, BuiltReceipt};
use crate::toolchains::store::rebuilt::Rebuilt;
use crate::toolchains::store::verified::{OWN_HASH, Verified};
use crate::toolchains::store::{Installed, Linked, Receipt, Store, foreign};
use crate::toolchains::vulnerabilities;
use crate::ui::{Column, DIM, Report, Table, bytes};

/// List the installed versions, newest first, or with --remote those that could be
#[derive(Debug, clap::Args)]
#[command(after_help = "\
JSON: an array of objects with version, path, default, active, size_bytes, source, origin,
verified {sha256, own_sha256, h1, transparency {database, tree_size}, unverified}, rebuilt {bootstrap {version, path,
verified}, at, h1} (verify --rebuild), absent,
vulnerabilities {ids, fixed_in} (see outdated), link (the name of a toolchain of your own; version is null
where it leads to no Go, and origin is where it leads), platform (os/arch); unknown is null. A path that is not UTF-8 is null, and path_bytes beside it holds its bytes in base64.
With --remote an object with source, note and versions [{version, stable, installed}].

Examples:
  goenvmgr list
  goenvmgr list --remote 1.22
  goenvmgr list --format json | jq -r '.[].version'")]
pub(super) struct Args {
    /// List what the first source that answers has to install
    #[arg(long)]
    remote: bool,
    /// Only these: 1.22, 1.22.5, latest
    #[arg(value_name = "VERSION")]
    version: Option<Request>,
    #[command(flatten)]
    platform: ForPlatform,
    #[command(flatten)]
    format: FormatArg,
}

/// The source of what was built here.
const BUILT: &str = "built";

#[derive(Debug, Serialize)]
#[serde(transparent)]
pub(super) struct List(Vec<Entry>);

/// One installed version. Keys are part of the command line's contract.
#[derive(Debug, Serialize)]
pub(super) struct Entry {
    /// `1.22.5`; null where a link leads to no Go.
    version: Option<GoVersion>,
    /// The name of a toolchain of the user's own; null of one of ours.
    link: Option<Name>,
    /// For which machine: `linux/amd64`; null of a toolchain of the user's own.
    platform: Option<String>,
    /// Its GOROOT.
    #[serde(flatten, serialize_with = "crate::base::json::path")]
    path: PathBuf,
    /// Whether the user's default stands for it.
    default: bool,
    /// Whether it is active in the working directory.
    active: bool,
    /// Sum of its files' sizes.
    size_bytes: Option<u64>,
    /// `go.dev`, `goproxy`, `local`, `linked` or `built`.
    source: Option<String>,
    /// The URL or path that it came from.
    origin: Option<String>,
    /// What verified it.
    verified: Option<Verified>,
    /// The last build from its own source that gave the same bytes.
    rebuilt: Option<Rebuilt>,
    /// Directories that a release archive has and this toolchain has not.
    absent: Vec<String>,
    /// Known vulnerabilities of its standard library and its programs.
    vulnerabilities: Exposure,
}

impl Entry {
    fn new(
        installed: Installed,
        receipt: Option<&Receipt>,
        known: &Known,
        platform: &Platform,
    ) -> Self {
        Self {
            default: false,
            active: false,
            size_bytes: receipt.map(|r| r.size_bytes),
            source: receipt.map(|r| r.source.clone()),
            origin: receipt.map(|r| r.origin.clone()),
            verified: receipt.map(Receipt::verified),
            rebuilt: receipt.and_then(|r| r.rebuilt.clone()),
            absent: receipt.map(|r| r.absent.clone()).unwrap_or_default(),
            vulnerabilities: known.exposure(&installed.version, platform),
            version: Some(installed.version),
            link: None,
            platform: Some(platform.to_string()),
            path: installed.root,
        }
    }

    fn linked(link: Linked, known: &Known) -> Self {
        let Linked { name, path, to, toolchain } = link;
        let (version, why) = match toolchain {
            Ok(installed) => (Some(installed.version), "a toolchain of your own".to_owned()),
            Err(why) => (None, why),
        };
        Self {
            default: false,
            active: false,
            size_bytes: None,
            source: Some("linked".to_owned()),
            origin: Some(to.visible().to_string()),
            verified: Some(Verified { unverified: Some(why), ..Verified::default() }),
            rebuilt: None,
            absent: Vec::new(),
            vulnerabilities: version.as_ref().map_or_else(Exposure::default, |version| {
                known.exposure(version, &Platform::host())
            }),
            version,
            link: Some(name),
            platform: None,
            path,
        }
    }

    /// What a name leads to was built here.
    fn built(&mut self, dir: &BuildDir) {
        self.source = Some(BUILT.to_owned());
        if !own::is_release(&dir.root()) {
            self.vulnerabilities = Exposure::default();
        }
        match dir.receipt() {
            Ok(receipt) => self.receipt(receipt),
            Err(fault) => {
                self.origin = None;
                let why = fault.what;
                self.verified = Some(Verified { unverified: Some(why), ..Verified::default() });
            }
        }
    }

    fn receipt(&mut self, receipt: BuiltReceipt) {
        self.size_bytes = Some(receipt.size_bytes);
        self.origin = Some(receipt.from);
        let unverified = receipt.unverified.filter(|_| self.version.is_some());
        let why = self.verified.take().and_then(|verified| verified.unverified);
        let unverified = if self.version.is_some() { unverified } else { why };
        self.verified = Some(Verified { unverified, ..Verified::default() });
    }

    /// `1.22.5`, `mygo 1.22.5`.
    fn told(&self) -> String {
        let version = self.version.as_ref().map(ToString::to_string);
        let name = self.link.as_ref().map(ToString::to_string);
        let host = Platform::host().to_string();
        let platform = self.platform.clone().filter(|platform| *platform != host);
        [name, version, platform].into_iter().flatten().collect::<Vec<_>>().join(" ")
    }

    fn verified_by(&self) -> String {
        let Some(verified) = &self.verified else { return "unknown: no receipt".to_owned() };
        if verified.unverified.is_some() {
            return "unverified".to_owned();
        }
        if self.source.as_deref() == Some(BUILT) {
            return "built here from verified source".to_owned();
        }
        let index = verified.sha256.map(|_| "index".to_owned());
        let own = verified.own_sha256.map(|_| OWN_HASH.to_owned());
        let log = verified.transparency.as_ref();
        let log = log.map(|log| format!("{} tree#{}", log.database, log.tree_size));
        let rebuilt = self.rebuilt.as_ref().map(|_| "rebuilt".to_owned());
        [index, own, log, rebuilt].into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    fn roles(&self) -> String {
        let roles = [(self.default, "default"), (self.active, "active")];
        roles.iter().filter(|(has, _)| *has).map(|(_, role)| *role).collect::<Vec<_>>().join(", ")
    }

    /// What is known against it.
    fn vulnerable(&self) -> Option<String> {
        self.version.as_ref().and_then(|version| self.vulnerabilities.told(version))
    }

    /// What a reader should know of it besides, and of others perhaps too.
    fn remark(&self) -> Option<String> {
        let unverified = self.verified.as_ref().and_then(|verified| verified.unverified.as_ref());
        match unverified {
            Some(why) => {
                let to = self.origin.as_ref().filter(|_| self.link.is_some());
                let how = match self.source.as_deref() {
                    Some(BUILT) => "built from",
                    _ => "linked to",
                };
                let to = to.map(|to| format!(", {how} {to}")).unwrap_or_default();
                Some(format!("unverified: {why}{to}"))
            }
            None if self.absent.is_empty() => None,
            None => {
                let why = Receipt::why_absent(self.source.as_deref().unwrap_or_default());
                Some(format!("without {}: {why}", self.absent.join(", ")))
            }
        }
    }
}

impl List {
    /// Each remark once, with all that it is about.
    fn remarks(&self) -> Vec<(String, Vec<String>)> {
        let mut remarks: Vec<(String, Vec<String>)> = Vec::new();
        for entry in &self.0 {
            let Some(remark) = entry.remark() else { continue };
            match remarks.iter_mut().find(|(said, _)| *said == remark) {
                Some((_, of)) => of.push(entry.told()),
                None => remarks.push((remark, vec![entry.told()])),
            }
        }
        remarks
    }
}

impl Report for List {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let mut table = Table::new(&[
            Column::Left("VERSION"),
            Column::Right("SIZE"),
            Column::Left("SOURCE"),
            Column::Left("VERIFIED BY"),
            Column::Left(""),
        ]);
        for entry in &self.0 {
            table.row([
                entry.told(),
                entry.size_bytes.map_or_else(|| "?".to_owned(), bytes),
                entry.source.clone().unwrap_or_else(|| "?".to_owned()),
                entry.verified_by(),
                entry.roles(),
            ]);
        }
        table.write(out)?;
        for (remark, of) in self.remarks() {
            writeln!(out, "{DIM}{}: {remark}{DIM:#}", of.join(", "))?;
        }
        // A toolchain of the user's own may have the version of one of ours.
        let mut said: Vec<String> = Vec::new();
        for vulnerable in self.0.iter().filter_map(Entry::vulnerable) {
            if !said.contains(&vulnerable) {
                writeln!(out, "{DIM}{vulnerable}{DIM:#}")?;
                said.push(vulnerable);
            }
        }
        Ok(())
    }
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    if args.remote {
        return remote::run(args, context);
    }
    let mut list = match args.platform.is_named() {
        true => only(&args.platform.context(context)?)?,
        false => installed(context)?,
    };
    if let Some(request) = &args.version {
        let versions: Vec<_> = list.0.iter().filter_map(|entry| entry.version.clone()).collect();
        let request = meant(request, context)?;
        let wanted = request.among(&versions);
        list.0.retain(|entry| match (&entry.link, &request) {
            (Some(name), Request::Named(named)) => name == named,
            (Some(_), _) => false,
            (None, _) => entry.version.as_ref().is_some_and(|version| wanted.contains(&version)),
        });
    }
    let none = list.0.is_empty();
    context.out.report(&list, args.format.format)?;
    if none {
        context.out.hint(&match &args.version {
            Some(request) => format!("no installed version is {request}"),
            None => "nothing is installed: goenvmgr install latest".to_owned(),
        });
    }
    Ok(Exit::Fine)
}

/// What is installed, with what is known of each.
pub(super) fn installed(context: &Context) -> Result<List> {
    let store = Store::new(&context.home);
    let installed = store.list()?;
    let default = default(context, &installed);
    // A pin that cannot be read must not hide what is installed.
    let selection =
        select(&context.env, &store, &context.config, &AncestorScan::of(&context.env.cwd)).ok();
    let active = selection.and_then(|selection| selection.installed().map(Installed::name));
    let known = known(context);
    let host = Platform::host();
    let links = store.links()?.into_iter().map(|link| {
        let built = BuildDir::of(&context.home, &link.name);
        let mut entry = Entry::linked(link, &known);
        if let Some(built) = built {
            entry.built(&built);
        }
        let named = entry.link.clone().map(Request::Named);
        entry.default = named.is_some() && named == context.config.default.value;
        entry.active = active == entry.link.as_ref().map(ToString::to_string);
        entry
    });
    let links: Vec<_> = links.collect();
    let entries = installed.into_iter().map(|installed| {
        let receipt = store.receipt(&installed.version);
        let mut entry = Entry::new(installed, receipt.as_ref(), &known, &host);
        entry.default = default.is_some() && default == entry.version;
        entry.active = active == entry.version.as_ref().map(GoVersion::toolchain);
        entry
    });
    let mut all: Vec<Entry> = entries.chain(links).collect();
    for home in foreign::homes(&context.home)? {
        all.extend(of(&home, &known)?);
    }
    Ok(List(all))
}

/// What is known against releases.
fn known(context: &Context) -> Known {
    vulnerabilities::known(&context.home, &context.config, context.env.now)
}

/// What is installed for one platform.
fn only(context: &Context) -> Result<List> {
    match context.home.platform() {
        Some(_) => of(&context.home, &known(context)).map(List),
        None => {
            let host = Some(Platform::host().to_string());
            let mut list = installed(context)?;
            list.0.retain(|entry| entry.platform == host);
            Ok(list)
        }
    }
}

/// What is installed for another platform, which nothing selects.
fn of(home: &Home, known: &Known) -> Result<Vec<Entry>> {
    let (store, platform) = (Store::new(home), home.target());
    let entry = |installed: Installed| {
        let receipt = store.receipt(&installed.version);
        Entry::new(installed, receipt.as_ref(), known, &platform)
    };
    Ok(store.list()?.into_iter().map(entry).collect())
}

fn default(context: &Context, installed: &[Installed]) -> Option<GoVersion> {
    let request: &Request = context.config.default.value.as_ref()?;
    request.newest(installed.iter().map(|installed| &installed.version)).cloned()
}
