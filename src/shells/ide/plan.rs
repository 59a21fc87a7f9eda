//! Facts to [`IdePlan`].

use std::path::{Path, PathBuf};

use super::journal::{self, Journal, Written};
use super::places::Roots;
use super::settings::{becomes, now, with};
use super::{Action, Editor, IdePlan, SettingsPlan, goland, jsonc, sdk, settings, told};
use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::settings::home::Home;
use crate::shells::setup::journal::File;
use crate::sys::env::Env;
use crate::sys::fs::{link, lookup, read};

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Whose settings.
    pub editor: Editor,
    /// Those of the project in the working directory.
    pub project: bool,
    /// In place of settings the names in `~/sdk`.
    pub sdk_links: bool,
    /// The GOROOT that is selected in the working directory.
    pub root: Option<&'a Path>,
}

/// What `ide EDITOR --write` would do.
///
/// # Errors
/// When no home directory is known, or a path cannot stand in settings (exit 2); when the record of what was
/// written cannot be read. A file that cannot be *written* is a part of the plan.
pub fn plan(env: &Env, home: &Home, asked: Asked<'_>) -> Result<IdePlan> {
    fits(asked)?;
    let roots = Roots::of(env)?;
    let journal = journal::read(home)?;
    let mut plan = IdePlan {
        editor: Some(asked.editor),
        action: Action::Write,
        files: Vec::new(),
        links: Vec::new(),
        by_hand: Vec::new(),
        notes: Vec::new(),
    };
    if asked.sdk_links {
        plan.links = sdk::wanted(home, &roots)?;
        return Ok(plan);
    }
    match asked.editor {
        Editor::Vscode if asked.project => vscode_project(env, home, &roots, &journal, &mut plan)?,
        Editor::Vscode => vscode(home, &roots, &journal, &mut plan)?,
        Editor::Zed => zed(env, &roots, &journal, &mut plan)?,
        Editor::Neovim => plan.files.push(neovim(home, &roots, &journal)?),
        Editor::Goland => {
            let file = env.cwd.join(".idea/workspace.xml");
            let text = read::text(&file, 4 << 20).ok().flatten();
            let now = text.and_then(|text| goland::goroot(&text));
            let now = now.map(|(line, value)| (file, line, value));
            plan.by_hand = told::goland(asked.root, &roots.sdk(), now.as_ref());
        }
    }
    Ok(plan)
}

/// What editors are told: the shim, which selects by the directory that it runs in.
pub(crate) fn shim(home: &Home) -> PathBuf {
    home.shims().join(lookup::file_name("go"))
}

fn vscode(home: &Home, roots: &Roots, journal: &Journal, plan: &mut IdePlan) -> Result<()> {
    let entries = told::vscode(&shim(home), None)?;
    let mut files = roots.vscode();
    if files.is_empty() {
        plan.notes.push("no settings of VS Code, nor of its kin, were found here".to_owned());
        files.push(roots.vscode_itself());
    }
    for file in files {
        plan.files.push(with(Editor::Vscode, &file, &entries, journal));
    }
    vscode_notes(plan);
    Ok(())
}

fn vscode_project(
    env: &Env,
    home: &Home,
    roots: &Roots,
    journal: &Journal,
    plan: &mut IdePlan,
) -> Result<()> {
    let file = env.cwd.join(".vscode").join("settings.json");
    let entries = told::vscode(&shim(home), Some(roots.home()))?;
    let mut planned = with(Editor::Vscode, &file, &entries, journal);
    // A link in somebody's repository may lead anywhere.
    if let Some(target) = link::leads_out_of(&env.cwd, &file) {
        let why = format!("it leads out of the project, to {}", target.visible());
        planned.file.refused.get_or_insert(why);
    }
    plan.files.push(planned);
    if let Some(tree) = env.cwd.ancestors().find(|dir| read::exists(&dir.join(".git"))) {
        let what = match home.shims().starts_with(roots.home()) {
            true => "~ stands for each reader's home directory, and goenvmgr must lie there",
            false => "it names a path of this machine",
        };
        plan.notes.push(format!(
            "{} is a git repository: whoever gets the file by it gets this setting; {what}",
            tree.visible()
        ));
    }
    vscode_notes(plan);
    Ok(())
}

