//! The rules, in the order in which they are asked.

use std::cell::OnceCell;

use super::{Minimum, Outcome, Rule, SystemGo, gowork, system_go};
use crate::base::fault::Result;
use crate::base::origin::Origin;
use crate::go::version::{GoVersion, Request};
use crate::projects::pins::{Pin, RequestList};
use crate::projects::scan::AncestorScan;
use crate::settings::config::Config;
use crate::sys::env::Env;
use crate::toolchains::store::{Installed, Store};

/// What `use` sets for one shell.
pub(super) use crate::settings::GOENVMGR_VERSION as VARIABLE;

/// Everything that is asked, each read when it is first needed and then kept.
pub(super) struct Known<'a> {
    pub(super) env: &'a Env,
    pub(super) config: &'a Config,
    pub(super) store: &'a Store,
    pub(super) scan: &'a AncestorScan,
    names: OnceCell<Vec<GoVersion>>,
    system: OnceCell<Option<SystemGo>>,
}

/// What a request means here.
pub(super) enum Means {
    Toolchain(Installed),
    System,
    NotInstalled,
}

/// What decided.
pub(super) struct Decision {
    pub(super) outcome: Outcome,
    pub(super) rule: Rule,
    pub(super) decided_by: Option<Origin>,
    pub(super) request: Option<Request>,
}

impl<'a> Known<'a> {
    pub(super) fn new(
        env: &'a Env,
        store: &'a Store,
        config: &'a Config,
        scan: &'a AncestorScan,
    ) -> Self {
        Self { env, config, store, scan, names: OnceCell::new(), system: OnceCell::new() }
    }

    /// What decides: the variable, else the nearest pin and what go.work or go.mod asks for.
    pub(super) fn decide(
        &self,
        pin: Option<&Pin>,
        found: &gowork::FoundMinimum,
    ) -> Result<Decision> {
        match self.env.var_os(VARIABLE) {
            Some(text) => self.by_variable(&text.to_string_lossy()),
            None => self.by_files(pin, found),
        }
    }

    fn by_variable(&self, text: &str) -> Result<Decision> {
        let origin = Origin::Environment(VARIABLE.into());
        match text.parse::<Request>() {
            Ok(request) => {
                let request = self.config.meant(self.store.home(), &request);
                self.requested(&request.into(), origin, Rule::Environment)
            }
            Err(bad) => {
                let hint = "goenvmgr use VERSION, or unset GOENVMGR_VERSION";
                Ok(unreadable(origin, bad.to_string(), hint, Rule::Environment))
            }
        }
    }

    fn by_files(&self, pin: Option<&Pin>, found: &gowork::FoundMinimum) -> Result<Decision> {
        match (pin, &found.minimum) {
            (Some(pin), None) => self.by_pin(pin, Rule::Pin),
            (Some(pin), Some(minimum)) if pin.dir.starts_with(&minimum.place) => {
                self.by_pin(pin, Rule::Pin)
            }
            // A minimum does not hide a pin further up that meets it.
            (Some(pin), Some(minimum)) if self.pin_meets(pin, minimum)? => {
                self.by_pin(pin, Rule::PinAbove)
            }
            (_, Some(minimum)) => self.by_minimum(minimum, &found.asked),
            (None, None) => self.by_default(),
        }
    }

    fn by_pin(&self, pin: &Pin, rule: Rule) -> Result<Decision> {
        match &pin.request {
            Ok(list) => match self.refused(pin) {
                Some(refusal) => Ok(missing(&list.first, pin.origin(), refusal, rule)),
                None => self.requested(list, pin.origin(), rule),
            },
            // It never falls through to a pin above: whoever wrote it wanted something.
            Err(why) => {
                let hint = format!("fix {}, or write it again: goenvmgr pin VERSION", pin.origin());
                Ok(unreadable(pin.origin(), why.clone(), &hint, rule))
            }
        }
    }

    fn by_default(&self) -> Result<Decision> {
        let default = &self.config.default;
        if let Some(request) = &default.value {
            let list = request.clone().into();
            return self.requested(&list, default.origin.clone(), Rule::Default);
        }
        Ok(Decision {
            outcome: Outcome::System,
            rule: Rule::System,
            decided_by: None,
            request: None,
        })
    }

