//! The checksum database, asked as Go asks it for a module that go.sum does not name yet, with copies
//! of the heads that we and Go remember: nothing outside our cache is written.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use crate::doctor::model::limit::{self, Pending};
use crate::doctor::subjects::filesystem::scratch::Scratch;
use crate::doctor::subjects::network::facts::WALK;
use crate::doctor::subjects::network::facts::target::wanted;
use crate::doctor::subjects::project::facts::Project;
use crate::go::goproxy::{self, Auth, Authorized, Entry as Listed, Way};
use crate::go::sumdb::client::Proxy;
use crate::go::sumdb::gosumdb::{self, Choice, SUM_GOLANG_ORG};
use crate::go::sumdb::head::SignedHead;
use crate::go::sumdb::{Client, Database, SumdbErrorKind};
use crate::settings::goenv::GoEnv;
use crate::sys::env::Env;
use crate::sys::fs::{atomic, read};
use crate::sys::net::{Client as Http, Fetch, NetError, Patience, Request, Response};

/// Where heads are remembered, and where copies of them may be written.
#[derive(Clone, Debug)]
pub(super) struct States {
    /// Our state directory.
    pub ours: PathBuf,
    /// First directory of GOPATH: Go keeps its own below `pkg/sumdb`.
    pub gopath: Option<PathBuf>,
    /// Where copies of heads go.
    pub scratch: Scratch,
}

/// The database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Log {
    pub name: String,
    /// The module that was looked up.
    pub module: String,
    /// What came of each remembered head; at least one.
    pub heads: Vec<Head>,
    /// How often that was asked for which took the most attempts.
    pub attempts: u32,
}

/// A look-up with one remembered head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Head {
    /// Where it is remembered; nothing where nobody remembers one.
    pub file: Option<PathBuf>,
    /// Whether it is Go's own.
    pub of_go: bool,
    /// Whether the file holds no head that the database signed; then nobody was asked with it.
    pub damaged: bool,
    /// Size of the log, or what went wrong.
    pub answer: Result<u64, (SumdbErrorKind, String)>,
}

impl Head {
    /// The file, where it is damaged.
    pub(crate) fn damaged_file(&self) -> Option<&Path> {
        self.file.as_deref().filter(|_| self.damaged)
    }
}

/// A look-up that is being made.
pub(super) struct Asked {
    name: String,
    module: String,
    pending: Pending<(Vec<Head>, u32)>,
}

/// Starts to look a module up. Nothing where GOSUMDB is `off`, or cannot be read, or nothing is
/// downloaded.
pub(super) fn start(
    env: &Env,
    go: &GoEnv,
    listed: &[Listed],
    project: Option<&Project>,
    states: &States,
    (http, auth): (Http, Auth),
) -> Option<Asked> {
    if listed.first().is_some_and(|first| first.way == Way::Off) {
        return None;
    }
    let value = go.value("GOSUMDB").unwrap_or_else(|| SUM_GOLANG_ORG.to_owned());
    let Ok(Choice::Use(database)) = gosumdb::parse(&value) else { return None };
    let private = ["GONOSUMDB", "GOPRIVATE"].iter().find_map(|name| go.value(name));
    let private = private.unwrap_or_default();
    let (module, version) = wanted(project, &private);
    if goproxy::covers(&private, &module) {
        return None;
    }
    let with = goproxy::Proxies::new(listed, goproxy::Settings::default());
    let places = with.places().cloned().chain([database.url.clone()]).collect();
    let http = Authorized::new(http, auth, env, places);
    let ways: Vec<Proxy> =
        (with.bases().into_iter()).map(|(url, on_any_error)| Proxy { url, on_any_error }).collect();
    let states = states.clone();
    let (name, named) = (database.name.clone(), format!("{module}@{version}"));
    let pending = limit::start(WALK, move || {
        let http = Counting { http, most: AtomicU32::new(1) };
        let heads = look_up(&http, &database, &ways, &states, (&module, &version));
        (heads, http.most.into_inner())
    });
    Some(Asked { name, module: named, pending })
}

