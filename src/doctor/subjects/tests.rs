//! Decisions on recorded facts, for what a test cannot provoke.

use std::path::PathBuf;
use std::time::Duration;

use crate::doctor::model::check::matches;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Status, Verdict};
use crate::doctor::model::limit::Gathered;
use crate::doctor::subjects::compiler::tools::{Tool, Tools};
use crate::doctor::subjects::filesystem::places::{Place, Places};
use crate::doctor::subjects::filesystem::role::Role;
use crate::doctor::subjects::network::facts::{Entry, Network};
use crate::doctor::subjects::path::facts::{Hit, PathFacts};
use crate::doctor::subjects::project::facts::Project;
use crate::doctor::subjects::settings::facts::Settings;
use crate::doctor::subjects::system::facts::System;
use crate::doctor::subjects::toolchain::root::Root;
use crate::doctor::subjects::toolchain::smoke::Smoke;
use crate::doctor::{catalogue, engine};
use crate::go::buildinfo::BuildInfo;
use crate::go::gomod::directives;
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::sys::fs::probe::Mount;
use crate::sys::machine::AccessControl;
use crate::sys::net::trouble::{Stage, Trouble};
use crate::sys::net::url::Url;
use crate::sys::net::{NetError, NetErrorKind};

fn blank(env: Env) -> Facts {
    Facts::blank(env, Home::at("/nowhere".as_ref()))
}

fn facts() -> Facts {
    blank(Env::capture())
}

fn ask(id: &str, facts: &Facts) -> Verdict {
    (catalogue::find(id).unwrap().decide)(facts).unwrap_or_else(|verdict| verdict)
}

#[test]
fn memory_is_named_when_little_is_left() {
    for (available, status) in [(64 << 20, Status::Warn), (4 << 30, Status::Pass)] {
        let mut facts = facts();
        facts.put(System { memory_available: Some(available), ..System::default() });
        assert_eq!(ask("sys.memory", &facts).status, status);
    }
}

#[test]
fn cache_on_a_network_mount_is_a_warning() {
    for (kind, status) in [("9p", Status::Warn), ("nfs4", Status::Warn), ("ext4", Status::Pass)] {
        let mut facts = facts();
        let mount = Mount { kind: kind.to_owned(), ..Mount::default() };
        let place = Place { mount, ..Place::default() };
        facts.put(Places(vec![(Role::Cache, Gathered::known(place))]));
        assert_eq!(ask("fs.remote", &facts).status, status, "{kind}");
    }
}

#[test]
fn release_with_a_known_vulnerability_is_a_warning() {
    for (go, status) in [
        (Some("go1.21.10"), Status::Warn),
        (Some("go1.21.10-acme"), Status::Warn),
        (Some("go1.999.9"), Status::Pass),
        (Some("devel go1.27-abc"), Status::Skip),
        (None, Status::Skip),
    ] {
        let mut facts = facts();
        facts.put(PathFacts { gos: vec![Hit::default()], ..PathFacts::default() });
        let version = go.map(str::to_owned);
        facts.put(Root { path: PathBuf::from("/go"), version, ..Root::default() });
        assert_eq!(ask("go.vulnerable", &facts).status, status, "{go:?}");
    }
}

#[test]
fn reader_older_than_go_mod_is_a_warning() {
    for (go, status) in [("go1.21.0", Status::Warn), ("go1.22.5", Status::Pass)] {
        let mut facts = facts();
        let info = BuildInfo { go: go.to_owned(), ..BuildInfo::default() };
        let tool = Tool { name: "gopls".to_owned(), info: Some(info), ..Tool::default() };
        facts.put(Tools(vec![tool]));
        let directives = directives("module a\n\ngo 1.22\n");
        facts.put(Project { directives, ..Project::default() });
        assert_eq!(ask("ide.readers", &facts).status, status, "{go}");
    }
}

#[test]
fn access_yes_and_execve_no_is_a_security_module() {
    let mut facts = facts();
    let hit = Hit { path: PathBuf::from("/go/bin/go"), ..Hit::default() };
    facts.put(PathFacts { gos: vec![hit], ..PathFacts::default() });
    for (refused, access_said_yes, status) in [
        (Some("Permission denied (os error 13)"), true, Status::Fail),
        (Some("Permission denied (os error 13)"), false, Status::Skip),
        (Some("Exec format error (os error 8)"), true, Status::Skip),
        (None, true, Status::Pass),
    ] {
        let refused = refused.map(str::to_owned);
        facts.put(Smoke { refused, access_said_yes, ..Smoke::default() });
        assert_eq!(ask("mac.exec-denied", &facts).status, status);
    }
}

