//! The command line: one file per command, each with its arguments, its help and its `run`.

mod check;
mod clean;
mod completions;
mod consent;
mod current;
mod deactivate;
mod default;
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

use clap::{CommandFactory, Parser, Subcommand};

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
    #[arg(long, short, global = true)]
    quiet: bool,
    /// When to use colour
    #[arg(
        long,
        global = true,
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
    Check(check::Args),
    Clean(clean::Args),
    Completions(completions::Args),
    Current(current::Args),
    Deactivate(deactivate::Args),
    Default(default::Args),
    Doctor(doctor::Args),
    Du(du::Args),
    Env(env::Args),
    Explain(explain::Args),
    Hook(hook::Args),
    Init(init::Args),
    Exec(exec::Args),
    Install(install::Args),
    List(list::Args),
    Pin(pin::Args),
    Roots(roots::Args),
    Run(run::Args),
    Setup(setup::Args),
    Trust(trust::Args),
    Uninstall(uninstall::Args),
    Untrust(trust::UntrustArgs),
    Use(switch::Args),
    Verify(verify::Args),
    Which(which::Args),
    Why(why::Args),
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
    let cli = match Cli::try_parse_from(&env.args) {
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

fn run(command: Command, env: Env, out: Out) -> Result<Exit> {
    let home = Home::locate(&env)?;
    let config = Config::load(&env, &home)?;
    let context = Context { env, home, config, out };
    match command {
        Command::Check(args) => check::run(&args, &context),
        Command::Clean(args) => clean::run(&args, &context),
        Command::Completions(args) => completions::run(&args, &context),
        Command::Current(args) => current::run(&args, &context),
        Command::Deactivate(args) => deactivate::run(&args, &context),
        Command::Default(args) => default::run(&args, &context),
        Command::Doctor(args) => doctor::run(&args, &context),
        Command::Du(args) => du::run(&args, &context),
        Command::Env(args) => env::run(&args, &context),
        Command::Explain(args) => explain::run(&args, &context),
        Command::Hook(args) => hook::run(&args, &context),
        Command::Init(args) => init::run(&args, &context),
        Command::Exec(args) => exec::run(&args, &context),
        Command::Install(args) => install::run(&args, &context),
        Command::List(args) => list::run(&args, &context),
        Command::Pin(args) => pin::run(&args, &context),
        Command::Roots(args) => roots::run(&args, &context),
        Command::Run(args) => run::run(&args, &context),
        Command::Setup(args) => setup::run(&args, &context),
        Command::Trust(args) => trust::run(&args, &context),
        Command::Uninstall(args) => uninstall::run(&args, &context),
        Command::Untrust(args) => trust::run_untrust(&args, &context),
        Command::Use(args) => switch::run(&args, &context),
        Command::Verify(args) => verify::run(&args, &context),
        Command::Which(args) => which::run(&args, &context),
        Command::Why(args) => why::run(&args, &context),
    }
}

/// The definition of the command line, for completions and tests.
pub fn definition() -> clap::Command {
    Cli::command()
}
