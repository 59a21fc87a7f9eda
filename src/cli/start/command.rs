//! What a command is to the command line: a name, arguments, and something to run.

use std::borrow::Cow;
use std::ffi::OsString;
use std::marker::PhantomData;

use clap::{ArgMatches, Args, Error};

use crate::base::fault::{Exit, Result};
use crate::cli::Context;

/// A command whose arguments have been read.
pub(in crate::cli) type Call = Box<dyn FnOnce(&Context) -> Result<Exit>>;

/// What of this user a command wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Needs {
    /// Nothing: it runs where no home directory is known.
    Nothing,
    /// Where things are kept.
    Home,
    /// Their settings too.
    Settings,
}

/// What a command is to the shell that it is typed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum InShell {
    /// A program like any other.
    Program,
    /// What it prints is for the shell to evaluate: the shell function asks it.
    Asked,
    /// What is selected may be another after it: the shell function looks again.
    Changes,
}

/// Which versions may stand as its argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Versions {
    /// What is installed.
    Installed,
    /// What is installed, or the system's own Go.
    Runnable,
    /// What is linked under a name, and nothing else.
    Linked,
    /// What there is to install, too.
    Published,
}

/// A command, whatever its arguments are.
pub(in crate::cli) trait Command: Sync {
    /// Its word on the command line.
    fn name(&self) -> &'static str;
    /// Other words for it.
    fn aliases(&self) -> &'static [&'static str];
    /// What it is to a shell.
    fn in_shell(&self) -> InShell;
    /// Which of its calls change nothing: a subcommand each, and nothing for the call without one.
    fn reads(&self) -> &'static [&'static str];
    /// Which versions it takes; `None` where it takes none.
    fn versions(&self) -> Option<Versions>;
    /// Its arguments, help and examples.
    fn definition(&self) -> clap::Command;
    /// Whether a generation is written where it changes something.
    fn leaves_a_generation(&self) -> bool;
    /// Whether it is about the very shell or process that asks, and sees what an activation has set there.
    fn sees_activation(&self) -> bool;
    /// What is looked up before it runs.
    fn needs(&self) -> Needs;
    /// What was asked of it.
    fn read(&'static self, matches: &ArgMatches) -> std::result::Result<Call, Error>;
}

/// A command with arguments of its own.
pub(in crate::cli) struct Of<A> {
    name: &'static str,
    aliases: &'static [&'static str],
    run: fn(&A, &Context) -> Result<Exit>,
    in_shell: InShell,
    reads: &'static [&'static str],
    versions: Option<Versions>,
    needs: Needs,
    leaves_a_generation: bool,
    sees_activation: bool,
    args: PhantomData<fn() -> A>,
}

impl<A> Of<A> {
    pub(in crate::cli) const fn new(
        name: &'static str,
        run: fn(&A, &Context) -> Result<Exit>,
    ) -> Self {
        let (aliases, in_shell, needs) = (&[], InShell::Program, Needs::Settings);
        Self {
            name,
            aliases,
            run,
            in_shell,
            reads: &[],
            versions: None,
            needs,
            leaves_a_generation: false,
            sees_activation: false,
            args: PhantomData,
        }
    }

    /// For one whose argument is a version, or several.
    pub(in crate::cli) const fn takes(self, versions: Versions) -> Self {
        Self { versions: Some(versions), ..self }
    }

    /// With other words for it.
    pub(in crate::cli) const fn also(self, aliases: &'static [&'static str]) -> Self {
        Self { aliases, ..self }
    }

    /// For one whose output a shell evaluates.
    pub(in crate::cli) const fn asked(self) -> Self {
        Self { in_shell: InShell::Asked, ..self }
    }

    /// For one after which another version may be selected.
    pub(in crate::cli) const fn changes(self) -> Self {
        Self { in_shell: InShell::Changes, ..self }
    }

    /// For one that [`Of::changes`], but not by these calls (see [`Command::reads`]).
    pub(in crate::cli) const fn but_reads(self, reads: &'static [&'static str]) -> Self {
        Self { reads, ..self }
    }

    /// For one that changes settings, installed versions, pins or start-up files.
    pub(in crate::cli) const fn leaves_a_generation(self) -> Self {
        Self { leaves_a_generation: true, ..self }
    }

    /// For one that is about the shell or the process that asks. What outlives a project is no business of such a one.
    pub(in crate::cli) const fn of_this_shell(self) -> Self {
        Self { sees_activation: true, ..self }
    }

    /// For one that looks at machines whose home does not answer, and reads them by itself.
    pub(in crate::cli) const fn without_settings(self) -> Self {
        Self { needs: Needs::Home, ..self }
    }

    /// For one that says the same on every machine.
    pub(in crate::cli) const fn without_home(self) -> Self {
        Self { needs: Needs::Nothing, ..self }
    }
}

