//! ELF files: for which machine, with which interpreter, needing which symbol versions, and whether
//! they are all there. Rules: the System V ABI and its GNU extensions (`SHT_GNU_verneed`).

use std::path::Path;

use crate::sys::fs::window::Window;

/// What an ELF file says about itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Elf {
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
    kind: u32,
    link: u32,
    info: u32,
    offset: u64,
    size: u64,
}

const ET_EXEC: u16 = 2;
const ET_DYN: u16 = 3;
const ABI_NONE: u8 = 0;
const ABI_LINUX: u8 = 3;
const PT_LOAD: u32 = 1;
const PT_INTERP: u32 = 3;
const SHT_DYNAMIC: u32 = 6;
const SHT_GNU_VERNEED: u32 = 0x6fff_fffe;
const DT_NEEDED: u64 = 1;
const DT_RPATH: u64 = 15;
const DT_RUNPATH: u64 = 29;

/// Reads the file at `path`; nothing where it is no ELF file.
pub fn read(path: &Path) -> Option<Elf> {
    parse(&Window::open(path).ok()?)
}

impl Elf {
    /// Offset and size of the named section in the file.
    pub fn section(&self, name: &str) -> Option<(u64, u64)> {
        self.sections.iter().find(|s| s.name == name).map(|s| (s.offset, s.size))
    }

    /// GOARCH of the machine, where Go has a name for it.
    pub fn goarch(&self) -> Option<&'static str> {
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
    pub fn unfit(&self, size: u64, goarch: &str) -> Option<String> {
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
    pub fn glibc(&self) -> Option<(u32, u32)> {
        self.needs.iter().filter_map(|(_, version)| glibc_version(version)).max()
    }
}

/// `GLIBC_2.34` or `GLIBC_2.3.4` as numbers.
pub fn glibc_version(name: &str) -> Option<(u32, u32)> {
    let mut numbers = name.strip_prefix("GLIBC_")?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

/// Reads numbers of the file's own width and byte order.
struct Numbers {
    wide: bool,
    big: bool,
}

impl Numbers {
    fn half(&self, bytes: &[u8], at: usize) -> Option<u16> {
        let two = bytes.get(at..at + 2)?.try_into().ok()?;
        Some(if self.big { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) })
    }

    fn word(&self, bytes: &[u8], at: usize) -> Option<u32> {
        let four = bytes.get(at..at + 4)?.try_into().ok()?;
        Some(if self.big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) })
    }

    /// An address or offset: eight bytes at `wide`, or four at `narrow`.
    fn size(&self, bytes: &[u8], wide: usize, narrow: usize) -> Option<u64> {
        if !self.wide {
            return self.word(bytes, narrow).map(u64::from);
        }
        let eight = bytes.get(wide..wide + 8)?.try_into().ok()?;
        Some(if self.big { u64::from_be_bytes(eight) } else { u64::from_le_bytes(eight) })
    }
}

fn parse(file: &Window) -> Option<Elf> {
    let head = file.up_to(0, 64);
    if head.get(..4)? != b"\x7fELF" {
        return None;
    }
    let numbers = Numbers { wide: *head.get(4)? == 2, big: *head.get(5)? == 2 };
    let mut elf = Elf {
        machine: numbers.half(&head, 18)?,
        wide: numbers.wide,
        big: numbers.big,
        kind: numbers.half(&head, 16)?,
        abi: *head.get(7)?,
        ..Elf::default()
    };
    let (count_at, each_at) = if numbers.wide { (56, 54) } else { (44, 42) };
    let (offset, each) = (numbers.size(&head, 32, 28)?, numbers.half(&head, each_at)?);
    for number in 0..numbers.half(&head, count_at)? {
        let at = offset.saturating_add(u64::from(number) * u64::from(each));
        program_header(&mut elf, &numbers, file, at, each);
    }
    elf.sections = sections(&numbers, file, &head).unwrap_or_default();
    elf.needs = version_needs(&numbers, file, &elf.sections).unwrap_or_default();
    let _ = dynamic(&mut elf, &numbers, file);
    Some(elf)
}

/// Longest section of a table, most entries of a list, and longest texts that are believed: a damaged
/// file promises anything.
const TABLE: u64 = 1 << 20;
const ENTRIES: usize = 4096;
const HEADER: u16 = 64;
const NAME: u64 = 256;
const PATHS: u64 = 4096;

/// A section of texts, of which each is read where it stands.
struct Strings<'a> {
    file: &'a Window,
    offset: u64,
    size: u64,
}

impl<'a> Strings<'a> {
    fn of(section: &Section, file: &'a Window) -> Self {
        Self { file, offset: section.offset, size: section.size }
    }

    fn text(&self, at: u64, longest: u64) -> String {
        let left = self.size.saturating_sub(at).min(longest);
        text_at(&self.file.up_to(self.offset.saturating_add(at), left), 0)
    }
}

