//! Programs built with Go: can they start here?

use crate::base::visible::Visible as _;
use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::model::line::Line;
use crate::doctor::subjects::compiler::BUILD_AGAIN;
use crate::doctor::subjects::compiler::tools::{Tool, Tools};
use crate::doctor::subjects::system::facts::System;
use crate::doctor::subjects::toolchain::at_hand::INSTALL_AND_USE;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("libc.loader", "installed programs find their loader", loader)
        .lines(&[BUILD_AGAIN, INSTALL_AND_USE])
        .needs(&[Tools::NEED])
        .reads("PT_INTERP of `go` and of every program in GOBIN, and whether that file exists")
        .fails("it does not: the shell says `No such file or directory` about a file that is there \
            (a program for musl on a glibc system, or the reverse)")
        .cure("build it here: go install again, or CGO_ENABLED=0")
        .why("execve returns ENOENT for a missing loader"),
    Check::new("libc.libraries", "installed programs find their shared libraries", libraries)
        .lines(&[BUILD_AGAIN, INSTALL_AND_USE])
        .needs(&[Tools::NEED])
        .reads("DT_NEEDED and DT_RUNPATH of every program in GOBIN, LD_LIBRARY_PATH, /etc/ld.so.cache")
        .fails("one needs a library that is nowhere: `error while loading shared libraries: libx.so.1: \
            cannot open shared object file`")
        .cure("install the library, or build the program here again")
        .why("cgo links against the libraries of the machine that builds; glibc's loader looks for them \
            by name when the program starts"),
    Check::new("libc.version", "installed programs find their symbol versions", version)
        .lines(&[BUILD_AGAIN, INSTALL_AND_USE])
        .needs(&[Tools::NEED, System::NEED])
        .reads("the symbol versions that every program in GOBIN needs, and this system's libc")
        .fails("one needs a newer glibc: `version 'GLIBC_2.99' not found`")
        .cure("build it here, or with CGO_ENABLED=0")
        .why("the loader compares .gnu.version_r with what libc.so.6 defines"),
];

fn loader(facts: &Facts) -> Answer {
    let tools = &facts.need::<Tools>()?.0;
    let Some(tool) = tools.iter().find(|tool| !tool.interpreter_exists) else {
        return Ok(Verdict::pass(format!("{} programs find their loader", tools.len())));
    };
    let loader = tool.elf.as_ref().and_then(|elf| elf.interpreter.clone()).unwrap_or_default();
    Ok(Verdict::fail(format!("{} names a loader that is not here", tool.path.visible()))
        .seen("loader", loader)
        .breaks(&tool.name, "No such file or directory")
        .cure(again(tool)))
}

fn libraries(facts: &Facts) -> Answer {
    let tools = &facts.need::<Tools>()?.0;
    let Some((tool, library)) =
        tools.iter().find_map(|tool| tool.missing.first().map(|library| (tool, library)))
    else {
        return Ok(Verdict::pass(format!("{} programs find their libraries", tools.len())));
    };
    Ok(Verdict::fail(format!("{} needs {library}, which is not here", tool.path.visible()))
        .breaks(
            &tool.name,
            &format!(
                "error while loading shared libraries: {library}: cannot open shared object file"
            ),
        )
        .cure(again(tool)))
}

fn version(facts: &Facts) -> Answer {
    let tools = &facts.need::<Tools>()?.0;
    let Some(here) = facts.get::<System>().and_then(|system| system.glibc) else {
        return Ok(Verdict::skip("this system has no glibc"));
    };
    let needs = |tool: &&Tool| {
        tool.elf.as_ref().and_then(crate::sys::elf::Elf::glibc).is_some_and(|needed| needed > here)
    };
    let Some(tool) = tools.iter().find(needs) else {
        return Ok(Verdict::pass(format!("glibc here is {}.{}", here.0, here.1)));
    };
    let (major, minor) =
        tool.elf.as_ref().and_then(crate::sys::elf::Elf::glibc).unwrap_or_default();
    Ok(Verdict::fail(format!(
        "{} needs glibc {major}.{minor}, here is {}.{}",
        tool.path.visible(),
        here.0,
        here.1
    ))
    .seen("symbol version", format!("GLIBC_{major}.{minor}"))
    .breaks(&tool.name, &format!("version `GLIBC_{major}.{minor}' not found"))
    .cure(again(tool)))
}

pub(in crate::doctor) fn again(tool: &Tool) -> Fix {
    let package = tool.info.as_ref().and_then(|info| info.path.clone());
    if package.as_deref() == Some("cmd/go") {
        let fix = Fix::new(
            "take the Go that go.dev publishes: it is linked statically and starts on every Linux",
        );
        return crate::doctor::subjects::toolchain::at_hand::install_and_use(fix, "latest");
    }
    build(tool, Fix::new("build it on this system, or with CGO_ENABLED=0"))
}

/// Builds it again, whatever it was built with.
pub(in crate::doctor) fn build(tool: &Tool, fix: Fix) -> Fix {
    let package = tool.info.as_ref().and_then(|info| info.path.clone());
    // To go, a program of the same build ID is up to date, whatever has become of it since; and where
    // it stands on PATH before GOBIN, the new one would not be found.
    match package {
        Some(package) => {
            let gone = Line::of("rm").word(&tool.path);
            fix.run(gone.text(" && go install").word(format!("{package}@latest")))
        }
        None => fix,
    }
}
