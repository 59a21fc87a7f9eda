//! The client: a record is believed when a signed head, consistent with every head before,
//! contains it. Steps: gather → order the heads → authenticate tiles → consistency → inclusion →
//! the record's own lines → remember the head.

mod copy;

use std::fmt::{self, Display};
use std::path::{Path, PathBuf};

use super::evidence::Evidence;
use super::fork;
use super::gosumdb::Database;
use super::head::SignedHead;
use super::memory::{Memory, file_name};
use super::problem::{SumdbError, SumdbErrorKind};
use super::record::{self, Reply};
use super::remote::{Answer, Remote, no_record};
use super::tile_cache::{TileCache, TilesRefused};
use super::tile_plan::{TilePlan, VerifiedTiles};
use super::tlog::{self, Node};
use crate::base::digest::Sha256Sum;
use crate::base::progress::{Progress, Silent};
use crate::go::escape;
use crate::sys::net::{Fetch, Patience};

pub use super::remote::Proxy;

/// More than any record with its head.
const MAX_REPLY: u64 = 1 << 20;
/// How often a head may be moved by others while we try to move it.
const MAX_RACES: usize = 100;

/// A client of one database.
pub struct Client<'a> {
    fetch: &'a dyn Fetch,
    database: &'a Database,
    proxies: Vec<Proxy>,
    patience: Patience,
    told: &'a dyn Progress,
    memory: Memory,
    tile_cache: TileCache,
}

impl<'a> Client<'a> {
    /// A client that tries `proxies` first, and keeps heads and proof of forks below `state`
    /// (our state directory).
    pub fn new(
        fetch: &'a dyn Fetch,
        database: &'a Database,
        proxies: Vec<Proxy>,
        state: impl Into<PathBuf>,
    ) -> Self {
        let memory = Memory::new(&state.into(), &database.key);
        Self {
            fetch,
            database,
            proxies,
            patience: Patience::Brief,
            told: &Silent,
            memory,
            tile_cache: TileCache::default(),
        }
    }

    /// Where a client with this state directory keeps the newest head of the database.
    pub fn remembered(state: &Path, database: &Database) -> PathBuf {
        Memory::new(state, &database.key).file()
    }

    /// Waits longer for a first contact: nothing else is left to ask.
    #[must_use]
    pub fn patience(mut self, patience: Patience) -> Self {
        self.patience = patience;
        self
    }

    /// Tells whom it waits for.
    #[must_use]
    pub fn telling(mut self, told: &'a dyn Progress) -> Self {
        self.told = told;
        self
    }

    /// Keeps full tiles below `cache` (our cache directory). What is read from there is
    /// authenticated like everything else.
    #[must_use]
    pub fn cache(mut self, cache: impl Into<PathBuf>) -> Self {
        let name = file_name(&self.database.key.id());
        self.tile_cache = TileCache::new(cache.into().join("sumdb").join(name));
        self
    }

    /// What the log has for this module version, verified.
    ///
    /// # Errors
    /// [`SumdbError`]; unless it is `Misbehaving`, nothing is known about the record. The
    /// remembered head is moved only when all has been verified.
    pub fn lookup(&self, module: &str, version: &str) -> Result<Evidence, SumdbError> {
        let path = format!("lookup/{}@{}", escape(module)?, escape(version)?);
        let about = format!("{}: {module}@{version}", self.database.name);
        let remote = self.remote()?;
        let reply = match remote.get(&path, MAX_REPLY)? {
            Answer::Found(reply) => reply,
            Answer::Missing(words) => {
                let what = format!("{about}: {}", no_record(&words));
                return Err(SumdbError::new(SumdbErrorKind::NotFound, what));
            }
        };
        let wrong = |what: &dyn Display| SumdbError::misbehaving(format!("{about}: {what}"));
        let reply = Reply::parse(&reply).map_err(|error| wrong(&error))?;
        let told = SignedHead::open(reply.head, &self.database.key).map_err(|e| wrong(&e))?;
        let known = self.memory.head()?;
        let step = Step::between(&known, &told);
        let newer = step.newer;
        let verified = self.follow(&remote, step, &tlog::nodes_for(reply.id, newer.head.size))?;
        let proof = verify_record(&reply, newer, &verified).map_err(|what| wrong(&what))?;
        let h1 = record::h1_of(reply.record, module, version).map_err(|what| wrong(&what))?;
        self.remember(&remote, &known, newer)?;
        Ok(Evidence {
            database: self.database.name.clone(),
            key: self.database.key.to_string(),
            module: module.to_owned(),
            version: version.to_owned(),
            h1: h1.to_h1(),
            record_id: reply.id,
            record: reply.record.to_owned(),
            head: newer.note.clone(),
            tree_size: newer.head.size,
            proof,
            asked: remote.address(),
        })
    }

    /// Asks for the log's newest head, holds it against the remembered one, and remembers the
    /// newer of both. Returns what was told.
    ///
    /// # Errors
    /// As [`Client::lookup`].
    pub fn latest(&self) -> Result<SignedHead, SumdbError> {
        let remote = self.remote()?;
        let note = match remote.get("latest", MAX_REPLY)? {
            Answer::Found(note) => note,
            Answer::Missing(words) => return Err(remote.no_answer("latest", &words)),
        };
        let told = SignedHead::open(&note, &self.database.key)
            .map_err(|error| SumdbError::misbehaving(format!("{}: {error}", self.database.name)))?;
        let known = self.memory.head()?;
        let step = Step::between(&known, &told);
        self.follow(&remote, step, &[])?;
        self.remember(&remote, &known, step.newer)?;
        Ok(told)
    }

