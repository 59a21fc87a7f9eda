//! Editors whose settings name another Go than the shell's. No go command fails by them: WARN at most.

use crate::base::visible::Visible as _;
use crate::doctor::model::facts::Fact;
use std::path::Path;

use crate::doctor::model::check::Check;
use crate::doctor::model::facts::Facts;
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::subjects::editors::facts::{Editors, Setting, is_literal};
use crate::doctor::subjects::filesystem::looked_at::named;
use crate::doctor::subjects::filesystem::named::Named;
use crate::doctor::subjects::path::facts::PathFacts;
use crate::doctor::subjects::settings::facts::Settings;
use crate::doctor::subjects::toolchain::at_hand::root;
use crate::doctor::subjects::toolchain::root::Root;
use crate::settings::toolchain_dir::program;
use crate::shells::ide::shim;
use crate::sys::fs::probe::FileKind;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("ide.vscode", "VS Code uses the Go of this shell", vscode)
        .needs(&[PathFacts::NEED, Root::NEED, Settings::NEED, Editors::NEED, Named::NEED])
        .reads("settings.json of the project and of the user (Code, Insiders, OSS, VSCodium, Cursor): \
            go.goroot, go.alternateTools, go.toolsEnvVars, go.testEnvVars, terminal.integrated.env")
        .fails("a path there is another Go than the `go` on PATH, or none; or a variable there changes \
            what Go does in the editor only (WARN)")
        .cure("take the line out: without it the extension takes the `go` on PATH; `goenvmgr ide vscode --write` has it \
            follow pins")
        .why("the extension prefers go.goroot and alternateTools to PATH, and hands toolsEnvVars to \
            gopls and to tests"),
    Check::new("ide.goland", "GoLand uses the Go of this shell", goland)
        .needs(&[PathFacts::NEED, Root::NEED, Editors::NEED, Named::NEED])
        .reads(".idea/workspace.xml of the project and options/go.sdk.xml of JetBrains' products: the \
            component GOROOT")
        .fails("its directory is another Go than the `go` on PATH, or none (WARN)")
        .cure("choose the SDK again: Settings, Go, GOROOT")
        .why("GoLand keeps its SDK beside the shell's; both can differ without a word"),
];

fn settings(facts: &Facts) -> Result<&[Setting], Verdict> {
    Ok(&facts.need::<Editors>()?.0)
}

/// Whether the path is the GOROOT of the `go` on PATH, or its program.
fn is_here(facts: &Facts, root: &Root, value: &str) -> Result<bool, Verdict> {
    let real = |path: &Path| named(facts)?.at(path).map(|at| at.real.as_ref());
    let said = real(value.as_ref())?;
    Ok(said.is_some() && (said == real(&root.path)? || said == real(&program(&root.path, "go"))?))
}

/// The first of these settings that names another Go, and what stands there.
fn other<'a>(
    facts: &Facts,
    root: &Root,
    mut all: impl Iterator<Item = &'a Setting>,
) -> Result<Option<(&'a Setting, String)>, Verdict> {
    let found = all.find_map(|one| match is_here(facts, root, &one.value) {
        Ok(true) => None,
        Ok(false) => Some(Ok(one)),
        Err(verdict) => Some(Err(verdict)),
    });
    let Some(one) = found.transpose()? else { return Ok(None) };
    let at = named(facts)?.at(one.value.as_ref())?;
    let what = match &at.version {
        Some(version) => version,
        None if at.kind == Some(FileKind::Dir) => "no Go",
        None if at.kind.is_none() => "nothing is there",
        None => "no GOROOT, nor the `go` of this shell",
    };
    Ok(Some((one, what.to_owned())))
}

/// Whether it names our shim, which starts what the directory pins: what `goenvmgr ide vscode` writes.
fn follows(facts: &Facts, one: &Setting) -> bool {
    let shim = shim(&facts.home);
    let stands =
        || named(facts).and_then(|named| named.at(&shim)).is_ok_and(|at| at.kind.is_some());
    one.name == "go.alternateTools.go" && Path::new(&one.value) == shim && stands()
}

fn vscode(facts: &Facts) -> Answer {
    let all = settings(facts)?;
    let root = root(facts)?;
    let named = ["go.goroot", "go.alternateTools.go"];
    let path = |one: &&Setting| {
        let goroot = one.name.ends_with(".GOROOT");
        !follows(facts, one)
            && (named.contains(&one.name.as_str()) || goroot)
            && is_literal(&one.value)
    };
    if let Some((one, what)) = other(facts, root, all.iter().filter(path))? {
        return Ok(Verdict::warn(format!(
            "VS Code is told to use {} ({what}), the shell uses {}",
            one.value,
            root.path.visible()
        ))
        .seen(
            format!("{}:{}", one.file.visible(), one.line),
            format!("{} = {}", one.name, one.value),
        )
        .cure(Fix::new(format!(
            "take {} out of {}:{}",
            one.name,
            one.file.visible(),
            one.line
        ))));
    }
    let variables = ["GOOS", "GOARCH", "GOFLAGS", "GOTOOLCHAIN", "GO111MODULE", "CGO_ENABLED"];
    let shell = crate::doctor::subjects::settings::evidence::settings(facts)?;
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
        odd.iter().map(|one| format!("{}:{}", one.file.visible(), one.line)).collect();
    let places = places.join(", ");
    let verdict = odd.iter().fold(verdict, |verdict, one| {
        verdict.seen(
            format!("{}:{}", one.file.visible(), one.line),
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
    let named = |one: &&Setting| one.name == "GOROOT" && is_literal(&one.value);
    let Some((one, what)) = other(facts, root, all.iter().filter(named))? else {
        return Ok(Verdict::pass("no settings of GoLand name another Go"));
    };
    Ok(Verdict::warn(format!(
        "GoLand is told to use {} ({what}), the shell uses {}",
        one.value,
        root.path.visible()
    ))
    .seen(format!("{}:{}", one.file.visible(), one.line), format!("GOROOT = {}", one.value))
    .cure(Fix::new(format!(
        "choose the SDK again (Settings, Go, GOROOT), which writes {}:{}",
        one.file.visible(),
        one.line
    ))))
}
