//! The checksum database client against a signed test database, honest and not.

use std::fs;
use std::path::{Path, PathBuf};

use goenvmgr::base::fault::{Exit, Fault};
use goenvmgr::go::sumdb::client::Proxy;
use goenvmgr::go::sumdb::{
    Choice, Client, Database, Evidence, SumdbError, SumdbErrorKind, gosumdb,
};

use crate::support::sumdb::attacks::{self, Attack, MODULE, Outcome, VERSION};
use crate::support::sumdb::fake_fetch::FakeFetch;
use crate::support::sumdb::{self, Files};

const DIRECT: &str = "https://sum.test";
const H1: &str = "h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

fn database() -> Database {
    match gosumdb::parse(&sumdb::Database::new().key()) {
        Ok(Choice::Use(database)) => database,
        other => panic!("{other:?}"),
    }
}

/// Where the client keeps its head.
fn head_file(state: &Path) -> PathBuf {
    state.join("sumdb").join(database().key.id()).join("latest")
}

fn remember(state: &Path, head: Option<&str>) {
    let file = head_file(state);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    if let Some(head) = head {
        fs::write(file, head).unwrap();
    }
}

fn remembered(state: &Path) -> Option<String> {
    fs::read_to_string(head_file(state)).ok()
}

fn look_up(fetch: &FakeFetch, state: &Path) -> Result<Evidence, SumdbError> {
    Client::new(fetch, &database(), Vec::new(), state).lookup(MODULE, VERSION)
}

fn holds(attack: &Attack, result: &Result<Evidence, SumdbError>) -> bool {
    match (&attack.outcome, result) {
        (Outcome::Believed, Ok(evidence)) => evidence.h1 == H1,
        (Outcome::Refused(words), Err(error)) => {
            error.kind == SumdbErrorKind::Misbehaving && error.what.contains(words)
        }
        (Outcome::NoAnswer(words), Err(error)) => {
            error.kind == SumdbErrorKind::NotReached { first_contact: false }
                && error.what.contains(words)
        }
        (Outcome::NoRecord, Err(error)) => error.kind == SumdbErrorKind::NotFound,
        _ => false,
    }
}

