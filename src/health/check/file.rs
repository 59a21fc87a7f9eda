//! `type = "file"`: a file is there, or is not; its mode, owner, contents, age; the space beside it.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::{Answered, Around, Ask};
use crate::base::digest::Sha256Sum;
use crate::base::visible::Visible as _;
use crate::health::policy::duration::shown;
use crate::health::policy::table::Table;
use crate::sys::fs::{probe, read};

/// The largest file whose contents are summed.
const LARGEST: u64 = 256 << 20;

#[derive(Debug)]
struct File {
    path: String,
    expect: Expect,
}

#[derive(Debug, Default)]
struct Expect {
    exists: Option<bool>,
    mode: Option<u32>,
    mode_max: Option<u32>,
    owner: Option<u32>,
    sha256: Option<Sha256Sum>,
    max_age: Option<Duration>,
    min_free: Option<u64>,
}

const KEYS: [&str; 7] = ["exists", "mode", "mode_max", "owner", "sha256", "max_age", "min_free"];

pub(super) fn read(table: &Table<'_>) -> Option<Arc<dyn Ask>> {
    let path = table.word("path");
    if !table.has("path") {
        table.problem("", "a file check has a path: path = \"~/.netrc\"");
    }
    let Some(expect) = table.table("expect") else {
        table.problem("", "this check asserts nothing: expect = { exists = true }");
        return None;
    };
    let octal = "a mode in octal, as in \"0600\"";
    let mode = |text: &str| u32::from_str_radix(text, 8).ok().filter(|mode| *mode <= 0o7777);
    let found = Expect {
        exists: expect.flag("exists"),
        mode: expect.read("mode", octal, |item| mode(item.as_str()?)),
        mode_max: expect.read("mode_max", octal, |item| mode(item.as_str()?)),
        owner: expect.read("owner", "the number of a user, as in 1000", |item| {
            u32::try_from(item.as_integer()?).ok()
        }),
        sha256: expect
            .read("sha256", "a SHA-256 in hexadecimal", |item| item.as_str()?.parse().ok()),
        max_age: expect.duration("max_age"),
        min_free: expect
            .read("min_free", "a size, as in \"500MB\" or \"2GB\"", |item| size(item.as_str()?)),
    };
    if !KEYS.iter().any(|key| expect.has(key)) {
        table.problem("expect", "`expect` asserts nothing: expect = { exists = true }");
    }
    if found.exists == Some(false) && KEYS[1..].iter().any(|key| expect.has(key)) {
        table.problem("expect", "a file that must not exist has nothing else to assert");
    }
    expect.done();
    Some(Arc::new(File { path: path?, expect: found }))
}

/// Bytes, in powers of 1000.
fn size(text: &str) -> Option<u64> {
    const UNITS: [(&str, u64); 4] =
        [("KB", 1000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000)];
    let (name, bytes) = UNITS.iter().find(|(name, _)| text.ends_with(name))?;
    text.strip_suffix(name)?.parse::<u64>().ok()?.checked_mul(*bytes)
}

impl Ask for File {
    fn says(&self) -> String {
        format!("file {}", self.path)
    }

    fn ask(&self, around: &Around, _: Duration) -> Answered {
        match around.path(&self.path) {
            Ok(path) => self.expect.judged(&path, around).unwrap_or_else(|answered| answered),
            Err(answered) => answered,
        }
    }
}

impl Expect {
    fn judged(&self, path: &Path, around: &Around) -> Result<Answered, Answered> {
        let name = path.visible();
        let bad = |words: String| Err(Answered::bad(format!("{name} {words}")));
        let seen = match probe::see(path) {
            Ok(seen) if self.exists == Some(false) => {
                return bad(format!("exists ({} bytes)", seen.size));
            }
            Ok(seen) => seen,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                return match self.exists {
                    Some(false) => Ok(Answered::good("absent", format!("{name} does not exist"))),
                    _ => bad("does not exist".to_owned()),
                };
            }
            Err(error) => {
                return Err(Answered::unasked(format!("{name} cannot be looked at: {error}")));
            }
        };
        if let Some(mode) = self.mode.filter(|mode| *mode != seen.mode) {
            return bad(format!("has mode {:04o}, expected {mode:04o}", seen.mode));
        }
        if let Some(most) = self.mode_max.filter(|most| seen.mode & !most != 0) {
            return bad(format!("has mode {:04o}, more than {most:04o}", seen.mode));
        }
        if let Some(owner) = self.owner.filter(|owner| *owner != seen.uid) {
            return bad(format!("belongs to user {}, expected {owner}", seen.uid));
        }
        let age = u64::try_from(around.env.now.saturating_sub(seen.modified)).unwrap_or(0);
        if let Some(most) = self.max_age.filter(|most| age > most.as_secs()) {
            let age = shown(Duration::from_secs(age.max(1)));
            return bad(format!("was last changed {age} ago, expected within {}", shown(most)));
        }
        if let Some(least) = self.min_free {
            let mount = probe::mount(path).map_err(|error| {
                Answered::unasked(format!("the space beside {name} is not known: {error}"))
            })?;
            if mount.free < least {
                return bad(format!("has {} bytes free beside it, expected {least}", mount.free));
            }
        }
        if let Some(sum) = self.sha256 {
            let bytes =
                read::bytes(path, LARGEST).map_err(|fault| Answered::unasked(fault.what))?;
            let is = Sha256Sum::of(&bytes.unwrap_or_default());
            if is != sum {
                return bad(format!("has the SHA-256 {is}, expected {sum}"));
            }
        }
        Ok(Answered::good(format!("{} bytes", seen.size), format!("{name} is as expected")))
    }
}
