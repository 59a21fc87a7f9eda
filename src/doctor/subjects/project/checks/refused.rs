//! Lines of go.mod and go.work that the Go which runs here refuses.

use std::path::Path;

use crate::base::visible::Visible as _;
use crate::doctor::model::facts::Facts;
use crate::doctor::model::finding::{Fix, Verdict};
use crate::doctor::subjects::filesystem::looked_at::named;
use crate::doctor::subjects::project::facts::Project;
use crate::doctor::subjects::settings::checks::toolchain::runs;
use crate::doctor::subjects::toolchain::at_hand::install_and_use;
use crate::go::gomod::strict::{ModFileKind, Refused, refused};
use crate::go::goswitch::Asked;
use crate::go::version::GoVersion;

/// # Errors
/// A FAIL for the first one.
pub(in crate::doctor) fn lines(facts: &Facts, project: &Project) -> Result<(), Verdict> {
    let Some(runs) = runs(facts).filter(|_| project.asked != Asked::Off) else { return Ok(()) };
    let Some(work) = &project.go_work else {
        return match &project.go_mod {
            Some(file) => file_of(ModFileKind::Mod, &file.path, &file.text, &runs),
            None => Ok(()),
        };
    };
    file_of(ModFileKind::Work, &work.path, &work.text, &runs)?;
    // A module that the workspace does not use is not read.
    for other in project.used() {
        if let Some(text) = &named(facts)?.at(&other.go_mod)?.go_mod {
            file_of(ModFileKind::Mod, &other.go_mod, text, &runs)?;
        }
    }
    Ok(())
}

fn file_of(kind: ModFileKind, path: &Path, text: &str, runs: &GoVersion) -> Result<(), Verdict> {
    let Some(found) = refused(kind, text, runs) else { return Ok(()) };
    let says = found.told();
    let Refused { line, since, .. } = found;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let place = format!("{}:{line}", path.visible());
    let verdict = Verdict::fail(format!("Go {runs} does not take line {line} of {name}"))
        .seen(name.as_ref(), &place)
        .breaks("go build", &says);
    Err(verdict.cure(match since.filter(|since| !runs.meets(since)) {
        Some(since) => {
            let asked = Asked::lines(path, text.as_bytes()).go();
            let least = asked.map(|go| go.version).filter(|go| go.meets(&since));
            let wanted = least.unwrap_or(since).to_string();
            install_and_use(Fix::new("use a Go that knows the line"), &wanted)
        }
        None => Fix::new(format!("fix {place}: no Go takes this line")),
    }))
}
