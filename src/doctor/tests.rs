//! Every check names all that it reads: without the rest it says the same.

use std::fs;
use std::path::{Path as File, PathBuf};
use std::time::Duration;

use super::catalogue;
use super::examine::gather;
use super::model::check::Check;
use super::model::check::Choice;
use super::model::facts::Facts;
use super::model::finding::Verdict;
use super::model::limit::Gathered;
use crate::doctor::model::facts::{Fact, Need};
use crate::doctor::model::parts::Parts;
use crate::doctor::subjects::compiler::facts::Compiler;
use crate::doctor::subjects::compiler::tools::Tools;
use crate::doctor::subjects::editors::facts::Editors;
use crate::doctor::subjects::filesystem::places::{Place, Places};
use crate::doctor::subjects::filesystem::role::Role;
use crate::doctor::subjects::install::facts::{Install, Toolchain};
use crate::doctor::subjects::modules::facts::Modules;
use crate::doctor::subjects::network::facts::{Entry, Names, Network, Page};
use crate::doctor::subjects::path::facts::{Hit, PathFacts};
use crate::doctor::subjects::project::facts::Project;
use crate::doctor::subjects::settings::facts::{BeforeRoot, Settings};
use crate::doctor::subjects::startup::facts::Startup;
use crate::doctor::subjects::system::facts::System;
use crate::doctor::subjects::toolchain::root::Root;
use crate::doctor::subjects::toolchain::smoke::Smoke;
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::sys::net::dns::{Resolver, Said, Server};

fn blank(env: Env) -> Facts {
    Facts::blank(env, Home::at("/nowhere".as_ref()))
}

/// The facts as they are where nothing but this was asked for.
fn only(facts: &Facts, needs: &[Need]) -> Facts {
    let mut left = facts.only(needs);
    let parts = |id: std::any::TypeId| {
        let same = needs.iter().filter(|need| need.id() == id);
        same.fold(Parts::NONE, |parts, need| parts.and(need.parts))
    };
    if let Some(mut install) = left.get::<Install>().cloned() {
        let parts = parts(Install::NEED.id());
        for toolchain in &mut install.toolchains {
            toolchain.wrong.retain(|_| parts.any(Install::FILES));
            toolchain.hashed = toolchain.hashed.take().filter(|_| parts.any(Install::BYTES));
        }
        left.put(install);
    }
    if let Some(mut modules) = left.get::<Modules>().cloned() {
        let hashed = parts(Modules::NEED.id()).any(Modules::BYTES);
        modules.0.iter_mut().for_each(|module| module.differs.retain(|_| hashed));
        left.put(modules);
    }
    if let Some(mut compiler) = left.get::<Compiler>().cloned() {
        let tried = parts(Compiler::NEED.id()).any(Compiler::TRIAL);
        compiler.trial = compiler.trial.take().filter(|_| tried);
        compiler.machine = compiler.machine.take().filter(|_| tried);
        left.put(compiler);
    }
    if let Some(mut network) = left.get::<Network>().cloned() {
        let any = |of: Parts| parts(Network::NEED.id()).any(of);
        let proxies = any(Network::PROXIES);
        network.entries.iter_mut().filter(|_| !proxies).for_each(|e| e.answer = None);
        network.trusted = network.trusted.filter(|_| any(Network::TRUSTED) || proxies);
        network.names = network.names.take().filter(|_| any(Network::NAME_SERVERS) || proxies);
        network.log = network.log.take().filter(|_| any(Network::LOG));
        left.put(network);
    }
    left
}

fn say(check: &Check, facts: &Facts) -> (Verdict, u32) {
    let verdict = (check.decide)(facts).unwrap_or_else(|verdict| verdict);
    (verdict, (check.attempts)(facts))
}

