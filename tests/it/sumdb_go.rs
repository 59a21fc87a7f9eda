//! Our client beside the real `go`, and against the real log.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Mutex;
use std::time::Duration;

use goenvmgr::go::sumdb::client::Proxy;
use goenvmgr::go::sumdb::key::VerifierKey;
use goenvmgr::go::sumdb::{Choice, Client, Database, gosumdb};
use goenvmgr::sys::env::Env;
use goenvmgr::sys::net;

use crate::support::module;
use crate::support::server::{Answer, Server};
use crate::support::sumdb::attacks::{self, Attack, MODULE, Outcome, VERSION};

const GO: &str = "/usr/local/go/bin/go";

/// A file proxy with the one module, and what the log has to say about it.
fn module_proxy(root: &Path) -> (String, String) {
    let folder = root.join(MODULE).join("@v");
    fs::create_dir_all(&folder).unwrap();
    for (name, bytes) in module::files() {
        fs::write(folder.join(name), bytes).unwrap();
    }
    module::sums()
}

/// Serves every attack below a folder of its own.
fn serve(attacks: &[Attack]) -> Server {
    let server = Server::start();
    let bodies: BTreeMap<String, Vec<u8>> = attacks
        .iter()
        .enumerate()
        .flat_map(|(number, attack)| {
            let mount = move |(path, body): (&String, &Vec<u8>)| {
                (format!("/{number}/{path}"), body.clone())
            };
            attack.files.iter().map(mount)
        })
        .collect();
    server.otherwise(move |seen| bodies.get(seen.target()).map(|body| Answer::ok(body.clone())));
    server
}

/// Whether the real go believes the log.
fn go_believes(attack: &Attack, gosumdb: &str, proxy: &Path) -> (bool, String) {
    let home = tempfile::tempdir().unwrap();
    let gopath = home.path().join("go");
    if let Some(head) = &attack.remembers {
        let folder = gopath.join("pkg/sumdb/sum.test");
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("latest"), head).unwrap();
    }
    let ran = Command::new(GO)
        .args(["mod", "download", "-modcacherw", &format!("{MODULE}@{VERSION}")])
        .current_dir(home.path())
        .env_clear()
        .env("HOME", home.path())
        .env("GOPATH", &gopath)
        .env("GOENV", "off")
        .env("GOTOOLCHAIN", "local")
        .env("GOPROXY", format!("file://{}", proxy.display()))
        .env("GOSUMDB", gosumdb)
        .output()
        .unwrap();
    (ran.status.success(), String::from_utf8_lossy(&ran.stderr).into_owned())
}

fn we_believe(attack: &Attack, database: &Database) -> (bool, String) {
    let state = tempfile::tempdir().unwrap();
    let folder = state.path().join("sumdb").join(database.key.id());
    fs::create_dir_all(&folder).unwrap();
    if let Some(head) = &attack.remembers {
        fs::write(folder.join("latest"), head).unwrap();
    }
    let fetch = net::Client::new(&Env::capture(), Duration::from_secs(10));
    let looked = Client::new(&fetch, database, Vec::new(), state.path()).lookup(MODULE, VERSION);
    (looked.is_ok(), looked.err().map(|e| e.what).unwrap_or_default())
}

