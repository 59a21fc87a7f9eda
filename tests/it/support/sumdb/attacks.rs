//! What a hostile or broken checksum database may serve, and what must come of it. The same list
//! is held against our client and against the real `go`.

use goenvmgr::base::digest::Sha256Sum;
use goenvmgr::go::sumdb::head::Head;

use super::{Database, Files, Signer};

/// The module that every attack is about.
pub const MODULE: &str = "example.com/a";
/// Its version.
pub const VERSION: &str = "v1.0.0";
/// The record that another module has.
pub const OTHER: &str = "example.com/m7";
/// The size of the tree before the module was added: the head that a client remembers.
pub const EARLIER: u64 = 300;

/// What must come of a lookup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The record is believed.
    Believed,
    /// Refused as misbehaviour, with these words.
    Refused(&'static str),
    /// Refused as no answer, with these words.
    NoAnswer(&'static str),
    /// The database says that it has no such record.
    NoRecord,
}

/// One way to serve the database.
pub struct Attack {
    pub name: &'static str,
    /// What is served; a path that is missing is answered 404.
    pub files: Files,
    /// The head that the client remembers from before, if any.
    pub remembers: Option<String>,
    pub outcome: Outcome,
}

/// A database of 302 records: 300 of others, the module, and one more.
pub fn honest(h1: &str, go_mod: &str) -> (Database, u64) {
    let mut database = Database::new();
    let id = database.add_with(MODULE, VERSION, h1, go_mod);
    database.add("example.com/b", VERSION, &Sha256Sum::of(b"b").to_h1());
    (database, id)
}

/// Path of the lookup.
pub fn lookup() -> String {
    format!("lookup/{MODULE}@{VERSION}")
}

/// Builds one attack from the honest files.
struct Stage<'a> {
    database: &'a Database,
    id: u64,
    honest: Files,
    list: Vec<Attack>,
}

impl Stage<'_> {
    fn add(&mut self, name: &'static str, outcome: Outcome, change: impl FnOnce(&mut Files)) {
        let mut files = self.honest.clone();
        change(&mut files);
        let remembers = Some(self.database.note(EARLIER));
        self.list.push(Attack { name, files, remembers, outcome });
    }

    fn answers(&mut self, name: &'static str, outcome: Outcome, reply: impl Into<Vec<u8>>) {
        self.add(name, outcome, |files| {
            files.insert(lookup(), reply.into());
        });
    }

    fn record(&self) -> String {
        self.database.record(self.id).to_owned()
    }

    fn note(&self) -> String {
        self.database.note(self.database.size())
    }
}

/// All attacks on a lookup of [`MODULE`], whose true hashes are these.
pub fn all(h1: &str, go_mod: &str) -> Vec<Attack> {
    let (database, id) = honest(h1, go_mod);
    let honest = database.files_at(&[EARLIER, database.size()]);
    let mut stage = Stage { database: &database, id, honest, list: Vec::new() };
    believed(&mut stage);
    known_flaws(&mut stage);
    heads(&mut stage);
    replies(&mut stage);
    tiles(&mut stage);
    silence(&mut stage);
    forks(&mut stage, h1, go_mod);
    stage.list
}

fn believed(stage: &mut Stage<'_>) {
    let older = stage.database.reply(stage.id, stage.id + 1);
    let all = stage.database.size();
    let sizes = stage.database.files_at(&[EARLIER, stage.id + 1, all]);
    stage.add("honest", Outcome::Believed, |_| {});
    stage.add("an older head than the newest", Outcome::Believed, |files| {
        files.extend(sizes);
        files.insert(lookup(), older);
    });
    let mut completed = stage.database.files_at(&[all]);
    let database = stage.database;
    let mut longer = Database::new();
    longer.add_with(MODULE, VERSION, "", "");
    longer.rewrite(stage.id, database.record(stage.id));
    longer.add("example.com/b", VERSION, "");
    longer.rewrite(all - 1, database.record(all - 1));
    (all..512).for_each(|n| {
        longer.add(&format!("example.com/later{n}"), VERSION, "h1:x");
    });
    let full = longer.files_at(&[512]).remove("tile/8/0/001").unwrap();
    completed.retain(|path, _| !path.starts_with("tile/8/0/001.p"));
    completed.insert("tile/8/0/001".to_owned(), full);
    stage.add("a partial tile that is full by now", Outcome::Believed, |files| *files = completed);
}

