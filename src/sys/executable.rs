//! Program files of any system that Go builds for: whose format, for which processor, whether they are all
//! there, and where the Go linker wrote what it knows. Rules: debug/buildinfo of Go.

use std::path::Path;

use object::pe::{IMAGE_SCN_CNT_INITIALIZED_DATA, IMAGE_SCN_MEM_READ, IMAGE_SCN_MEM_WRITE};
use object::read::macho::MachOFile64;
use object::read::pe::{PeFile32, PeFile64};
use object::read::{FileKind, Object, ObjectSection as _, ObjectSegment as _};
use object::{Architecture, Endianness, SectionFlags};

use super::elf::{self, Elf};
use super::fs::read;
use super::parts::{ENTRIES, Parts};

/// A program file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Executable {
    /// As Linux and most others have it.
    Elf(Box<Elf>),
    /// As Windows has it.
    Pe(Told),
    /// As macOS has it.
    MachO(Told),
}

/// What is asked of the formats that this machine's own tools do not have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    goarch: Option<&'static str>,
    promised: u64,
    info: Option<(u64, u64)>,
}

/// Reads the file at `path`; nothing where it is no program.
pub(crate) fn read(path: &Path) -> Option<Executable> {
    let parts = Parts::of(read::open(path).ok()?);
    Some(match FileKind::parse(&parts).ok()? {
        FileKind::Elf32 | FileKind::Elf64 => Executable::Elf(Box::new(elf::read(path)?)),
        FileKind::Pe32 => Executable::Pe(told(&PeFile32::parse(&parts).ok()?)),
        FileKind::Pe64 => Executable::Pe(told(&PeFile64::parse(&parts).ok()?)),
        FileKind::MachO64 => {
            Executable::MachO(told(&MachOFile64::<Endianness, _>::parse(&parts).ok()?))
        }
        _ => return None,
    })
}

fn told<'data>(file: &impl Object<'data>) -> Told {
    let goarch = match file.architecture() {
        Architecture::X86_64 => Some("amd64"),
        Architecture::I386 => Some("386"),
        Architecture::Aarch64 => Some("arm64"),
        Architecture::Arm => Some("arm"),
        _ => None,
    };
    let mut told = Told { goarch, ..Told::default() };
    let segments = file.segments().take(ENTRIES).map(|segment| segment.file_range());
    for (offset, size) in segments {
        told.promised = told.promised.max(offset.saturating_add(size));
    }
    let mut sections = file.sections().take(ENTRIES);
    told.info = sections
        .find(|one| holds_info(one.name().ok(), one.flags()))
        .and_then(|section| section.file_range());
    told
}

/// In a PE file the texts begin the first section that can be written.
fn holds_info(name: Option<&str>, flags: SectionFlags) -> bool {
    let data = IMAGE_SCN_CNT_INITIALIZED_DATA | IMAGE_SCN_MEM_READ | IMAGE_SCN_MEM_WRITE;
    match flags {
        SectionFlags::Coff { characteristics } => characteristics & data == data,
        _ => name == Some("__go_buildinfo"),
    }
}

impl Executable {
    /// GOARCH of its processor, where Go has a name for it.
    pub(crate) fn goarch(&self) -> Option<&'static str> {
        match self {
            Self::Elf(elf) => elf.goarch(),
            Self::Pe(told) | Self::MachO(told) => told.goarch,
        }
    }

    /// Where in the file the Go linker's account begins, and how much there is to look through.
    pub(crate) fn build_info(&self) -> Option<(u64, u64)> {
        match self {
            Self::Elf(elf) => elf.section(".go.buildinfo"),
            Self::Pe(told) | Self::MachO(told) => told.info,
        }
    }

    /// Whether a file of this length lacks a part of it.
    pub(crate) fn is_cut(&self, size: u64) -> bool {
        let promised = match self {
            Self::Elf(elf) => elf.promised,
            Self::Pe(told) | Self::MachO(told) => told.promised,
        };
        promised == 0 || promised > size
    }

    /// Whether this GOOS runs programs of its format.
    pub(crate) fn is_format_of(&self, goos: &str) -> bool {
        match goos {
            "windows" => matches!(self, Self::Pe(_)),
            "darwin" | "ios" => matches!(self, Self::MachO(_)),
            _ => matches!(self, Self::Elf(_)),
        }
    }

    /// Why a system that runs its format cannot run it on this GOARCH, where that can be seen: `size` is the
    /// file's length.
    pub(crate) fn unfit(&self, size: u64, goarch: &str) -> Option<String> {
        match self {
            Self::Elf(elf) => elf.unfit(size, goarch),
            _ => match self.goarch() {
                Some(own) if own != goarch => Some(format!("is for {own}")),
                None => Some("is for another machine".to_owned()),
                _ => self.is_cut(size).then(|| "is cut off".to_owned()),
            },
        }
    }
}
