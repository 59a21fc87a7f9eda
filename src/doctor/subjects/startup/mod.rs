//! The user's start-up files.

pub(in crate::doctor) mod checks;
pub(crate) mod facts;

pub(in crate::doctor) const COMMENT_OUT: &str = "sed -i '<line>s/^/# /' <file>";
