#!/usr/bin/env python3
"""pe.py PROGRAM PROCESSOR: what Windows reads of a program before it starts it, where nothing can start it.

The processor is right, it is a console's program, it may be laid anywhere in memory, and it needs only libraries
that every Windows has.
"""

import pathlib
import struct
import sys

PROCESSORS = {"aarch64": 0xAA64, "x86_64": 0x8664}
CONSOLE, DYNAMIC_BASE, NX_COMPAT = 3, 0x40, 0x100
# https://learn.microsoft.com/windows/win32/apiindex/windows-umbrella-libraries; the C library since Windows 10.
LIBRARIES = {
    "advapi32", "bcrypt", "bcryptprimitives", "crypt32", "kernel32", "ntdll", "ole32", "oleaut32", "shell32", "ws2_32",
}
SETS = ("api-ms-win-crt-", "api-ms-win-core-")

path, processor = pathlib.Path(sys.argv[1]), sys.argv[2]
program = path.read_bytes()
at = struct.unpack_from("<I", program, 0x3C)[0]
if program[:2] != b"MZ" or program[at:at + 4] != b"PE\0\0":
    sys.exit(f"{path}: no program of Windows")
machine, sections = struct.unpack_from("<2H", program, at + 4)
optional = at + 24
if struct.unpack_from("<H", program, optional)[0] != 0x20B:
    sys.exit(f"{path}: no 64-bit program")
subsystem, traits = struct.unpack_from("<2H", program, optional + 68)
table = optional + struct.unpack_from("<H", program, at + 20)[0]


def offset(address):
    """Where in the file what lies at an address in memory stands."""
    for n in range(sections):
        size, start, held, begin = struct.unpack_from("<4I", program, table + 40 * n + 8)
        if start <= address < start + max(size, held):
            return address - start + begin
    sys.exit(f"{path}: nothing lies at {address:#x}")


def libraries():
    entry = offset(struct.unpack_from("<I", program, optional + 120)[0])
    while name := struct.unpack_from("<I", program, entry + 12)[0]:
        begin = offset(name)
        yield program[begin:program.index(b"\0", begin)].decode().lower().removesuffix(".dll")
        entry += 20


wrong = []
if machine != PROCESSORS[processor]:
    wrong.append(f"is for processor {machine:#x}")
if subsystem != CONSOLE:
    wrong.append(f"is of subsystem {subsystem}")
for trait, name in ((DYNAMIC_BASE, "DYNAMIC_BASE"), (NX_COMPAT, "NX_COMPAT")):
    if not traits & trait:
        wrong.append(f"lacks {name}")
needed = sorted(set(libraries()))
wrong += [f"needs {name}" for name in needed if name not in LIBRARIES and not name.startswith(SETS)]
for what in wrong:
    print(f"{path}: {what}", file=sys.stderr)
print(f"{path.name} {processor}: {len(needed)} libraries, wrong: {len(wrong)}")
sys.exit(bool(wrong))
