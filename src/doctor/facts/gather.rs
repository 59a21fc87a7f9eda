//! Gathers what the chosen checks read and nothing else: two rounds, everything of a round at once.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::answers::{Answers, LIMIT, Use};
use super::claim;
use super::compiler::Compiler;
use super::install::{Install, Look};
use super::named::{self, Named};
use super::network::{self, Network, Scope, States};
use super::places::{Place, Role};
use super::project::Project;
use super::resolve::PathFacts;
use super::roots::Root;
use super::scratch::Scratch;
use super::settings::{GoEnvFile, Settings};
use super::smoke::Smoke;
use super::startup::Startup;
use super::system::System;
use super::{Facts, Ours, editors, modcache, smoke, tools};
use crate::config::Config;
use crate::doctor::limit::{Fact, Pending, silent, start};
use crate::doctor::needs::{Need, Needs};
use crate::env::Env;
use crate::fault::Result;
use crate::fs::{atomic, read};
use crate::home::Home;

/// How long reading a directory and some files may take: as long as one of them may stay silent, and
/// half as long again on a disk that is slow in everything.
const DISK: Duration = Duration::from_secs(15);
/// How long our own directories and the start-up files may take: some thousand names.
const OWN: Duration = Duration::from_secs(30);
/// How long reading every installed file may take.
const HASHING: Duration = Duration::from_secs(300);
/// How long the network may take: it keeps a time of its own, and this is for what that forgets.
const NETWORK: Duration = Duration::from_secs(18);
/// What starting and ending a program may cost beside its own limit.
const SLACK: Duration = Duration::from_secs(10);
/// How long a program may take.
const PROGRAM: Duration = Duration::from_secs(30);

/// Gathers these facts.
///
/// # Errors
/// When goenvmgr's own settings can be read and are wrong.
pub fn gather(env: &Env, home: &Home, needs: &Needs) -> Result<Facts> {
    let answers = Answers::of_process(env, home);
    let mut facts = Facts::blank(answers.without(env));
    facts.answers = answers;
    facts.uid = rustix::process::geteuid().as_raw();
    if facts.answers.hopeless() {
        facts.silence(LIMIT);
        return Ok(facts);
    }
    Config::load(env, home)?;
    facts.passwd_home = passwd_home(facts.uid);
    facts.ours = Ours {
        toolchains: home.toolchains(),
        shims: home.shims(),
        receipts: home.receipts(),
        data: home.data().to_owned(),
        cache: home.cache().to_owned(),
        state: home.state().to_owned(),
        is_anothers: home.is_anothers(),
    };
    let own = own(&facts, home, needs);
    first(&mut facts, home, needs);
    if needs.any(&[Need::Settings]) {
        second(&mut facts, needs);
    }
    around(&mut facts, needs);
    (facts.install, facts.startup) = (said(own.0), said(own.1));
    if needs.any(&[Need::Named]) {
        facts.named = Named::look(named::paths(&facts));
    }
    Ok(facts)
}

/// The project's modules in the cache, and the editors that work on it.
fn around(facts: &mut Facts, needs: &Needs) {
    let Some(project) = facts.project.get().cloned() else { return };
    let hash = needs.any(&[Need::ModuleBytes]);
    let cache = settings(facts).gomodcache(&facts.env).filter(|cache| cache.is_absolute());
    let (limit, of) = (if hash { HASHING } else { DISK }, project.clone());
    let modules = cache.filter(|_| needs.any(&[Need::Modules, Need::ModuleBytes])).map(|cache| {
        unless(facts, &[Use::Place(Role::Modules)], limit, move || {
            modcache::look(&of, &cache, hash)
        })
    });
    let env = facts.env.clone();
    let editors =
        needs.any(&[Need::Editors]).then(|| start(DISK, move || editors::read(&env, &project)));
    facts.modules = modules.map(Pending::wait).unwrap_or_default();
    facts.editors = editors.map(Pending::wait).unwrap_or_default();
}

type Asked<T> = Option<Pending<Result<T>>>;

/// What goenvmgr itself has here, as far as a check asks.
fn own(facts: &Facts, home: &Home, needs: &Needs) -> (Asked<Install>, Asked<Startup>) {
    let look = Look { files: needs.any(&[Need::Files]), bytes: needs.any(&[Need::Bytes]) };
    let (env, own) = (facts.env.clone(), home.clone());
    let limit = if look.bytes { HASHING } else { OWN };
    let install = needs
        .any(&[Need::Install, Need::Files, Need::Bytes])
        .then(|| start(limit, move || Install::read(&env, &own, look)));
    let (env, own) = (facts.env.clone(), home.clone());
    let startup =
        needs.any(&[Need::Startup]).then(|| start(OWN, move || Startup::read(&env, &own)));
    (install, startup)
}

