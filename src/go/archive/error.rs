//! Why an archive is not unpacked, each reason with its own words.

use std::io;
use std::path::PathBuf;

use crate::base::visible::Visible as _;
use crate::sys::fs::place::NotPlaced;

/// The archive is damaged, hostile, or could not be read or written.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// Reading the compressed bytes failed: network, disk, or the user's Ctrl-C.
    #[error("{0}")]
    Read(#[source] io::Error),
    /// Writing the unpacked bytes failed.
    #[error("could not write {}: {error}", path.visible())]
    Write {
        /// What was written.
        path: PathBuf,
        /// What the system said.
        #[source]
        error: io::Error,
    },
    /// The first bytes are those of something else.
    #[error("it is not a {0} file")]
    NotThis(&'static str),
    /// The bytes end too early or contradict their own checksums.
    #[error("it is cut off or damaged: {0}")]
    Damaged(String),
    /// Bytes follow the end.
    #[error("it goes on after its end")]
    Trailing,
    /// It unpacks to no file at all.
    #[error("it holds no files")]
    Empty,
    /// A name that is not UTF-8.
    #[error("it holds a name that is not UTF-8: {0}")]
    NotUtf8(String),
    /// A name with a NUL, line break or other control character.
    #[error("it holds a name with a control character: {0}")]
    Control(String),
    /// A name with a backslash, which is a separator on Windows.
    #[error("it holds a name with a backslash: {0}")]
    Backslash(String),
    /// `/etc/passwd`.
    #[error("it holds an absolute name: {0}")]
    Absolute(String),
    /// `C:…`.
    #[error("it holds a name with a drive letter: {0}")]
    Drive(String),
    /// A name that Go takes on no system, because some cannot hold it; and why.
    #[error("it holds a name that Go refuses ({1}): {0}")]
    Refused(String, String),
    /// A `..` in a name.
    #[error("it holds a name that climbs out: {0}")]
    Climbs(String),
    /// An empty or `.` element in a name.
    #[error("it holds a name with an empty or \".\" element: {0}")]
    Element(String),
    /// A name or element that is too long for a filesystem.
    #[error("it holds a name that is too long: {0}…")]
    LongName(String),
    /// A name outside the one directory that a Go archive consists of.
    #[error("it holds {name}, which is not below {prefix}")]
    Prefix {
        /// The name.
        name: String,
        /// What every name must begin with.
        prefix: String,
    },
    /// One name twice.
    #[error("it holds {0} twice")]
    Duplicate(String),
    /// Two names that are one on macOS and Windows.
    #[error("it holds {0} and {1}, which differ only in upper and lower case")]
    Case(String, String),
    /// A name that is a file and also a directory.
    #[error("it holds {0} both as a file and as a directory")]
    FileAndDirectory(String),
    /// A symbolic or hard link. Go's archives have none.
    #[error("it holds a link: {0}")]
    Link(String),
    /// A device, FIFO, sparse file or the like.
    #[error("it holds something that is neither file nor directory: {0}")]
    Special(String),
    /// Encryption or a method that Go does not use.
    #[error("it holds a file in a form that Go's archives do not have: {0}")]
    Form(String),
    /// Too many files.
    #[error("it holds more than {0} files")]
    TooMany(u64),
    /// One file is too large.
    #[error("it holds a file of more than {limit} bytes: {name}")]
    TooLarge {
        /// The file.
        name: String,
        /// The limit in bytes.
        limit: u64,
    },
    /// All files together are too large.
    #[error("it unpacks to more than {0} bytes")]
    Bomb(u64),
}

impl From<NotPlaced> for ArchiveError {
    fn from(NotPlaced { path, error }: NotPlaced) -> Self {
        Self::Write { path, error }
    }
}

impl ArchiveError {
    /// Whether somebody made it so: a download that broke does not look like this.
    pub fn is_hostile(&self) -> bool {
        !matches!(
            self,
            Self::Read(_)
                | Self::Write { .. }
                | Self::NotThis(_)
                | Self::Damaged(_)
                | Self::Trailing
                | Self::Empty
        )
    }
}
