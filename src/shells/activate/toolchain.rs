//! GOTOOLCHAIN: what activation sets, and what Go makes of it ([`crate::go::goswitch`]).

use crate::base::origin::Origin;
use crate::go::goswitch::{Asked, Blame, Dead, Does, Line, Own, Predicted, Start, predict};
use crate::go::version::GoVersion;
use crate::settings::config::ToolchainMode;

/// What to do about GOTOOLCHAIN.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Switching {
    /// The value to export; `None` leaves the user's alone.
    pub set: Option<String>,
    /// What Go will do; `None` where nothing is known of the Go that starts.
    pub predicted: Option<Predicted>,
    /// One sentence where something has to be said.
    pub note: Option<String>,
    /// What to do where every go command ends.
    pub cure: Option<String>,
}

/// The value of GOTOOLCHAIN that holds without us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// `auto`, `local`, `go1.22.5+path` …; empty where nothing sets it.
    pub value: String,
    /// Where it is set.
    pub origin: Origin,
    /// Whether the user exported it.
    pub exported: bool,
}

/// What starts, and what is asked of it.
#[derive(Clone, Copy)]
pub struct Starts<'a> {
    /// The Go that starts.
    pub own: &'a Own,
    /// What go.work or go.mod asks for.
    pub asked: &'a Asked,
    /// The value of GOTOOLCHAIN that holds without us.
    pub held: &'a Held,
    /// Whether it is a toolchain of the user's own.
    pub is_linked: bool,
    /// What is installed.
    pub installed: &'a [GoVersion],
    /// Whether PATH has a program of this name.
    pub on_path: &'a dyn Fn(&str) -> bool,
}

/// What activation does about GOTOOLCHAIN.
pub fn switching(mode: ToolchainMode, starts: &Starts<'_>) -> Switching {
    match mode {
        ToolchainMode::Auto => starts.left_alone(),
        _ if starts.held.exported => {
            let mut left = starts.left_alone();
            let value = &starts.held.value;
            let told = format!("GOTOOLCHAIN={value} is exported and stays as it is");
            left.note = Some(left.note.map_or(told.clone(), |note| format!("{told}; {note}")));
            left
        }
        ToolchainMode::Strict => starts.sets(starts.itself().to_owned()),
        ToolchainMode::Installed => starts.installed_only(),
    }
}

impl Starts<'_> {
    /// What GOTOOLCHAIN calls it by: of a development build no name is sure to be its own.
    fn itself(&self) -> &str {
        if self.is_linked { "local" } else { &self.own.name }
    }

    /// Go decides by the user's own GOTOOLCHAIN.
    fn left_alone(&self) -> Switching {
        let predicted = self.predicted(&self.held.value);
        let note = self.note(&predicted);
        let cure = match &predicted.does {
            Does::Dies(dead) => Some(self.cure(dead)),
            _ => None,
        };
        Switching { set: None, predicted: Some(predicted), note, cure }
    }

    fn sets(&self, value: String) -> Switching {
        let predicted = self.predicted(&value);
        let note = self.note(&predicted);
        Switching { set: Some(value), predicted: Some(predicted), note, cure: None }
    }

    fn predicted(&self, gotoolchain: &str) -> Predicted {
        let installed = |name: &str| self.installed.iter().any(|one| one.toolchain() == name);
        let start = Start { own: self.own, gotoolchain, asked: self.asked };
        predict(&start, &|name| installed(name) || (self.on_path)(name))
    }

    /// `<pin>+path` finds our `goX` shims by their exact names and never downloads; a bare `<pin>`
    /// where the path would fail over a mere suggestion or an unreadable line.
    fn installed_only(&self) -> Switching {
        let own = &self.own.name;
        let with_path = self.sets(format!("{}+path", self.itself()));
        let Some(Predicted { does: Does::Dies(dead), line, .. }) = &with_path.predicted else {
            return with_path;
        };
        let bare = self.sets(self.itself().to_owned());
        let refuses = bare.predicted.as_ref().and_then(|it| it.refuses.clone());
        match (line, refuses) {
            // A line that names no version, or a file that cannot be read.
            (None, _) => Switching { note: Some(told(dead)), ..bare },
            (Some(line), None) => {
                let note = format!(
                    "{} suggests go{}, which is not installed: {own} runs",
                    line.origin(),
                    line.version.as_toolchain()
                );
                Switching { note: Some(note), ..bare }
            }
            (Some(line), Some(_)) => self.nearest_patch(line).unwrap_or_else(|| {
                let wanted = line.version.published();
                let note = format!(
                    "{} needs go{}, selected is {own}: goenvmgr install {wanted}",
                    line.origin(),
                    line.version
                );
                Switching { note: Some(note), ..with_path.clone() }
            }),
        }
    }

    /// Go asks for one exact name; a newer patch of the same minor meets the line just as well.
    fn nearest_patch(&self, line: &Line) -> Option<Switching> {
        let wanted = line.version.as_toolchain();
        let meets = |have: &&GoVersion| {
            have.same_line(&wanted) && have.meets(&wanted) && !have.is_prerelease()
        };
        let patch = self.installed.iter().filter(meets).max()?.toolchain();
        let note = format!("{} asks for go{}: Go will run {patch}", line.origin(), line.version);
        Some(Switching { note: Some(note), ..self.sets(patch) })
    }

    /// What has to be said, if anything.
    fn note(&self, predicted: &Predicted) -> Option<String> {
        let Held { value, origin, .. } = self.held;
        let own = &self.own.name;
        let Predicted { does, line, refuses } = predicted;
        let runs = predicted.other().map(|other| {
            let name = &other.name;
            let first = match line {
                Some(line) => format!("{} asks for go{}: Go will", line.origin(), line.version),
                None => format!("GOTOOLCHAIN={value} ({origin}): Go will"),
            };
            match (does, line) {
                (Does::Fetches(_), None) => format!("{first} fetch and run {name}"),
                (Does::Fetches(_), Some(_)) => format!("{first} fetch and run that"),
                (_, None) => format!("{first} run {name}"),
                (_, Some(_)) => format!("{first} run that"),
            }
        });
        let name = predicted.other().map_or(own, |other| &other.name);
        let refused = refuses.as_ref().map(|line| refusal(line, name));
        match (does, runs, refused) {
            (Does::Dies(dead), ..) => Some(match &dead.blame {
                Blame::Setting("GOTOOLCHAIN") => {
                    format!("GOTOOLCHAIN={value} ({origin}): {}", told(dead))
                }
                _ => told(dead),
            }),
            (_, Some(runs), Some(refused)) => Some(format!("{runs}; {refused}")),
            (_, runs, refused) => runs.or(refused),
        }
    }

    /// What to do where every go command ends. `go env -w` is the one command that does not.
    fn cure(&self, dead: &Dead) -> String {
        match (&dead.blame, &self.held.origin) {
            (Blame::File(place), _) => format!("mend {place}"),
            (Blame::Setting("GOWORK"), _) => "goenvmgr doctor --only env.gowork".to_owned(),
            (Blame::Setting(name), Origin::Environment(_)) => format!("unset {name}"),
            (Blame::Setting(name), _) => format!("go env -w {name}=auto"),
        }
    }
}

fn told(dead: &Dead) -> String {
    format!("every go command ends with \"go: {}\"", dead.says)
}

fn refusal(line: &Line, runs: &str) -> String {
    format!("{} requires go{}: {runs} will refuse to build it", line.origin(), line.version)
}

#[cfg(test)]
mod tests;
