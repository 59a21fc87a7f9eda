//! `goenvmgr init`: what an interactive shell evaluates at its start.

use std::ffi::OsStr;

use super::session::Here;
use super::{Context, session};
use crate::base::fault::{Exit, Fault, Result};
use crate::projects::scan::AncestorScan;
use crate::projects::seen;
use crate::projects::select::nearest_pin;
use crate::shells::activate::{Note, Placing, VERSION};
use crate::shells::shell::{Facts, Seen, Shell, init};
use crate::sys::env::Env;

/// Print the shell function and the prompt hook
///
/// The last line of a shell's interactive start-up file evaluates it. `goenvmgr setup` writes that
/// line.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  eval \"$(goenvmgr init bash)\"      # at the end of ~/.bashrc\n  eval \"$(goenvmgr init zsh)\"       # at the end of ~/.zshrc\n  goenvmgr init fish | source       # at the end of ~/.config/fish/config.fish\n  . ([scriptblock]::Create((& goenvmgr init powershell) -join \"`n\"))   # at the end of $PROFILE\n  eval (goenvmgr init elvish | slurp)   # at the end of rc.elv\n  var goenvmgr~ = $e:goenvmgr~; eval (goenvmgr init elvish | slurp) &on-end={|ns| set goenvmgr~ = $ns[goenvmgr~] }   # an elvish script\n  mkdir $nu.user-autoload-dirs.0; ^goenvmgr init nu | save -f ($nu.user-autoload-dirs.0 | path join goenvmgr.nu)"
)]
pub(super) struct Args {
    /// The shell [default: the one that calls]
    shell: Option<Shell>,
    /// Leave bash its own cd, pushd and popd: what follows one on the same line is then the former
    /// directory's
    #[arg(long)]
    no_cd: bool,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    crate::sys::fs::mode::readable_where_root_works();
    let shell = args.shell.or_else(|| session::detect(&context.env)).ok_or_else(|| {
        Fault::usage("which shell this is cannot be told")
            .hint("goenvmgr init bash (or zsh, fish, powershell)")
    })?;
    context.home.fits_path(&context.env)?;
    let env = session::clean(&context.env);
    session::stand_shims(context);
    let script = (shell == Shell::PowerShell).then(|| session::stand_script(context)).flatten();
    let facts = Facts { plain_cd: args.no_cd, script, ..session::facts(context) };
    let scan = AncestorScan::of(&env.cwd);
    if shell.asks_at_once() {
        // It asks at once, and hears all there is to say at its first prompt.
        let text = init(shell, &facts, None).map_err(session::unquotable)?;
        session::print(context, &text)?;
        return Ok(Exit::Fine);
    }
    let (selection, activation) = session::activation(context, &env, &scan, Placing::Front)?;
    if !shell.has_hook() {
        session::tell(context, &activation.notes);
        beaten_pin(&env, &scan).iter().for_each(|note| session::say(context, note));
        session::print_diff(context, shell, &activation.diff)?;
        return Ok(Exit::Fine);
    }
    seen::note_project(&context.home, &env, &scan, selection.pin_file());
    let here =
        Here { vars: &env.vars, scan: &scan, selection: &selection, activation: &activation };
    // A word now would stand between the user's own start-up files and their prompt.
    let asks = !activation.notes.is_empty() || beaten_pin(&env, &scan).is_some();
    let answer = here.answer(context, session::untold(asks));
    let seen = Seen { cwd: &env.cwd, vars: &env.vars, answer: &answer, asks };
    let text = init(shell, &facts, Some(&seen)).map_err(session::unquotable)?;
    session::print(context, &text)?;
    Ok(Exit::Fine)
}

/// One line where a version that was inherited goes before the directory's own pin.
pub(super) fn beaten_pin(env: &Env, scan: &AncestorScan) -> Option<Note> {
    let inherited = env.vars.get(OsStr::new(VERSION)).filter(|value| !value.is_empty())?;
    let pin = nearest_pin(scan)?;
    Some(Note::new(format!(
        "goenvmgr: this shell inherited {VERSION}={}, which goes before {} (a bare `goenvmgr use` follows it)",
        inherited.to_string_lossy(),
        pin.origin()
    )))
}

#[cfg(test)]
mod tests {
    use crate::cli::COMMANDS;
    use crate::cli::command::{InShell, calls, words};
    use crate::shells::shell::{ASKED, CHANGES, READS};

    #[test]
    fn words_in_written_files_are_those_of_the_commands() {
        assert_eq!(ASKED, words(&COMMANDS, InShell::Asked));
        assert_eq!(CHANGES, words(&COMMANDS, InShell::Changes));
        let reads = calls(&COMMANDS).into_iter().filter(|call| call.reads);
        assert_eq!(READS, reads.flat_map(|call| call.words).collect::<Vec<_>>().join(", "));
    }

    /// Shells do not look at options that stand behind the two words.
    #[test]
    fn subcommand_that_reads_has_no_option_by_which_it_would_change_something() {
        const SHAPES: [&str; 3] = ["format", "all", "exit-code"];
        for command in COMMANDS {
            let definition = command.definition();
            for name in command.reads().iter().filter(|name| !name.is_empty()) {
                let below = definition.find_subcommand(name);
                let below = below.unwrap_or_else(|| panic!("{} has no {name}", command.name()));
                let options = below.get_arguments().filter_map(clap::Arg::get_long);
                let other: Vec<_> = options.filter(|long| !SHAPES.contains(long)).collect();
                assert!(other.is_empty(), "{} {name}: {other:?}", command.name());
            }
        }
    }
}