/// Reads the table of the dynamic loader: tags, each with a value.
fn dynamic(elf: &mut Elf, numbers: &Numbers, file: &Window) -> Option<()> {
    let table = elf.sections.iter().find(|section| section.kind == SHT_DYNAMIC)?;
    let strings = Strings::of(elf.sections.get(table.link as usize)?, file);
    let entries = file.at(table.offset, table.size.min(TABLE))?;
    let width = if numbers.wide { 8 } else { 4 };
    for at in (0..entries.len()).step_by(2 * width).take(ENTRIES) {
        let (tag, value) = (numbers.size(&entries, at, at)?, at + width);
        let text = |longest| Some(strings.text(numbers.size(&entries, value, value)?, longest));
        match tag {
            0 => break,
            DT_NEEDED => elf.libraries.push(text(NAME)?),
            DT_RPATH | DT_RUNPATH => {
                elf.library_path.extend(text(PATHS)?.split(':').map(str::to_owned));
            }
            _ => {}
        }
    }
    Some(())
}

fn program_header(elf: &mut Elf, numbers: &Numbers, file: &Window, at: u64, each: u16) {
    let end = at.saturating_add(u64::from(each));
    let Some(header) = file.at(at, each.min(HEADER).into()).filter(|_| end <= file.size()) else {
        elf.promised = elf.promised.max(end);
        return;
    };
    let kind = numbers.word(&header, 0);
    let offset = numbers.size(&header, 8, 4).unwrap_or_default();
    let size = numbers.size(&header, 32, 16).unwrap_or_default();
    if matches!(kind, Some(PT_LOAD | PT_INTERP)) {
        elf.promised = elf.promised.max(offset.saturating_add(size));
    }
    if kind == Some(PT_INTERP) && elf.interpreter.is_none() {
        elf.interpreter = file.at(offset, size.min(PATHS)).map(|bytes| text_at(&bytes, 0));
    }
}

fn sections(numbers: &Numbers, file: &Window, head: &[u8]) -> Option<Vec<Section>> {
    let (each_at, count_at, names_at) = if numbers.wide { (58, 60, 62) } else { (46, 48, 50) };
    let (offset, each) = (numbers.size(head, 40, 32)?, numbers.half(head, each_at)?);
    let mut found = Vec::new();
    for number in 0..numbers.half(head, count_at)? {
        let at = offset.saturating_add(u64::from(number) * u64::from(each));
        let header = file.at(at, each.min(HEADER).into())?;
        let name_at = numbers.word(&header, 0)?;
        let (link_at, info_at) = if numbers.wide { (40, 44) } else { (24, 28) };
        let section = Section {
            name: String::new(),
            kind: numbers.word(&header, 4)?,
            link: numbers.word(&header, link_at)?,
            info: numbers.word(&header, info_at)?,
            offset: numbers.size(&header, 24, 16)?,
            size: numbers.size(&header, 32, 20)?,
        };
        found.push((name_at, section));
    }
    let names = Strings::of(&found.get(usize::from(numbers.half(head, names_at)?))?.1, file);
    let mut sections = Vec::with_capacity(found.len());
    for (at, section) in &found {
        sections.push(Section { name: names.text((*at).into(), NAME), ..section.clone() });
    }
    Some(sections)
}

/// Walks `.gnu.version_r`: a list of files, each with a list of versions.
fn version_needs(
    numbers: &Numbers,
    file: &Window,
    sections: &[Section],
) -> Option<Vec<(String, String)>> {
    let table = sections.iter().find(|section| section.kind == SHT_GNU_VERNEED)?;
    let strings = Strings::of(sections.get(table.link as usize)?, file);
    let bytes = file.at(table.offset, table.size.min(TABLE))?;
    let mut needs = Vec::new();
    let mut at = 0;
    for _ in 0..table.info {
        let versions = numbers.half(&bytes, at + 2)?;
        let library = strings.text(numbers.word(&bytes, at + 4)?.into(), NAME);
        let mut entry = at + numbers.word(&bytes, at + 8)? as usize;
        for _ in 0..versions {
            let name = strings.text(numbers.word(&bytes, entry + 8)?.into(), NAME);
            needs.push((library.clone(), name));
            // One that leads to itself would never end.
            match numbers.word(&bytes, entry + 12)? {
                0 => break,
                _ if needs.len() >= ENTRIES => return Some(needs),
                next => entry += next as usize,
            }
        }
        match numbers.word(&bytes, at + 12)? {
            0 => break,
            next => at += next as usize,
        }
    }
    Some(needs)
}

fn text_at(bytes: &[u8], at: usize) -> String {
    let rest = bytes.get(at..).unwrap_or_default();
    let end = rest.iter().position(|byte| *byte == 0).unwrap_or(rest.len());
    String::from_utf8_lossy(&rest[..end]).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
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
    fn a_dynamic_program_names_its_loader_and_its_libc() {
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
    fn a_static_program_names_neither() {
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
        ] {
            assert_eq!(judged(at, length).as_deref(), Some(why), "{at:?} {length}");
        }
    }

    #[test]
    fn a_cut_file_is_shorter_than_it_promises_and_no_cut_panics() {
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

    #[test]
    fn every_flipped_byte_of_the_headers_is_survived() {
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
