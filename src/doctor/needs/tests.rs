//! Every check names all that it reads: without the rest it says the same.

use std::fs;
use std::path::{Path as File, PathBuf};
use std::time::Duration;

use super::*;
use crate::doctor::catalogue;
use crate::doctor::facts::gather::gather;
use crate::doctor::facts::install::Toolchain;
use crate::doctor::facts::network::{Entry, Names, Page};
use crate::doctor::facts::places::{Place, Role};
use crate::doctor::facts::resolve::{Hit, PathFacts};
use crate::doctor::finding::Verdict;
use crate::doctor::limit::Fact;
use crate::env::Env;
use crate::home::Home;
use crate::net::dns::{Resolver, Said, Server};

/// The facts as they are where nothing but this was asked for.
fn only(facts: &Facts, needs: &[Need]) -> Facts {
    let any = |wanted: &[Need]| wanted.iter().any(|one| needs.contains(one));
    let mut left = facts.clone();
    fn clear<T>(fact: &mut Fact<T>, keep: bool) {
        if !keep {
            *fact = Fact::default();
        }
    }
    clear(&mut left.install, any(&[Install, Files, Bytes]));
    clear(&mut left.startup, any(&[Startup]));
    clear(&mut left.settings, any(&[Settings]));
    clear(&mut left.path, any(&[Path]));
    clear(&mut left.root, any(&[Root]));
    clear(&mut left.project, any(&[Project]));
    clear(&mut left.modules, any(&[Modules, ModuleBytes]));
    clear(&mut left.editors, any(&[Editors]));
    clear(&mut left.system, any(&[System]));
    clear(&mut left.smoke, any(&[Smoke]));
    clear(&mut left.compiler, any(&[Compiler, Trial]));
    clear(&mut left.tools, any(&[Tools]));
    clear(&mut left.network, any(&[Proxies, NameServers, Trusted, Log]));
    if !any(&[Named]) {
        left.named = Default::default();
    }
    left.places.retain(|_| any(&[Places]));
    if let Ok(install) = &mut left.install.answer {
        for toolchain in &mut install.toolchains {
            toolchain.wrong.retain(|_| any(&[Files]));
            toolchain.hashed = toolchain.hashed.take().filter(|_| any(&[Bytes]));
        }
    }
    if let Ok(modules) = &mut left.modules.answer {
        modules.iter_mut().for_each(|module| module.differs.retain(|_| any(&[ModuleBytes])));
    }
    if let Ok(compiler) = &mut left.compiler.answer {
        compiler.trial = compiler.trial.take().filter(|_| any(&[Trial]));
        compiler.machine = compiler.machine.take().filter(|_| any(&[Trial]));
    }
    if let Ok(network) = &mut left.network.answer {
        network.entries.iter_mut().filter(|_| !any(&[Proxies])).for_each(|e| e.answer = None);
        network.trusted = network.trusted.filter(|_| any(&[Trusted, Proxies]));
        network.names = network.names.take().filter(|_| any(&[NameServers, Proxies]));
        network.log = network.log.take().filter(|_| any(&[Log]));
    }
    left
}

fn say(check: &Check, facts: &Facts) -> (Verdict, u32) {
    let verdict = (check.decide)(facts).unwrap_or_else(|verdict| verdict);
    (verdict, (check.attempts)(facts))
}

/// What nobody can make here: a machine on which every fact is there, and nothing is in order.
fn known(home: &File) -> Facts {
    let mut facts = Facts::blank(Env::bare(&[("HOME", &home.display().to_string())]));
    let text = |text: &str| text.to_owned();
    let toolchain = Toolchain {
        version: text("1.22.5"),
        wrong: vec![text("src/a.go")],
        hashed: Some(vec![text("src/b.go")]),
        ..Toolchain::default()
    };
    facts.install = Fact::known(crate::doctor::facts::install::Install {
        toolchains: vec![toolchain],
        ..Default::default()
    });
    facts.startup = Fact::known(Default::default());
    facts.settings = Fact::known(Default::default());
    let go = Hit { path: PathBuf::from("/go/bin/go"), ..Hit::default() };
    facts.path = Fact::known(PathFacts { gos: vec![go], ..PathFacts::default() });
    facts.root = Fact::known(crate::doctor::facts::roots::Root {
        path: PathBuf::from("/go"),
        ..Default::default()
    });
    let roles = [Role::Root, Role::Cache, Role::Temp, Role::Modules, Role::Bin, Role::Ours];
    facts.places = roles.map(|role| (role, Fact::known(Place::default()))).into();
    facts.project = Fact::known(Default::default());
    facts.modules = Fact::known(vec![Default::default()]);
    facts.editors = Fact::known(vec![Default::default()]);
    facts.system = Fact::known(Default::default());
    facts.smoke = Fact::known(crate::doctor::facts::smoke::Smoke {
        refused: Some(text("Permission denied (os error 13)")),
        access_said_yes: true,
        ..Default::default()
    });
    facts.compiler = Fact::known(Default::default());
    facts.tools = Fact::known(vec![Default::default()]);
    let server = |n| Server::from(std::net::IpAddr::from([192, 0, 2, n]));
    let page = Page { status: 200, ahead: Some(1000), attempts: 3, ..Page::default() };
    let entry = Entry { answer: Some(Ok(page)), ..Entry::default() };
    facts.network = Fact::known(crate::doctor::facts::network::Network {
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
        .filter(|check| !check.network() && !check.needs.contains(&Smoke))
        .collect();
    gather(&env, &Home::locate(&env).unwrap(), &Needs::of(&checks)).unwrap()
}

#[test]
fn a_check_reads_what_it_names_and_nothing_else() {
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
fn what_no_chosen_check_reads_is_not_gathered() {
    let facts = |id: &str| {
        let needs = Needs::of(&[catalogue::find(id).unwrap()]);
        let home = tempfile::tempdir().unwrap();
        let env = Env::bare(&[("HOME", &home.path().display().to_string())]);
        gather(&env, &Home::locate(&env).unwrap(), &needs).unwrap()
    };
    let asked = |facts: &Facts| {
        (
            facts.system.get().is_some(),
            facts.project.get().is_some(),
            facts.settings.get().is_some(),
        )
    };
    assert_eq!(asked(&facts("sys.oom")), (true, false, false));
    assert_eq!(asked(&facts("env.goflags")), (false, false, true));
    // go.sum stands in the project, which is where GOWORK or the directory says.
    assert_eq!(asked(&facts("mod.gosum")), (false, true, true));
}
