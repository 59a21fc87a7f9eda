//! A selection as commands show it: one value for people and for JSON.

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use crate::base::fault::{Exit, Result};
use crate::base::origin::Origin;
use crate::base::visible::Visible as _;
use crate::cli::Context;
use crate::go::version::{GoVersion, Name, Request};
use crate::projects::scan::AncestorScan;
use crate::projects::select::{
    Minimum, Outcome, Rule, Selection, Step, StepVerdict, lacks_go, system_go,
};
use crate::settings::config::{PathMode, Setting};
use crate::shells::activate::{Inputs, Ours, Placing};
use crate::toolchains::store::{Installed, Store};
use crate::ui::{DIM, GOOD, NOTE, Report, STRONG};

/// What is active here. Keys are part of the command line's contract; unknown is null.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct Shown {
    /// `toolchain`, `system`, `missing` or `fetches`.
    outcome: &'static str,
    /// The version that starts; null where it is missing, or where the system's Go does not say.
    version: Option<GoVersion>,
    /// Its GOROOT.
    root: Option<PathBuf>,
    /// Where that is a toolchain of the user's own: `name`, and `path`, where it leads; else null.
    link: Option<OwnLink>,
    /// Where the request or minimum that selects it stands: `kind`, and `path` and `line`, or `name`.
    decided_by: Option<Origin>,
    /// The request, as goenvmgr reads it.
    request: Option<Request>,
    /// Which rule selected it.
    rule: Rule,
    /// What go.work or go.mod asks for: `version`, `required`, `text`, `file`, `line`.
    minimum: Option<Minimum>,
    /// Whether the version that starts meets the minimum; null where either is unknown.
    meets_minimum: Option<bool>,
    /// The version that Go will fetch by itself.
    fetches: Option<GoVersion>,
    /// What Go's own switching does where another version than `version` will run; else null.
    switching: Option<String>,
    /// `what` is missing and `hint`, what to type.
    missing: Option<Missing>,
    /// Every place that was looked at: `origin`, `says`, `verdict`, `note` (`explain` only).
    #[serde(skip_serializing_if = "Option::is_none")]
    chain: Option<Vec<Step>>,
    /// The setting `path`: `value` and `origin` (`explain` only).
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<Setting<PathMode>>,
    /// What that comes to.
    #[serde(skip)]
    first_on_path: Option<String>,
}

/// A toolchain of the user's own, which nothing verifies.
#[derive(Debug, Serialize)]
struct OwnLink {
    name: Name,
    path: PathBuf,
}

impl OwnLink {
    fn of(context: &Context, installed: &Installed) -> Option<Self> {
        let name = installed.link.as_ref()?.name.clone();
        let path = Store::new(&context.home).link(&name)?.to;
        Some(Self { name, path })
    }
}

#[derive(Debug, Serialize)]
struct Missing {
    what: String,
    hint: String,
}

impl Shown {
    /// What `current` shows.
    ///
    /// # Errors
    /// When the directory of toolchains cannot be read.
    pub(in crate::cli) fn new(
        context: &Context,
        scan: &AncestorScan,
        selection: &Selection,
    ) -> Result<Self> {
        let mut shown = Self {
            outcome: "toolchain",
            version: selection.installed().map(|installed| installed.version.clone()),
            root: selection.installed().map(|installed| installed.root.clone()),
            link: selection.installed().and_then(|installed| OwnLink::of(context, installed)),
            decided_by: selection.decided_by.clone(),
            request: selection.request.clone(),
            rule: selection.rule,
            minimum: selection.minimum.clone(),
            meets_minimum: None,
            fetches: None,
            switching: switching(context, scan, selection)?,
            missing: None,
            chain: None,
            path: None,
            first_on_path: None,
        };
        match &selection.outcome {
            Outcome::Toolchain(_) => {}
            Outcome::System => {
                shown.outcome = "system";
                shown.take_system(context);
                let none = lacks_go(&context.env, &Store::new(&context.home), selection)?;
                shown.missing = none.map(|none| Missing { what: none.what, hint: none.hint });
            }
            Outcome::Fetches { with, wanted, .. } => {
                shown.outcome = "fetches";
                shown.fetches = Some(wanted.clone());
                if with.is_none() {
                    shown.take_system(context);
                }
            }
            Outcome::Missing { hint, .. } => {
                shown.outcome = "missing";
                let what = selection.missing(Exit::No).map(|fault| fault.what).unwrap_or_default();
                shown.missing = Some(Missing { what, hint: hint.clone() });
            }
        }
        if let (Some(version), Some(minimum)) = (&shown.version, &shown.minimum) {
            shown.meets_minimum = Some(version.meets(&minimum.version));
        }
        Ok(shown)
    }

    /// What `explain` shows.
    ///
    /// # Errors
    /// As [`Shown::new`].
    pub(in crate::cli) fn with_chain(
        context: &Context,
        scan: &AncestorScan,
        selection: &Selection,
        chain: Vec<Step>,
    ) -> Result<Self> {
        let path = context.config.path.clone();
        Ok(Self {
            chain: Some(chain),
            first_on_path: first_on_path(&path, &Ours::of(&context.home)),
            path: Some(path),
            ..Self::new(context, scan, selection)?
        })
    }

