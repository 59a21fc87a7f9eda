//! ELF files: for which machine, with which interpreter, needing which symbol versions, and whether
//! they are all there. Rules: the System V ABI and its GNU extensions (`SHT_GNU_verneed`).

mod parse;

use std::path::Path;

use crate::sys::fs::read;

/// What an ELF file says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Elf {
    /// `e_machine`: 62 is x86-64, 183 is AArch64.
    pub machine: u16,
    /// Whether addresses have 64 bits.
    pub wide: bool,
    /// Whether numbers begin with their highest byte.
    pub big: bool,
    /// `e_type`: 2 and 3 are programs, 1 is what a linker has yet to link.
    pub kind: u16,
    /// `EI_OSABI`: 0 says nothing, 3 is Linux.
    pub abi: u8,
    /// `PT_INTERP`: the program that loads it. Nothing for a static file.
    pub interpreter: Option<String>,
    /// Symbol versions it needs: `("libc.so.6", "GLIBC_2.34")`.
    pub needs: Vec<(String, String)>,
    /// Shared libraries that its loader must find: `libz.so.1`.
    pub libraries: Vec<String>,
    /// Directories where it says they are (`DT_RPATH`, `DT_RUNPATH`), as they are written.
    pub library_path: Vec<String>,
    /// The size that its program headers promise; a shorter file dies when it is run.
    pub promised: u64,
    sections: Vec<Section>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Section {
    name: String,
    offset: u64,
    size: u64,
}

const ET_EXEC: u16 = 2;
const ET_DYN: u16 = 3;
const ABI_NONE: u8 = 0;
const ABI_LINUX: u8 = 3;

/// Reads the file at `path`; nothing where it is no ELF file.
pub(crate) fn read(path: &Path) -> Option<Elf> {
    parse::parse(read::open(path).ok()?)
}

impl Elf {
    /// Offset and size of the named section in the file.
    pub(crate) fn section(&self, name: &str) -> Option<(u64, u64)> {
        self.sections.iter().find(|s| s.name == name).map(|s| (s.offset, s.size))
    }

    /// GOARCH of the machine, where Go has a name for it.
    pub(crate) fn goarch(&self) -> Option<&'static str> {
        Some(match (self.machine, self.wide, self.big) {
            (3, ..) => "386",
            (8, false, true) => "mips",
            (8, false, false) => "mipsle",
            (8, true, true) => "mips64",
            (8, true, false) => "mips64le",
            (40, _, false) => "arm",
            (62, ..) => "amd64",
            (183, _, false) => "arm64",
            (243, true, _) => "riscv64",
            (258, true, _) => "loong64",
            (22, true, _) => "s390x",
            (21, true, true) => "ppc64",
            (21, true, false) => "ppc64le",
            _ => return None,
        })
    }

    /// Why Linux on this GOARCH cannot run it, where that can be seen: `size` is the file's length.
    pub(crate) fn unfit(&self, size: u64, goarch: &str) -> Option<String> {
        match self.goarch() {
            Some(own) if own == goarch => {}
            Some(other) => return Some(format!("is for {other}")),
            None => return Some(format!("is for another machine (number {})", self.machine)),
        }
        match (self.kind, self.abi) {
            (ET_EXEC | ET_DYN, ABI_NONE | ABI_LINUX) => {}
            (ET_EXEC | ET_DYN, other) => {
                return Some(format!("is for another system (ELF ABI {other})"));
            }
            _ => return Some("is not linked".to_owned()),
        }
        (self.promised == 0 || self.promised > size).then(|| "is cut off".to_owned())
    }

    /// The highest `GLIBC_x.y` that it needs.
    pub(crate) fn glibc(&self) -> Option<(u32, u32)> {
        self.needs.iter().filter_map(|(_, version)| glibc_version(version)).max()
    }
}

