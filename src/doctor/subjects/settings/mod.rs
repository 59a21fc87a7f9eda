//! Go's configuration: where it stands, what it says, and what that does.

pub(in crate::doctor) mod checks;
mod effective;
pub(in crate::doctor) mod evidence;
pub(crate) mod facts;
pub(in crate::doctor) mod messages;
