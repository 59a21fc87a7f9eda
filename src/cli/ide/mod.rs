//! `goenvmgr ide`: what editors are told.

mod shown;

use super::{Context, FormatArg, consent, selected, session};
use crate::base::fault::{Exit, Fault, Result};
use crate::projects::scan::AncestorScan;
use crate::shells::ide::{self, Action, Asked, Editor, IdePlan, Scope, apply};
use crate::ui::Format;
use shown::Shown;

/// Show what an editor needs to start the Go that is pinned, write it, or take it back
///
/// Without --write or --undo nothing is changed. VS Code and Neovim are told the shim, Zed to start gopls by
/// `goenvmgr exec`: none is told a version. GoLand takes no shim; what to choose there is said. Comments and everything
/// else in their files stay as they are; what stood there before comes back with --undo.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
JSON: dry_run, editor, action (write, undo), files [{editor, path, link_target, step (create, change, remove, keep), refused, set
[{key, before, after, changed_since}], diff [{line, removed, added}]}], links [{path, target, fate (create, remove,
keep, theirs)}], by_hand, notes, backups.

Examples:
  goenvmgr ide vscode
  goenvmgr ide vscode --write
  goenvmgr ide vscode --project --write --yes
  goenvmgr ide goland --sdk-links --write
  goenvmgr ide neovim --undo")]
pub(super) struct Args {
    /// The editor
    #[arg(value_enum, value_name = "EDITOR")]
    editor: Editor,
    /// Settings of the project in this directory (vscode: .vscode/settings.json) [default: those of the user]
    #[arg(long)]
    project: bool,
    /// Names in ~/sdk that lead to installed toolchains, in place of settings (goland, vscode)
    #[arg(long, conflicts_with = "project")]
    sdk_links: bool,
    /// Do it
    #[arg(long)]
    write: bool,
    /// Take back what was written
    #[arg(long, conflicts_with = "write")]
    undo: bool,
    /// Do it without a question
    #[arg(long, short)]
    yes: bool,
    #[command(flatten)]
    format: FormatArg,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    crate::sys::fs::mode::readable_where_root_works();
    let Context { env, home, out, .. } = context;
    let plan = planned(args, context)?;
    let dry_run = !args.write && !args.undo;
    let done = plan.is_empty() && plan.refusal().is_none();
    if dry_run || done && args.write {
        let shown = Shown::new(plan, dry_run, Vec::new(), env);
        match dry_run {
            true => out.report(&shown, args.format.format)?,
            false => out.done(&shown, args.format.format)?,
        }
        if dry_run && shown.has_work() {
            out.hint(&format!("{} --write   writes this", again(args)));
        }
        return Ok(Exit::Fine);
    }
    if let Some(refusal) = plan.refusal() {
        return Err(refusal);
    }
    if !args.yes && !plan.is_empty() {
        if args.format.format == Format::Human {
            out.report(&Shown::new(plan.clone(), true, Vec::new(), env), Format::Human)?;
        }
        let (question, way) = match plan.action {
            Action::Write => ("Write this?", "--write"),
            Action::Undo => ("Take this back?", "--undo"),
        };
        let again = format!("{} {way} --yes", again(args));
        if !consent::asked(context, args.format.format, question, &again)? {
            return Ok(Exit::No);
        }
    }
    let backups = apply::apply(&plan, env, home, &*out.progress())?;
    if plan.action == Action::Write {
        session::stand_shims(context);
    }
    out.done(&Shown::new(plan, false, backups, env), args.format.format)?;
    Ok(Exit::Fine)
}

fn planned(args: &Args, context: &Context) -> Result<IdePlan> {
    let Context { env, home, .. } = context;
    if args.undo {
        let scope = match (args.sdk_links, args.project) {
            (true, _) => Scope::Sdk(args.editor),
            (false, true) => Scope::Project(env.cwd.clone()),
            (false, false) => Scope::User(args.editor),
        };
        return ide::undo(home, &scope);
    }
    // What is selected is for people to choose: where that fails, the rest is told all the same.
    let scan = AncestorScan::of(&env.cwd);
    let selection = (args.editor == Editor::Goland).then(|| selected::here(context, &scan));
    let selection = selection.and_then(Result::ok);
    let root = selection.as_ref().and_then(|one| Some(one.installed()?.root.clone()));
    let asked = Asked {
        editor: args.editor,
        project: args.project,
        sdk_links: args.sdk_links,
        root: root.as_deref(),
    };
    let plan = ide::plan(env, home, asked)?;
    if args.write && plan.files.is_empty() && !args.sdk_links {
        let what = "GoLand takes no shim for a GOROOT: nothing that could be written follows a pin";
        return Err(Fault::usage(what)
            .hint("goenvmgr ide goland   says what to choose there")
            .hint("goenvmgr ide goland --sdk-links --write   gives the toolchains short names in ~/sdk"));
    }
    Ok(plan)
}

/// The same command, without what it does.
fn again(args: &Args) -> String {
    let more = match (args.sdk_links, args.project) {
        (true, _) => " --sdk-links",
        (false, true) => " --project",
        (false, false) => "",
    };
    format!("goenvmgr ide {}{more}", args.editor.word())
}
