//! What `env`, `hook`, `init`, `use`, `deactivate` and `check` share: the shell that they speak to.

use std::ffi::OsStr;

use super::Context;
use crate::base::fault::{Fault, Result};
use crate::projects::scan::AncestorScan;
use crate::projects::select::{Outcome, Selection, select};
use crate::shells::activate::{Activation, Note, enter};
use crate::shells::shell::{Shell, Then, Unquotable, Watch, answer};
use crate::sys::env::Env;
use crate::toolchains::store::{Store, shims};

/// Set by the shell function: the shell that evaluates what is printed.
const EMIT: &str = "__GOENVMGR_EMIT";
/// Set by the shell function: what this shell has been told already.
const TOLD: &str = "__GOENVMGR_TOLD";
/// What gives an elvish script the function.
pub(super) const ELVISH_SCRIPT: &str = "var goenvmgr~ = $e:goenvmgr~; eval (goenvmgr init elvish | slurp) \
     &on-end={|ns| set goenvmgr~ = $ns[goenvmgr~] }";
/// So many things are remembered as told; then the oldest are forgotten.
const REMEMBERED: usize = 64;

/// The shell whose function called us; `None` where a person or a script did.
pub(super) fn caller(env: &Env) -> Option<Shell> {
    use clap::ValueEnum;
    Shell::from_str(env.var(EMIT)?, false).ok()
}

/// The shell that started us: by the names of the processes above, else by `$SHELL`.
pub(super) fn detect(env: &Env) -> Option<Shell> {
    let above = Env::ancestors();
    let named = above.iter().filter_map(|(_, name)| Shell::from_program(name.as_deref()?)).next();
    named.or_else(|| Shell::from_program(env.var("SHELL")?))
}

/// The variables without what the function passes to us alone.
pub(super) fn clean(env: &Env) -> Env {
    let mut env = env.clone();
    env.vars.remove(OsStr::new(EMIT));
    env.vars.remove(OsStr::new(TOLD));
    env
}

/// As [`activation`], for a shell that is going to take it over: what it may put in front of
/// somebody else's go is made where it is not there.
pub(super) fn prepared(
    context: &Context,
    env: &Env,
    scan: &AncestorScan,
) -> Result<(Selection, Activation)> {
    let (selection, activation) = activation(context, env, scan)?;
    // What has to be said depends on whether they stand.
    if matches!(selection.outcome, Outcome::Missing { .. }) && stand_shims(context) {
        return self::activation(context, env, scan);
    }
    Ok((selection, activation))
}

/// Makes the shims where there are none and they may be made. Whether they stand.
pub(super) fn stand_shims(context: &Context) -> bool {
    let Context { env, home, .. } = context;
    shims::stand(home, &Store::new(home), &env.program())
}

/// Selects and plans for an environment.
pub(super) fn activation(
    context: &Context,
    env: &Env,
    scan: &AncestorScan,
) -> Result<(Selection, Activation)> {
    let store = Store::new(&context.home);
    let selection = select(env, &store, &context.config, scan)?;
    let activation = enter(env, &context.home, &store, &context.config, scan, &selection)?;
    Ok((selection, activation))
}

/// Says what this shell has not been told yet, and returns what it has been told then.
pub(super) fn tell(context: &Context, notes: &[Note]) -> String {
    let before = context.env.var(TOLD).unwrap_or_default();
    let mut told: Vec<String> = before.split_whitespace().map(str::to_owned).collect();
    for note in notes {
        let key = note.key();
        if !told.contains(&key) {
            say(context, note);
            told.push(key);
        }
    }
    told.drain(..told.len().saturating_sub(REMEMBERED));
    told.join(" ")
}

/// Says it, told or not.
pub(super) fn say(context: &Context, note: &Note) {
    if note.warning {
        context.out.warn(&note.text);
    } else {
        context.out.status(&note.text);
    }
    if let Some(hint) = &note.hint {
        context.out.hint(hint);
    }
}

/// Prints what the shell is to take over, and what to do then.
pub(super) fn emit(
    context: &Context,
    shell: Shell,
    activation: &Activation,
    told: String,
    then: Then,
) -> Result<()> {
    let watch = Watch { told, ..activation.watch.clone() };
    let text = answer(shell, &activation.diff, Some(&watch), then).map_err(unquotable)?;
    print(context, &text)
}

/// Prints a shell's text.
pub(super) fn print(context: &Context, text: &OsStr) -> Result<()> {
    use std::os::unix::ffi::OsStrExt;
    context.out.data(text.as_bytes())
}

/// A value that the shell cannot hold.
#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
pub(super) fn unquotable(error: Unquotable) -> Fault {
    Fault::unfinished(format!("the environment cannot be put in the shell's words: {error}"))
}

/// What to say where the shell function is needed and not there.
pub(super) fn needs_function(env: &Env, command: &str) -> Fault {
    let shell = detect(env).unwrap_or(Shell::Bash);
    let Some(load) = shell.reads_init() else {
        let what = format!("{command} needs a function, which {} does not get", shell.name());
        return Fault::no(what).hint(
            "eval \"$(goenvmgr env)\"   (after GOENVMGR_VERSION=1.22.5 for another version \
             than the directory's; `goenvmgr init` has functions for bash, zsh, fish, powershell, \
             elvish, nu)",
        );
    };
    let fault =
        Fault::no(format!("`{command}` changes the shell itself, which only its function can do"))
            .hint(format!("{load}   (goenvmgr setup writes it into your start-up files)"));
    // Scripts of these read no start-up file, and an elvish script keeps what `eval` defines only if
    // it says so.
    match shell {
        Shell::Elvish => fault.hint(format!("in a script: {ELVISH_SCRIPT}")),
        Shell::Nu => fault.hint(
            "in a script: source FILE, after goenvmgr init nu | save -f FILE   (goenvmgr setup \
             keeps one: init.nu in goenvmgr's data directory)",
        ),
        _ => fault,
    }
}

/// As [`tell`] for notes that have just been said.
pub(super) fn quietly(context: &Context, notes: &[Note]) -> String {
    let before = context.env.var(TOLD).unwrap_or_default();
    let keys = notes.iter().map(Note::key);
    let told: Vec<String> = before.split_whitespace().map(str::to_owned).chain(keys).collect();
    told[told.len().saturating_sub(REMEMBERED)..].join(" ")
}
