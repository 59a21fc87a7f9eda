//! The short run: every seed, and mutations of it that are the same on every machine. `fuzz/run` is
//! the long one, which is led by what code a mutation reaches.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::*;
use crate::base::digest::Sha256Sum;

const MUTATIONS: u64 = 40;

fn home() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// All seeds of a target with their names.
fn seeds(target: &str) -> Vec<(String, Vec<u8>)> {
    let folder = home().join("seeds").join(target);
    let read = |name: String| {
        let bytes = fs::read(folder.join(&name)).unwrap();
        (name, bytes)
    };
    names(&folder).into_iter().map(read).collect()
}

#[test]
fn target_has_a_file_a_line_in_the_manifest_and_seeds() {
    let targets: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
    assert!(targets.is_sorted());
    assert_eq!(names(&home().join("seeds")), targets);
    let files: Vec<_> = targets.iter().map(|name| format!("{name}.rs")).collect();
    assert_eq!(names(&home().join("fuzz_targets")), files);
    let manifest = fs::read_to_string(home().join("Cargo.toml")).unwrap();
    let listed: Vec<_> =
        manifest.lines().filter_map(|l| l.strip_prefix("path = \"fuzz_")).collect();
    assert_eq!(
        listed,
        targets.iter().map(|name| format!("targets/{name}.rs\"")).collect::<Vec<_>>()
    );
    for name in targets {
        let file = fs::read_to_string(home().join(format!("fuzz_targets/{name}.rs"))).unwrap();
        let entry =
            format!("libfuzzer_sys::fuzz_target!(|data: &[u8]| goenvmgr::fuzz::{name}(data));");
        assert_eq!(file, format!("#![no_main]\n{entry}\n"));
        assert!(!seeds(name).is_empty(), "{name}");
    }
}

#[test]
fn seeds_and_what_becomes_of_them_are_survived() {
    TARGETS.par_iter().for_each(|(target, entry)| {
        let seeds = seeds(target);
        seeds.par_iter().for_each(|(name, seed)| {
            feed(target, *entry, name, seed);
            let mut dice = Dice::of(&format!("{target}/{name}"));
            for number in 0..MUTATIONS {
                let (_, other) = &seeds[dice.below(seeds.len())];
                let odd = mutated(seed, other, &mut dice);
                feed(target, *entry, &format!("{name}, mutation {number}"), &odd);
            }
        });
    });
}

/// A failing input is kept, so that it can become a seed.
fn feed(target: &str, entry: Entry, what: &str, bytes: &[u8]) {
    if catch_unwind(AssertUnwindSafe(|| entry(bytes))).is_ok() {
        return;
    }
    let sum = Sha256Sum::of(bytes).to_string();
    let kept = home().join("artifacts").join(target);
    fs::create_dir_all(&kept).unwrap();
    let file = kept.join(format!("crash-{}", &sum[..16]));
    fs::write(&file, bytes).unwrap();
    panic!("{target}: {what}: kept as {}", file.display());
}

/// A few changes, each of them one that parsers stumble over.
fn mutated(seed: &[u8], other: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..=dice.below(4) {
        let (at, to) = (dice.below(bytes.len() + 1), dice.below(bytes.len() + 1));
        let range = at.min(to)..at.max(to);
        match dice.below(8) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(range)),
            2 => {
                let copy = bytes[range].to_vec();
                bytes.splice(at..at, copy);
            }
            3 => {
                let from = dice.below(other.len() + 1);
                bytes.splice(range, other[from..].iter().copied());
            }
            4 => {
                let width = [1, 2, 4, 8][dice.below(4)];
                let value = [0, 0x7f, 0x80, 0xff][dice.below(4)];
                bytes.iter_mut().skip(at).take(width).for_each(|byte| *byte = value);
            }
            5 => {
                let odd: &[u8] = ODD[dice.below(ODD.len())];
                bytes.splice(at..at, odd.iter().copied());
            }
            _ => {
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << dice.below(8);
                }
            }
        }
        bytes.truncate(1 << 20);
    }
    bytes
}

/// What texts are not made of, and what they are made of.
const ODD: [&[u8]; 16] = [
    b"\0",
    b"\xff",
    b"\n",
    b"\r\n",
    b"\n\n",
    b"\xef\xbb\xbf",
    b"\xe2\x80\xa8",
    b"\x1b[2J",
    b"\"",
    b"//",
    b"(",
    b"=",
    b"../",
    b"18446744073709551616",
    b"-1",
    b"{\"a\":[",
];

/// The same numbers for the same name (xorshift).
struct Dice(u64);

impl Dice {
    fn of(name: &str) -> Self {
        let sum = Sha256Sum::of(name.as_bytes()).0;
        Self(sum.iter().take(8).fold(1, |number, byte| (number << 8) | u64::from(*byte)))
    }

    /// A number below `end`, which is not 0.
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

/// Reading takes as long as the text is long: what one line costs does not grow with the number of
/// lines, nor what one word costs with the length of its line. Where it does this test takes minutes.
#[test]
fn seed_repeated_many_times_is_read_in_one_go() {
    const AT_PLACES: [&str; 8] =
        ["build_info", "dns", "elf", "tar", "targz", "tile", "x509", "zip"];
    let by_lines = TARGETS.par_iter().filter(|(target, _)| !AT_PLACES.contains(target));
    by_lines.for_each(|(target, entry)| {
        seeds(target).par_iter().for_each(|(name, seed)| {
            let long: Vec<u8> = seed.iter().copied().cycle().take(1 << 18).collect();
            feed(target, *entry, &format!("{name}, repeated"), &long);
        });
    });
}
