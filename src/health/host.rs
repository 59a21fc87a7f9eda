//! The load of this machine: processor, memory, disk, and what the kernel killed. What the system does
//! not say is SKIP.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::base::visible::Visible as _;
use crate::doctor::model::finding::{Finding, Verdict};
use crate::doctor::model::limit::{Gathered, Pending, start as begin};
use crate::settings::home::Home;
use crate::sys::fs::{atomic, probe, remove};
use crate::sys::load::{self, Pressure};
use crate::sys::machine;

/// The checks, in the order in which they are shown: the id, and what is true when it passes.
pub const CHECKS: [(&str, &str); 5] = [
    ("host.cpu", "programs need not wait long for the processor"),
    ("host.memory", "there is memory left"),
    ("host.disk", "the disk of goenvmgr's own files has room"),
    ("host.disk-latency", "a small file is safe on that disk at once"),
    ("host.oom", "the kernel has killed nothing for want of memory since the last run"),
];

/// From which share on memory is short, in percent.
const MEMORY: u64 = 10;
/// From which share on a disk is full, in percent; from so many bytes on it is never.
const DISK: (u64, u64) = (5, 20_000_000_000);
/// From which share of the last minute on programs wait for the processor too long, in percent.
const WAITING: f64 = 60.0;
/// How long writing a small file safely may take.
const LATENCY: Duration = Duration::from_millis(500);
/// How long looking may take.
const LIMIT: Duration = Duration::from_secs(3);

/// What is being looked at.
pub(super) struct Started {
    asked: Vec<&'static str>,
    oom_before: Option<u64>,
    data: Pending<Option<(PathBuf, probe::Mount)>>,
    latency: Option<Pending<Result<Duration, String>>>,
}

/// Begins to look at what these checks want to know.
pub(super) fn start(asked: Vec<&'static str>, oom_before: Option<u64>, home: &Home) -> Started {
    let (data, state) = (home.data().to_owned(), home.state().to_owned());
    Started {
        data: begin(LIMIT, move || mount(&data)),
        latency: asked
            .contains(&"host.disk-latency")
            .then(|| begin(LIMIT, move || written(&state))),
        oom_before,
        asked,
    }
}

impl Started {
    /// What was found, and the kernel's count.
    pub(super) fn findings(self) -> (Vec<Finding>, Option<u64>) {
        let oom_kills = machine::kills_for_memory();
        let (disk, latency) = (self.data.wait(), self.latency.map(Pending::wait));
        let finding = |id: &&str| {
            let verdict = match *id {
                "host.cpu" => cpu(load::pressure(), load::average()),
                "host.memory" => memory(load::memory()),
                "host.disk" => free(&disk),
                "host.disk-latency" => slow(latency.as_ref()),
                _ => oom(self.oom_before, oom_kills),
            };
            Finding::new(id, verdict)
        };
        (self.asked.iter().map(finding).collect(), oom_kills)
    }
}

/// The mount that the directory lies on, or will lie on.
fn mount(dir: &Path) -> Option<(PathBuf, probe::Mount)> {
    dir.ancestors().find_map(|dir| Some((dir.to_owned(), probe::mount(dir).ok()?)))
}

/// How long it takes until a small file is safe on the disk.
fn written(state: &Path) -> Result<Duration, String> {
    let file = state.join("health").join("latency");
    let begun = Instant::now();
    atomic::write(&file, b"how long does this take?\n").map_err(|fault| fault.what)?;
    let took = begun.elapsed();
    let _ = remove::file(&file);
    Ok(took)
}

fn cpu(pressure: Option<Pressure>, average: Option<(f64, usize)>) -> Verdict {
    match (pressure, average) {
        (Some(Pressure { waiting }), _) => {
            let value = format!("{waiting}%");
            let words = format!("programs waited for the processor {waiting}% of the last minute");
            let verdict =
                if waiting > WAITING { Verdict::warn(words) } else { Verdict::pass(words) };
            verdict.value(value)
        }
        // Twice as many as there are processors: each waits as long as it works.
        (None, Some((load, cores))) => {
            let words = format!("{load} programs want the processor, of which there are {cores}");
            let busy = load > 2.0 * cores as f64;
            let verdict = if busy { Verdict::warn(words) } else { Verdict::pass(words) };
            verdict.value(load.to_string())
        }
        (None, None) => Verdict::skip("this system does not say how busy it is"),
    }
}