    fn take_system(&mut self, context: &Context) {
        if let Some(go) = system_go(&context.env, &context.home) {
            self.version = go.version;
            self.root = go.root;
        }
    }

    /// What starts, in a few words.
    fn subject(&self) -> String {
        let version = self.version.as_ref().map(ToString::to_string);
        if let (Some(link), Some(version)) = (&self.link, &version) {
            return format!("{} {version}", link.name);
        }
        match self.outcome {
            "missing" => "missing".to_owned(),
            "system" => match (version, &self.root) {
                (Some(version), _) => format!("system {version}"),
                (None, _) => "system".to_owned(),
            },
            _ => version.unwrap_or_else(|| "system".to_owned()),
        }
    }

    fn headline(&self, out: &mut dyn Write) -> io::Result<()> {
        let subject = self.subject();
        let rule = self.rule.words();
        match &self.decided_by {
            Some(origin) => {
                writeln!(out, "{STRONG}{subject}{STRONG:#} {DIM}({origin}: {rule}){DIM:#}")?;
            }
            None => writeln!(out, "{STRONG}{subject}{STRONG:#} {DIM}({rule}){DIM:#}")?,
        }
        if let Some(link) = &self.link {
            let to = link.path.visible();
            writeln!(out, "{NOTE}a toolchain of your own, linked to {to}: unverified{NOTE:#}")?;
        }
        if let Some(missing) = &self.missing {
            writeln!(out, "{NOTE}{}{NOTE:#}", missing.what)?;
        }
        match (&self.fetches, &self.minimum, &self.switching) {
            (Some(wanted), Some(minimum), _) => {
                let (origin, text) = (minimum.origin(), &minimum.text);
                writeln!(out, "{NOTE}Go will fetch {wanted}{NOTE:#}: {origin} says {text}")
            }
            (_, _, Some(switching)) => writeln!(out, "{NOTE}{switching}{NOTE:#}"),
            _ => Ok(()),
        }
    }
}

/// What Go's own switching will do with this selection, where it has to be said.
fn switching(
    context: &Context,
    scan: &AncestorScan,
    selection: &Selection,
) -> Result<Option<String>> {
    let Context { env, home, config, .. } = context;
    let inputs = Inputs { env, store: &Store::new(home), config, scan, selection };
    Ok(inputs.plan(Placing::Front)?.switching.note)
}

impl Report for Shown {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        self.headline(out)?;
        let Some(chain) = &self.chain else { return Ok(()) };
        writeln!(out)?;
        chain.iter().try_for_each(|step| write_step(step, out))?;
        self.first_on_path.iter().try_for_each(|line| writeln!(out, "\n{DIM}{line}{DIM:#}"))
    }
}

/// What activation puts first on PATH, where that is not the toolchain's own `bin`.
fn first_on_path(path: &Setting<PathMode>, ours: &Ours) -> Option<String> {
    let Setting { value: PathMode::Shims, origin } = path else { return None };
    let go = ours.shims.join("go");
    let go = go.visible();
    Some(match ours.stand() {
        true => format!(
            "path = \"shims\" ({origin}): {go} comes first on PATH, and each go selects for the directory \
             that it runs in"
        ),
        false => format!(
            "path = \"shims\" ({origin}): there is no {go}, so the toolchain's own go comes first on PATH"
        ),
    })
}

/// A mark, the place, what it says, and what came of it.
fn write_step(step: &Step, out: &mut dyn Write) -> io::Result<()> {
    let (mark, style, word) = match step.verdict {
        StepVerdict::Selected => ("=>", GOOD, "selected"),
        StepVerdict::Minimum => (" >", NOTE, "minimum"),
        StepVerdict::Ignored => (" -", NOTE, "ignored"),
        StepVerdict::Runs => (" =", GOOD, "runs"),
        StepVerdict::NotReached => ("  ", DIM, "not reached"),
        StepVerdict::Absent => ("  ", DIM, ""),
    };
    write!(out, "{style}{mark} {}{style:#}", step.origin)?;
    if let Some(says) = &step.says {
        write!(out, "  {STRONG}{says}{STRONG:#}")?;
    }
    let note = match (step.verdict, word.is_empty() || step.note.is_empty()) {
        // "minimum: a minimum, which …" would say it twice.
        (StepVerdict::Minimum, _) => step.note.clone(),
        (_, true) => format!("{word}{}", step.note),
        (_, false) => format!("{word}: {}", step.note),
    };
    writeln!(out, "  {DIM}{note}{DIM:#}")
}

/// The selection for the working directory.
pub(in crate::cli) fn here(context: &Context, scan: &AncestorScan) -> Result<Selection> {
    let store = Store::new(&context.home);
    crate::projects::select::select(&context.env, &store, &context.config, scan)
}
