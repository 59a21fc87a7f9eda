//! The command line: one file per command, each with its arguments, its help and its `run`.

mod alias;
mod check;
mod clean;
pub mod completions;
mod config;
mod current;
mod deactivate;
mod default;
pub mod doctor;
mod du;
mod env;
mod exec;
mod explain;
mod generations;
mod health;
mod hook;
mod ide;
mod import;
mod init;
mod install;
mod link;
mod list;
mod lock;
mod mirror;
mod outdated;
mod own;
mod pin;
mod roots;
mod run;
mod setup;
mod shared;
mod start;
mod switch;
mod tools;
mod trust;
mod uninstall;
mod upgrade;
mod verify;
mod which;
mod why;

use std::ffi::OsString;
use std::path::Path;
use std::time::Duration;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, FromArgMatches};

pub use shared::manual;
use shared::{
    choosing, consent, diagnosis, file_plan, installing, meant, needed, outcome, platform,
    selected, session, user_hooks, wanting, watched,
};
use start::command::{Call, Command, Needs, Of, Versions};
use start::{command, crash, errand, shim, unknown, version};

use crate::base::fault::{Exit, Result};
use crate::settings::config::Config;
use crate::settings::home::Home;
use crate::settings::stamp::{self, NoStamp, Stamp};
use crate::sys::env::Env;
use crate::sys::net::OFFLINE;
use crate::sys::{record, threads};
use crate::ui::{Color, Format, Out, begin_log};

// Sorted as the help shows them.
static COMMANDS: [&dyn Command; 40] = [
    &Of::new("alias", alias::run).changes().but_reads(&["", "list"]).leaves_a_generation(),
    &Of::new("check", check::run).of_this_shell().asked(),
    &Of::new("clean", clean::run).changes().leaves_a_generation(),
    &Of::new("completions", completions::run).without_home(),
    &Of::new("config", config::run).changes().but_reads(&["", "list", "get"]).leaves_a_generation(),
    &Of::new("current", current::run).of_this_shell().also(&["version"]),
    &Of::new("deactivate", deactivate::run).of_this_shell().asked(),
    &Of::new("default", default::run)
        .also(&["global"])
        .changes()
        .but_reads(&[""])
        .leaves_a_generation()
        .takes(Versions::Runnable),
    &Of::new("doctor", doctor::run)
        .of_this_shell()
        .without_settings()
        .changes()
        .but_reads(&["", "explain", "docs"]),
    &Of::new("du", du::run),
    &Of::new("env", env::run).of_this_shell(),
    &Of::new("exec", exec::run).of_this_shell().takes(Versions::Runnable),
    &Of::new("explain", explain::run).of_this_shell(),
    &Of::new("generations", generations::run).changes().but_reads(&["", "list", "show", "diff"]),
    &Of::new("health", health::run).of_this_shell(),
    &Of::new("hook", hook::run).of_this_shell(),
    &Of::new("ide", ide::run),
    &Of::new("import", import::run).changes().leaves_a_generation(),
    &Of::new("init", init::run).of_this_shell(),
    &Of::new("install", install::run).changes().leaves_a_generation().takes(Versions::Published),
    &Of::new("link", link::run).changes(),
    &Of::new("list", list::run).also(&["ls", "versions"]).takes(Versions::Installed),
    &Of::new("lock", lock::run),
    &Of::new("mirror", mirror::run),
    &Of::new("outdated", outdated::run),
    &Of::new("pin", pin::run)
        .also(&["local"])
        .changes()
        .leaves_a_generation()
        .takes(Versions::Published),
    &Of::new("roots", roots::run),
    &Of::new("run", run::run).of_this_shell(),
    &Of::new("self", own::run).changes(),
    &Of::new("setup", setup::run).changes().leaves_a_generation(),
    &Of::new("tools", tools::run).changes().but_reads(&["list", "outdated"]),
    &Of::new("trust", trust::run).changes(),
    &Of::new("uninstall", uninstall::run)
        .of_this_shell()
        .also(&["rm", "remove"])
        .changes()
        .leaves_a_generation()
        .takes(Versions::Installed),
    &Of::new("unlink", link::run_unlink).of_this_shell().changes().takes(Versions::Linked),
    &Of::new("untrust", trust::run_untrust).changes(),
    &Of::new("upgrade", upgrade::run)
        .also(&["update"])
        .changes()
        .leaves_a_generation()
        .takes(Versions::Installed),
    &Of::new("use", switch::run).of_this_shell().asked().takes(Versions::Runnable),
    &Of::new("verify", verify::run).takes(Versions::Installed),
    &Of::new("which", which::run).of_this_shell(),
    &Of::new("why", why::run),
];

