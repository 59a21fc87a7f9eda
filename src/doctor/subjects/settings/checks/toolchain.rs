//! What Go's own switch makes of GOTOOLCHAIN and of the lines of this project.

use crate::base::origin::Origin;
use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::path::facts::PathFacts;
use crate::doctor::subjects::path::first::path;
use crate::doctor::subjects::project::facts::Project;
use crate::doctor::subjects::settings::evidence::{TAKE_OUT, settings, unset, with};
use crate::doctor::subjects::settings::facts::{Setting, Settings};
use crate::doctor::subjects::toolchain::at_hand::{INSTALL_AND_USE, install_and_use, root};
use crate::doctor::subjects::toolchain::root::Root;
use crate::go::goswitch::{self, Asked, Blame, Dead, Does, Own, Predicted, Start, predict};
use crate::go::version::GoVersion;

pub(in crate::doctor) const CHECKS: &[Check] =
    &[Check::new("env.gotoolchain", "GOTOOLCHAIN is valid and serves this project", gotoolchain)
        .lines(&[
            "unset <name>",
            TAKE_OUT,
            "sed -i 's/^GOTOOLCHAIN=.*/GOTOOLCHAIN=auto/' <file>",
            "sed -i <line>d <file>",
            INSTALL_AND_USE,
        ])
        .needs(&[PathFacts::NEED, Root::NEED, Settings::NEED, Project::NEED])
        .reads(
            "GOTOOLCHAIN and GO111MODULE in all layers, the go and toolchain lines of go.work or go.mod, \
            the version on PATH, what is called go1.X.Y there",
        )
        .fails(
            "every go command ends: GOTOOLCHAIN cannot be parsed (`go: invalid GOTOOLCHAIN`) or names a \
            language version (`invalid toolchain: go1.22 is a language version`), a toolchain line names \
            none (`invalid toolchain \"local\" in go.mod`), or PATH lacks what is to be found there only. \
            Or the project needs a newer Go than may run (`go.mod requires go >= 1.99 (running go 1.26.8; \
            GOTOOLCHAIN=local)`)",
        )
        .cure("install the version that the project asks for, or let Go switch: GOTOOLCHAIN=auto")
        .why("cmd/go/internal/toolchain decides before anything else; GOTOOLCHAIN=local is no fault")
        .requires(&["path.go"])];

fn gotoolchain(facts: &Facts) -> Answer {
    let setting = settings(facts)?.used("GOTOOLCHAIN");
    let value = setting.map_or("", |setting| setting.value.as_str());
    let project = facts.need::<Project>()?;
    let named = &path(facts)?.named;
    let on_path = |name: &str| named.iter().any(|hit| hit.path.ends_with(name));
    let Some(own) = own(facts) else { return unknown(facts, setting, value) };
    let start = Start { own: &own, gotoolchain: value, asked: &project.asked };
    let predicted = predict(&start, &on_path);
    let seen = |verdict: Verdict| setting.map_or(verdict.clone(), |setting| with(verdict, setting));
    if let Does::Dies(dead) = &predicted.does {
        return dies(dead, predicted.line.as_ref(), setting, &seen);
    }
    let running = predicted.other().map_or(&own.version, |other| &other.version).to_string();
    if let Some(line) = &predicted.refuses {
        return Ok(seen(refused(line, &running, value)));
    }
    Ok(Verdict::pass(serves(&predicted, &project.asked, &own, value)))
}

/// The version that will run here after Go's own switch. `None` where it is not known, or where every
/// command ends before.
pub(in crate::doctor) fn runs(facts: &Facts) -> Option<GoVersion> {
    let predicted = predicted(facts)?;
    let other = predicted.other().map(|other| other.version.clone());
    let dies = matches!(predicted.does, Does::Dies(_));
    (!dies).then(|| other.or_else(|| Some(own(facts)?.version)))?
}

/// The version that Go switches to here; `None` where it stays what it is.
pub(in crate::doctor) fn switches_to(facts: &Facts) -> Option<GoVersion> {
    predicted(facts)?.other().map(|other| other.version.clone())
}

fn predicted(facts: &Facts) -> Option<Predicted> {
    let set = settings(facts).ok()?.value("GOTOOLCHAIN").unwrap_or_default();
    let (project, path) = (facts.get::<Project>()?, path(facts).ok()?);
    let own = own(facts)?;
    let start = Start { own: &own, gotoolchain: set, asked: &project.asked };
    let on_path = |name: &str| path.named.iter().any(|hit| hit.path.ends_with(name));
    Some(predict(&start, &on_path))
}

