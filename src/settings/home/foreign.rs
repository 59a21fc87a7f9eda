//! Toolchains of other platforms: `foreign/goX.os-arch`. They are installed, verified and removed like others, and
//! nothing that selects looks there.

use std::path::PathBuf;

use super::Home;
use crate::go::platform::Platform;
use crate::go::version::GoVersion;

/// Which toolchain a name of ours is of: `go1.22.5`, `go1.22.5.windows-arm64`.
pub fn toolchain_named(name: &str) -> Option<(GoVersion, Option<Platform>)> {
    if let Some(version) = GoVersion::from_toolchain(name) {
        return Some((version, None));
    }
    let (version, platform) = name.rsplit_once('.')?;
    let platform = platform.replacen('-', "/", 1).parse().ok()?;
    Some((GoVersion::from_toolchain(version)?, Some(platform)))
}

impl Home {
    /// The same home, for toolchains of this platform.
    #[must_use]
    pub fn of_platform(&self, platform: &Platform) -> Self {
        let platform = (*platform != Platform::host()).then(|| platform.clone());
        Self { platform, ..self.clone() }
    }

    /// The platform whose toolchains it is for, where that is another than this machine's.
    pub fn platform(&self) -> Option<&Platform> {
        self.platform.as_ref()
    }

    /// The platform that its toolchains are for.
    pub fn target(&self) -> Platform {
        self.platform.clone().unwrap_or_else(Platform::host)
    }

    /// What a toolchain is called here: `go1.22.5`, `go1.22.5.windows-arm64`.
    pub fn named(&self, version: &GoVersion) -> String {
        match &self.platform {
            Some(Platform { os, arch }) => format!("{}.{os}-{arch}", version.toolchain()),
            None => version.toolchain(),
        }
    }

    /// The version that such a name is of, here.
    pub fn version_named(&self, name: &str) -> Option<GoVersion> {
        let (version, platform) = toolchain_named(name)?;
        (platform == self.platform).then_some(version)
    }

    /// Where a toolchain of this name stands, of whatever platform it is.
    pub fn place_of(&self, name: &str) -> PathBuf {
        let is_foreign = toolchain_named(name).is_some_and(|(_, platform)| platform.is_some());
        let below = if is_foreign { Self::FOREIGN } else { Self::TOOLCHAINS };
        self.data().join(below).join(name)
    }

    /// Where those of other platforms stand.
    pub fn foreign(&self) -> PathBuf {
        self.data().join(Self::FOREIGN)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_says_version_and_platform() {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::at(dir.path());
        let version = GoVersion::parse("1.22.5").unwrap();
        let other = home.of_platform(&Platform::new("plan9", "arm"));
        assert_eq!(other.named(&version), "go1.22.5.plan9-arm");
        assert_eq!(other.version_named("go1.22.5.plan9-arm"), Some(version.clone()));
        assert_eq!(
            (other.version_named("go1.22.5"), home.version_named("go1.22.5")),
            (None, Some(version))
        );
        assert_eq!(home.version_named("go1.22.5.plan9-arm"), None);
        assert_eq!(home.of_platform(&Platform::host()), home);
        for name in
            ["go1.22.5.", "go1.22.5.plan9", "x.plan9-arm", "go1.22.5.new-Ab12", "go1.22.5.a-b-c"]
        {
            assert_eq!(toolchain_named(name).filter(|_| !name.contains("new")), None, "{name}");
        }
        assert!(home.place_of("go1.22.5.plan9-arm").starts_with(home.foreign()));
    }
}
