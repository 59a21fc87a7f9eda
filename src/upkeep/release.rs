//! What the release owner signs: a note as Go's checksum database signs its heads (`go/sumdb/note.rs`), whose text
//! is JSON and names one version and its archives.

use semver::Version;
use serde::{Deserialize, Serialize};

use crate::base::digest::Sha256Sum;
use crate::go::platform::Platform;
use crate::go::sumdb::key::VerifierKey;
use crate::go::sumdb::note::{self, NoteError};

/// Its name in the directory of a release.
pub(crate) const FILE: &str = "goenvmgr-release.note";
/// Longest document that is read, in bytes.
pub(super) const LONGEST: u64 = 64 << 10;
/// Largest archive that may be announced, in bytes.
const LARGEST: u64 = 256 << 20;

/// A release, as far as one platform has to know it.
#[derive(Clone, Debug)]
pub(crate) struct Release {
    pub(crate) version: Version,
    pub(crate) archives: Vec<Archive>,
    /// Name and hash of the key that has signed it.
    pub(crate) key: String,
}

/// What an archive must be. Keys are those of the document, and of JSON that is printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Archive {
    /// By Go's names: `linux/amd64`.
    pub(crate) platform: String,
    /// Its name beside the document.
    pub(crate) file: String,
    /// Its length in bytes.
    pub(crate) size: u64,
    pub(crate) sha256: Sha256Sum,
}

#[derive(Deserialize)]
struct Text {
    /// The version. The key says what the document is about: one of another program has it not.
    goenvmgr: String,
    archives: Vec<Archive>,
}

/// Why a document does not count.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum ReleaseError {
    /// None of our keys has signed it.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// Who has signed it says something that this version does not read.
    #[error("it is signed, and cannot be read: {0}")]
    Text(String),
}

impl Release {
    /// Reads a document that one of the keys has signed.
    ///
    /// # Errors
    /// [`ReleaseError`].
    pub(crate) fn open(note: &[u8], keys: &[VerifierKey]) -> Result<Self, ReleaseError> {
        let (text, key) = note::open_by_any(note, keys)?;
        Self::of(text, key.id())
    }

    /// Reads what a key has signed.
    ///
    /// # Errors
    /// [`ReleaseError::Text`].
    pub(crate) fn of(text: &str, key: String) -> Result<Self, ReleaseError> {
        let Text { goenvmgr, archives } =
            serde_json::from_str(text).map_err(|error| ReleaseError::Text(error.to_string()))?;
        let version = goenvmgr.parse::<Version>();
        let version =
            version.map_err(|_| ReleaseError::Text(format!("{goenvmgr:?} is no version")))?;
        if let Some(odd) = archives.iter().find(|archive| !archive.is_plain()) {
            return Err(ReleaseError::Text(format!("{:?} is no archive of a release", odd.file)));
        }
        Ok(Self { version, archives, key })
    }

    /// The archive for a platform.
    pub(crate) fn archive(&self, platform: &Platform) -> Option<&Archive> {
        let name = platform.to_string();
        self.archives.iter().find(|archive| archive.platform == name)
    }
}

impl Archive {
    /// A name that stays in its directory, and a size that fits a disk.
    fn is_plain(&self) -> bool {
        let plain = |c: u8| c.is_ascii_alphanumeric() || matches!(c, b'.' | b'_' | b'-' | b'+');
        self.stem().is_some_and(|stem| stem.bytes().all(plain))
            && (1..=LARGEST).contains(&self.size)
    }

    /// The directory that it holds: its name without what follows the target.
    pub(super) fn stem(&self) -> Option<&str> {
        self.file.strip_suffix(".tar.gz").filter(|stem| stem.starts_with("goenvmgr-"))
    }
}

#[cfg(test)]
mod tests {
    use ring::signature::{Ed25519KeyPair, KeyPair as _};

    use super::*;
    use crate::go::sumdb::base64;

    fn signed(text: &str, seed: u8) -> (Vec<u8>, VerifierKey) {
        let pair = Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).unwrap();
        let key =
            VerifierKey::new("releases.example", pair.public_key().as_ref().try_into().unwrap());
        let bytes = [&key.hash().to_be_bytes(), pair.sign(text.as_bytes()).as_ref()].concat();
        (format!("{text}\n— {} {}\n", key.name(), base64(&bytes)).into_bytes(), key)
    }

    fn text(file: &str, size: u64) -> String {
        let sha256 = Sha256Sum::of(b"x");
        format!(
            "{{\"goenvmgr\": \"0.2.0\", \"archives\": [{{\"platform\": \"linux/amd64\", \"file\": {file:?}, \
             \"size\": {size}, \"sha256\": \"{sha256}\", \"later\": 1}}], \"later\": []}}\n"
        )
    }

    #[test]
    fn release_is_read_where_one_of_our_keys_has_signed_it() {
        let (note, second) = signed(&text("goenvmgr-0.2.0-x.tar.gz", 9), 2);
        let (_, first) = signed("", 1);
        let release = Release::open(&note, &[first.clone(), second.clone()]).unwrap();
        assert_eq!((release.version.to_string(), release.key), ("0.2.0".to_owned(), second.id()));
        assert_eq!(release.archives[0].stem(), Some("goenvmgr-0.2.0-x"));
        let unsigned = Release::open(&note, &[first]).unwrap_err();
        assert!(matches!(unsigned, ReleaseError::Note(NoteError::Unsigned)), "{unsigned}");
        // Of the signature's last letter two bits say nothing.
        for at in 0..note.len() - 8 {
            let mut other = note.clone();
            other[at] ^= 1;
            assert!(Release::open(&other, std::slice::from_ref(&second)).is_err(), "{at}");
        }
    }

    #[test]
    fn release_that_names_what_is_no_archive_of_one_is_refused() {
        for (file, size) in [
            ("goenvmgr-0.2.0-x.tar.gz", 0),
            ("goenvmgr-0.2.0-x.tar.gz", u64::MAX),
            ("goenvmgr-../x.tar.gz", 9),
            ("goenvmgr-a/b.tar.gz", 9),
            ("goenvmgr-x.tar.gz?a", 9),
            ("other.tar.gz", 9),
            (".tar.gz", 9),
        ] {
            let (note, key) = signed(&text(file, size), 1);
            let refused = Release::open(&note, &[key]).unwrap_err();
            assert!(matches!(refused, ReleaseError::Text(_)), "{file} {size}: {refused}");
        }
        let (note, key) = signed("{\"other\": \"0.2.0\", \"archives\": []}\n", 1);
        assert!(matches!(Release::open(&note, &[key]), Err(ReleaseError::Text(_))));
    }
}
