//! `goenvmgr list --remote`: what there is to install.

use std::io::{self, Write};

use serde::Serialize;

use super::Args;
use crate::base::fault::{Exit, Result};
use crate::base::progress::Silent;
use crate::cli::Context;
use crate::cli::meant::published as published_alone;
use crate::go::platform::Platform;
use crate::go::version::GoVersion;
use crate::sys::interrupt::Interrupt;
use crate::sys::net::Client;
use crate::toolchains::install::{Installer, Upstream};
use crate::toolchains::store::Store;
use crate::ui::{Column, DIM, Report, Table};

/// What a source has. Keys are part of the command line's contract.
#[derive(Debug, Serialize)]
struct Remote {
    /// Who has this list.
    source: String,
    /// What a reader should know of it; null where nothing.
    note: Option<String>,
    /// The versions, newest first.
    versions: Vec<Offered>,
}

#[derive(Debug, Serialize)]
struct Offered {
    /// `1.22.5`.
    version: GoVersion,
    /// Whether it is no alpha, beta or release candidate.
    stable: bool,
    /// Whether it is installed.
    installed: bool,
}

impl Report for Remote {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let mut table = Table::new(&[Column::Left("VERSION"), Column::Left("")]);
        for offered in &self.versions {
            let word = if offered.installed { "installed" } else { "" };
            table.row([offered.version.to_string(), word.to_owned()]);
        }
        table.write(out)?;
        match &self.note {
            Some(note) => writeln!(out, "{DIM}from {}: {note}{DIM:#}", self.source),
            None => writeln!(out, "{DIM}from {}{DIM:#}", self.source),
        }
    }
}

/// Asks the sources in their order and shows the first list.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let upstream = Upstream::read(&context.env, &context.home, &context.config)?;
    let client = Client::new(&context.env, context.config.http_timeout.value);
    let published = Installer {
        home: &context.home,
        fetch: &upstream.fetch(client, &context.env),
        upstream: &upstream,
        policy: context.config.verify.value,
        platform: &Platform::host(),
        progress: &Silent,
        interrupt: &Interrupt::never(),
        now: context.env.now,
    }
    .available()?;
    let store = Store::new(&context.home);
    let asked =
        args.version.as_ref().map(|request| published_alone(request, context)).transpose()?;
    let old = asked.as_ref().and_then(|asked| asked.overtaken_by(&published.versions));
    let old = old.map(|release| format!("the newest release is newer: {release}"));
    let versions = match &asked {
        Some(request) => request.among(&published.versions).into_iter().cloned().collect(),
        None => published.versions,
    };
    let offered = versions.into_iter().map(|version| Offered {
        stable: !version.is_prerelease(),
        installed: store.find(&version).is_some(),
        version,
    });
    let notes: Vec<String> = published.note.into_iter().chain(old).collect();
    let note = (!notes.is_empty()).then(|| notes.join("; "));
    let remote = Remote { source: published.source, note, versions: offered.collect() };
    context.out.report(&remote, args.format.format)?;
    if let (Some(request), true) = (&asked, remote.versions.is_empty()) {
        context.out.hint(&format!("{} lists no version that is {request}", remote.source));
    }
    Ok(Exit::Fine)
}
