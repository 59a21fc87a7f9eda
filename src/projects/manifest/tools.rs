//! `[tools]`: which programs, at which versions, a project is worked on with.

use serde::Serialize;

use crate::go::semver;

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Tool {
    /// What the program is called: the package's last element, as `go install` has it.
    pub name: String,
    /// The main package: `golang.org/x/tools/gopls`.
    pub package: String,
    /// Of its module: `v0.16.1`.
    pub version: String,
    /// Whether it may stand on PATH before one of the system's of this name.
    pub shadows: bool,
    /// Its line, counted from 1.
    pub line: usize,
}

/// Names that stand for a package. Sorted; a major version from 2 on goes into the module's path.
const KNOWN: [(&str, Place); 27] = [
    ("air", Place("github.com/air-verse/air", "")),
    ("benchstat", Place("golang.org/x/perf", "cmd/benchstat")),
    ("buf", Place("github.com/bufbuild/buf", "cmd/buf")),
    ("dlv", Place("github.com/go-delve/delve", "cmd/dlv")),
    ("errcheck", Place("github.com/kisielk/errcheck", "")),
    ("gci", Place("github.com/daixiang0/gci", "")),
    ("gofumpt", Place("mvdan.cc/gofumpt", "")),
    ("goimports", Place("golang.org/x/tools", "cmd/goimports")),
    ("golangci-lint", Place("github.com/golangci/golangci-lint", "cmd/golangci-lint")),
    ("golines", Place("github.com/segmentio/golines", "")),
    ("gomodifytags", Place("github.com/fatih/gomodifytags", "")),
    ("gopls", Place("golang.org/x/tools/gopls", "")),
    ("goreleaser", Place("github.com/goreleaser/goreleaser", "")),
    ("gotests", Place("github.com/cweill/gotests", "gotests")),
    ("gotestsum", Place("gotest.tools/gotestsum", "")),
    ("govulncheck", Place("golang.org/x/vuln", "cmd/govulncheck")),
    ("impl", Place("github.com/josharian/impl", "")),
    ("ko", Place("github.com/google/ko", "")),
    ("mockgen", Place("go.uber.org/mock", "mockgen")),
    ("protoc-gen-go", Place("google.golang.org/protobuf", "cmd/protoc-gen-go")),
    ("protoc-gen-go-grpc", Place("google.golang.org/grpc/cmd/protoc-gen-go-grpc", "")),
    ("revive", Place("github.com/mgechev/revive", "")),
    ("sqlc", Place("github.com/sqlc-dev/sqlc", "cmd/sqlc")),
    ("staticcheck", Place("honnef.co/go/tools", "cmd/staticcheck")),
    ("stringer", Place("golang.org/x/tools", "cmd/stringer")),
    ("templ", Place("github.com/a-h/templ", "cmd/templ")),
    ("wire", Place("github.com/google/wire", "cmd/wire")),
];

/// A module, and a package's place in it.
struct Place(&'static str, &'static str);

/// The names that need no package path, sorted.
pub fn known() -> impl Iterator<Item = &'static str> {
    KNOWN.iter().map(|(name, _)| *name)
}

/// The package that a key of `[tools]` means, at a version of its module.
pub(super) fn package(key: &str, version: &str) -> Option<String> {
    if key.contains('/') {
        return is_package(key).then(|| key.to_owned());
    }
    let (_, Place(module, inner)) = KNOWN.iter().find(|(name, _)| *name == key)?;
    let major = semver::major(version);
    let major = if major > 1 { format!("/v{major}") } else { String::new() };
    let inner = if inner.is_empty() { String::new() } else { format!("/{inner}") };
    Some(format!("{module}{major}{inner}"))
}

