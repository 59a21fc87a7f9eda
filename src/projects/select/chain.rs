//! The whole chain in words: every place in the order of precedence, and what came of it.

use serde::Serialize;

use super::decide::{Decision, Known, VARIABLE};
use super::gowork::{FoundMinimum, PassedOver};
use super::{Minimum, Outcome, Rule, Selection};
use crate::base::origin::Origin;
use crate::base::visible::Visible as _;
use crate::go::version::Request;
use crate::projects::pins::{Pin, Unread};

/// A selection with its reasons.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// What is active.
    pub selection: Selection,
    /// Every place that could have said so, in the order of precedence.
    pub chain: Vec<Step>,
}

/// One place that was looked at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// The place.
    pub origin: Origin,
    /// What it asks for, as it is written; `None` where nothing stands there.
    pub says: Option<String>,
    /// What came of it.
    pub verdict: StepVerdict,
    /// Why, in words; may be empty.
    pub note: String,
}

/// What came of a place that was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepVerdict {
    /// It is what selects.
    Selected,
    /// It is a minimum that the selection meets, or that a nearer pin goes before.
    Minimum,
    /// It is looked at and does not count.
    Ignored,
    /// What runs comes from here, as something before it asks for it.
    Runs,
    /// Something before it has selected.
    NotReached,
    /// Nothing is set there.
    Absent,
}

/// The steps, those that nothing was asked of included.
pub(super) fn build(
    known: &Known<'_>,
    decision: &Decision,
    pins: &[Pin],
    found: &FoundMinimum,
    unread: &[Unread],
) -> Vec<Step> {
    let mut steps = vec![variable(known, decision)];
    let minimum = found.minimum.as_ref();
    let above = |pin: &&Pin| minimum.is_some_and(|m| !pin.dir.starts_with(&m.place));
    let (above, here): (Vec<_>, Vec<_>) = pins.iter().partition(above);
    let nearest = pins.first();
    let pin_step = |pin: &Pin| pin_step(known, pin, nearest == Some(pin), decision, minimum);
    steps.extend(here.into_iter().map(&pin_step));
    steps.extend(found.passed.iter().map(passed_step));
    steps.extend(minimum.map(|minimum| minimum_step(known, minimum, decision)));
    steps.extend(above.into_iter().map(&pin_step));
    steps.extend(unread.iter().map(|file| unread_step(known, file)));
    steps.push(default(known, decision));
    steps.push(system(known, decision));
    steps
}

fn passed_step(passed: &PassedOver) -> Step {
    let (origin, says, note) = match passed {
        PassedOver::ModulesOff(value, origin) => {
            let note = "the go command reads no go.work and no go.mod".to_owned();
            (origin.clone(), Some(format!("GO111MODULE={value}")), note)
        }
        PassedOver::Gowork(file, origin, why) => {
            (origin.clone(), Some(format!("GOWORK={}", file.visible())), (*why).to_owned())
        }
        PassedOver::Unreadable(file, error) => {
            (Origin::file(file, 0), None, format!("it cannot be read: {error}"))
        }
        PassedOver::NoGoLine(file) => (Origin::file(file, 0), None, "it has no go line".to_owned()),
        PassedOver::BadLine(file, bad) => (Origin::file(file, bad.line), None, bad.what.clone()),
    };
    Step { origin, says, verdict: StepVerdict::Ignored, note }
}

fn unread_step(known: &Known<'_>, file: &Unread) -> Step {
    let cure = file.cure(&known.env.cwd, known.env.home.as_deref());
    Step {
        origin: file.origin(),
        says: file.request.as_ref().map(ToString::to_string),
        verdict: StepVerdict::Ignored,
        note: format!("goenvmgr does not read this file of {}; type: {cure}", file.program),
    }
}

fn variable(known: &Known<'_>, decision: &Decision) -> Step {
    let text = known.env.var_os(VARIABLE).map(|text| text.to_string_lossy().into_owned());
    Step {
        origin: Origin::Environment(VARIABLE.into()),
        verdict: if text.is_some() { StepVerdict::Selected } else { StepVerdict::Absent },
        note: if text.is_some() { outcome(decision) } else { "not set".to_owned() },
        says: text,
    }
}