/// The answer, once it is there; a failure's words where it failed.
fn said<T>(asked: Asked<T>) -> Fact<T> {
    let Some(fact) = asked.map(Pending::wait) else { return Fact::default() };
    let answer = fact
        .answer
        .and_then(|read| read.map_err(|fault| crate::doctor::limit::Missing::Broken(fault.what)));
    Fact { answer, took: fact.took }
}

fn first(facts: &mut Facts, home: &Home, needs: &Needs) {
    let (env, ours, own) = (facts.env.clone(), facts.ours.clone(), home.clone());
    let path =
        needs.any(&[Need::Path]).then(|| start(DISK, move || PathFacts::read(&env, &own, &ours)));
    let system = needs.any(&[Need::System]).then(|| start(DISK, System::read));
    let (env, home) = (facts.env.clone(), home.clone());
    let asked = needs.any(&[Need::Settings]);
    let asked = asked.then(|| start(DISK, move || Settings::read(&env, &home)));
    facts.settings = asked.map(Pending::wait).unwrap_or_default();
    let (env, settings) = (facts.env.clone(), settings(facts));
    let project = needs.any(&[Need::Project]);
    let project = project.then(|| start(DISK, move || Project::read(&env, &settings)));
    facts.path = path.map(Pending::wait).unwrap_or_default();
    facts.system = system.map(Pending::wait).unwrap_or_default();
    facts.project = project.map(Pending::wait).unwrap_or_default();
}

fn second(facts: &mut Facts, needs: &Needs) {
    if let Some(go) = facts.path.get().and_then(PathFacts::go).cloned() {
        let settings = settings(facts);
        facts.root = start(DISK, move || Root::read(&go, &settings)).wait();
    }
    let settings = match facts.root.get() {
        Some(root) => settings(facts).with_root(&root.path),
        None => settings(facts),
    };
    facts.settings.answer = facts.settings.answer.clone().map(|_| settings.clone());
    let wanted = wanted(facts, &settings);
    let mut asked: Vec<_> =
        wanted.iter().map(|(role, path)| (Use::Place(*role), path.clone())).collect();
    asked.extend(facts.certificates().map(|file| (Use::Certificates, file)));
    asked.extend(facts.project.get().into_iter().flat_map(Project::others));
    facts.answers.ask(asked);
    let places = if needs.any(&[Need::Places]) { places(facts, wanted) } else { Vec::new() };
    let (env, with) = (facts.env.clone(), settings.clone());
    let scratch = needs.any(&[Need::Trial, Need::Log, Need::Smoke]).then(|| Scratch::find(facts));
    let work = scratch.as_ref().map(|scratch| scratch.dir.clone());
    let (trial, compiling) = (needs.any(&[Need::Trial]), work.clone());
    let compiler = needs.any(&[Need::Compiler, Need::Trial]).then(|| {
        unless(facts, &[Use::Place(Role::Temp)], PROGRAM, move || {
            let scratch = compiling.filter(|dir| trial && atomic::create_dir(dir).is_ok());
            Compiler::read(&env, &with, scratch.as_deref())
        })
    });
    let work = work.unwrap_or_default();
    let network = network(facts, &settings, needs, &work);
    let smoke = needs.any(&[Need::Smoke]).then(|| smoke(facts, work)).flatten();
    let (env, with) = (facts.env.clone(), settings);
    let go = facts.path.get().and_then(PathFacts::go).map(|go| go.path.clone());
    let tools = needs.any(&[Need::Tools]);
    let tools = tools.then(|| {
        unless(facts, &[Use::Place(Role::Bin)], DISK, move || tools::find(&env, &with, go))
    });
    facts.places = (places.into_iter())
        .map(|(role, place)| {
            let fact = place.wait();
            let answer = match fact.answer {
                Ok(Ok(place)) => Ok(place),
                Ok(Err(error)) => Err(crate::doctor::limit::Missing::Broken(error.to_string())),
                Err(missing) => Err(missing),
            };
            (role, Fact { answer, took: fact.took })
        })
        .collect();
    facts.compiler = compiler.map(Pending::wait).unwrap_or_default();
    facts.tools = tools.map(Pending::wait).unwrap_or_default();
    facts.network = network.map(Pending::wait).unwrap_or_default();
    facts.smoke = smoke.map(Pending::wait).unwrap_or_default();
}