fn memory(memory: Option<load::Memory>) -> Verdict {
    let Some(load::Memory { available, total }) = memory.filter(|memory| memory.total > 0) else {
        return Verdict::skip("this system does not say how much memory is left");
    };
    let share = available.saturating_mul(100) / total;
    let words = format!("{share}% of the memory is available ({} MB)", available / 1_000_000);
    let verdict = if share < MEMORY { Verdict::warn(words) } else { Verdict::pass(words) };
    verdict.value(format!("{share}%"))
}

fn free(disk: &Gathered<Option<(PathBuf, probe::Mount)>>) -> Verdict {
    let mount = match disk.need("the disk") {
        Ok(Some((_, mount))) => mount,
        Ok(None) => return Verdict::skip("no directory of ours exists"),
        Err(verdict) => return verdict,
    };
    let share = mount.free.saturating_mul(100) / mount.size.max(1);
    let words =
        format!("{share}% of {} is free ({} MB)", mount.point.visible(), mount.free / 1_000_000);
    let full = share < DISK.0 && mount.free < DISK.1;
    let verdict = if full { Verdict::warn(words) } else { Verdict::pass(words) };
    verdict.value(format!("{share}%"))
}

fn slow(latency: Option<&Gathered<Result<Duration, String>>>) -> Verdict {
    let Some(latency) = latency else { return Verdict::skip("not asked") };
    match latency.need("the disk") {
        Err(verdict) => verdict,
        Ok(Err(why)) => Verdict::fail(format!("nothing can be written: {why}")),
        Ok(Ok(took)) => {
            let words = format!("a small file is safe after {} ms", took.as_millis());
            let verdict = if *took > LATENCY { Verdict::warn(words) } else { Verdict::pass(words) };
            verdict.value(format!("{} ms", took.as_millis()))
        }
    }
}

/// The kernel counts since it started: what counts is what came since the last run.
fn oom(before: Option<u64>, now: Option<u64>) -> Verdict {
    match (before, now) {
        (_, None) => Verdict::skip("this system does not count what it kills for want of memory"),
        (None, Some(count)) => Verdict::pass("counted from now on").value(count.to_string()),
        (Some(before), Some(now)) if now > before => {
            let killed = now - before;
            let words = format!("the kernel killed {killed} for want of memory since the last run");
            Verdict::fail(words).value(killed.to_string())
        }
        (Some(_), Some(_)) => {
            Verdict::pass("nothing was killed for want of memory since the last run").value("0")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::model::finding::Status;

    #[test]
    fn host_is_judged_by_what_the_kernel_says() {
        let memory = |available, total| memory(Some(load::Memory { available, total })).status;
        assert_eq!((memory(9, 100), memory(10, 100)), (Status::Warn, Status::Pass));
        assert_eq!(super::memory(None).status, Status::Skip);
        let pressure = |waiting| cpu(Some(Pressure { waiting }), None).status;
        assert_eq!((pressure(61.0), pressure(60.0)), (Status::Warn, Status::Pass));
        assert_eq!(cpu(None, Some((4.1, 2))).status, Status::Warn);
        assert_eq!(cpu(None, None).status, Status::Skip);
        for (before, now, status) in [
            (None, None, Status::Skip),
            (None, Some(7), Status::Pass),
            (Some(7), Some(7), Status::Pass),
            (Some(7), Some(9), Status::Fail),
            // The machine was started again.
            (Some(7), Some(0), Status::Pass),
        ] {
            assert_eq!(oom(before, now).status, status, "{before:?} {now:?}");
        }
    }
}
