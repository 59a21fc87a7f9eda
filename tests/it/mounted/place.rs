//! Where a toolchain may lie so that its directory cannot be renamed.

/// Where the toolchain lies, as a shell makes it: `$1` is our home, `$2` holds what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// As on most machines.
    Plain,
    /// The whole home is a lower layer.
    Lower,
    /// `toolchains/` is a volume of its own.
    Volume,
    /// The same, from the same disk: the device's number is that of the home.
    Bind,
    /// The toolchain's own directory is a mount point.
    Point,
}

pub(super) const PLACES: [Place; 4] = [Place::Lower, Place::Volume, Place::Bind, Place::Point];

impl Place {
    pub(super) fn script(self) -> &'static str {
        match self {
            Self::Plain => "cp -a \"$2/kept/.\" \"$1\"",
            Self::Lower => {
                "mkdir -p \"$2/layers\" && mount -t tmpfs -o mode=755 none \"$2/layers\" && \
                 mkdir \"$2/layers/upper\" \"$2/layers/work\" && mount -t overlay none -o \
                 \"lowerdir=$2/kept,upperdir=$2/layers/upper,workdir=$2/layers/work,redirect_dir=off\" \
                 \"$1\""
            }
            Self::Volume => {
                "cp -a \"$2/kept/.\" \"$1\" && mount -t tmpfs -o mode=755 none \"$1/toolchains\" && \
                 cp -a \"$2/kept/toolchains/.\" \"$1/toolchains\""
            }
            Self::Bind => {
                "cp -a \"$2/kept/.\" \"$1\" && mkdir \"$1/elsewhere\" && \
                 cp -a \"$2/kept/toolchains/.\" \"$1/elsewhere\" && \
                 mount --bind \"$1/elsewhere\" \"$1/toolchains\""
            }
            Self::Point => {
                "cp -a \"$2/kept/.\" \"$1\" && mkdir -p \"$1/toolchains/go1.22.5\" && \
                 mount -t tmpfs -o mode=755 none \"$1/toolchains/go1.22.5\" && \
                 { cp -a \"$2/kept/toolchains/go1.22.5/.\" \"$1/toolchains/go1.22.5\" 2>/dev/null || true; }"
            }
        }
    }
}
