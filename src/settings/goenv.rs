//! The user's Go configuration, read as Go reads it but without running Go: the environment, the
//! `go env -w` file, go.env of the Go at hand; each value with its origin.
//!
//! Rules: `cmd/go/internal/cfg/cfg.go` (`EnvFile`, `initEnvCache`, `Getenv`, `findGOROOT`).

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::base::fault::{Fault, Result};
use crate::base::origin::Origin;
use crate::go::goconfig::{EnvText, ProxyEntry, is_used, proxy_list};
use crate::go::platform::Platform;
use crate::go::version::GoVersion;
use crate::settings::home::Home;
use crate::settings::system::system_go;
use crate::settings::toolchain_dir;
use crate::sys::env::Env;
use crate::sys::fs::{marks, probe, read, walk};

/// A configuration file beyond this size is nobody's.
const LIMIT: u64 = 1024 * 1024;

/// Where distributions and installers put a Go, in the order of looking.
const WELL_KNOWN: [&str; 8] = [
    "/usr/local/go",
    "/usr/lib/go",
    "/usr/lib/golang",
    "/usr/lib64/go",
    "/usr/share/go",
    "/usr/local/opt/go/libexec",
    "/opt/homebrew/opt/go/libexec",
    "/snap/go/current",
];

/// Go's configuration in its layers.
#[derive(Clone, Debug)]
pub struct GoEnv {
    process: Env,
    user: Option<Layer>,
    distribution: Option<Layer>,
    vouching: Vec<Layer>,
}

/// One configuration file.
#[derive(Clone, Debug)]
pub struct Layer {
    /// The file.
    pub path: PathBuf,
    /// What it says.
    pub text: EnvText,
}

/// A value of Go's configuration and where it was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoSetting {
    /// The value; may be empty where a file sets it to nothing.
    pub value: String,
    /// The layer, with file and line.
    pub origin: Origin,
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
        let vouching = vouching(user.as_ref(), &roots, &accused);
        Self { process: env.clone(), user, distribution, vouching }
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
        self.vouching.iter().find_map(|layer| layer.get(key))
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
    /// where it is not set.
    pub fn gopath(&self) -> Option<PathBuf> {
        let set = self.value("GOPATH");
        let first = set.as_deref().and_then(|list| std::env::split_paths(list).next());
        first.or_else(|| Some(Path::new(self.process.var_os("HOME")?).join("go")))
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
            None => {
                Some(user_dir(&Platform::host().os, &self.process, Kind::Cache)?.join("go-build"))
            }
        }
    }
}

impl Layer {
    fn read(path: PathBuf) -> Option<Self> {
        let text = EnvText::parse(&read::bytes(&path, LIMIT).ok()??);
        Some(Self { path, text })
    }

    fn get(&self, key: &str) -> Option<GoSetting> {
        let (value, line) = self.text.get(key)?;
        Some(GoSetting { value: value.to_owned(), origin: Origin::file(&self.path, line) })
    }
}

/// The trees whose files have no say in how they are judged.
struct Accused {
    toolchains: Vec<PathBuf>,
    judged: Vec<PathBuf>,
}

impl Accused {
    fn new(home: &Home, judged: Option<&Path>) -> Self {
        let both = |path: &Path| [Some(path.to_owned()), marks::real(path)].into_iter().flatten();
        Self {
            toolchains: both(&home.toolchains()).collect(),
            judged: judged.map(|path| both(path).collect()).unwrap_or_default(),
        }
    }

    fn is_judged(&self, path: &Path) -> bool {
        is_below(path, &self.judged)
    }

    fn may_vouch(&self, path: &Path) -> bool {
        !is_below(path, &self.judged) && !is_below(path, &self.toolchains)
    }
}

/// Whether a path lies at or below one of these, by name or behind links.
fn is_below(path: &Path, trees: &[PathBuf]) -> bool {
    let real = marks::real(path);
    [Some(path), real.as_deref()]
        .into_iter()
        .flatten()
        .any(|path| trees.iter().any(|tree| path.starts_with(tree)))
}

/// The files that may say whom to believe, first hit first.
fn vouching(user: Option<&Layer>, roots: &[PathBuf], accused: &Accused) -> Vec<Layer> {
    let of_root = roots
        .iter()
        .filter(|root| accused.may_vouch(root) && is_roots_own(root))
        .find_map(|root| Layer::read(root.join("go.env")));
    let user = user.filter(|layer| accused.may_vouch(&layer.path)).cloned();
    user.into_iter().chain(of_root).collect()
}

