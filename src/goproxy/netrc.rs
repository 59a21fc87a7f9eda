//! Credentials from netrc, read as Go reads them (`cmd/go/internal/auth/netrc.go`): `machine`,
//! `login` and `password`; macros are skipped and nothing counts after `default`.

use std::path::PathBuf;

use crate::env::Env;
use crate::fs;
use crate::net::url::{Credentials, Scheme, Url};

/// Longest netrc that is read, in bytes.
const LIMIT: u64 = 1024 * 1024;

/// The machines of a netrc file. Never printed.
#[derive(Clone, Debug, Default)]
pub struct Netrc {
    machines: Vec<(String, Credentials)>,
}

impl Netrc {
    /// Reads the file that `NETRC` names, else `~/.netrc`. One that is missing or unreadable has
    /// no machines. `goauth` is Go's setting of that name: `off` leaves netrc out.
    pub fn read(env: &Env, goauth: Option<&str>) -> Self {
        let methods = goauth.unwrap_or("netrc");
        if !methods.split(';').any(|method| method.trim() == "netrc") {
            return Self::default();
        }
        let named = env.var_os("NETRC").map(PathBuf::from);
        let path = named.or_else(|| Some(env.home.as_ref()?.join(".netrc")));
        let text = path.and_then(|path| fs::read::text(&path, LIMIT).ok().flatten());
        Self::parse(&text.unwrap_or_default())
    }

    /// Reads the text.
    pub fn parse(text: &str) -> Self {
        let mut machines = Vec::new();
        let (mut machine, mut login, mut password) = (None, None, None);
        let mut in_macro = false;
        for line in text.lines() {
            if in_macro {
                in_macro = !line.is_empty();
                continue;
            }
            let mut words = line.split_whitespace();
            while let Some(word) = words.next() {
                if word == "default" {
                    return Self { machines };
                }
                let Some(value) = words.next() else { break };
                match word {
                    "machine" => (machine, login, password) = (Some(value), None, None),
                    "login" => login = Some(value),
                    "password" => password = Some(value),
                    "macdef" => in_macro = true,
                    _ => {}
                }
                if let (Some(host), Some(user), Some(secret)) = (machine, login, password) {
                    let credentials = Credentials { user: user.into(), password: secret.into() };
                    machines.push((host.to_owned(), credentials));
                    (machine, login, password) = (None, None, None);
                }
            }
        }
        Self { machines }
    }

    /// Whether it names this machine.
    pub fn knows(&self, machine: &str) -> bool {
        self.machines.iter().any(|(name, _)| name == machine)
    }

    /// The URL with the credentials of its host, where it has none of its own. Like Go, only over
    /// TLS (this machine itself excepted), and a port other than 443 is part of the machine's name:
    /// `machine proxy.example:8443` (measured with 1.26.8).
    pub(super) fn add_to(&self, url: Url) -> Url {
        let safe =
            url.scheme() == Scheme::Https || (url.scheme() == Scheme::Http && url.is_loopback());
        if url.credentials().is_some() || !safe {
            return url;
        }
        let found = self.machines.iter().find(|(host, _)| *host == url.place());
        match found {
            Some((_, credentials)) => url.with_credentials(Some(credentials.clone())),
            None => url,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, url: &str) -> Option<(String, String)> {
        let url = Netrc::parse(text).add_to(Url::parse(url).unwrap());
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        url.credentials().map(|c| (text(&c.user), text(&c.password)))
    }

    #[test]
    fn the_host_and_nobody_else_gets_its_credentials() {
        let text = "machine a.example login ann password s1\nmachine b.example\n login bob\n \
                    password s2\nmacdef init\nmachine c.example login x password y\n\n\
                    machine incomplete.example login x\nmachine d.example password s4 account z login dan\n\
                    machine e.example:8443 login eve password s5\n\
                    default login any password thing\nmachine late.example login x password y\n";
        let pair = |u: &str, p: &str| Some((u.to_owned(), p.to_owned()));
        for (url, expected) in [
            ("https://a.example/x", pair("ann", "s1")),
            ("https://a.example:8443/x", None),
            ("https://e.example:8443/x", pair("eve", "s5")),
            ("https://e.example/x", None),
            ("https://b.example/", pair("bob", "s2")),
            ("https://d.example/", pair("dan", "s4")),
            ("https://own:pw@a.example/", pair("own", "pw")),
            ("http://a.example/", None),
            ("https://sub.a.example/", None),
            ("https://c.example/", None),
            ("https://incomplete.example/", None),
            ("https://late.example/", None),
        ] {
            assert_eq!(found(text, url), expected, "{url}");
        }
        assert!(!format!("{:?}", Netrc::parse(text)).contains("s1"));
    }
}
