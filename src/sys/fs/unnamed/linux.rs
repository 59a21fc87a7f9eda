//! `memfd_create`.

use std::fs::File;
use std::io::{Seek as _, Write as _};
use std::os::fd::AsRawFd as _;
use std::path::Path;

use rustix::fs::{MemfdFlags, memfd_create};

pub(super) fn file(bytes: &[u8]) -> Option<File> {
    let mut file = File::from(memfd_create("fuzz", MemfdFlags::CLOEXEC).ok()?);
    file.write_all(bytes).ok()?;
    file.rewind().ok()?;
    Some(file)
}

pub(super) fn at_path<T>(bytes: &[u8], read: impl FnOnce(&Path) -> T) -> Option<T> {
    let file = file(bytes)?;
    Some(read(Path::new(&format!("/proc/self/fd/{}", file.as_raw_fd()))))
}