fn network(
    facts: &Facts,
    settings: &Settings,
    needs: &Needs,
    scratch: &Path,
) -> Option<Pending<Network>> {
    let scope = Scope {
        proxies: needs.any(&[Need::Proxies]),
        names: needs.any(&[Need::NameServers]),
        trusted: needs.any(&[Need::Trusted]),
        log: needs.any(&[Need::Log]),
        patient: needs.thorough,
        rules: facts.proxy_rules(),
        goauth: facts.knows_goauth(),
    };
    let go = settings.go().filter(|_| scope.any())?.clone();
    let (env, project) = (facts.env.clone(), facts.project.get().cloned());
    let states = States {
        ours: facts.ours.state.clone(),
        gopath: settings.gopath(&env).first().cloned(),
        scratch: scratch.to_owned(),
    };
    Some(unless(facts, &[Use::Place(Role::Modules), Use::Certificates], NETWORK, move || {
        network::ask(&env, &go, project.as_ref(), &states, scope)
    }))
}

/// Beside the network, so that whatever hangs costs its own time only.
fn smoke(facts: &Facts, scratch: PathBuf) -> Option<Pending<Smoke>> {
    let settings = settings(facts);
    if matches!(settings.file, GoEnvFile::NotAFile(_)) {
        // Every go command waits for it: `env.goenv-file` says so.
        return None;
    }
    let go = facts.path.get().and_then(PathFacts::go).cloned()?;
    let env = facts.env.clone();
    let uses = [Use::Place(Role::Root), Use::Place(Role::Temp)];
    let limit = smoke::LIMIT + SLACK;
    Some(unless(facts, &uses, limit, move || smoke::build(&env, &settings, &go.path, &scratch)))
}

fn settings(facts: &Facts) -> Settings {
    facts.settings.get().cloned().unwrap_or_default()
}

type PendingPlace = Pending<std::io::Result<Place>>;

/// Starts gathering, unless what it looks at is known not to answer.
fn unless<T: Send + 'static>(
    facts: &Facts,
    uses: &[Use],
    limit: Duration,
    gather: impl FnOnce() -> T + Send + 'static,
) -> Pending<T> {
    if uses.iter().any(|used| facts.answers.silent(*used)) {
        return silent(LIMIT);
    }
    start(limit, gather)
}

/// The directories that Go works in here.
fn wanted(facts: &Facts, settings: &Settings) -> Vec<(Role, PathBuf)> {
    let env = &facts.env;
    let temp = settings.gotmpdir(env).0;
    let wanted: Vec<(Role, Option<PathBuf>)> = vec![
        (Role::Root, facts.root.get().map(|root| root.path.clone())),
        (Role::Cache, settings.gocache(env)),
        (Role::Temp, Some(temp)),
        (Role::Modules, settings.gomodcache(env)),
        (Role::Bin, settings.gobin(env)),
        (Role::Ours, Some(facts.ours.data.clone())),
        (Role::Work, Some(env.cwd.clone())),
    ];
    let absolute = |(role, path): (Role, Option<PathBuf>)| {
        path.filter(|path| path.is_absolute()).map(|path| (role, path))
    };
    wanted.into_iter().filter_map(absolute).collect()
}

fn places(facts: &Facts, wanted: Vec<(Role, PathBuf)>) -> Vec<(Role, PendingPlace)> {
    let look = |(role, path): (Role, PathBuf)| {
        let owned = matches!(role, Role::Cache | Role::Modules | Role::Ours);
        let owner = owned.then_some(facts.uid);
        let home = facts.env.home.clone();
        let read = move || {
            let mut place = Place::read(&path, owner)?;
            let theirs = place.foreign.as_ref().map_or(&path, |(foreign, _)| foreign);
            place.ours_to_claim = claim::is_ours(theirs, home.as_deref());
            Ok(place)
        };
        (role, unless(facts, &[Use::Place(role)], DISK, read))
    };
    wanted.into_iter().map(look).collect()
}

fn passwd_home(uid: u32) -> Option<PathBuf> {
    let text = read::text(Path::new("/etc/passwd"), 1 << 20).ok()??;
    let line = text.lines().find(|line| line.split(':').nth(2) == Some(&uid.to_string()))?;
    line.split(':').nth(5).map(PathBuf::from)
}
