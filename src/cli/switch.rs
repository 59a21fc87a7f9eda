//! `goenvmgr use`: another version in this shell.

use std::ffi::OsStr;

use super::session::Here;
use super::user_hooks::{self, Hook};
use super::{Context, installing, meant, session, watched};
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::go::version::Request;
use crate::projects::pins::Pinning;
use crate::projects::scan::AncestorScan;
use crate::projects::seen;
use crate::projects::select::{Outcome, Selection, system_go};
use crate::shells::activate::{Placing, VERSION};
use crate::sys::env::Env;
use crate::toolchains::store::Store;

/// Switch this shell to a version, or back to what the directory asks for
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  goenvmgr use 1.22.5   # this shell, whatever the directory says\n  goenvmgr use          # follow the pin again\n  goenvmgr use --pin 1.22.5"
)]
pub(super) struct Args {
    /// The version; without one the shell follows the pin again
    version: Option<Request>,
    /// Use the user's default
    #[arg(long, conflicts_with = "version")]
    default: bool,
    /// Use the system's own Go
    #[arg(long, conflicts_with_all = ["version", "default"])]
    system: bool,
    /// Install the version if it is missing, without asking
    #[arg(long)]
    install: bool,
    /// Install the version if it is missing, pin it here, and follow the pin
    #[arg(long, requires = "version", conflicts_with_all = ["default", "system"])]
    pin: bool,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let Some(shell) = session::caller(&context.env) else {
        return Err(session::needs_function(&context.env, "goenvmgr use"));
    };
    let before = session::clean(&context.env);
    let request = match &args.version {
        Some(version) if args.pin => pinned(version, context).map(|()| None)?,
        _ => wanted(args, context)?,
    };
    if request == Some(Request::System) && system_go(&before, &context.home).is_none() {
        return Err(Fault::no(
            "this machine has no Go of its own on PATH; this shell stays as it is",
        )
        .hint("goenvmgr list shows the versions that are installed"));
    }
    let env = with_request(&before, request.as_ref());
    let mut scan = AncestorScan::of(&env.cwd);
    let (mut selection, mut activation) = session::prepared(context, &env, &scan, Placing::Front)?;
    let fetched = selection.to_fetch().filter(|_| args.install);
    let wanted = selection.to_install().filter(|it| wants_install(args, context, it));
    if let Some(request) = wanted.cloned().or(fetched) {
        installing::with_consent(context, &request)?;
        scan = AncestorScan::of(&env.cwd);
        (selection, activation) = session::prepared(context, &env, &scan, Placing::Front)?;
    } else if is_missing(&selection) && (args.version.is_some() || args.default) {
        // What was asked for cannot be had: this shell stays as it is.
        return Err(refusal(&selection));
    }
    activation.notes.iter().for_each(|note| session::say(context, note));
    if let Some(installed) = selection.installed() {
        let name = match &installed.link {
            Some(_) => installed.to_string(),
            None => installed.name(),
        };
        context.out.status(&format!("{name} in this shell"));
    }
    let told = session::quietly(context, &activation.notes);
    let here =
        Here { vars: &before.vars, scan: &scan, selection: &selection, activation: &activation };
    session::emit(context, shell, &here, told)?;
    if let Some(installed) = selection.installed() {
        user_hooks::run(Hook::PostUse, installed, context);
    }
    Ok(if is_missing(&selection) { Exit::No } else { Exit::Fine })
}

/// Installs what is to be pinned, and pins it.
fn pinned(request: &Request, context: &Context) -> Result<()> {
    let request = &meant::for_others(request, context)?;
    let versions = Store::new(&context.home).versions()?;
    if matches!(request, Request::Named(_)) {
    } else if *request != Request::System && request.newest(&versions).is_none() {
        installing::with_consent(context, request)?;
    }
    let plan = Pinning::plan(&context.env.cwd, request)?;
    watched::watched(context, || plan.apply())?;
    plan.path.parent().into_iter().for_each(|dir| seen::note_pin(&context.home, dir));
    context.out.status(&format!("pinned {request} in {}", plan.path.visible()));
    Ok(())
}

/// What GOENVMGR_VERSION is to be; `None` follows the directory.
fn wanted(args: &Args, context: &Context) -> Result<Option<Request>> {
    if args.system {
        return Ok(Some(Request::System));
    }
    if !args.default {
        return args.version.as_ref().map(|version| meant::meant(version, context)).transpose();
    }
    let default =
        context.config.default.value.clone().ok_or_else(|| {
            Fault::no("there is no default").hint("goenvmgr default 1.22.5 sets one")
        })?;
    Ok(Some(default))
}

fn with_request(env: &Env, request: Option<&Request>) -> Env {
    let mut env = env.clone();
    match request {
        Some(request) => env.vars.insert(VERSION.into(), request.to_string().into()),
        None => env.vars.remove(OsStr::new(VERSION)),
    };
    env
}

fn is_missing(selection: &Selection) -> bool {
    matches!(selection.outcome, Outcome::Missing { .. })
}

/// What was typed, and why it cannot be: the variable that would carry it is not the user's concern.
fn refusal(selection: &Selection) -> Fault {
    let Outcome::Missing { says, why, hint, .. } = &selection.outcome else {
        return Fault::no("there is no such version");
    };
    Fault::no(format!("{says}: {why}; this shell stays as it is")).hint(hint)
}

fn wants_install(args: &Args, context: &Context, request: &Request) -> bool {
    args.install
        || context.out.confirm(&format!("go {request} is not installed. Install it?")) == Some(true)
}
