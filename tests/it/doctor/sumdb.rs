//! The checksum database: silent, forked against what Go remembers and against what we remember.
//! Beside each: what `go mod download` says of the same server.

use goenvmgr::go::sumdb::gosumdb::{self, Choice};

use crate::support::module;
use crate::support::server::{Answer, Server};
use crate::support::sumdb::{self, Database, attacks};

use super::network::{DOWNLOAD, bears, only_fault, proves, serving, start};
use super::session::Session;

/// The honest database, grown by so many records more.
fn grown(more: usize) -> Database {
    let (h1, go_mod) = module::sums();
    let mut database = attacks::honest(&h1, &go_mod).0;
    (0..more).for_each(|n| {
        database.add(&format!("example.com/later{n}"), "v1.0.0", "h1:later");
    });
    database
}

/// Another history, near its end, signed with the same key.
fn forked(more: usize) -> Database {
    let mut database = grown(more);
    let lie = "example.com/m299 v1.0.0 h1:other\nexample.com/m299 v1.0.0/go.mod h1:other\n";
    database.rewrite(299, lie);
    database
}

/// Serves the module, the honest database as a proxy does, and three below directories: `longer/`
/// has more records, `fork/` another history of the same length, `longer-fork/` a longer one.
fn histories() -> Server {
    let server = serving();
    let honest = grown(0);
    let behind = sumdb::behind_proxy(&honest.name(), &honest.files());
    let others = [("longer", grown(5)), ("fork", forked(0)), ("longer-fork", forked(5))];
    let others = others.map(|(name, database)| (name, database.files_at(&[302, database.size()])));
    server.otherwise(move |seen| {
        let path = seen.target().trim_start_matches('/');
        let other = || {
            let (name, rest) = path.split_once('/')?;
            others.iter().find(|(other, _)| *other == name)?.1.get(rest)
        };
        behind.get(path).or_else(other).map(|body| Answer::ok(body.clone()))
    });
    server
}

/// What makes Go use the database: with nothing behind it, the proxy's; else this directory's.
fn set(server: &Server, directory: &str) -> String {
    let (key, url) = (grown(0).key(), server.url());
    let directory = if directory.is_empty() { "" } else { &format!(" {url}/{directory}") };
    // The module is fetched and looked up again; of the database, Go keeps the tiles that it has.
    let cache = "$HOME/go/pkg/mod";
    let anew = format!(
        "rm -rf {cache}/example.com* {cache}/cache/download/example.com \
        {cache}/cache/download/sumdb/sum.test/lookup go.sum"
    );
    format!("unset GONOSUMDB; {anew}; export GOPROXY={url} GOSUMDB='{key}{directory}'")
}

/// The head that Go remembers.
const LATEST: &str = "$HOME/go/pkg/sumdb/sum.test/latest";

#[test]
fn sumdb_that_does_not_answer() {
    let server = histories();
    let mut session = start();
    let good = set(&server, "");
    let dead = format!("{} http://127.0.0.1:1'", good.trim_end_matches('\''));
    proves(&mut session, &dead, "sumdb.reach", "connection refused", &good);
    bears(&mut session, "export GONOSUMCHECK=1", "sumdb.variables: unset <name>");
}

#[test]
fn fork_against_the_head_that_go_remembers() {
    let server = histories();
    // Without the tiles that it had, Go cannot even verify its own head, and says so.
    let forgets = "rm -rf $HOME/go/pkg/mod/cache/download/sumdb; ";
    for (lie, forgets, says) in [
        ("fork", "", "SECURITY ERROR"),
        ("longer-fork", "", "SECURITY ERROR"),
        ("fork", forgets, "downloaded inconsistent tile"),
        ("longer-fork", forgets, "downloaded inconsistent tile"),
    ] {
        let mut session = start();
        session.run(&set(&server, ""));
        let go = session.run(DOWNLOAD);
        assert_eq!(go.code, 0, "{}", go.text);
        let remembered = session.run(&format!("cat {LATEST}")).text;
        assert!(remembered.contains("go.sum database tree"), "{remembered}");
        let (lie, honest) = (format!("{forgets}{}", set(&server, lie)), set(&server, ""));
        proves(&mut session, &lie, "sumdb.head", says, &honest);
        assert_eq!(session.run(&format!("cat {LATEST}")).text, remembered);
        // Growth is no fork. Go has kept tiles of the fork, which would stand in for true ones.
        session.run("rm -rf $HOME/go/pkg/mod/cache/download/sumdb");
        session.run(&set(&server, "longer"));
        let go = session.run(DOWNLOAD);
        assert_eq!(go.code, 0, "{}", go.text);
        assert!(only_fault(&mut session).is_none());
        assert_ne!(session.run(&format!("cat {LATEST}")).text, remembered);
    }
}

/// Where our client keeps the head; written here as it writes it.
fn remember(session: &Session, note: &str) -> std::path::PathBuf {
    let Ok(Choice::Use(database)) = gosumdb::parse(&grown(0).key()) else { panic!("a key") };
    let state = session.path("home/goenvmgr/state");
    let file = goenvmgr::go::sumdb::Client::remembered(&state, &database);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(&file, note).unwrap();
    file
}

#[test]
fn fork_against_the_head_that_only_we_remember() {
    let server = histories();
    for lie in ["fork", "longer-fork"] {
        let mut session = start();
        let file = remember(&session, &grown(0).note(302));
        session.run(&set(&server, ""));
        assert!(only_fault(&mut session).is_none());
        // Go remembers nothing: to it, this is a database like any other.
        session.run(&format!("{}; rm -rf $HOME/go/pkg/sumdb", set(&server, lie)));
        let (id, found) = only_fault(&mut session).expect("a fork");
        assert_eq!((id.as_str(), &found["status"]), ("sumdb.head", &"FAIL".into()), "{found:#}");
        let evidence = found["evidence"].to_string();
        assert!(evidence.contains("goenvmgr install"), "{evidence}");
        assert!(!evidence.contains("go mod download"), "{evidence}");
        assert!(evidence.contains(&*file.to_string_lossy()), "{evidence}");
        assert_eq!(std::fs::read_to_string(&file).unwrap(), grown(0).note(302));
        let go = session.run(DOWNLOAD);
        assert_eq!(go.code, 0, "{}", go.text);
    }
}

#[test]
fn remembered_head_that_is_damaged() {
    let server = histories();
    let honest = set(&server, "");
    let mut session = start();
    session.run(&honest);
    assert_eq!(session.run(DOWNLOAD).code, 0);
    let break_it = format!("{honest}; echo nonsense >{LATEST}");
    proves(&mut session, &break_it, "sumdb.head: mv <file> <aside>", "malformed note", "");
    // Ours.
    let file = remember(&session, "nonsense\n");
    let (id, found) = only_fault(&mut session).expect("a damaged head");
    assert_eq!((id.as_str(), &found["status"]), ("sumdb.head", &"FAIL".into()), "{found:#}");
    session.cure(&found, "sumdb.head: mv <file> <aside>");
    assert!(!file.exists());
    assert!(only_fault(&mut session).is_none());
}
