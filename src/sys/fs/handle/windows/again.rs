//! What is refused because another program has a file open just now: a scanner looks at what was written, an
//! indexer at what was renamed. They are done in moments, so it is tried again.

use std::io::{self, ErrorKind};
use std::path::Path;
use std::time::{Duration, Instant};

use crate::sys::struck;

/// `ERROR_ACCESS_DENIED`: what a rename says where something in the directory is open, too.
const DENIED: i32 = 5;
/// `ERROR_SHARING_VIOLATION`, `ERROR_LOCK_VIOLATION`.
const SHARED: [i32; 2] = [32, 33];

/// How long a rename is tried: Go's own command tries for as long.
const RENAMING: Duration = Duration::from_secs(2);
/// The same of a removal, of which there are many.
const REMOVING: Duration = Duration::from_millis(200);

/// A rename.
pub(super) fn renamed(from: &Path, mut act: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    let act = || struck::at(from).map_or_else(&mut act, Err);
    tried(RENAMING, |code| code == DENIED || SHARED.contains(&code), act)
}

/// A removal: what is denied there is denied for good, a program that runs above all.
pub(super) fn removed(act: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    tried(REMOVING, |code| SHARED.contains(&code), act)
}

fn tried(
    limit: Duration,
    passes: impl Fn(i32) -> bool,
    mut act: impl FnMut() -> io::Result<()>,
) -> io::Result<()> {
    let (begun, mut pause) = (Instant::now(), Duration::from_millis(1));
    loop {
        let Err(error) = act() else { return Ok(()) };
        if !error.raw_os_error().is_some_and(&passes) {
            return Err(error);
        }
        if begun.elapsed() >= limit {
            let what =
                format!("{error}; a program has it open, or something in it: end that first");
            return Err(io::Error::new(ErrorKind::ResourceBusy, what));
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(100));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusing(code: i32, times: u32) -> impl FnMut() -> io::Result<()> {
        let mut left = times;
        move || {
            left = match left.checked_sub(1) {
                Some(left) => left,
                None => return Ok(()),
            };
            Err(io::Error::from_raw_os_error(code))
        }
    }

    #[test]
    fn refusal_of_moments_is_waited_out_and_any_other_is_told() {
        for code in [5, 32, 33] {
            renamed(Path::new("x"), refusing(code, 6)).unwrap();
        }
        removed(refusing(32, 3)).unwrap();
        assert_eq!(removed(refusing(5, 1)).unwrap_err().raw_os_error(), Some(5));
        assert_eq!(renamed(Path::new("x"), refusing(2, 1)).unwrap_err().raw_os_error(), Some(2));
        let busy = removed(refusing(32, u32::MAX)).unwrap_err();
        assert_eq!(busy.kind(), ErrorKind::ResourceBusy);
        assert!(busy.to_string().contains("open"), "{busy}");
    }
}
