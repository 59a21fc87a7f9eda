//! `layout` in the data directory: where the rest of a home lies whose parts the XDG folders hold. A shim
//! finds its store by its own path, whatever HOME says; what that store's owner has set lies elsewhere.
//!
//! One line each, `config=/…/goenvmgr/config.toml` and `state=/…/goenvmgr`. Where everything is below one
//! directory there is no such file. Who reads it may be root, so it counts for what the store's owner
//! alone can have written, and leads to what the owner alone can change.

use std::path::{Path, PathBuf};

use crate::base::fault::Result;
use crate::base::visible::Visible as _;
use crate::sys::fs::exposed::{self, Why};
use crate::sys::fs::{atomic, marks, probe, read, remove};
use crate::sys::text;

/// More than two paths can have.
const LIMIT: u64 = 16 << 10;
const STICKY: u32 = 0o1000;

/// What a store says of the rest of its home.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Layout {
    /// The configuration file.
    pub config: Option<PathBuf>,
    /// The directory of what is remembered.
    pub state: Option<PathBuf>,
}

fn file(data: &Path) -> PathBuf {
    data.join("layout")
}

impl Layout {
    /// Reads any bytes; a line that is none of ours says nothing.
    pub(crate) fn parse(bytes: &[u8]) -> Self {
        let mut layout = Self::default();
        for line in bytes.split(|byte| *byte == b'\n') {
            if let Some(config) = value(line, b"config=", "goenvmgr/config.toml") {
                layout.config = Some(config);
            } else if let Some(state) = value(line, b"state=", "goenvmgr") {
                layout.state = Some(state);
            }
        }
        layout
    }

    pub(crate) fn print(&self) -> Vec<u8> {
        let lines = [(&b"config="[..], &self.config), (b"state=", &self.state)];
        let told = lines.into_iter().filter_map(|(name, path)| Some((name, path.as_ref()?)));
        let text = told.map(|(name, path)| [name, text::bytes(path), b"\n"].concat());
        text.collect::<Vec<_>>().concat()
    }

    /// Whether what has its name in a data directory is one.
    pub(crate) fn stands_in(data: &Path) -> bool {
        let bytes = read::bytes(&file(data), LIMIT).ok().flatten().unwrap_or_default();
        !bytes.is_empty() && Self::parse(&bytes).print() == bytes
    }

    /// Writes it into a data directory of this user's, where it does not stand; an empty one goes.
    ///
    /// # Errors
    /// When it cannot be written or removed.
    pub(super) fn keep(&self, data: &Path) -> Result<()> {
        let (path, text) = (file(data), self.print());
        if text.is_empty() {
            return if read::is_taken(&path) { remove::file(&path).map(drop) } else { Ok(()) };
        }
        match read::bytes(&path, LIMIT) {
            Ok(Some(stands)) if stands == text => Ok(()),
            _ => atomic::write(&path, &text),
        }
    }

    /// What the store in this data directory, which `owner` keeps, says to this process.
    ///
    /// # Errors
    /// Why it is not followed, in words: others may have written it, or can change what it leads to.
    pub(super) fn of(data: &Path, owner: u32) -> std::result::Result<Self, String> {
        let path = file(data);
        let Some(bytes) = read::bytes(&path, LIMIT).map_err(|fault| fault.what)? else {
            return Ok(Self::default());
        };
        let seen = probe::see_link(&path).map_err(|_| format!("{} is gone", path.visible()))?;
        if seen.kind != probe::FileKind::File || seen.uid != owner {
            return Err(format!("{} is not its owner's", path.visible()));
        }
        [data, &path].into_iter().try_for_each(|at| closed(at, owner))?;
        let layout = Self::parse(&bytes);
        if let (Some(config), false) = (&layout.config, probe::is_me(owner)) {
            led_by_its_owner(config, owner)?;
        }
        Ok(layout)
    }
}

/// The value of a line: an absolute path of one spelling that ends so.
fn value(line: &[u8], name: &[u8], end: &str) -> Option<PathBuf> {
    let bytes = line.strip_prefix(name)?;
    let path = PathBuf::from(text::of(bytes));
    let plain = path.components().collect::<PathBuf>();
    let one = !bytes.contains(&0) && plain.as_os_str() == path.as_os_str();
    let up = path.components().any(|part| part == std::path::Component::ParentDir);
    (path.is_absolute() && path.ends_with(end) && one && !up).then_some(plain)
}

/// Nothing on the way to a file, by its name and behind its links, is for others than root and the owner
/// to change; and this process can read it.
fn led_by_its_owner(config: &Path, owner: u32) -> std::result::Result<(), String> {
    let named = config.ancestors().map(Path::to_owned);
    let standing = config.ancestors().find_map(marks::real).unwrap_or_default();
    for dir in named.chain(standing.ancestors().map(Path::to_owned)) {
        // In a directory with the sticky bit nobody else takes the place of what stands there, and what
        // stands there is looked at too.
        let sticky = probe::see(&dir).is_ok_and(|seen| seen.mode & STICKY != 0);
        if !sticky || dir == config || Some(dir.as_path()) == config.parent() {
            closed(&dir, owner)?;
        } else if let Some(Why::Owner(_)) = exposed::itself(&dir, owner).first().map(|way| way.why)
        {
            closed(&dir, owner)?;
        }
    }
    match read::bytes(config, 1 << 20) {
        Ok(_) => Ok(()),
        Err(fault) => Err(fault.what),
    }
}

/// Whether root and the owner alone may change it; what is not there nobody can.
fn closed(path: &Path, owner: u32) -> std::result::Result<(), String> {
    match exposed::itself(path, owner).first() {
        Some(way) => Err(way.to_string()),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layout_takes_paths_of_its_form_alone() {
        let whole = b"config=/h/.config/goenvmgr/config.toml\nstate=/h/.local/state/goenvmgr\n";
        let layout = Layout::parse(whole);
        assert_eq!(layout.config.as_deref(), Some(Path::new("/h/.config/goenvmgr/config.toml")));
        assert_eq!(layout.state.as_deref(), Some(Path::new("/h/.local/state/goenvmgr")));
        assert_eq!(layout.print(), whole);
        for line in [
            "",
            "config=",
            "config=goenvmgr/config.toml",
            "config=/etc/shadow",
            "config=/h/../goenvmgr/config.toml",
            "config=/h//goenvmgr/config.toml",
            "config=/h/goenvmgr/config.toml/",
            "config=/h\0/goenvmgr/config.toml",
            "state=/etc",
            "cache=/h/goenvmgr",
            " config=/h/goenvmgr/config.toml",
        ] {
            assert_eq!(Layout::parse(line.as_bytes()), Layout::default(), "{line}");
        }
    }

    #[test]
    fn layout_is_written_once_and_an_empty_one_goes() {
        let dir = tempfile::tempdir().unwrap();
        let layout = Layout { config: Some("/h/goenvmgr/config.toml".into()), state: None };
        layout.keep(dir.path()).unwrap();
        let written = marks::last_change(&file(dir.path()));
        layout.keep(dir.path()).unwrap();
        assert_eq!(marks::last_change(&file(dir.path())), written);
        Layout::default().keep(dir.path()).unwrap();
        assert!(!file(dir.path()).exists());
        Layout::default().keep(dir.path()).unwrap();
    }
}
