//! Everything a plan is made from, gathered once.

use std::path::{Path, PathBuf};

use super::places::Places;
use super::plan::State;
use super::roots::{Ground, Root, gather};
use super::wanted;
use crate::base::fault::Result;
use crate::go::version::GoVersion;
use crate::projects::seen;
use crate::settings::config::Config;
use crate::settings::goenv::GoEnv;
use crate::settings::home::Home;
use crate::settings::toolchain_dir::program;
use crate::sys::env::Env;
use crate::sys::fs::usage::{Links, Usage, of_path};
use crate::sys::fs::{marks, walk};
use crate::sys::running::Process;
use crate::sys::threads;
use crate::toolchains::inventory::builds::{self, BuildCache};
use crate::toolchains::inventory::modules::{self, ModuleCache, Parts};
use crate::toolchains::inventory::processes;
use crate::toolchains::store::{Store, foreign};
use crate::tools::set;

/// A toolchain of ours, or one that the go command cached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Toolchain {
    /// `go1.22.5`.
    pub name: String,
    /// Its GOROOT.
    pub path: PathBuf,
    /// What it takes.
    pub usage: Usage,
    /// The newest of our record, the install time and the access time of `bin/go`, in seconds
    /// since 1970.
    pub last_use: i64,
    /// Whether its file system says when a file was read.
    pub records_access: bool,
    /// Whether a program in it runs now.
    pub running: bool,
    /// Who wants it: `the default`, or a root's directory.
    pub wanted: Vec<PathBuf>,
}

/// What there is.
#[derive(Clone, Debug)]
pub(crate) struct Facts {
    /// Seconds since 1970.
    pub now: i64,
    /// Go's directories.
    pub places: Places,
    /// Roots and what they reach.
    pub roots: Vec<Root>,
    /// The module cache.
    pub modules: ModuleCache,
    /// The build cache, where it was asked for.
    pub builds: Option<BuildCache>,
    /// Toolchains of ours.
    pub toolchains: Vec<Toolchain>,
    /// The versions of those that are the user's own, linked or built; nothing where none can be read.
    pub own: Vec<Option<GoVersion>>,
    /// Sets of tools of ours.
    pub tool_sets: Vec<Toolchain>,
    /// Toolchains that the go command downloaded, with the version of their module.
    pub go_toolchains: Vec<(String, Toolchain)>,
    /// Go tools that run now.
    pub processes: Vec<Process>,
}

/// What to look at; the rest costs nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ask {
    /// The module cache.
    pub modules: bool,
    /// The build cache.
    pub builds: bool,
}

impl Facts {
    /// Reads the machine. `extra` are roots beyond those remembered.
    ///
    /// # Errors
    /// When the store cannot be read.
    pub(crate) fn gather(
        env: &Env,
        home: &Home,
        config: &Config,
        extra: &[PathBuf],
        ask: Ask,
    ) -> Result<Self> {
        let go_env = GoEnv::read(env, home);
        // Where the caches are and what a project reads hangs on it.
        go_env.make_sure_it_was_read(env)?;
        let places = Places::of(&go_env);
        let all = processes::all();
        let go: Vec<Process> =
            all.iter().filter(|process| processes::is_go(process)).cloned().collect();
        let ground = Ground { env, home, go: &go_env, places: &places, processes: &go };
        threads::ready();
        let (roots, (modules, builds)) = rayon::join(
            || gather(&ground, extra),
            || {
                let links = Links::default();
                let scan = |ask: bool, root: &Option<PathBuf>| root.clone().filter(|_| ask);
                rayon::join(
                    || {
                        let root = scan(ask.modules, &places.module_cache);
                        root.map(|root| modules::scan(&root, &links)).unwrap_or_default()
                    },
                    || {
                        scan(ask.builds, &places.build_cache)
                            .map(|root| builds::scan(&root, &links))
                    },
                )
            },
        );
        let roots = roots?;
        let mut facts = Self {
            now: env.now,
            places: places.clone(),
            roots,
            modules,
            builds,
            toolchains: Vec::new(),
            own: Vec::new(),
            tool_sets: Vec::new(),
            go_toolchains: Vec::new(),
            processes: go,
        };
        facts.toolchains(env, home, config, &all)?;
        facts.tool_sets(home, &all)?;
        facts.cached_toolchains(&go_env, &all);
        Ok(facts)
    }

