//! Values that decide what the project around the working directory means.

use std::path::Path;

use crate::doctor::check::Check;
use crate::doctor::checks::{install_and_use, root, settings, unset, with};
use crate::doctor::facts::Facts;
use crate::doctor::facts::project::Other;
use crate::doctor::finding::{Answer, Fix, Verdict};
use crate::doctor::line::Line;
use crate::doctor::needs::Need;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("env.gotoolchain", "GOTOOLCHAIN is valid and serves this project", gotoolchain)
        .needs(&[Need::Path, Need::Root, Need::Settings, Need::Project])
        .reads("GOTOOLCHAIN in all layers, the go line of go.mod and go.work, the version on PATH")
        .fails(
            "it cannot be parsed (`go: invalid GOTOOLCHAIN`), or it is `local`, or set to \
            nothing in the `go env -w` file, and go.mod needs a newer Go (`go.mod requires go >= 1.99 \
            (running go 1.26.8; GOTOOLCHAIN=local)`)",
        )
        .cure("install the version that the project asks for, or let Go switch: GOTOOLCHAIN=auto")
        .why("go.dev/doc/toolchain; GOTOOLCHAIN=local by itself is no fault")
        .requires(&["path.go"]),
    Check::new("env.go111module", "modules are switched on", go111module)
        .needs(&[Need::Settings, Need::Project])
        .reads("GO111MODULE in all layers")
        .fails(
            "it is `off` (in a module: `go: modules disabled by GO111MODULE=off`), or none of on, \
            off and auto (`go: unknown environment setting GO111MODULE`)",
        )
        .cure("unset it: a leftover of 2018")
        .why("modules are the default since Go 1.16; `off` also ends toolchain switching"),
    Check::new("env.gowork", "the workspace can be read", gowork)
        .needs(&[Need::Settings, Need::Project, Need::Named])
        .reads("GOWORK in all layers, go.work upwards from the working directory")
        .fails(
            "GOWORK is relative (`go: invalid GOWORK: not an absolute path`), names no file \
            (`go: reading go.work: open …`), or a directory that go.work uses has no go.mod \
            (`cannot load module … listed in go.work file`)",
        )
        .cure("unset GOWORK, or mend the use lines: go work edit -dropuse=DIR")
        .why("cmd/go loads the workspace before it looks at the command's own module"),
];

fn gotoolchain(facts: &Facts) -> Answer {
    let settings = settings(facts)?;
    let setting = settings.used("GOTOOLCHAIN");
    let value = setting.map_or("auto", |setting| setting.value.as_str());
    // Nothing instead of a word is no mistake to Go: it stays as it is, without saying why.
    let stays = matches!(value, "" | "local");
    if let Some(setting) = setting.filter(|_| !stays && !is_toolchain_choice(value)) {
        return Ok(with(Verdict::fail("GOTOOLCHAIN cannot be parsed"), setting)
            .breaks("go version", &format!("invalid GOTOOLCHAIN \"{}\"", value.escape_debug()))
            .cure(unset(setting)));
    }
    let project = crate::doctor::facts::need(&facts.project, "the project")?;
    let Some(line) = project.directive("go") else {
        return Ok(Verdict::pass(format!("GOTOOLCHAIN is {}", shown(value))));
    };
    let wanted = line.words.get(1).map_or("", String::as_str);
    let root = root(facts)?;
    let running = root.go_version.clone().or_else(|| root.version.clone()).unwrap_or_default();
    let running = running.split(' ').next().unwrap_or_default().trim_start_matches("go").to_owned();
    let newer = match (
        crate::version::GoVersion::parse(wanted),
        crate::version::GoVersion::parse(&running),
    ) {
        (Some(wanted), Some(running)) => !running.meets(&wanted),
        _ => return Ok(Verdict::pass(format!("GOTOOLCHAIN is {}", shown(value)))),
    };
    let place =
        project.go_mod.as_ref().map(|file| file.path.display().to_string()).unwrap_or_default();
    if newer && stays {
        let verdict = Verdict::fail(format!(
            "go.mod asks for Go {wanted}, `go` is {running} and may not switch"
        ))
        .seen("go.mod", format!("{place}:{}", line.line));
        let verdict = setting.map_or(verdict.clone(), |setting| with(verdict, setting));
        let because = if value.is_empty() { "" } else { "; GOTOOLCHAIN=local" };
        return Ok(verdict
            .breaks(
                "go build",
                &format!("go.mod requires go >= {wanted} (running go {running}{because})"),
            )
            .cure(install_and_use(Fix::new("install that version and use it here"), wanted)));
    }
    let what = if newer {
        format!("go.mod asks for Go {wanted}: Go will run that one")
    } else {
        format!("Go {running} serves go.mod's {wanted}")
    };
    Ok(Verdict::pass(what))
}

