//! Go's checksum database: an append-only log of module hashes, signed heads, tiles of a Merkle
//! tree, and a client that believes nothing it has not recomputed.
//!
//! Format and rules: <https://go.dev/ref/mod#checksum-database> and
//! <https://go.dev/design/25530-sumdb>; hashes as in RFC 6962.

pub mod cached;
pub mod client;
pub mod dirhash;
pub mod evidence;
mod fork;
pub mod gosumdb;
pub mod head;
pub mod key;
mod memory;
pub mod note;
pub mod problem;
pub mod record;
mod remote;
pub mod tile;
mod tile_cache;
pub mod tile_plan;
pub mod tlog;

pub use client::Client;
pub use evidence::Evidence;
pub use gosumdb::{Choice, Database};
pub use problem::{SumdbError, SumdbErrorKind};

use base64::Engine as _;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Standard base64 as Go's decoder reads it: padding required, bits that pad the last byte free.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_allow_trailing_bits(true)
        .with_decode_padding_mode(DecodePaddingMode::RequireCanonical),
);

/// Decodes standard base64 as Go does.
pub(crate) fn unbase64(text: &str) -> Option<Vec<u8>> {
    BASE64.decode(text).ok()
}

/// Encodes standard base64.
pub(crate) fn base64(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}

/// Whether the text is free of control characters other than newline, as notes and records must
/// be (so that nothing hides from a person who reads them on a terminal).
fn is_plain(text: &str) -> bool {
    !text.chars().any(|c| c < ' ' && c != '\n')
}