    fn toolchains(
        &mut self,
        env: &Env,
        home: &Home,
        config: &Config,
        processes: &[Process],
    ) -> Result<()> {
        let store = Store::new(home);
        let own = store.links()?.into_iter();
        self.own = own.map(|link| link.toolchain.ok().map(|own| own.version)).collect();
        let wanted = wanted::ours(env, &store, config, &mut self.roots)?;
        let links = Links::default();
        let mut all = store.list()?.into_iter().map(|one| (one.name(), one)).collect::<Vec<_>>();
        for foreign in foreign::homes(home)? {
            let found = Store::new(&foreign).list()?;
            all.extend(found.into_iter().map(|one| (foreign.named(&one.version), one)));
        }
        for (name, installed) in all {
            let times = [
                seen::last_use(home, &name),
                marks::modified(&home.receipts().join(format!("{name}.json"))),
                marks::changed(&installed.root),
                marks::accessed(&installed.program("go")),
            ];
            self.toolchains.push(Toolchain {
                usage: of_path(&installed.root, &links),
                last_use: times.into_iter().flatten().max().unwrap_or(self.now),
                records_access: marks::records_access(&installed.root),
                running: runs(processes, &installed.root),
                wanted: wanted.get(&name).cloned().unwrap_or_default(),
                path: installed.root,
                name,
            });
        }
        Ok(())
    }

    /// Nobody notes when a tool is run: the file system says when it was read.
    fn tool_sets(&mut self, home: &Home, processes: &[Process]) -> Result<()> {
        let links = Links::default();
        for (name, path) in set::all(home)? {
            let programs = walk::names(&path.join("bin")).unwrap_or_default();
            let read =
                programs.iter().filter_map(|name| marks::accessed(&path.join("bin").join(name)));
            let wants = |root: &&Root| root.tools.as_ref() == Some(&name);
            self.tool_sets.push(Toolchain {
                usage: of_path(&path, &links),
                last_use: read.chain(marks::modified(&path)).max().unwrap_or(self.now),
                records_access: marks::records_access(&path),
                running: runs(processes, &path),
                wanted: self.roots.iter().filter(wants).map(|root| root.path.clone()).collect(),
                path,
                name,
            });
        }
        Ok(())
    }

    fn cached_toolchains(&mut self, go: &GoEnv, processes: &[Process]) {
        let cached: Vec<_> = self.modules.toolchains.iter().map(|(v, p)| (v.clone(), *p)).collect();
        for (version, parts) in cached {
            let Some(name) = toolchain_name(&version) else { continue };
            let path = self.modules.root.join(format!("golang.org/toolchain@{version}"));
            let times = [marks::changed(&path), marks::accessed(&program(&path, "go"))];
            let toolchain = Toolchain {
                usage: usage(parts),
                last_use: times.into_iter().flatten().max().unwrap_or(0),
                records_access: marks::records_access(&self.modules.root),
                running: runs(processes, &path),
                wanted: wanted::cached(&name, go, &self.roots),
                path,
                name,
            };
            self.go_toolchains.push((version, toolchain));
        }
    }

    /// Keeps these toolchains of ours for somebody who is no root.
    pub(crate) fn keep<'a>(&mut self, names: impl IntoIterator<Item = &'a str>, who: &str) {
        for name in names {
            let kept = self.toolchains.iter_mut().find(|toolchain| toolchain.name == name);
            if let Some(toolchain) = kept {
                toolchain.wanted.push(PathBuf::from(who));
            }
        }
    }

    /// The first root of which nothing says what it needs, although it may be there.
    pub(crate) fn riddle(&self) -> Option<&Root> {
        self.roots.iter().find(|root| root.state == State::Unreachable && !root.known)
    }

    /// Whether a directory with go.mod or go.work is known: without one, nothing says what the
    /// module cache is for.
    pub(crate) fn knows_a_project(&self) -> bool {
        let named = |root: &&Root| root.how != "running";
        self.roots.iter().filter(named).any(Root::is_project)
    }
}

fn usage(parts: Parts) -> Usage {
    Usage { bytes: parts.bytes(), files: parts.files(), ..Usage::default() }
}

fn runs(processes: &[Process], root: &Path) -> bool {
    let real = marks::real(root);
    let root = real.as_deref().unwrap_or(root);
    processes.iter().any(|process| process.runs_in(root))
}

/// `v0.0.1-go1.22.5.linux-amd64` as `go1.22.5`.
fn toolchain_name(version: &str) -> Option<String> {
    let name = version.strip_prefix("v0.0.1-")?;
    name.rsplit_once('.').map(|(name, _)| name.to_owned())
}
