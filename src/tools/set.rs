//! A set of tools: what one toolchain built for all projects that pin the same.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::{environment, key};
use crate::base::digest::Sha256Sum;
use crate::base::fault::{Exit, Fault, Result};
use crate::base::progress::Silent;
use crate::go::version::GoVersion;
use crate::projects::manifest::{Manifest, Tool};
use crate::settings::home::Home;
use crate::sys::fs::{atomic, lookup, read, remove, temporary, walk};
use crate::toolchains::store::Installed;

/// So many digits tell the sets of one toolchain apart.
const DIGITS: usize = 12;

/// A toolchain, and what it builds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ToolSet {
    /// `go1.22.5-0123456789ab`.
    pub name: String,
    /// What builds them.
    pub toolchain: Installed,
    /// In the order of the manifest.
    pub tools: Vec<Tool>,
    /// What counts of what the manifest sets while they are built.
    pub variables: BTreeMap<String, String>,
    /// Where they stand: complete, or not at all.
    pub dir: PathBuf,
}

impl ToolSet {
    /// The set of these tools, whether it stands or not.
    pub(crate) fn of(home: &Home, toolchain: &Installed, manifest: &Manifest) -> Self {
        let variables = variables(manifest);
        let digits = digits(toolchain, &manifest.tools, &variables);
        let name = format!("{}-{digits}", toolchain.version.toolchain());
        let dir = home.tools().join(&name);
        Self { name, toolchain: toolchain.clone(), tools: manifest.tools.clone(), variables, dir }
    }

    /// What stands on PATH.
    pub(crate) fn bin(&self) -> PathBuf {
        self.dir.join("bin")
    }

    /// Whether it stands.
    pub(crate) fn stands(&self) -> bool {
        read::is_dir(&self.bin())
    }

    /// What to say to who would run a tool of this name that is not built; `None` where none is pinned.
    pub(crate) fn lacks(&self, name: &OsStr) -> Option<Fault> {
        let tool = self.tools.iter().find(|tool| name == tool.name.as_str())?;
        let by = self.toolchain.version.toolchain();
        let what =
            format!("{} {} is pinned here, and {by} has not built it yet", tool.name, tool.version);
        Some(Fault::new(Exit::NothingToRun, what).hint("goenvmgr tools sync"))
    }

    /// Who builds it: `go1.22.5`, or one of the user's own as it is told of.
    pub(crate) fn builder(&self) -> String {
        match &self.toolchain.link {
            Some(_) => self.toolchain.to_string(),
            None => self.toolchain.version.toolchain(),
        }
    }

    /// The file of a tool.
    pub(crate) fn program(&self, tool: &Tool) -> PathBuf {
        self.bin().join(lookup::file_name(&tool.name))
    }
}

/// What is built is all that counts: neither the order nor what a manifest calls it. A toolchain that is linked is
/// another than the published one of its version; what is built under a manifest's variables, which may change what
/// comes of it and who verifies it, is that manifest's; and what may stand before the system's programs is asked for
/// where it does.
fn digits(toolchain: &Installed, tools: &[Tool], variables: &BTreeMap<String, String>) -> String {
    let fields = |tool: &Tool| {
        let shadows = if tool.shadows { "shadows" } else { "" };
        [tool.package.clone(), tool.version.clone(), shadows.to_owned()]
    };
    let mut tools: Vec<_> = tools.iter().map(fields).collect();
    tools.sort_unstable();
    tools.dedup();
    let own = key::own_root(toolchain).unwrap_or_default();
    let mut said = vec![own, tools.len().to_string()];
    said.extend(tools.into_iter().flatten());
    said.extend(variables.iter().flat_map(|(name, value)| [name.clone(), value.clone()]));
    // Each behind its length: no value can say what two fields say.
    let text: String = said.iter().map(|field| format!("{}:{field}", field.len())).collect();
    Sha256Sum::of(text.as_bytes()).to_string().chars().take(DIGITS).collect()
}

fn variables(manifest: &Manifest) -> BTreeMap<String, String> {
    let set = manifest.env.iter().filter(|set| environment::counts(set));
    set.map(|set| (set.name.clone(), set.value.clone())).collect()
}

/// The toolchain of a set, by the set's name; `None` for what is no such name.
pub(crate) fn owner(name: &str) -> Option<GoVersion> {
    let (toolchain, digits) = name.rsplit_once('-')?;
    let is_hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    let ours = digits.len() == DIGITS && digits.bytes().all(is_hex);
    GoVersion::from_toolchain(toolchain).filter(|_| ours)
}

/// The sets that stand, by name.
///
/// # Errors
/// When the directory is there and cannot be read (exit 3).
pub(crate) fn all(home: &Home) -> Result<Vec<(String, PathBuf)>> {
    let names = walk::names(&home.tools())?;
    let sets = names.iter().filter_map(|name| name.to_str().filter(|name| owner(name).is_some()));
    let mut sets: Vec<_> = sets.map(|name| (name.to_owned(), home.tools().join(name))).collect();
    sets.retain(|(_, dir)| read::is_dir(dir));
    sets.sort();
    Ok(sets)
}

