//! The index of releases as go.dev writes it (`internal/dl` of the site): an array of releases with
//! their files. It has oddities of fifteen years, and none of them may trip us: no hash or size
//! for the oldest, `osx10.8` in names, an architecture called `bootstrap`, a version that is none.

use serde::Deserialize;

use crate::base::digest::Sha256Sum;
use crate::go::platform::Platform;
use crate::go::version::{GoVersion, Request};

/// All releases, newest first.
#[derive(Clone, Debug, Default)]
pub struct Index {
    releases: Vec<Release>,
}

/// One release.
#[derive(Clone, Debug)]
pub struct Release {
    /// Its version.
    pub version: GoVersion,
    /// Whether the site calls it stable.
    pub stable: bool,
    files: Vec<RawFile>,
}

/// An archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexFile {
    /// The name to ask for; never built from version and platform.
    pub filename: String,
    /// Bytes; unknown for the oldest.
    pub size: Option<u64>,
    /// SHA-256; the oldest releases had SHA-1 only.
    pub sha256: Option<Sha256Sum>,
}

#[derive(Deserialize)]
struct RawRelease {
    version: String,
    #[serde(default)]
    stable: bool,
    #[serde(default)]
    files: Vec<RawFile>,
}

#[derive(Clone, Debug, Deserialize)]
struct RawFile {
    #[serde(default)]
    filename: String,
    #[serde(default)]
    os: String,
    #[serde(default)]
    arch: String,
    #[serde(default)]
    sha256: String,
    #[serde(default)]
    size: u64,
    #[serde(default)]
    kind: String,
}

impl Index {
    /// Reads the JSON.
    ///
    /// # Errors
    /// When it is no array of releases: what it seems to be, for a message.
    pub fn parse(text: &str) -> Result<Self, String> {
        let raw: Vec<RawRelease> = serde_json::from_str(text).map_err(|error| {
            if text.trim_start().starts_with('<') {
                "a web page in place of the release index".to_owned()
            } else {
                format!("not a release index ({error})")
            }
        })?;
        let mut releases: Vec<Release> = raw.into_iter().filter_map(Release::read).collect();
        // The site sorts rc10 before rc2 and all stable ones first.
        releases.sort_by(|a, b| b.version.cmp(&a.version));
        Ok(Self { releases })
    }

    /// The releases, newest first.
    pub fn releases(&self) -> &[Release] {
        &self.releases
    }

    /// The archive of this version for this platform.
    pub fn file(&self, version: &GoVersion, platform: &Platform) -> Option<IndexFile> {
        let release = self.releases.iter().find(|release| release.version == *version)?;
        release.file(platform)
    }

    /// A file that the index has for this version and platform, and whose name is none that could
    /// be asked for: of another version, too long, leading elsewhere.
    pub fn misnamed(&self, version: &GoVersion, platform: &Platform) -> Option<&str> {
        let release = self.releases.iter().find(|release| release.version == *version)?;
        let ours = release.files.iter().find(|file| {
            file.kind == "archive" && file.os == platform.os && file.arch == platform.dl_arch()
        });
        ours.filter(|file| !is_name_of(version, &file.filename)).map(|file| file.filename.as_str())
    }

    /// The newest version that the request means and that has an archive for this platform.
    pub fn newest(&self, request: &Request, platform: &Platform) -> Option<&GoVersion> {
        request.newest(self.versions(platform))
    }

    /// The versions that have an archive for this platform, newest first.
    pub fn versions(&self, platform: &Platform) -> Vec<&GoVersion> {
        let ours = self.releases.iter().filter(|release| release.file(platform).is_some());
        ours.map(|release| &release.version).collect()
    }
}

impl Release {
    fn read(raw: RawRelease) -> Option<Self> {
        let version = GoVersion::from_toolchain(&raw.version)?;
        Some(Self { version, stable: raw.stable, files: raw.files })
    }

    /// The archive for this platform.
    pub fn file(&self, platform: &Platform) -> Option<IndexFile> {
        let ending = format!(".{}", platform.archive_extension());
        let mut fitting = self.files.iter().filter(|file| {
            file.kind == "archive"
                && file.os == platform.os
                && file.arch == platform.dl_arch()
                && file.filename.ends_with(&ending)
                && is_name_of(&self.version, &file.filename)
        });
        let file = fitting.next()?;
        Some(IndexFile {
            filename: file.filename.clone(),
            size: Some(file.size).filter(|size| *size > 0),
            sha256: file.sha256.parse().ok(),
        })
    }
}

/// Longest file name that every common filesystem takes, in bytes.
const LONGEST_NAME: usize = 255;

