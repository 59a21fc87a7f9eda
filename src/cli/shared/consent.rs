//! Whether a plan may be done: the one question that every command asks which changes what it has shown.

use crate::base::fault::{Fault, Result};
use crate::cli::Context;
use crate::ui::Format;

/// Asks on the terminal. A program that reads JSON cannot answer.
///
/// # Errors
/// When nobody is there to ask (exit 2); `again` is what to type then.
pub(in crate::cli) fn asked(
    context: &Context,
    format: Format,
    question: &str,
    again: &str,
) -> Result<bool> {
    let answer = match format {
        Format::Human => context.out.confirm(question),
        Format::Json => None,
    };
    answer.ok_or_else(|| {
        Fault::usage("there is no terminal to ask on, so nothing was changed").hint(again)
    })
}
