//! What Go asks of the main module before it loads a package: its place in a workspace, and what its
//! godebug lines name.

use crate::base::visible::Visible as _;
use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::path::facts::PathFacts;
use crate::doctor::subjects::project::facts::Project;
use crate::doctor::subjects::settings::checks::toolchain::{runs, switches_to};
use crate::doctor::subjects::settings::evidence::settings;
use crate::doctor::subjects::settings::facts::Settings;
use crate::doctor::subjects::toolchain::at_hand::root;
use crate::doctor::subjects::toolchain::root::Root;
use crate::go::goswitch::Asked;
use crate::go::version::GoVersion;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("mod.workspace", "the workspace around this module uses it", workspace)
        .lines(&["export GOWORK=off"])
        .needs(&[Settings::NEED, Project::NEED])
        .reads("GOWORK, go.work upwards from the working directory, the nearest go.mod")
        .fails("a go.work is in force and does not use this module: `current directory is contained in \
            a module that is not one of the workspace modules listed in go.work`")
        .cure("GOWORK=off, or let the workspace use it: go work use DIR")
        .why("Go takes the nearest go.work above, however far up a stray one lies")
        .requires(&["mod.syntax", "env.gowork", "env.go111module"]),
    Check::new("mod.godebug", "godebug lines name what this Go knows", godebug)
        .lines(&["sed -i <line>d <file>"])
        .needs(&[PathFacts::NEED, Root::NEED, Settings::NEED, Project::NEED])
        .reads("the godebug lines of go.work, else of go.mod, and internal/godebugs of the GOROOT")
        .fails("one names no setting of this Go (`unknown godebug`, `use of removed godebug`), or a \
            default of a newer one (`default=go1.99 too new`)")
        .cure("take the line out, or use a Go that knows it")
        .why("since Go 1.23 cmd/go compares each with its own table before it loads anything")
        .requires(&["env.goroot", "env.gotoolchain", "mod.syntax", "env.gowork", "env.go111module"]),
];

fn module(facts: &Facts) -> Result<&Project, Verdict> {
    let project = facts.need::<Project>()?;
    if project.asked == Asked::Off {
        return Err(Verdict::skip("modules are switched off"));
    }
    Ok(project)
}

fn workspace(facts: &Facts) -> Answer {
    let project = module(facts)?;
    let (Some(file), Some(work)) = (&project.go_mod, &project.go_work) else {
        return Ok(Verdict::pass("no module here lies in a workspace"));
    };
    if project.used().any(|used| used.go_mod == file.path) {
        return Ok(Verdict::pass(format!("{} uses this module", work.path.visible())));
    }
    let dir = project.dir().unwrap_or(&file.path);
    let message = format!("{} does not use {}", work.path.visible(), dir.visible());
    let verdict = match settings(facts)?.by_user("GOWORK") {
        Some(setting) => {
            crate::doctor::subjects::settings::evidence::with(Verdict::fail(message), setting)
        }
        None => Verdict::fail(message),
    };
    let fix = format!(
        "do without the workspace in this shell; where it is meant to use the module: go work use {}; \
        where it is a stray one: remove {}",
        dir.visible(),
        work.path.visible()
    );
    Ok(verdict
        .seen("go.work", work.path.visible().to_string())
        .seen("go.mod", file.path.visible().to_string())
        .breaks(
            "go build",
            "current directory is contained in a module that is not one of the workspace modules",
        )
        .cure(Fix::new(fix).run("export GOWORK=off")))
}

fn godebug(facts: &Facts) -> Answer {
    let project = module(facts)?;
    let (file, lines) = match &project.go_work {
        Some(work) => (work, &project.work_directives),
        None => match &project.go_mod {
            Some(file) => (file, &project.directives),
            None => return Ok(Verdict::skip("there is no go.mod here")),
        },
    };
    let known = &root(facts)?.godebugs;
    let Some(runs) = runs(facts).filter(|_| switches_to(facts).is_none() && !known.is_empty())
    else {
        return Ok(Verdict::skip("what the Go that runs here knows is not known"));
    };
    let refused = lines.iter().filter(|d| d.words[0] == "godebug").find_map(|d| {
        let (name, value) = d.words.get(1)?.split_once('=')?;
        Some((d.line, says(name, value, known, &runs)?))
    });
    let Some((line, says)) = refused else {
        return Ok(Verdict::pass("godebug lines name what this Go knows"));
    };
    let place = format!("{}:{line}", file.path.visible());
    Ok(Verdict::fail(format!("Go {runs} does not take the godebug of {place}"))
        .seen("line", place)
        .breaks("go build", &says)
        .cure(
            Fix::new("take the line out, or use a Go that knows it")
                .run(Line::of("sed -i").word(format!("{line}d")).word(&file.path)),
        ))
}

/// Go's complaint about a setting (`modload.CheckGodebug`).
fn says(name: &str, value: &str, known: &[String], runs: &GoVersion) -> Option<String> {
    if name != "default" {
        return (!known.iter().any(|one| one == name)).then(|| format!("unknown godebug {name:?}"));
    }
    match GoVersion::from_toolchain(value) {
        Some(version) if runs.meets(&version) => None,
        Some(_) => Some(format!("default={value} too new (toolchain is go{runs})")),
        None => Some("value for default= must be goVERSION".to_owned()),
    }
}
