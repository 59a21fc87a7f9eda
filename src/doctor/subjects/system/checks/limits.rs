//! Limits of this process and of the machine.

use crate::base::visible::Visible as _;
use crate::doctor::model::check::Check;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::{Answer, Fix, Verdict};
use crate::doctor::subjects::system::facts::System;
use crate::sys::machine::UNKNOWN;

pub(in crate::doctor) const CHECKS: &[Check] = &[
    Check::new("sys.open-files", "a build may open enough files", open_files)
        .needs(&[System::NEED])
        .reads("the hard limit on open files")
        .fails(
            "it is below 64: `pipe2: too many open files`. Go raises the soft limit by itself, so \
            only the hard one counts",
        )
        .cure("raise it: ulimit -Hn needs root; look into limits.conf and the service's unit")
        .why("os of the Go runtime lifts RLIMIT_NOFILE to its maximum at start; measured with 40"),
    Check::new("sys.address-space", "a build may take enough addresses", address_space)
        .lines(&["ulimit -Sv unlimited"])
        .needs(&[System::NEED])
        .reads("the limit on the address space")
        .fails(
            "it is below 1 GB: `failed to reserve page summary memory`, the go command dies at \
            start",
        )
        .cure("ulimit -Sv unlimited, or raise the hard one where the shell was started")
        .why("the Go runtime reserves addresses (not memory) at start"),
    Check::new("sys.processes", "a build may start enough threads", processes)
        .lines(&["prlimit --pid $$ --nproc=4096:"])
        .needs(&[System::NEED])
        .reads("the limit on processes of this user; it does not bind root")
        .fails(
            "it is below 30: `failed to create new OS thread`, `fork/exec: resource temporarily \
            unavailable`",
        )
        .cure("raise it where the shell was started: limits.conf, the service's TasksMax")
        .why("threads count as processes; compile starts one a core and a few more"),
    Check::new("sys.memory", "there is memory left", memory)
        .needs(&[System::NEED])
        .reads("MemAvailable in /proc/meminfo, oom_kill in /proc/vmstat")
        .fails(
            "less than 128 MB are available: compile and link are the first that the kernel kills \
            (`signal: killed`)",
        )
        .cure("go build -p=1 builds one package at a time; or more memory")
        .why("link of a middling program takes some hundred MB")
        .fixture(),
    Check::new("sys.memory-limit", "the control group leaves enough memory", limit)
        .needs(&[System::NEED])
        .reads("memory.max (or memory.limit_in_bytes) of this process's control group and of those \
            around it")
        .fails("it is below 32 MB: the kernel kills the linker of an empty program (`link: signal: \
            killed`). WARN below 256 MB: larger programs meet the same end")
        .cure("give the container more (docker run --memory 1g; resources.limits.memory)")
        .why("measured: 24 MB kill the linker, 48 MB do not"),
    Check::new("sys.oom", "nothing here was killed for want of memory", oom)
        .needs(&[System::NEED])
        .reads("oom_kill in memory.events (or memory.oom_control) of this control group")
        .fails("WARN: it counts. Builds that end with `signal: killed` have this cause")
        .cure("more memory for the container, or go build -p=1: one package at a time")
        .why("the kernel counts per group; the count since boot of the whole machine is evidence only"),
];

fn open_files(facts: &Facts) -> Answer {
    let system = facts.need::<System>()?;
    match system.limits.open_files {
        Some(limit @ ..64) => Ok(Verdict::fail(format!("only {limit} files may be open at once"))
            .value(limit.to_string())
            .breaks("go build", "too many open files")
            .cure(where_it_began("LimitNOFILE", "nofile"))),
        Some(limit) => Ok(Verdict::pass(format!("{limit} files")).value(limit.to_string())),
        None => Ok(Verdict::pass("no limit")),
    }
}

