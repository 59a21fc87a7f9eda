//! Everything that a user would miss, in one integration binary.
mod completions;
mod net;
mod resume;
mod sources;
mod sumdb;
mod sumdb_go;
#[expect(unreachable_pub, reason = "a module of helpers shared inside one test binary")]
mod support;
mod tidy;
