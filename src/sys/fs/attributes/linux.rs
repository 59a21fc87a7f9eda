//! Extended attributes.

use std::fs::File;
use std::path::Path;

use rustix::buffer::spare_capacity;
use rustix::fs::{XattrFlags, fremovexattr, fsetxattr, getxattr, listxattr};

const ACCESS_LIST: &str = "system.posix_acl_access";

/// No attribute, and no list of their names, is longer on Linux.
const LONGEST: usize = 64 << 10;

/// Gives `file`, which is to take the place of `old`, what that has. What may not be set stays away:
/// labels are the system's business.
pub(in crate::sys::fs) fn keep(file: &File, old: &Path) {
    if !has_access_list(old) {
        // Its directory may have given it one.
        let _ = fremovexattr(file, ACCESS_LIST);
    }
    for name in names(old) {
        let mut value = Vec::with_capacity(LONGEST);
        if getxattr(old, &*name, spare_capacity(&mut value)).is_ok() {
            let _ = fsetxattr(file, &*name, &value, XattrFlags::empty());
        }
    }
}

/// Whether more than owner, group and mode say who may do what with the file.
pub(in crate::sys::fs) fn has_access_list(file: &Path) -> bool {
    names(file).iter().any(|name| name == ACCESS_LIST)
}

fn names(file: &Path) -> Vec<String> {
    let mut list = Vec::with_capacity(LONGEST);
    if listxattr(file, spare_capacity(&mut list)).is_err() {
        return Vec::new();
    }
    let names = list.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    names.map(|name| String::from_utf8_lossy(name).into_owned()).collect()
}