/// A hard limit: only who started this shell's first ancestor can have set another.
fn where_it_began(unit: &str, name: &str) -> Fix {
    Fix::new(format!(
        "raise the hard limit where this shell began, as root: {name} in /etc/security/limits.conf, \
        {unit}= in the service's unit, --ulimit of a container; then log in again"
    ))
}

fn address_space(facts: &Facts) -> Answer {
    let system = facts.need::<System>()?;
    match system.limits.address_space {
        Some(limit @ ..1_000_000_000) => {
            let size = crate::doctor::megabytes(limit);
            Ok(Verdict::fail(format!("only {size} of addresses may be taken"))
                .value(limit.to_string())
                .breaks("go version", "fatal error: failed to reserve page summary memory")
                .cure(match system.limits.address_space_at_most {
                    None => Fix::new("lift the limit").run("ulimit -Sv unlimited"),
                    Some(_) => where_it_began("LimitAS", "as"),
                }))
        }
        Some(limit) => Ok(Verdict::pass(crate::doctor::megabytes(limit)).value(limit.to_string())),
        None => Ok(Verdict::pass("no limit")),
    }
}

fn processes(facts: &Facts) -> Answer {
    let system = facts.need::<System>()?;
    match system.limits.processes {
        _ if facts.uid == 0 => Ok(Verdict::pass("root has no such limit")),
        Some(limit @ ..30) => {
            Ok(Verdict::fail(format!("only {limit} processes and threads may run"))
                .value(limit.to_string())
                .breaks(
                    "go build",
                    "failed to create new OS thread, or: resource temporarily unavailable",
                )
                .cure(match system.limits.processes_at_most {
                    Some(..4096) => where_it_began("TasksMax", "nproc"),
                    _ => Fix::new("raise it for this shell").run("prlimit --pid $$ --nproc=4096:"),
                }))
        }
        Some(limit) => Ok(Verdict::pass(format!("{limit} processes")).value(limit.to_string())),
        None => Ok(Verdict::pass("no limit")),
    }
}

fn limit(facts: &Facts) -> Answer {
    let group = &facts.need::<System>()?.group;
    let Some(limit) = group.limit else {
        return Ok(Verdict::pass("this control group has no limit"));
    };
    let message = format!("this control group may take {}", crate::doctor::megabytes(limit));
    let fix = || {
        Fix::new("give the container more memory (docker run --memory 1g, resources.limits.memory)")
    };
    let verdict = match limit {
        ..32_000_000 => {
            Verdict::fail(message).breaks("go build", "link: signal: killed").cure(fix())
        }
        32_000_000..256_000_000 => Verdict::warn(message).cure(fix()),
        _ => Verdict::pass(message),
    };
    Ok(verdict.value(limit.to_string()))
}

fn oom(facts: &Facts) -> Answer {
    let group = &facts.need::<System>()?.group;
    let Some(kills) = group.kills else {
        return Ok(Verdict::skip(UNKNOWN.unwrap_or("the kernel does not count here")));
    };
    let verdict = match kills {
        0 => Verdict::pass("nothing was killed in this control group"),
        _ => Verdict::warn(format!(
            "the kernel has killed {kills} processes of this control group for want of memory"
        ))
        .seen("says", "signal: killed")
        .cure(Fix::new("more memory, or one package at a time: go build -p=1")),
    };
    Ok(verdict.value(kills.to_string()).seen("counted in", group.counter.visible().to_string()))
}

fn memory(facts: &Facts) -> Answer {
    let system = facts.need::<System>()?;
    let Some(available) = system.memory_available else {
        return Ok(Verdict::skip(UNKNOWN.unwrap_or("the kernel does not say")));
    };
    let message = format!("{} are available", crate::doctor::megabytes(available));
    let killed = system.oom_kills.unwrap_or_default();
    let verdict = if available < 128_000_000 {
        Verdict::warn(message)
            .cure(Fix::new("end other programs, or build one package at a time: go build -p=1"))
    } else {
        Verdict::pass(message)
    };
    Ok(verdict
        .value(available.to_string())
        .seen("killed for want of memory since boot", killed.to_string()))
}
