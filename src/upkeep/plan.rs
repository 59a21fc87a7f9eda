//! What an update of this program would do, as a value.

use std::path::{Path, PathBuf};

use semver::Version;
use serde::Serialize;

use super::release::{Archive, FILE, LONGEST, Release, ReleaseError};
use super::{keys, manager, pages};
use crate::base::fault::{Fault, Result};
use crate::base::secret::UrlText;
use crate::base::visible::Visible as _;
use crate::go::platform::Platform;
use crate::go::sources::Answer;
use crate::go::sumdb::key::VerifierKey;
use crate::go::sumdb::note::NoteError;
use crate::settings::config::Config;
use crate::sys::env::Env;
use crate::sys::fs::marks;
use crate::sys::net::{Fetch, Patience, Request};

/// This program's own version.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What is newest, and what taking it would change. The names of the fields are keys of the JSON.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Plan {
    /// The version of the program that stands there.
    pub(crate) from: String,
    /// The version that the release owner calls newest.
    pub(crate) newest: String,
    /// Whether that is newer than this program.
    pub(crate) newer: bool,
    /// Where releases lie.
    pub(crate) address: UrlText,
    /// The key that has signed it.
    pub(crate) key: String,
    /// What is fetched; null where nothing is newer.
    pub(crate) archive: Option<Archive>,
    /// The file that is replaced, links resolved.
    pub(crate) program: PathBuf,
    /// Manual pages and completions beside it, which change with it.
    pub(crate) pages: Vec<PathBuf>,
}

impl Plan {
    /// Reads who installed this program, which has such manual pages, and what the release owner has signed last.
    ///
    /// # Errors
    /// When a package manager has the program, this build has no key, or no address is set (exit 2); when the document
    /// cannot be read (exit 3), is not signed by one of our keys (exit 6), or has nothing for this platform (exit 1).
    pub(crate) fn make(
        env: &Env,
        config: &Config,
        manual: &[String],
        fetch: &dyn Fetch,
    ) -> Result<Self> {
        let program = program(env)?;
        is_nobodys(env, &program)?;
        let keys = keys::all(env)?;
        let address = address(config)?;
        let release = read(fetch, &address, &keys)?;
        // What is older is never taken: an old document with its good signature brings no old program back.
        let newer = is_newer(&release.version);
        let archive = match newer {
            true => Some(for_here(&release, &address)?),
            false => None,
        };
        Ok(Self {
            from: VERSION.to_owned(),
            newest: release.version.to_string(),
            newer,
            address,
            key: release.key,
            archive,
            pages: pages::beside(&program, manual),
            program,
        })
    }

    /// The same where this version stands there by now: nothing takes the place of what is as new.
    pub(super) fn over(self, standing: &Version) -> Self {
        let newest = self.newest.parse::<Version>();
        let newer = newest.is_ok_and(|newest| newest.cmp_precedence(standing).is_gt());
        let archive = self.archive.filter(|_| newer);
        Self { from: standing.to_string(), newer, archive, ..self }
    }

    /// Whether the newest release is older than the program.
    pub(crate) fn is_ahead(&self) -> bool {
        let [from, newest] = [&self.from, &self.newest].map(|text| text.parse::<Version>());
        matches!((from, newest), (Ok(from), Ok(newest)) if from.cmp_precedence(&newest).is_gt())
    }
}

fn program(env: &Env) -> Result<PathBuf> {
    marks::real(&env.exe).ok_or_else(|| {
        Fault::unfinished("the path of this program is not known")
            .hint("call it by its path, and see that /proc is mounted")
    })
}

fn is_nobodys(env: &Env, program: &Path) -> Result<()> {
    let Some(manager) = manager::of(env, program) else { return Ok(()) };
    let what = format!("{} has installed {}", manager.name, program.visible());
    Err(Fault::usage(what).hint(manager.command))
}

fn address(config: &Config) -> Result<UrlText> {
    if let Some(fault) = &config.wrong_sources {
        return Err(fault.clone());
    }
    config.release_url.value.clone().ok_or_else(|| {
        Fault::usage("nothing says where releases of goenvmgr lie")
            .hint("goenvmgr config set release_url URL   names the directory")
    })
}

fn read(fetch: &dyn Fetch, address: &UrlText, keys: &[VerifierKey]) -> Result<Release> {
    let url = address.map(|dir| format!("{dir}{FILE}"));
    let request = Request { patience: Patience::Long, ..Request::get(url.clone()) };
    let answered = match fetch.get(&request) {
        Ok(response) if response.status == 200 => response.bytes(LONGEST).map_err(Answer::from),
        Ok(response) => Err(Answer::of(response)),
        Err(error) => Err(error.into()),
    };
    let note = answered.map_err(|answer| unread(&url, &answer))?;
    Release::open(&note, keys).map_err(|error| match error {
        ReleaseError::Note(NoteError::Malformed) => {
            Fault::unfinished(format!("{url} is no signed document of a release"))
        }
        ReleaseError::Note(error) => Fault::integrity(format!("{url}: {error}"))
            .because("no key of this build has signed it: nothing was changed"),
        ReleaseError::Text(_) => Fault::unfinished(format!("{url}: {error}"))
            .hint("./install.sh --binary FILE --sha256 HEX   takes a release by hand"),
    })
}

/// That nothing came from a URL of a release.
pub(super) fn unread(url: &UrlText, answer: &Answer) -> Fault {
    Fault::unfinished("the release could not be read")
        .because(format!("{url}: {answer}"))
        .hint("goenvmgr config get release_url   shows where releases are looked for")
}

fn is_newer(version: &Version) -> bool {
    VERSION.parse::<Version>().is_ok_and(|own| version.cmp_precedence(&own).is_gt())
}

fn for_here(release: &Release, address: &UrlText) -> Result<Archive> {
    let platform = Platform::host();
    release.archive(&platform).cloned().ok_or_else(|| {
        let what = format!("{address} has goenvmgr {}, and not for {platform}", release.version);
        Fault::no(what).hint("git pull && ./install.sh   builds it in a checkout")
    })
}
