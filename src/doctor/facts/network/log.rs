//! The checksum database, asked as Go asks it for a module that go.sum does not name yet, with copies
//! of the heads that we and Go remember: nothing outside our cache is written.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::ask::wanted;
use crate::doctor::facts::project::Project;
use crate::env::Env;
use crate::fs::{atomic, read};
use crate::goenv::GoEnv;
use crate::goproxy::{self, Entry as Listed, Netrc, Way};
use crate::net::{Client as Http, Patience};
use crate::sumdb::client::Proxy;
use crate::sumdb::gosumdb::{self, Choice, SUM_GOLANG_ORG};
use crate::sumdb::{Client, Database, Kind};

/// Where heads are remembered, and where copies of them may be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct States {
    /// Our state directory.
    pub ours: PathBuf,
    /// First directory of GOPATH: Go keeps its own below `pkg/sumdb`.
    pub gopath: Option<PathBuf>,
    /// A directory of our cache.
    pub scratch: PathBuf,
}

/// The database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Log {
    /// Its name.
    pub name: String,
    /// The module that was looked up.
    pub module: String,
    /// One attempt for each remembered head; at least one.
    pub heads: Vec<Head>,
}

/// An attempt with one remembered head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Where it is remembered; nothing where nobody remembers one.
    pub file: Option<PathBuf>,
    /// Whether it is Go's own.
    pub of_go: bool,
    /// Size of the log, or what went wrong.
    pub answer: Result<u64, (Kind, String)>,
}

/// Looks a module up. Nothing where GOSUMDB is `off`, or cannot be read, or nothing is downloaded.
pub(super) fn ask(
    env: &Env,
    go: &GoEnv,
    listed: &[Listed],
    project: Option<&Project>,
    states: &States,
    patience: Duration,
) -> Option<Log> {
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
    let netrc = Netrc::read(env, go.value("GOAUTH").as_deref());
    let with = goproxy::Proxies::new(listed, goproxy::Settings::default(), &netrc);
    let ways: Vec<Proxy> =
        (with.bases().into_iter()).map(|(url, on_any_error)| Proxy { url, on_any_error }).collect();
    let http = Http::new(env, patience);
    let ours = Client::remembered(&states.ours, &database);
    let gos =
        states.gopath.as_ref().map(|dir| dir.join("pkg/sumdb").join(&database.name).join("latest"));
    let known = [(Some(ours), false), (gos, true)].into_iter().filter_map(|(file, of_go)| {
        let file = file?;
        let note = read::bytes(&file, 1 << 20).ok().flatten().filter(|note| !note.is_empty())?;
        Some((Some(file), of_go, note))
    });
    let mut known: Vec<_> = known.collect();
    if known.is_empty() {
        known.push((None, false, Vec::new()));
    }
    let heads = known
        .into_iter()
        .map(|(file, of_go, note)| {
            let state = states.scratch.join(if of_go { "sumdb-go" } else { "sumdb" });
            let answer = copy(&state, &database, &note).and_then(|()| {
                let client =
                    Client::new(&http, &database, ways.clone(), &state).patience(Patience::Long);
                let answer = client.lookup(&module, &version);
                match answer {
                    Ok(evidence) => Ok(evidence.tree_size),
                    // It answers, and has no such module.
                    Err(error) if error.kind == Kind::NotFound => Ok(0),
                    Err(error) => Err((error.kind, error.what)),
                }
            });
            Head { file, of_go, answer }
        })
        .collect();
    Some(Log { name: database.name, module: format!("{module}@{version}"), heads })
}

fn copy(state: &Path, database: &Database, note: &[u8]) -> Result<(), (Kind, String)> {
    let file = Client::remembered(state, database);
    let made = file.parent().map_or(Ok(()), atomic::create_dir);
    made.and_then(|()| atomic::write_cache(&file, note))
        .map_err(|fault| (Kind::Local, fault.to_string()))
}
