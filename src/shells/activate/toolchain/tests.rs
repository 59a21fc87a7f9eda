use super::*;
use crate::go::gomod::Word;

fn run(mode: ToolchainMode, held: &str, go: &str, toolchain: &str) -> (String, String, String) {
    let word = |text: &str, line| (!text.is_empty()).then(|| Word { text: text.into(), line });
    let lines = (word(go, 3), word(toolchain, 5));
    let asked = Asked::Lines { file: "/p/go.mod".into(), go: lines.0, toolchain: lines.1 };
    let (held, exported) = held.strip_prefix('!').map_or((held, false), |held| (held, true));
    let origin = Origin::file("/go.env", 1);
    let held = Held { value: held.into(), origin, exported };
    let installed = ["1.27.3", "1.28.1", "1.29.4"].map(|text| GoVersion::parse(text).unwrap());
    let own = Own::toolchain(&installed[0]);
    let done = switching(
        mode,
        &Starts {
            is_linked: false,
            own: &own,
            asked: &asked,
            held: &held,
            installed: if mode == ToolchainMode::Auto { &[] } else { &installed },
            on_path: &|name| name == "go1.31.7",
        },
    );
    let runs = done.predicted.and_then(|said| said.other().map(|other| other.name.clone()));
    (done.set.unwrap_or_default(), runs.unwrap_or_default(), done.note.unwrap_or_default())
}

#[test]
fn installed_follows_the_table() {
    for (go, toolchain, set, runs, note) in [
        ("1.22", "", "go1.27.3+path", "", ""),
        ("1.27.3", "go1.27.3", "go1.27.3+path", "", ""),
        ("1.22", "go1.28.1", "go1.27.3+path", "go1.28.1", "/p/go.mod:5 asks for go1.28.1"),
        ("1.22", "go1.28.2", "go1.27.3", "", "/p/go.mod:5 suggests go1.28.2"),
        ("1.28.1", "", "go1.27.3+path", "go1.28.1", "/p/go.mod:3 asks for go1.28.1"),
        ("1.29", "", "go1.29.4", "go1.29.4", "/p/go.mod:3 asks for go1.29: Go will run go1.29.4"),
        ("1.30", "", "go1.27.3+path", "", "/p/go.mod:3 needs go1.30, selected is go1.27.3"),
        ("1.28", "go1.28.1", "go1.27.3+path", "go1.28.1", "/p/go.mod:5 asks"),
        ("1.31.7", "", "go1.27.3+path", "go1.31.7", "/p/go.mod:3 asks"),
        ("1.28.1", "default", "go1.27.3+path", "", "/p/go.mod:3 requires go1.28.1"),
        ("1.22", "local", "go1.27.3", "", "every go command ends with \"go: invalid toolchain"),
    ] {
        let got = run(ToolchainMode::Installed, "auto", go, toolchain);
        assert_eq!((got.0.as_str(), got.1.as_str()), (set, runs), "{go} {toolchain}: {}", got.2);
        assert!(got.2.starts_with(note) && got.2.is_empty() == note.is_empty(), "{}", got.2);
    }
}

#[test]
fn auto_touches_nothing_and_says_what_go_will_do() {
    for (held, go, toolchain, runs, note) in [
        ("auto", "1.22", "", "", ""),
        ("", "1.22", "", "", ""),
        ("auto", "1.30", "", "go1.30.0", "/p/go.mod:3 asks for go1.30: Go will fetch and run that"),
        ("auto", "1.31.7", "", "go1.31.7", "/p/go.mod:3 asks for go1.31.7: Go will run that"),
        ("auto", "1.22", "go1.99.9", "go1.99.9", "/p/go.mod:5 asks"),
        ("auto", "1.27.3", "go1.22.0", "", ""),
        ("auto", "1.30", "default", "", "/p/go.mod:3 requires go1.30"),
        ("local", "1.30", "", "", "/p/go.mod:3 requires go1.30"),
        ("local", "1.22", "go1.99.9", "", ""),
        (
            "go1.22.1",
            "1.22",
            "",
            "go1.22.1",
            "GOTOOLCHAIN=go1.22.1 (/go.env:1): Go will fetch and run go1.22.1",
        ),
        ("go1.29.4+auto", "1.28", "", "go1.29.4", "GOTOOLCHAIN=go1.29.4+auto"),
        ("go1.27.3", "1.28", "", "", "/p/go.mod:3 requires"),
        ("go1.22", "1.21", "", "", "GOTOOLCHAIN=go1.22 (/go.env:1): every go command ends with"),
        ("auto", "1.21", "local", "", "every go command ends with \"go: invalid toolchain"),
    ] {
        let got = run(ToolchainMode::Auto, held, go, toolchain);
        assert_eq!((got.0.as_str(), got.1.as_str()), ("", runs), "{held} {go}: {}", got.2);
        assert!(got.2.starts_with(note) && got.2.is_empty() == note.is_empty(), "{}", got.2);
    }
}

#[test]
fn gotoolchain_that_the_user_exported_stays() {
    for mode in [ToolchainMode::Installed, ToolchainMode::Strict] {
        let (set, _, note) = run(mode, "!local", "1.22", "");
        assert_eq!(set, "");
        assert_eq!(note, "GOTOOLCHAIN=local is exported and stays as it is");
    }
    assert_eq!(run(ToolchainMode::Strict, "auto", "1.30", "").0, "go1.27.3");
}
