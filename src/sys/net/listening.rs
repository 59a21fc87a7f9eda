//! Who listens on a TCP port of this machine, as the kernel's own tables say (`/proc/net/tcp`).

use std::path::Path;

use crate::sys::fs::read;
use crate::sys::running;

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

fn owner(socket: u64) -> Option<String> {
    running::holder(format!("socket:[{socket}]").as_ref())
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
