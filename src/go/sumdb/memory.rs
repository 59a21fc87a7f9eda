//! What we remember of a database between runs: the newest head that was verified, and proof of
//! forks. A head is replaced only by one that contains it.

use std::path::{Path, PathBuf};

use super::head::SignedHead;
use super::key::VerifierKey;
use super::problem::{SumdbError, SumdbErrorKind};
use crate::base::fault::Fault;
use crate::base::progress::Progress;
use crate::base::visible::Visible as _;
use crate::sys::fs::lock::Lock;
use crate::sys::fs::{atomic, read};

/// More than any head with its signatures.
const MAX_HEAD: u64 = 1 << 20;

/// The memory of one database, told apart by key.
pub(super) struct Memory {
    folder: PathBuf,
    key: VerifierKey,
}

impl Memory {
    /// The memory below our state directory.
    pub(super) fn new(state: &Path, key: &VerifierKey) -> Self {
        Self { folder: state.join("sumdb").join(file_name(&key.id())), key: key.clone() }
    }

    /// The remembered head; the empty log where there is none.
    pub(super) fn head(&self) -> Result<SignedHead, SumdbError> {
        let note = self.note()?;
        SignedHead::open(&note, &self.key).map_err(|error| {
            // Not silently forgotten: whoever can break this file could hide a rollback so.
            let file = self.file();
            SumdbError::misbehaving(format!(
                "the remembered head of {}: {error}; if {} was damaged by accident, remove it",
                self.key.name(),
                file.visible()
            ))
        })
    }

    /// Replaces `old` by `new` under a lock that the kernel holds; false where another process
    /// was faster.
    pub(super) fn swap(
        &self,
        old: &SignedHead,
        new: &SignedHead,
        told: &dyn Progress,
    ) -> Result<bool, SumdbError> {
        let _lock =
            Lock::acquire(&self.folder.join("latest.lock"), told).map_err(|fault| local(&fault))?;
        if self.note()? != old.note.as_bytes() {
            return Ok(false);
        }
        atomic::write(&self.file(), new.note.as_bytes()).map_err(|fault| local(&fault))?;
        Ok(true)
    }

    /// Keeps proof of a fork, and says where.
    pub(super) fn keep(&self, name: &str, proof: &str) -> Result<PathBuf, SumdbError> {
        let file = self.folder.join(name);
        atomic::write(&file, proof.as_bytes()).map_err(|fault| local(&fault))?;
        Ok(file)
    }

    pub(super) fn file(&self) -> PathBuf {
        self.folder.join("latest")
    }

    fn note(&self) -> Result<Vec<u8>, SumdbError> {
        Ok(read::bytes(&self.file(), MAX_HEAD).map_err(|fault| local(&fault))?.unwrap_or_default())
    }
}

fn local(fault: &Fault) -> SumdbError {
    SumdbError::new(
        SumdbErrorKind::Local,
        format!("the memory of the checksum database: {}", fault.what),
    )
}

/// A database's name may hold slashes; one folder per key all the same.
pub(super) fn file_name(text: &str) -> String {
    let safe = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+' | '.');
    let name: String = text.chars().map(|c| if safe(c) { c } else { '%' }).collect();
    if name.starts_with('.') { format!("%{name}") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::progress::Silent;

    #[test]
    fn head_is_swapped_only_over_the_expected_one_even_by_many_at_once() {
        let dir = tempfile::tempdir().unwrap();
        let memory = Memory::new(dir.path(), &VerifierKey::new("sum.example/x", [1; 32]));
        let numbered = |n: u32| SignedHead { note: n.to_string(), ..SignedHead::empty() };
        assert!(!memory.swap(&numbered(1), &numbered(2), &Silent).unwrap());
        assert!(memory.swap(&SignedHead::empty(), &numbered(0), &Silent).unwrap());
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let mut moved = 0;
                    while moved < 10 {
                        let note = String::from_utf8(memory.note().unwrap()).unwrap();
                        let old: u32 = note.parse().unwrap();
                        let swapped = memory.swap(&numbered(old), &numbered(old + 1), &Silent);
                        moved += u32::from(swapped.unwrap());
                    }
                });
            }
        });
        assert_eq!(memory.note().unwrap(), b"40");
        assert!(memory.head().unwrap_err().what.contains("was damaged"));
    }
}
