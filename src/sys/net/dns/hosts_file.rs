//! The hosts file, as Go reads it (net/hosts.go). See hosts(5).

use std::net::SocketAddr;

use super::config::Server;

/// Whether a hosts file names this host.
pub fn in_hosts(text: &str, host: &str) -> bool {
    lines(text, host).next().is_some()
}

/// The addresses that a hosts file has for this host, in its order.
pub(super) fn addresses(text: &str, host: &str, port: u16) -> Vec<SocketAddr> {
    lines(text, host).filter_map(|address| address.socket(port).ok()).collect()
}

fn lines<'a>(text: &'a str, host: &'a str) -> impl Iterator<Item = Server> + 'a {
    let host = host.strip_suffix('.').unwrap_or(host);
    let is_host =
        move |name: &str| name.strip_suffix('.').unwrap_or(name).eq_ignore_ascii_case(host);
    text.lines().filter_map(move |line| {
        let line = line.split('#').next().unwrap_or_default();
        let mut words = line.split([' ', '\t', '\r']).filter(|word| !word.is_empty());
        let address = words.next()?;
        if words.any(is_host) { Server::parse(address) } else { None }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_file_counts_names_and_no_comments() {
        let text = "127.0.0.1 localhost\n10.0.0.1\ta.example  B.example # c.example\nx d.example\n\
            ::1 a.example.\n10.0.0.01 e.example\n";
        assert!(in_hosts(text, "b.example") && in_hosts(text, "a.example"));
        for absent in ["c.example", "10.0.0.1", "d.example", "e.example"] {
            assert!(!in_hosts(text, absent), "{absent}");
        }
        let both = addresses(text, "A.example.", 80);
        assert_eq!(both, ["10.0.0.1:80".parse().unwrap(), "[::1]:80".parse().unwrap()]);
    }
}
