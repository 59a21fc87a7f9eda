//! The machine: the only wing that knows an operating system.

pub(crate) mod elf;
pub mod env;
#[expect(clippy::disallowed_methods, reason = "the function that all others are sent to")]
pub mod fs;
pub(crate) mod interrupt;
pub mod load;
pub mod net;
pub(crate) mod proc;
pub mod record;
pub(crate) mod replace;
pub(crate) mod threads;