/// What nobody can make here: a machine on which every fact is there, and nothing is in order.
fn known(home: &File) -> Facts {
    let mut facts = blank(Env::bare(&[("HOME", &home.display().to_string())]));
    let text = |text: &str| text.to_owned();
    let toolchain = Toolchain {
        version: text("1.22.5"),
        wrong: vec![text("src/a.go")],
        hashed: Some(vec![text("src/b.go")]),
        ..Toolchain::default()
    };
    facts.put(Install { toolchains: vec![toolchain], ..Install::default() });
    facts.put(Startup::default());
    facts.put(Settings::default());
    let go = Hit { path: PathBuf::from("/go/bin/go"), ..Hit::default() };
    facts.put(PathFacts { gos: vec![go], ..PathFacts::default() });
    facts.put(Root { path: PathBuf::from("/go"), ..Root::default() });
    let roles = [Role::Root, Role::Cache, Role::Temp, Role::Modules, Role::Bin, Role::Ours];
    facts.put(Places(roles.map(|role| (role, Gathered::known(Place::default()))).into()));
    facts.put(Project::default());
    facts.put(Modules(vec![Default::default()]));
    facts.put(Editors(vec![Default::default()]));
    facts.put(System::default());
    facts.put(Smoke {
        refused: Some(text("Permission denied (os error 13)")),
        access_said_yes: true,
        ..Default::default()
    });
    facts.put(Compiler::default());
    facts.put(Tools(vec![Default::default()]));
    let server = |n| Server::from(std::net::IpAddr::from([192, 0, 2, n]));
    let page = Page { status: 200, ahead: Some(1000), attempts: 3, ..Page::default() };
    let entry = Entry { answer: Some(Ok(page)), ..Entry::default() };
    facts.put(Network {
        entries: vec![entry],
        names: Some(Names {
            host: text("proxy.example"),
            resolver: Resolver::parse(""),
            in_hosts: false,
            local: false,
            said: vec![(server(1), Said::Silent), (server(2), Said::Knows)],
        }),
        trusted: Some(0),
        log: Some(Default::default()),
        ..Default::default()
    });
    facts
}

/// This machine, with a project that leaves something to say.
fn here(home: &File) -> Facts {
    let project = home.join("project");
    fs::create_dir_all(project.join(".vscode")).unwrap();
    for (name, text) in [
        ("go.mod", "module a\n\ngo 1.99\n\nrequire b.example/r v1.0.0\n\nreplace c => ./c\n"),
        ("go.sum", "b.example/r v1.0.0 h1:x\n"),
        ("go.work", "go 1.21\n\nuse ./gone\n"),
        ("Dockerfile", "FROM golang:1.20\nENV GOOS=plan9\nRUN go test\n"),
        (".vscode/settings.json", "{\"go.goroot\": \"/nowhere\"}"),
    ] {
        fs::write(project.join(name), text).unwrap();
    }
    let mut env = Env::bare(&[
        ("HOME", &home.display().to_string()),
        ("PATH", "/usr/local/go/bin:/usr/bin:/bin"),
        ("GOFLAGS", "-mod=mod"),
        ("GOPROXY", "off"),
    ]);
    env.cwd = project;
    let checks: Vec<&Check> = catalogue::all()
        .filter(|check| !check.network())
        .filter(|check| check.needs.iter().all(|need| need.id() != Smoke::NEED.id()))
        .collect();
    gather(&env, &Home::locate(&env).unwrap(), &checks, &Choice::default()).unwrap()
}

#[test]
fn check_reads_what_it_names_and_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    let mut silent = known(home.path());
    silent.silence(Duration::from_secs(10));
    for facts in [&silent, &known(home.path()), &here(home.path())] {
        for check in catalogue::all() {
            let bare = only(facts, check.needs);
            assert_eq!(say(check, &bare), say(check, facts), "{} reads more", check.id);
        }
    }
}

#[test]
fn facts_that_no_chosen_check_reads_are_not_gathered() {
    let facts = |id: &str| {
        let home = tempfile::tempdir().unwrap();
        let env = Env::bare(&[("HOME", &home.path().display().to_string())]);
        gather(
            &env,
            &Home::locate(&env).unwrap(),
            &[catalogue::find(id).unwrap()],
            &Choice::default(),
        )
        .unwrap()
    };
    let asked = |facts: &Facts| {
        (
            facts.get::<System>().is_some(),
            facts.get::<Project>().is_some(),
            facts.get::<BeforeRoot>().is_some(),
        )
    };
    assert_eq!(asked(&facts("sys.oom")), (true, false, false));
    assert_eq!(asked(&facts("env.goflags")), (false, false, true));
    // go.sum stands in the project, which is where GOWORK or the directory says.
    assert_eq!(asked(&facts("mod.gosum")), (false, true, true));
}

/// Whatever is selected alone, what it requires is decided before it.
#[test]
fn requirements_of_a_check_are_followed_to_their_end() {
    let all: Vec<&'static Check> = catalogue::all().collect();
    for check in &all {
        let followed = super::engine::with_required(&all, &[*check]);
        assert!(followed.iter().any(|one| one.id == check.id));
        for one in &followed {
            for required in one.requires {
                let at = |id: &str| followed.iter().position(|other| other.id == id);
                assert!(at(required) < at(one.id), "{}: {required}", check.id);
                assert!(at(required).is_some(), "{}: {required}", check.id);
            }
        }
    }
}
