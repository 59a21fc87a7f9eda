//! Signed notes: text, a blank line, signature lines. Rules: the package documentation of
//! `golang.org/x/mod/sumdb/note`.

use super::key::{VerifierKey, is_name};

/// More signatures than any honest note has.
const MAX_SIGNATURES: usize = 100;

/// Why a note is not believed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// It breaks the format.
    #[error("malformed note")]
    Malformed,
    /// It claims the key's signature and does not have it.
    #[error("invalid signature for key {0}")]
    Signature(String),
    /// Nobody we know has signed it.
    #[error("note has no verifiable signatures")]
    Unsigned,
}

/// The text of a note that `key` has signed, final newline included.
///
/// # Errors
/// [`NoteError`]. A bad signature by `key` is an error even beside a good one by it.
pub fn open<'a>(note: &'a [u8], key: &VerifierKey) -> Result<&'a str, NoteError> {
    open_by_any(note, std::slice::from_ref(key)).map(|(text, _)| text)
}

/// The same of a note that one of these keys has signed, and the first that has.
///
/// # Errors
/// [`NoteError`]. A bad signature by one of them is an error even beside a good one by another.
pub fn open_by_any<'a, 'k>(
    note: &'a [u8],
    keys: &'k [VerifierKey],
) -> Result<(&'a str, &'k VerifierKey), NoteError> {
    let note = std::str::from_utf8(note).map_err(|_| NoteError::Malformed)?;
    // The last blank line counts: the text itself may hold blank lines.
    let split = note.rfind("\n\n").ok_or(NoteError::Malformed)?;
    let (text, signatures) = (&note[..=split], &note[split + 2..]);
    let signatures = signatures.strip_suffix('\n').ok_or(NoteError::Malformed)?;
    if !super::is_plain(note) {
        return Err(NoteError::Malformed);
    }
    let mut signed = None;
    for (number, line) in signatures.split('\n').enumerate() {
        let signature = Signature::parse(line).filter(|_| number < MAX_SIGNATURES);
        let signature = signature.ok_or(NoteError::Malformed)?;
        let named =
            |key: &&VerifierKey| signature.name == key.name() && signature.hash == key.hash();
        let Some(key) = keys.iter().find(named) else { continue };
        if !key.verifies(text.as_bytes(), &signature.bytes) {
            return Err(NoteError::Signature(key.id()));
        }
        signed = signed.or(Some(key));
    }
    signed.map(|key| (text, key)).ok_or(NoteError::Unsigned)
}

/// `— name base64(4 bytes of key hash, signature)`.
struct Signature<'a> {
    name: &'a str,
    hash: u32,
    bytes: Vec<u8>,
}

impl<'a> Signature<'a> {
    fn parse(line: &'a str) -> Option<Self> {
        let (name, encoded) = line.strip_prefix("— ")?.split_once(' ')?;
        let mut bytes = super::unbase64(encoded)?;
        if !is_name(name) || bytes.len() < 5 {
            return None;
        }
        let rest = bytes.split_off(4);
        let hash = u32::from_be_bytes(bytes.try_into().ok()?);
        Some(Self { name, hash, bytes: rest })
    }
}
