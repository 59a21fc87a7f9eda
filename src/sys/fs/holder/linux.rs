//! `/proc/locks` names the holder of each lock.

use std::fs::{self, File};
use std::os::fd::AsRawFd;
use std::os::unix::fs::MetadataExt;

/// The process that holds the lock on an open file; none where the kernel names none.
pub(super) fn pid(file: &File) -> Option<u32> {
    let table = fs::read_to_string("/proc/locks").unwrap_or_default();
    let places = places(file);
    let pid = table.lines().find_map(|line| flock(line).filter(|(_, at)| places.contains(at)));
    pid.map(|(pid, _)| pid)
}

/// The program of a process, where it still runs.
pub(super) fn program(pid: u32) -> Option<String> {
    let name = fs::read_to_string(format!("/proc/{pid}/comm")).ok()?;
    Some(name.trim_end().to_owned())
}

/// The file as `/proc/locks` writes it: `08:01:1234`. Of an overlay or a subvolume `stat` tells
/// another device than the kernel counts by; the mount that the file was opened on tells that one.
fn places(file: &File) -> Vec<String> {
    let Ok(about) = file.metadata() else { return Vec::new() };
    let info = fs::read_to_string(format!("/proc/self/fdinfo/{}", file.as_raw_fd()));
    let info = info.unwrap_or_default();
    let field = |name: &str| {
        let line = info.lines().find_map(|line| line.strip_prefix(name));
        line.and_then(|value| value.trim().parse::<u64>().ok())
    };
    let inode = field("ino:").unwrap_or(about.ino());
    let (major, minor) = (rustix::fs::major(about.dev()), rustix::fs::minor(about.dev()));
    let of_mount = field("mnt_id:").and_then(mounted);
    let devices = [Some((major, minor)), of_mount].into_iter().flatten();
    devices.map(|(major, minor)| format!("{major:02x}:{minor:02x}:{inode}")).collect()
}

/// The device of a mount.
fn mounted(id: u64) -> Option<(u32, u32)> {
    let table = fs::read_to_string("/proc/self/mountinfo").ok()?;
    let start = format!("{id} ");
    let line = table.lines().find(|line| line.starts_with(&start))?;
    let (major, minor) = line.split(' ').nth(2)?.split_once(':')?;
    Some((major.parse().ok()?, minor.parse().ok()?))
}

/// Process and file of a line of `/proc/locks` that says who holds a lock of this kind:
/// `1: FLOCK  ADVISORY  WRITE 4711 08:01:1234 0 EOF`. A line of one who waits has `->` behind its number.
fn flock(line: &str) -> Option<(u32, String)> {
    let mut words = line.split_whitespace().skip(1);
    (words.next()? == "FLOCK").then_some(())?;
    let pid = words.nth(2)?.parse().ok()?;
    Some((pid, words.next()?.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_tell_who_holds_and_not_who_waits_or_holds_another_kind() {
        let held = "1: FLOCK  ADVISORY  WRITE 4711 08:01:1234 0 EOF";
        assert_eq!(flock(held), Some((4711, "08:01:1234".to_owned())));
        for other in [
            "1: -> FLOCK  ADVISORY  WRITE 12 08:01:1234 0 EOF",
            "2: POSIX  ADVISORY  WRITE 12 08:01:1234 0 EOF",
            "3: OFDLCK ADVISORY  WRITE -1 08:01:1234 0 EOF",
            "4: FLOCK  ADVISORY  WRITE -1 08:01:1234 0 EOF",
            "",
        ] {
            assert_eq!(flock(other), None, "{other}");
        }
    }
}
