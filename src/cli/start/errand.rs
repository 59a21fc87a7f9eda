//! Errands: what this program does for itself when it starts itself. No words of the command line.

use std::path::Path;

use super::{candidates, words};
use crate::base::fault::Exit;
use crate::shells::probe;
use crate::sys::env::Env;
use crate::sys::{proc, replace};
use crate::ui::{Color, Out};

/// Runs the errand that the first argument names. `None` where it names none.
pub(in crate::cli) fn dispatch(env: &Env) -> Option<Exit> {
    let [_, errand, rest @ ..] = env.args.as_slice() else { return None };
    let out = Out::new(env, false, Color::Auto);
    let done = match (errand.to_str()?, rest) {
        (proc::SESSION, [program, args @ ..]) => {
            replace::in_new_session(Path::new(program), args, &env.vars)
        }
        (probe::ANSWER, [nonce, go]) => {
            out.data(&probe::answer(env, nonce, go)).map(|()| Exit::Fine)
        }
        (candidates::VERSIONS, [word, before @ ..]) => candidates::lines(env, word, before)
            .and_then(|text| out.data(text.as_bytes()))
            .map(|()| Exit::Fine),
        (words::WORDS, [word, before @ ..]) => words::lines(env, word, before)
            .and_then(|text| out.data(text.as_bytes()))
            .map(|()| Exit::Fine),
        _ => return None,
    };
    Some(done.unwrap_or_else(|fault| out.fault(&fault)))
}
