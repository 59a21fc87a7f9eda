//! The user's settings: built in, `config.toml`, `GOENVMGR_*`, options; each with its origin.

mod aliases;
pub(crate) mod edit;
pub(crate) mod file;
mod keys;
mod known;
mod mirror;

use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;

use crate::base::fault::{Fault, Result};
use crate::base::secret::UrlText;
use crate::go::version::{Name, Request};
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::sys::record;

pub use crate::base::origin::Origin;
pub use aliases::set_alias;
pub use edit::{edit, set_default};
pub use keys::{GorootMode, PathMode, Policy, ToolchainMode};
pub use known::{KEYS, Key};

use file::File;

/// A value and where it was set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Setting<T> {
    /// The value.
    pub value: T,
    /// Where it was set.
    pub origin: Origin,
}

impl<T> Setting<T> {
    /// A value with its origin.
    pub fn new(value: T, origin: Origin) -> Self {
        Self { value, origin }
    }

    fn built_in(value: T) -> Self {
        Self::new(value, Origin::Default)
    }
}

/// All settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Config {
    /// `default`: the version where no pin applies; of an alias what it stands for.
    pub default: Setting<Option<Request>>,
    /// The alias that the default is set by.
    #[serde(skip)]
    pub default_alias: Option<Name>,
    /// `[aliases]`: names of the user's own for requests.
    #[serde(skip)]
    pub aliases: BTreeMap<Name, Setting<Request>>,
    /// `sources`: where toolchains come from, in the order of asking. Names; what is none may be a URL with a
    /// login in it.
    pub sources: Setting<Vec<UrlText>>,
    /// `index_url`: where the release index is (a directory such as `https://go.dev/dl/`).
    pub index_url: Setting<UrlText>,
    /// `archive_url`: the directory that holds the archives, with a slash at its end.
    pub archive_url: Setting<UrlText>,
    /// `verify`: what must verify a toolchain.
    pub verify: Setting<Policy>,
    /// `toolchain`: what activation does to GOTOOLCHAIN.
    pub toolchain: Setting<ToolchainMode>,
    /// `goroot`: what activation does to GOROOT.
    pub goroot: Setting<GorootMode>,
    /// `path`: what activation puts first on PATH.
    pub path: Setting<PathMode>,
    /// `auto_install`: whether the shell hook may install what a pin asks for.
    pub auto_install: Setting<bool>,
    /// `http_timeout`: how long a connected server may be silent.
    pub http_timeout: Setting<Duration>,
    /// `release_url`: the directory in which releases of goenvmgr itself lie; none where nobody names one.
    pub release_url: Setting<Option<UrlText>>,
    /// `vulnerability_url`: where the Go vulnerability database is read; nowhere where it is not set.
    pub vulnerability_url: Setting<Option<UrlText>>,
    /// What is wrong with one of the settings that say where toolchains come from. Who fetches
    /// ends with it; nobody else is stopped by it.
    #[serde(skip)]
    pub wrong_sources: Option<Fault>,
}

impl Default for Config {
    /// What holds where nothing is set.
    fn default() -> Self {
        Self {
            default: Setting::built_in(None),
            default_alias: None,
            aliases: BTreeMap::new(),
            sources: Setting::built_in(["go.dev", "goproxy"].map(UrlText::from).to_vec()),
            index_url: Setting::built_in(mirror::INDEX.into()),
            archive_url: Setting::built_in(mirror::ARCHIVES.into()),
            verify: Setting::built_in(Policy::Standard),
            toolchain: Setting::built_in(ToolchainMode::Auto),
            goroot: Setting::built_in(GorootMode::Export),
            path: Setting::built_in(PathMode::Toolchain),
            auto_install: Setting::built_in(false),
            http_timeout: Setting::built_in(Duration::from_secs(30)),
            release_url: Setting::built_in(keys::release_address()),
            vulnerability_url: Setting::built_in(None),
            wrong_sources: None,
        }
    }
}

impl Config {
    /// Reads `config.toml` and the environment, which goes before it.
    ///
    /// # Errors
    /// A file that is no TOML, an unknown key, a value out of its range: file and line, or the
    /// variable (exit 2).
    pub fn load(env: &Env, home: &Home) -> Result<Self> {
        let config = Self::load_but_sources(env, home)?;
        config.wrong_sources.clone().map_or(Ok(config), Err)
    }

    /// As [`Config::load`], but what is wrong with a setting about sources is kept for who fetches.
    ///
    /// # Errors
    /// As [`Config::load`], for all other settings.
    pub fn load_but_sources(env: &Env, home: &Home) -> Result<Self> {
        Self::of(env, home, &File::read(home.config_file())?)
    }