fn own(facts: &Facts) -> Option<Own> {
    let root = root(facts).ok()?;
    let said = [root.go_version.as_deref(), root.version.as_deref()];
    said.into_iter().flatten().find_map(Own::of)
}

/// Of a Go that does not say its version only the grammar is known.
fn unknown(facts: &Facts, setting: Option<&Setting>, value: &str) -> Answer {
    root(facts)?;
    let Some(any) = Own::of("go1.21.0") else { return Ok(Verdict::pass("nothing is known")) };
    let start = Start { own: &any, gotoolchain: value, asked: &Asked::Nothing };
    let does = predict(&start, &|_| true).does;
    match (does, setting) {
        (Does::Dies(dead), Some(setting)) => {
            dies(&dead, None, Some(setting), &|it| with(it, setting))
        }
        _ => Ok(Verdict::skip("the `go` on PATH does not say its version")),
    }
}

fn dies(
    dead: &Dead,
    line: Option<&goswitch::Line>,
    setting: Option<&Setting>,
    seen: &dyn Fn(Verdict) -> Verdict,
) -> Answer {
    let place = match (&dead.blame, setting) {
        (Blame::Setting("GOWORK"), _) => return Ok(Verdict::skip("GOWORK is relative")),
        (Blame::Setting(_), Some(setting)) => {
            let verdict = seen(Verdict::fail("with this GOTOOLCHAIN every go command ends"));
            return Ok(verdict.breaks("go version", &dead.says).cure(unset(setting)));
        }
        (Blame::Setting(name), None) => (*name).to_owned(),
        (Blame::File(place), _) => place.to_string(),
    };
    let verdict = seen(Verdict::fail(format!("with {place} every go command ends")));
    // Go names the file as it lies from the working directory.
    let says = dead.says.split(" in /").next().unwrap_or_default();
    let verdict = verdict.seen("line", &place).breaks("go version", says);
    Ok(verdict.cure(match (line, &dead.blame) {
        (Some(line), _) if says.starts_with("cannot find") => {
            let wanted = line.version.as_toolchain().to_string();
            install_and_use(Fix::new("install that version and use it here"), &wanted)
        }
        (_, Blame::File(Origin::File { path, line })) if *line > 0 => {
            Fix::new("take the line out, or name a full version such as go1.22.5")
                .run(Line::of("sed -i").word(format!("{line}d")).word(path))
        }
        _ => Fix::new(format!("fix {place}")),
    }))
}

fn refused(line: &goswitch::Line, running: &str, value: &str) -> Verdict {
    let file = line.file.file_name().unwrap_or_default().to_string_lossy();
    let wanted = line.version.to_string();
    let told = match value {
        "" | "auto" => String::new(),
        value => format!("; GOTOOLCHAIN={value}"),
    };
    Verdict::fail(format!("{file} asks for Go {wanted}, {running} runs and may not switch"))
        .seen(file.as_ref(), line.origin().to_string())
        .breaks("go build", &format!("{file} requires go >= {wanted} (running go {running}{told}"))
        .cure(install_and_use(Fix::new("install that version and use it here"), &wanted))
}

fn serves(predicted: &Predicted, asked: &Asked, own: &Own, value: &str) -> String {
    let named = match value {
        "" => "GOTOOLCHAIN is not set".to_owned(),
        value => format!("GOTOOLCHAIN is {value}"),
    };
    match (predicted.other(), &predicted.line, asked.go()) {
        (Some(_), Some(line), _) => {
            let file = line.file.file_name().unwrap_or_default().to_string_lossy();
            format!("{file} asks for Go {}: Go will run that one", line.version)
        }
        (Some(other), None, _) => format!("{named}: Go will run {}", other.name),
        (None, _, Some(go)) if !own.version.meets(&go.version) => {
            format!("Go {} does not compare itself with go {}", own.version, go.version)
        }
        (None, _, Some(go)) => {
            let file = go.file.file_name().unwrap_or_default().to_string_lossy();
            format!("Go {} serves {file}'s {}", own.version, go.version)
        }
        (None, _, None) => named,
    }
}
