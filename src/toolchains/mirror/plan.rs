//! What a mirror is to hold, and what is missing: read, resolved and asked, without a change to it.

use std::fs::File;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::description::{Description, Wanted};
use super::distribution::Distribution;
use super::place::{Access, Place};
use super::records::Record;
use super::{attest, database};
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::go::platform::Platform;
use crate::go::sumdb::client::Proxy;
use crate::go::sumdb::head::SignedHead;
use crate::go::sumdb::{Client, Database};
use crate::go::version::{GoVersion, Request};
use crate::sys::fs::read;
use crate::sys::net::Patience;
use crate::toolchains::install::{ChecksumDatabase, Installer, offered_bytes, published};

/// What is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub kind: Kind,
    pub dir: PathBuf,
    pub requests: Vec<Request>,
    pub platforms: Vec<Platform>,
    /// Files with heads that clients have verified.
    pub heads: Vec<PathBuf>,
    /// Go's own directory, which has one too.
    pub gopath: Option<PathBuf>,
    /// Every tile, from now on.
    pub any_head: bool,
    /// What is here is read and verified too.
    pub repair: bool,
    /// Nothing is to be changed.
    pub dry_run: bool,
}

/// Which of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A mirror is made where there is none, or added to.
    Create,
    /// One that is there is brought up to date.
    Update,
}

/// What is going to be done.
pub(crate) struct MirrorPlan {
    pub(super) place: Place,
    pub(super) database: Database,
    pub(super) description: Description,
    /// The head that is here; nothing where there is none.
    pub(super) before: Option<SignedHead>,
    pub(super) head: SignedHead,
    /// The records of all that is here or is to come.
    pub(super) records: Vec<Record>,
    /// Whether what is here is verified too.
    pub(super) repair: bool,
    dry_run: bool,
    pub(crate) versions: Vec<Planned>,
}

/// One toolchain of a plan.
#[derive(Clone, Debug)]
pub(crate) struct Planned {
    pub(crate) of: Distribution,
    pub(crate) action: Action,
    /// How long its zip is, where that was asked.
    pub(crate) bytes: Option<u64>,
    /// Why it cannot come.
    pub(crate) fault: Option<Fault>,
}

/// What is to be done for one toolchain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Action {
    /// It is downloaded.
    Fetch,
    /// It is here.
    Nothing,
}

/// Finds out what there is to do. Unless it is a dry run nobody else changes the mirror from here on.
pub(crate) fn plan(installer: &Installer<'_>, asked: &Asked) -> Result<MirrorPlan> {
    if asked.requests.contains(&Request::System) {
        return Err(Fault::usage("system is the Go of a machine, not one to mirror")
            .hint("goenvmgr mirror create DIR latest"));
    }
    let database = database(installer.upstream)?.clone();
    let access = if asked.dry_run { Access::Look } else { Access::Change };
    let place = match asked.kind {
        Kind::Create => Place::make(&asked.dir, &database, access, installer.progress)?,
        Kind::Update => Place::open(&asked.dir, &database, access, installer.progress)?,
    };
    let mut description = place.description.clone().unwrap_or_else(|| Description::new(&database));
    description.add(&asked.requests, &asked.platforms);
    description.forget_what_never_came(&place.layout.with("zip")?);
    resolve(installer, &mut description.wanted)?;
    let client = client(installer, &database, true);
    let before = read::bytes(&place.layout.latest(), super::records::LONGEST)?;
    let before = before.and_then(|note| SignedHead::open(&note, &database.key).ok());
    let head = newest(&client, before.as_ref())?;
    description.follow_from(&database, &head, asked.any_head);
    heads(asked, &database, &head, &mut description)?;
    let mut plan = MirrorPlan {
        place,
        database: database.clone(),
        description,
        before,
        head,
        records: Vec::new(),
        repair: asked.repair,
        dry_run: asked.dry_run,
        versions: Vec::new(),
    };
    for of in plan.description.distributions() {
        installer.interrupt.check()?;
        let planned = plan.planned(installer, &client, of)?;
        plan.versions.push(planned);
    }
    plan.take_along()?;
    let nobody_has =
        |one: &&Planned| one.fault.as_ref().is_some_and(|fault| fault.exit == Exit::No);
    for Planned { of, .. } in plan.versions.iter().filter(nobody_has) {
        plan.description.drop_new(of, plan.place.description.as_ref());
    }
    Ok(plan)
}

impl MirrorPlan {
    /// What is to be done for one toolchain.
    fn planned(
        &mut self,
        installer: &Installer<'_>,
        client: &Client<'_>,
        of: Distribution,
    ) -> Result<Planned> {
        let layout = &self.place.layout;
        let record = Record::here(layout, &of).map_or_else(|| Record::asked(client, &of), Ok);
        let record = match record {
            Ok(record) => record,
            Err(fault) if matches!(fault.exit, Exit::Signal(_)) => return Err(fault),
            Err(fault) => {
                return Ok(Planned { of, action: Action::Fetch, bytes: None, fault: Some(fault) });
            }
        };
        let zip = read::open(&layout.file(&of, "zip"));
        // What is done goes by the record that is verified by then.
        let is_whole = |zip: &File| {
            let Installer { progress, interrupt, .. } = *installer;
            !(self.repair && self.dry_run)
                || attest::zip(zip, &of, &record.text, progress, interrupt).is_ok()
        };
        let action =
            if zip.is_ok_and(|zip| is_whole(&zip)) { Action::Nothing } else { Action::Fetch };
        installer.interrupt.check()?;
        self.records.push(record);
        Ok(Planned { of, action, bytes: None, fault: None })
    }

