//! A signed checksum database for tests: a key from a fixed seed, records, heads of any size, and
//! everything as a map from path to bytes. What attacks it stands in `attacks.rs`.

pub mod attacks;
pub mod fake_fetch;

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use goenvmgr::base::digest::Sha256Sum;
use goenvmgr::go::sumdb::head::Head;
use goenvmgr::go::sumdb::key::VerifierKey;
use goenvmgr::go::sumdb::tlog::{self, Node};
use ring::signature::{Ed25519KeyPair, KeyPair};

/// Path below the database's URL, no slash in front → body.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Signs notes.
pub struct Signer {
    name: String,
    pair: Ed25519KeyPair,
}

impl Signer {
    /// A key pair that depends on the seed alone.
    pub fn new(name: &str, seed: u8) -> Self {
        let pair = Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).unwrap();
        Self { name: name.to_owned(), pair }
    }

    /// The public half.
    pub fn key(&self) -> VerifierKey {
        let public = self.pair.public_key().as_ref().try_into().unwrap();
        VerifierKey::new(&self.name, public)
    }

    /// The signature line for a text.
    pub fn signature(&self, text: &str) -> String {
        let hash = self.key().hash().to_be_bytes();
        let bytes = [&hash, self.pair.sign(text.as_bytes()).as_ref()].concat();
        format!("— {} {}\n", self.name, STANDARD.encode(bytes))
    }

    /// The text as a signed note.
    pub fn note(&self, text: &str) -> String {
        format!("{text}\n{}", self.signature(text))
    }
}

/// The database.
pub struct Database {
    pub signer: Signer,
    /// Module, version, and the record's text.
    records: Vec<(String, String, String)>,
}

impl Database {
    /// `sum.test` with the ordinary records `example.com/m0` to `m299` at v1.0.0.
    pub fn new() -> Self {
        let mut database = Self { signer: Signer::new("sum.test", 7), records: Vec::new() };
        for n in 0..300 {
            let module = format!("example.com/m{n}");
            let h1 = Sha256Sum::of(module.as_bytes()).to_h1();
            database.add(&module, "v1.0.0", &h1);
        }
        database
    }

    /// Adds a record, with a hash for its go.mod that does not matter; returns its id.
    pub fn add(&mut self, module: &str, version: &str, h1: &str) -> u64 {
        let go_mod = Sha256Sum::of(b"go.mod").to_h1();
        self.add_with(module, version, h1, &go_mod)
    }

    /// Adds a record with both hashes; returns its id.
    pub fn add_with(&mut self, module: &str, version: &str, h1: &str, go_mod: &str) -> u64 {
        let text = format!("{module} {version} {h1}\n{module} {version}/go.mod {go_mod}\n");
        self.records.push((module.to_owned(), version.to_owned(), text));
        self.size() - 1
    }

    /// Replaces a record's text: another history from there on.
    pub fn rewrite(&mut self, id: u64, text: &str) {
        self.records[usize::try_from(id).unwrap()].2 = text.to_owned();
    }

    pub fn name(&self) -> String {
        self.signer.key().name().to_owned()
    }

    /// `name+hash+key`, as GOSUMDB takes it.
    pub fn key(&self) -> String {
        self.signer.key().to_string()
    }

    pub fn size(&self) -> u64 {
        self.records.len() as u64
    }

    pub fn record(&self, id: u64) -> &str {
        &self.records[usize::try_from(id).unwrap()].2
    }

    /// The head over the first `size` records.
    pub fn head(&self, size: u64) -> Head {
        let levels = self.levels();
        let hashes: Vec<_> = tlog::peaks(size).iter().map(|node| at(&levels, *node)).collect();
        Head { size, root: tlog::join(&hashes) }
    }

    /// The signed head over the first `size` records.
    pub fn note(&self, size: u64) -> String {
        self.signer.note(&self.head(size).to_string())
    }

    /// A lookup's reply about a record, under the head of `size`.
    pub fn reply(&self, id: u64, size: u64) -> Vec<u8> {
        format!("{id}\n{}\n{}", self.record(id), self.note(size)).into_bytes()
    }

    /// Everything a server of this database has, its newest head being that of all records.
    pub fn files(&self) -> Files {
        self.files_at(&[self.size()])
    }

    /// As [`Database::files`], with the tiles for several sizes; lookups and `latest` carry the
    /// last of them, and records beyond it do not exist.
    pub fn files_at(&self, sizes: &[u64]) -> Files {
        let newest = *sizes.last().unwrap();
        let mut files = Files::from([("latest".to_owned(), self.note(newest).into_bytes())]);
        let note = self.note(newest);
        for (id, (module, version, text)) in (0..newest).zip(&self.records) {
            let path = format!("lookup/{}@{}", escaped(module), escaped(version));
            files.insert(path, format!("{id}\n{text}\n{note}").into_bytes());
        }
        let levels = self.levels();
        for size in sizes {
            files.extend(tiles(&levels, *size));
        }
        files
    }

    /// The complete subtrees over all records, by level.
    fn levels(&self) -> Vec<Vec<Sha256Sum>> {
        let leaves = self.records.iter().map(|(_, _, text)| tlog::record_hash(text.as_bytes()));
        let mut levels = vec![leaves.collect::<Vec<_>>()];
        while levels.last().is_some_and(|level| level.len() > 1) {
            let below = levels.last().unwrap();
            let above = below.chunks_exact(2).map(|two| tlog::node_hash(&two[0], &two[1]));
            levels.push(above.collect());
        }
        levels
    }
}

fn at(levels: &[Vec<Sha256Sum>], node: Node) -> Sha256Sum {
    levels[node.level as usize][usize::try_from(node.index).unwrap()]
}

/// Every tile of a tree of `size`, full and partial; fewer than 65,536 records, so no tile's
/// number needs more than three digits.
fn tiles(levels: &[Vec<Sha256Sum>], size: u64) -> Files {
    let mut files = Files::new();
    for level in 0..2u32 {
        let Some(hashes) = levels.get(level as usize * 8) else { break };
        let count = usize::try_from(size >> (8 * level)).unwrap();
        for (number, tile) in hashes[..count].chunks(256).enumerate() {
            let part = if tile.len() < 256 { format!(".p/{}", tile.len()) } else { String::new() };
            let path = format!("tile/8/{level}/{number:03}{part}");
            files.insert(path, tile.iter().flat_map(|hash| hash.0).collect());
        }
    }
    files
}

/// As it stands behind a proxy: below `sumdb/<name>/`, with `supported`.
pub fn behind_proxy(name: &str, files: &Files) -> Files {
    let mut behind: Files =
        files.iter().map(|(path, body)| (format!("sumdb/{name}/{path}"), body.clone())).collect();
    behind.insert(format!("sumdb/{name}/supported"), Vec::new());
    behind
}

fn escaped(text: &str) -> String {
    let letter = |c: char| match c.is_ascii_uppercase() {
        true => format!("!{}", c.to_ascii_lowercase()),
        false => c.to_string(),
    };
    text.chars().map(letter).collect()
}
