//! How an ELF file is read: here and there, and never more of it than a program is worth.

use std::fs::File;

use object::Endianness;
use object::elf::{
    DT_NEEDED, DT_NULL, DT_RPATH, DT_RUNPATH, FileHeader32, FileHeader64, PT_INTERP, PT_LOAD,
};
use object::read::ReadRef as _;
use object::read::elf::{
    Dyn as _, FileHeader, ProgramHeader as _, SectionHeader as _, SectionTable,
};

use super::{Elf, Section};
use crate::sys::parts::{ENTRIES, Parts};

/// What the file says; nothing where it is no ELF file.
pub(super) fn parse(file: File) -> Option<Elf> {
    let parts = Parts::of(file);
    match (&parts).read_bytes_at(0, 5).ok()? {
        b"\x7fELF\x02" => told::<FileHeader64<Endianness>>(&parts),
        _ => told::<FileHeader32<Endianness>>(&parts),
    }
}

fn told<H: FileHeader<Endian = Endianness>>(parts: &Parts) -> Option<Elf> {
    let header = H::parse(parts).ok()?;
    let endian = header.endian().ok()?;
    let mut elf = Elf {
        machine: header.e_machine(endian).0,
        wide: header.is_class_64(),
        big: header.is_big_endian(),
        kind: header.e_type(endian).0,
        abi: header.e_ident().os_abi.0,
        ..Elf::default()
    };
    segments(&mut elf, header, endian, parts);
    // What cannot be read of these is not there: programs run without sections.
    if let Ok(sections) = header.sections(endian, parts) {
        for section in sections.iter() {
            let (offset, size) = (section.sh_offset(endian).into(), section.sh_size(endian).into());
            let name = sections.section_name(endian, section).map(text).unwrap_or_default();
            elf.sections.push(Section { name, offset, size });
        }
        let _ = version_needs(&mut elf, &sections, endian, parts);
        let _ = dynamic(&mut elf, &sections, endian, parts);
    }
    Some(elf)
}

fn segments<H: FileHeader<Endian = Endianness>>(
    elf: &mut Elf,
    header: &H,
    endian: Endianness,
    parts: &Parts,
) {
    let Ok(segments) = header.program_headers(endian, parts) else {
        // Of a table that is not all there nobody knows what it promises.
        elf.promised = u64::MAX;
        return;
    };
    for segment in segments {
        let kind = segment.p_type(endian);
        if matches!(kind, PT_LOAD | PT_INTERP) {
            let (offset, size) = segment.file_range(endian);
            elf.promised = elf.promised.max(offset.saturating_add(size));
        }
        if kind == PT_INTERP && elf.interpreter.is_none() {
            // `object` passes over one without an end; who runs the program trips over it.
            let bytes = segment.data(endian, parts).ok();
            elf.interpreter =
                bytes.and_then(|bytes| bytes.split(|byte| *byte == 0).next()).map(text);
        }
    }
}

type Sections<'a, H> = SectionTable<'a, H, &'a Parts>;

/// Walks `.gnu.version_r`: a list of files, each with a list of versions.
fn version_needs<'a, H: FileHeader<Endian = Endianness>>(
    elf: &mut Elf,
    sections: &Sections<'a, H>,
    endian: Endianness,
    parts: &'a Parts,
) -> object::Result<()> {
    let Some((files, link)) = sections.gnu_verneed(endian, parts)? else { return Ok(()) };
    let strings = sections.strings(endian, parts, link)?;
    for file in files {
        let (file, versions) = file?;
        let library = text(file.file(endian, strings)?);
        for version in versions {
            if elf.needs.len() >= ENTRIES {
                return Ok(());
            }
            elf.needs.push((library.clone(), text(version?.name(endian, strings)?)));
        }
    }
    Ok(())
}

/// Reads the table of the dynamic loader: tags, each with a value.
fn dynamic<'a, H: FileHeader<Endian = Endianness>>(
    elf: &mut Elf,
    sections: &Sections<'a, H>,
    endian: Endianness,
    parts: &'a Parts,
) -> object::Result<()> {
    let Some((entries, link)) = sections.dynamic(endian, parts)? else { return Ok(()) };
    let strings = sections.strings(endian, parts, link)?;
    let entries = entries.iter().take(ENTRIES);
    for entry in entries.take_while(|entry| entry.tag(endian) != DT_NULL) {
        match entry.tag(endian) {
            DT_NEEDED => elf.libraries.push(text(entry.string(endian, strings)?)),
            DT_RPATH | DT_RUNPATH => {
                let path = text(entry.string(endian, strings)?);
                elf.library_path.extend(path.split(':').map(str::to_owned));
            }
            _ => {}
        }
    }
    Ok(())
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