    /// What would hold if `config.toml` were this text.
    ///
    /// # Errors
    /// As [`Config::load`], for all settings but those about sources.
    pub fn with_text(env: &Env, home: &Home, text: &str) -> Result<Self> {
        Self::of(env, home, &File::parse(home.config_file(), text)?)
    }

    fn of(env: &Env, home: &Home, file: &File) -> Result<Self> {
        let mut config = Self::default();
        config.apply_aliases(file)?;
        for layer in [Layer::File(file), Layer::Environment(env)] {
            // Who selects does not fetch: these variables are no part of its answer.
            if let Err(fault) = record::aside(|| config.apply_sources(&layer)) {
                config.wrong_sources.get_or_insert(fault);
            }
            config.apply(&layer)?;
        }
        if let Some(default) = config.default.value.clone()
            && let Some(alias) = config.alias_of(home, &default).cloned()
            && let Request::Named(name) = default
        {
            config.default.value = Some(alias.value);
            config.default_alias = Some(name);
        }
        Ok(config)
    }

    /// Applies `--mirror`: a preset's name, or the URL of a directory of archives.
    ///
    /// # Errors
    /// When it is neither (exit 2).
    pub fn use_mirror(&mut self, text: &str, origin: &Origin) -> Result<()> {
        let mirror = keys::worded("mirror", text, origin, mirror::parse)?;
        self.apply_mirror(mirror, origin);
        Ok(())
    }

    /// What the names in `sources` stand for, by `read`, which knows them.
    ///
    /// # Errors
    /// When `read` knows no such name and says what there is (exit 2, naming the layer).
    pub(crate) fn sources_by<T>(
        &self,
        read: impl Fn(&str) -> std::result::Result<T, String>,
    ) -> Result<Vec<T>> {
        let Setting { value: names, origin } = &self.sources;
        names.iter().map(|name| keys::worded("sources", name.exact(), origin, &read)).collect()
    }

    fn apply_sources(&mut self, layer: &Layer<'_>) -> Result<()> {
        // Within one layer the more special key wins: first the mirror, then the URLs.
        if let Some(mirror) = layer.get("mirror", mirror::parse)? {
            self.apply_mirror(mirror.value, &mirror.origin);
        }
        layer.put("index_url", keys::url, &mut self.index_url)?;
        layer.put("archive_url", keys::directory_url, &mut self.archive_url)?;
        layer.put("release_url", keys::some_directory_url, &mut self.release_url)?;
        layer.put("vulnerability_url", keys::some_directory_url, &mut self.vulnerability_url)?;
        layer.put("sources", keys::sources, &mut self.sources)?;
        layer.put("http_timeout", keys::seconds, &mut self.http_timeout)
    }

    fn apply(&mut self, layer: &Layer<'_>) -> Result<()> {
        layer.put("verify", keys::word, &mut self.verify)?;
        layer.put("toolchain", keys::word, &mut self.toolchain)?;
        layer.put("goroot", keys::word, &mut self.goroot)?;
        layer.put("path", keys::word, &mut self.path)?;
        layer.put("auto_install", keys::yes_or_no, &mut self.auto_install)?;
        // A default that the environment sets would be one more way to pin: GOENVMGR_VERSION is it.
        if let Layer::File(_) = layer {
            layer.put("default", keys::request, &mut self.default)?;
        }
        Ok(())
    }

    fn apply_mirror(&mut self, mirror: mirror::Mirror, origin: &Origin) {
        if let Some(index) = mirror.index {
            self.index_url = Setting::new(index, origin.clone());
        }
        self.archive_url = Setting::new(mirror.archives, origin.clone());
    }
}

/// One place that settings come from.
enum Layer<'a> {
    File(&'a File),
    Environment(&'a Env),
}

impl Layer<'_> {
    fn put<T>(&self, key: &str, parse: keys::Parse<T>, into: &mut Setting<T>) -> Result<()> {
        if let Some(setting) = self.get(key, parse)? {
            *into = setting;
        }
        Ok(())
    }

    fn get<T>(&self, key: &str, parse: keys::Parse<T>) -> Result<Option<Setting<T>>> {
        let Some((text, origin)) = self.text(key)? else { return Ok(None) };
        let value = keys::worded(key, &text, &origin, parse)?;
        Ok(Some(Setting::new(value, origin)))
    }

    fn text(&self, key: &str) -> Result<Option<(String, Origin)>> {
        match self {
            Self::File(file) => file.get(key),
            Self::Environment(env) => {
                let name = format!("GOENVMGR_{}", key.to_ascii_uppercase());
                let text = env.var_os(&name).map(|text| text.to_string_lossy().into_owned());
                Ok(text.map(|text| (text, Origin::Environment(name.into()))))
            }
        }
    }
}

#[cfg(test)]
mod tests;
