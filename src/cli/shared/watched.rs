//! What may change the user's Go environment, watched: it leaves a generation where it did.

use std::path::Path;

use crate::base::quoting::word;
use crate::base::secret::redact;
use crate::cli::Context;
use crate::health::generations::watch::Watch;
use crate::sys::env::Env;

/// So much of a command line is kept, in characters.
const LONGEST: usize = 120;

/// Does what may change settings, installed versions, pins or start-up files; where it did, that is a
/// generation, by the name of the command that was typed. Nothing is stopped by one that cannot be written.
pub(in crate::cli) fn watched<T>(context: &Context, work: impl FnOnce() -> T) -> T {
    called(&typed(&context.env), context, work)
}

/// As [`watched`], by another name than what was typed: a tool's own arguments are not ours to keep.
pub(in crate::cli) fn called<T>(name: &str, context: &Context, work: impl FnOnce() -> T) -> T {
    let watch = Watch::begin(&context.env, &context.home);
    let done = work();
    if let Some(Err(fault)) = watch.map(|watch| watch.end(name)) {
        context.out.warn(&format!("no generation was written: {}", fault.what));
    }
    done
}

/// The command line without the program, and without what is secret in it.
fn typed(env: &Env) -> String {
    let words = env.args.iter().skip(1).map(|one| word(Path::new(one)));
    redact(&words.collect::<Vec<_>>().join(" ")).chars().take(LONGEST).collect()
}
