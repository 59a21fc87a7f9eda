//! One run: from what was chosen to a report.

use std::time::Instant;

use super::catalogue;
use super::engine::{self, is_bad, milliseconds};
use super::model::check::{Check, Choice};
use super::model::facts::Facts;
use super::model::report::{Diagnosis, Mode};
use crate::base::fault::Result;
use crate::doctor::model::facts::Need;
use crate::doctor::subjects::filesystem::answers::{Answers, LIMIT, OfProcess};
use crate::doctor::subjects::filesystem::scratch::Scratch;
use crate::settings::config::Config;
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::sys::fs::rights;
use crate::sys::machine;
use crate::toolchains::install::sources_of;

/// Examines this machine.
///
/// # Errors
/// When goenvmgr's own settings can be read and are wrong.
pub(crate) fn examine(env: &Env, home: &Home, choice: &Choice, strict: bool) -> Result<Diagnosis> {
    let begun = Instant::now();
    let all: Vec<&'static Check> = catalogue::all().collect();
    let chosen: Vec<&'static Check> =
        all.iter().copied().filter(|check| choice.wants(check)).collect();
    let followed = engine::with_required(&all, &chosen);
    let asked: Vec<&Check> =
        followed.iter().copied().filter(|check| !(choice.offline && check.network())).collect();
    let facts = gather(env, home, &asked, choice)?;
    let mut results = engine::decide(&followed, &facts, choice.offline);
    facts.get::<Scratch>().into_iter().for_each(Scratch::end);
    results.retain(|finding| {
        let asked_for = chosen.iter().any(|check| check.id == finding.check);
        asked_for || (is_bad(finding) && !choice.skips(&finding.check))
    });
    let host = machine::name().unwrap_or_default();
    let now = env.now.saturating_mul(1000);
    let mut diagnosis = Diagnosis::new(choice.mode, strict, host, now, results);
    diagnosis.duration_ms = milliseconds(begun.elapsed());
    Ok(diagnosis)
}

/// What these checks read. Before anything else is looked at, the places are asked that the
/// environment names: where one of them is silent that every command looks at, nothing else is asked.
///
/// # Errors
/// When goenvmgr's own settings can be read and are wrong.
pub(super) fn gather(env: &Env, home: &Home, checks: &[&Check], choice: &Choice) -> Result<Facts> {
    let answers = Answers::of_process(env, home);
    let mut facts = Facts::blank(answers.without(env), home.clone());
    facts.uid = rights::me();
    facts.thorough = checks.iter().any(|check| check.mode > Mode::Quick);
    if answers.hopeless() {
        facts.put(answers);
        facts.silence(LIMIT);
        return Ok(facts);
    }
    // Who fetches would end with a wrong setting of these: it is said before what may follow from it.
    sources_of(&Config::load(env, home)?)?;
    facts.put(OfProcess(answers));
    let needs = |check: &&Check| {
        let limit = choice.limit(check.id);
        check.needs.iter().map(|need| need.within(limit)).collect::<Vec<Need>>()
    };
    let needs: Vec<Need> = checks.iter().flat_map(needs).collect();
    engine::gather(&mut facts, needs);
    Ok(facts)
}