    fn requested(&self, list: &RequestList, origin: Origin, rule: Rule) -> Result<Decision> {
        let (request, means) = self.first_there(list)?;
        if let (Request::Named(name), Means::NotInstalled) = (request, &means) {
            let refusal = self.leads_nowhere(name);
            return Ok(missing(request, origin, refusal, rule));
        }
        let outcome = match means {
            Means::Toolchain(installed) => Outcome::Toolchain(installed),
            Means::System => Outcome::System,
            Means::NotInstalled => Outcome::Missing {
                says: request.to_string(),
                install: Some(request.clone()),
                origin: origin.clone(),
                why: not_there(list),
                hint: format!("goenvmgr install {}", request.typed()),
            },
        };
        Ok(Decision { outcome, rule, decided_by: Some(origin), request: Some(request.clone()) })
    }

    /// The first request of a list that is fulfilled here, else the first of all. The system's Go, where
    /// it is to take another's place, has to be there.
    fn first_there<'r>(&self, list: &'r RequestList) -> Result<(&'r Request, Means)> {
        for request in list.requests() {
            match self.means(request)? {
                Means::NotInstalled => {}
                Means::System if *request != list.first && self.system().is_none() => {}
                means => return Ok((request, means)),
            }
        }
        Ok((&list.first, Means::NotInstalled))
    }

    /// The installed toolchain that a request selects. An exact one costs a single look.
    pub(super) fn means(&self, request: &Request) -> Result<Means> {
        let found = match request {
            Request::System => return Ok(Means::System),
            Request::Exact(version) => self.store.find(version),
            Request::Named(name) => self.store.linked(name),
            partial => self.newest(partial, |_| true)?,
        };
        Ok(found.map_or(Means::NotInstalled, Means::Toolchain))
    }

    fn pin_meets(&self, pin: &Pin, minimum: &Minimum) -> Result<bool> {
        let Ok(list) = &pin.request else { return Ok(true) };
        let (request, means) = self.first_there(list)?;
        Ok(match means {
            Means::Toolchain(installed) => installed.version.meets(&minimum.version),
            // Of a Go that does not say its version nothing is known against it.
            Means::System => self
                .system()
                .is_some_and(|go| go.version.as_ref().is_none_or(|v| v.meets(&minimum.version))),
            Means::NotInstalled => request.may_meet(&minimum.version),
        })
    }

    /// The newest installed toolchain that a request means, of those that fit. Names are read at
    /// once; no more toolchains are looked at than it takes.
    pub(super) fn newest(
        &self,
        request: &Request,
        fits: impl Fn(&GoVersion) -> bool,
    ) -> Result<Option<Installed>> {
        let mut left: Vec<_> = self.names()?.iter().filter(|version| fits(version)).collect();
        // What comes second is known where all are.
        if *request == Request::OldStable {
            left.retain(|version| self.store.find(version).is_some());
        }
        while let Some(version) = request.newest(left.iter().copied()) {
            if let Some(found) = self.store.find(version) {
                return Ok(Some(found));
            }
            left.retain(|other| *other != version);
        }
        Ok(None)
    }

    fn names(&self) -> Result<&[GoVersion]> {
        if self.names.get().is_none() {
            // Nobody else holds the cell: it is set once.
            let _ = self.names.set(self.store.names()?);
        }
        Ok(self.names.get().map_or(&[], Vec::as_slice))
    }

    pub(super) fn system(&self) -> Option<&SystemGo> {
        self.system.get_or_init(|| system_go(self.env, self.store.home())).as_ref()
    }
}

/// Why nothing of a list can run, without its first request.
fn not_there(list: &RequestList) -> String {
    let mut why = match list.first {
        Request::Exact(_) => "it is not installed",
        _ => "no such version is installed",
    }
    .to_owned();
    if !list.fallbacks.is_empty() {
        why.push_str(", nor is what may take its place:");
        list.fallbacks.iter().for_each(|fallback| why.push_str(&format!(" {fallback}")));
    }
    why
}

fn unreadable(origin: Origin, why: String, hint: &str, rule: Rule) -> Decision {
    let outcome = Outcome::Missing {
        says: String::new(),
        install: None,
        origin: origin.clone(),
        why,
        hint: hint.to_owned(),
    };
    Decision { outcome, rule, decided_by: Some(origin), request: None }
}

/// A request that can be read, and that nothing installed would fulfil.
fn missing(
    request: &Request,
    origin: Origin,
    (why, hint): (String, String),
    rule: Rule,
) -> Decision {
    let (says, decided_by) = (request.to_string(), Some(origin.clone()));
    let outcome = Outcome::Missing { says, install: None, origin, why, hint };
    Decision { outcome, rule, decided_by, request: Some(request.clone()) }
}
