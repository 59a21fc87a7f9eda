//! Paths, below directories that are open. Whoever may write in a directory of this user's profile is
//! this user, so its names are trusted, and an open directory hinders nobody to rename or remove it.

mod again;

use std::ffi::{OsStr, OsString};
use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, ErrorKind};
use std::os::windows::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;
use winapi_util::file::information;

use super::{FileKind, Open, Through};
use crate::sys::fs::about;
use crate::sys::threads;

/// A name in a directory.
pub type Name = OsStr;
/// A name that is kept.
pub type NameBuf = OsString;

/// What is written there is kept by nobody.
pub(in crate::sys::fs) const NOWHERE: &str = "NUL";

/// What names something in a directory: a [`Name`], a path, a text.
pub trait Named: AsRef<OsStr> {}
impl<T: AsRef<OsStr>> Named for T {}

/// What a name says.
pub trait NameText {
    /// As the standard library has it.
    fn os(&self) -> &OsStr;
    /// Its bytes.
    fn raw(&self) -> &[u8];
    /// Its text, where it is one.
    fn text(&self) -> Option<&str>;
}

impl NameText for Name {
    fn os(&self) -> &OsStr {
        self
    }
    fn raw(&self) -> &[u8] {
        self.as_encoded_bytes()
    }
    fn text(&self) -> Option<&str> {
        self.to_str()
    }
}

// Of the Windows headers.
const FILE_READ_ATTRIBUTES: u32 = 0x80;
const FILE_LIST_DIRECTORY: u32 = 0x1;
const BACKUP_SEMANTICS: u32 = 0x0200_0000;
const OPEN_REPARSE_POINT: u32 = 0x0020_0000;

/// An open directory.
#[derive(Debug)]
pub struct Handle {
    path: PathBuf,
    /// See [`Handle::hold`].
    held: Mutex<Option<File>>,
}

/// The same, lent; without one, where the process works.
#[derive(Clone, Copy, Debug)]
pub struct Dir<'a>(Option<&'a Handle>);

/// The file whose lock holds a directory: a directory itself has none.
const HOLD: &str = ".goenvmgr-hold";

impl Handle {
    fn open(path: PathBuf, through: Through) -> io::Result<Self> {
        let open = looked_at(&path, FILE_LIST_DIRECTORY | FILE_READ_ATTRIBUTES, through)?;
        if !open.metadata()?.is_dir() {
            return Err(ErrorKind::NotADirectory.into());
        }
        Ok(Self { path, held: Mutex::new(None) })
    }

    /// To work in.
    pub fn dir(&self) -> Dir<'_> {
        Dir(Some(self))
    }

    /// Its own path: while it is open nobody gives that to another.
    pub fn path(&self) -> Option<PathBuf> {
        Some(self.path.clone())
    }

    /// Flushes what was done to its names: the journal of NTFS does that by itself.
    ///
    /// # Errors
    /// None here.
    pub fn flush(self) -> io::Result<()> {
        Ok(())
    }

    /// Flushes every file below it: there is no call for a whole volume but for its administrators.
    ///
    /// # Errors
    /// When the disk could not take it.
    pub fn flush_all(&self) -> io::Result<()> {
        threads::ready();
        flush_below(&self.path)
    }

    /// Holds it for as long as it is open; whoever asks meanwhile waits.
    ///
    /// # Errors
    /// As the system says.
    pub fn hold(&self) -> io::Result<()> {
        let file = self.dir().open(HOLD, Open::Keep, Through::Nothing, 0)?;
        file.lock()?;
        self.keep(file);
        Ok(())
    }

    /// As [`Handle::hold`], but does not wait: false where somebody holds it.
    ///
    /// # Errors
    /// As the system says.
    pub fn try_hold(&self) -> io::Result<bool> {
        let file = self.dir().open(HOLD, Open::Keep, Through::Nothing, 0)?;
        match file.try_lock() {
            Ok(()) => self.keep(file),
            Err(fs::TryLockError::WouldBlock) => return Ok(false),
            Err(fs::TryLockError::Error(error)) => return Err(error),
        }
        Ok(true)
    }

    /// It is about to be renamed or removed: nothing in it may be open then.
    pub fn let_go(&self) {
        drop(self.held.lock().map(|mut held| held.take()));
    }

    fn keep(&self, file: File) {
        if let Ok(mut held) = self.held.lock() {
            *held = Some(file);
        }
    }
}

/// On all threads: the disk is waited for once for many.
fn flush_below(dir: &Path) -> io::Result<()> {
    let entries = fs::read_dir(dir)?.collect::<io::Result<Vec<_>>>()?;
    entries.par_iter().try_for_each(|entry| match entry.file_type()? {
        kind if kind.is_dir() => flush_below(&entry.path()),
        kind if kind.is_file() => OpenOptions::new().write(true).open(entry.path())?.sync_data(),
        _ => Ok(()),
    })
}

