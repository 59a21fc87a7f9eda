//! GOTOOLCHAIN: what activation sets, and which version Go will run in the end.
//!
//! Rules: `cmd/go/internal/toolchain/select.go`. Pure: the lines of go.work or go.mod and what is
//! installed come in as values.

use std::path::PathBuf;

use serde::Serialize;

use crate::config::ToolchainMode;
use crate::origin::Origin;
use crate::version::GoVersion;

/// A version with the line that names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The version.
    pub version: GoVersion,
    /// The file.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
}

/// What go.work, or else go.mod, asks of Go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Lines {
    /// The `go` line.
    pub go: Option<Line>,
    /// The `toolchain` line, unless it says `default`.
    pub toolchain: Option<Line>,
}

/// What to do about GOTOOLCHAIN.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Switching {
    /// The value to export; `None` leaves the user's alone.
    pub set: Option<String>,
    /// Another version than the selected one that Go will run, with the line that wants it.
    pub runs: Option<Line>,
    /// One sentence where something has to be said.
    pub note: Option<String>,
}

/// The value of GOTOOLCHAIN that holds without us, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// The value: `auto`, `local`, `go1.22.5+path` …
    pub value: String,
    /// Where it is set, in words.
    pub origin: String,
    /// Whether the user exported it.
    pub exported: bool,
}

impl Lines {
    /// The line that Go's own switching follows where `selected` would run: none where none asks
    /// for more. The `toolchain` line counts where it is greater, then the `go` line where that is.
    pub fn beyond(&self, selected: &GoVersion) -> Option<&Line> {
        let mut wanted: Option<&Line> = None;
        for line in [self.toolchain.as_ref(), self.go.as_ref()].into_iter().flatten() {
            let least = wanted.map_or(selected, |line| &line.version);
            if !least.meets(&line.version) {
                wanted = Some(line);
            }
        }
        wanted
    }

    /// The `go` line, where the selected version is too old for it.
    fn required(&self, selected: &GoVersion) -> Option<&Line> {
        self.go.as_ref().filter(|go| !selected.meets(&go.version))
    }
}

impl Line {
    /// `/p/go.mod:3`.
    pub fn place(&self) -> String {
        Origin::file(&self.file, self.line).to_string()
    }

    fn to_run(&self) -> Self {
        Self { version: self.version.as_toolchain(), ..self.clone() }
    }
}

/// What activation does about GOTOOLCHAIN where `selected` is selected and `installed` are there.
pub fn switching(
    mode: ToolchainMode,
    selected: &GoVersion,
    lines: &Lines,
    own: &Own,
    installed: &[GoVersion],
) -> Switching {
    match mode {
        ToolchainMode::Auto => left_alone(selected, lines, own),
        _ if own.exported => {
            let mut left = left_alone(selected, lines, own);
            let told = format!("GOTOOLCHAIN={} is exported and stays as it is", own.value);
            left.note = Some(left.note.map_or(told.clone(), |note| format!("{told}; {note}")));
            left
        }
        ToolchainMode::Strict => Switching {
            set: Some(selected.toolchain()),
            note: lines.required(selected).map(|line| refusal(line, selected)),
            runs: None,
        },
        ToolchainMode::Installed => installed_only(selected, lines, installed),
    }
}

/// Go decides by the user's own GOTOOLCHAIN.
fn left_alone(selected: &GoVersion, lines: &Lines, own: &Own) -> Switching {
    // Go before 1.21 does not know the variable.
    if GoVersion::parse("1.21").is_some_and(|first| !selected.meets(&first)) {
        return Switching::default();
    }
    let (name, switches) = match own.value.split_once('+') {
        Some((name, how)) => (name, matches!(how, "auto" | "path")),
        None => (own.value.as_str(), matches!(own.value.as_str(), "auto" | "path")),
    };
    let named = GoVersion::from_toolchain(name);
    let floor = named.as_ref().unwrap_or(selected);
    let mut result = Switching::default();
    if let Some(line) = lines.beyond(floor).filter(|_| switches) {
        result.runs = Some(line.to_run());
        result.note =
            Some(format!("{} asks for go{}: Go will run that", line.place(), line.version));
    } else if let Some(named) = named.as_ref().filter(|named| *named != selected) {
        result.note =
            Some(format!("GOTOOLCHAIN={} ({}): Go will run go{named}", own.value, own.origin));
    } else if let Some(line) = lines.required(floor) {
        result.note = Some(refusal(line, floor));
    }
    result
}

/// `<pin>+path` finds our `goX` shims by their exact names and never downloads; a bare `<pin>`
/// where the path would fail over a mere suggestion.
fn installed_only(selected: &GoVersion, lines: &Lines, installed: &[GoVersion]) -> Switching {
    let with_path = format!("{}+path", selected.toolchain());
    let Some(line) = lines.beyond(selected) else {
        return Switching { set: Some(with_path), ..Switching::default() };
    };
    let wanted = line.version.as_toolchain();
    if installed.contains(&wanted) {
        let note = format!("{} asks for go{wanted}: Go will run that", line.place());
        return Switching { set: Some(with_path), runs: Some(line.to_run()), note: Some(note) };
    }
    if lines.required(selected).is_none() {
        let note = format!(
            "{} suggests go{wanted}, which is not installed: go{selected} runs",
            line.place()
        );
        return Switching { set: Some(selected.toolchain()), runs: None, note: Some(note) };
    }
    // Go asks for one exact name; a newer patch of the same minor meets the line just as well.
    let patch = installed
        .iter()
        .filter(|have| have.same_line(&wanted) && have.meets(&wanted) && !have.is_prerelease())
        .max();
    if let Some(patch) = patch {
        let note = format!("{} asks for go{}: Go will run go{patch}", line.place(), line.version);
        let runs = Line { version: patch.clone(), ..line.clone() };
        return Switching { set: Some(patch.toolchain()), runs: Some(runs), note: Some(note) };
    }
    let note = format!(
        "{} needs go{}, selected is go{selected}: goenvmgr install {wanted}",
        line.place(),
        line.version
    );
    Switching { set: Some(with_path), runs: None, note: Some(note) }
}