/// What may be said before and after every command.
#[derive(Debug, Args)]
struct Globals {
    /// Say nothing on success; print only data that is asked for, and errors
    #[arg(long, short, global = true, display_order = 900)]
    quiet: bool,
    /// Say on standard error what is read, asked and started; twice for more
    #[arg(long, short, global = true, display_order = 900, action = clap::ArgAction::Count)]
    verbose: u8,
    /// Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same
    #[arg(long, global = true, display_order = 900)]
    offline: bool,
    /// When to use colour
    #[arg(
        long,
        global = true,
        display_order = 901,
        value_enum,
        value_name = "WHEN",
        default_value = "auto",
        hide_possible_values = true
    )]
    color: Color,
}

/// `--format`, for every command that has data to show.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct FormatArg {
    /// Output format
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
}

/// A command line that has been read.
struct Asked {
    globals: Globals,
    needs: Needs,
    name: &'static str,
    leaves_a_generation: bool,
    sees_activation: bool,
    call: Call,
}

/// What every command may use.
#[derive(Clone)]
pub struct Context {
    /// The process; what outlives a project gets it without what an activation set.
    pub env: Env,
    /// Our paths.
    pub home: Home,
    /// The user's settings.
    pub config: Config,
    /// The streams.
    pub out: Out,
    /// By which stamp an answer to a shell is valid; without one it is not remembered.
    pub stamp: std::result::Result<Stamp, NoStamp>,
}

impl Context {
    /// The same without what an activation set.
    fn outside(&self) -> Self {
        Self { env: session::outside(&self.env, &self.home), ..self.clone() }
    }

    /// The same in another home.
    fn in_home(&self, home: Home) -> Self {
        Self { home, ..self.clone() }
    }
}

/// The whole program.
pub fn main() -> Exit {
    crash::guarded(|| version::dispatch().unwrap_or_else(capture_and_start))
}

fn capture_and_start() -> Exit {
    let env = Env::capture();
    shim::dispatch(&env).or_else(|| errand::dispatch(&env)).unwrap_or_else(|| start(env))
}

fn start(mut env: Env) -> Exit {
    let asked = match parse(&env.args) {
        Ok(asked) => asked,
        Err(told) => {
            if let Some(word) = unknown_command(&told) {
                return Out::new(&env, false, Color::Auto).fault(&unknown::fault(word));
            }
            // clap words its other errors (2) and --help (0).
            let text = told.render().ansi().to_string();
            let out = Out::new(&env, false, Color::Auto);
            if told.use_stderr() {
                evaluate(session::nothing_to_evaluate(&env), &out);
            }
            if let Err(fault) = out.told(&text, told.use_stderr()) {
                return out.fault(&fault);
            }
            return if told.use_stderr() { Exit::Usage } else { Exit::Fine };
        }
    };
    if asked.globals.offline {
        env.vars.insert(OFFLINE.into(), "1".into());
    }
    let mut out = Out::new(&env, asked.globals.quiet, asked.globals.color);
    if begin_log(&env, asked.globals.verbose) {
        out = out.logged();
    }
    // A prompt asks again when something that led to the fault is another, and not before.
    let shell = session::caller(&env).filter(|_| asked.name == "hook" && session::speaks(&env));
    let nothing = session::nothing_to_evaluate(&env);
    run(asked, env, out.clone()).unwrap_or_else(|fault| {
        evaluate(nothing, &out);
        let told = shell.map_or(Ok(()), |shell| session::emit_none(&out, shell));
        out.fault(&told.err().unwrap_or(fault))
    })
}

/// What fails has said so; a shell that takes over what is printed has nothing to add.
fn evaluate(nothing: Option<&str>, out: &Out) {
    if let Some(text) = nothing {
        let _ = out.data(text.as_bytes());
    }
}

