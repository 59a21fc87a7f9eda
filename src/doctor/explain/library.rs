//! A package that is not in Go's library: newer than this Go, one's own, or lost.

use super::{Explanation, of};

/// Which Go brought which package, out of its api files by tests/messages/packages.go.
const PACKAGES: &str = include_str!("packages.txt");

/// Explains that a package is missing; nothing where the line is about something else, or the
/// package has always been there, so that only the library can be at fault.
pub(super) fn explain(line: &str) -> Option<Explanation> {
    let package = missing(line)?;
    if let Some(go) = brought(package) {
        if go == "1.0" {
            return None;
        }
        let cause = format!(
            "{package} came with Go {go}: the go that runs is older, or its library is incomplete"
        );
        let cure = format!(
            "go version: below {go}, goenvmgr install {go} and use it; \
            else goenvmgr doctor --only 'go.library,env.goroot'"
        );
        return Some(of(line, "", cause.into(), cure.into()));
    }
    let first = package.split('/').next().unwrap_or_default();
    if ["internal", "cmd", "vendor"].contains(&first) || package.contains("/internal") {
        return None;
    }
    let cause = format!(
        "{package} is in no Go's library up to {}, where Go looks because the first part of the \
        path has no dot: a mistyped name, or a module of one's own",
        newest()
    );
    let cure = "correct it; one's own is imported by the path on the module line of its go.mod, \
        and found by a require and a replace line, or a go.work";
    Some(of(line, "", cause.into(), cure.into()))
}

/// The package that the line misses in the library, as Go 1.21 and later, Go up to 1.20, and a Go
/// that has the package only as an experiment say it.
fn missing(line: &str) -> Option<&str> {
    let package = if line.contains(" is not in std") || line.contains(" is not in GOROOT") {
        let (before, _) = line.split_once(" is not in ")?;
        before.rsplit("package ").next()?
    } else if line.contains("build constraints exclude all Go files in ") {
        let package = line.rsplit("/src/").next().filter(|rest| rest.len() < line.len())?;
        brought(package).map(|_| package)?
    } else {
        return None;
    };
    let plain = !package.is_empty() && !package.contains([' ', '\t', '"']);
    plain.then_some(package)
}

/// The Go that brought the package.
fn brought(package: &str) -> Option<&'static str> {
    packages().find(|(name, _)| *name == package).map(|(_, go)| go)
}

/// All packages with the Go that brought them.
fn packages() -> impl Iterator<Item = (&'static str, &'static str)> {
    PACKAGES.lines().filter_map(|line| line.split_once(' '))
}

/// The newest Go of the table.
fn newest() -> &'static str {
    let minor = |go: &str| go.strip_prefix("1.").and_then(|minor| minor.parse::<u32>().ok());
    packages().map(|(_, go)| go).max_by_key(|go| minor(go)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn package_that_is_missing_is_newer_or_ones_own_or_the_library_is_at_fault() {
        for (line, says) in [
            ("main.go:2:8: package iter is not in std (/usr/local/go/src/iter)", "Go 1.23"),
            ("package slices is not in GOROOT (/usr/lib/go/src/slices)", "Go 1.21"),
            ("a.go:1:2: package log/slog is not in GOROOT (/x/src/log/slog)", "Go 1.21"),
            ("\timports iter: build constraints exclude all Go files in /go/src/iter", "Go 1.23"),
            ("package mylib/x is not in std (/usr/local/go/src/mylib/x)", "mistyped name"),
            ("package encoding/jsn is not in std (/usr/local/go/src/x)", "mistyped name"),
        ] {
            let found = super::super::explain(line);
            assert!(found[0].cause.contains(says), "{line}: {}", found[0].cause);
            assert_eq!(found[0].check, "", "{line}");
        }
        for line in [
            "package fmt is not in std (/usr/local/go/src/fmt)",
            "package internal/abi is not in std (/usr/local/go/src/internal/abi)",
            "package runtime/internal/sys is not in GOROOT (/x)",
        ] {
            assert_eq!(super::super::explain(line)[0].check, "go.library", "{line}");
        }
        let line = "package x: build constraints exclude all Go files in /home/me/src/mine";
        assert!(explain(line).is_none());
    }
}
