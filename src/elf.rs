//! ELF files: for which machine, with which interpreter, needing which symbol versions, and whether
//! they are all there. Rules: the System V ABI and its GNU extensions (`SHT_GNU_verneed`).

use std::path::Path;

use crate::fs::window::Window;

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

/// Bounds, for a damaged file may claim anything: of headers, what has a meaning is read, in bytes; of
/// texts the longest path, and of sections' names more than any that is looked for; of lists more
/// entries than any program has.
const LONGEST_HEADER: u64 = 64;
const LONGEST_TEXT: usize = 4096;
const LONGEST_NAME: usize = 64;
const MOST: usize = 4096;

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

/// Reads the table of the dynamic loader: tags, each with a value.
fn dynamic(elf: &mut Elf, numbers: &Numbers, file: &Window) -> Option<()> {
    let table = elf.sections.iter().find(|section| section.kind == SHT_DYNAMIC)?;
    let strings = elf.sections.get(table.link as usize)?;
    let (entries, strings) =
        (file.at(table.offset, table.size)?, file.at(strings.offset, strings.size)?);
    let width = if numbers.wide { 8 } else { 4 };
    for at in (0..entries.len()).step_by(2 * width) {
        let (tag, value) = (numbers.size(&entries, at, at)?, at + width);
        let text = || {
            let at = usize::try_from(numbers.size(&entries, value, value)?).ok()?;
            Some(text_at(&strings, at, LONGEST_TEXT))
        };
        match tag {
            0 => break,
            DT_NEEDED if elf.libraries.len() < MOST => elf.libraries.push(text()?),
            DT_RPATH | DT_RUNPATH => {
                let left = MOST.saturating_sub(elf.library_path.len());
                elf.library_path.extend(text()?.split(':').take(left).map(str::to_owned));
            }
            _ => {}
        }
    }
    Some(())
}

fn program_header(elf: &mut Elf, numbers: &Numbers, file: &Window, at: u64, each: u16) {
    elf.promised = elf.promised.max(at.saturating_add(u64::from(each)));
    let Some(header) = file.at(at, u64::from(each).min(LONGEST_HEADER)) else { return };
    let kind = numbers.word(&header, 0);
    let offset = numbers.size(&header, 8, 4).unwrap_or_default();
    let size = numbers.size(&header, 32, 16).unwrap_or_default();
    if matches!(kind, Some(PT_LOAD | PT_INTERP)) {
        elf.promised = elf.promised.max(offset.saturating_add(size));
    }
    if kind == Some(PT_INTERP) && elf.interpreter.is_none() {
        let text = file.at(offset, size.min(LONGEST_TEXT as u64));
        elf.interpreter = text.map(|bytes| text_at(&bytes, 0, LONGEST_TEXT));
    }
}

fn sections(numbers: &Numbers, file: &Window, head: &[u8]) -> Option<Vec<Section>> {
    let (each_at, count_at, names_at) = if numbers.wide { (58, 60, 62) } else { (46, 48, 50) };
    let (offset, each) = (numbers.size(head, 40, 32)?, numbers.half(head, each_at)?);
    let mut found = Vec::new();
    for number in 0..numbers.half(head, count_at)? {
        let at = offset.checked_add(u64::from(number) * u64::from(each))?;
        let header = file.at(at, u64::from(each).min(LONGEST_HEADER))?;
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
    let names = &found.get(usize::from(numbers.half(head, names_at)?))?.1;
    let names = file.at(names.offset, names.size)?;
    Some(
        (found.into_iter())
            .map(|(at, section)| Section {
                name: text_at(&names, at as usize, LONGEST_NAME),
                ..section
            })
            .collect(),
    )
}

/// Walks `.gnu.version_r`: a list of files, each with a list of versions. Each entry says how far it
/// is to the next one; the last says 0.
fn version_needs(
    numbers: &Numbers,
    file: &Window,
    sections: &[Section],
) -> Option<Vec<(String, String)>> {
    let table = sections.iter().find(|section| section.kind == SHT_GNU_VERNEED)?;
    let strings = sections.get(table.link as usize)?;
    let (table_bytes, strings) =
        (file.at(table.offset, table.size)?, file.at(strings.offset, strings.size)?);
    let mut needs = Vec::new();
    let mut at = 0;
    for _ in 0..table.info {
        let versions = numbers.half(&table_bytes, at + 2)?;
        let library_at = numbers.word(&table_bytes, at + 4)? as usize;
        let library = text_at(&strings, library_at, LONGEST_TEXT);
        let mut entry = at + numbers.word(&table_bytes, at + 8)? as usize;
        for _ in 0..versions {
            let name_at = numbers.word(&table_bytes, entry + 8)? as usize;
            needs.push((library.clone(), text_at(&strings, name_at, LONGEST_TEXT)));
            match numbers.word(&table_bytes, entry + 12)? as usize {
                0 => break,
                _ if needs.len() == MOST => return Some(needs),
                next => entry += next,
            }
        }
        match numbers.word(&table_bytes, at + 12)? as usize {
            0 => break,
            next => at += next,
        }
    }
    Some(needs)
}

/// The text that begins there, and ends with a zero or where no text is that long.
fn text_at(bytes: &[u8], at: usize, longest: usize) -> String {
    let rest = bytes.get(at..).unwrap_or_default();
    let rest = &rest[..rest.len().min(longest)];
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
        assert_eq!(elf.goarch(), Some(crate::platform::Platform::host().arch.as_str()));
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
        let host = crate::platform::Platform::host();
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

    /// Seeds of `fuzz/`: versions that lead to themselves 65,535 times 4,294,967,295, and a name of
    /// 4,096 bytes that is named 400 times.
    #[test]
    fn a_damaged_file_costs_no_memory_and_no_time() {
        let seed = |name: &str| {
            read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds/elf").join(name)).unwrap()
        };
        assert_eq!(seed("dynamic").needs, [("libc.so.6".to_owned(), "GLIBC_2.34".to_owned())]);
        assert_eq!(seed("dynamic").library_path, ["/opt/lib", "/x"]);
        assert_eq!(seed("versions-in-a-circle").needs, seed("dynamic").needs);
        assert_eq!(seed("one-long-name").libraries.len(), 400);
        assert_eq!(seed("headers-at-the-end-of-numbers").promised, u64::MAX);
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
