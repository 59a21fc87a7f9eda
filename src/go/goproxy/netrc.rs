//! Credentials from netrc, read as Go reads them (`cmd/go/internal/auth/netrc.go`): `machine`,
//! `login` and `password`; macros are skipped.

use std::path::{Path, PathBuf};

use crate::go::platform::Platform;
use crate::sys::env::{Env, HOME};
use crate::sys::fs;
use crate::sys::net::url::Credentials;

/// Longest netrc that is read, in bytes.
const LIMIT: u64 = 1024 * 1024;

/// The machines of a netrc file. Never printed.
#[derive(Clone, Debug, Default)]
pub struct Netrc {
    machines: Vec<(String, Credentials)>,
}

impl Netrc {
    /// Reads the file that `NETRC` names, else `~/.netrc`; on Windows `_netrc` goes before that one. One
    /// that is missing or unreadable has no machines.
    pub fn read(env: &Env) -> Self {
        let named = env.var_os("NETRC").map(PathBuf::from);
        let path = named.or_else(|| of_home(&Platform::host().os, Path::new(env.var_os(HOME)?)));
        let bytes = path.and_then(|path| fs::read::bytes(&path, LIMIT).ok().flatten());
        Self::parse(&String::from_utf8_lossy(&bytes.unwrap_or_default()))
    }

    /// Reads the text. A line is read word by word in pairs; `default` ends the file only where it
    /// is the last word of a line and has no partner.
    pub fn parse(text: &str) -> Self {
        let mut machines = Vec::new();
        let (mut machine, mut login, mut password) = ("", "", "");
        let mut in_macro = false;
        for line in text.split('\n') {
            if in_macro {
                in_macro = !line.is_empty();
                continue;
            }
            let words: Vec<&str> = line.split_whitespace().collect();
            let pairs = words.chunks_exact(2);
            let left = pairs.remainder();
            for pair in pairs {
                let &[word, value] = pair else { continue };
                match word {
                    "machine" => (machine, login, password) = (value, "", ""),
                    "login" => login = value,
                    "password" => password = value,
                    "macdef" => in_macro = true,
                    _ => {}
                }
                if !(machine.is_empty() || login.is_empty() || password.is_empty()) {
                    let secret = Credentials { user: login.into(), password: password.into() };
                    machines.push((machine.to_owned(), secret));
                    (machine, login, password) = ("", "", "");
                }
            }
            if left == ["default"] {
                break;
            }
        }
        Self { machines }
    }

    /// Whether it names this machine.
    pub fn knows(&self, machine: &str) -> bool {
        self.machines.iter().any(|(name, _)| name == machine)
    }

    /// Each machine, and the headers that a request to it is sent with, in the order of the file.
    /// A port other than 443 is part of the machine's name: `machine proxy.example:8443`.
    pub(super) fn headers(&self) -> impl DoubleEndedIterator<Item = (&str, Vec<(String, String)>)> {
        self.machines.iter().map(|(machine, login)| {
            (machine.as_str(), vec![("Authorization".to_owned(), login.basic())])
        })
    }
}

/// The file of a home directory. `_netrc` on Windows, which other programs read there, where it stands; one
/// that cannot be looked at hides the other too.
fn of_home(os: &str, home: &Path) -> Option<PathBuf> {
    let (early, usual) = (home.join("_netrc"), home.join(".netrc"));
    if os != "windows" {
        return Some(usual);
    }
    match fs::marks::stands(&early) {
        Ok(true) => Some(early),
        Ok(false) => Some(usual),
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, machine: &str) -> Option<String> {
        let netrc = Netrc::parse(text);
        let mut all = netrc.headers().filter(|(name, _)| *name == machine);
        all.next().map(|(_, headers)| headers[0].1.clone())
    }

    #[test]
    fn netrc_of_windows_has_its_own_name_first() {
        let dir = tempfile::tempdir().unwrap();
        let of =
            |os| of_home(os, dir.path()).map(|path| path.strip_prefix(&dir).unwrap().to_owned());
        assert_eq!(of("windows").as_deref(), Some(Path::new(".netrc")));
        std::fs::write(dir.path().join("_netrc"), "").unwrap();
        assert_eq!(of("windows").as_deref(), Some(Path::new("_netrc")));
        assert_eq!(of("linux").as_deref(), Some(Path::new(".netrc")));
    }

    #[test]
    fn host_and_nobody_else_gets_its_credentials() {
        let text = "machine a.example login ann password s1\nmachine b.example\n login bob\n \
                    password s2\nmacdef init\nmachine c.example login x password y\n\n\
                    machine incomplete.example login x\nmachine d.example password s4 account z login dan\n\
                    machine e.example:8443 login eve password s5\n\
                    default login any password thing\nmachine late.example login x password y\n";
        let basic = |user: &str, password: &str| {
            Some(Credentials { user: user.into(), password: password.into() }.basic())
        };
        for (machine, expected) in [
            ("a.example", basic("ann", "s1")),
            ("a.example:8443", None),
            ("e.example:8443", basic("eve", "s5")),
            ("e.example", None),
            ("b.example", basic("bob", "s2")),
            ("d.example", basic("dan", "s4")),
            ("sub.a.example", None),
            ("c.example", None),
            ("incomplete.example", None),
            // Go's `default` ends nothing where it has words behind it.
            ("late.example", basic("x", "y")),
        ] {
            assert_eq!(found(text, machine), expected, "{machine}");
        }
        let ended = "machine a.example login ann password s1\ndefault\nmachine b.example login x password y\n";
        assert_eq!(found(ended, "b.example"), None);
        assert!(!format!("{:?}", Netrc::parse(text)).contains("s1"));
    }
}
