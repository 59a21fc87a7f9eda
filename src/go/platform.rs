//! Operating systems and processors by Go's names.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::go::version::GoVersion;

/// The module under which Go publishes its toolchains.
pub const TOOLCHAIN_MODULE: &str = "golang.org/toolchain";

/// A pair of GOOS and GOARCH.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Platform {
    /// GOOS: `linux`, `darwin`, `windows` …
    pub os: String,
    /// GOARCH: `amd64`, `arm64`, `arm` …
    pub arch: String,
}

impl Platform {
    /// A platform by Go's names.
    pub fn new(os: impl Into<String>, arch: impl Into<String>) -> Self {
        Self { os: os.into(), arch: arch.into() }
    }

    /// The platform that this program was built for.
    pub fn host() -> Self {
        let little = cfg!(target_endian = "little");
        Self::new(go_os(std::env::consts::OS), go_arch(std::env::consts::ARCH, little))
    }

    /// The processor as go.dev's downloads name it: `armv6l` for `linux/arm`, else GOARCH.
    pub fn dl_arch(&self) -> &str {
        if self.os == "linux" && self.arch == "arm" { "armv6l" } else { &self.arch }
    }

    /// `zip` on Windows, else `tar.gz`.
    pub fn archive_extension(&self) -> &'static str {
        if self.os == "windows" { "zip" } else { "tar.gz" }
    }

    /// A program's file name: `go`, or `go.exe` on Windows.
    pub fn exe(&self, name: &str) -> String {
        if self.os == "windows" { format!("{name}.exe") } else { name.to_owned() }
    }

    /// The version of [`TOOLCHAIN_MODULE`] that holds this toolchain:
    /// `v0.0.1-go1.22.5.linux-amd64`.
    pub fn module_version(&self, version: &GoVersion) -> String {
        format!("v0.0.1-{}.{}-{}", version.toolchain(), self.os, self.arch)
    }

    /// Which toolchain such a version of the module holds; `None` where it is not one of Go's.
    pub fn of_module_version(text: &str) -> Option<(GoVersion, Self)> {
        let (name, platform) = text.strip_prefix("v0.0.1-")?.rsplit_once('.')?;
        let platform: Self = platform.replacen('-', "/", 1).parse().ok()?;
        let version = GoVersion::from_toolchain(name)?;
        (platform.module_version(&version) == text).then_some((version, platform))
    }
}

/// The text names no platform.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a platform; write GOOS/GOARCH, as linux/amd64")]
pub struct NotAPlatform(String);

impl FromStr for Platform {
    type Err = NotAPlatform;

    fn from_str(text: &str) -> Result<Self, NotAPlatform> {
        let plain = |word: &&str| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        let named = text.split_once('/').filter(|(os, arch)| plain(os) && plain(arch));
        let refused = || NotAPlatform(text.chars().take(64).collect());
        named.map(|(os, arch)| Self::new(os, arch)).ok_or_else(refused)
    }
}

impl fmt::Display for Platform {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.os, self.arch)
    }
}

fn go_os(rust: &str) -> &str {
    match rust {
        "macos" => "darwin",
        other => other,
    }
}

fn go_arch(rust: &str, little_endian: bool) -> &str {
    match (rust, little_endian) {
        ("x86_64", _) => "amd64",
        ("x86", _) => "386",
        ("aarch64", _) => "arm64",
        ("loongarch64", _) => "loong64",
        ("powerpc64", true) => "ppc64le",
        ("powerpc64", false) => "ppc64",
        ("mips", true) => "mipsle",
        ("mips64", true) => "mips64le",
        (other, _) => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_things_as_go_does() {
        let version = GoVersion::parse("1.22.5").unwrap();
        for (os, arch, dl_arch, extension, go, module) in [
            ("linux", "amd64", "amd64", "tar.gz", "go", "v0.0.1-go1.22.5.linux-amd64"),
            ("linux", "arm", "armv6l", "tar.gz", "go", "v0.0.1-go1.22.5.linux-arm"),
            ("freebsd", "arm", "arm", "tar.gz", "go", "v0.0.1-go1.22.5.freebsd-arm"),
            ("darwin", "arm64", "arm64", "tar.gz", "go", "v0.0.1-go1.22.5.darwin-arm64"),
            ("windows", "amd64", "amd64", "zip", "go.exe", "v0.0.1-go1.22.5.windows-amd64"),
        ] {
            let platform = Platform::new(os, arch);
            assert_eq!(platform.dl_arch(), dl_arch);
            assert_eq!(platform.archive_extension(), extension);
            assert_eq!(platform.exe("go"), go);
            assert_eq!(platform.module_version(&version), module);
            let back = Platform::of_module_version(module);
            assert_eq!(back, Some((version.clone(), platform)));
        }
    }

    #[test]
    fn module_version_that_is_not_as_go_writes_it_is_none() {
        for odd in [
            "v0.0.1-go1.22.5.linux",
            "v0.0.1-go1.22.5.linux-amd64-x",
            "v0.0.1-go1.22.5.Linux-amd64",
            "v0.0.1-1.22.5.linux-amd64",
            "v0.0.1-go1.22.5.linux-../x",
            "go1.22.5.linux-amd64",
            "v1.0.0",
        ] {
            assert_eq!(Platform::of_module_version(odd), None, "{odd}");
        }
    }

    #[test]
    fn platform_names_of_rust_are_translated() {
        assert_eq!(go_os("macos"), "darwin");
        assert_eq!(go_arch("x86_64", true), "amd64");
        assert_eq!(go_arch("powerpc64", true), "ppc64le");
        assert_eq!(go_arch("riscv64", true), "riscv64");
    }
}
