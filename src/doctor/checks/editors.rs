//! Editors whose settings name another Go than the shell's. No go command fails by them: WARN at most.

use super::root;
use crate::doctor::check::Check;
use crate::doctor::facts::editors::{Setting, is_literal};
use crate::doctor::facts::{Facts, need, roots::Root};
use crate::doctor::finding::{Answer, Fix, Verdict};
use crate::fs::{marks, probe};

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("ide.vscode", "VS Code uses the Go of this shell", vscode)
        .reads("settings.json of the project and of the user (Code, Insiders, OSS, VSCodium, Cursor): \
            go.goroot, go.alternateTools, go.toolsEnvVars, go.testEnvVars, terminal.integrated.env")
        .fails("a path there is another Go than the `go` on PATH, or none; or a variable there changes \
            what Go does in the editor only (WARN)")
        .cure("take the line out: without it the extension takes the `go` on PATH")
        .why("the extension prefers go.goroot and alternateTools to PATH, and hands toolsEnvVars to \
            gopls and to tests"),
    Check::new("ide.goland", "GoLand uses the Go of this shell", goland)
        .reads(".idea/workspace.xml of the project and options/go.sdk.xml of JetBrains' products: the \
            component GOROOT")
        .fails("its directory is another Go than the `go` on PATH, or none (WARN)")
        .cure("choose the SDK anew: Settings, Go, GOROOT")
        .why("GoLand keeps its SDK beside the shell's; both can differ without a word"),
];

fn settings(facts: &Facts) -> Result<&[Setting], Verdict> {
    Ok(need(&facts.editors, "the editors' settings")?)
}

/// Whether the path is the GOROOT of the `go` on PATH, or its program.
fn is_here(root: &Root, value: &str) -> bool {
    let real = marks::real(value.as_ref());
    let own = marks::real(&root.path);
    real.is_some() && (real == own || real == marks::real(&root.path.join("bin/go")))
}

fn version(value: &str) -> String {
    match crate::inventory::gos::version_of(value.as_ref()) {
        Some(version) => version,
        None if probe::is_dir(value.as_ref()) => "no Go".to_owned(),
        None => "nothing is there".to_owned(),
    }
}

fn vscode(facts: &Facts) -> Answer {
    let all = settings(facts)?;
    let root = root(facts)?;
    let named = ["go.goroot", "go.alternateTools.go"];
    let path = |one: &&Setting| {
        let goroot = one.name.ends_with(".GOROOT");
        (named.contains(&one.name.as_str()) || goroot) && is_literal(&one.value)
    };
    if let Some(one) = all.iter().find(|one| path(one) && !is_here(root, &one.value)) {
        return Ok(Verdict::warn(format!(
            "VS Code is told to use {} ({}), the shell uses {}",
            one.value,
            version(&one.value),
            root.path.display()
        ))
        .seen(
            format!("{}:{}", one.file.display(), one.line),
            format!("{} = {}", one.name, one.value),
        )
        .cure(Fix::new(format!(
            "take {} out of {}:{}",
            one.name,
            one.file.display(),
            one.line
        ))));
    }
    let variables = ["GOOS", "GOARCH", "GOFLAGS", "GOTOOLCHAIN", "GO111MODULE", "CGO_ENABLED"];
    let shell = super::settings(facts)?;
    let differs = |one: &&Setting| {
        let name = one.name.rsplit('.').next().unwrap_or_default();
        variables.contains(&name) && shell.value(name) != Some(one.value.as_str())
    };
    let mut odd = all.iter().filter(differs).peekable();
    if odd.peek().is_none() {
        return Ok(Verdict::pass("no settings of VS Code name another Go"));
    }
    let verdict = Verdict::warn("VS Code sets variables for Go that this shell does not have");
    let odd: Vec<&Setting> = odd.collect();
    let places: Vec<String> =
        odd.iter().map(|one| format!("{}:{}", one.file.display(), one.line)).collect();
    let places = places.join(", ");
    let verdict = odd.iter().fold(verdict, |verdict, one| {
        verdict.seen(
            format!("{}:{}", one.file.display(), one.line),
            format!("{} = {}", one.name, one.value),
        )
    });
    let fix =
        format!("take them out of {places}, or set them for the shell too, so that both agree");
    Ok(verdict.cure(Fix::new(fix)))
}

fn goland(facts: &Facts) -> Answer {
    let all = settings(facts)?;
    let root = root(facts)?;
    let other = all.iter().find(|one| one.name == "GOROOT" && !is_here(root, &one.value));
    let Some(one) = other else {
        return Ok(Verdict::pass("no settings of GoLand name another Go"));
    };
    Ok(Verdict::warn(format!(
        "GoLand is told to use {} ({}), the shell uses {}",
        one.value,
        version(&one.value),
        root.path.display()
    ))
    .seen(format!("{}:{}", one.file.display(), one.line), format!("GOROOT = {}", one.value))
    .cure(Fix::new(format!(
        "choose the SDK anew (Settings, Go, GOROOT), which writes {}:{}",
        one.file.display(),
        one.line
    ))))
}
