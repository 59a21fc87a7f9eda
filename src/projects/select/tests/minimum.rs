//! What go.work and go.mod ask for, beside pins.

use super::*;

#[test]
fn pin_list_above_a_minimum_counts_by_what_it_selects() {
    for (line, wanted) in [
        ("golang 1.21.3 1.23.1", "1.23.1 | PinAbove | .tool-versions:1"),
        ("golang 1.22.5 1.23.1", "1.22.10 | MinimumPatch | a/go.mod:1"),
        ("golang 1.24.0 1.22.5", "1.22.10 | MinimumPatch | a/go.mod:1"),
        (
            "golang 1.24.0 1.25.0",
            "missing 1.24.0: it is not installed, nor is what may take its place: 1.25.0 \
             | PinAbove | .tool-versions:1",
        ),
        ("golang 1.19.0 1.25.0", "1.22.10 | MinimumPatch | a/go.mod:1"),
    ] {
        let place = three().file(".tool-versions", line).file("a/go.mod", "go 1.22.6");
        assert_eq!(place.says(), wanted, "{line}");
    }
}

#[test]
fn minimum_is_met_by_the_first_rule_that_can() {
    for (text, default, wanted) in [
        ("go 1.22.5", "1.23.1", "1.22.5 | MinimumExact | a/go.mod:1"),
        ("go 1.22", "1.23.1", "1.22.10 | MinimumPatch | a/go.mod:1"),
        ("go 1.22.6", "1.23.1", "1.22.10 | MinimumPatch | a/go.mod:1"),
        ("go 1.22\ntoolchain go1.23.1", "1.22.5", "1.23.1 | MinimumExact | a/go.mod:2"),
        ("go 1.13", "1.22.5", "1.22.5 | MinimumDefault | a/go.mod:1"),
        ("go 1.13", "1.21", "1.23.1 | MinimumNewest | a/go.mod:1"),
        ("go 1.22.11", "1.22.5", "1.23.1 | MinimumNewest | a/go.mod:1"),
        ("go 1.24", "1.22.5", "1.22.5 fetches 1.24.0 | MinimumFetched | a/go.mod:1"),
        ("go 1.24", "1.21.0", "1.23.1 fetches 1.24.0 | MinimumFetched | a/go.mod:1"),
        ("module m", "1.22.5", "1.22.5 | Default | config.toml:1"),
        ("go nonsense", "1.22.5", "1.22.5 | Default | config.toml:1"),
    ] {
        let place = three().default(default).file("a/go.mod", text);
        assert_eq!(place.says(), wanted, "{text}, default {default}");
    }
}

#[test]
fn release_candidate_is_for_those_who_ask_for_one() {
    let place = || Place::new(&["1.22rc1", "1.22rc2", "1.21.9"]);
    assert_eq!(place().file("go.mod", "go 1.22rc1").says(), "1.22rc1 | MinimumExact | go.mod:1");
    assert!(place().file("go.mod", "go 1.22").says().starts_with("1.21.9 fetches 1.22.0"));
    assert_eq!(place().file(".go-version", "1.22").says(), "1.22rc2 | Pin | .go-version:1");
}

#[test]
fn system_go_meets_a_minimum_last() {
    let system = || Place::new(&[]).system("1.26.8");
    assert_eq!(system().file("go.mod", "go 1.22").says(), "system | MinimumSystem | go.mod:1");
    assert_eq!(
        system().file("go.mod", "go 1.30").says(),
        "system fetches 1.30.0 | MinimumFetched | go.mod:1"
    );
    assert_eq!(
        Place::new(&[]).system("1.19").file("go.mod", "go 1.20").says(),
        "missing go 1.20: no Go that meets it is installed | MinimumUnmet | go.mod:1"
    );
}

