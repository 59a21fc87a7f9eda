//! What runs where go.work or go.mod asks for a minimum.

use super::decide::{Decision, Known, Means};
use super::setting::go_setting_of;
use super::{Minimum, Outcome, Rule};
use crate::base::fault::Result;
use crate::base::origin::Origin;
use crate::go::goswitch::{Asked, Does, Start, predict};
use crate::go::version::{GoVersion, Request};
use crate::settings::config::ToolchainMode;
use crate::settings::system::others;
use crate::sys::env::Env;
use crate::toolchains::store::{Installed, Store};

impl Known<'_> {
    /// First hit: the minimum itself; the newest installed patch of its minor; the default; the
    /// newest installed release; the system's Go, which judges by itself where its version is not
    /// known; Go's own switch.
    pub(super) fn by_minimum(&self, minimum: &Minimum, asked: &Asked) -> Result<Decision> {
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
            Some(Means::System) if self.system_is_silent() => {
                return Ok(decide(Outcome::System, Rule::MinimumUnknown));
            }
            _ => {}
        }
        if let Some(newest) = self.newest_release()?.filter(|it| it.version.meets(least)) {
            return Ok(decide(Outcome::Toolchain(newest), Rule::MinimumNewest));
        }
        if self.system_meets(least) {
            return Ok(decide(Outcome::System, Rule::MinimumSystem));
        }
        if self.system_is_silent() {
            return Ok(decide(Outcome::System, Rule::MinimumUnknown));
        }
        let (outcome, rule) = (self.switches(default, asked)?)
            .unwrap_or_else(|| (unmet(minimum), Rule::MinimumUnmet));
        Ok(decide(outcome, rule))
    }

    fn default(&self) -> Result<Option<Means>> {
        self.config.default.value.as_ref().map(|request| self.means(request)).transpose()
    }

    fn newest_patch(&self, least: &GoVersion) -> Result<Option<Installed>> {
        let fits = |version: &GoVersion| {
            version.same_line(least)
                && version.meets(least)
                // A release candidate only for those who asked for one.
                && (!version.is_prerelease() || least.is_prerelease())
        };
        self.newest(&Request::Line(least.language()), fits)
    }

    fn newest_release(&self) -> Result<Option<Installed>> {
        self.newest(&Request::Latest, |_| true)
    }

    fn system_meets(&self, least: &GoVersion) -> bool {
        self.system().and_then(|go| go.version.as_ref()).is_some_and(|v| v.meets(least))
    }

    /// Another manager's script, a snap: whether it meets the minimum is for the Go behind it to say.
    fn system_is_silent(&self) -> bool {
        self.system().is_some_and(|go| go.version.is_none())
    }

    /// What starts where Go's own switch brings what the file asks for: the default, else the newest
    /// installed release, else the system's Go.
    fn switches(&self, default: Option<Means>, asked: &Asked) -> Result<Option<(Outcome, Rule)>> {
        let own = Installed::own;
        let system = self.system().and_then(|go| Some((go.own.clone()?, go.root.clone()?)));
        let system = system.filter(|(own, _)| own.switches()).map(|(own, root)| (own, root, None));
        let ours = |it: Installed| (own(&it), it.root.clone(), Some(it));
        let candidate = match default {
            Some(Means::Toolchain(installed)) if own(&installed).switches() => {
                Some(ours(installed))
            }
            Some(Means::System) if system.is_some() => system,
            _ => self.newest_release()?.filter(|it| own(it).switches()).map(ours).or(system),
        };
        // In the other two modes activation takes Go's downloads away, unless the user set it.
        let taken = self.config.toolchain.value != ToolchainMode::Auto
            && self.env.var_os("GOTOOLCHAIN").is_none();
        let Some((own, root, with)) = candidate.filter(|_| !taken) else { return Ok(None) };
        let set = go_setting_of(self.env, self.scan, "GOTOOLCHAIN", &root);
        let gotoolchain = set.as_ref().map_or("", |(value, _)| value.as_str());
        let on_path = |name: &str| on_path(self.env, self.store, with.is_some(), name);
        let predicted = predict(&Start { own: &own, gotoolchain, asked }, &on_path);
        if predicted.refuses.is_some() {
            return Ok(None);
        }
        let starts = with.clone().map_or(Outcome::System, Outcome::Toolchain);
        Ok(match predicted.does {
            Does::FromPath(_) => Some((starts, Rule::MinimumOnPath)),
            Does::Fetches(named) => {
                let by_setting = || set.map_or(Origin::Default, |(_, origin)| origin);
                let origin = predicted.line.map_or_else(by_setting, |line| line.origin());
                let wanted = named.version.as_toolchain();
                Some((Outcome::Fetches { with, wanted, origin }, Rule::MinimumFetched))
            }
            Does::Itself | Does::Dies(_) => None,
        })
    }
}

/// Whether Go's own switch will find a program of this name (`go1.22.5`) on PATH: somebody else's, or,
/// where ours is what starts and `shims/` is on PATH with it, that of an installed toolchain. It does
/// not count whether `shims/` is there by now.
pub(crate) fn on_path(env: &Env, store: &Store, is_ours: bool, name: &str) -> bool {
    let version = GoVersion::from_toolchain(name).filter(|_| is_ours);
    version.is_some_and(|version| store.find(&version).is_some())
        || others(env, store.home(), name).next().is_some()
}

fn unmet(minimum: &Minimum) -> Outcome {
    let install = Request::Exact(minimum.version.published());
    Outcome::Missing {
        says: minimum.text.clone(),
        origin: minimum.origin(),
        why: "no Go that meets it is installed".to_owned(),
        hint: format!("goenvmgr install {install}"),
        install: Some(install),
    }
}
