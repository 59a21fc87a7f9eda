//! The lines of the `go env -w` file.

use crate::doctor::model::facts::Fact;
use crate::doctor::subjects::settings::facts::Settings;
use std::path::Path;

use crate::doctor::model::check::Check;
use crate::doctor::model::facts::Facts;
use crate::doctor::model::finding::{Answer, Fix, Remedy, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::settings::evidence::{go_env_file, settings};
use crate::doctor::subjects::settings::facts::{Layer, Setting};

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("env.goenv-lost", "every line of the `go env -w` file does something", lost)
        .lines(&["sed -i <edits> <file>"])
        .needs(&[Settings::NEED])
        .reads("the `go env -w` file, line by line, by Go's rule: a capital letter first, then `=`")
        .fails(
            "Go skips a line without a word (`export X=`, a blank before the name, a byte order \
            mark), or a value ends with a carriage return or a blank, which stays part of it: GOPRIVATE covers \
            nothing then",
        )
        .cure("set the value with `go env -w`, and delete the line")
        .why("cmd/go/internal/cfg skips lines that do not begin with A to Z and trims nothing"),
    Check::new("env.goenv-unknown", "the `go env -w` file sets only what Go reads", unknown)
        .lines(&["sed -i <edits> <file>"])
        .needs(&[Settings::NEED])
        .reads("the names in the `go env -w` file")
        .fails(
            "a name is none of Go's (HTTP_PROXY and CC_FOR_TARGET are not): the line does nothing",
        )
        .cure("export it in the shell's start-up file, or delete the line")
        .why("`go env -w` refuses unknown names, but a line written by hand is skipped silently"),
];

fn lost(facts: &Facts) -> Answer {
    let settings = settings(facts)?;
    let Some(path) = go_env_file(settings) else {
        return Ok(Verdict::pass("there is no `go env -w` file"));
    };
    let mut verdict =
        Verdict::warn("lines of the `go env -w` file do nothing, or not what they say");
    let blanks = settings.written.iter().filter_map(|setting| Some((setting, end_of(setting)?)));
    let mut fix = Fix::new("set what you meant with `go env -w NAME=VALUE`, and delete the line");
    let (mut edits, mut cut, mut trim) = (Vec::new(), Vec::new(), Vec::new());
    for line in &settings.lost {
        cut.push(line.number);
        verdict = verdict.seen(
            format!("line {}", line.number),
            format!("{} ({})", name_of(&line.text), line.why),
        );
        edits.push(format!("{}d", line.number));
    }
    for (setting, (end, what)) in blanks {
        let Layer::GoEnvFile(_, number) = setting.layer else { continue };
        verdict = verdict.seen(
            format!("line {number}"),
            format!(
                "{}={}{end} ({what} is part of the value)",
                setting.name,
                setting.value.trim_end()
            ),
        );
        edits.push(format!("{number}s/[[:space:]]*$//"));
        trim.push(number);
    }
    if edits.is_empty() {
        return Ok(Verdict::pass("every line does something"));
    }
    fix = fix.run(sed(&edits, path));
    fix = fix.remedy(Remedy::Lines { file: path.to_owned(), cut, trim });
    Ok(verdict.cure(fix))
}

/// What a value ends with that nobody meant, and its name.
fn end_of(setting: &Setting) -> Option<(&'static str, &'static str)> {
    match setting.value.chars().next_back()? {
        '\r' => Some(("\\r", "the carriage return")),
        ' ' | '\t' if !is_of_words(setting) => Some((" ", "the blank at its end")),
        _ => None,
    }
}

/// Whether Go takes the words of a value, and no blank at its end (Go 1.26: `GOTMPDIR=/tmp ` is `stat /tmp : no such
/// file or directory`, `GOFLAGS=-mod=mod ` is nothing). Two values of GOSUMDB are compared whole: `off ` is no `off`.
fn is_of_words(setting: &Setting) -> bool {
    match &*setting.name {
        "GOSUMDB" => !matches!(setting.value.trim_end(), "off" | "sum.golang.google.cn"),
        "GOAUTH" | "GOCACHEPROG" | "GOFLAGS" | "GOPROXY" | "GOVCS" => true,
        "AR" | "CC" | "CXX" | "FC" | "PKG_CONFIG" => true,
        // Those that allow flags are one expression each.
        name => name.starts_with("CGO_") && name.ends_with("FLAGS"),
    }
}

/// What stands before the value, where the line has one: GOENV may name any file.
fn name_of(line: &str) -> String {
    let name = line.split_once('=').map(|(name, _)| name).filter(|name| name.len() <= 40);
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | ' ' | '\u{feff}');
    match name.filter(|name| name.chars().all(plain)) {
        Some(name) => format!("{name}=…"),
        None => format!("{} characters", line.chars().count()),
    }
}

