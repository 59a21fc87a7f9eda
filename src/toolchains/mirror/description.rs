//! What was asked of a mirror, so that `update` and `prune` need not be told again.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::distribution::Distribution;
use super::layout::Layout;
use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::go::platform::Platform;
use crate::go::sumdb::Database;
use crate::go::sumdb::head::SignedHead;
use crate::go::version::{GoVersion, Request};
use crate::sys::fs::{atomic, read};

const SCHEMA: u32 = 1;
const LARGEST: u64 = 64 << 20;

/// What was asked of a mirror. It says nothing of whom to believe.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Description {
    schema: u32,
    /// The key of the checksum database whose records are here.
    pub key: String,
    /// What is mirrored.
    pub wanted: Vec<Wanted>,
    /// From a head of so many records on every client can follow, whatever head it has verified: that of the
    /// mirror's first day, or 0.
    pub tiles_from: u64,
    /// Signed heads before that, which clients have verified.
    pub heads: Vec<String>,
}

/// A word, and for which platforms. Its names are keys of the JSON output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Wanted {
    /// As it was typed: `1.22`, `latest`.
    pub request: Request,
    /// What it means now; null where that was never asked.
    pub version: Option<GoVersion>,
    /// For which machines.
    pub platforms: Vec<Platform>,
}

impl Description {
    /// Of a mirror that holds nothing yet.
    pub(super) fn new(database: &Database) -> Self {
        let key = database.key.to_string();
        Self { schema: SCHEMA, key, wanted: Vec::new(), tiles_from: u64::MAX, heads: Vec::new() }
    }

    /// What stands in the directory; `None` where it is no mirror.
    pub(super) fn read(root: &Path) -> Result<Option<Self>> {
        let path = Layout::description(root);
        let Some(text) = read::bytes(&path, LARGEST)? else { return Ok(None) };
        let unusable = |why: String| {
            Fault::unfinished(format!("{} cannot be used: {why}", path.visible())).hint(
                "remove that file, and say again what the mirror holds: goenvmgr mirror create",
            )
        };
        let read: Self = serde_json::from_slice(&text).map_err(|e| unusable(e.to_string()))?;
        if read.schema != SCHEMA {
            return Err(unusable(format!(
                "it has schema {}, and this goenvmgr writes {SCHEMA}",
                read.schema
            )));
        }
        Ok(Some(read))
    }

    pub(super) fn write(&self, root: &Path) -> Result<()> {
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        atomic::write(&Layout::description(root), format!("{text}\n").as_bytes())
    }

    /// Adds words for platforms. No words: the platforms are for all that is there; no platforms: the words
    /// are for all platforms that are there, else for this machine's.
    pub(super) fn add(&mut self, requests: &[Request], platforms: &[Platform]) {
        if requests.is_empty() && platforms.is_empty() {
            return;
        }
        let mut for_all = self.platforms();
        if for_all.is_empty() {
            for_all.push(Platform::host());
        }
        let platforms = if platforms.is_empty() { &for_all } else { platforms };
        for request in requests {
            if !self.wanted.iter().any(|one| one.request == *request) {
                let (request, version) = (request.clone(), None);
                self.wanted.push(Wanted { request, version, platforms: Vec::new() });
            }
        }
        let meant = |one: &&mut Wanted| requests.is_empty() || requests.contains(&one.request);
        for wanted in self.wanted.iter_mut().filter(meant) {
            for platform in platforms {
                if !wanted.platforms.contains(platform) {
                    wanted.platforms.push(platform.clone());
                }
            }
        }
    }

    /// A version that a list named once and that nobody could give is taken for no answer: it would stand before
    /// every true one that is older.
    pub(super) fn forget_what_never_came(&mut self, here: &[Distribution]) {
        for wanted in &mut self.wanted {
            let came = |version: &GoVersion| here.iter().any(|of| of.version == *version);
            wanted.version = wanted.version.take().filter(came);
        }
    }

    /// What is to stay of this: what the words mean, and where that has not come, the newest here that they may
    /// mean.
    pub(super) fn stays(&self, here: &[Distribution]) -> Vec<Distribution> {
        let mut stays = self.distributions();
        let missing: Vec<_> = stays.iter().filter(|of| !here.contains(of)).cloned().collect();
        for wanted in &self.wanted {
            let is_its = |of: &&Distribution| Some(&of.version) == wanted.version.as_ref();
            for Distribution { platform, .. } in missing.iter().filter(is_its) {
                let versions =
                    here.iter().filter(|of| of.platform == *platform).map(|of| &of.version);
                let Some(version) = wanted.request.newest(versions) else { continue };
                stays.push(Distribution { version: version.clone(), platform: platform.clone() });
            }
        }
        stays
    }

    /// Takes what nobody has published off again, unless it was asked for before: a slip of the hand is not to
    /// be told of at every update.
    pub(super) fn drop_new(&mut self, of: &Distribution, before: Option<&Self>) {
        let old = before.map(|before| before.wanted.as_slice()).unwrap_or_default();
        for wanted in self.wanted.iter_mut().filter(|one| one.version.as_ref() == Some(&of.version))
        {
            let old = old.iter().find(|old| old.request == wanted.request);
            let was = old.is_some_and(|old| old.platforms.contains(&of.platform));
            wanted.platforms.retain(|platform| was || *platform != of.platform);
        }
        self.wanted.retain(|wanted| !wanted.platforms.is_empty());
    }

    fn platforms(&self) -> Vec<Platform> {
        let mut platforms: Vec<Platform> = Vec::new();
        for platform in self.wanted.iter().flat_map(|one| &one.platforms) {
            if !platforms.contains(platform) {
                platforms.push(platform.clone());
            }
        }
        platforms
    }

    /// What all words mean now, each once, sorted.
    pub(super) fn distributions(&self) -> Vec<Distribution> {
        let mut all: Vec<Distribution> = Vec::new();
        for Wanted { version, platforms, .. } in &self.wanted {
            let Some(version) = version else { continue };
            all.extend(platforms.iter().map(|platform| Distribution {
                version: version.clone(),
                platform: platform.clone(),
            }));
        }
        all.sort_by(Distribution::order);
        all.dedup();
        all
    }

    /// Every client from here on can follow: the first time, or where `any` asks for all of them. Of the heads
    /// before that those stay that are heads.
    pub(super) fn follow_from(&mut self, database: &Database, head: &SignedHead, any: bool) {
        self.tiles_from = if any { 0 } else { self.tiles_from.min(head.head.size) };
        let before = self.tiles_from;
        self.heads.retain(|note| {
            let head = SignedHead::open(note.as_bytes(), &database.key);
            head.is_ok_and(|head| (1..before).contains(&head.head.size))
        });
    }

    /// The heads that are older than this one and signed by the key.
    pub(super) fn older_heads(&self, database: &Database, head: &SignedHead) -> Vec<SignedHead> {
        let open = |note: &String| SignedHead::open(note.as_bytes(), &database.key).ok();
        let heads = self.heads.iter().filter_map(open);
        heads.filter(|old| (1..head.head.size).contains(&old.head.size)).collect()
    }

    /// Adds a head that clients have verified.
    pub(super) fn know(&mut self, head: &SignedHead) {
        if (1..self.tiles_from).contains(&head.head.size) && !self.heads.contains(&head.note) {
            self.heads.push(head.note.clone());
        }
    }
}
