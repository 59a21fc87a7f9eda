//! Words for nushell, where our function of the same name hides whatever a script declares beside it: what may
//! stand in a place is read from the command line's definition when it is asked for.

use std::ffi::OsString;

use clap::{Arg, ArgAction, Command};

use super::candidates;
use crate::base::fault::Result;
use crate::sys::env::Env;

/// The errand's word. After it come the same words as after [`candidates::VERSIONS`].
pub(in crate::cli) const WORDS: &str = "__words";

/// One candidate a line, with a tab and what it is; versions alone where one may stand.
pub(in crate::cli) fn lines(env: &Env, word: &OsString, before: &[OsString]) -> Result<String> {
    let versions = candidates::lines(env, word, before)?;
    if !versions.is_empty() {
        return Ok(versions);
    }
    let word = word.to_str().and_then(|word| word.strip_prefix('=')).unwrap_or_default();
    let before: Vec<&str> = before.iter().filter_map(|word| word.to_str()).collect();
    let fits = offered(&before, word).into_iter().filter(|(name, _)| name.starts_with(word));
    Ok(fits.map(|(name, what)| format!("{name}\t{what}\n")).collect())
}

/// What may stand after these words: a value of the option before it, an option, a command, or a value.
fn offered(before: &[&str], word: &str) -> Vec<(String, String)> {
    let mut command = crate::cli::definition();
    let (mut valued, mut place) = (None, 0);
    for word in before {
        if valued.take().is_some() {
            continue;
        }
        match command.find_subcommand(word).filter(|_| place == 0) {
            _ if *word == "--" => return Vec::new(),
            _ if word.starts_with('-') => valued = with_value(&command, word),
            Some(below) => command = below.clone(),
            None => place += 1,
        }
    }
    if let Some(option) = valued {
        return values(&option);
    }
    if word.starts_with('-') {
        let seen = command.get_arguments().filter(|arg| !arg.is_hide_set());
        let long = |arg: &Arg| Some((format!("--{}", arg.get_long()?), first_line(arg.get_help())));
        return seen.filter_map(long).collect();
    }
    let below = command.get_subcommands().filter(|one| place == 0 && !one.is_hide_set());
    let below = below.map(|one| (one.get_name().to_owned(), first_line(one.get_about())));
    let many = |arg: &&Arg| matches!(arg.get_action(), ArgAction::Append);
    let positional = command.get_positionals().nth(place);
    let positional = positional.or_else(|| command.get_positionals().last().filter(many));
    below.chain(positional.map(values).unwrap_or_default()).collect()
}

/// The option, where a value has to follow it.
fn with_value(command: &Command, word: &str) -> Option<Arg> {
    let is_it = |arg: &&Arg| {
        let short = arg.get_short().map(|short| format!("-{short}"));
        let long = arg.get_long().map(|long| format!("--{long}"));
        short.as_deref() == Some(word) || long.as_deref() == Some(word)
    };
    command.get_opts().find(is_it).filter(|arg| arg.get_action().takes_values()).cloned()
}

fn values(arg: &Arg) -> Vec<(String, String)> {
    let values = arg.get_possible_values();
    let seen = values.iter().filter(|value| !value.is_hide_set());
    seen.map(|value| (value.get_name().to_owned(), first_line(value.get_help()))).collect()
}

fn first_line(text: Option<&clap::builder::StyledStr>) -> String {
    let text = text.map(ToString::to_string).unwrap_or_default();
    text.lines().next().unwrap_or_default().replace('\t', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn completion_offers_what_may_stand_in_a_place() {
        for (before, word, some, none) in [
            (&[][..], "", &["install", "help"][..], &["--quiet", "bash"][..]),
            (&["install"], "--", &["--from", "--quiet"], &["install"]),
            (&["--color"], "", &["never"], &["install"]),
            (&["ide"], "", &["vscode", "zed"], &["install"]),
            (&["ide", "vscode", "--format"], "", &["json"], &["vscode"]),
            (&["tools"], "", &["sync", "list"], &["install"]),
            (&["exec", "--"], "", &[], &["install"]),
            (&["global"], "--", &["--unset"], &[]),
        ] {
            let names: Vec<String> =
                offered(before, word).into_iter().map(|(name, _)| name).collect();
            let has = |name: &&str| names.iter().any(|one| one == name);
            assert!(some.iter().all(has) && !none.iter().any(has), "{before:?} {word}: {names:?}");
            assert_eq!(names.is_empty(), some.is_empty(), "{before:?} {word}");
        }
    }
}
