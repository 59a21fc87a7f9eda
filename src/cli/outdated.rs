//! `goenvmgr outdated`: which versions have a newer one of their line, and which lines Go supports no more.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::Serialize;

use super::installing::installing;
use super::wanting::{self, Wanting};
use super::{Context, FormatArg};
use crate::base::fault::{Exit, Result};
use crate::go::platform::Platform;
use crate::go::version::support::{is_supported, supported};
use crate::go::version::{GoVersion, Request};
use crate::go::vulnerabilities::{Exposure, Known};
use crate::toolchains::install::AvailableVersions;
use crate::toolchains::store::Store;
use crate::toolchains::vulnerabilities;
use crate::ui::{Column, DIM, Report, Table};

/// Show which versions are old: installed ones, and those that known projects pin
///
/// Go supports the two newest lines that have a release. Vulnerabilities are those of the standard library and
/// the toolchain; govulncheck says whether a program is reached by one; what is known of them is part of goenvmgr, or read from the setting vulnerability_url. Projects are those that `goenvmgr roots` shows.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
JSON: source, note, supported (lines), vulnerabilities_as_of, versions [{version, installed, newest, supported,
vulnerabilities {ids, fixed_in}, outdated, wanted_by}].

Examples:
  goenvmgr outdated
  goenvmgr outdated --exit-code")]
pub(super) struct Args {
    /// End with 1 where something is old
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    format: FormatArg,
}

/// What is old, and what is not. Keys are part of the command line's contract.
#[derive(Debug, Serialize)]
struct Outdated {
    /// Who says which versions there are.
    source: String,
    /// What a reader should know of that; null where nothing.
    note: Option<String>,
    /// The lines that Go supports.
    supported: Vec<GoVersion>,
    /// The day that what is said of vulnerabilities is of.
    vulnerabilities_as_of: String,
    versions: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    version: GoVersion,
    installed: bool,
    /// The newest of its line; null where nobody has one.
    newest: Option<GoVersion>,
    supported: bool,
    /// Known vulnerabilities of its standard library and its programs.
    vulnerabilities: Exposure,
    /// Whether there is a newer one of its line, or Go supports that line no more.
    outdated: bool,
    /// Who asks for it.
    wanted_by: Vec<String>,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let published = published(context)?;
    let installed = Store::new(&context.home).versions()?;
    let known = known(context)?;
    let outdated = Outdated::of(published, &installed, &wanting::all(context)?, &known);
    context.out.report(&outdated, args.format.format)?;
    let is_any = outdated.versions.iter().any(|row| row.outdated);
    if is_any {
        context.out.hint("goenvmgr upgrade   installs the newest of each line");
    }
    Ok(if is_any && args.exit_code { Exit::No } else { Exit::Fine })
}

/// What the first source that answers has.
pub(super) fn published(context: &Context) -> Result<AvailableVersions> {
    installing(context, context.config.clone(), |installer| installer.available())
}

/// What is known against releases, from the database where the setting names one.
fn known(context: &Context) -> Result<Known> {
    let (home, now) = (context.home.clone(), context.env.now);
    let kept = || vulnerabilities::known(&context.home, &context.config, now);
    let Some(url) = context.config.vulnerability_url.value.clone() else { return Ok(kept()) };
    let asked = url.clone();
    let read = installing(context, context.config.clone(), move |installer| {
        Ok(vulnerabilities::renew(installer.fetch, &asked, &home, now))
    })?;
    Ok(read.unwrap_or_else(|why| {
        let known = kept();
        let day = known.as_of();
        context
            .out
            .warn(&format!("{url}: {why}; vulnerabilities are those that were known on {day}"));
        known
    }))
}

impl Outdated {
    fn of(
        published: AvailableVersions,
        installed: &[GoVersion],
        wanted: &[Wanting],
        known: &Known,
    ) -> Self {
        let AvailableVersions { source, note, versions } = published;
        let lines = supported(&versions);
        let mut all: BTreeSet<&GoVersion> = installed.iter().collect();
        all.extend(wanted.iter().filter_map(|one| match &one.request {
            Request::Exact(version) => Some(version),
            _ => None,
        }));
        let platform = Platform::host();
        let row = |version: &GoVersion| {
            let newest = Request::Line(version.language()).newest(&versions).cloned();
            let newest = newest.filter(|newest| !newest.is_prerelease());
            let is_old = newest.as_ref().is_some_and(|newest| newest.compare(version).is_gt());
            let supported = is_supported(version, &lines);
            let asks = |one: &&Wanting| match &one.request {
                Request::Exact(exact) => exact == version,
                other => other.newest(installed) == Some(version),
            };
            Row {
                version: version.clone(),
                installed: installed.contains(version),
                outdated: is_old || !supported,
                newest,
                supported,
                vulnerabilities: known.exposure(version, &platform),
                wanted_by: wanted.iter().filter(asks).map(|one| one.by.clone()).collect(),
            }
        };
        let rows = all.into_iter().rev().map(row).collect();
        let vulnerabilities_as_of = known.as_of().to_owned();
        Self { source, note, supported: lines, vulnerabilities_as_of, versions: rows }
    }
}

impl Report for Outdated {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let lines: Vec<String> = self.supported.iter().map(ToString::to_string).collect();
        let supports = format!("Go supports {}", lines.join(" and "));
        if !self.versions.iter().any(|row| row.outdated) {
            return writeln!(out, "nothing is old ({supports})");
        }
        let columns = ["VERSION", "NEWEST", "", "WANTED BY"].map(Column::Left);
        let mut table = Table::new(&columns);
        for row in self.versions.iter().filter(|row| row.outdated) {
            let newest = row.newest.as_ref().filter(|newest| **newest != row.version);
            let mut words = Vec::new();
            if !row.installed {
                words.push("not installed".to_owned());
            }
            if !row.supported {
                words.push("no longer supported".to_owned());
            }
            words.extend(row.vulnerabilities.count());
            table.row([
                row.version.to_string(),
                newest.map(ToString::to_string).unwrap_or_default(),
                words.join(", "),
                row.wanted_by.join("\n"),
            ]);
        }
        table.write(out)?;
        writeln!(out, "{DIM}{supports}; from {}{DIM:#}", self.source)?;
        let day = &self.vulnerabilities_as_of;
        writeln!(
            out,
            "{DIM}vulnerabilities as the Go vulnerability database had them on {day}{DIM:#}"
        )
    }
}
