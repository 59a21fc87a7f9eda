//! How much a zip claims to hold, before its reader makes room for it.

/// Most entries, and most bytes of a directory, that are believed. The largest Go has 15,100 files.
const ENTRIES: u64 = 200_000;
const DIRECTORY: u64 = 64 << 20;

const END: usize = 22;
const END_64: usize = 56;
const LOCATOR: usize = 20;

/// Whether the directory is at the end of these `size` bytes and not larger than any that is honest.
/// `read` fills the buffer from a position, or says that it cannot.
///
/// # Errors
/// What is wrong with it.
pub fn check(size: u64, read: impl Fn(u64, &mut [u8]) -> bool) -> Result<(), String> {
    let mut end = [0; END];
    let at = size.saturating_sub(END as u64);
    if !read(at, &mut end) || !end.starts_with(b"PK\x05\x06") {
        // Cut off, a comment, or something after the end: the reader would find the directory
        // by searching backwards, and two readers may then see two archives in one file.
        return Err("its directory is not at its end".to_owned());
    }
    let mut claims = vec![(number(&end, 10, 2), number(&end, 16, 4))];
    let mut locator = [0; LOCATOR];
    let before = at.checked_sub(LOCATOR as u64).filter(|before| read(*before, &mut locator));
    if before.is_some() && locator.starts_with(b"PK\x06\x07") {
        let mut wide = [0; END_64];
        if !read(number(&locator, 8, 8), &mut wide) || !wide.starts_with(b"PK\x06\x06") {
            return Err("the end of its directory is not where it says".to_owned());
        }
        claims = vec![(number(&wide, 32, 8), number(&wide, 48, 8))];
    }
    let too_large =
        |(entries, start): &(u64, u64)| *entries > ENTRIES || at.saturating_sub(*start) > DIRECTORY;
    match claims.iter().any(too_large) {
        true => Err("its directory claims more than any Go holds".to_owned()),
        false => Ok(()),
    }
}

/// A number, its lowest byte first.
fn number(bytes: &[u8], at: usize, width: usize) -> u64 {
    let bytes = bytes.get(at..at + width).unwrap_or_default();
    bytes.iter().rev().fold(0, |value, byte| value << 8 | u64::from(*byte))
}