    fn remote(&self) -> Result<Remote<'a>, SumdbError> {
        Remote::find(self.fetch, self.patience, self.database, &self.proxies)
    }

    /// Proves that the older tree is a prefix of the newer, and reads `nodes` of the newer on the
    /// way.
    fn follow(
        &self,
        remote: &Remote<'_>,
        step: Step<'_>,
        nodes: &[Node],
    ) -> Result<VerifiedTiles, SumdbError> {
        let (old, new) = (step.older.head, step.newer.head);
        if old.size == new.size && old.root != new.root {
            return Err(self.forked(step, None));
        }
        let mut nodes = nodes.to_vec();
        nodes.extend(tlog::nodes_between(old.size, new.size));
        let verified = self.read(remote, step, &TilePlan::new(new, nodes))?;
        if old.size < new.size && verified.join(&tlog::peaks(old.size)) != Some(old.root) {
            return Err(self.forked(step, Some(&verified)));
        }
        Ok(verified)
    }

    /// Reads and authenticates the tiles of a plan.
    fn read(
        &self,
        remote: &Remote<'_>,
        step: Step<'_>,
        plan: &TilePlan,
    ) -> Result<VerifiedTiles, SumdbError> {
        self.tile_cache.verify(remote, plan).map_err(|refused| match refused {
            TilesRefused::Unavailable(error) => step.explain(error),
            TilesRefused::Inconsistent(error) => {
                let name = &self.database.name;
                SumdbError::misbehaving(format!("{name}: checking {step}: {error}"))
            }
        })
    }

    /// Moves the remembered head to `newer`. Where another process has moved it since, that head
    /// must be consistent with ours too.
    fn remember(
        &self,
        remote: &Remote<'_>,
        known: &SignedHead,
        newer: &SignedHead,
    ) -> Result<(), SumdbError> {
        let mut known = known.clone();
        for _ in 0..MAX_RACES {
            if known.head == newer.head || self.memory.swap(&known, newer, self.told)? {
                return Ok(());
            }
            let moved = self.memory.head()?;
            let step = Step::between(&moved, newer);
            self.follow(remote, step, &[])?;
            if step.newer == &moved {
                return Ok(());
            }
            known = moved;
        }
        let what = format!("{}: the remembered head never rests", self.database.name);
        Err(SumdbError::new(SumdbErrorKind::Local, what))
    }

    fn forked(&self, step: Step<'_>, verified: Option<&VerifiedTiles>) -> SumdbError {
        let proof = fork::describe(&self.database.key, step.older, step.newer, verified);
        let name = fork::file_name(step.older, step.newer);
        match self.memory.keep(&name, &proof) {
            Ok(file) => {
                let what = format!(
                    "{} misbehaves: it has signed two histories that contradict each other",
                    self.database.name
                );
                SumdbError { evidence: Some(file), ..SumdbError::misbehaving(what) }
            }
            Err(error) => {
                SumdbError::misbehaving(format!("{error}; this was to be kept:\n{proof}"))
            }
        }
    }
}

/// The inclusion proof of the record in the tree under `head`.
fn verify_record(
    reply: &Reply<'_>,
    head: &SignedHead,
    verified: &VerifiedTiles,
) -> Result<Vec<Sha256Sum>, String> {
    let (id, size) = (reply.id, head.head.size);
    if id >= size {
        return Err(format!("cannot validate record {id} in tree of size {size}"));
    }
    let leaf = tlog::record_hash(reply.record.as_bytes());
    let proof = verified.proof(&tlog::inclusion(id, size)).filter(|proof| {
        verified.node(Node { level: 0, index: id }) == Some(leaf)
            && tlog::root_by_inclusion(id, size, leaf, proof) == Some(head.head.root)
    });
    proof.ok_or_else(|| "cannot authenticate record data in server response".to_owned())
}

/// Two heads, of which the newer must contain the older.
#[derive(Clone, Copy)]
struct Step<'h> {
    older: &'h SignedHead,
    newer: &'h SignedHead,
    /// Whether the newer one is what is remembered, and who answers told an older one.
    behind: bool,
}

impl<'h> Step<'h> {
    /// Of equals, the remembered one counts as newer.
    fn between(known: &'h SignedHead, told: &'h SignedHead) -> Self {
        if told.head.size <= known.head.size {
            Self { older: told, newer: known, behind: told.head.size < known.head.size }
        } else {
            Self { older: known, newer: told, behind: false }
        }
    }

    /// A copy of the database that is behind has not the tiles of the head that is remembered.
    fn explain(self, error: SumdbError) -> SumdbError {
        if !self.behind || !matches!(error.kind, SumdbErrorKind::NotReached { .. }) {
            return error;
        }
        let (told, known) = (self.older.head.size, self.newer.head.size);
        let what = format!(
            "{}: what answers is at tree#{told}, and this machine has verified tree#{known}; a mirror is \
             brought up to date by goenvmgr mirror update",
            error.what
        );
        SumdbError { what, ..error }
    }
}

impl Display for Step<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.older.head.size, self.newer.head.size) {
            (old, new) if old == new || old == 0 => write!(f, "tree#{new}"),
            (old, new) => write!(f, "tree#{old} against tree#{new}"),
        }
    }
}

/// A module path or version in a URL of the database (`module.EscapePath`).
fn escape(text: &str) -> Result<String, SumdbError> {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~/+".contains(c);
    let escaped = escape::escape(text).filter(|_| !text.is_empty() && text.chars().all(allowed));
    escaped.ok_or_else(|| {
        let what = format!("{text:?} cannot be asked for: not a module path or version");
        SumdbError::new(SumdbErrorKind::Misconfigured, what)
    })
}
