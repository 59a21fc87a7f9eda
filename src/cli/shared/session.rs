//! What `env`, `hook`, `init`, `use`, `deactivate` and `check` share: the shell that they speak to.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::base::fault::{Fault, Result};
use crate::cli::command::{InShell, words};
use crate::cli::{COMMANDS, Context};
use crate::projects::scan::AncestorScan;
use crate::projects::seen;
use crate::projects::select::{Outcome, Selection, select};
use crate::settings::config::PathMode;
use crate::settings::home::Home;
use crate::shells::activate::{
    self, Activation, Inputs, Note, Ours, Placing, conditions, of_a_fault,
};
use crate::shells::lost::LOST;
use crate::shells::shell::{
    Answer, Facts, READS, ROOT, SCRIPT, SCRIPT_NAME, Shell, Unquotable, answer, form, no_answer,
    off, protocol, render, renewed,
};
use crate::sys::env::Env;
use crate::sys::envdiff::{EnvDiff, Vars};
use crate::sys::{fs, record};
use crate::toolchains::store::{Store, shims};
use crate::ui::Out;

/// Set by the shell function: the shell that evaluates what is printed.
const EMIT: &str = "__GOENVMGR_EMIT";
/// Set by the shell function: what this shell has been told already.
const TOLD: &str = "__GOENVMGR_TOLD";
/// Set by the shell function: the form of questions and answers that it speaks.
const FORM: &str = "__GOENVMGR_PROTOCOL";
/// Set by bash's function for `check`: whose `cd` it has.
const CD: &str = "__GOENVMGR_CD";
/// What gives an elvish script the function.
pub(in crate::cli) const ELVISH_SCRIPT: &str = "var goenvmgr~ = $e:goenvmgr~; eval (goenvmgr init elvish | slurp) \
     &on-end={|ns| set goenvmgr~ = $ns[goenvmgr~] }";
/// Stands among what a shell has been told, where `init` had something to say and left it to the first
/// question of the hook.
const FIRST: &str = "first";
/// Sent as what was told by a shell that takes data, while its start-up files run: whatever there is to
/// say waits for the first prompt.
const STARTING: &str = "starting";
/// So many things are remembered as told; then the oldest are forgotten.
const REMEMBERED: usize = 64;

/// The shell whose function called us; `None` where a person or a script did.
pub(in crate::cli) fn caller(env: &Env) -> Option<Shell> {
    use clap::ValueEnum;
    Shell::from_str(env.var(EMIT)?, false).ok()
}

/// What to know where `cd` is not the function's, so that the hook comes at the next prompt only.
pub(in crate::cli) fn late_cd(env: &Env) -> Option<Note> {
    let (whose, hint) = match env.var(CD)? {
        "own" => ("a function of your own", "end it with: && __goenvmgr_hook"),
        "builtin" => ("the builtin", "goenvmgr init bash without --no-cd makes it the function's"),
        _ => return None,
    };
    let what = format!("`cd x && go build` runs the former directory's go: cd is {whose}");
    Some(Note::new(what).hint(hint))
}

/// The shell that started us: by the names of the processes above, else by `$SHELL`.
pub(in crate::cli) fn detect(env: &Env) -> Option<Shell> {
    let above = Env::ancestors();
    let named = above.iter().filter_map(|(_, name)| Shell::from_program(name.as_deref()?)).next();
    named.or_else(|| Shell::from_program(env.var("SHELL")?))
}

/// What a start-up file gets to evaluate where there is nothing: no text at all is an error of its own to
/// PowerShell, and what is kept in a file should say whose it is.
pub(in crate::cli) fn nothing_to_evaluate(env: &Env) -> Option<&'static str> {
    use clap::ValueEnum;
    let words: Vec<&str> = env.args.iter().skip(1).filter_map(|word| word.to_str()).collect();
    let command = words.iter().find(|word| !word.starts_with('-'))?;
    let named =
        || words.iter().find_map(|word| Shell::from_str(word.rsplit('=').next()?, true).ok());
    let shell = match *command {
        "init" | "env" => named().or_else(|| detect(env)),
        "completions" => named(),
        _ => None,
    };
    shell.filter(|shell| shell.takes_data() || *shell == Shell::PowerShell).map(|_| "#goenvmgr\n")
}

/// Whether the function that called speaks this program's form of questions.
pub(in crate::cli) fn speaks(env: &Env) -> bool {
    caller(env).is_some_and(|shell| env.var(FORM) == Some(protocol(shell)))
}

/// The variables without what the function passes to us alone.
pub(in crate::cli) fn clean(env: &Env) -> Env {
    let mut env = env.clone();
    env.vars.remove(OsStr::new(EMIT));
    env.vars.remove(OsStr::new(TOLD));
    env.vars.remove(OsStr::new(FORM));
    env.vars.remove(OsStr::new(ROOT));
    env.vars.remove(OsStr::new(CD));
    env.vars.remove(OsStr::new(LOST));
    env
}