/// `GLIBC_2.34` or `GLIBC_2.3.4` as numbers.
pub(crate) fn glibc_version(name: &str) -> Option<(u32, u32)> {
    let mut numbers = name.strip_prefix("GLIBC_")?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sys::parts::MOST;
    use std::process::Command;

    #[expect(clippy::disallowed_methods, reason = "the test writes its own specimens")]
    fn write(path: &Path, bytes: &[u8]) {
        std::fs::write(path, bytes).unwrap();
    }

    #[expect(clippy::disallowed_methods, reason = "the compiler is the oracle")]
    fn compile(dir: &Path, flags: &[&str]) -> std::path::PathBuf {
        let (source, binary) = (dir.join("a.c"), dir.join("a"));
        write(&source, b"#include <stdio.h>\nint main(void) { puts(\"x\"); return 0; }\n");
        let done = Command::new("gcc").args(flags).arg("-o").arg(&binary).arg(&source).status();
        assert!(done.unwrap().success());
        binary
    }

    #[test]
    fn dynamic_program_names_its_loader_and_its_libc() {
        let dir = tempfile::tempdir().unwrap();
        let elf = read(&compile(dir.path(), &[])).unwrap();
        assert!(Path::new(elf.interpreter.as_deref().unwrap()).exists());
        assert!(elf.needs.iter().any(|(library, _)| library == "libc.so.6"), "{elf:?}");
        assert_eq!(elf.libraries, ["libc.so.6"]);
        assert!(elf.library_path.is_empty());
        assert!(elf.glibc() >= Some((2, 2)));
        assert_eq!(elf.goarch(), Some(crate::go::platform::Platform::host().arch.as_str()));
        assert!(elf.section(".text").is_some());
    }

    #[test]
    fn static_program_names_neither_loader_nor_libc() {
        let dir = tempfile::tempdir().unwrap();
        let elf = read(&compile(dir.path(), &["-static"])).unwrap();
        assert_eq!((elf.interpreter.as_deref(), elf.glibc()), (None, None));
        assert!(elf.libraries.is_empty());
    }

    #[test]
    fn unfit_tells_programs_of_this_machine_from_all_else() {
        let dir = tempfile::tempdir().unwrap();
        let host = crate::go::platform::Platform::host();
        let whole = std::fs::read(compile(dir.path(), &[])).unwrap();
        let path = dir.path().join("odd");
        let judged = |at: &[(usize, u8)], length: usize| {
            let mut bytes = whole[..length].to_vec();
            at.iter().for_each(|(at, byte)| bytes[*at] = *byte);
            write(&path, &bytes);
            read(&path).unwrap().unfit(bytes.len() as u64, &host.arch)
        };
        let all = whole.len();
        assert_eq!(judged(&[], all), None);
        assert_eq!(judged(&[(7, 3)], all), None, "some linkers say that it is for Linux");
        let other = if host.arch == "arm64" { (62, "is for amd64") } else { (183, "is for arm64") };
        for (at, length, why) in [
            (&[(18, other.0)][..], all, other.1),
            (&[(18, 0), (19, 0)], all, "is for another machine (number 0)"),
            (&[(7, 9)], all, "is for another system (ELF ABI 9)"),
            (&[(16, 1)], all, "is not linked"),
            (&[(16, 4)], all, "is not linked"),
            (&[], all / 3, "is cut off"),
            (&[], 64, "is cut off"),
            (&[(56, 0), (57, 0)], all, "is cut off"),
            (&[(54, 55)], all, "is cut off"),
        ] {
            assert_eq!(judged(at, length).as_deref(), Some(why), "{at:?} {length}");
        }
    }

    #[test]
    fn elf_that_is_cut_is_shorter_than_it_promises_and_no_cut_panics() {
        let dir = tempfile::tempdir().unwrap();
        let whole = std::fs::read(compile(dir.path(), &[])).unwrap();
        let path = dir.path().join("cut");
        for length in (0..whole.len()).step_by(97).chain([1, 4, 63, 64, 65]) {
            write(&path, &whole[..length]);
            if let Some(elf) = read(&path) {
                assert!(elf.promised > length as u64 || elf.interpreter.is_some(), "{length}");
            }
        }
        assert_eq!(read(Path::new("/dev/null")), None);
    }

    /// Sections without number, each with a long name of its own, in a file that is smaller than what
    /// it promises.
    #[test]
    fn reading_ends_where_a_file_has_cost_enough() {
        const SECTIONS: u16 = 65_000;
        let mut bytes = vec![0; 64 + usize::from(SECTIONS) * 64 + (20 << 20)];
        bytes[..8].copy_from_slice(b"\x7fELF\x02\x01\x01\x00");
        bytes[40..48].copy_from_slice(&64_u64.to_le_bytes());
        bytes[58..60].copy_from_slice(&64_u16.to_le_bytes());
        bytes[60..62].copy_from_slice(&SECTIONS.to_le_bytes());
        bytes[62] = 1;
        let names = 64 + u64::from(SECTIONS) * 64;
        for number in 0..u32::from(SECTIONS) {
            let at = 64 + number as usize * 64;
            bytes[at..at + 4].copy_from_slice(&(number * 300).to_le_bytes());
            bytes[at + 24..at + 32].copy_from_slice(&names.to_le_bytes());
            bytes[at + 32..at + 40].copy_from_slice(&(20_u64 << 20).to_le_bytes());
        }
        for end in bytes[names as usize..].chunks_mut(4000) {
            let last = end.len() - 1;
            end[..last].fill(b'a');
        }
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("odd");
        write(&path, &bytes);
        let elf = read(&path).unwrap();
        let names: u64 = elf.sections.iter().map(|section| section.name.len() as u64).sum();
        assert_eq!(elf.sections.len(), usize::from(SECTIONS));
        assert!((1 << 20..=MOST).contains(&names), "{names}");
    }

    #[test]
    fn elf_headers_with_any_flipped_byte_are_survived() {
        let dir = tempfile::tempdir().unwrap();
        let whole = std::fs::read(compile(dir.path(), &[])).unwrap();
        let path = dir.path().join("odd");
        for at in 4..800 {
            let mut odd = whole.clone();
            odd[at] = !odd[at];
            write(&path, &odd);
            let _ = read(&path);
        }
    }
}