fn unknown_command(told: &clap::Error) -> Option<&str> {
    match (told.kind(), told.get(ContextKind::InvalidSubcommand)?) {
        (ErrorKind::InvalidSubcommand, ContextValue::String(word)) => Some(word),
        _ => None,
    }
}

/// A definition of all commands takes a quarter of a megabyte and a third of the time that a short
/// command takes; only one of them is ever called.
fn parse(args: &[OsString]) -> std::result::Result<Asked, clap::Error> {
    let args = &*command::as_here(args);
    let named = command::named(&COMMANDS, args);
    read(defined(named), args).or_else(|told| match told.kind() {
        ErrorKind::DisplayVersion => Err(told),
        // What is told now may name or describe any command: with all of them defined.
        _ => read(definition(), args),
    })
}

fn read(definition: clap::Command, args: &[OsString]) -> std::result::Result<Asked, clap::Error> {
    let matches = definition.try_get_matches_from(args)?;
    let globals = Globals::from_arg_matches(&matches)?;
    let asked = matches.subcommand().and_then(|(name, matches)| {
        Some((COMMANDS.iter().find(|command| command.name() == name)?, matches))
    });
    let Some((command, matches)) = asked else {
        return Err(clap::Error::new(ErrorKind::MissingSubcommand));
    };
    let (name, needs) = (command.name(), command.needs());
    let leaves_a_generation = command.leaves_a_generation();
    let (sees_activation, call) = (command.sees_activation(), command.read(matches)?);
    Ok(Asked { globals, name, needs, leaves_a_generation, sees_activation, call })
}

fn run(asked: Asked, env: Env, out: Out) -> Result<Exit> {
    let for_shell = session::caller(&env).is_some() || asked.name == "init";
    if for_shell {
        record::begin();
    }
    let home = match asked.needs {
        // It looks at none.
        Needs::Nothing => Home::at(Path::new("/nonexistent")),
        Needs::Settings => Home::locate(&env)?,
        Needs::Home => located_in_time(&env)?,
    };
    let env = if asked.sees_activation { env } else { session::outside(&env, &home) };
    let stamp = if for_shell { stamp::current(&home) } else { Err(NoStamp::Unkept) };
    let config = match asked.needs {
        Needs::Settings => Config::load_but_sources(&env, &home)?,
        Needs::Home | Needs::Nothing => Config::default(),
    };
    let context = Context { env, home, config, out, stamp };
    let done = match asked.leaves_a_generation {
        true => watched::watched(&context, || (asked.call)(&context)),
        false => (asked.call)(&context),
    };
    record::tell();
    done.map_err(|fault| context.home.blame(&context.env, fault))
}

/// Our paths, for who finds out what is wrong: a home that does not answer is taken as it is set.
fn located_in_time(env: &Env) -> Result<Home> {
    let asked = env.clone();
    let located = threads::within(Duration::from_secs(2), "home", move || Home::locate(&asked));
    located.unwrap_or_else(|| Home::as_set(env))
}

fn defined<'a>(commands: impl IntoIterator<Item = &'a &'static dyn Command>) -> clap::Command {
    let commands = commands.into_iter().map(|command| command.definition());
    Globals::augment_args(clap::Command::new("goenvmgr"))
        .version(env!("CARGO_PKG_VERSION"))
        .about("Installs, verifies and switches Go toolchains")
        .max_term_width(100)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommands(commands)
}

/// The commands after which a shell looks again, for tests: each says what it changes, or that it
/// changes nothing that is remembered.
#[doc(hidden)]
pub fn changing() -> Vec<&'static str> {
    let such = COMMANDS.iter().filter(|command| command.in_shell() == command::InShell::Changes);
    such.map(|command| command.name()).collect()
}

/// The calls of those commands, each in all words for it, and whether it says that it changes nothing; for tests.
#[doc(hidden)]
pub fn calls_of_changing() -> Vec<(Vec<String>, bool)> {
    command::calls(&COMMANDS).into_iter().map(|call| (call.words, call.reads)).collect()
}

/// The definition of the command line, for completions and tests.
pub fn definition() -> clap::Command {
    let mut definition = defined(&COMMANDS);
    definition.build();
    definition
}