/// Whether root alone can change the go.env of this GOROOT.
fn is_roots_own(root: &Path) -> bool {
    [root.to_owned(), root.join("go.env")]
        .iter()
        .all(|path| probe::see(path).is_ok_and(|seen| seen.uid == 0 && seen.mode & 0o022 == 0))
}

/// The path of the `go env -w` file; nothing with `GOENV=off`.
pub fn user_file(os: &str, env: &Env) -> Option<PathBuf> {
    match env.var_os("GOENV") {
        Some(off) if off == "off" => None,
        Some(path) => Some(path.into()),
        None => Some(user_dir(os, env, Kind::Config)?.join("go/env")),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Config,
    Cache,
}

/// `os.UserConfigDir` and `os.UserCacheDir`; nothing where Go finds none or refuses a relative one.
fn user_dir(os: &str, env: &Env, kind: Kind) -> Option<PathBuf> {
    let (variable, below_home) = match (os, kind) {
        ("windows", Kind::Config) => (Some("AppData"), None),
        ("windows", Kind::Cache) => (Some("LocalAppData"), None),
        ("darwin" | "ios", Kind::Config) => (None, Some("Library/Application Support")),
        ("darwin" | "ios", Kind::Cache) => (None, Some("Library/Caches")),
        (_, Kind::Config) => (Some("XDG_CONFIG_HOME"), Some(".config")),
        (_, Kind::Cache) => (Some("XDG_CACHE_HOME"), Some(".cache")),
    };
    if let Some(set) = variable.and_then(|name| env.var_os(name)) {
        let set = PathBuf::from(set);
        return (set.is_absolute() || os == "windows").then_some(set);
    }
    Some(Path::new(env.var_os("HOME")?).join(below_home?))
}

/// The GOROOTs whose go.env may speak, in order: what Go itself would take, then any other Go of
/// this machine, then our own, newest first.
fn roots(env: &Env, home: &Home, user: Option<&Layer>) -> Vec<PathBuf> {
    let set_by_user = user.and_then(|layer| layer.get("GOROOT"));
    // An empty one hides nothing: GOROOT of the environment is asked next (`findGOROOT`).
    let set_by_user = set_by_user.filter(|set| !set.value.is_empty()).map(|set| set.value.into());
    let mut roots: Vec<PathBuf> = Vec::new();
    roots.extend(set_by_user.or_else(|| env.var_os("GOROOT").map(PathBuf::from)));
    roots.extend(system_go(env, home).and_then(|go| go.root));
    roots.extend(WELL_KNOWN.map(PathBuf::from));
    let sdk = env.home.as_ref().map(|home| home.join("sdk"));
    roots.extend(sdk.map(|dir| toolchains(&dir)).unwrap_or_default());
    roots.extend(
        toolchains(&home.toolchains()).into_iter().filter(|root| toolchain_dir::is_toolchain(root)),
    );
    roots
}

/// The `goX` directories below `dir`, newest first.
fn toolchains(dir: &Path) -> Vec<PathBuf> {
    let names = walk::names(dir).unwrap_or_default();
    let version = |name: &OsStr| GoVersion::from_toolchain(name.to_str()?);
    let mut found: Vec<_> = names.iter().filter_map(|name| Some((version(name)?, name))).collect();
    found.sort_by(|a, b| b.cmp(a));
    found.into_iter().map(|(_, name)| dir.join(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_stands_where_each_system_has_its_settings() {
        for (os, vars, path) in [
            ("linux", [("HOME", "/h"), ("", "")], Some("/h/.config/go/env")),
            ("linux", [("HOME", "/h"), ("XDG_CONFIG_HOME", "/x")], Some("/x/go/env")),
            ("linux", [("HOME", "/h"), ("XDG_CONFIG_HOME", "relative")], None),
            ("linux", [("HOME", ""), ("", "")], None),
            ("linux", [("HOME", "/h"), ("GOENV", "off")], None),
            ("linux", [("HOME", "/h"), ("GOENV", "/e")], Some("/e")),
            (
                "darwin",
                [("HOME", "/h"), ("XDG_CONFIG_HOME", "/x")],
                Some("/h/Library/Application Support/go/env"),
            ),
            ("windows", [("AppData", "/a"), ("", "")], Some("/a/go/env")),
        ] {
            assert_eq!(user_file(os, &Env::bare(&vars)), path.map(PathBuf::from), "{os} {vars:?}");
        }
    }

    #[test]
    fn layers_go_before_each_other_as_in_go() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        std::fs::create_dir_all(at("go/pkg/tool")).unwrap();
        std::fs::create_dir_all(at("go/bin")).unwrap();
        std::fs::copy("/bin/true", at("go/bin/go")).unwrap();
        std::fs::write(
            at("go/go.env"),
            "# c\nGOPROXY=https://a.example\nGOSUMDB=a\nGOTOOLCHAIN=auto\n",
        )
        .unwrap();
        std::fs::write(at("env"), "GOSUMDB=\nGOFLAGS=-v\n").unwrap();
        let text = |name: &str| at(name).to_str().unwrap().to_owned();
        let env = Env::bare(&[
            ("HOME", &text("home")),
            ("PATH", &text("go/bin")),
            ("GOENV", &text("env")),
            ("GOFLAGS", ""),
            ("GOTOOLCHAIN", "local"),
        ]);
        let go = GoEnv::read(&env, &Home::at(&at("own")));
        let get = |key| go.get(key).map(|set| (set.value, set.origin.to_string()));
        let line = |file: &str, line: u32| format!("{}:{line}", at(file).display());
        assert_eq!(get("GOPROXY"), Some(("https://a.example".into(), line("go/go.env", 2))));
        assert_eq!(get("GOSUMDB"), Some((String::new(), line("env", 1))), "empty, but set");
        assert_eq!(go.value("GOSUMDB"), Some(String::new()), "no default stands behind go.env");
        assert_eq!(
            get("GOFLAGS"),
            Some(("-v".into(), line("env", 2))),
            "an empty variable is none"
        );
        assert_eq!(
            get("GOTOOLCHAIN"),
            Some(("local".into(), "GOTOOLCHAIN in the environment".into()))
        );
        assert_eq!(get("GOPRIVATE"), None);
        assert_eq!(go.module_cache(), Some(at("home/go/pkg/mod")));
        assert_eq!(go.build_cache(), Some(at("home/.cache/go-build")));
    }

    #[test]
    fn caches_are_where_go_has_them() {
        for (vars, file, expected) in [
            (vec![], "", [Some("/h/go/pkg/mod"), Some("/h/.cache/go-build")]),
            (
                vec![("GOPATH", "/a:/b")],
                "GOPATH=/c\n",
                [Some("/a/pkg/mod"), Some("/h/.cache/go-build")],
            ),
            (
                vec![("GOMODCACHE", "")],
                "GOMODCACHE=/m\n export GOCACHE=/x\n",
                [Some("/m"), Some("/h/.cache/go-build")],
            ),
            (vec![("GOCACHE", "off")], "", [Some("/h/go/pkg/mod"), None]),
            (
                vec![("XDG_CACHE_HOME", "/xdg")],
                "GOCACHE=\n",
                [Some("/h/go/pkg/mod"), Some("/xdg/go-build")],
            ),
        ] {
            let dir = tempfile::tempdir().unwrap();
            let at = dir.path().join("env");
            std::fs::write(&at, file).unwrap();
            let own = [("HOME", "/h"), ("GOENV", at.to_str().unwrap())];
            let go = GoEnv::read(&Env::bare(&[&own[..], &vars].concat()), &Home::at(dir.path()));
            let found = [go.module_cache(), go.build_cache()];
            assert_eq!(found, expected.map(|path| path.map(PathBuf::from)), "{vars:?} {file}");
        }
    }

    #[test]
    fn goroot_set_to_nothing_hides_no_goroot() {
        let dir = tempfile::tempdir().unwrap();
        let text = |name: &str| dir.path().join(name).to_str().unwrap().to_owned();
        std::fs::create_dir(dir.path().join("root")).unwrap();
        std::fs::write(dir.path().join("root/go.env"), "GOPROXY=https://a.example\n").unwrap();
        std::fs::write(dir.path().join("env"), "GOROOT=\n").unwrap();
        let env = Env::bare(&[("GOENV", &text("env")), ("GOROOT", &text("root"))]);
        let go = GoEnv::read(&env, &Home::at(&dir.path().join("own")));
        assert_eq!(go.value("GOPROXY").as_deref(), Some("https://a.example"));
    }

    #[test]
    fn our_own_toolchains_speak_where_no_other_go_is_at_hand() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::at(dir.path());
        for (version, proxy) in
            [("go1.22.5", "https://old.example"), ("go1.22.10", "https://new.example")]
        {
            std::fs::create_dir_all(home.toolchains().join(version)).unwrap();
            std::fs::write(
                home.toolchains().join(version).join("go.env"),
                format!("GOPROXY={proxy}\n"),
            )
            .unwrap();
        }
        let known = toolchains(&home.toolchains());
        assert!(known[0].ends_with("go1.22.10"), "{known:?}");
    }
}
