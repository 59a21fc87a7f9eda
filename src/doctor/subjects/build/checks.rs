//! Build files: variables that leak out of them, and versions of Go that they name.

use crate::base::visible::Visible as _;
use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::project::facts::{Project, Text};
use crate::doctor::subjects::startup::COMMENT_OUT;
use crate::doctor::subjects::toolchain::at_hand::minor;
use crate::go::platform::Platform;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("build.target", "build files set no foreign target for everything", target)
        .needs(&[Project::NEED])
        .reads("Makefile, *.mk, CMakeLists.txt, Dockerfile, compose and CI files of the project: lines \
            that export GOOS or GOARCH for all commands, and whether the same file tests, runs or \
            generates")
        .fails("the target is another machine's, and the file runs `go test`, `go run` or `go generate` \
            with it: `exec format error` (WARN)")
        .cure("set it for one command: GOOS=windows go build")
        .why("an exported variable reaches every recipe; go test and go run start what they build"),
    Check::new("build.race", "no build file asks for -race without cgo", race)
        .needs(&[Project::NEED])
        .reads("the same files: CGO_ENABLED=0 set for all commands, and -race")
        .fails("both stand in one file: `-race requires cgo; enable cgo by setting CGO_ENABLED=1` (WARN)")
        .cure("set CGO_ENABLED=0 for the one command that needs it")
        .why("the race detector's runtime is C"),
    Check::new("build.flags", "no build file hides a GOROOT or GOFLAGS", flags)
        .lines(&[COMMENT_OUT])
        .needs(&[Project::NEED])
        .reads("the same files: GOROOT and GOFLAGS set for all commands")
        .fails("a GOROOT is set (another Go than the one on PATH), or -mod=vendor and there is no vendor \
            directory, or -insecure (WARN)")
        .cure("take the line out")
        .why("what works in the shell fails in the build, or the reverse, and nothing says why"),
    Check::new("build.versions", "build files use a Go that go.mod accepts", versions)
        .needs(&[Project::NEED])
        .reads("`FROM golang:X.Y` and `go-version: X.Y` in Dockerfiles and CI files, the go line of go.mod")
        .fails("it is older than go.mod asks for: `go.mod requires go >= …` there, or a download on \
            every run (WARN)")
        .cure("name the version that go.mod asks for; in CI, go-version-file: go.mod")
        .why("golang images set GOTOOLCHAIN=local: they do not switch"),
];

/// A variable that a file sets for all commands: name, value, line.
type Set = (String, String, usize);

fn project(facts: &Facts) -> Result<&Project, Verdict> {
    facts.need::<Project>()
}