/// As [`activation`], for a shell that is going to take it over: the shims that it may put in front are
/// made where they are not there.
pub(in crate::cli) fn prepared(
    context: &Context,
    env: &Env,
    scan: &AncestorScan,
    placing: Placing,
) -> Result<(Selection, Activation)> {
    let (selection, activation) = activation(context, env, scan, placing)?;
    let is_missing = matches!(selection.outcome, Outcome::Missing { .. });
    let lacks_them = context.config.path.value == PathMode::Shims && !activation.by_directory;
    // What has to be said depends on whether they stand.
    if (is_missing || lacks_them) && stand_shims(context) {
        return self::activation(context, env, scan, placing);
    }
    Ok((selection, activation))
}

/// Makes the shims where there are none and they may be made. Whether they stand.
pub(in crate::cli) fn stand_shims(context: &Context) -> bool {
    let Context { env, home, .. } = context;
    record::aside(|| shims::stand(home, &Store::new(home), &env.program()))
}

/// Makes the script that runs as `goenvmgr` in PowerShell where it may be made. Where it stands.
pub(in crate::cli) fn stand_script(context: &Context) -> Option<PathBuf> {
    let script = context.home.start_up().join(SCRIPT_NAME);
    record::aside(|| {
        let stands =
            || fs::read::text(&script, 1 << 16).is_ok_and(|it| it.as_deref() == Some(SCRIPT));
        let may = || fs::probe::may_leave(context.home.start_up());
        let written = || fs::atomic::write(&script, SCRIPT.as_bytes()).is_ok();
        (stands() || may() && written()).then(|| script.clone())
    })
}

/// Selects and plans for an environment.
pub(in crate::cli) fn activation(
    context: &Context,
    env: &Env,
    scan: &AncestorScan,
    placing: Placing,
) -> Result<(Selection, Activation)> {
    let store = Store::new(&context.home);
    let selection = select(env, &store, &context.config, scan)?;
    let (store, config) = (&store, &context.config);
    let inputs = Inputs { env, store, config, scan, selection: &selection };
    let activation = inputs.enter(placing)?;
    Ok((selection, activation))
}

/// The environment for what outlives a project (store, tool sets, caches, settings): the user's, without what an
/// activation has set. `cli::run` gives it to every command that is not about this very shell.
pub(in crate::cli) fn outside(env: &Env, home: &Home) -> Env {
    Env { vars: activate::outside(&env.vars, &Ours::of(home)), ..env.clone() }
}

/// An environment as it is where no project has a say and the default is active: for programs of the user's own.
pub(in crate::cli) fn without_project(context: &Context, env: &Env) -> Result<Env> {
    let mut env = clean(env);
    let scan = AncestorScan::of(Path::new("/"));
    env.vars = activation(context, &env, &scan, Placing::Process)?.1.after;
    Ok(env)
}

/// What a shell has been told.
pub(in crate::cli) struct Told {
    keys: String,
    /// Whether something of it was new.
    is_new: bool,
}

/// Nothing was said; whether there is something, for the first question to say.
pub(in crate::cli) fn untold(something: bool) -> Told {
    Told { keys: if something { FIRST.to_owned() } else { String::new() }, is_new: something }
}

/// Whether this is the question that `init` left something to be said to.
pub(in crate::cli) fn is_first(env: &Env) -> bool {
    env.var(TOLD).is_some_and(|told| told.split_whitespace().any(|word| word == FIRST))
}

/// Whether the shell's start-up files still run: a word now would stand between them and the prompt.
pub(in crate::cli) fn is_starting(env: &Env) -> bool {
    env.var(TOLD) == Some(STARTING)
}

/// Says what this shell has not been told yet, and returns what it has been told then.
pub(in crate::cli) fn tell(context: &Context, notes: &[Note]) -> Told {
    let before = context.env.var(TOLD).unwrap_or_default();
    let before = before.split_whitespace().filter(|word| *word != FIRST);
    let mut told: Vec<String> = before.map(str::to_owned).collect();
    let known = told.len();
    for note in notes {
        let key = note.key();
        if !told.contains(&key) {
            say(context, note);
            told.push(key);
        }
    }
    let is_new = told.len() > known;
    told.drain(..told.len().saturating_sub(REMEMBERED));
    Told { keys: told.join(" "), is_new }
}

/// Says it, told or not.
pub(in crate::cli) fn say(context: &Context, note: &Note) {
    if note.warning {
        context.out.warn(&note.text);
    } else {
        context.out.status(&note.text);
    }
    if let Some(hint) = &note.hint {
        context.out.hint(hint);
    }
}

/// Prints what the shell is to take over. It may come back to it without a question where nothing had
/// to be said, nothing is missing, and no variable of a manifest is set.
pub(in crate::cli) fn emit(
    context: &Context,
    shell: Shell,
    here: &Here<'_>,
    told: Told,
) -> Result<()> {
    let mut told = here.answer(context, told);
    if let Some(form) = form(shell, context.env.var(ROOT)) {
        told = form.answer(told);
    }
    reply(context, shell, &answer(shell, &told).map_err(unquotable)?)
}

