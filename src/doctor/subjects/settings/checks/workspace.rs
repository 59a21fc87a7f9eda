//! The workspace: whether go.work can be read, and whether it fits its modules and GOFLAGS.

use crate::base::visible::Visible as _;
use crate::doctor::model::facts::Fact;
use crate::doctor::subjects::filesystem::looked_at::named;
use crate::doctor::subjects::filesystem::named::Named;
use crate::doctor::subjects::path::facts::PathFacts;
use crate::doctor::subjects::settings::evidence::TAKE_OUT;
use crate::doctor::subjects::settings::facts::Settings;
use crate::doctor::subjects::toolchain::root::Root;
use std::path::Path;

use crate::doctor::model::check::Check;
use crate::doctor::model::facts::Facts;
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::project::facts::{Other, Project, Text};
use crate::doctor::subjects::settings::checks::toolchain::runs;
use crate::doctor::subjects::settings::evidence::{settings, unset, with};
use crate::doctor::subjects::settings::facts::Setting;
use crate::go::gomod::modules;
use crate::go::goswitch::Asked;
use crate::go::quoted;
use crate::go::version::GoVersion;

pub(in crate::doctor) const CHECKS: &[Check] =
    &[Check::new("env.gowork", "the workspace can be read and fits its modules", gowork)
        .lines(&[
            "unset <name>",
            TAKE_OUT,
            "go work edit -dropuse=<dir> <file>",
            "go work edit -go=<version> <file>",
            "sed -i <line>d <file>",
        ])
        .needs(&[PathFacts::NEED, Root::NEED, Settings::NEED, Project::NEED, Named::NEED])
        .reads(
            "GOWORK and GOFLAGS in all layers, go.work upwards from the working directory, the go.mod of \
            each directory that it uses",
        )
        .fails(
            "GOWORK is relative (`go: invalid GOWORK: not an absolute path`), names no file \
            (`go: reading go.work: open …`); go.work uses a directory without a go.mod (`cannot load \
            module … listed in go.work file`), one twice or two of one module path (`appears multiple \
            times in workspace`), or a module of a newer Go than its own go line, 1.18 without one \
            (`… but go.work lists go 1.18`); or GOFLAGS sets -mod=mod, -modfile, or, before Go 1.22, \
            -mod=vendor (`-mod may only be set to readonly`)",
        )
        .cure("unset GOWORK or GOFLAGS, or fix the lines: go work edit -dropuse=DIR, -go=VERSION")
        .why("cmd/go loads the workspace before it looks at the command's own module")];

fn gowork(facts: &Facts) -> Answer {
    let settings = settings(facts)?;
    let setting = settings.by_user("GOWORK");
    let project = facts.need::<Project>()?;
    if let Some(setting) = setting.filter(|s| s.value != "off" && s.value != "auto") {
        let path = Path::new(&setting.value);
        let says = if !path.is_absolute() {
            "invalid GOWORK: not an absolute path".to_owned()
        } else if named(facts)?.is_file(path)? {
            String::new()
        } else {
            format!("reading go.work: open {}: no such file or directory", path.visible())
        };
        if !says.is_empty() {
            return Ok(with(Verdict::fail("GOWORK names no workspace"), setting)
                .breaks("go build", &says)
                .cure(unset(setting)));
        }
    }
    let Some(work) = project.go_work.as_ref().filter(|_| project.asked != Asked::Off) else {
        return Ok(Verdict::pass("there is no workspace"));
    };
    if let Some(setting) = settings.by_user("GOFLAGS") {
        flags(setting, runs(facts).as_ref())?;
    }
    twice(project, work)?;
    for other in project.used() {
        if !named(facts)?.is_file(&other.go_mod)? {
            return Ok(without_module(work, &other));
        }
    }
    paths(facts, project, work)?;
    versions(facts, project, work)?;
    Ok(Verdict::pass(format!("{} can be read", work.path.visible())))
}

fn without_module(work: &Text, other: &Other<'_>) -> Verdict {
    let Other { line, target, .. } = other;
    Verdict::fail(format!("go.work uses {target}, which has no go.mod"))
        .seen("go.work", format!("{}:{line}", work.path.visible()))
        .breaks("go build", &format!("cannot load module {target} listed in go.work file"))
        .cure(
            Fix::new("take it out of the workspace, or bring the directory back")
                .run(Line::of("go work edit -dropuse=").end(target).word(&work.path)),
        )
}

