//! The C compiler, and the libraries that built programs need.

pub(in crate::doctor) mod checks;
pub(crate) mod facts;
pub(in crate::doctor) mod messages;
pub(crate) mod tools;

pub(in crate::doctor) const BUILD_AGAIN: &str = "rm <program> && go install <package>@latest";