#[test]
fn minimum_that_is_unmet_is_missing_where_go_may_not_download() {
    let unmet = "missing go 1.30: no Go that meets it is installed | MinimumUnmet | go.mod:1";
    let place = || three().default("1.23.1").file("go.mod", "go 1.30");
    for value in ["local", "path", "go1.23.1", "go1.23.1+path"] {
        assert_eq!(place().var("GOTOOLCHAIN", value).says(), unmet, "{value}");
    }
    let fetched = "1.23.1 fetches 1.30.0 | MinimumFetched | go.mod:1";
    for value in ["auto", "local+auto", "go1.22.5+auto", ""] {
        assert_eq!(place().var("GOTOOLCHAIN", value).says(), fetched, "{value}");
    }
    let by_file = place().file("user/.config/go/env", "GOTOOLCHAIN=local\n");
    assert_eq!(by_file.says(), unmet);
    assert_eq!(by_file.var("GOENV", "off").says(), fetched);
    let mut installed_only = place();
    installed_only.config.toolchain.value = ToolchainMode::Installed;
    assert_eq!(installed_only.says(), unmet);
}

#[test]
fn minimum_does_not_hide_a_pin_above_that_meets_it() {
    for (pin, minimum, wanted) in [
        ("1.23.1", "go 1.22.5", "1.23.1 | PinAbove | .go-version:1"),
        ("1.22", "go 1.22.6", "1.22.10 | PinAbove | .go-version:1"),
        ("1.22.5", "go 1.22.6", "1.22.10 | MinimumPatch | a/go.mod:1"),
        ("1.22.5", "go 1.22.5", "1.22.5 | PinAbove | .go-version:1"),
        ("1.24.0", "go 1.22", "missing 1.24.0: it is not installed | PinAbove | .go-version:1"),
        (
            "1.24",
            "go 1.24.3",
            "missing 1.24: no such version is installed | PinAbove | .go-version:1",
        ),
        ("1.19.0", "go 1.22", "1.22.10 | MinimumPatch | a/go.mod:1"),
        ("system", "go 1.22", "1.22.10 | MinimumPatch | a/go.mod:1"),
    ] {
        let place = three().file(".go-version", pin).file("a/go.mod", minimum);
        assert_eq!(place.says(), wanted, "{pin} above {minimum}");
    }
    let broken = three().file(".go-version", "x").file("a/go.mod", "go 1.22");
    assert!(broken.says().starts_with("missing : "), "a broken pin is no lower pin");
    let lower = three().file(".go-version", "1.22.5").file("a/go.mod", "go 1.23");
    let passed = lower.explanation();
    let step = passed.chain.iter().find(|step| step.verdict == StepVerdict::Ignored).unwrap();
    assert!(step.note.contains("lower than 1.23 in"), "{}", step.note);
    assert!(step.note.contains("a/go.mod:1"), "{}", step.note);
    for here in [three(), three().file("a/go.work", "go 1.23")] {
        let pinned = here.file("a/b/.go-version", "1.22.5").file("a/go.mod", "go 1.23");
        assert_eq!(pinned.says(), "1.22.5 | Pin | a/b/.go-version:1");
        assert_eq!(pinned.selection().falls_short().unwrap().version.to_string(), "1.23");
    }
}

#[test]
fn workspace_goes_before_the_module() {
    let work = || three().file("go.work", "go 1.23.1\nuse ./a\n").file("a/go.mod", "go 1.22.5\n");
    assert_eq!(work().says(), "1.23.1 | MinimumExact | go.work:1");
    assert_eq!(work().var("GOWORK", "off").says(), "1.22.5 | MinimumExact | a/go.mod:1");
    assert_eq!(work().var("GOWORK", "auto").says(), "1.23.1 | MinimumExact | go.work:1");
    assert_eq!(work().var("GOWORK", "rel/go.work").says(), "1.22.5 | MinimumExact | a/go.mod:1");
    let by_file = work().file("user/.config/go/env", "GOWORK=off\n");
    assert_eq!(by_file.says(), "1.22.5 | MinimumExact | a/go.mod:1");
    // It counts as standing where the module stands: a pin between the two is above it.
    let between = work().file(".go-version", "1.22.10");
    assert_eq!(between.says(), "1.23.1 | MinimumExact | go.work:1");
    let elsewhere = three().file("x/go.work", "go 1.23.1\n").file("a/.go-version", "1.22.5");
    let file = elsewhere.dir.path().join("x/go.work");
    let elsewhere = elsewhere.var("GOWORK", file.to_str().unwrap());
    assert_eq!(elsewhere.says(), "1.22.5 | Pin | a/.go-version:1");
}