#[test]
fn sumdb_is_believed_and_refused_as_the_real_go_does() {
    let proxy = tempfile::tempdir().unwrap();
    let (h1, go_mod) = module_proxy(proxy.path());
    let list = attacks::all(&h1, &go_mod);
    let server = serve(&list);
    let key = attacks::honest(&h1, &go_mod).0.key();
    let (next, wrong) = (Mutex::new(list.iter().enumerate()), Mutex::new(Vec::new()));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let Some((number, attack)) = next.lock().unwrap().next() else { return };
                    let gosumdb = format!("{key} {}/{number}", server.url());
                    let Ok(Choice::Use(database)) = gosumdb::parse(&gosumdb) else { panic!() };
                    let (go, ours) = (
                        go_believes(attack, &gosumdb, proxy.path()),
                        we_believe(attack, &database),
                    );
                    if go.0 != ours.0 || ours.0 != (attack.outcome == Outcome::Believed) {
                        let told = format!("{}: go: {go:?}, we: {ours:?}", attack.name);
                        wrong.lock().unwrap().push(told);
                    }
                }
            });
        }
    });
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn spellings_of_gosumdb_are_judged_as_the_real_go_judges_them() {
    let proxy = tempfile::tempdir().unwrap();
    module_proxy(proxy.path());
    let key = gosumdb::SUM_GOLANG_ORG;
    let named = |name: &str| format!("{} http://127.0.0.1:1", VerifierKey::new(name, [3; 32]));
    let names =
        ["a/", "/a", "a?b", "a#b", "u@a", "a%41", "a:b", "a\\b", "a:80/b", "a.b/c-d/e", "A"];
    let mut values: Vec<String> = [
        " ",
        "on",
        "off ",
        "direct",
        "proxy.example",
        "offsum://key@/path",
        "sum.golang.org+033de0ae",
        "sum.golang.google.cn http://127.0.0.1:1",
        "sum.golang.org http://127.0.0.1:1",
        "  sum.golang.org\u{a0}http://127.0.0.1:1 ",
        "sum.golang.org a b",
    ]
    .map(str::to_owned)
    .into();
    values.extend(names.map(named));
    values.push(format!("{key} http://127.0.0.1:1"));
    values.push(format!("{} http://127.0.0.1:1", key.replace("033de0ae", "033DE0AE")));
    values.push(format!("{} http://127.0.0.1:1", key.replace("033de0ae", "033de0af")));
    values.push(format!("{} http://127.0.0.1:1", key.replace("uAn8", "uAn9")));
    let honest =
        Attack { name: "", files: BTreeMap::new(), remembers: None, outcome: Outcome::Believed };
    for value in values {
        let (_, go) = go_believes(&honest, &value, proxy.path());
        match gosumdb::parse(&value) {
            Ok(_) => assert!(go.contains("connection refused"), "{value}: {go}"),
            // Where a name is no URL at all, go 1.26 means to say so and crashes instead.
            Err(error) => assert!(
                go.contains(&error.to_string()) || go.contains("nil pointer dereference"),
                "{value}: {error}: {go}"
            ),
        }
    }
}

/// The proxies that the go command here would ask; read at run time, never written down.
fn proxies() -> Vec<Proxy> {
    let told = Command::new(GO).args(["env", "GOPROXY"]).output().unwrap();
    let list = String::from_utf8(told.stdout).unwrap();
    let urls = list.trim().split(',').take_while(|entry| !matches!(*entry, "direct" | "off"));
    urls.map(|url| Proxy { url: url.into(), on_any_error: false }).collect()
}

#[test]
fn real_log_verifies_a_real_toolchain() {
    let database = Database::go().unwrap();
    let fetch = net::Client::new(&Env::capture(), Duration::from_secs(30));
    let state = tempfile::tempdir().unwrap();
    let client = Client::new(&fetch, &database, proxies(), state.path());
    // The newest head first: the reply's head is an older one and must be a prefix of it.
    let latest = client.latest().unwrap_or_else(|_| panic!("the real log's newest head"));
    let looked = client.lookup("golang.org/toolchain", "v0.0.1-go1.22.5.linux-amd64");
    let evidence = looked.unwrap_or_else(|error| panic!("{:?}", error.kind));
    assert_eq!(evidence.h1, "h1:LQChnsjY/4sr12W+7pci1Qg1+X/n7vmLOOaq2aTBG0w=");
    assert_eq!(evidence.record_id, 27_869_929);
    assert!(evidence.tree_size >= latest.head.size);
    assert_eq!(evidence.check().unwrap().to_h1(), evidence.h1);
    let file = state.path().join("sumdb").join(database.key.id()).join("latest");
    assert_eq!(fs::read_to_string(file).unwrap(), evidence.head);
}