fn file_name(file: &Text) -> String {
    file.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

fn is_make(name: &str) -> bool {
    name.to_lowercase().contains("makefile") || name.ends_with(".mk")
}

/// Variables set for every command of the file.
fn exported(file: &Text) -> Vec<Set> {
    let name = file_name(file);
    let mut found = Vec::new();
    let (mut plain, mut names): (Vec<Set>, Vec<String>) = (Vec::new(), Vec::new());
    for (index, line) in file.text.lines().enumerate() {
        let recipe = is_make(&name) && line.starts_with('\t');
        let code = line.split('#').next().unwrap_or_default().trim();
        if recipe || code.is_empty() {
            continue;
        }
        let code = code.trim_start_matches("- ");
        if is_make(&name) {
            match code.strip_prefix("export") {
                Some("") => names.push("*".to_owned()),
                Some(rest) if rest.starts_with([' ', '\t']) => match pair(rest, "=") {
                    Some((key, value)) => found.push((key, value, index + 1)),
                    None => names.extend(rest.split_whitespace().map(str::to_owned)),
                },
                _ => plain.extend(pair(code, "=").map(|(k, v)| (k, v, index + 1))),
            }
        } else if name.contains("Dockerfile") {
            let rest = code.strip_prefix("ENV ").unwrap_or_default();
            for word in rest.split_whitespace() {
                found.extend(pair(word, "=").map(|(k, v)| (k, v, index + 1)));
            }
        } else if name == "CMakeLists.txt" {
            let rest = code.strip_prefix("set(ENV{").and_then(|rest| rest.split_once('}'));
            found.extend(rest.map(|(key, value)| {
                let value = value.trim_end_matches(')').trim().trim_matches('"');
                (key.to_owned(), value.to_owned(), index + 1)
            }));
        } else {
            let set = pair(code, ":").or_else(|| pair(code, "="));
            found.extend(set.map(|(key, value)| (key, value, index + 1)));
        }
    }
    let all = names.iter().any(|name| name == "*");
    found.extend(plain.into_iter().filter(|(key, _, _)| all || names.contains(key)));
    found.retain(|(key, _, _)| key.starts_with("GO") || key.starts_with("CGO"));
    found
}

fn pair(code: &str, sign: &str) -> Option<(String, String)> {
    let (key, value) = code.split_once(sign)?;
    let key = key.trim().trim_end_matches([':', '?', '+']).trim();
    let name = key.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
    let value = value.trim().trim_matches(['"', '\'']);
    (name && !key.is_empty()).then(|| (key.to_owned(), value.to_owned()))
}

fn place(file: &Text, line: usize) -> String {
    format!("{}:{line}", file.path.visible())
}

fn target(facts: &Facts) -> Answer {
    let host = Platform::host();
    for file in &project(facts)?.build_files {
        let runs = file.text.lines().position(|line| {
            ["go test", "go run", "go generate"].iter().any(|command| line.contains(command))
                && !line.contains("GOOS=")
                && !line.contains("GOARCH=")
        });
        let foreign = exported(file).into_iter().find(|(key, value, _)| match key.as_str() {
            "GOOS" => !value.contains('$') && *value != host.os,
            "GOARCH" => !value.contains('$') && *value != host.arch,
            _ => false,
        });
        let (Some((key, value, line)), Some(runs)) = (foreign, runs) else { continue };
        let command = file.text.lines().nth(runs).unwrap_or_default().trim().to_owned();
        return Ok(Verdict::warn(format!("{key}={value} reaches what {} runs", file_name(file)))
            .seen(place(file, line), format!("{key}={value}"))
            .seen(place(file, runs + 1), command)
            .cure(Fix::new(format!(
                "take it out of {}, and set it for one command only: {key}={value} go build",
                place(file, line)
            ))));
    }
    Ok(Verdict::pass("no build file sets a foreign target for everything"))
}

fn race(facts: &Facts) -> Answer {
    for file in &project(facts)?.build_files {
        let off =
            exported(file).into_iter().find(|(key, value, _)| key == "CGO_ENABLED" && value == "0");
        let race = file.text.lines().position(|line| {
            line.contains("go ") && line.contains("-race") && !line.contains("CGO_ENABLED=1")
        });
        let (Some((_, _, line)), Some(race)) = (off, race) else { continue };
        let command = file.text.lines().nth(race).unwrap_or_default().trim().to_owned();
        return Ok(Verdict::warn(format!(
            "{} switches cgo off and asks for -race",
            file_name(file)
        ))
        .seen(place(file, line), "CGO_ENABLED=0")
        .seen(place(file, race + 1), command)
        .cure(Fix::new(format!(
            "take it out of {}, and set CGO_ENABLED=0 for the one command that needs it",
            place(file, line)
        ))));
    }
    Ok(Verdict::pass("no build file asks for -race without cgo"))
}

fn flags(facts: &Facts) -> Answer {
    let project = project(facts)?;
    for file in &project.build_files {
        for (key, value, line) in exported(file) {
            let what = match key.as_str() {
                "GOROOT" if !value.contains('$') && !file_name(file).contains("Dockerfile") => {
                    "another Go than the one on PATH"
                }
                "GOFLAGS" if value.contains("-mod=vendor") && project.vendor.is_none() => {
                    "a vendor directory that is not there"
                }
                "GOFLAGS" if value.contains("-insecure") => "unverified modules",
                _ => continue,
            };
            return Ok(Verdict::warn(format!("{} sets {key}: {what}", file_name(file)))
                .seen(place(file, line), format!("{key}={value}"))
                .cure(take_out(file, line)));
        }
    }
    Ok(Verdict::pass("no build file hides a GOROOT or GOFLAGS"))
}

/// Comments one line of a makefile out. Elsewhere a line may hold more than this one setting.
fn take_out(file: &Text, line: usize) -> Fix {
    let fix = Fix::new(format!("take {} out", place(file, line)));
    let goes_on = |number: usize| {
        let text = number.checked_sub(1).and_then(|index| file.text.lines().nth(index));
        text.is_some_and(|text| text.ends_with('\\'))
    };
    if !is_make(&file_name(file)) || goes_on(line) || goes_on(line - 1) {
        return fix;
    }
    fix.run(Line::of("sed -i").word(format!("{line}s/^/# /")).word(&file.path))
}

fn versions(facts: &Facts) -> Answer {
    let project = project(facts)?;
    let wanted = project.directive("go").and_then(|d| minor(d.words.get(1)?));
    let Some(wanted) = wanted else {
        return Ok(Verdict::pass("no go.mod here asks for a version"));
    };
    for file in &project.build_files {
        for (index, line) in file.text.lines().enumerate() {
            let Some(named) = named(line) else { continue };
            if minor(named).is_some_and(|found| found < wanted) {
                return Ok(Verdict::warn(format!(
                    "{} uses Go {named}, go.mod asks for {}.{}",
                    file_name(file),
                    wanted.0,
                    wanted.1
                ))
                .seen(place(file, index + 1), line.trim())
                .cure(Fix::new(format!(
                    "name the version that go.mod asks for in {}; in CI, go-version-file: go.mod",
                    place(file, index + 1)
                ))));
            }
        }
    }
    Ok(Verdict::pass("build files use a Go that go.mod accepts, or name none"))
}

/// The version in `FROM golang:1.21-alpine` and in `go-version: '1.21'`.
fn named(line: &str) -> Option<&str> {
    let code = line.trim();
    let image = code.split_once("golang:").map(|(_, rest)| rest);
    let from =
        image.filter(|_| code.to_lowercase().starts_with("from ") || code.starts_with("image:"));
    let action = code.trim_start_matches("- ").strip_prefix("go-version:");
    let rest = from.or(action)?.trim().trim_start_matches(['\'', '"', '[']);
    let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
    rest.get(..end).filter(|version| version.contains('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(name: &str, text: &str) -> Vec<String> {
        let file = Text { path: format!("/p/{name}").into(), text: text.to_owned() };
        exported(&file).into_iter().map(|(k, v, line)| format!("{line} {k}={v}")).collect()
    }

    #[test]
    fn startup_files_of_each_kind_export_in_their_way() {
        let make = "GOOS := linux\nGOARCH ?= arm64\nexport GOOS\nexport CGO_ENABLED=0 # off\nx:\n\texport GOFLAGS=-x\n";
        assert_eq!(set("Makefile", make), ["4 CGO_ENABLED=0", "1 GOOS=linux"]);
        assert_eq!(set("a.mk", "GOOS=linux\nexport\n"), ["1 GOOS=linux"]);
        assert_eq!(
            set("Dockerfile", "ENV GOOS=linux CGO_ENABLED=0\nRUN GOOS=x go build\n"),
            ["1 GOOS=linux", "1 CGO_ENABLED=0"]
        );
        assert_eq!(set("CMakeLists.txt", "set(ENV{GOOS} \"windows\")\n"), ["1 GOOS=windows"]);
        assert_eq!(set("ci.yml", "env:\n  GOOS: windows\n"), ["2 GOOS=windows"]);
        assert_eq!(set("compose.yaml", "    - GOARCH=arm64\n"), ["1 GOARCH=arm64"]);
    }

    #[test]
    fn versions_are_found_where_images_and_actions_name_them() {
        for (line, version) in [
            ("FROM golang:1.21-alpine AS build", Some("1.21")),
            ("FROM --platform=$BUILDPLATFORM golang:1.22.5", Some("1.22.5")),
            ("    go-version: '1.20'", Some("1.20")),
            ("  image: golang:1.19", Some("1.19")),
            ("FROM golang:latest", None),
            ("# golang:1.2", None),
            ("go-version-file: go.mod", None),
        ] {
            assert_eq!(named(line), version, "{line}");
        }
    }
}
