//! The machine: the only wing that knows an operating system.

pub mod elf;
pub mod env;
#[expect(clippy::disallowed_methods, reason = "the door that the others are sent to")]
pub mod fs;
pub mod interrupt;
pub mod net;
pub mod proc;
pub mod record;
pub mod replace;
pub mod threads;
