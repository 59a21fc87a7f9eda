//! The user's Go configuration, read as Go reads it but without running Go: the environment, the
//! `go env -w` file, go.env of the Go at hand; each value with its origin.
//!
//! Rules: `cmd/go/internal/cfg/cfg.go` (`EnvFile`, `initEnvCache`, `Getenv`, `findGOROOT`).

mod authority;
mod layer;
mod roots;
mod sumdb;
mod user;

use std::path::{Path, PathBuf};

use authority::{Accused, authorities};
use layer::LIMIT;
use roots::roots;
use user::{UserDirKind, user_dir};

use crate::base::fault::{Fault, Result};
use crate::base::origin::Origin;
use crate::go::goconfig::{ProxyEntry, is_used, proxy_list};
use crate::go::platform::Platform;
use crate::settings::home::Home;
use crate::sys::env::{Env, HOME};
use crate::sys::fs::{marks, read};
use crate::sys::path_list;

pub use layer::{GoSetting, Layer};
pub(crate) use sumdb::{ChecksumSetting, DatabaseOff};
pub use user::user_file;

/// Go's configuration in its layers.
#[derive(Clone, Debug)]
pub struct GoEnv {
    process: Env,
    user: Option<Layer>,
    distribution: Option<Layer>,
    authorities: Vec<Layer>,
}

impl GoEnv {
    /// Reads all layers. A file that cannot be read counts as absent, as with Go.
    pub fn read(env: &Env, home: &Home) -> Self {
        Self::judging(env, home, None)
    }

    /// The same for somebody who judges a tree: nothing that lies in it says anything.
    pub fn judging(env: &Env, home: &Home, judged: Option<&Path>) -> Self {
        let user = user_file(&Platform::host().os, env).and_then(Layer::read);
        let accused = Accused::new(home, judged);
        let user = user.filter(|layer| !accused.is_judged(&layer.path));
        let roots = roots(env, home, user.as_ref());
        let distribution = roots
            .iter()
            .filter(|root| !accused.is_judged(root))
            .find_map(|root| Layer::read(root.join("go.env")));
        let authorities = authorities(user.as_ref(), &roots, &accused);
        Self { process: env.clone(), user, distribution, authorities }
    }

    /// The same, with go.env of this GOROOT in place of that of the Go at hand.
    #[must_use]
    pub fn with_root(mut self, root: &Path) -> Self {
        self.distribution = Layer::read(root.join("go.env"));
        self
    }

    /// A setting: a non-empty variable, else the `go env -w` file, else go.env. What Go computes
    /// where none of them speaks is not here.
    pub fn get(&self, key: &str) -> Option<GoSetting> {
        if let Some(value) = self.process.var(key) {
            let origin = Origin::Environment(key.to_owned().into());
            return Some(GoSetting { value: value.to_owned(), origin });
        }
        self.user().and_then(|layer| layer.get(key)).or_else(|| self.distribution()?.get(key))
    }

    /// A setting that says whom to believe: the checksum database and its key, and what is exempt
    /// from it. A variable, else the `go env -w` file, else go.env of a Go that root owns; never what
    /// lies below our `toolchains/` or in a tree that is being judged, however GOROOT or GOENV came to
    /// point there: whoever could write the tree could write the key beside it.
    pub fn authority(&self, key: &str) -> Option<GoSetting> {
        if let Some(value) = self.process.var(key) {
            let origin = Origin::Environment(key.to_owned().into());
            return Some(GoSetting { value: value.to_owned(), origin });
        }
        self.authorities.iter().find_map(|layer| layer.get(key))
    }

    /// As [`GoEnv::get`], where Go uses the value.
    pub fn used(&self, key: &str) -> Option<GoSetting> {
        self.get(key).filter(|setting| is_used(key, &setting.value))
    }

    /// The value that Go uses; nothing where it has its default.
    pub fn value(&self, key: &str) -> Option<String> {
        self.used(key).map(|setting| setting.value)
    }

    /// A setting that runs programs: of the environment and the `go env -w` file alone, since a go.env
    /// comes with a toolchain that nobody may have chosen for that.
    pub fn by_user(&self, key: &str) -> Option<GoSetting> {
        let shipped = self.distribution.as_ref().map(|layer| &layer.path);
        let from = |set: &GoSetting| match &set.origin {
            Origin::File { path, .. } => Some(path) != shipped,
            _ => true,
        };
        self.used(key).filter(from)
    }

    /// Refuses to go on where the `go env -w` file is there and cannot be read: its settings are not
    /// known then, and what is deleted by them must not be guessed.
    ///
    /// # Errors
    /// Names the file (exit 3).
    pub fn make_sure_it_was_read(&self, env: &Env) -> Result<()> {
        let file = user_file(&Platform::host().os, env).filter(|_| self.user.is_none());
        // A directory or a device (GOENV=/dev/null) holds no settings.
        let file = file.filter(|file| read::is_file(file) || marks::stands(file).is_err());
        file.map_or(Ok(()), |file| read::bytes(&file, LIMIT).map(drop))
    }

    /// The `go env -w` file, where there is one.
    pub fn user(&self) -> Option<&Layer> {
        self.user.as_ref()
    }

    /// go.env of the Go at hand, where there is one (Go 1.21 and newer have it).
    pub fn distribution(&self) -> Option<&Layer> {
        self.distribution.as_ref()
    }

    /// GOPROXY's entries; none where nothing names a proxy.
    ///
    /// # Errors
    /// Where the list is one that Go refuses (exit 2, naming the layer).
    pub fn proxies(&self) -> Result<Vec<ProxyEntry>> {
        let Some(setting) = self.get("GOPROXY") else { return Ok(Vec::new()) };
        proxy_list(&setting.value).map_err(|error| {
            Fault::usage(format!("GOPROXY ({}) cannot be used", setting.origin))
                .because(error.to_string())
                .hint("unset it, or set it to a list such as https://proxy.example,direct")
        })
    }

    /// The first directory of GOPATH, which holds the module cache and the log's head; `~/go`
    /// where it is not set. None where the list begins with nothing, as with Go.
    pub fn gopath(&self) -> Option<PathBuf> {
        match self.value("GOPATH") {
            Some(list) => {
                let first = path_list::paths(list.as_ref()).into_iter().next();
                first.filter(|dir| *dir != Path::new(""))
            }
            None => Some(Path::new(self.process.var_os(HOME)?).join("go")),
        }
    }

    /// Where `go install` puts programs: GOBIN, else below GOPATH.
    pub fn bin(&self) -> Option<PathBuf> {
        let set = self.value("GOBIN").map(PathBuf::from);
        set.or_else(|| Some(self.gopath()?.join("bin")))
    }

    /// GOMODCACHE.
    pub fn module_cache(&self) -> Option<PathBuf> {
        let set = self.value("GOMODCACHE").map(PathBuf::from);
        set.or_else(|| Some(self.gopath()?.join("pkg/mod")))
    }

    /// GOCACHE; nothing where it is `off` or cannot be located.
    pub fn build_cache(&self) -> Option<PathBuf> {
        match self.value("GOCACHE").as_deref() {
            Some("off") => None,
            Some(path) => Some(path.into()),
            None => Some(
                user_dir(&Platform::host().os, &self.process, UserDirKind::Cache)?.join("go-build"),
            ),
        }
    }
}

#[cfg(test)]
mod tests;