impl Dir<'_> {
    /// Where the process works: names in it are whole paths, or begin there.
    pub const WORKING: Dir<'static> = Dir(None);

    fn at(self, name: impl Named) -> PathBuf {
        let name = Path::new(name.as_ref());
        match self.0 {
            Some(handle) if name == Path::new(".") => handle.path.clone(),
            Some(handle) => handle.path.join(name),
            None => name.to_owned(),
        }
    }

    /// Opens a directory in it, to be listed.
    ///
    /// # Errors
    /// As the system says.
    pub fn enter(self, name: impl Named, through: Through) -> io::Result<Handle> {
        Handle::open(self.at(name), through)
    }

    /// Opens a directory in it that is only passed through.
    pub(in crate::sys::fs) fn pass(self, name: impl Named, through: Through) -> io::Result<Handle> {
        self.enter(name, through)
    }

    /// The directory that holds it.
    pub(in crate::sys::fs) fn above(self) -> io::Result<Handle> {
        let own = self.at(".");
        Handle::open(own.parent().unwrap_or(&own).to_owned(), Through::Nothing)
    }

    /// Itself, once more.
    ///
    /// # Errors
    /// Where no more can be open.
    pub fn again(self) -> io::Result<Handle> {
        self.enter(".", Through::Links)
    }

    /// Opens a file in it.
    pub(in crate::sys::fs) fn open(
        self,
        name: impl Named,
        to: Open,
        through: Through,
        _mode: u32,
    ) -> io::Result<File> {
        let mut options = OpenOptions::new();
        match to {
            Open::Read | Open::ReadUnseen => options.read(true),
            Open::Write => options.write(true),
            Open::Change => options.read(true).write(true),
            Open::Append => options.append(true).create(true),
            Open::Keep => options.read(true).write(true).create(true).truncate(false),
            Open::New => options.read(true).write(true).create_new(true),
        };
        let file = options.custom_flags(flag(through)).open(self.at(name))?;
        match through == Through::Nothing && file.metadata()?.is_symlink() {
            true => Err(a_link()),
            false => Ok(file),
        }
    }

    /// Makes a directory in it. What may be done there it has from the one above.
    pub(in crate::sys::fs) fn make_dir(self, name: impl Named, _mode: u32) -> io::Result<()> {
        fs::create_dir(self.at(name))
    }

    /// Removes a file or a link, write protection notwithstanding.
    pub(in crate::sys::fs) fn unlink(self, name: impl Named) -> io::Result<()> {
        let path = self.at(name);
        match again::removed(|| fs::remove_file(&path)) {
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                let seen = fs::symlink_metadata(&path)?;
                // A link to a directory, a junction.
                if seen.is_symlink() {
                    return fs::remove_dir(&path);
                }
                if seen.is_dir() || !seen.permissions().readonly() {
                    return Err(error);
                }
                protect(&path, false)?;
                fs::remove_file(&path)
            }
            removed => removed,
        }
    }

    /// Removes an empty directory.
    pub(in crate::sys::fs) fn remove_dir(self, name: impl Named) -> io::Result<()> {
        let path = self.at(name);
        again::removed(|| fs::remove_dir(&path))
    }

    /// Renames, over what stands there: a file, or an empty directory.
    pub(in crate::sys::fs) fn rename(
        self,
        name: impl Named,
        to: Dir<'_>,
        as_name: impl Named,
    ) -> io::Result<()> {
        let (from, to) = (self.at(name), to.at(as_name));
        if is_dir(&from) && is_dir(&to) {
            // No directory is renamed onto another here.
            fs::remove_dir(&to)?;
        }
        again::renamed(&from, || fs::rename(&from, &to))
    }

    /// Renames to what must not be there.
    pub(in crate::sys::fs) fn rename_new(
        self,
        name: impl Named,
        to: Dir<'_>,
        as_name: impl Named,
    ) -> io::Result<()> {
        let (from, to) = (self.at(name), to.at(as_name));
        if fs::symlink_metadata(&to).is_ok() {
            return Err(ErrorKind::AlreadyExists.into());
        }
        if is_dir(&from) {
            return again::renamed(&from, || fs::rename(&from, &to));
        }
        // A second name is refused where one is taken.
        fs::hard_link(&from, to)?;
        fs::remove_file(from)
    }

    /// There is no such call.
    pub(in crate::sys::fs) fn exchange(
        self,
        _: impl Named,
        _: Dir<'_>,
        _: impl Named,
    ) -> io::Result<()> {
        Err(ErrorKind::Unsupported.into())
    }

    /// Gives a file a second name here, where it is free.
    pub(in crate::sys::fs) fn name_again(
        self,
        name: impl Named,
        other: impl Named,
    ) -> io::Result<()> {
        fs::hard_link(self.at(name), self.at(other))
    }

    /// Where a symbolic link leads, one step.
    pub(in crate::sys::fs) fn link_target(self, name: impl Named) -> io::Result<PathBuf> {
        fs::read_link(self.at(name))
    }

    /// Facts of a name in it; a link is one.
    ///
    /// # Errors
    /// As the system says.
    pub fn stat(self, name: impl Named) -> io::Result<Stat> {
        Stat::of(&self.at(name), Through::Nothing)
    }

    /// Facts of what stands behind a name.
    pub(in crate::sys::fs) fn stat_behind(self, name: impl Named) -> io::Result<Stat> {
        Stat::of(&self.at(name), Through::Links)
    }

    /// Its own facts.
    ///
    /// # Errors
    /// As the system says.
    pub fn own_stat(self) -> io::Result<Stat> {
        self.stat_behind(".")
    }

    /// Write-protects a file, or takes that away; the other bits are nobody's here.
    pub(in crate::sys::fs) fn set_mode(self, name: impl Named, mode: u32) -> io::Result<()> {
        protect(&self.at(name), mode & 0o200 == 0)
    }

    /// What may be done in a directory is not in bits.
    pub(in crate::sys::fs) fn allow(self, _: u32) -> io::Result<()> {
        Ok(())
    }

    /// It cannot be removed without being taken off first.
    pub(in crate::sys::fs) fn is_mount_point(self, _: &Name) -> bool {
        false
    }

    /// Calls `each` with name and kind of every entry.
    ///
    /// # Errors
    /// As the system says.
    pub fn entries(self, mut each: impl FnMut(&Name, FileKind)) -> io::Result<()> {
        for entry in fs::read_dir(self.at("."))? {
            let entry = entry?;
            each(&entry.file_name(), entry.file_type().map_or(FileKind::Other, kind));
        }
        Ok(())
    }
}

