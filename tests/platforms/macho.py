#!/usr/bin/env python3
"""macho.py PROGRAM PROCESSOR: what macOS reads of a program before it starts it, where nothing can start it.

The processor is right, it needs no newer macOS than is said, it links what every Mac has, and on arm64 it is
signed (macOS kills an unsigned one there).
"""

import pathlib
import struct
import sys

OLDEST = (11, 0)
LIBRARIES = ("/usr/lib/", "/System/Library/Frameworks/")
PROCESSORS = {"aarch64": 0x0100000C, "x86_64": 0x01000007}
LC_LOAD_DYLIB, LC_RPATH, LC_CODE_SIGNATURE, LC_BUILD_VERSION, LC_VERSION_MIN = 0xC, 0x8000001C, 0x1D, 0x32, 0x24

path, processor = pathlib.Path(sys.argv[1]), sys.argv[2]
program = path.read_bytes()
magic, cpu, _, kind, count, _, _ = struct.unpack_from("<7I", program)
wrong = []
if magic != 0xFEEDFACF or kind != 2:
    sys.exit(f"{path}: no 64-bit program of macOS")
if cpu != PROCESSORS[processor]:
    wrong.append(f"is for processor {cpu:#x}")
at, oldest, signed = 32, None, False
for _ in range(count):
    command, size = struct.unpack_from("<2I", program, at)
    text = lambda: program[at + struct.unpack_from("<I", program, at + 8)[0]:at + size].split(b"\0")[0].decode()
    if command == LC_BUILD_VERSION:
        oldest = struct.unpack_from("<I", program, at + 12)[0]
    elif command == LC_VERSION_MIN:
        oldest = struct.unpack_from("<I", program, at + 8)[0]
    elif command == LC_CODE_SIGNATURE:
        signed = True
    elif command == LC_LOAD_DYLIB and not text().startswith(LIBRARIES):
        wrong.append(f"needs {text()}")
    elif command == LC_RPATH:
        wrong.append(f"looks for libraries in {text()}")
    at += size
version = oldest and (oldest >> 16, oldest >> 8 & 255)
if version != OLDEST:
    wrong.append(f"is for macOS {version}, not {OLDEST}")
if processor == "aarch64" and not signed:
    wrong.append("is not signed")
for what in wrong:
    print(f"{path}: {what}", file=sys.stderr)
print(f"{path.name} {processor}: {count} load commands, macOS {version}, signed: {signed}, wrong: {len(wrong)}")
sys.exit(bool(wrong))
