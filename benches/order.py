#!/usr/bin/env python3
"""Writes src/start.ld: the functions that short commands run, for the linker to put side by side.

    order.py           (builds, asks and writes; x86-64 Linux, a minute or two)

A page of the program that is touched costs a fault, and a short command touches a tenth of the
functions, strewn over all of the text: a third of its time is such faults. `install.sh` links with the
list. Names that are gone or new only go unordered, so it need not be written anew at every change;
`tests/fresh_clone.sh` says when too little of it is left.

Every function's first byte is made a breakpoint and the program run under ptrace; what stops is
noted once, in order. Names are those of Rust's v0 mangling, which tell one instance of a generic
function from the other, without the hashes of crates, which differ from compiler to compiler.
"""

import ctypes
import os
import pathlib
import re
import signal
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TRIPLE = "x86_64-unknown-linux-gnu"
TRACEME, CONT, GETREGS, SETREGS, DETACH, SETOPTIONS = 0, 7, 12, 13, 17, 0x4200
TRACE_EXEC, EVENT_EXEC = 0x10, 4
RIP = 16  # of the 27 words of user_regs_struct
PTRACE = ctypes.CDLL(None, use_errno=True).ptrace
PTRACE.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]


def main():
    program = build()
    functions = addresses(program)
    order = {}
    with tempfile.TemporaryDirectory() as world:
        for words, env in commands(world, program):
            # A dictionary keeps the order in which its keys came.
            order.update(dict.fromkeys(entered(functions, words, env, f"{world}/p")))
    (ROOT / "src/start.ld").write_text(script(order))


def build():
    flags = "-Ctarget-feature=+crt-static -Crelocation-model=static -Csymbol-mangling-version=v0"
    env = dict(os.environ, RUSTFLAGS=flags, CARGO_PROFILE_RELEASE_STRIP="none",
               CARGO_TARGET_DIR=str(ROOT / "target/order"))
    subprocess.run(["cargo", "build", "--release", "--locked", "--target", TRIPLE,
                    "--bin", "goenvmgr"], cwd=ROOT, env=env, check=True)
    return ROOT / "target/order" / TRIPLE / "release/goenvmgr"


def addresses(program):
    """Where each function begins; several names may stand at one place."""
    found = {}
    listed = subprocess.run(["nm", "--defined-only", program], check=True,
                            capture_output=True, text=True).stdout
    for line in listed.splitlines():
        address, kind, name = line.split(" ", 2)
        if kind in "tTwWi":
            found.setdefault(int(address, 16), []).append(name)
    return found


def commands(world, program):
    """What is typed or run most, in a directory with a pin, the most frequent first."""
    data = pathlib.Path(world, "data")
    for version in ["1.22.5", "1.23.1"]:
        root = data / "toolchains" / f"go{version}"
        (root / "bin").mkdir(parents=True)
        (root / "VERSION").write_text(f"go{version}\n")
        (root / "bin/go").symlink_to("/bin/true")
    (data / "shims").mkdir()
    (data / "shims/go").symlink_to(program)
    project = pathlib.Path(world, "p")
    project.mkdir()
    (project / ".go-version").write_text("1.22.5\n")
    (project / "go.mod").write_text("module m\n\ngo 1.21\n")
    (data / "config.toml").write_text('default = "1.23.1"\n')
    settings = pathlib.Path(world, ".config/go/env")
    settings.parent.mkdir(parents=True)
    settings.write_text("GOFLAGS=-mod=mod\nGOTOOLCHAIN=auto\n")
    # Few variables would be sorted in another way.
    env = {f"VARIABLE_{number}": str(number) for number in range(40)}
    env |= {"HOME": world, "GOENVMGR_HOME": str(data),
            "PATH": f"{data}/shims:{world}/bin:/usr/local/bin:/usr/bin:/bin"}
    own = [program, "goenvmgr"]
    return [
        ([f"{data}/shims/go", "go", "version"], env),
        ([*own, "hook"], dict(env, __GOENVMGR_EMIT="bash")),
        ([*own, "hook"], dict(env, __GOENVMGR_EMIT="fish")),
        ([*own, "--version"], env),
        ([*own, "check"], env),
        ([*own, "list"], env),
        ([*own, "current"], env),
        ([*own, "init", "bash"], env),
    ]


def entered(functions, words, env, directory):
    """The names of the functions that a run enters before it ends or becomes another program."""
    child = os.fork()
    if child == 0:
        quiet = os.open("/dev/null", os.O_RDWR)
        for stream in range(3):
            os.dup2(quiet, stream)
        os.chdir(directory)
        PTRACE(TRACEME, 0, None, None)
        os.execve(words[0], words[1:], env)
    os.waitpid(child, 0)
    PTRACE(SETOPTIONS, child, None, TRACE_EXEC)
    memory = os.open(f"/proc/{child}/mem", os.O_RDWR)
    first = {address: os.pread(memory, 1, address) for address in functions}
    for address in functions:
        os.pwrite(memory, b"\xcc", address)
    registers = (ctypes.c_ulong * 27)()
    names, pending = [], 0
    while True:
        PTRACE(CONT, child, None, pending)
        _, status = os.waitpid(child, 0)
        if not os.WIFSTOPPED(status):
            break
        pending = os.WSTOPSIG(status)
        if status >> 16 == EVENT_EXEC:
            PTRACE(DETACH, child, None, None)
            os.waitpid(child, 0)
            break
        if pending != signal.SIGTRAP:
            continue
        pending = 0
        PTRACE(GETREGS, child, None, registers)
        registers[RIP] -= 1
        names += functions[registers[RIP]]
        os.pwrite(memory, first[registers[RIP]], registers[RIP])
        PTRACE(SETREGS, child, None, registers)
    os.close(memory)
    return names


def script(order):
    rust = [re.sub(r"(?<=C)s[0-9A-Za-z]+_(?=\d)", "s*_", name) for name in order
            if name.startswith("_R")]
    plain = {name for name in order if not name.startswith("_R")}
    # The compiler calls some of them unlikely, in the section's name too.
    lines = ["    *crt1.o(.text)"]
    lines += [f"    *(.text*.{name})" for name in dict.fromkeys(rust)]
    lines += [f"    *{library}:{member}(.text .text.*)"
              for library in ["libc.a", "libgcc_eh.a"] for member in members(library, plain)]
    return "\n".join([
        "/* Written by benches/order.py: what short commands run stands side by side. */",
        "SECTIONS {", "  .text.start : {", *lines, "  }", "} INSERT BEFORE .text;", ""])


def members(library, names):
    """The files of a C library, which has no section for each function, in which these stand."""
    path = subprocess.run(["cc", f"-print-file-name={library}"], check=True,
                          capture_output=True, text=True).stdout.strip()
    listed = subprocess.run(["nm", "-A", "--defined-only", path],
                            capture_output=True, text=True).stdout
    found = (re.match(r".*\.a:([^:]+):\S+ [tTwWi] (\S+)$", line) for line in listed.splitlines())
    return sorted({match[1] for match in found if match and match[2] in names})


if __name__ == "__main__":
    main()
