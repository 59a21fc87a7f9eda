//! Telling somebody: by a webhook, a program, a mail. Each event is told once to each; one that reached
//! nobody is told again by the next run.

mod message;
mod ways;

use crate::base::fault::Result;
use crate::doctor::model::report::Diagnosis;
use crate::health::memory::state::Event;
use crate::health::policy::own::Own;
use crate::sys::env::Env;

pub use message::Message;

/// Tells an event by every way that the user's configuration names; whether that is done with. Where it
/// names nobody, a failure is still to be told of, and its end is not.
///
/// # Errors
/// What did not work; nothing has to be told again where one of them did.
pub fn tell(own: &Own, run: &Diagnosis, event: &Event, env: &Env) -> Result<bool, Vec<String>> {
    let ways = ways::of(&own.alert);
    if ways.is_empty() {
        return Ok(event.consecutive_failures == 0);
    }
    let message = Message::of(run, event, env);
    let mut failed = Vec::new();
    let mut reached = false;
    for way in ways {
        match way.tell(&message, env) {
            Ok(()) => reached = true,
            Err(why) => {
                failed.push(format!("{} was not told of {}: {why}", way.name(), event.check));
            }
        }
    }
    if failed.is_empty() || reached { Ok(true) } else { Err(failed) }
}