/// The three flaws of 2026 that Go's own client had.
fn known_flaws(stage: &mut Stage<'_>) {
    const MISSING: Outcome = Outcome::Refused("checksum missing from sumdb response");
    let forged = forged_record();
    let unrelated = stage.honest[&format!("lookup/{OTHER}@{VERSION}")].clone();

    // CVE-2026-56865: a full tile that is not what its parent says.
    let other = other_id(stage.database);
    let leaf = goenvmgr::go::sumdb::tlog::record_hash(forged.as_bytes());
    let reply = format!("{other}\n{forged}\n{}", stage.note());
    stage.add("a forged leaf in a full tile", INCONSISTENT, |files| {
        let from = usize::try_from(other).unwrap() * 32;
        let tile = files.get_mut("tile/8/0/000").unwrap();
        tile[from..from + 32].copy_from_slice(&leaf.0);
        files.insert(lookup(), reply.into_bytes());
    });
    // CVE-2026-42501: the record of another module.
    stage.answers("the record of another module", MISSING, unrelated);
    // CVE-2026-56864: the hash stands in the signed head instead of the record.
    let head = stage.database.head(stage.database.size());
    let note = stage.database.signer.note(&format!("{head}{forged}"));
    let reply = format!("{other}\n{}\n{note}", stage.database.record(other));
    stage.answers("a hash among the lines of the head", MISSING, reply);
}

const INCONSISTENT: Outcome = Outcome::Refused("downloaded inconsistent tile");

fn forged_record() -> String {
    let forged = Sha256Sum::of(b"forged").to_h1();
    format!("{MODULE} {VERSION} {forged}\n{MODULE} {VERSION}/go.mod {forged}\n")
}

fn other_id(database: &Database) -> u64 {
    (0..).find(|id| database.record(*id).starts_with(&format!("{OTHER} "))).unwrap()
}

fn heads(stage: &mut Stage<'_>) {
    let (id, record, size) = (stage.id, stage.record(), stage.database.size());
    let reply = |note: &str| format!("{id}\n{record}\n{note}");
    let signer = &stage.database.signer;
    let good = stage.note();
    let text = stage.database.head(size).to_string();

    let (before, signature) = good.rsplit_once(' ').unwrap();
    let bad = format!("{before} {}\n", rotate(signature.trim_end()));
    stage.answers("a bad signature", Outcome::Refused("invalid signature for key"), reply(&bad));
    let mut stranger = Signer::new("sum.test", 8).note(&text);
    let unsigned = Outcome::Refused("note has no verifiable signatures");
    stage.answers("a stranger's signature", unsigned, reply(&stranger));
    stranger.push_str(&signer.signature(&text));
    stage.answers(
        "a stranger's signature beside the right one",
        Outcome::Believed,
        reply(&stranger),
    );
    let no_signature = Outcome::Refused("malformed note");
    stage.answers("no signature", no_signature, reply(&format!("{text}\n")));
    let crowd = format!("{good}{}", signer.signature(&text).repeat(100));
    stage.answers("more than a hundred signatures", no_signature, reply(&crowd));
    let tabbed = signer.note(&format!("{text}a\tb\n"));
    stage.answers("a control character in the head", no_signature, reply(&tabbed));

    let wrong = Head { size, root: Sha256Sum::of(b"another root") };
    let wrong = signer.note(&wrong.to_string());
    stage.answers("a signed head with a wrong root", INCONSISTENT, reply(&wrong));
    let malformed = Outcome::Refused("malformed tree note");
    for (name, text) in [
        ("a signed text that is no head", "hello\n".to_owned()),
        ("a size with a leading zero", text.replace("\n302\n", "\n0302\n")),
        ("a negative size", text.replace("\n302\n", "\n-302\n")),
        ("a root that is too short", text.replace("=\n", "==\n")),
    ] {
        stage.answers(name, malformed, reply(&signer.note(&text)));
    }
}

/// The base64 with one of its letters changed: another signature by the same key.
fn rotate(signature: &str) -> String {
    let mut letters: Vec<char> = signature.chars().collect();
    letters[30] = if letters[30] == 'A' { 'B' } else { 'A' };
    letters.into_iter().collect()
}

