//! The account of this process's user, as /etc/passwd has it.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use crate::sys::fs::{read, rights};

/// A path in a line of /etc/passwd: `name:password:uid:gid:comment:home:shell`.
#[derive(Clone, Copy)]
pub(super) enum Field {
    Home = 5,
    Shell = 6,
}

/// What /etc/passwd has for the user of this process. It is read as text: `getpwuid` loads the
/// libraries that nsswitch.conf names, and a program that is linked statically may die of them. An
/// account that a directory service alone knows is found by HOME and SHELL.
pub(super) fn account(field: Field) -> Option<PathBuf> {
    let passwd = read::try_bytes(Path::new("/etc/passwd"), 64 << 20).ok()??;
    account_in(&passwd, rights::user(), field)
}

fn account_in(passwd: &[u8], user: u32, field: Field) -> Option<PathBuf> {
    let mut lines = passwd.split(|byte| *byte == b'\n').filter(|line| !line.starts_with(b"#"));
    let own = lines.find_map(|line| {
        let fields: Vec<&[u8]> = line.split(|byte| *byte == b':').collect();
        let id = std::str::from_utf8(fields.get(2)?).ok()?.parse::<u32>().ok()?;
        (id == user && !fields[0].is_empty()).then_some(fields)
    });
    let path = *own?.get(field as usize)?;
    (!path.is_empty()).then(|| PathBuf::from(OsStr::from_bytes(path)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn account_is_found_by_number_in_the_password_file() {
        let passwd = b"root:x:0:0:root:/root:/bin/sh\n# x:x:7\n+::::::\nbroken:x\n\
            a:x:7:7:A, B:/home/\xff:/bin/zsh\nb:x:7:7::/other:\nc:x:8:8:::\n";
        let home = |user| account_in(passwd, user, Field::Home);
        let odd = PathBuf::from(OsStr::from_bytes(b"/home/\xff"));
        assert_eq!(
            [home(0), home(7), home(8), home(9)],
            [Some("/root".into()), Some(odd), None, None]
        );
        let shell = |user| account_in(passwd, user, Field::Shell);
        assert_eq!([shell(7), shell(8)], [Some("/bin/zsh".into()), None]);
    }
}
