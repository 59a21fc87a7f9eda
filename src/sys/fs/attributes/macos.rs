//! Extended attributes. An access list is none of them: it is behind calls that no safe crate makes.

use std::fs::File;
use std::path::Path;

use rustix::buffer::spare_capacity;
use rustix::fs::{XattrFlags, fsetxattr, getxattr, listxattr};

/// A resource fork may be longer, and then it is not carried.
const LONGEST: usize = 1 << 20;

/// Gives `file`, which is to take the place of `old`, what that has. What may not be set stays away.
pub(in crate::sys::fs) fn keep(file: &File, old: &Path) {
    for name in names(old) {
        let mut value = Vec::with_capacity(LONGEST);
        if getxattr(old, &*name, spare_capacity(&mut value)).is_ok() {
            let _ = fsetxattr(file, &*name, &value, XattrFlags::empty());
        }
    }
}

/// Not known here: so it counts as one that has.
pub(in crate::sys::fs) fn has_access_list(_: &Path) -> bool {
    true
}

fn names(file: &Path) -> Vec<String> {
    let mut list = Vec::with_capacity(64 << 10);
    if listxattr(file, spare_capacity(&mut list)).is_err() {
        return Vec::new();
    }
    let names = list.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    names.map(|name| String::from_utf8_lossy(name).into_owned()).collect()
}
