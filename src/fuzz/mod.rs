//! Every parser of bytes that somebody else wrote, as a function that `fuzz/` feeds with anything.
//!
//! Compiled for tests and under `--cfg fuzzing` only: no program has it. Each entry holds what must
//! be true whatever the bytes are: nothing panics, what was read and is written out reads the same
//! again, and no archive puts a file outside its directory. A new parser gets a function here, a line
//! in [`TARGETS`], a file in `fuzz/fuzz_targets` and a seed; the tests below name what is missing.

mod archives;
mod log;
mod machine;
mod ours;
mod project;
#[cfg(test)]
mod tests;

/// A function that is fed with bytes, and panics where what must hold does not.
pub type Entry = fn(&[u8]);

pub use archives::{tar, targz, zip};
pub use log::{index, note, record, tile};
pub use machine::{build_info, dns, elf, go_env, goauth, netrc, resolver, url, x509};
pub use ours::{config, layout, receipt, release, roots, settings, startup, tree, undo};
pub use project::{explain, go_mod, go_sum, go_work, manifest, pins, version};

/// All entries, by the names of their targets.
pub const TARGETS: [(&str, Entry); 32] = [
    ("build_info", build_info),
    ("config", config),
    ("dns", dns),
    ("elf", elf),
    ("explain", explain),
    ("go_env", go_env),
    ("go_mod", go_mod),
    ("go_sum", go_sum),
    ("go_work", go_work),
    ("goauth", goauth),
    ("index", index),
    ("layout", layout),
    ("manifest", manifest),
    ("netrc", netrc),
    ("note", note),
    ("pins", pins),
    ("receipt", receipt),
    ("record", record),
    ("release", release),
    ("resolver", resolver),
    ("roots", roots),
    ("settings", settings),
    ("startup", startup),
    ("tar", tar),
    ("targz", targz),
    ("tile", tile),
    ("tree", tree),
    ("undo", undo),
    ("url", url),
    ("version", version),
    ("x509", x509),
    ("zip", zip),
];

/// The bytes as text, for parsers that are never given anything else.
fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap_or_default()
}

/// The number of a text's last line: none is greater, and 0 stands for the text as a whole.
fn last_line(bytes: &[u8]) -> usize {
    1 + bytes.iter().filter(|byte| **byte == b'\n').count()
}