/// A name that stays below the archive URL, and is one of this version's.
fn is_name_of(version: &GoVersion, name: &str) -> bool {
    name.strip_prefix(&version.toolchain()).is_some_and(|rest| rest.starts_with('.'))
        && name.len() <= LONGEST_NAME
        && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-+".contains(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ODD: &str = r#"[
     {"version":"go1.22.5","stable":true,"files":[
       {"filename":"go1.22.5.src.tar.gz","os":"","arch":"","version":"go1.22.5","sha256":"aa","size":1,"kind":"source"},
       {"filename":"go1.22.5.linux-amd64.tar.gz","os":"linux","arch":"amd64","version":"go1.22.5","sha256":"904b924d435eaea086515bc63235b192ea441bd8c9b198c507e85009e6e4c7f0","size":68988925,"kind":"archive"},
       {"filename":"go1.22.5.linux-armv6l.tar.gz","os":"linux","arch":"armv6l","version":"go1.22.5","sha256":"904b924d435eaea086515bc63235b192ea441bd8c9b198c507e85009e6e4c7f0","size":2,"kind":"archive"},
       {"filename":"go1.22.5.windows-amd64.msi","os":"windows","arch":"amd64","sha256":"","size":3,"kind":"installer"},
       {"filename":"go1.22.5.windows-amd64.zip","os":"windows","arch":"amd64","sha256":"","size":3,"kind":"archive"}]},
     {"version":"go1.23rc2","stable":false,"files":[{"filename":"go1.23rc2.linux-amd64.tar.gz","os":"linux","arch":"amd64","kind":"archive","sha256":"","size":0}]},
     {"version":"go1.23rc10","stable":false,"files":[{"filename":"go1.23rc10.linux-amd64.tar.gz","os":"linux","arch":"amd64","kind":"archive"}]},
     {"version":"go1.9.2rc2","stable":false,"files":[{"filename":"go1.9.2rc2.linux-amd64.tar.gz","os":"linux","arch":"amd64","kind":"archive"}]},
     {"version":"go1.4","stable":true,"files":[
       {"filename":"go1.4-bootstrap-20170531.tar.gz","os":"4","arch":"bootstrap","kind":"archive"},
       {"filename":"go1.4.darwin-amd64-osx10.8.tar.gz","os":"darwin","arch":"amd64","sha256":"","size":0,"kind":"archive"},
       {"filename":"go1.4.../../evil.tar.gz","os":"linux","arch":"amd64","kind":"archive"}]},
     {"version":"go1.22.9","stable":true,"files":[]},
     {"version":"nonsense","something":"new"}]"#;

    fn version(text: &str) -> GoVersion {
        GoVersion::parse(text).unwrap()
    }

    #[test]
    fn index_with_odd_entries_is_read() {
        let index = Index::parse(ODD).unwrap();
        let linux = Platform::new("linux", "amd64");
        let file = |v: &str, p: &Platform| index.file(&version(v), p);
        let plain = file("1.22.5", &linux).unwrap();
        assert_eq!(plain.filename, "go1.22.5.linux-amd64.tar.gz");
        assert!(plain.sha256.is_some() && plain.size == Some(68_988_925));
        let arm = file("1.22.5", &Platform::new("linux", "arm")).unwrap();
        assert_eq!(arm.filename, "go1.22.5.linux-armv6l.tar.gz");
        let windows = file("1.22.5", &Platform::new("windows", "amd64")).unwrap();
        assert_eq!(
            (windows.filename.as_str(), windows.sha256),
            ("go1.22.5.windows-amd64.zip", None)
        );
        let mac = file("1.4", &Platform::new("darwin", "amd64")).unwrap();
        assert_eq!(mac.filename, "go1.4.darwin-amd64-osx10.8.tar.gz");
        assert_eq!((mac.size, mac.sha256), (None, None));
        assert_eq!(file("1.4", &linux), None, "a name that leaves the folder");
        assert_eq!(file("1.99.0", &linux), None);
        let order: Vec<String> = index.releases().iter().map(|r| r.version.to_string()).collect();
        assert_eq!(order, ["1.23rc10", "1.23rc2", "1.22.9", "1.22.5", "1.4"]);
    }

    #[test]
    fn name_that_is_no_archive_of_the_version_is_refused_and_told() {
        let linux = Platform::new("linux", "amd64");
        let version = version("1.22.5");
        let long = format!("go1.22.5.{}.tar.gz", "a".repeat(239));
        for (name, fits) in [
            ("go1.22.5.linux-amd64.tar.gz", true),
            ("go1.22.5.anything-else.tar.gz", true),
            ("go1.22.4.linux-amd64.tar.gz", false),
            ("go1.22.50.linux-amd64.tar.gz", false),
            ("go1.22.5rc1.linux-amd64.tar.gz", false),
            ("other.tar.gz", false),
            ("go1.22.5.linux/../x.tar.gz", false),
            ("go1.22.5.linux-amd64.tar.gz?x=.tar.gz", false),
            (&long[..], true),
            (&long.replace("aaaa", "aaaaa"), false),
        ] {
            let text = format!(
                r#"[{{"version":"go1.22.5","files":[{{"filename":"{name}","os":"linux",
                "arch":"amd64","kind":"archive"}}]}}]"#
            );
            let index = Index::parse(&text).unwrap();
            assert_eq!(index.file(&version, &linux).is_some(), fits, "{name}");
            assert_eq!(index.misnamed(&version, &linux), (!fits).then_some(name));
        }
    }

    #[test]
    fn newest_release_is_one_that_this_platform_can_have() {
        let index = Index::parse(ODD).unwrap();
        let linux = Platform::new("linux", "amd64");
        for (request, newest) in [
            ("latest", Some("1.22.5")),
            ("1.22", Some("1.22.5")),
            ("rc", Some("1.23rc10")),
            ("1.99", None),
        ] {
            let request: Request = request.parse().unwrap();
            let found = index.newest(&request, &linux).map(ToString::to_string);
            assert_eq!(found.as_deref(), newest, "{request}");
        }
    }

    #[test]
    fn index_that_is_none_is_named() {
        assert!(Index::parse("<html>").unwrap_err().contains("web page"));
        assert!(Index::parse("{}").unwrap_err().contains("not a release index"));
        assert!(Index::parse("[]").unwrap().releases().is_empty());
    }
}
