//! The decision itself, in the order in which Go makes it.

use std::path::Path;

use super::own::{Own, stem};
use super::setting::Setting;
use super::{Asked, Blame, Dead, Does, Line, Named, Predicted, Start};
use crate::base::origin::Origin;
use crate::base::visible::Visible as _;
use crate::go::gomod::Word;
use crate::go::version::{GoVersion, told};

const RELATIVE: &str = "invalid GOWORK: not an absolute path";

/// Predicts; `on_path` says whether PATH has a program of this name.
pub fn predict(start: &Start<'_>, on_path: &dyn Fn(&str) -> bool) -> Predicted {
    match decide(start) {
        Err(dead) => Predicted { does: Does::Dies(dead), line: None, refuses: None },
        Ok(None) => itself(start, None),
        Ok(Some(wanted)) => {
            let Wanted { named, line, path_only } = wanted;
            if named.name == start.own.name {
                return itself(start, line);
            }
            let version = named.version.clone();
            let does = found(named, path_only, on_path, line.as_ref());
            started(start, line, &version, does)
        }
    }
}

struct Wanted {
    named: Named,
    line: Option<Line>,
    path_only: bool,
}

/// What `Select` settles on; `None` where it returns before it has looked at anything.
fn decide(start: &Start<'_>) -> Result<Option<Wanted>, Dead> {
    let Start { own, gotoolchain, asked } = *start;
    if !own.switches() || *asked == Asked::Off || gotoolchain.is_empty() {
        return Ok(None);
    }
    let Setting { named, switches, path_only } =
        Setting::parse(gotoolchain, own).map_err(|says| Dead::by("GOTOOLCHAIN", says))?;
    let mut wanted = Wanted { named, line: None, path_only };
    if switches {
        match asked {
            Asked::RelativeWorkspace => return Err(Dead::by("GOWORK", RELATIVE)),
            Asked::Unreadable(file, says) => {
                return Err(Dead { says: says.clone(), blame: Blame::File(Origin::file(file, 0)) });
            }
            Asked::Lines { file, toolchain, .. } => {
                wanted = raised(wanted, own, file, toolchain.as_ref(), asked.go())?;
            }
            Asked::Off | Asked::Nothing => {}
        }
    }
    let Named { name, .. } = &wanted.named;
    // Before the search: no `go2`, and no `bash` either.
    if *name != own.name && !name.starts_with("go1") && !name.contains("-go1") {
        return Err(Dead::at(wanted.line.as_ref(), format!("invalid GOTOOLCHAIN {name:?}")));
    }
    Ok(Some(wanted))
}

/// What the lines of the file make of the least that GOTOOLCHAIN sets.
fn raised(
    mut wanted: Wanted,
    own: &Own,
    file: &Path,
    toolchain: Option<&Word>,
    go: Option<Line>,
) -> Result<Wanted, Dead> {
    if let Some(word) = toolchain.filter(|word| !word.text.is_empty()) {
        if word.text == "default" {
            return Ok(wanted);
        }
        let Some(version) = stem(&word.text) else {
            // Go quotes it; a go.mod may be a link to a secret.
            let says = format!("invalid toolchain {} in {}", told(&word.text), file.visible());
            return Err(Dead { says, blame: Blame::File(Origin::file(file, word.line)) });
        };
        let order = version.compare(&wanted.named.version);
        // Go 1.21 takes an equal one too, which differs where a suffix does.
        if order.is_gt() || (order.is_eq() && own.takes_equal()) {
            let line = Line { version: version.clone(), file: file.to_owned(), line: word.line };
            wanted.line = Some(line);
            wanted.named = Named { name: word.text.clone(), version };
        }
    }
    if let Some(line) = go.filter(|line| line.version.compare(&wanted.named.version).is_gt()) {
        // A language version was never published; its first release is `.0`.
        let version = line.version.as_toolchain();
        wanted.named = Named { name: version.toolchain(), version };
        wanted.line = Some(line);
    }
    Ok(wanted)
}

fn found(
    named: Named,
    path_only: bool,
    on_path: &dyn Fn(&str) -> bool,
    line: Option<&Line>,
) -> Does {
    if on_path(&named.name) {
        Does::FromPath(named)
    } else if path_only {
        Does::Dies(Dead::at(line, format!("cannot find {:?} in PATH", named.name)))
    } else if named.version.is_language() {
        let name = &named.name;
        let says = format!(
            "invalid toolchain: {name} is a language version but not a toolchain version ({name}.x)"
        );
        Does::Dies(Dead::at(line, says))
    } else {
        Does::Fetches(named)
    }
}

/// Go 1.23 and newer count workspaces (`telemetrystats`) before they do anything else.
fn itself(start: &Start<'_>, line: Option<Line>) -> Predicted {
    let own = &start.own.version;
    let counts = GoVersion::parse("1.23").is_some_and(|first| own.meets(&first));
    let does = match start.asked {
        Asked::RelativeWorkspace if counts => Does::Dies(Dead::by("GOWORK", RELATIVE)),
        _ => Does::Itself,
    };
    started(start, line, own, does)
}

/// The outcome where this version runs.
fn started(start: &Start<'_>, line: Option<Line>, runs: &GoVersion, does: Does) -> Predicted {
    let knows = GoVersion::parse("1.21").is_some_and(|first| runs.meets(&first));
    let loads = knows && !matches!(does, Does::Dies(_));
    let refuses = start.asked.go().filter(|go| loads && !runs.meets(&go.version));
    Predicted { does, line, refuses }
}