/// What was found out about a place, for an environment.
pub(in crate::cli) struct Here<'a> {
    /// The environment as it is.
    pub(in crate::cli) vars: &'a Vars,
    pub(in crate::cli) scan: &'a AncestorScan,
    pub(in crate::cli) selection: &'a Selection,
    pub(in crate::cli) activation: &'a Activation,
}

impl Here<'_> {
    pub(in crate::cli) fn answer(&self, context: &Context, told: Told) -> Answer {
        let Self { vars, scan, selection, activation } = self;
        let home = &context.home;
        let record = record::noted().unwrap_or_default();
        let stays = matches!(selection.outcome, Outcome::Toolchain(_) | Outcome::System);
        let used = selection.installed().map(|one| seen::used(home, &one.name()));
        let conditions = conditions(&record, scan, activation, home, &context.stamp);
        let is_plain = !told.is_new && !activation.overtaken && activation.variables.is_empty();
        Answer {
            clean: EnvDiff::between(vars, &activation.outside),
            enter: EnvDiff::between(&activation.outside, &activation.after),
            leave: match activation.overtaken {
                // The next place asks with PATH as it stands.
                true => EnvDiff::default(),
                false => EnvDiff::between(&activation.after, &activation.outside),
            },
            keep: stays && context.stamp.is_ok() && conditions.named && is_plain,
            conditions,
            used,
            told: told.keys,
        }
    }
}

/// Prints what takes ours off.
pub(in crate::cli) fn emit_off(context: &Context, shell: Shell, diff: &EnvDiff) -> Result<()> {
    let own = form(shell, context.env.var(ROOT)).map(|form| form.diff(diff.clone()));
    reply(context, shell, &off(shell, own.as_ref().unwrap_or(diff)).map_err(unquotable)?)
}

/// Prints changes for a shell that has no function, or needs none.
pub(in crate::cli) fn print_diff(context: &Context, shell: Shell, diff: &EnvDiff) -> Result<()> {
    let own = form(shell, context.env.var(ROOT)).map(|form| form.diff(diff.clone()));
    print(context, &render(shell, own.as_ref().unwrap_or(diff)).map_err(unquotable)?)
}

/// That there is no answer, so that the shell does not ask again before something is another.
pub(in crate::cli) fn emit_none(out: &Out, shell: Shell) -> Result<()> {
    let record = record::noted().unwrap_or_default();
    print_to(out, &no_answer(shell, &of_a_fault(&record)).map_err(unquotable)?)
}

/// Prints an answer, with the function of this program where another one asks.
fn reply(context: &Context, shell: Shell, text: &OsStr) -> Result<()> {
    if speaks(&context.env) {
        return print(context, text);
    }
    match renewed(shell, &facts(context), text).map_err(unquotable)? {
        Some(text) => print(context, &text),
        None => Err(Fault::no("this shell's function is another goenvmgr's; it stays as it is")
            .hint("restart the shell")),
    }
}

/// Where things are.
pub(in crate::cli) fn facts(context: &Context) -> Facts {
    Facts {
        exe: context.env.program(),
        home: context.env.home.clone().unwrap_or_default(),
        toolchains: context.home.toolchains(),
        tools: context.home.tools(),
        shims: context.home.shims(),
        asked: words(&COMMANDS, InShell::Asked),
        changes: words(&COMMANDS, InShell::Changes),
        // What says it of each subcommand is slow to make: a test holds the two together.
        reads: READS.to_owned(),
        plain_cd: false,
        script: None,
    }
}

/// Prints a shell's text.
pub(in crate::cli) fn print(context: &Context, text: &OsStr) -> Result<()> {
    print_to(&context.out, text)
}

fn print_to(out: &Out, text: &OsStr) -> Result<()> {
    out.data(crate::sys::text::bytes(text))
}

/// A value that the shell cannot hold.
#[expect(clippy::needless_pass_by_value, reason = "for map_err")]
pub(in crate::cli) fn unquotable(error: Unquotable) -> Fault {
    Fault::unfinished(format!("the environment cannot be put in the shell's words: {error}"))
}

/// What to say where the shell function is needed and not there.
pub(in crate::cli) fn needs_function(env: &Env, command: &str) -> Fault {
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
            "in a script: source FILE, after ^goenvmgr init nu | save -f FILE   (goenvmgr setup \
             keeps one: init.nu in goenvmgr's data directory)",
        ),
        _ => fault,
    }
}

/// As [`tell`] for notes that have just been said.
pub(in crate::cli) fn quietly(context: &Context, notes: &[Note]) -> Told {
    let before = context.env.var(TOLD).unwrap_or_default();
    let keys = notes.iter().map(Note::key);
    let told: Vec<String> = before.split_whitespace().map(str::to_owned).chain(keys).collect();
    let keys = told[told.len().saturating_sub(REMEMBERED)..].join(" ");
    Told { keys, is_new: !notes.is_empty() }
}
