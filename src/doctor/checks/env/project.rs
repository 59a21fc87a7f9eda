//! Values that decide what the project around the working directory means.

use std::path::Path;

use crate::doctor::check::Check;
use crate::doctor::checks::{settings, unset, with};
use crate::doctor::facts::Facts;
use crate::doctor::facts::project::Other;
use crate::doctor::finding::{Answer, Fix, Verdict};
use crate::doctor::line::Line;
use crate::doctor::needs::Need;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("env.go111module", "modules are switched on", go111module)
        .needs(&[Need::Settings, Need::Project])
        .reads("GO111MODULE in all layers")
        .fails(
            "it is `off` (in a module: `go: modules disabled by GO111MODULE=off`), or none of on, \
            off and auto (`go: unknown environment setting GO111MODULE`)",
        )
        .cure("unset it: a leftover of 2018")
        .why("modules are the default since Go 1.16; `off` also ends toolchain switching"),
    Check::new("env.gowork", "the workspace can be read", gowork)
        .needs(&[Need::Settings, Need::Project, Need::Named])
        .reads("GOWORK in all layers, go.work upwards from the working directory")
        .fails(
            "GOWORK is relative (`go: invalid GOWORK: not an absolute path`), names no file \
            (`go: reading go.work: open …`), or a directory that go.work uses has no go.mod \
            (`cannot load module … listed in go.work file`)",
        )
        .cure("unset GOWORK, or mend the use lines: go work edit -dropuse=DIR")
        .why("cmd/go loads the workspace before it looks at the command's own module"),
];

fn go111module(facts: &Facts) -> Answer {
    let Some(setting) = settings(facts)?.by_user("GO111MODULE") else {
        return Ok(Verdict::pass("GO111MODULE is not set"));
    };
    let in_module = facts.project.get().is_some_and(|project| project.go_mod.is_some());
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

fn gowork(facts: &Facts) -> Answer {
    let settings = settings(facts)?;
    let setting = settings.by_user("GOWORK");
    let project = crate::doctor::facts::need(&facts.project, "the project")?;
    if let Some(setting) = setting.filter(|s| s.value != "off" && s.value != "auto") {
        let path = Path::new(&setting.value);
        let says = if !path.is_absolute() {
            "invalid GOWORK: not an absolute path".to_owned()
        } else if facts.named.is_file(path)? {
            String::new()
        } else {
            format!("reading go.work: open {}: no such file or directory", path.display())
        };
        if !says.is_empty() {
            return Ok(with(Verdict::fail("GOWORK names no workspace"), setting)
                .breaks("go build", &says)
                .cure(unset(setting)));
        }
    }
    let Some(work) = &project.go_work else {
        return Ok(Verdict::pass("there is no workspace"));
    };
    for Other { line, target, go_mod, .. } in project.used() {
        if facts.named.is_file(&go_mod)? {
            continue;
        }
        return Ok(Verdict::fail(format!("go.work uses {target}, which has no go.mod"))
            .seen("go.work", format!("{}:{line}", work.path.display()))
            .breaks("go build", &format!("cannot load module {target} listed in go.work file"))
            .cure(
                Fix::new("take it out of the workspace, or bring the directory back")
                    .run(Line::of("go work edit -dropuse=").end(target).word(&work.path)),
            ));
    }
    Ok(Verdict::pass(format!("{} can be read", work.path.display())))
}
