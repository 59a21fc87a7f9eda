//! The programs that a project pins in `[tools]` of its manifest: built from source by the toolchain
//! that is selected there, kept in sets, and put on PATH.
//!
//! ```text
//! pinned.rs       what this directory pins, for which toolchain: nothing is asked but files
//! set.rs          the directory that follows from both
//! key.rs          who builds it, under which variables: what may stand for what
//! found.rs        what stands in it        receipt.rs    what is recorded of it
//! plan.rs         what `sync` and `rebuild` would do, and what is against it
//! sync.rs         a plan → staging → published by one rename
//!   build.rs        one tool: `go install`, and what the program says of itself
//!   environment.rs  what that go command sees     checksums.rs   whether it is verified
//! newest.rs       what the proxies list
//! go_bin.rs       what the user's own `go install` left, and which Go built it
//! directives.rs   `tool` lines of go.mod: Go's own, which are named here and no more
//! ```
//!
//! A manifest's tools count after `trust`. The hook builds none: it puts on PATH what stands.

pub(crate) mod build;
pub(crate) mod checksums;
pub(crate) mod directives;
pub(crate) mod environment;
pub(crate) mod found;
pub(crate) mod go_bin;
pub(crate) mod key;
pub(crate) mod newest;
pub(crate) mod pinned;
pub(crate) mod plan;
pub(crate) mod receipt;
pub(crate) mod set;
pub(crate) mod sync;
