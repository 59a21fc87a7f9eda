//! What the module cache holds of the modules that this project's go.sum names.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::base::progress::Silent;
use crate::doctor::model::facts::{Fact, Facts, Need};
use crate::doctor::model::limit::Missing;
use crate::doctor::model::parts::{DISK, HASHING, Parts};
use crate::doctor::subjects::filesystem::answers::Answers;
use crate::doctor::subjects::filesystem::role::{Role, Use};
use crate::doctor::subjects::project::facts::Project;
use crate::doctor::subjects::settings::facts::Settings;
use crate::go::archive;
use crate::go::escape::escape;
use crate::go::sumdb::dirhash;
use crate::sys::fs::read;
use crate::toolchains::verify;

/// A larger archive is no module (golang.org/x/mod/zip).
const MAX_ZIP: u64 = 500 << 20;

/// One module of go.sum, as far as it lies in the cache.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Module {
    /// `path@version`.
    pub name: String,
    /// Its hash in go.sum.
    pub sum: String,
    /// The line of go.sum.
    pub line: usize,
    /// Its archive, where that is there.
    pub zip: Option<PathBuf>,
    /// The unpacked directory, where that is there.
    pub dir: Option<PathBuf>,
    /// The file that keeps the archive's hash.
    pub ziphash: PathBuf,
    /// What that file says; nothing where it is missing.
    pub recorded: Option<String>,
    /// Which of both hashes to something else than go.sum says, and to what; where anybody hashed.
    pub differs: Vec<(PathBuf, String)>,
}

/// The modules of go.sum that lie in the module cache.
#[derive(Clone, Debug, Default)]
pub(crate) struct Modules(pub Vec<Module>);

/// Looks at every module that go.sum has a hash of; `hash` reads their files too.
fn look(project: &Project, cache: &Path, hash: bool) -> Vec<Module> {
    let Some(sums) = &project.go_sum else { return Vec::new() };
    let mut found = Vec::new();
    for (number, line) in sums.text.lines().enumerate() {
        let mut words = line.split_whitespace();
        let (Some(path), Some(version), Some(sum)) = (words.next(), words.next(), words.next())
        else {
            continue;
        };
        let (Some(path_there), Some(version_there)) = (escape(path), escape(version)) else {
            continue;
        };
        if version.contains('/') || !sum.starts_with("h1:") {
            continue;
        }
        let at = cache.join("cache/download").join(&path_there).join("@v");
        let zip = at.join(format!("{version_there}.zip"));
        let ziphash = at.join(format!("{version_there}.ziphash"));
        let dir = cache.join(format!("{path_there}@{version_there}"));
        let mut module = Module {
            name: format!("{path}@{version}"),
            sum: sum.to_owned(),
            line: number + 1,
            zip: Some(zip).filter(|zip| read::is_file(zip)),
            dir: Some(dir).filter(|dir| read::is_dir(dir)),
            recorded: read::text(&ziphash, 4096).ok().flatten(),
            ziphash,
            differs: Vec::new(),
        };
        if module.zip.is_none() && module.dir.is_none() {
            continue;
        }
        if hash {
            module.hash();
        }
        found.push(module);
    }
    found
}

impl Module {
    fn hash(&mut self) {
        if let Some(dir) = &self.dir {
            let prefix = &self.name;
            let hashed = archive::scan(dir, &Silent).map(|scanned| {
                let lines = scanned.tree.files.iter();
                dirhash::h1(lines.map(|f| (format!("{prefix}/{}", f.path).into(), f.sha256)))
            });
            let hashed = hashed.map_or_else(|fault| fault.what, |sum| sum.to_h1());
            if hashed != self.sum {
                self.differs.push((dir.clone(), hashed));
            }
        }
        if let Some(zip) = &self.zip {
            let hashed = match read::bytes(zip, MAX_ZIP) {
                Ok(bytes) => verify::zip_h1(&bytes.unwrap_or_default()).map(|sum| sum.to_h1()),
                Err(fault) => Err(fault.what),
            };
            let hashed = hashed.unwrap_or_else(|error| error);
            if hashed != self.sum {
                self.differs.push((zip.clone(), hashed));
            }
        }
    }
}

impl Modules {
    /// The contents of these.
    pub(crate) const BYTES: Parts = Parts::number(0);
}

impl Fact for Modules {
    const WHAT: &'static str = "the module cache";
    const AFTER: &'static [Need] = &[Answers::NEED, Settings::NEED, Project::NEED];

    fn limit(parts: Parts) -> Duration {
        if parts.any(Self::BYTES) { HASHING } else { DISK }
    }

    fn gather(known: &Facts, parts: Parts) -> Result<Self, Missing> {
        let project = known.answer::<Project>()?;
        let cache = known.get::<Settings>().and_then(|settings| settings.gomodcache());
        let cache = cache.filter(|cache| cache.is_absolute()).ok_or(Missing::NotAsked)?;
        Answers::must_come_from(known, &[Use::Place(Role::Modules)])?;
        Ok(Self(look(project, &cache, parts.any(Self::BYTES))))
    }
}
