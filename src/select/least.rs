//! What runs where go.work or go.mod asks for a minimum.

use super::decide::{Decision, Known, Means};
use super::setting::go_setting_of;
use super::{Minimum, Outcome, Rule};
use crate::config::ToolchainMode;
use crate::fault::Result;
use crate::store::Installed;
use crate::version::{GoVersion, Request};

impl Known<'_> {
    /// First hit: the minimum itself; the newest installed patch of its minor; the default; the
    /// newest installed release; the system's Go; Go's own download.
    pub(super) fn by_minimum(&self, minimum: &Minimum) -> Result<Decision> {
        let least = &minimum.version;
        let decide = |outcome, rule| Decision {
            outcome,
            rule,
            decided_by: Some(minimum.origin()),
            request: None,
        };
        if let Some(exact) = self.store.find(least) {
            return Ok(decide(Outcome::Toolchain(exact), Rule::MinimumExact));
        }
        if let Some(patch) = self.newest_patch(least)? {
            return Ok(decide(Outcome::Toolchain(patch), Rule::MinimumPatch));
        }
        let default = self.default()?;
        match &default {
            Some(Means::Toolchain(installed)) if installed.version.meets(least) => {
                return Ok(decide(Outcome::Toolchain(installed.clone()), Rule::MinimumDefault));
            }
            Some(Means::System) if self.system_meets(least) => {
                return Ok(decide(Outcome::System, Rule::MinimumDefault));
            }
            _ => {}
        }
        if let Some(newest) = self.newest_release()?.filter(|it| it.version.meets(least)) {
            return Ok(decide(Outcome::Toolchain(newest), Rule::MinimumNewest));
        }
        if self.system_meets(least) {
            return Ok(decide(Outcome::System, Rule::MinimumSystem));
        }
        Ok(match self.who_fetches(default)? {
            Some(with) => {
                let (wanted, origin) = (least.as_toolchain(), minimum.origin());
                decide(Outcome::Fetches { with, wanted, origin }, Rule::MinimumFetched)
            }
            None => decide(unmet(minimum), Rule::MinimumUnmet),
        })
    }

    fn default(&self) -> Result<Option<Means>> {
        self.config.default.value.as_ref().map(|request| self.means(request)).transpose()
    }

    fn newest_patch(&self, least: &GoVersion) -> Result<Option<Installed>> {
        let fits = |version: &&GoVersion| {
            version.same_line(least)
                && version.meets(least)
                // A release candidate only for those who asked for one.
                && (!version.is_prerelease() || least.is_prerelease())
        };
        let versions = self.list()?.iter().map(|installed| &installed.version).filter(fits);
        let newest = Request::Line(least.language()).newest(versions);
        Ok(newest.and_then(|version| self.store.find(version)))
    }

    fn newest_release(&self) -> Result<Option<Installed>> {
        let versions = self.list()?.iter().map(|installed| &installed.version);
        Ok(Request::Latest.newest(versions).and_then(|version| self.store.find(version)))
    }

    fn system_meets(&self, least: &GoVersion) -> bool {
        self.system().and_then(|go| go.version.as_ref()).is_some_and(|v| v.meets(least))
    }

    /// The toolchain that will fetch a newer one by itself: the default, else the newest installed
    /// release, else the system's Go. `Some(None)` is the system's.
    fn who_fetches(&self, default: Option<Means>) -> Result<Option<Option<Installed>>> {
        let candidate = match default {
            Some(Means::Toolchain(installed)) if switches(&installed.version) => Some(installed),
            Some(Means::System) if self.system_switches() => None,
            _ => self.newest_release()?.filter(|newest| switches(&newest.version)),
        };
        let root = match (&candidate, self.system()) {
            (Some(installed), _) => Some(&installed.root),
            (None, Some(system)) if self.system_switches() => system.root.as_ref(),
            (None, _) => None,
        };
        // In the other two modes activation takes Go's downloads away, unless the user set it.
        let ours = self.config.toolchain.value != ToolchainMode::Auto
            && self.env.var_os("GOTOOLCHAIN").is_none();
        let Some(root) = root.filter(|_| !ours) else { return Ok(None) };
        let setting = go_setting_of(self.env, "GOTOOLCHAIN", root).unwrap_or_default();
        let fetches = setting == "auto" || setting.ends_with("+auto");
        Ok(fetches.then_some(candidate))
    }

    fn system_switches(&self) -> bool {
        self.system().and_then(|go| go.version.as_ref()).is_some_and(switches)
    }
}

/// The first Go that fetches other versions of itself is 1.21.
fn switches(version: &GoVersion) -> bool {
    GoVersion::parse("1.21").is_some_and(|first| version.meets(&first))
}

fn unmet(minimum: &Minimum) -> Outcome {
    let install = Request::Exact(minimum.version.as_toolchain());
    Outcome::Missing {
        says: minimum.text.clone(),
        origin: minimum.origin(),
        why: "no Go that meets it is installed".to_owned(),
        hint: format!("goenvmgr install {install}"),
        install: Some(install),
    }
}
