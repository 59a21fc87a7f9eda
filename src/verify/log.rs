//! Which checksum database is asked, on whose word, and through which proxies.

use crate::config::Origin;
use crate::env::Env;
use crate::fault::{Fault, Result};
use crate::goenv::GoEnv;
use crate::goproxy::{Netrc, Proxies, Settings};
use crate::home::Home;
use crate::net::{Fetch, Patience};
use crate::sumdb::client::{Client, Proxy};
use crate::sumdb::gosumdb::{self, Choice, Database};
use crate::sumdb::key::VerifierKey;

/// The log as the user's Go configuration names it.
#[derive(Clone, Debug)]
pub struct Log {
    /// The database, or `off`.
    pub choice: Choice,
    /// Who says so; `None` where nothing does, and Go's own database is asked.
    pub origin: Option<Origin>,
    proxies: Vec<Proxy>,
}

impl Log {
    /// Reads GOSUMDB and GOPROXY. GONOSUMDB, GOPRIVATE and GONOPROXY exempt no toolchain from the
    /// log, and the log is asked through proxies that they keep from modules, as in Go.
    ///
    /// # Errors
    /// Exit 2: a value that Go refuses too, with its origin.
    pub fn of(go: &GoEnv, env: &Env) -> Result<Self> {
        let set = go.get("GOSUMDB").filter(|set| !set.value.is_empty());
        let value = set.as_ref().map_or("sum.golang.org", |set| set.value.as_str());
        let origin = set.as_ref().map(|set| set.origin.clone());
        let choice = gosumdb::parse(value).map_err(|error| {
            let from = origin.as_ref().map(|o| format!(" ({o})")).unwrap_or_default();
            Fault::usage(format!("{error}{from}"))
                .hint("unset GOSUMDB, or set it to sum.golang.org or to a database's key")
        })?;
        let netrc = Netrc::read(env, go.value("GOAUTH").as_deref());
        let bases = Proxies::new(&go.proxies()?, Settings::default(), &netrc).bases();
        let proxies = bases.into_iter().map(|(url, on_any_error)| Proxy { url, on_any_error });
        Ok(Self { choice, origin, proxies: proxies.collect() })
    }

    /// The database, where one is asked.
    pub fn database(&self) -> Option<&Database> {
        match &self.choice {
            Choice::Off => None,
            Choice::Use(database) => Some(database),
        }
    }

    /// A client of the database; `None` where it is off.
    pub fn client<'a>(
        &'a self,
        fetch: &'a dyn Fetch,
        home: &Home,
        patience: Patience,
    ) -> Option<Client<'a>> {
        let client = Client::new(fetch, self.database()?, self.proxies.clone(), home.state());
        Some(client.cache(home.cache()).patience(patience))
    }

    /// `GOSUMDB=off (/home/u/.config/go/env:3)`, where it is off.
    pub fn off(&self) -> Option<String> {
        let off = matches!(self.choice, Choice::Off);
        let from = self.origin.as_ref().map(|origin| format!(" ({origin})")).unwrap_or_default();
        off.then(|| format!("GOSUMDB=off{from}"))
    }

    /// The keys that may vouch for a receipt: Go's own, and that of the database in use.
    pub fn trusted(&self) -> Vec<VerifierKey> {
        let own = Database::go().ok().map(|database| database.key);
        own.into_iter().chain(self.database().map(|database| database.key.clone())).collect()
    }
}
