//! Values that decide what the project around the working directory means.

use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Verdict};
use crate::doctor::subjects::project::facts::Project;
use crate::doctor::subjects::settings::evidence::{UNSET, settings, unset, with};
use crate::doctor::subjects::settings::facts::Settings;

pub(in crate::doctor) const CHECKS: &[Check] =
    &[Check::new("env.go111module", "modules are switched on", go111module)
        .lines(UNSET)
        .needs(&[Settings::NEED, Project::NEED])
        .reads("GO111MODULE in all layers")
        .fails(
            "it is `off` (in a module: `go: modules disabled by GO111MODULE=off`), or none of on, \
            off and auto (`go: unknown environment setting GO111MODULE`)",
        )
        .cure("unset it: a leftover of 2018")
        .why("modules are the default since Go 1.16; `off` also ends toolchain switching")];

fn go111module(facts: &Facts) -> Answer {
    let Some(setting) = settings(facts)?.by_user("GO111MODULE") else {
        return Ok(Verdict::pass("GO111MODULE is not set"));
    };
    let in_module = facts.get::<Project>().is_some_and(|project| project.go_mod.is_some());
    let verdict = match setting.value.as_str() {
        "on" | "auto" => return Ok(with(Verdict::pass("modules are on"), setting)),
        "off" if in_module => Verdict::fail("modules are switched off inside a module")
            .breaks("go list -m", "list -m cannot be used with GO111MODULE=off"),
        "off" => Verdict::warn(
            "modules are switched off: GOPATH mode, no versions, no toolchain switches",
        ),
        other => Verdict::fail("GO111MODULE is none of on, off and auto")
            .breaks("go build", &format!("unknown environment setting GO111MODULE={other}")),
    };
    Ok(with(verdict, setting).cure(unset(setting)))
}
