//! The command line: one file per command, each with its arguments, its help and its `run`.

mod check;
mod clean;
mod completions;
mod consent;
mod current;
mod deactivate;
mod default;
mod deferred;
pub mod doctor;
mod du;
mod env;
mod errand;
mod exec;
mod explain;
mod hook;
mod init;
mod install;
mod list;
mod pin;
mod roots;
mod run;
mod selected;
mod session;
mod setup;
mod shim;
mod switch;
mod trust;
mod uninstall;
mod verify;
mod which;
mod why;

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use deferred::Deferred;

use crate::config::Config;
use crate::env::Env;
use crate::fault::{Exit, Result};
use crate::home::Home;
use crate::ui::{Color, Format, Out};

/// Installs, proves and switches Go toolchains.
#[derive(Debug, Parser)]
#[command(name = "goenvmgr", version, max_term_width = 100, disable_help_subcommand = true)]
pub struct Cli {
    /// Print results and errors only
    #[arg(long, short, global = true, display_order = 900)]
    quiet: bool,
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
    #[command(subcommand)]
    command: Command,
}

// Sorted by name; clap shows them in the order of `display_order`.
#[derive(Debug, Subcommand)]
enum Command {
    Check(Deferred<check::Args>),
    Clean(Deferred<clean::Args>),
    Completions(Deferred<completions::Args>),
    Current(Deferred<current::Args>),
    Deactivate(Deferred<deactivate::Args>),
    Default(Deferred<default::Args>),
    Doctor(Deferred<doctor::Args>),
    Du(Deferred<du::Args>),
    Env(Deferred<env::Args>),
    Explain(Deferred<explain::Args>),
    Hook(Deferred<hook::Args>),
    Init(Deferred<init::Args>),
    Exec(Deferred<exec::Args>),
    Install(Deferred<install::Args>),
    List(Deferred<list::Args>),
    Pin(Deferred<pin::Args>),
    Roots(Deferred<roots::Args>),
    Run(Deferred<run::Args>),
    Setup(Deferred<setup::Args>),
    Trust(Deferred<trust::Args>),
    Uninstall(Deferred<uninstall::Args>),
    Untrust(Deferred<trust::UntrustArgs>),
    Use(Deferred<switch::Args>),
    Verify(Deferred<verify::Args>),
    Which(Deferred<which::Args>),
    Why(Deferred<why::Args>),
}

/// `--format`, for every command that has data to show.
#[derive(Clone, Copy, Debug, clap::Args)]
pub struct FormatArg {
    /// Output format
    #[arg(long, value_enum, default_value = "human")]
    pub format: Format,
}

/// What every command may use.
pub struct Context {
    /// The process.
    pub env: Env,
    /// Our paths.
    pub home: Home,
    /// The user's settings.
    pub config: Config,
    /// The streams.
    pub out: Out,
}

/// The whole program.
pub fn main() -> Exit {
    match Env::capture() {
        Ok(env) => {
            shim::dispatch(&env).or_else(|| errand::dispatch(&env)).unwrap_or_else(|| start(env))
        }
        Err(fault) => Out::plain().fault(&fault),
    }
}

fn start(env: Env) -> Exit {
    let cli = match parse(&env.args) {
        Ok(cli) => cli,
        Err(told) => {
            // clap words both its errors (2) and --help (0); a closed pipe ends either quietly.
            let _ = told.print();
            return if told.use_stderr() { Exit::Usage } else { Exit::Fine };
        }
    };
    let out = Out::new(&env, cli.quiet, cli.color);
    run(cli.command, env, out.clone()).unwrap_or_else(|fault| out.fault(&fault))
}

fn parse(args: &[OsString]) -> std::result::Result<Cli, clap::Error> {
    Cli::try_parse_from(args).or_else(|told| match told.kind() {
        ErrorKind::DisplayVersion => Err(told),
        // What is told now may name or describe any command: with all of them defined.
        _ => Cli::from_arg_matches(&definition().try_get_matches_from(args)?),
    })
}

fn run(command: Command, env: Env, out: Out) -> Result<Exit> {
    let home = Home::locate(&env)?;
    let config = match command {
        // It looks at machines whose home does not answer, and reads these by itself when it does.
        Command::Doctor(_) => Config::default(),
        _ => Config::load(&env, &home)?,
    };
    let context = Context { env, home, config, out };
    match command {
        Command::Check(Deferred(args)) => check::run(&args, &context),
        Command::Clean(Deferred(args)) => clean::run(&args, &context),
        Command::Completions(Deferred(args)) => completions::run(&args, &context),
        Command::Current(Deferred(args)) => current::run(&args, &context),
        Command::Deactivate(Deferred(args)) => deactivate::run(&args, &context),
        Command::Default(Deferred(args)) => default::run(&args, &context),
        Command::Doctor(Deferred(args)) => doctor::run(&args, &context),
        Command::Du(Deferred(args)) => du::run(&args, &context),
        Command::Env(Deferred(args)) => env::run(&args, &context),
        Command::Explain(Deferred(args)) => explain::run(&args, &context),
        Command::Hook(Deferred(args)) => hook::run(&args, &context),
        Command::Init(Deferred(args)) => init::run(&args, &context),
        Command::Exec(Deferred(args)) => exec::run(&args, &context),
        Command::Install(Deferred(args)) => install::run(&args, &context),
        Command::List(Deferred(args)) => list::run(&args, &context),
        Command::Pin(Deferred(args)) => pin::run(&args, &context),
        Command::Roots(Deferred(args)) => roots::run(&args, &context),
        Command::Run(Deferred(args)) => run::run(&args, &context),
        Command::Setup(Deferred(args)) => setup::run(&args, &context),
        Command::Trust(Deferred(args)) => trust::run(&args, &context),
        Command::Uninstall(Deferred(args)) => uninstall::run(&args, &context),
        Command::Untrust(Deferred(args)) => trust::run_untrust(&args, &context),
        Command::Use(Deferred(args)) => switch::run(&args, &context),
        Command::Verify(Deferred(args)) => verify::run(&args, &context),
        Command::Which(Deferred(args)) => which::run(&args, &context),
        Command::Why(Deferred(args)) => why::run(&args, &context),
    }
}

/// The definition of the command line, for completions and tests.
pub fn definition() -> clap::Command {
    let mut definition = Cli::command();
    definition.build();
    definition
}