fn sed(edits: &[String], path: &Path) -> Line {
    let line = edits.iter().fold(Line::of("sed -i"), |line, edit| line.text(" -e").word(edit));
    line.word(path)
}

fn unknown(facts: &Facts) -> Answer {
    let settings = settings(facts)?;
    let Some(path) = go_env_file(settings) else {
        return Ok(Verdict::pass("there is no `go env -w` file"));
    };
    let known = |name: &str| KNOWN.contains(&name);
    let odd: Vec<_> = settings.written.iter().filter(|setting| !known(&setting.name)).collect();
    let Some(first) = odd.first() else {
        return Ok(Verdict::pass("every name is one that Go reads"));
    };
    let mut verdict = Verdict::warn(format!("Go does not read {} from its file", first.name));
    let (mut edits, mut cut) = (Vec::new(), Vec::new());
    for setting in &odd {
        if let Layer::GoEnvFile(_, line) = setting.layer {
            verdict =
                verdict.seen(format!("line {line}"), format!("{}={}", setting.name, setting.value));
            edits.push(format!("{line}d"));
            cut.push(line);
        }
    }
    let fix =
        Fix::new("export it in the shell's start-up file where it is meant for Go's programs")
            .run(sed(&edits, path));
    let fix = fix.remedy(Remedy::Lines { file: path.to_owned(), cut, trim: Vec::new() });
    Ok(verdict.cure(fix))
}

/// What `go env -w` knows, of all versions from 1.21 on.
pub(in crate::doctor) const KNOWN: [&str; 65] = [
    "AR",
    "CC",
    "CGO_CFLAGS",
    "CGO_CFLAGS_ALLOW",
    "CGO_CFLAGS_DISALLOW",
    "CGO_CPPFLAGS",
    "CGO_CPPFLAGS_ALLOW",
    "CGO_CPPFLAGS_DISALLOW",
    "CGO_CXXFLAGS",
    "CGO_CXXFLAGS_ALLOW",
    "CGO_CXXFLAGS_DISALLOW",
    "CGO_ENABLED",
    "CGO_FFLAGS",
    "CGO_FFLAGS_ALLOW",
    "CGO_FFLAGS_DISALLOW",
    "CGO_LDFLAGS",
    "CGO_LDFLAGS_ALLOW",
    "CGO_LDFLAGS_DISALLOW",
    "CXX",
    "FC",
    "GCCGO",
    "GCCGOTOOLDIR",
    "GO111MODULE",
    "GO386",
    "GOAMD64",
    "GOARCH",
    "GOARM",
    "GOARM64",
    "GOAUTH",
    "GOBIN",
    "GOCACHE",
    "GOCACHEPROG",
    "GODEBUG",
    "GOENV",
    "GOEXE",
    "GOEXPERIMENT",
    "GOFIPS140",
    "GOFLAGS",
    "GOGCCFLAGS",
    "GOHOSTARCH",
    "GOHOSTOS",
    "GOINSECURE",
    "GOMIPS",
    "GOMIPS64",
    "GOMODCACHE",
    "GONOPROXY",
    "GONOSUMDB",
    "GOOS",
    "GOPATH",
    "GOPPC64",
    "GOPRIVATE",
    "GOPROXY",
    "GORISCV64",
    "GOROOT",
    "GOSUMDB",
    "GOTELEMETRY",
    "GOTMPDIR",
    "GOTOOLCHAIN",
    "GOTOOLDIR",
    "GOVCS",
    "GOVERSION",
    "GOWASM",
    "GOWORK",
    "GO_EXTLINK_ENABLED",
    "PKG_CONFIG",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn end_of_a_value_is_a_finding_where_go_does_not_trim_it() {
        for (line, found) in [
            ("GOPRIVATE=corp.example ", true),
            ("GOTOOLCHAIN=local ", true),
            ("GOSUMDB=off ", true),
            ("GOSUMDB=sum.golang.google.cn\t", true),
            ("GOSUMDB=sum.golang.org ", false),
            ("GOAUTH=netrc ", false),
            ("GOVCS=*:off ", false),
            ("GOCACHEPROG=prog ", false),
            ("CGO_CFLAGS=-O2 ", false),
            ("CGO_CFLAGS_ALLOW=-f.* ", true),
            ("CGO_ENABLED=0 ", true),
            ("GOAUTH=netrc\r", true),
            ("GOPRIVATE=corp.example", false),
        ] {
            let (name, value) = line.split_once('=').unwrap();
            let (name, value) = (name.to_owned(), value.to_owned());
            let setting = Setting { name, value, layer: Layer::GoEnvFile("env".into(), 1) };
            assert_eq!(end_of(&setting).is_some(), found, "{line:?}");
        }
    }
}
