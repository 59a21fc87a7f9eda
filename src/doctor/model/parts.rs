//! Parts of facts, and how long gathering may take.

use std::time::Duration;

/// How long reading a directory and some files may take: as long as one of them may stay silent, and
/// half as long again on a disk that is slow in everything.
pub const DISK: Duration = Duration::from_secs(15);
/// How long our own directories and the start-up files may take: some thousand names.
pub const OWN: Duration = Duration::from_secs(30);
/// How long reading everything in a tree may take.
pub const HASHING: Duration = Duration::from_secs(300);
/// How long a program may take.
pub const PROGRAM: Duration = Duration::from_secs(30);

/// Parts of a fact that take their own time: each is gathered only where a check names it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts(u8);

impl Parts {
    /// The fact alone.
    pub const NONE: Self = Self(0);

    /// The part of this number, below eight.
    pub const fn number(number: u8) -> Self {
        Self(1 << number)
    }

    /// These and those.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether one of those is among these.
    pub const fn any(self, of: Self) -> bool {
        self.0 & of.0 != 0
    }
}