/// Where half-done work lies, beside what it becomes.
pub(crate) fn staging(home: &Home) -> PathBuf {
    home.tools().join(".staging")
}

/// Works in a directory that is new, and goes afterwards.
///
/// # Errors
/// When it cannot be made (exit 3), and those of the work.
pub(crate) fn in_scratch<T>(
    home: &Home,
    toolchain: &Installed,
    work: impl FnOnce(&Path) -> Result<T>,
) -> Result<T> {
    let staging = staging(home);
    atomic::create_dir(&staging)?;
    // By the name of a set that nobody pins: what is left of it where we are killed is known for that.
    let none = "0".repeat(DIGITS);
    let name = format!("{}-{none}.new-", toolchain.version.toolchain());
    let dir = temporary::directory(&staging, &name)
        .map_err(|error| Fault::io("create a directory in", &staging, &error))?;
    let done = work(&dir);
    remove::sweep(&dir, &Silent);
    done
}

/// The set that a tree in [`staging`] was to become, or was: `NAME` of `NAME.new-Ab12`.
pub(crate) fn staged(path: &Path) -> Option<&str> {
    let name = path.file_name()?.to_str()?;
    let (set, end) = name.split_once(".new-").or_else(|| name.split_once(".old-"))?;
    let random = !end.is_empty() && end.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (random && owner(set).is_some()).then_some(set)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::goswitch::Own;
    use crate::toolchains::store::Link;

    fn tools(text: &str) -> Manifest {
        Manifest::parse(Path::new("/p/goenvmgr.toml"), &format!("[tools]\n{text}")).unwrap()
    }

    #[test]
    fn set_follows_from_what_is_built_and_by_what() {
        let home = Home::at(Path::new("/h"));
        let installed = |version: &str| Installed {
            version: GoVersion::parse(version).unwrap(),
            root: PathBuf::from("/h/toolchains").join(version),
            link: None,
        };
        let name =
            |version: &str, text: &str| ToolSet::of(&home, &installed(version), &tools(text)).name;
        let one = name("1.22.5", "gopls = '0.16.1'\ndlv = '1.22.1'");
        assert_eq!(owner(&one), GoVersion::parse("1.22.5"));
        assert_eq!(one, name("1.22.5", "dlv = 'v1.22.1'\ngopls = { version = 'v0.16.1' }"));
        let by_path = "'golang.org/x/tools/gopls' = 'v0.16.1'\ndlv = 'v1.22.1'";
        assert_eq!(one, name("1.22.5", by_path));
        let own = Own::of("go1.22.5").unwrap();
        let link = Link { name: "mine".parse().unwrap(), own, below: true };
        let linked = Installed { link: Some(link), ..installed("1.22.5") };
        let both = tools("gopls = '0.16.1'\ndlv = '1.22.1'");
        for other in [
            ToolSet::of(&home, &linked, &both).name,
            name("1.23.0", "gopls = '0.16.1'\ndlv = '1.22.1'"),
            name("1.22.5", "gopls = '0.16.2'\ndlv = '1.22.1'"),
            name("1.22.5", "gopls = '0.16.1'"),
            name("1.22.5", "gopls = { version = '0.16.1', shadows = true }\ndlv = '1.22.1'"),
            name("1.22.5", "gopls = '0.16.1'\ndlv = '1.22.1'\n[env]\nGONOSUMDB = 'x'"),
        ] {
            assert_ne!(one, other);
        }
        let left_out = "gopls = '0.16.1'\ndlv = '1.22.1'\n[env]\nGOMODCACHE = '/x'";
        assert_eq!(one, name("1.22.5", left_out));
        let set = |env: &str| name("1.22.5", &format!("dlv = '1.22.1'\n[env]\n{env}"));
        assert_ne!(set("GOPRIVATE = \"1\\nGOPROXY=2\""), set("GOPRIVATE = '1'\nGOPROXY = '2'"));
        assert_eq!(set("GOPRIVATE = '1'\nGOPROXY = '2'"), set("GOPROXY = '2'\nGOPRIVATE = '1'"));
        for (name, is_one) in [
            ("go1.22.5-0123456789ab", true),
            ("go1.22.5-acme-0123456789ab", true),
            ("go1.22.5", false),
            ("go1.22.5-0123456789AB", false),
            ("go1.22.5-0123456789a", false),
            ("x-0123456789ab", false),
        ] {
            assert_eq!(owner(name).is_some(), is_one, "{name}");
        }
        assert_eq!(
            staged(Path::new("/x/go1.22.5-0123456789ab.new-Ab12")),
            Some("go1.22.5-0123456789ab")
        );
        assert_eq!(staged(Path::new("/x/go1.22.5-0123456789ab.lock")), None);
    }
}
