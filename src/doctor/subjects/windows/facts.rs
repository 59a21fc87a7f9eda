//! What the registry says, and which Go of Windows a Linux finds on its PATH.

use std::path::{Path, PathBuf};

use crate::doctor::model::facts::{Fact, Facts, Need};
use crate::doctor::model::limit::Missing;
use crate::doctor::model::parts::Parts;
use crate::doctor::subjects::path::facts::PathFacts;
use crate::sys::fs::read;
use crate::sys::registry::{self, Tree};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Windows {
    /// Whether this is Windows; else nothing of its registry is known.
    pub is: bool,
    /// Whether programs may use paths of more than 260 characters.
    pub long_paths: bool,
    /// GOROOT as the user has it for every program, and as the machine has it.
    pub goroot: [Option<String>; 2],
    /// What installers call the Gos that they put here.
    pub installed: Vec<String>,
    /// The execution policy of Windows PowerShell that was set, with its place.
    pub policy: Option<(String, &'static str)>,
    /// The `go.exe` that a system other than Windows finds on PATH, in order.
    pub of_windows: Vec<PathBuf>,
}

const FILE_SYSTEM: &str = r"SYSTEM\CurrentControlSet\Control\FileSystem";
const MACHINE_ENVIRONMENT: &str = r"SYSTEM\CurrentControlSet\Control\Session Manager\Environment";
const INSTALLED: &str = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall";
const POLICY: &str = r"SOFTWARE\Policies\Microsoft\Windows\PowerShell";
const SHELL: &str = r"SOFTWARE\Microsoft\PowerShell\1\ShellIds\Microsoft.PowerShell";

/// Where an execution policy is set, the strongest first (about_Execution_Policies).
const POLICIES: [(Tree, &str, &str); 4] = [
    (Tree::Machine, POLICY, "a group policy of this machine"),
    (Tree::User, POLICY, "a group policy of this user"),
    (Tree::User, SHELL, "CurrentUser"),
    (Tree::Machine, SHELL, "LocalMachine"),
];

impl Windows {
    fn read(path: &PathFacts) -> Self {
        Self {
            is: registry::KNOWN,
            long_paths: registry::number(Tree::Machine, FILE_SYSTEM, "LongPathsEnabled") == Some(1),
            goroot: [(Tree::User, "Environment"), (Tree::Machine, MACHINE_ENVIRONMENT)]
                .map(|(tree, key)| registry::text(tree, key, "GOROOT")),
            installed: installed(),
            policy: POLICIES.into_iter().find_map(|(tree, key, place)| {
                Some((registry::text(tree, key, "ExecutionPolicy")?, place))
            }),
            of_windows: if registry::KNOWN { Vec::new() } else { of_windows(path) },
        }
    }
}

/// Go's own installer is called so, with processor and version behind it.
fn installed() -> Vec<String> {
    let mut found = Vec::new();
    for tree in [Tree::User, Tree::Machine] {
        for key in registry::keys(tree, INSTALLED) {
            let name = registry::text(tree, &format!(r"{INSTALLED}\{key}"), "DisplayName");
            found.extend(name.filter(|name| name.starts_with("Go Programming Language")));
        }
    }
    found.sort();
    found
}

pub(super) fn of_windows(path: &PathFacts) -> Vec<PathBuf> {
    let absolute = path.entries.iter().map(|entry| Path::new(&entry.text));
    let files = absolute.filter(|dir| dir.is_absolute()).map(|dir| dir.join("go.exe"));
    files.filter(|file| read::is_file(file)).collect()
}

impl Fact for Windows {
    const WHAT: &'static str = "what Windows is told";
    const AFTER: &'static [Need] = &[PathFacts::NEED];

    fn gather(facts: &Facts, _: Parts) -> Result<Self, Missing> {
        Ok(Self::read(&facts.get::<PathFacts>().cloned().unwrap_or_default()))
    }
}
