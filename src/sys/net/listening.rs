//! Who listens on a TCP port of this machine, as the kernel's own tables say (`/proc/net/tcp`).

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::sys::fs::marks::link_target;
use crate::sys::fs::{read, walk};

/// More than any table of sockets has.
const LARGEST: u64 = 64 << 20;

/// Somebody who listens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listener {
    /// The name of the process, where it is shown to this user.
    pub process: Option<String>,
}

/// Who listens on a port; nothing where the system does not say.
pub fn listeners(port: u16) -> Option<Vec<Listener>> {
    let tables = ["/proc/net/tcp", "/proc/net/tcp6"].map(|path| table(Path::new(path)));
    if tables.iter().all(Option::is_none) {
        return None;
    }
    let mut sockets: Vec<u64> =
        tables.iter().flatten().flat_map(|table| listening(table, port)).collect();
    sockets.dedup();
    let mut found: Vec<Listener> =
        sockets.iter().map(|socket| Listener { process: owner(*socket) }).collect();
    found.dedup();
    Some(found)
}

fn table(path: &Path) -> Option<String> {
    read::text(path, LARGEST).ok().flatten()
}

/// The sockets of a table that listen on the port: `sl local_address rem_address st … inode`.
fn listening(table: &str, port: u16) -> Vec<u64> {
    let socket = |line: &str| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let (_, local) = fields.get(1)?.rsplit_once(':')?;
        let listens = fields.get(3) == Some(&"0A") && u16::from_str_radix(local, 16) == Ok(port);
        fields.get(9).filter(|_| listens)?.parse().ok()
    };
    table.lines().skip(1).filter_map(socket).collect()
}

/// The name of the first process that holds the socket and shows that to this user.
fn owner(socket: u64) -> Option<String> {
    let wanted = PathBuf::from(format!("socket:[{socket}]"));
    let processes = walk::names(Path::new("/proc")).ok()?;
    let holds = |pid: &OsString| {
        let open = Path::new("/proc").join(pid).join("fd");
        let files = walk::names(&open).unwrap_or_default();
        files.iter().any(|file| link_target(&open.join(file)).as_ref() == Some(&wanted))
    };
    let number = |name: &OsString| name.to_str().is_some_and(|name| name.parse::<u32>().is_ok());
    let pid = processes.into_iter().filter(number).find(holds)?;
    let name = read::text(&Path::new("/proc").join(pid).join("comm"), 4096).ok().flatten()?;
    Some(name.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    #[test]
    fn listener_of_this_very_process_is_found_and_gone_when_it_ends() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let found = listeners(port).unwrap();
        assert_eq!(found.len(), 1);
        assert!(found[0].process.is_some());
        drop(listener);
        assert_eq!(listeners(port), Some(Vec::new()));
    }
}
