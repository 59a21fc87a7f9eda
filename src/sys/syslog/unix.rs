//! A socket that takes datagrams.

use std::os::unix::net::UnixDatagram;
use std::path::Path;

/// Where the system's own listens: Linux and the BSDs, macOS.
const OWN: [&str; 2] = ["/dev/log", "/var/run/syslog"];

pub(super) fn send(socket: Option<&Path>, text: &[u8]) -> bool {
    let sent = |path: &Path| {
        let ours = UnixDatagram::unbound()?;
        ours.set_nonblocking(true)?;
        ours.send_to(text, path)
    };
    match socket {
        Some(path) => sent(path).is_ok(),
        None => OWN.iter().any(|path| sent(Path::new(path)).is_ok()),
    }
}