fn vscode_notes(plan: &mut IdePlan) {
    for one in &plan.files {
        let body = one.file.before.as_deref().and_then(|bytes| settings::text(bytes).ok());
        let goroot = body.and_then(|(_, body)| jsonc::get(body, &["go.goroot"]).ok().flatten());
        if let Some(goroot) = goroot.filter(|found| found.value.is_string()) {
            let (path, line) = (one.file.path.visible(), goroot.line);
            plan.notes.push(format!(
                "{path}:{line}: go.goroot hands {} to all that the extension starts: take it out",
                goroot.value
            ));
        }
    }
    plan.notes.push(
        "a Go that was chosen in VS Code goes before: `Go: Choose Go Environment`, Clear selection"
            .to_owned(),
    );
    plan.notes.push(
        "afterwards `Developer: Reload Window`; after another pin `Go: Restart Language Server`"
            .to_owned(),
    );
}

fn zed(env: &Env, roots: &Roots, journal: &Journal, plan: &mut IdePlan) -> Result<()> {
    let entries = told::zed(&env.program())?;
    let mut planned = with(Editor::Zed, &roots.zed(), &entries, journal);
    // Zed's own copy of gopls stands where no PATH leads.
    if lookup::first(env.path(), "gopls").is_none() {
        planned.file.refused.get_or_insert(
            "gopls is not on PATH, and Zed would start none: go install golang.org/x/tools/gopls@latest"
                .to_owned(),
        );
    }
    plan.files.push(planned);
    plan.notes.push(
        "gopls gets the Go that the project pins when it starts: after another pin `editor: restart language server`"
            .to_owned(),
    );
    plan.notes.push(
        "tasks and terminals of Zed have the environment of your shell in the project: goenvmgr setup".to_owned(),
    );
    Ok(())
}

fn neovim(home: &Home, roots: &Roots, journal: &Journal) -> Result<SettingsPlan> {
    let (path, text) = (roots.neovim(), told::neovim(&home.shims())?);
    let known = journal.file(&path);
    let mut file = now(&path);
    // What is neither there nor as it was written is somebody's.
    let ours = known.and_then(|known| known.text.as_deref()).map(str::as_bytes);
    let is_theirs =
        file.before.as_deref().is_some_and(|now| Some(now) != ours && now != text.as_bytes());
    if is_theirs {
        let why =
            if known.is_some() { "it was changed since it was written" } else { "it is not ours" };
        file.refused.get_or_insert(why.to_owned());
    }
    let file = becomes(file, text.clone().into_bytes());
    let base = known.map_or_else(|| File::new(&path), |known| known.file.clone());
    let written =
        Written { editor: Editor::Neovim, file: base, values: Vec::new(), text: Some(text) };
    Ok(SettingsPlan { editor: Editor::Neovim, file, set: Vec::new(), written, forgotten: false })
}

/// The fault of what an editor has not.
///
/// # Errors
/// Always, where the editor has no such thing (exit 2).
fn fits(asked: Asked<'_>) -> Result<()> {
    let Asked { editor, project, sdk_links, .. } = asked;
    if project && editor != Editor::Vscode {
        let word = editor.word();
        return Err(Fault::usage(format!(
            "--project is for vscode: settings of a project name no path of {word}'s"
        ))
        .hint(format!("goenvmgr ide {word}")));
    }
    if sdk_links && !matches!(editor, Editor::Goland | Editor::Vscode) {
        return Err(Fault::usage("--sdk-links is for goland and vscode, which look into ~/sdk")
            .hint("goenvmgr ide goland --sdk-links"));
    }
    Ok(())
}