/// What `go install` calls the program (`cmd/go/internal/load.DefaultExecName`).
pub(super) fn program(package: &str) -> &str {
    let (rest, last) = package.rsplit_once('/').unwrap_or(("", package));
    let digits = last.strip_prefix('v').filter(|digits| !digits.is_empty());
    let is_version = digits.is_some_and(|digits| {
        digits.bytes().all(|byte| byte.is_ascii_digit())
            && !digits.starts_with('0')
            && digits != "1"
    });
    if is_version && !rest.is_empty() { rest.rsplit('/').next().unwrap_or(rest) } else { last }
}

/// A path of a package that can be fetched (`golang.org/x/mod/module.CheckPath`): a host first, then
/// elements of letters, digits and a few marks.
pub(super) const PACKAGE: &str = concat!(
    "^[a-z0-9][a-z0-9-]*(\\.[a-z0-9-]+)*\\.[a-z0-9-]*[a-z0-9]",
    "(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*[A-Za-z0-9_~-]|/[A-Za-z0-9_~])+$"
);

/// Whether that is such a path.
pub(crate) fn is_package(path: &str) -> bool {
    regex_lite::Regex::new(PACKAGE).is_ok_and(|form| form.is_match(path))
}

/// Why no tool may have this name, whatever the manifest says; `None` where it may.
pub(super) fn refused(name: &str) -> Option<&'static str> {
    let plain = name.strip_suffix(".exe").unwrap_or(name).to_ascii_lowercase();
    match plain.as_str() {
        "go" | "gofmt" => Some("the toolchain brings that program"),
        "goenvmgr" => Some("goenvmgr is not its own tool"),
        _ if crate::go::version::GoVersion::from_toolchain(&plain).is_some() => {
            Some("goenvmgr keeps such names for toolchains")
        }
        _ if plain.starts_with(['-', '.', '~']) => Some("that is no name of a program"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stand_for_packages_of_their_major_version() {
        for (key, version, expected) in [
            ("gopls", "v0.16.1", Some("golang.org/x/tools/gopls")),
            ("dlv", "v1.22.1", Some("github.com/go-delve/delve/cmd/dlv")),
            (
                "golangci-lint",
                "v1.60.1",
                Some("github.com/golangci/golangci-lint/cmd/golangci-lint"),
            ),
            (
                "golangci-lint",
                "v2.1.0",
                Some("github.com/golangci/golangci-lint/v2/cmd/golangci-lint"),
            ),
            ("example.com/x/cmd/y", "v1.0.0", Some("example.com/x/cmd/y")),
            ("mvdan.cc/sh/v3/cmd/shfmt", "v3.8.0", Some("mvdan.cc/sh/v3/cmd/shfmt")),
            ("gopkg.in/x.v2", "v2.0.0", Some("gopkg.in/x.v2")),
            ("nothing", "v1.0.0", None),
            ("cmd/vet", "v1.0.0", None),
            ("-exec/x", "v1.0.0", None),
            ("example.com/../x", "v1.0.0", None),
            ("example.com//x", "v1.0.0", None),
            ("example.com/x/", "v1.0.0", None),
            ("example.com/x@v1", "v1.0.0", None),
            ("example.com/.x", "v1.0.0", None),
            ("./x", "v1.0.0", None),
        ] {
            assert_eq!(package(key, version).as_deref(), expected, "{key}");
        }
        assert!(known().is_sorted());
    }

    #[test]
    fn program_of_a_package_is_called_as_go_install_calls_it() {
        for (package, expected) in [
            ("golang.org/x/tools/gopls", "gopls"),
            ("example.com/x/v2", "x"),
            ("example.com/x/v1", "v1"),
            ("example.com/x/v0", "v0"),
            ("example.com/x/v10", "x"),
            ("gopkg.in/x.v2", "x.v2"),
            ("example.com/x/v2/cmd/y", "y"),
        ] {
            assert_eq!(program(package), expected, "{package}");
        }
        for (name, may) in [("gopls", true), ("go", false), ("GoFmt", false), ("go1.22.5", false)] {
            assert_eq!(refused(name).is_none(), may, "{name}");
        }
    }
}
