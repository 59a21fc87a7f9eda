//! What the kernel writes below /proc and /sys.

mod cgroup;

pub(super) use cgroup::group_memory;

use std::collections::VecDeque;
use std::path::Path;

use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use rustix::process::{Resource, getrlimit};
use rustix::system::uname;

use super::{AccessControl, Limits};
use crate::sys::fs::{probe, read};

pub(super) const UNKNOWN: Option<&str> = None;

pub(super) fn limits() -> Limits {
    let [files, processes, addresses] =
        [Resource::Nofile, Resource::Nproc, Resource::As].map(getrlimit);
    Limits {
        open_files: files.maximum,
        processes: processes.current,
        processes_at_most: processes.maximum,
        address_space: addresses.current,
        address_space_at_most: addresses.maximum,
    }
}

pub(super) fn access_control() -> AccessControl {
    let word = |path: &str| text(path).trim_matches(['\0', '\n', ' ', '\t']).to_owned();
    let enforces = word("/sys/fs/selinux/enforce");
    AccessControl {
        modules: word("/sys/kernel/security/lsm"),
        selinux: (!enforces.is_empty()).then(|| enforces == "1"),
        context: word("/proc/self/attr/current"),
        apparmor: word("/sys/module/apparmor/parameters/enabled") == "Y",
        fapolicyd: probe::see("/run/fapolicyd/fapolicyd.fifo".as_ref()).is_ok(),
    }
}

pub(super) fn name() -> Option<String> {
    Some(uname().nodename().to_string_lossy().into_owned())
}

pub(super) fn kills_for_memory() -> Option<u64> {
    number(&text("/proc/vmstat"), "oom_kill ")
}

pub(super) fn memory_available() -> Option<u64> {
    number(&text("/proc/meminfo"), "MemAvailable:").map(|kb| kb * 1024)
}

pub(super) fn kernel() -> String {
    text("/proc/version").trim().to_owned()
}

pub(super) fn c_library() -> Option<Vec<u8>> {
    let multiarch = format!("/lib/{}-linux-gnu/libc.so.6", std::env::consts::ARCH);
    let places = [multiarch.as_str(), "/lib64/libc.so.6", "/lib/libc.so.6"];
    places.iter().find_map(|path| read::bytes(Path::new(path), 16 << 20).ok()?)
}

pub(super) fn has_route() -> Option<bool> {
    let v4 = text("/proc/net/route");
    let v6 = text("/proc/net/ipv6_route");
    let mut v4 = v4.lines().skip(1).filter_map(|line| line.split_whitespace().next());
    let mut v6 = v6.lines().filter_map(|line| line.split_whitespace().last());
    Some(v4.any(|name| name != "lo") || v6.any(|name| name != "lo"))
}

pub(super) fn interface(name: &str) -> Option<u32> {
    let file = Path::new("/sys/class/net").join(name).join("ifindex");
    let text = if name.contains('/') { None } else { read::text(&file, 64).ok().flatten() };
    text?.trim().parse().ok()
}

/// A file of the kernel's; nothing where it cannot be read.
fn text(path: &str) -> String {
    read::text(Path::new(path), 1 << 20).ok().flatten().unwrap_or_default()
}

fn number(text: &str, name: &str) -> Option<u64> {
    let line = text.lines().find_map(|line| line.strip_prefix(name))?;
    line.split_whitespace().next()?.parse().ok()
}

/// The records of `/dev/kmsg` that a reader finds there now: `priority,number,time,-;text`, one each read
/// (Documentation/ABI/testing/dev-kmsg). Where `dmesg_restrict` is set, root alone may.
#[expect(clippy::disallowed_methods, reason = "a device of the kernel's, by its one name")]
pub(super) fn kernel_log(lines: usize) -> Option<Vec<String>> {
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let file = rustix::fs::open("/dev/kmsg", flags, Mode::empty()).ok()?;
    let mut tail = VecDeque::new();
    let mut record = [0; 8192];
    // The kernel's buffer is finite; what comes meanwhile must not keep us here.
    for _ in 0..100_000 {
        match rustix::io::read(&file, &mut record) {
            Ok(0) | Err(Errno::AGAIN) => break,
            // Overwritten while it was to be read.
            Err(Errno::PIPE) => continue,
            Err(_) => return None,
            Ok(length) => {
                let text = String::from_utf8_lossy(&record[..length]);
                let text = text.split_once(';').map_or(&*text, |(_, text)| text);
                tail.push_back(text.lines().next().unwrap_or_default().to_owned());
                if tail.len() > lines {
                    tail.pop_front();
                }
            }
        }
    }
    Some(tail.into())
}