impl Asked {
    /// What came of it.
    pub(super) fn wait(self) -> Option<Log> {
        let (heads, attempts) = self.pending.wait().answer.unwrap_or_else(|_| {
            let what = format!("{}: no answer in {} s", self.name, WALK.as_secs());
            let answer = Err((SumdbErrorKind::NotReached { first_contact: false }, what));
            (vec![Head { file: None, of_go: true, damaged: false, answer }], 1)
        });
        Some(Log { name: self.name, module: self.module, heads, attempts })
    }
}

/// With each head that somebody remembers, until nobody answers.
fn look_up(
    http: &Counting,
    database: &Database,
    ways: &[Proxy],
    states: &States,
    (module, version): (&str, &str),
) -> Vec<Head> {
    let (sound, damaged) = remembered(states, database);
    let mut heads = Vec::new();
    for Memory { file, of_go, note } in sound {
        let state = states.scratch.dir().join(if of_go { "sumdb-go" } else { "sumdb" });
        let answer = copy(&state, database, &note).and_then(|()| {
            let client =
                Client::new(http, database, ways.to_vec(), &state).patience(Patience::Long);
            match client.lookup(module, version) {
                Ok(evidence) => Ok(evidence.tree_size),
                // It answers, and has no such module.
                Err(error) if error.kind == SumdbErrorKind::NotFound => Ok(0),
                Err(error) => Err((error.kind, error.what)),
            }
        });
        let silent = matches!(answer, Err((SumdbErrorKind::NotReached { .. }, _)));
        heads.push(Head { file, of_go, damaged: false, answer });
        if silent {
            break;
        }
    }
    heads.extend(damaged);
    heads
}

/// Remembers how often the most stubborn of its requests was made.
struct Counting {
    http: Authorized<Http>,
    most: AtomicU32,
}

impl Fetch for Counting {
    fn get(&self, request: &Request) -> Result<Response, NetError> {
        let answer = self.http.get(request);
        let attempts = answer.as_ref().map_or_else(|error| error.attempts, |told| told.attempts);
        self.most.fetch_max(attempts, Ordering::Relaxed);
        answer
    }
}

/// A head that somebody remembers, or Go's having none yet.
struct Memory {
    file: Option<PathBuf>,
    of_go: bool,
    note: Vec<u8>,
}

/// What Go and we remember of the database, and what of it cannot be read. Go is always asked for:
/// without a head it believes what is consistent in itself, whatever we remember.
fn remembered(states: &States, database: &Database) -> (Vec<Memory>, Vec<Head>) {
    let gos = states.gopath.as_ref();
    let gos = gos.map(|dir| dir.join("pkg/sumdb").join(&database.name).join("latest"));
    let ours = Client::remembered(&states.ours, database);
    let (mut sound, mut damaged) = (Vec::new(), Vec::new());
    for (file, of_go) in [(gos, true), (Some(ours), false)] {
        let note = file.as_ref().and_then(|file| read::bytes(file, 1 << 20).ok().flatten());
        let note = note.filter(|note| !note.is_empty());
        match note.map(|note| (SignedHead::open(&note, &database.key), note)) {
            Some((Ok(_), note)) => sound.push(Memory { file, of_go, note }),
            Some((Err(error), _)) => {
                let answer = Err((SumdbErrorKind::Local, error.to_string()));
                damaged.push(Head { file, of_go, damaged: true, answer });
            }
            None if of_go => sound.push(Memory { file: None, of_go, note: Vec::new() }),
            None => {}
        }
    }
    if sound.is_empty() {
        sound.push(Memory { file: None, of_go: true, note: Vec::new() });
    }
    (sound, damaged)
}

fn copy(state: &Path, database: &Database, note: &[u8]) -> Result<(), (SumdbErrorKind, String)> {
    let file = Client::remembered(state, database);
    let made = file.parent().map_or(Ok(()), atomic::create_dir);
    made.and_then(|()| atomic::write_cache(&file, note))
        .map_err(|fault| (SumdbErrorKind::Local, fault.to_string()))
}