    /// What is here and no word asks for any more: its records come under the new head too.
    fn take_along(&mut self) -> Result<()> {
        for of in self.place.layout.looked_up()? {
            if !self.versions.iter().any(|one| one.of == of) {
                self.records.extend(Record::here(&self.place.layout, &of));
            }
        }
        Ok(())
    }

    /// Asks how long each zip is that is to come; whether it is to be had comes out too.
    pub(crate) fn ask_for_sizes(&mut self, installer: &Installer<'_>) -> Result<()> {
        let to_come = |one: &&mut Planned| one.action == Action::Fetch && one.fault.is_none();
        for planned in self.versions.iter_mut().filter(to_come) {
            installer.interrupt.check()?;
            let there = Installer { platform: &planned.of.platform, ..*installer };
            match offered_bytes(&there, &planned.of.version) {
                Ok(bytes) => planned.bytes = bytes,
                Err(fault) => planned.fault = Some(fault),
            }
        }
        Ok(())
    }

    /// The toolchains that are here with a record.
    pub(super) fn here(&self) -> Result<Vec<Distribution>> {
        let mut here = self.place.layout.with("zip")?;
        here.retain(|of| self.records.iter().any(|record| record.of == *of));
        Ok(here)
    }

    /// How many records the log had, and has: null where the mirror is new.
    pub(crate) fn sizes(&self) -> (Option<u64>, u64) {
        (self.before.as_ref().map(|before| before.head.size), self.head.head.size)
    }

    /// The directory.
    pub(crate) fn dir(&self) -> &Path {
        &self.place.layout.root
    }

    /// The checksum database.
    pub(crate) fn database(&self) -> &str {
        &self.database.name
    }

    /// What is mirrored.
    pub(crate) fn wanted(&self) -> &[Wanted] {
        &self.description.wanted
    }
}

/// A client of the database. It keeps tiles below our cache, or nowhere.
pub(super) fn client<'a>(
    installer: &'a Installer<'a>,
    database: &'a Database,
    keeps: bool,
) -> Client<'a> {
    let proxies: Vec<Proxy> = match &installer.upstream.checksum_database {
        ChecksumDatabase::Ask { proxies, .. } => proxies.clone(),
        ChecksumDatabase::Off(_) => Vec::new(),
    };
    let client = Client::new(installer.fetch, database, proxies, installer.home.state())
        .telling(installer.progress)
        .patience(Patience::Long);
    if keeps { client.cache(installer.home.cache()) } else { client }
}

/// What each word means now: the same version for all its platforms, the newest that any of them has.
fn resolve(installer: &Installer<'_>, wanted: &mut [Wanted]) -> Result<()> {
    for one in wanted {
        let (mut newest, mut nobody): (Option<GoVersion>, _) = (None, None);
        for platform in &one.platforms {
            installer.interrupt.check()?;
            let there = Installer { platform, ..*installer };
            match published(&there, &one.request) {
                Ok(version) => {
                    let older = newest.as_ref().is_none_or(|other| other.compare(&version).is_lt());
                    newest = if older { Some(version) } else { newest };
                }
                // A port that has ended has no newest version.
                Err(fault) if fault.exit == Exit::No => nobody = Some(fault),
                Err(fault) => return Err(fault),
            }
        }
        match (newest, nobody) {
            // A list with a gap, or an old one, takes nothing back.
            (Some(version), _) => {
                let newer = one.version.take().filter(|now| now.compare(&version).is_gt());
                one.version = Some(newer.unwrap_or(version));
            }
            (None, Some(fault)) => return Err(fault),
            (None, None) => {}
        }
    }
    Ok(())
}

/// The newest head that is known, here or there: a mirror never goes back.
fn newest(client: &Client<'_>, before: Option<&SignedHead>) -> Result<SignedHead> {
    let head = client.newest()?;
    Ok(match before {
        Some(before) if before.head.size > head.head.size => before.clone(),
        _ => head,
    })
}

/// Adds the heads that clients have.
fn heads(
    asked: &Asked,
    database: &Database,
    head: &SignedHead,
    description: &mut Description,
) -> Result<()> {
    if let Some(gopath) = &asked.gopath {
        let path = gopath.join("pkg/sumdb").join(&database.name).join("latest");
        let note = read::bytes(&path, super::records::LONGEST).ok().flatten();
        let known = note.and_then(|note| SignedHead::open(&note, &database.key).ok());
        if let Some(known) = known.filter(|known| known.head.size < head.head.size) {
            description.know(&known);
        }
    }
    for path in &asked.heads {
        let refused = |why: String| {
            Fault::usage(format!("{} is no head of {}: {why}", path.visible(), database.name))
                .hint("a client's is GOPATH/pkg/sumdb/NAME/latest")
        };
        let note = read::bytes(path, super::records::LONGEST)?;
        let note = note.ok_or_else(|| refused("there is no such file".to_owned()))?;
        let known = SignedHead::open(&note, &database.key).map_err(|e| refused(e.to_string()))?;
        if known.head.size > head.head.size {
            let what = format!(
                "{} is at tree#{}, newer than what is told here",
                path.visible(),
                known.head.size
            );
            return Err(Fault::unfinished(what)
                .because(format!("{} tells tree#{}", database.name, head.head.size))
                .hint("ask again later, or by another GOPROXY"));
        }
        description.know(&known);
    }
    Ok(())
}
