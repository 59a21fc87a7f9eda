//! Arguments whose definition is built when the command is called.
//!
//! A definition of all commands takes a quarter of a megabyte and a third of the time that a short
//! command takes; only one of them is ever called.

use clap::{ArgMatches, Args, Command, Error, FromArgMatches};

/// The arguments of one command, defined only where the command is called or shown.
#[derive(Debug)]
pub(super) struct Deferred<A>(pub(super) A);

impl<A: FromArgMatches> FromArgMatches for Deferred<A> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, Error> {
        A::from_arg_matches(matches).map(Self)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), Error> {
        self.0.update_from_arg_matches(matches)
    }
}

impl<A: Args> Args for Deferred<A> {
    fn augment_args(command: Command) -> Command {
        command.defer(A::augment_args)
    }

    fn augment_args_for_update(command: Command) -> Command {
        command.defer(A::augment_args_for_update)
    }
}
