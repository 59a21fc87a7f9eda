//! `goenvmgr completions`: prints a completion script.

use clap_complete::Shell as Known;

use super::{Context, definition};
use crate::base::fault::{Exit, Result};

/// A shell that completes words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Shell {
    /// GNU bash
    Bash,
    /// elvish
    Elvish,
    /// fish
    Fish,
    /// nushell without `init nu`, whose function completes by itself
    Nushell,
    /// PowerShell
    #[value(name = "powershell")]
    PowerShell,
    /// zsh
    Zsh,
}

/// Print the completion script for a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  goenvmgr completions zsh > \"${fpath[1]}/_goenvmgr\"")]
pub(super) struct Args {
    /// The shell
    shell: Shell,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    context.out.data(script(args.shell).as_bytes())?;
    Ok(Exit::Fine)
}

/// What clap makes of the definition, and our own lines for versions: those are known to the program
/// alone, which the shell asks while a word is completed.
pub fn script(shell: Shell) -> String {
    let known = match shell {
        Shell::Bash => Known::Bash,
        Shell::Elvish => Known::Elvish,
        Shell::Fish => Known::Fish,
        Shell::PowerShell => Known::PowerShell,
        Shell::Zsh => Known::Zsh,
        Shell::Nushell => return NUSHELL.to_owned(),
    };
    let mut made = Vec::new();
    clap_complete::generate(known, &mut definition(), "goenvmgr", &mut made);
    let made = String::from_utf8_lossy(&made).into_owned();
    match shell {
        Shell::Bash => made + include_str!("../../shell/complete/bash.sh"),
        Shell::Fish => made + include_str!("../../shell/complete/fish.fish"),
        Shell::Elvish => made + include_str!("../../shell/complete/elvish.elv"),
        // The list of candidates is the last thing that its block does.
        Shell::PowerShell => {
            let ours = include_str!("../../shell/complete/powershell.ps1");
            before(&made, "    $completions.Where{", ours)
        }
        Shell::Zsh => {
            let lines = made.lines().map(zsh_line).collect::<String>();
            // What stands before the word: further inside, `words` is cut down.
            let whole = "_goenvmgr() {\n    local -a before=(\"${(@)words[2,CURRENT-1]}\")\n";
            let lines = lines.replacen("_goenvmgr() {\n", whole, 1);
            let early = include_str!("../../shell/complete/early.zsh");
            let lines = lines.replacen("    compdef _goenvmgr goenvmgr\n", early, 1);
            let ours = include_str!("../../shell/complete/zsh.zsh");
            before(&lines, "if [ \"$funcstack[1]\" = \"_goenvmgr\" ]", ours)
        }
        Shell::Nushell => made,
    }
}

/// All of it is asked for while a word is completed.
const NUSHELL: &str = concat!(
    include_str!("../../shell/complete/nu.nu"),
    "\n@complete 'nu-complete goenvmgr'\nextern goenvmgr [...args: string]\n"
);

fn before(made: &str, mark: &str, ours: &str) -> String {
    made.replacen(mark, &format!("{ours}{mark}"), 1)
}

/// Where clap knows no better than file names, ours are asked.
fn zsh_line(line: &str) -> String {
    let word = line.trim_start_matches(['\'', '*', ':']);
    let ours = match word.split(' ').next() {
        Some("version" | "versions" | "what") => ":_goenvmgr_versions'",
        Some("command") if line.contains("The program and its arguments") => ":_goenvmgr_program'",
        _ => ":_default'",
    };
    line.replace(":_default'", ours) + "\n"
}