impl<A: Args + 'static> Command for Of<A> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn aliases(&self) -> &'static [&'static str] {
        self.aliases
    }

    fn in_shell(&self) -> InShell {
        self.in_shell
    }

    fn reads(&self) -> &'static [&'static str] {
        self.reads
    }

    fn versions(&self) -> Option<Versions> {
        self.versions
    }

    fn definition(&self) -> clap::Command {
        flowing(A::augment_args(clap::Command::new(self.name).visible_aliases(self.aliases)))
    }

    fn leaves_a_generation(&self) -> bool {
        self.leaves_a_generation
    }

    fn sees_activation(&self) -> bool {
        self.sees_activation
    }

    fn needs(&self) -> Needs {
        self.needs
    }

    fn read(&'static self, matches: &ArgMatches) -> std::result::Result<Call, Error> {
        let args = A::from_arg_matches(matches)?;
        Ok(Box::new(move |context| (self.run)(&args, context)))
    }
}

/// All words for the commands that are this to a shell, as a shell is told them.
pub(in crate::cli) fn words(commands: &[&'static dyn Command], what: InShell) -> String {
    let such = commands.iter().filter(|command| command.in_shell() == what);
    such.flat_map(|command| names(*command)).collect::<Vec<_>>().join(" ")
}

fn names(command: &'static dyn Command) -> impl Iterator<Item = &'static str> {
    [command.name()].into_iter().chain(command.aliases().iter().copied())
}

/// A call of a command: its words, and whether it says that it changes nothing.
pub(in crate::cli) struct CallKind {
    pub words: Vec<String>,
    pub reads: bool,
}

/// All calls of the commands that change something: without a subcommand, where there is one without, and by each,
/// in all words for it.
pub(in crate::cli) fn calls(commands: &[&'static dyn Command]) -> Vec<CallKind> {
    let such = commands.iter().filter(|command| command.in_shell() == InShell::Changes);
    such.flat_map(|command| {
        let definition = command.definition();
        let alone = (!definition.is_subcommand_required_set()).then(|| ("", vec![String::new()]));
        let below = definition.get_subcommands().map(|below| {
            let names = [below.get_name()].into_iter().chain(below.get_visible_aliases());
            (below.get_name(), names.map(str::to_owned).collect())
        });
        let kinds = alone.into_iter().chain(below).map(|(name, words)| CallKind {
            reads: command.reads().contains(&name),
            words: all_words(*command, &words),
        });
        kinds.collect::<Vec<_>>()
    })
    .collect()
}

fn all_words(command: &'static dyn Command, below: &[String]) -> Vec<String> {
    let words =
        names(command).flat_map(|name| below.iter().map(move |word| format!("{name} {word}")));
    words.map(|words| words.trim_end().to_owned()).collect()
}

/// The command line in words of ours, where rustup, nvm or fnm say the same in others: `toolchain link`, `unalias`.
pub(in crate::cli) fn as_here(args: &[OsString]) -> Cow<'_, [OsString]> {
    const SAME: [&str; 4] = ["install", "link", "list", "uninstall"];
    let here = |words: &[&str], rest: &[OsString]| {
        let program = args.first().cloned().into_iter();
        let words = words.iter().map(OsString::from);
        Cow::Owned(program.chain(words).chain(rest.iter().cloned()).collect())
    };
    match args {
        [_, word, command, rest @ ..] if word == "toolchain" => {
            match SAME.into_iter().find(|same| command == same) {
                Some(same) => here(&[same], rest),
                None => Cow::Borrowed(args),
            }
        }
        [_, word, rest @ ..] if word == "unalias" => here(&["alias", "remove"], rest),
        _ => Cow::Borrowed(args),
    }
}

/// The command that a command line may be about: the first word that is one's name or alias. Where that word
/// is something else after all, reading the line fails, and is told with all commands defined.
pub(in crate::cli) fn named<'a>(
    commands: &'a [&'static dyn Command],
    args: &[OsString],
) -> Option<&'a &'static dyn Command> {
    args.iter().skip(1).find_map(|word| {
        commands.iter().find(|command| {
            *word == command.name() || command.aliases().iter().any(|alias| *word == *alias)
        })
    })
}

/// What stands below the options, without our line breaks: the terminal's width makes its own.
fn flowing(command: clap::Command) -> clap::Command {
    let text = command.get_after_help().map(|text| unbroken(&text.to_string()));
    let command = command.mut_subcommands(flowing);
    text.into_iter().fold(command, clap::Command::after_help)
}

/// Paragraphs as one line each. What is indented or stands below a colon is no prose and stays.
fn unbroken(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let is_prose = |line: &str| !line.is_empty() && !line.starts_with(' ');
        match lines.last_mut() {
            Some(last) if is_prose(last) && is_prose(line) && !last.ends_with(':') => {
                last.push(' ');
                last.push_str(line);
            }
            _ => lines.push(line.to_owned()),
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_is_broken_by_the_terminal_and_examples_stay() {
        let text = "Ends with 0\nor 1.\n\nFirst of\n  a  b\nand\nelse.\n\nExamples:\n  one\n  two";
        let wanted = "Ends with 0 or 1.\n\nFirst of\n  a  b\nand else.\n\nExamples:\n  one\n  two";
        assert_eq!(unbroken(text), wanted);
    }
}
