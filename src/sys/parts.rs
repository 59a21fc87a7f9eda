//! Reading a program here and there, and never more of it than it is worth.

use std::cell::Cell;
use std::fs::File;
use std::ops::Range;

use object::read::{ReadCache, ReadRef};

/// Most bytes that are read of one file, and most entries of a list that are believed: a damaged file
/// promises anything, and the cache of `object` keeps whatever was read.
pub(in crate::sys) const MOST: u64 = 16 << 20;
pub(in crate::sys) const ENTRIES: usize = 4096;
/// What a text costs until it is seen how long it is: so far `object` looks for its end.
const ENDLESS: u64 = 4096;

/// A file that is read here and there, until it has cost enough.
pub(in crate::sys) struct Parts {
    cache: ReadCache<File>,
    left: Cell<u64>,
}

impl Parts {
    pub(in crate::sys) fn of(file: File) -> Self {
        Self { cache: ReadCache::new(file), left: Cell::new(MOST) }
    }

    fn pay(&self, bytes: u64) -> Result<(), ()> {
        self.left.set(self.left.get().checked_sub(bytes).ok_or(())?);
        Ok(())
    }
}

impl<'a> ReadRef<'a> for &'a Parts {
    fn len(self) -> Result<u64, ()> {
        (&self.cache).len()
    }

    fn read_bytes_at(self, offset: u64, size: u64) -> Result<&'a [u8], ()> {
        self.pay(size)?;
        (&self.cache).read_bytes_at(offset, size)
    }

    fn read_bytes_at_until(self, range: Range<u64>, delimiter: u8) -> Result<&'a [u8], ()> {
        self.pay(ENDLESS)?;
        let text = (&self.cache).read_bytes_at_until(range, delimiter)?;
        self.left.set(self.left.get() + ENDLESS.saturating_sub(text.len() as u64));
        Ok(text)
    }
}
