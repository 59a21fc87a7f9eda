//! What a place is to Go.

/// What a directory is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// The toolchain.
    Root,
    /// Build cache.
    Cache,
    /// Where programs are built, and where `go run` and `go test` start them.
    Temp,
    /// Module cache; toolchains that Go fetches run from here.
    Modules,
    /// Where `go install` puts programs.
    Bin,
    /// Our data: toolchains and shims.
    Ours,
    /// The working directory.
    Work,
}

impl Role {
    /// What people call it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Root => "GOROOT",
            Self::Cache => "GOCACHE",
            Self::Temp => "GOTMPDIR",
            Self::Modules => "GOMODCACHE",
            Self::Bin => "GOBIN",
            Self::Ours => "goenvmgr's data",
            Self::Work => "the working directory",
        }
    }

    /// A command that touches it.
    pub(crate) fn touched_by(self) -> &'static str {
        match self {
            Self::Root | Self::Cache | Self::Temp | Self::Work => "go build",
            Self::Modules => "go mod download",
            Self::Bin => "go install",
            Self::Ours => "goenvmgr list",
        }
    }
}

/// What a place is to Go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// The entry of PATH with this number.
    Path(usize),
    /// What a variable of this name says; Go looks there in every command.
    Variable(&'static str),
    /// The working directory.
    Work,
    /// goenvmgr's own.
    Ours,
    /// What Go's settings say.
    Place(Role),
    /// A module that go.mod or go.work names by its directory.
    Module,
    /// The file that SSL_CERT_FILE names.
    Certificates,
}