#[test]
fn attacks_are_answered_in_their_own_words_and_leave_the_remembered_head_alone() {
    let mut wrong = Vec::new();
    for attack in attacks::all(H1, H1) {
        let state = tempfile::tempdir().unwrap();
        remember(state.path(), attack.remembers.as_deref());
        let result = look_up(&FakeFetch::new(DIRECT, &attack.files), state.path());
        if !holds(&attack, &result) {
            wrong.push(format!("{}: {result:?}", attack.name));
        }
        if result.is_err() && remembered(state.path()) != attack.remembers {
            wrong.push(format!("{}: the remembered head has moved", attack.name));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn disagreement_ends_with_6_and_silence_with_3() {
    for (attack, exit) in [
        ("a fork", Exit::Integrity),
        ("a forged record", Exit::Integrity),
        ("a web page", Exit::Unfinished),
        ("no such record", Exit::No),
    ] {
        let attack = attacks::all(H1, H1).into_iter().find(|a| a.name == attack).unwrap();
        let state = tempfile::tempdir().unwrap();
        remember(state.path(), attack.remembers.as_deref());
        let error = look_up(&FakeFetch::new(DIRECT, &attack.files), state.path()).unwrap_err();
        assert_eq!(Fault::from(error).exit, exit, "{}", attack.name);
    }
}

#[test]
fn proof_of_a_fork_is_kept_and_holds_by_itself() {
    let attack = attacks::all(H1, H1).into_iter().find(|a| a.name == "a fork").unwrap();
    let state = tempfile::tempdir().unwrap();
    remember(state.path(), attack.remembers.as_deref());
    let error = look_up(&FakeFetch::new(DIRECT, &attack.files), state.path()).unwrap_err();
    let file = error.evidence.clone().unwrap();
    let fault = Fault::from(error);
    assert!(fault.causes[0].contains(file.to_str().unwrap()), "{fault:?}");
    let proof = fs::read_to_string(file).unwrap();
    let newer = String::from_utf8(attack.files["latest"].clone()).unwrap();
    let older = attack.remembers.unwrap();
    assert!(proof.contains(&older) && proof.contains(&newer), "{proof}");

    use goenvmgr::go::sumdb::{head::Head, tlog};
    let head = |note: &str| {
        let (text, _) = note.split_once("\n\n").unwrap();
        Head::parse(&format!("{text}\n")).unwrap()
    };
    let (older, newer) = (head(&older), head(&newer));
    let lines: Vec<_> = proof.lines().filter_map(hash).collect();
    let (root, parts) =
        lines[lines.len() - tlog::consistency(300, 302).len() - 1..].split_first().unwrap();
    assert_ne!(*root, older.root);
    assert!(tlog::is_consistent((older.size, *root), (newer.size, newer.root), parts));
}

fn hash(line: &str) -> Option<goenvmgr::base::digest::Sha256Sum> {
    goenvmgr::base::digest::Sha256Sum::from_h1(&format!("h1:{line}"))
}

#[test]
fn evidence_stands_by_itself_and_any_change_to_it_is_noticed() {
    let (honest, _) = attacks::honest(H1, H1);
    let state = tempfile::tempdir().unwrap();
    let good = look_up(&FakeFetch::new(DIRECT, &honest.files()), state.path()).unwrap();
    assert_eq!(good.check().unwrap().to_h1(), H1);
    assert_eq!((good.tree_size, good.record_id, good.asked.as_str()), (302, 300, DIRECT));
    let text = serde_json::to_string(&good).unwrap();
    assert_eq!(serde_json::from_str::<Evidence>(&text).unwrap(), good);
    let other = sumdb::Signer::new("sum.test", 9);
    type Change = Box<dyn Fn(&mut Evidence)>;
    let changes: Vec<(&str, Change)> = vec![
        ("h1", Box::new(|e| e.h1 = e.h1.replace('4', "5"))),
        ("record", Box::new(|e| e.record = e.record.replace("h1:4", "h1:5"))),
        ("module", Box::new(|e| e.module.push('x'))),
        ("version", Box::new(|e| e.version.push('x'))),
        ("id", Box::new(|e| e.record_id -= 1)),
        ("id out of range", Box::new(|e| e.record_id = 302)),
        ("size", Box::new(|e| e.tree_size -= 1)),
        ("head", Box::new(|e| e.head = e.head.replace("302", "303"))),
        ("proof", Box::new(|e| e.proof[1].0[7] ^= 1)),
        ("a shorter proof", Box::new(|e| e.proof.truncate(1))),
        ("key", Box::new(move |e| e.key = other.key().to_string())),
        ("database", Box::new(|e| e.database = "sum.golang.org".to_owned())),
    ];
    for (name, change) in changes {
        let mut changed = good.clone();
        change(&mut changed);
        assert!(changed.check().is_err(), "{name}");
    }
}

#[test]
fn heads_move_forward_only_and_are_held_against_each_other() {
    let (honest, id) = attacks::honest(H1, H1);
    let state = tempfile::tempdir().unwrap();
    let mut files = honest.files_at(&[300, 301, 302]);
    files.insert(attacks::lookup(), honest.reply(id, 301));
    let fetch = FakeFetch::new(DIRECT, &files);
    look_up(&fetch, state.path()).unwrap();
    assert_eq!(remembered(state.path()).unwrap(), honest.note(301));
    let database = database();
    let client = Client::new(&fetch, &database, Vec::new(), state.path());
    assert_eq!(client.latest().unwrap().head.size, 302);
    assert_eq!(remembered(state.path()).unwrap(), honest.note(302));
    // The reply carries the older head again: believed, under the newer one.
    assert_eq!(look_up(&fetch, state.path()).unwrap().tree_size, 302);
    assert_eq!(remembered(state.path()).unwrap(), honest.note(302));
}

#[test]
fn head_store_that_is_damaged_is_an_error_and_not_a_first_contact() {
    let (honest, _) = attacks::honest(H1, H1);
    let state = tempfile::tempdir().unwrap();
    remember(state.path(), Some(&honest.note(300)[..50]));
    let error = look_up(&FakeFetch::new(DIRECT, &honest.files()), state.path()).unwrap_err();
    assert_eq!(error.kind, SumdbErrorKind::Misbehaving);
    assert!(error.what.contains(head_file(state.path()).to_str().unwrap()), "{error}");
}

#[test]
fn tiles_are_kept_only_when_authenticated_and_a_broken_one_heals() {
    let list = attacks::all(H1, H1);
    let forged = list.iter().find(|a| a.name == "a forged leaf in a full tile").unwrap();
    let (state, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let database = database();
    let look_up = |files: &Files, module: &str| {
        let fetch = FakeFetch::new(DIRECT, files);
        let client = Client::new(&fetch, &database, Vec::new(), state.path()).cache(cache.path());
        (client.lookup(module, VERSION), fetch.asked().len())
    };
    look_up(&forged.files, MODULE).0.unwrap_err();
    let tile = cache.path().join("sumdb").join(database.key.id()).join("tile/8/0/000");
    assert!(!tile.exists());
    let (honest, _) = attacks::honest(H1, H1);
    let (first, requests) = look_up(&honest.files(), attacks::OTHER);
    first.unwrap();
    assert_eq!(fs::read(&tile).unwrap(), honest.files()["tile/8/0/000"]);
    let (again, fewer) = look_up(&honest.files(), attacks::OTHER);
    again.unwrap();
    assert_eq!(fewer, requests - 1);
    fs::write(&tile, vec![7; 8192]).unwrap();
    look_up(&honest.files(), attacks::OTHER).0.unwrap();
    assert_eq!(fs::read(&tile).unwrap(), honest.files()["tile/8/0/000"]);
}

#[test]
fn lookup_goes_through_the_first_proxy_that_serves_it() {
    const FIRST: &str = "https://user:secret@one.example/go";
    const SECOND: &str = "https://two.example";
    let (honest, _) = attacks::honest(H1, H1);
    let comma = |url: &str| Proxy { url: url.into(), on_any_error: false };
    let pipe = |url: &str| Proxy { url: url.into(), on_any_error: true };
    let behind = sumdb::behind_proxy(&honest.name(), &honest.files());
    let database = database();
    // What the first proxy answers to `supported`, the list, and who must answer in the end.
    for (status, list, way) in [
        (200, vec![comma(FIRST), comma(SECOND)], Ok("https://one.example/go/sumdb/sum.test")),
        (404, vec![comma(FIRST), comma(SECOND)], Ok("https://two.example/sumdb/sum.test")),
        (410, vec![comma(FIRST), comma(SECOND)], Ok("https://two.example/sumdb/sum.test")),
        (500, vec![pipe(FIRST), comma(SECOND)], Ok("https://two.example/sumdb/sum.test")),
        (500, vec![comma(FIRST), comma(SECOND)], Err("answered 500: as told")),
        (403, vec![comma(FIRST)], Err("answered 403: as told")),
        (404, vec![comma(FIRST)], Ok(DIRECT)),
        (500, vec![pipe(FIRST)], Ok(DIRECT)),
        (200, vec![], Ok(DIRECT)),
    ] {
        let mut fetch = FakeFetch::new(DIRECT, &honest.files());
        fetch.mount(FIRST, &behind);
        fetch.mount(SECOND, &behind);
        fetch.answer(&format!("{FIRST}/sumdb/sum.test/supported"), status);
        let state = tempfile::tempdir().unwrap();
        let looked = Client::new(&fetch, &database, list, state.path()).lookup(MODULE, VERSION);
        let way_taken = looked.as_ref().map(|evidence| evidence.asked.as_str());
        match way {
            Ok(way) => assert_eq!(way_taken.unwrap(), way, "{status}"),
            Err(words) => {
                let error = looked.unwrap_err();
                assert!(error.what.contains(words), "{error}");
                assert!(!error.what.contains("secret"), "{error}");
                assert_eq!(error.kind, SumdbErrorKind::NotReached { first_contact: false });
            }
        }
    }
}

#[test]
fn proxy_that_serves_it_is_never_bypassed_and_a_given_address_bypasses_all() {
    let (honest, _) = attacks::honest(H1, H1);
    let mut fetch = FakeFetch::new(DIRECT, &honest.files());
    fetch.answer("https://one.example/sumdb/sum.test/supported", 200);
    let proxy = |url: &str| vec![Proxy { url: url.into(), on_any_error: true }];
    let own = database();
    let state = tempfile::tempdir().unwrap();
    let client = Client::new(&fetch, &own, proxy("https://one.example"), state.path());
    assert_eq!(client.lookup(MODULE, VERSION).unwrap_err().kind, SumdbErrorKind::NotFound);
    assert!(fetch.asked().iter().all(|url| url.starts_with("https://one.example/")));

    let given = Database { url: DIRECT.into(), direct_only: true, ..own };
    let fetch = FakeFetch::new(DIRECT, &honest.files());
    let client = Client::new(&fetch, &given, proxy("https://one.example"), state.path());
    client.lookup(MODULE, VERSION).unwrap();
    assert!(fetch.asked().iter().all(|url| url.starts_with(DIRECT)));
}

#[test]
fn first_contact_that_is_missed_says_so() {
    let fetch = FakeFetch::new(DIRECT, &Files::new());
    let silent = Database { url: "https://silent.example".into(), ..database() };
    let state = tempfile::tempdir().unwrap();
    let error =
        Client::new(&fetch, &silent, Vec::new(), state.path()).lookup(MODULE, VERSION).unwrap_err();
    assert_eq!(error.kind, SumdbErrorKind::NotReached { first_contact: true });
    assert!(error.what.contains("silent.example: no connection within 2 s"), "{error}");
}

#[test]
fn lookup_of_what_is_no_module_asks_nobody() {
    let fetch = FakeFetch::new(DIRECT, &Files::new());
    let (own, state) = (database(), tempfile::tempdir().unwrap());
    let client = Client::new(&fetch, &own, Vec::new(), state.path());
    for (module, version) in [("", "v1.0.0"), ("a b", "v1.0.0"), ("a", "v1\n"), ("a?b", "v1.0.0")] {
        assert_eq!(client.lookup(module, version).unwrap_err().kind, SumdbErrorKind::Misconfigured);
    }
    assert!(fetch.asked().is_empty());
    client.lookup("Example.com/A", "v1.0.0-RC1").unwrap_err();
    assert_eq!(fetch.asked(), ["https://sum.test/lookup/!example.com/!a@v1.0.0-!r!c1"]);
}
