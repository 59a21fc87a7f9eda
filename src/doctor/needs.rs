//! Which facts a check reads, as data: what no chosen check reads is not gathered.

use std::time::Duration;

use super::check::Check;
use super::facts::Facts;

/// A fact, or a part of one that takes its own time. What the process itself is (variables, user,
/// directories, which places answer) every check may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Our toolchains, receipts, shims and leftovers.
    Install,
    /// Names, sizes and executable bits of every installed file.
    Files,
    /// The contents of every installed file.
    Bytes,
    /// The user's start-up files.
    Startup,
    /// Go's settings with their layers.
    Settings,
    /// What PATH finds.
    Path,
    /// The GOROOT that `go` would use.
    Root,
    /// The directories that Go works in.
    Places,
    /// The project around the working directory.
    Project,
    /// Its modules in the module cache.
    Modules,
    /// The contents of these.
    ModuleBytes,
    /// What editors set.
    Editors,
    /// What stands at the paths that all these name.
    Named,
    /// Limits, memory, security modules.
    System,
    /// A build of an empty program.
    Smoke,
    /// The C compiler and other programs that go starts.
    Compiler,
    /// What the C compiler makes of a small program.
    Trial,
    /// Tools built with Go.
    Tools,
    /// What the entries of GOPROXY answer, and why.
    Proxies,
    /// What each name server says, even where names resolve.
    NameServers,
    /// The certificates that this machine trusts.
    Trusted,
    /// What the checksum database answers.
    Log,
}

use Need::{
    Bytes, Compiler, Editors, Files, Install, Log, ModuleBytes, Modules, NameServers, Named, Path,
    Places, Project, Proxies, Root, Settings, Smoke, Startup, System, Tools, Trial, Trusted,
};

impl Need {
    /// Whether somebody else's machine is asked.
    pub const fn network(self) -> bool {
        matches!(self, Proxies | NameServers | Log)
    }

    /// What must be known before this can be gathered. Settings and GOROOT are both halves of one
    /// question: a setting names the GOROOT, whose `go.env` holds settings.
    fn before(self) -> &'static [Self] {
        match self {
            Install | Files | Bytes | Startup | Path | System | Named => &[],
            Settings => &[Path, Root],
            Root => &[Path, Settings],
            Places | Project | Compiler | Trial | Tools | Smoke => &[Settings],
            Modules | ModuleBytes | Editors | Proxies | NameServers | Trusted | Log => {
                &[Settings, Project]
            }
        }
    }

    /// How long gathering it took.
    fn took(self, facts: &Facts) -> Duration {
        match self {
            Install | Files | Bytes => facts.install.took,
            Startup => facts.startup.took,
            Settings => facts.settings.took,
            Path => facts.path.took,
            Root => facts.root.took,
            Places => facts.places.iter().map(|(_, place)| place.took).max().unwrap_or_default(),
            Project => facts.project.took,
            Modules | ModuleBytes => facts.modules.took,
            Editors => facts.editors.took,
            Named => facts.named.took(),
            System => facts.system.took,
            Smoke => facts.smoke.took,
            Compiler | Trial => facts.compiler.took,
            Tools => facts.tools.took,
            Proxies | NameServers | Trusted | Log => facts.network.took,
        }
    }
}

/// How long the slowest fact took that the check reads.
pub fn took(check: &Check, facts: &Facts) -> Duration {
    check.needs.iter().map(|need| need.took(facts)).max().unwrap_or_default()
}

/// What has to be gathered.
#[derive(Clone, Debug)]
pub struct Needs {
    all: Vec<Need>,
    /// Whether a check is asked that quick mode leaves out: then there is time.
    pub thorough: bool,
}

impl Needs {
    /// What these checks read, and what must be known before that.
    pub fn of(checks: &[&Check]) -> Self {
        let mut all: Vec<Need> = Vec::new();
        let mut open: Vec<Need> = checks.iter().flat_map(|check| check.needs).copied().collect();
        while let Some(need) = open.pop() {
            if !all.contains(&need) {
                all.push(need);
                open.extend(need.before());
            }
        }
        let thorough = checks.iter().any(|check| check.mode > super::report::Mode::Quick);
        Self { all, thorough }
    }

    /// Whether one of these is to be gathered.
    pub fn any(&self, needs: &[Need]) -> bool {
        needs.iter().any(|need| self.all.contains(need))
    }
}

#[cfg(test)]
mod tests;