/// What a workspace does not allow in GOFLAGS.
fn flags(setting: &Setting, runs: Option<&GoVersion>) -> Result<(), Verdict> {
    // What Go cannot split is told by `env.goflags`.
    let flags = quoted::split(&setting.value).unwrap_or_default().into_iter();
    let flags = flags.map(|flag| flag.trim_start_matches('-'));
    let value = |name: &str| {
        let mut set = flags.clone().filter_map(|flag| flag.split_once('='));
        set.rfind(|(flag, _)| *flag == name).map(|(_, value)| value.to_owned())
    };
    // Go 1.22 brought vendor directories of workspaces.
    let vendors = runs.is_none_or(|runs| runs.is_at_least("1.22"));
    let says = match value("mod").as_deref() {
        Some("" | "readonly") | None => None,
        Some("vendor") if vendors => None,
        Some(other) => Some(format!("when in workspace mode, but it is set to \"{other}\"")),
    };
    let modfile = value("modfile").filter(|file| !file.is_empty());
    let says = says.or(modfile.map(|_| "-modfile cannot be used in workspace mode".to_owned()));
    match says {
        None => Ok(()),
        Some(says) => Err(with(Verdict::fail("GOFLAGS does not go with a workspace"), setting)
            .breaks("go build", &says)
            .cure(unset(setting))),
    }
}

fn twice(project: &Project, work: &Text) -> Result<(), Verdict> {
    let used: Vec<Other<'_>> = project.used().collect();
    let again = |at: usize| used[..at].iter().any(|first| first.go_mod == used[at].go_mod);
    let Some(other) = (0..used.len()).find(|at| again(*at)).map(|at| &used[at]) else {
        return Ok(());
    };
    let dir = other.go_mod.parent().unwrap_or(&other.go_mod).visible();
    let says = format!("path {dir} appears multiple times in workspace");
    Err(Verdict::fail(format!("go.work uses {} twice", other.target))
        .seen("go.work", format!("{}:{}", work.path.visible(), other.line))
        .breaks("go build", &says)
        .cure(
            Fix::new("take the line out")
                .run(Line::of("sed -i").word(format!("{}d", other.line)).word(&work.path)),
        ))
}

/// Two directories of one module path.
fn paths(facts: &Facts, project: &Project, work: &Text) -> Result<(), Verdict> {
    let mut seen: Vec<String> = Vec::new();
    for other in project.used() {
        let text = named(facts)?.at(&other.go_mod)?.go_mod.as_deref().unwrap_or_default();
        let Some(path) = modules(text).module else { continue };
        if seen.contains(&path) {
            let says = format!("module {path} appears multiple times in workspace");
            return Err(Verdict::fail(format!("go.work uses {path} in two directories"))
                .seen("go.work", format!("{}:{}", work.path.visible(), other.line))
                .breaks("go build", &says)
                .cure(
                    Fix::new("take one out of the workspace")
                        .run(Line::of("go work edit -dropuse=").end(other.target).word(&work.path)),
                ));
        }
        seen.push(path);
    }
    Ok(())
}

/// A module of a newer Go than the workspace: refused from Go 1.21 modules on.
fn versions(facts: &Facts, project: &Project, work: &Text) -> Result<(), Verdict> {
    let version = |text: &str| GoVersion::parse(&modules(text).go?);
    let Some(lists) = version(&work.text).or_else(|| GoVersion::parse("1.18")) else {
        return Ok(());
    };
    let strict = GoVersion::parse("1.21");
    let mut newest: Option<(GoVersion, Other<'_>)> = None;
    for other in project.used() {
        let text = named(facts)?.at(&other.go_mod)?.go_mod.as_deref().unwrap_or_default();
        let Some(go) = version(text) else { continue };
        let least = newest.as_ref().map_or(&lists, |(newest, _)| newest);
        if !least.meets(&go) && strict.as_ref().is_some_and(|strict| go.meets(strict)) {
            newest = Some((go, other));
        }
    }
    let Some((go, other)) = newest else { return Ok(()) };
    let says = format!("listed in go.work file requires go >= {go}, but go.work");
    Err(Verdict::fail(format!("go.work is for Go {lists}, {} for {go}", other.target))
        .seen("go.work", format!("{}:{}", work.path.visible(), other.line))
        .seen("go.mod", other.go_mod.visible().to_string())
        .breaks("go build", &says)
        .cure(
            Fix::new("let go.work ask for it")
                .run(Line::of("go work edit -go=").end(go.to_string()).word(&work.path)),
        ))
}
