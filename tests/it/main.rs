//! Everything that a user would miss, in one integration binary.
mod completions;
mod net;
mod resume;
mod sumdb;
#[expect(unreachable_pub, reason = "a module of helpers shared inside one test binary")]
mod support;
mod tidy;
