//! How a root stands: there, missing, or on a disk that nobody can ask now.

use std::path::Path;

use super::needs::Needs;
use super::plan::State;
use crate::projects::seen;
use crate::sys::fs::{marks, read};

/// How a directory stands. "Missing" is said only where something could have said that it is
/// there: on an unmounted disk nothing can, and where one was mounted on it an empty directory says
/// nothing.
pub(super) fn of(path: &Path, needs: Option<&Needs>) -> State {
    let device = needs.map(|needs| needs.device);
    match marks::device(path) {
        Ok(_) if !read::is_dir(path) => State::Missing,
        Ok(here) => match seen::makes_project(path) {
            Ok(true) => State::Project,
            Err(_) => State::Unreachable,
            Ok(false) if device.is_some_and(|then| then != here) => State::Unreachable,
            Ok(false) => State::Pin,
        },
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => State::Unreachable,
        Err(_) if on_absent_disk(path, device) => State::Unreachable,
        Err(_) => State::Missing,
    }
}

/// Whether the disk that held `path` is not there: the nearest directory that exists lies on
/// another device than the one remembered, or where removable disks are mounted.
fn on_absent_disk(path: &Path, device: Option<u64>) -> bool {
    let Some(there) = path.ancestors().skip(1).find(|dir| read::is_dir(dir)) else { return true };
    let elsewhere = device.is_some() && marks::device(there).ok() != device;
    let media = ["/media", "/run/media", "/mnt", "/Volumes", "/net", "/nfs"];
    elsewhere || media.iter().any(|media| there == Path::new(media)) || is_unmounted(there)
}

/// Whether fstab mounts something at or below this directory that is not mounted now. An empty
/// mount point is on its parent's device.
pub(super) fn is_unmounted(there: &Path) -> bool {
    let table = read::text(Path::new("/etc/fstab"), 1 << 20).ok().flatten().unwrap_or_default();
    let points = table.lines().filter(|line| !line.starts_with('#'));
    points
        .filter_map(|line| line.split_whitespace().nth(1).map(Path::new))
        .filter(|point| point.parent().is_some() && there.starts_with(point))
        .any(|point| {
            let above = point.parent().and_then(|above| marks::device(above).ok());
            marks::device(point).ok() == above
        })
}