fn refusal(line: &Line, selected: &GoVersion) -> String {
    format!("{} requires go{}: go{selected} will refuse to build it", line.place(), line.version)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(text: &str) -> GoVersion {
        GoVersion::parse(text).unwrap()
    }

    fn line(text: &str, line: usize) -> Option<Line> {
        (!text.is_empty()).then(|| Line { version: version(text), file: "/p/go.mod".into(), line })
    }

    fn run(mode: ToolchainMode, own: &str, go: &str, toolchain: &str) -> (String, String, String) {
        let lines = Lines { go: line(go, 3), toolchain: line(toolchain, 5) };
        let (own, exported) = own.strip_prefix('!').map_or((own, false), |own| (own, true));
        let own = Own { value: own.into(), origin: "GOTOOLCHAIN".into(), exported };
        let installed = ["1.27.3", "1.28.1", "1.29.4"].map(version);
        let done = switching(mode, &version("1.27.3"), &lines, &own, &installed);
        (
            done.set.unwrap_or_default(),
            done.runs.map(|l| format!("{}@{}", l.version, l.line)).unwrap_or_default(),
            done.note.unwrap_or_default(),
        )
    }

    #[test]
    fn installed_follows_the_table() {
        for (go, toolchain, set, runs, note) in [
            ("1.22", "", "go1.27.3+path", "", ""),
            ("1.27.3", "1.27.3", "go1.27.3+path", "", ""),
            ("1.22", "1.28.1", "go1.27.3+path", "1.28.1@5", "/p/go.mod:5 asks for go1.28.1"),
            ("1.22", "1.28.2", "go1.27.3", "", "/p/go.mod:5 suggests go1.28.2"),
            ("1.28.1", "", "go1.27.3+path", "1.28.1@3", "/p/go.mod:3 asks for go1.28.1"),
            (
                "1.29",
                "",
                "go1.29.4",
                "1.29.4@3",
                "/p/go.mod:3 asks for go1.29: Go will run go1.29.4",
            ),
            ("1.30", "", "go1.27.3+path", "", "/p/go.mod:3 needs go1.30, selected is go1.27.3"),
            ("1.28", "1.28.1", "go1.27.3+path", "1.28.1@5", "/p/go.mod:5 asks"),
        ] {
            let got = run(ToolchainMode::Installed, "auto", go, toolchain);
            assert_eq!(
                (got.0.as_str(), got.1.as_str()),
                (set, runs),
                "{go} {toolchain}: {}",
                got.2
            );
            assert!(got.2.starts_with(note) && got.2.is_empty() == note.is_empty(), "{}", got.2);
        }
    }

    #[test]
    fn auto_touches_nothing_and_says_what_go_will_do() {
        for (own, go, toolchain, runs, note) in [
            ("auto", "1.22", "", "", ""),
            ("auto", "1.30", "", "1.30.0@3", "/p/go.mod:3 asks for go1.30"),
            ("auto", "1.22", "1.99.9", "1.99.9@5", "/p/go.mod:5 asks"),
            ("auto", "1.27.3", "1.22.0", "", ""),
            ("local", "1.30", "", "", "/p/go.mod:3 requires go1.30"),
            ("local", "1.22", "1.99.9", "", ""),
            (
                "go1.22.1",
                "1.22",
                "",
                "",
                "GOTOOLCHAIN=go1.22.1 (GOTOOLCHAIN): Go will run go1.22.1",
            ),
            ("go1.29.4+auto", "1.28", "", "", "GOTOOLCHAIN=go1.29.4+auto"),
            ("go1.27.3", "1.28", "", "", "/p/go.mod:3 requires"),
        ] {
            let got = run(ToolchainMode::Auto, own, go, toolchain);
            assert_eq!((got.0.as_str(), got.1.as_str()), ("", runs), "{own} {go}: {}", got.2);
            assert!(got.2.starts_with(note) && got.2.is_empty() == note.is_empty(), "{}", got.2);
        }
    }

    #[test]
    fn what_the_user_exported_stays() {
        for mode in [ToolchainMode::Installed, ToolchainMode::Strict] {
            let (set, _, note) = run(mode, "!local", "1.22", "");
            assert_eq!(set, "");
            assert_eq!(note, "GOTOOLCHAIN=local is exported and stays as it is");
        }
        assert_eq!(run(ToolchainMode::Strict, "auto", "1.30", "").0, "go1.27.3");
    }

    #[test]
    fn an_old_go_does_not_switch() {
        let lines = Lines { go: line("1.22", 3), toolchain: None };
        let own = Own { value: "auto".into(), origin: String::new(), exported: false };
        let done = switching(ToolchainMode::Auto, &version("1.20.3"), &lines, &own, &[]);
        assert_eq!(done, Switching::default());
    }
}
