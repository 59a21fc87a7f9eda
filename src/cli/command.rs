//! What a command is to the command line: a name, arguments, and something to run.

use std::ffi::OsString;
use std::marker::PhantomData;

use clap::{ArgMatches, Args, Error};

use super::Context;
use crate::fault::{Exit, Result};

/// A command whose arguments have been read.
pub(super) type Call = Box<dyn FnOnce(&Context) -> Result<Exit>>;

/// What of this user a command wants to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Needs {
    /// Nothing: it runs where no home directory is known.
    Nothing,
    /// Where things are kept.
    Home,
    /// Their settings too.
    Settings,
}

/// A command, whatever its arguments are.
pub(super) trait Command: Sync {
    /// Its word on the command line.
    fn name(&self) -> &'static str;
    /// Its arguments, help and examples.
    fn definition(&self) -> clap::Command;
    /// What is looked up before it runs.
    fn needs(&self) -> Needs;
    /// What was asked of it.
    fn read(&'static self, matches: &ArgMatches) -> std::result::Result<Call, Error>;
}

/// A command with arguments of its own.
pub(super) struct Of<A> {
    name: &'static str,
    run: fn(&A, &Context) -> Result<Exit>,
    needs: Needs,
    args: PhantomData<fn() -> A>,
}

impl<A> Of<A> {
    pub(super) const fn new(name: &'static str, run: fn(&A, &Context) -> Result<Exit>) -> Self {
        Self { name, run, needs: Needs::Settings, args: PhantomData }
    }

    /// For one that looks at machines whose home does not answer, and reads them by itself.
    pub(super) const fn without_settings(self) -> Self {
        Self { needs: Needs::Home, ..self }
    }

    /// For one that says the same on every machine.
    pub(super) const fn without_home(self) -> Self {
        Self { needs: Needs::Nothing, ..self }
    }
}

impl<A: Args + 'static> Command for Of<A> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn definition(&self) -> clap::Command {
        A::augment_args(clap::Command::new(self.name))
    }

    fn needs(&self) -> Needs {
        self.needs
    }

    fn read(&'static self, matches: &ArgMatches) -> std::result::Result<Call, Error> {
        let args = A::from_arg_matches(matches)?;
        Ok(Box::new(move |context| (self.run)(&args, context)))
    }
}

/// The command that a command line may be about: the first word that is one's name. Where that word
/// is something else after all, reading the line fails, and is told with all commands defined.
pub(super) fn named<'a>(
    commands: &'a [&'static dyn Command],
    args: &[OsString],
) -> Option<&'a &'static dyn Command> {
    args.iter().skip(1).find_map(|word| commands.iter().find(|command| *word == command.name()))
}