fn replies(stage: &mut Stage<'_>) {
    const FOREIGN: Outcome = Outcome::Refused("cannot authenticate record data");
    const MALFORMED: Outcome = Outcome::Refused("malformed record data");
    let (id, record, note) = (stage.id, stage.record(), stage.note());
    let forged = forged_record();
    let size = stage.database.size();
    stage.answers("a forged record", FOREIGN, format!("{id}\n{forged}\n{note}"));
    let both = format!("{id}\n{record}{forged}\n{note}");
    stage.answers("a line more than the log has", FOREIGN, both);
    let other = format!("{}\n{record}\n{note}", id - 1);
    stage.answers("the id of another record", FOREIGN, other);
    let range = Outcome::Refused("cannot validate record");
    stage.answers("an id out of range", range, format!("{size}\n{record}\n{note}"));
    let huge = format!("{}\n{record}\n{note}", i64::MAX);
    stage.answers("the greatest id", range, huge);
    for (name, reply) in [
        ("an id that is no number", format!("x{id}\n{record}\n{note}")),
        ("an id beyond 63 bits", format!("9223372036854775808\n{record}\n{note}")),
        ("a control character in the record", format!("{id}\n{record}\u{1b}[2Kx\n\n{note}")),
        ("carriage returns", format!("{id}\n{record}\n{note}").replace('\n', "\r\n")),
        ("an empty answer", String::new()),
        ("a record without a head", format!("{id}\n{record}")),
    ] {
        stage.answers(name, MALFORMED, reply);
    }
    let mut cut = format!("{id}\n{record}").into_bytes();
    cut.extend(b"\xff\n\n");
    cut.extend(note.as_bytes());
    stage.answers("bytes that are no UTF-8", MALFORMED, cut);
    // A blank line makes the record end early: what follows would have to be a head.
    let early = format!("{}\n{}\n{forged}\n{note}", id - 1, stage.database.record(id - 1));
    let shifted = Outcome::Refused("invalid signature for key");
    stage.answers("a second record after a blank line", shifted, early);
    let head = stage.database.head(size);
    let signed = stage.database.signer.note(&format!("{forged}\n{head}"));
    let early = format!("{}\n{}\n{signed}", id - 1, stage.database.record(id - 1));
    let tree = Outcome::Refused("malformed tree note");
    stage.answers("a second record, signed with the head", tree, early);
}

fn tiles(stage: &mut Stage<'_>) {
    let edge = format!("tile/8/0/001.p/{}", stage.database.size() - 256);
    stage.add("a cut tile", INCONSISTENT, |files| {
        files.get_mut(&edge).unwrap().pop();
    });
    stage.add("a tile cut by a whole hash", INCONSISTENT, |files| {
        let tile = files.get_mut(&edge).unwrap();
        tile.truncate(tile.len() - 32);
    });
    stage.add("an empty tile", INCONSISTENT, |files| {
        files.insert(edge.clone(), Vec::new());
    });
    stage.add("a tile with more than was asked for", INCONSISTENT, |files| {
        files.get_mut(&edge).unwrap().extend([0; 32]);
    });
    stage.add("a flipped bit in an edge tile", INCONSISTENT, |files| {
        files.get_mut(&edge).unwrap()[1000] ^= 4;
    });
    stage.add("a flipped bit in the upper tile", INCONSISTENT, |files| {
        files.get_mut("tile/8/1/000.p/1").unwrap()[0] ^= 1;
    });
    stage.add("a missing tile", Outcome::NoAnswer("no such record"), |files| {
        files.remove("tile/8/1/000.p/1");
    });
    stage.add("a full tile of the wrong length", Outcome::NoAnswer("no such record"), |files| {
        let part = files.remove(&edge).unwrap();
        files.insert("tile/8/0/001".to_owned(), part);
    });
    stage.add("a web page for a tile", Outcome::NoAnswer("web page"), |files| {
        files.insert(edge.clone(), b"<!doctype html><title>log in</title>".to_vec());
    });
}

fn silence(stage: &mut Stage<'_>) {
    let page = "<html><body>Please log in</body></html>";
    stage.answers("a web page", Outcome::NoAnswer("web page"), page);
    stage.add("no such record", Outcome::NoRecord, |files| {
        files.remove(&lookup());
    });
}

fn forks(stage: &mut Stage<'_>, h1: &str, go_mod: &str) {
    const FORK: Outcome = Outcome::Refused("two histories");
    let (mut forked, id) = honest(h1, go_mod);
    forked.rewrite(200, &forged_record());
    let files = forked.files_at(&[EARLIER, id + 1, forked.size()]);
    stage.add("a fork", FORK, |served| *served = files.clone());
    // The remembered head is the newer one, and the reply carries an older, forked one.
    let newer = stage.database.note(stage.database.size());
    let honest = stage.honest.clone();
    stage.add("a fork in an older head", FORK, |served| {
        *served = honest;
        served.insert(lookup(), forked.reply(id, id + 1));
    });
    stage.list.last_mut().unwrap().remembers = Some(newer.clone());
    stage.add("a fork of the same size", FORK, |served| *served = files);
    stage.list.last_mut().unwrap().remembers = Some(newer);
    // Going back on one and the same history is allowed: replies carry older heads all the time.
    let all = stage.database.size();
    let files = stage.database.files_at(&[255, id + 1, all]);
    let reply = stage.database.reply(id, id + 1);
    stage.add("an older head on the same history", Outcome::Believed, |served| {
        *served = files;
        served.insert(lookup(), reply);
    });
    stage.list.last_mut().unwrap().remembers = Some(stage.database.note(all));
    let files = stage.database.files_at(&[255, all]);
    stage.add("a remembered head that is much older", Outcome::Believed, |served| *served = files);
    stage.list.last_mut().unwrap().remembers = Some(stage.database.note(255));
}
