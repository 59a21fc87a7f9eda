//! Archives of Go distributions: unpacked, hashed and guarded in one pass over the bytes.
//!
//! `go1.22.5.linux-amd64.tar.gz` as go.dev serves it, and the module zip of
//! `golang.org/toolchain` as a module proxy serves it. Both end as the same tree on disk and the
//! same `go::tree::Tree` in memory. Nothing here knows whether the bytes can be believed.

mod dir;
mod ends;
mod error;
mod form;
mod guard;
mod headers;
mod names;
mod peek;
mod targz;
mod zip;

pub use dir::{Scanned, copy, copy_files, scan};
pub use ends::check as check_zip_end;
pub use error::ArchiveError;
pub use form::{Form, form, source_prefix};
pub use guard::Limits;
pub use names::check_file_path;
pub use peek::{targz as peek_targz, zip as peek_zip};
pub use targz::{survey as survey_targz, unpack as unpack_targz};
pub use zip::{first_name, is_program, survey as survey_zip, unpack as unpack_zip};