fn shown(value: &str) -> &str {
    if value.is_empty() { "set to nothing: go runs as it is" } else { value }
}

/// The grammar of GOTOOLCHAIN: a name, or `NAME+auto` or `NAME+path`, or auto, path.
fn is_toolchain_choice(value: &str) -> bool {
    let name =
        |name: &str| name == "local" || crate::version::GoVersion::from_toolchain(name).is_some();
    match value.split_once('+') {
        None => matches!(value, "auto" | "path") || name(value),
        Some((first, mode)) => matches!(mode, "auto" | "path") && name(first),
    }
}

fn go111module(facts: &Facts) -> Answer {
    let Some(setting) = settings(facts)?.by_user("GO111MODULE") else {
        return Ok(Verdict::pass("GO111MODULE is not set"));
    };
    let in_module = facts.project.get().is_some_and(|project| project.go_mod.is_some());
    let verdict = match setting.value.as_str() {
        "on" | "auto" => return Ok(with(Verdict::pass("modules are on"), setting)),
        "off" if in_module => Verdict::fail("modules are switched off inside a module")
            .breaks("go list -m", "list -m cannot be used with GO111MODULE=off"),
        "off" => Verdict::warn(
            "modules are switched off: GOPATH mode, no versions, no toolchain switches",
        ),
        other => Verdict::fail("GO111MODULE is none of on, off and auto")
            .breaks("go build", &format!("unknown environment setting GO111MODULE={other}")),
    };
    Ok(with(verdict, setting).cure(unset(setting)))
}

fn gowork(facts: &Facts) -> Answer {
    let settings = settings(facts)?;
    let setting = settings.by_user("GOWORK");
    let project = crate::doctor::facts::need(&facts.project, "the project")?;
    if let Some(setting) = setting.filter(|s| s.value != "off" && s.value != "auto") {
        let path = Path::new(&setting.value);
        let says = if !path.is_absolute() {
            "invalid GOWORK: not an absolute path".to_owned()
        } else if facts.named.is_file(path)? {
            String::new()
        } else {
            format!("reading go.work: open {}: no such file or directory", path.display())
        };
        if !says.is_empty() {
            return Ok(with(Verdict::fail("GOWORK names no workspace"), setting)
                .breaks("go build", &says)
                .cure(unset(setting)));
        }
    }
    let Some(work) = &project.go_work else {
        return Ok(Verdict::pass("there is no workspace"));
    };
    for Other { line, target, go_mod, .. } in project.used() {
        if facts.named.is_file(&go_mod)? {
            continue;
        }
        return Ok(Verdict::fail(format!("go.work uses {target}, which has no go.mod"))
            .seen("go.work", format!("{}:{line}", work.path.display()))
            .breaks("go build", &format!("cannot load module {target} listed in go.work file"))
            .cure(
                Fix::new("take it out of the workspace, or bring the directory back")
                    .run(Line::of("go work edit -dropuse=").end(target).word(&work.path)),
            ));
    }
    Ok(Verdict::pass(format!("{} can be read", work.path.display())))
}