/// Opens a file or directory so that it can be asked, whatever others do with it.
fn looked_at(path: &Path, access: u32, through: Through) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.access_mode(access).custom_flags(BACKUP_SEMANTICS | flag(through)).open(path)
}

fn flag(through: Through) -> u32 {
    match through {
        Through::Links => 0,
        Through::Nothing => OPEN_REPARSE_POINT,
    }
}

fn is_dir(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|seen| seen.is_dir())
}

fn protect(path: &Path, from_writing: bool) -> io::Result<()> {
    let mut permissions = fs::metadata(path)?.permissions();
    if permissions.readonly() == from_writing {
        return Ok(());
    }
    permissions.set_readonly(from_writing);
    fs::set_permissions(path, permissions)
}

fn kind(kind: fs::FileType) -> FileKind {
    match kind {
        kind if kind.is_symlink() => FileKind::Link,
        kind if kind.is_dir() => FileKind::Dir,
        kind if kind.is_file() => FileKind::File,
        _ => FileKind::Other,
    }
}

/// `ERROR_CANT_ACCESS_FILE`: what this program says of a link that it does not follow.
const A_LINK: i32 = 1920;

fn a_link() -> io::Error {
    io::Error::from_raw_os_error(A_LINK)
}

/// Whether it means: a link, where none is followed.
pub(super) fn is_link(error: &io::Error) -> bool {
    error.raw_os_error() == Some(A_LINK)
}

/// The name of this path in a directory.
pub(in crate::sys::fs) fn name_of(path: &Path) -> io::Result<NameBuf> {
    Ok(path.as_os_str().to_owned())
}

/// `ERROR_BUSY`: what the system says of something that is in use.
pub(in crate::sys::fs) fn busy() -> io::Error {
    io::Error::from_raw_os_error(170)
}

/// Facts of something with a name.
#[derive(Clone, Debug)]
pub struct Stat {
    about: Metadata,
    names: u64,
    id: (u64, u64),
}

/// What the smallest piece of a disk is, as a rule: what a file takes is not told.
const CLUSTER: u64 = 4096;

impl Stat {
    fn of(path: &Path, through: Through) -> io::Result<Self> {
        let file = looked_at(path, FILE_READ_ATTRIBUTES, through)?;
        let known = information(&file)?;
        let id = (known.volume_serial_number(), known.file_index());
        Ok(Self { about: file.metadata()?, names: known.number_of_links(), id })
    }

    /// What it is.
    pub fn kind(&self) -> FileKind {
        kind(self.about.file_type())
    }
    /// Length in bytes.
    pub fn size(&self) -> u64 {
        self.about.len()
    }
    /// Bytes that the disk keeps for it, by its length.
    pub fn allocated(&self) -> u64 {
        self.about.len().next_multiple_of(CLUSTER)
    }
    /// Seconds since 1970 of the last change of contents.
    pub fn modified(&self) -> i64 {
        about::modified(&self.about).0
    }
    /// Permission bits, as far as there are any.
    pub fn mode(&self) -> u32 {
        about::mode(&self.about)
    }
    /// Owner.
    pub fn uid(&self) -> u32 {
        about::owner(&self.about)
    }
    /// Group.
    pub fn gid(&self) -> u32 {
        about::group(&self.about)
    }
    /// How many names it has.
    pub fn names(&self) -> u64 {
        self.names
    }
    /// What tells it from everything else: volume and number there.
    pub fn id(&self) -> (u64, u64) {
        self.id
    }
}
