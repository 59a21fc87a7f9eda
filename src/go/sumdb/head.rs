//! Heads: the size and root of the log's tree at one moment, as a signed note.

use std::fmt;

use super::key::VerifierKey;
use super::note::{self, NoteError};
use super::tlog;
use crate::base::digest::Sha256Sum;

const TITLE: &str = "go.sum database tree\n";
const MAX_BYTES: usize = 1_000_000;

/// The log at one moment: `size` records under `root`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// How many records.
    pub size: u64,
    /// The tree's root.
    pub root: Sha256Sum,
}

/// A head together with the note that proves who said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedHead {
    /// What the note says.
    pub head: Head,
    /// The note, signatures included; empty for the log before its first record.
    pub note: String,
}

/// Why a text is no signed head.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeadError {
    /// The note is not believed.
    #[error("reading tree note: {0}")]
    Note(#[from] NoteError),
    /// The note is signed and does not describe a tree.
    #[error("reading tree: malformed tree note")]
    Tree,
}

impl SignedHead {
    /// The log before its first record; needs no signature.
    pub fn empty() -> Self {
        Self { head: Head { size: 0, root: tlog::empty_root() }, note: String::new() }
    }

    /// Verifies the signature and reads the head. An empty text is the empty log.
    ///
    /// # Errors
    /// [`HeadError`].
    pub fn open(text: &[u8], key: &VerifierKey) -> Result<Self, HeadError> {
        if text.is_empty() {
            return Ok(Self::empty());
        }
        let head = Head::parse(note::open(text, key)?).ok_or(HeadError::Tree)?;
        Ok(Self { head, note: String::from_utf8_lossy(text).into_owned() })
    }
}

impl Head {
    /// Reads the text of a note: title, size, root; later lines are for future readers.
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_prefix(TITLE)?.split('\n');
        let (size, root) = (lines.next()?, lines.next()?);
        lines.next()?;
        let number: i64 = size.parse().ok()?;
        let root = super::unbase64(root)?.try_into().ok()?;
        let canonical = number >= 0 && number.to_string() == size && text.len() <= MAX_BYTES;
        canonical.then(|| Self { size: number.unsigned_abs(), root: Sha256Sum(root) })
    }
}

/// The text of a note that describes this head.
impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{TITLE}{}\n{}\n", self.size, super::base64(&self.root.0))
    }
}
