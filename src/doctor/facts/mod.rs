//! What the machine is like: gathered once, in parallel, each fact with its own limit. Plain data,
//! so that a test writes down a machine instead of having one.

pub mod answers;
pub mod cgroup;
pub mod compiler;
pub mod editors;
pub mod gather;
pub mod guards;
pub mod install;
pub mod modcache;
pub mod named;
pub mod network;
pub mod places;
pub mod project;
pub mod resolve;
pub mod roots;
pub mod settings;
pub mod smoke;
pub mod startup;
pub mod system;
pub mod tools;

use std::path::PathBuf;

use places::Role;

use super::finding::Verdict;
use super::limit::{Fact, Missing};
use crate::env::Env;
use crate::net::proxy::Rules;
use crate::version::GoVersion;

/// The machine.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The process.
    pub env: Env,
    /// Effective user.
    pub uid: u32,
    /// Home directory of that user by `/etc/passwd`.
    pub passwd_home: Option<PathBuf>,
    /// Our own directories.
    pub ours: Ours,
    /// Which places do not answer.
    pub answers: answers::Answers,
    /// Our own installation.
    pub install: Fact<install::Install>,
    /// The user's start-up files.
    pub startup: Fact<startup::Startup>,
    /// Go's settings with their layers.
    pub settings: Fact<settings::Settings>,
    /// What PATH finds.
    pub path: Fact<resolve::PathFacts>,
    /// The GOROOT that `go` would use.
    pub root: Fact<roots::Root>,
    /// The directories that Go works in.
    pub places: Vec<(Role, Fact<places::Place>)>,
    /// The project around the working directory.
    pub project: Fact<project::Project>,
    /// The modules of its go.sum that lie in the module cache.
    pub modules: Fact<Vec<modcache::Module>>,
    /// What editors set.
    pub editors: Fact<Vec<editors::Setting>>,
    /// What stands at the paths that settings and files name.
    pub named: named::Named,
    /// Limits, memory, pressure.
    pub system: Fact<system::System>,
    /// What a build of an empty program did.
    pub smoke: Fact<smoke::Smoke>,
    /// The C compiler that Go would use.
    pub compiler: Fact<compiler::Compiler>,
    /// Tools built with Go.
    pub tools: Fact<Vec<tools::Tool>>,
    /// What proxies, name servers and the checksum database answered.
    pub network: Fact<network::Network>,
}

/// Our own directories.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ours {
    /// Toolchains.
    pub toolchains: PathBuf,
    /// Shims.
    pub shims: PathBuf,
    /// Receipts.
    pub receipts: PathBuf,
    /// Data.
    pub data: PathBuf,
    /// Cache: the only place where a plain run writes.
    pub cache: PathBuf,
    /// State.
    pub state: PathBuf,
}

impl Facts {
    /// Facts about nothing.
    pub fn blank(env: Env) -> Self {
        Self {
            env,
            uid: 0,
            passwd_home: None,
            ours: Ours::default(),
            answers: answers::Answers::default(),
            install: Fact::default(),
            startup: Fact::default(),
            settings: Fact::default(),
            path: Fact::default(),
            root: Fact::default(),
            places: Vec::new(),
            project: Fact::default(),
            modules: Fact::default(),
            editors: Fact::default(),
            named: named::Named::default(),
            system: Fact::default(),
            smoke: Fact::default(),
            compiler: Fact::default(),
            tools: Fact::default(),
            network: Fact::default(),
        }
    }
}

impl Facts {
    /// The file that SSL_CERT_FILE names.
    pub fn certificates(&self) -> Option<PathBuf> {
        self.env.var_os("SSL_CERT_FILE").map(|file| self.env.cwd.join(file))
    }

    /// The version of the Go at hand, where it is known.
    pub fn go_version(&self) -> Option<GoVersion> {
        let root = self.root.get()?;
        let text = root.version.as_ref().or(root.go_version.as_ref())?;
        GoVersion::from_toolchain(text.split(' ').next()?)
    }

    /// How the Go at hand reads the proxy variables.
    pub fn proxy_rules(&self) -> Rules {
        let rules = |go: GoVersion| Rules::of(|version| go.is_at_least(version));
        self.go_version().map(rules).unwrap_or_default()
    }

    /// Whether the Go at hand knows GOAUTH: 1.24 and newer do.
    pub fn knows_goauth(&self) -> bool {
        self.go_version().is_none_or(|version| version.is_at_least("1.24"))
    }

    /// Nothing could be looked at: whatever was asked for said nothing for so long.
    pub fn silence(&mut self, limit: std::time::Duration) {
        fn missing<T>(limit: std::time::Duration) -> Fact<T> {
            super::limit::silent(limit).wait()
        }
        let roles = [Role::Root, Role::Cache, Role::Temp, Role::Modules, Role::Bin, Role::Ours];
        self.places = roles.map(|role| (role, missing(limit))).into();
        self.install = missing(limit);
        self.startup = missing(limit);
        self.settings = missing(limit);
        self.path = missing(limit);
        self.root = missing(limit);
        self.project = missing(limit);
        self.modules = missing(limit);
        self.editors = missing(limit);
        self.system = missing(limit);
        self.smoke = missing(limit);
        self.compiler = missing(limit);
        self.tools = missing(limit);
        self.network = missing(limit);
    }
}

/// The value of a fact, or the verdict that ends a check without it. `what` completes "no answer
/// from …".
///
/// # Errors
/// A SKIP where the fact does not apply, an ERROR where it was asked for in vain.
pub fn need<'a, T>(fact: &'a Fact<T>, what: &str) -> Result<&'a T, Verdict> {
    fact.answer.as_ref().map_err(|missing| match missing {
        Missing::NotAsked => Verdict::skip("not asked in this mode"),
        Missing::NotHere(why) => Verdict::skip(why.clone()),
        Missing::Silent(limit) => {
            Verdict::error(format!("no answer from {what} in {} s", limit.as_secs()))
        }
        Missing::Broken(why) => Verdict::error(format!("{what}: {why}")),
    })
}
