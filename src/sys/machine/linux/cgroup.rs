//! The control group that this process runs in: how much memory it may take, and whether the kernel
//! has killed for it. Both layouts: one tree (v2), and a tree for memory (v1).

use std::path::{Path, PathBuf};

use crate::sys::fs::read;
use crate::sys::machine::Memory;

/// Where a limit that is none begins: v1 writes the largest multiple of a page.
const NONE: u64 = 1 << 60;

pub(in crate::sys::machine) fn group_memory() -> Memory {
    let (top, path) = match place(&text(Path::new("/proc/self/cgroup"))) {
        Place::Tree(path) => (Path::new("/sys/fs/cgroup"), path),
        Place::Memory(path) => (Path::new("/sys/fs/cgroup/memory"), path),
        Place::None => return Memory::default(),
    };
    let own = top.join(path.trim_start_matches('/'));
    // In a container the path may be the host's, while the mount shows the group itself.
    let own = if read::is_dir(&own) { own } else { top.to_owned() };
    let names = ["memory.max", "memory.limit_in_bytes"];
    let chain = own.ancestors().take_while(|dir| dir.starts_with(top));
    let limits = chain.flat_map(|dir| names.map(|name| text(&dir.join(name))));
    let limit = limits.filter_map(|text| text.trim().parse().ok()).filter(|l| *l < NONE).min();
    let counters = ["memory.events", "memory.oom_control"].map(|name| own.join(name));
    let counted = counters.into_iter().find_map(|file| {
        let kills = count(&text(&file))?;
        Some((kills, file))
    });
    let (kills, counter) = counted.map_or((None, PathBuf::new()), |(k, file)| (Some(k), file));
    Memory { limit, kills, counter }
}

enum Place {
    Tree(String),
    Memory(String),
    None,
}

/// `4:memory:/a` in v1; `0::/a` in v2, where no tree for memory stands beside it.
fn place(text: &str) -> Place {
    let mut tree = Place::None;
    for line in text.lines() {
        let mut parts = line.splitn(3, ':').skip(1);
        let (Some(controllers), Some(path)) = (parts.next(), parts.next()) else { continue };
        if controllers.split(',').any(|name| name == "memory") {
            return Place::Memory(path.to_owned());
        }
        if controllers.is_empty() {
            tree = Place::Tree(path.to_owned());
        }
    }
    tree
}

fn count(text: &str) -> Option<u64> {
    text.lines().find_map(|line| line.strip_prefix("oom_kill "))?.trim().parse().ok()
}

fn text(path: &Path) -> String {
    read::text(path, 1 << 16).ok().flatten().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cgroup_is_read_in_both_layouts() {
        let v1 = "9:name=systemd:/\n4:cpu,memory:/docker/a:b\n0::/x\n";
        assert!(matches!(place(v1), Place::Memory(path) if path == "/docker/a:b"));
        assert!(
            matches!(place("0::/user.slice/a\n"), Place::Tree(path) if path == "/user.slice/a")
        );
        assert!(matches!(place("9:cpu:/\n"), Place::None));
        assert_eq!(count("low 0\nhigh 0\noom 3\noom_kill 2\noom_group_kill 0\n"), Some(2));
        assert_eq!(count("oom_kill_disable 0\nunder_oom 0\noom_kill 1\n"), Some(1));
    }
}
