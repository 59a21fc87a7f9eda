//! The machine: the only wing that knows an operating system.

pub(crate) mod elf;
pub mod env;
pub(crate) mod envdiff;
pub(crate) mod executable;
pub(crate) mod folders;
#[expect(clippy::disallowed_methods, reason = "the function that all others are sent to")]
pub mod fs;
pub(crate) mod interrupt;
pub mod load;
pub(crate) mod machine;
pub mod net;
mod parts;
pub(crate) mod path_list;
pub(crate) mod proc;
pub(crate) mod prompt;
pub mod record;
pub(crate) mod registry;
pub(crate) mod replace;
pub mod running;
pub(crate) mod screen;
#[cfg(windows)]
mod struck;
pub mod syslog;
pub(crate) mod text;
pub(crate) mod threads;
pub(crate) mod unix_form;
pub(crate) mod user_path;