fn pin_step(
    known: &Known<'_>,
    pin: &Pin,
    nearest: bool,
    decision: &Decision,
    minimum: Option<&Minimum>,
) -> Step {
    let selects = nearest && matches!(decision.rule, Rule::Pin | Rule::PinAbove);
    let by_minimum = decision.decided_by == minimum.map(Minimum::origin);
    let (verdict, note) = match (selects, minimum) {
        (true, _) => (StepVerdict::Selected, by_list(pin, decision)),
        (false, Some(minimum)) if nearest && by_minimum => {
            let note = match &pin.request {
                Ok(list) if list.first == Request::System && known.system().is_none() => {
                    "there is no other go on PATH".to_owned()
                }
                _ => format!("lower than {} in {}", minimum.version, minimum.origin()),
            };
            (StepVerdict::Ignored, note)
        }
        _ => (StepVerdict::NotReached, String::new()),
    };
    let says = match &pin.request {
        Ok(list) => Some(list.to_string()),
        Err(why) => Some(why.clone()).filter(|_| !selects),
    };
    Step { origin: pin.origin(), says, verdict, note }
}

/// What came of a pin, and which of its requests came before the one that counts.
fn by_list(pin: &Pin, decision: &Decision) -> String {
    let outcome = outcome(decision);
    match (&pin.request, &decision.request) {
        (Ok(list), Some(request)) if *request != list.first => {
            format!("{outcome}, for {} is not installed", list.first)
        }
        _ => outcome,
    }
}

fn minimum_step(known: &Known<'_>, minimum: &Minimum, decision: &Decision) -> Step {
    let says = Some(minimum.text.clone());
    let origin = minimum.origin();
    if decision.decided_by.as_ref() == Some(&origin) {
        return Step { origin, says, verdict: StepVerdict::Selected, note: outcome(decision) };
    }
    let runs = match &decision.outcome {
        Outcome::Toolchain(installed) => Some(Some(&installed.version)),
        Outcome::System => known.system().map(|go| go.version.as_ref()),
        Outcome::Missing { .. } | Outcome::Fetches { .. } => None,
    };
    let note = match runs {
        Some(Some(version)) if version.meets(&minimum.version) => {
            format!("a minimum, which {version} meets")
        }
        Some(Some(version)) => format!("a minimum, which {version} does not meet"),
        Some(None) => "a minimum; the version of the system's Go is not known".to_owned(),
        None => "a minimum".to_owned(),
    };
    Step { origin, says, verdict: StepVerdict::Minimum, note }
}

fn default(known: &Known<'_>, decision: &Decision) -> Step {
    let default = &known.config.default;
    let origin = match &default.value {
        Some(_) => default.origin.clone(),
        None => Origin::file(known.store.home().config_file(), 0),
    };
    let (verdict, note) = match (&default.value, decision.rule) {
        (None, _) => (StepVerdict::Absent, "no default is set".to_owned()),
        (Some(_), Rule::Default) => (StepVerdict::Selected, outcome(decision)),
        (Some(_), Rule::MinimumDefault) => (StepVerdict::Runs, "it is what runs".to_owned()),
        (Some(_), _) => (StepVerdict::NotReached, String::new()),
    };
    let says = default.value.as_ref().map(|request| format!("default {request}"));
    Step { origin, says, verdict, note }
}

fn system(known: &Known<'_>, decision: &Decision) -> Step {
    let found = known.system();
    let note = match found {
        None => "there is no other go on PATH".to_owned(),
        Some(go) => match &go.version {
            Some(version) => format!("{version}, the system's"),
            None => "the system's; its version is not known".to_owned(),
        },
    };
    let verdict = match (decision.rule, found) {
        (Rule::System, _) => StepVerdict::Selected,
        (_, None) => StepVerdict::Absent,
        _ if matches!(decision.outcome, Outcome::System | Outcome::Fetches { with: None, .. }) => {
            StepVerdict::Runs
        }
        (_, Some(_)) => StepVerdict::NotReached,
    };
    let origin = match found {
        Some(go) => Origin::file(&go.program, 0),
        None => Origin::Environment("PATH".into()),
    };
    Step { origin, says: None, verdict, note }
}

fn outcome(decision: &Decision) -> String {
    match &decision.outcome {
        Outcome::Toolchain(installed) => installed.to_string(),
        Outcome::System => "the system's Go".to_owned(),
        Outcome::Missing { why, .. } => why.clone(),
        Outcome::Fetches { with: Some(installed), wanted, .. } => {
            format!("starts {installed}, which fetches {wanted}")
        }
        Outcome::Fetches { with: None, wanted, .. } => {
            format!("starts the system's Go, which fetches {wanted}")
        }
    }
}