/// Recorded from the documentation of each: no such kernel runs where the tests run.
#[test]
fn refusal_is_attributed_by_what_stands_around() {
    let refused = |words: &str, access: AccessControl| {
        let mut facts = facts();
        let hit = Hit { path: PathBuf::from("/go/bin/go"), ..Hit::default() };
        facts.put(PathFacts { gos: vec![hit], ..PathFacts::default() });
        facts.put(Smoke {
            refused: Some(words.to_owned()),
            access_said_yes: true,
            ..Smoke::default()
        });
        facts.put(System { access, ..System::default() });
        let ids = ["mac.selinux", "mac.apparmor", "mac.fapolicyd", "mac.exec-denied"];
        ids.into_iter().find(|id| ask(id, &facts).status == Status::Fail)
    };
    let (no, eperm) = ("Permission denied (os error 13)", "Operation not permitted (os error 1)");
    let selinux = |enforces| AccessControl { selinux: Some(enforces), ..AccessControl::default() };
    let profile = |context: &str| AccessControl {
        apparmor: true,
        context: context.to_owned(),
        ..AccessControl::default()
    };
    let fapolicyd =
        AccessControl { fapolicyd: true, selinux: Some(true), ..AccessControl::default() };
    assert_eq!(refused(no, selinux(true)), Some("mac.selinux"));
    assert_eq!(refused(no, selinux(false)), Some("mac.exec-denied"));
    assert_eq!(refused(no, profile("snap.code.code (enforce)")), Some("mac.apparmor"));
    assert_eq!(refused(no, profile("snap.code.code (complain)")), Some("mac.exec-denied"));
    assert_eq!(refused(no, profile("unconfined")), Some("mac.exec-denied"));
    assert_eq!(refused(eperm, fapolicyd.clone()), Some("mac.fapolicyd"));
    assert_eq!(refused(no, fapolicyd), Some("mac.selinux"));
    assert_eq!(refused(no, AccessControl::default()), Some("mac.exec-denied"));
}

#[test]
fn findings_tell_how_long_their_facts_took() {
    let mut facts = facts();
    let took = Duration::from_millis(50);
    facts.silence(Duration::ZERO);
    let checks: Vec<_> = catalogue::all().filter(|check| !check.needs.is_empty()).collect();
    checks.iter().for_each(|check| facts.let_take(check.needs, took));
    for finding in engine::decide(&checks, &facts, false) {
        assert!(finding.duration_ms >= 50, "{}", finding.check);
    }
}

/// An entry of GOPROXY that ends so.
fn network(trouble: Trouble, at_proxy: bool) -> Network {
    let error = NetError::new("proxy.example", NetErrorKind::Silence, "").caused(trouble, at_proxy);
    let url = Url::parse("https://proxy.example").ok();
    let entry = Entry { url, answer: Some(Err(error)), ..Entry::default() };
    Network { entries: vec![entry], routes: true, ..Network::default() }
}

#[test]
fn silence_is_a_failure_after_the_longer_wait_however_long_the_rest_took() {
    for (patient, status) in [(true, Status::Fail), (false, Status::Warn)] {
        let mut facts = facts();
        facts.put(Settings::default());
        let silent = network(Trouble::Silent(Stage::Answer), false);
        facts.put(Network { patient, ..silent });
        let took = Duration::from_secs(if patient { 1 } else { 60 });
        facts.let_take(&[Network::NEED], took);
        assert_eq!(ask("net.goproxy-reach", &facts).status, status);
    }
}

#[test]
fn host_is_added_to_the_list_that_go_reads() {
    for (vars, line) in [
        (&[][..], "export NO_PROXY=proxy.example"),
        (&[("no_proxy", ".corp,10.0.0.0/8")], "export NO_PROXY=.corp,10.0.0.0/8,proxy.example"),
        (&[("NO_PROXY", "a b"), ("no_proxy", "c")], "export NO_PROXY='a b,proxy.example'"),
    ] {
        let mut facts = blank(Env::bare(vars));
        facts.put(network(Trouble::Refused, true));
        let fix = ask("net.proxy-reach", &facts).fix.unwrap();
        assert_eq!(fix.commands, [line]);
    }
}

/// Which folder holds which ids: an area of its own, or ids of a shared one.
const FOLDERS: &[(&str, &str)] = &[
    ("path.*", "path"),
    ("env.*", "settings"),
    ("fs.*", "filesystem"),
    ("sys.*", "system"),
    ("go.*", "toolchain"),
    ("mod.syntax", "project"),
    ("mod.gosum", "project"),
    ("mod.replace", "project"),
    ("mod.vendor", "project"),
    ("mod.case", "project"),
    ("mod.git-owner", "project"),
    ("mod.workspace", "project"),
    ("mod.godebug", "project"),
    ("mod.*", "modules"),
    ("net.proxy-*", "proxy"),
    ("net.*", "network"),
    ("dns.*", "network"),
    ("tls.*", "network"),
    ("sumdb.*", "sumdb"),
    ("cc.*", "compiler"),
    ("libc.*", "compiler"),
    ("mac.*", "security"),
    ("win.*", "windows"),
    ("ide.*", "editors"),
    ("build.*", "build"),
    ("shell.*", "startup"),
    ("install.*", "install"),
];

#[test]
fn checks_lie_in_the_folder_of_their_subject() {
    let folders = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/doctor/subjects"));
    let folders = folders.unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let mut texts = Vec::new();
    for folder in folders {
        let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
        texts.push((name, text_of(&folder)));
    }
    for check in catalogue::all() {
        let quoted = format!("Check::new(\"{}\"", check.id);
        let own = FOLDERS.iter().find(|(glob, _)| matches(glob, check.id)).unwrap().1;
        let holds = |(_, text): &&(String, String)| text.contains(&quoted);
        assert_eq!(
            texts.iter().find(holds).map(|(name, _)| name.as_str()),
            Some(own),
            "{}",
            check.id
        );
    }
}

/// All that stands in the files below, without blanks between a bracket and what follows.
fn text_of(folder: &std::path::Path) -> String {
    let mut text = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            text += &text_of(&path);
        } else {
            text += &std::fs::read_to_string(&path).unwrap();
        }
    }
    text.replace("(\n        \"", "(\"").replace("(\n    \"", "(\"")
}
