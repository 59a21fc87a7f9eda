//! Where toolchains may come from, and which checksum database is asked: our configuration and
//! the user's own Go configuration, read once.

use std::path::Path;

use crate::base::fault::{Fault, Result};
use crate::base::secret::UrlText;
use crate::go::goproxy::{Auth, Authorized, Proxies, Settings};
use crate::go::sumdb::client::Proxy;
use crate::settings::config::{Config, Policy};
use crate::settings::goenv::GoEnv;
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::sys::net::Fetch;
use crate::toolchains::install::checksum_database::ChecksumDatabase;
use crate::toolchains::install::sources::{self, SourceKind};

/// Where toolchains may come from.
#[derive(Clone, Debug)]
pub(crate) struct Upstream {
    /// In the order of asking.
    pub sources: Vec<&'static SourceKind>,
    /// The release index.
    pub index_url: UrlText,
    /// The directory of the archives.
    pub archive_url: UrlText,
    /// The user's GOPROXY; `None` where nothing names one.
    pub proxies: Option<Proxies>,
    pub checksum_database: ChecksumDatabase,
    /// Who we are to these.
    auth: Auth,
}

impl Upstream {
    /// Reads both configurations.
    ///
    /// # Errors
    /// When GOPROXY, GOSUMDB or GOAUTH is one that Go refuses, or a setting of ours that says where
    /// toolchains come from is wrong (exit 2, naming the layer).
    pub(crate) fn read(env: &Env, home: &Home, config: &Config) -> Result<Self> {
        config.wrong_sources.clone().map_or(Ok(()), Err)?;
        Self::of(&GoEnv::read(env, home), config, sources::of(config)?)
    }

    /// The same for somebody who judges this tree: nothing in it says whom to ask or to believe, and
    /// no setting about sources is in the way of asking the checksum database.
    ///
    /// # Errors
    /// As [`Upstream::read`].
    pub(crate) fn judging(env: &Env, home: &Home, config: &Config, judged: &Path) -> Result<Self> {
        let sources = sources::of(config).unwrap_or_default();
        Self::of(&GoEnv::judging(env, home, Some(judged)), config, sources)
    }

    fn of(go: &GoEnv, config: &Config, sources: Vec<&'static SourceKind>) -> Result<Self> {
        let entries = go.proxies()?;
        let value = |key| go.value(key);
        let private = go.authority("GOPRIVATE").map(|set| set.value).filter(|it| !it.is_empty());
        let (gonoproxy, goprivate) = (value("GONOPROXY"), private);
        let settings = Settings {
            gonoproxy: gonoproxy.as_deref(),
            goprivate: goprivate.as_deref(),
            index_url: Some(&config.index_url.value),
        };
        let proxies = (!entries.is_empty()).then(|| Proxies::new(&entries, settings));
        let checksum_database = checksum_database(go, proxies.as_ref())?;
        Ok(Self {
            sources,
            index_url: config.index_url.value.clone(),
            archive_url: config.archive_url.value.clone(),
            proxies,
            checksum_database,
            auth: auth(go)?,
        })
    }

    /// Fails where policy `transparency` cannot be met, because the user's Go configuration switches
    /// the checksum database off.
    pub(super) fn may_be_verified(&self, policy: Policy, unverified: bool) -> Result<()> {
        match &self.checksum_database {
            ChecksumDatabase::Off(off) if policy == Policy::Transparency && !unverified => {
                Err(off.refuse("verify = transparency", "install …").hint("or --verify standard"))
            }
            _ => Ok(()),
        }
    }

    /// Asks as Go would: with what GOAUTH brings, where a proxy or the database is asked.
    pub(crate) fn fetch<F: Fetch>(&self, inner: F, env: &Env) -> Authorized<F> {
        let mut places: Vec<UrlText> = Vec::new();
        places.extend(self.proxies.iter().flat_map(Proxies::places).cloned());
        if let ChecksumDatabase::Ask { database, .. } = &self.checksum_database {
            places.push(database.url.clone());
        }
        Authorized::new(inner, self.auth.clone(), env, places)
    }
}

fn auth(go: &GoEnv) -> Result<Auth> {
    let setting = go.by_user("GOAUTH");
    let origin = setting.as_ref().map(|setting| format!(" ({})", setting.origin));
    Auth::parse(setting.as_ref().map(|setting| setting.value.as_str())).map_err(|error| {
        Fault::usage(format!("GOAUTH{} cannot be used: {error}", origin.unwrap_or_default()))
            .hint("go help goauth; without it ~/.netrc is read")
    })
}

fn checksum_database(go: &GoEnv, proxies: Option<&Proxies>) -> Result<ChecksumDatabase> {
    Ok(match go.checksum_database()?.database {
        Err(off) => ChecksumDatabase::Off(off),
        Ok(database) => {
            let ways = proxies.map(Proxies::bases).unwrap_or_default().into_iter();
            let proxies = ways.map(|(url, on_any_error)| Proxy { url, on_any_error }).collect();
            ChecksumDatabase::Ask { database, proxies }
        }
    })
}
