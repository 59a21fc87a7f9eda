//! Reads the files of a project: every module and workspace below it, its members elsewhere, and
//! the alternative module files that `-modfile` names.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::places::Places;
use super::reach::Unit;
use crate::go::gomod::{modules, sums};
use crate::sys::fs::find::walk;
use crate::sys::fs::handle::{Entry, FileKind, NameText as _};
use crate::sys::fs::{marks, probe, read};
use crate::sys::text;

/// go.sum files of a few MB exist; more is no go.sum.
const LIMIT: u64 = 64 << 20;

/// Directories whose module files are nobody's work: repositories, and copies of modules. Hidden
/// directories and testdata are entered: tools are pinned in `.tools/go.mod` and `.bingo/*.mod`,
/// and go builds them with `-C` and `-modfile`.
const PASSED_OVER: [&str; 5] = ["node_modules", "vendor", ".git", ".hg", ".svn"];

/// The module files at and below a directory: go.mod, go.work and others ending in `.mod`.
pub(crate) fn module_files(top: &Path, places: &Places, home: Option<&Path>) -> Vec<PathBuf> {
    find(top, places, home, &|_| true).0
}

/// What is there and cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unread {
    /// The file or directory.
    pub path: PathBuf,
    /// The system's reason.
    pub why: String,
    /// Whether it is a directory that another user keeps to himself: no go command of this user
    /// can read it either.
    pub theirs: bool,
}

impl Unread {
    fn new(path: PathBuf, why: String) -> Self {
        Self { path, why, theirs: false }
    }

    fn dir(path: &Path, error: &std::io::Error) -> Self {
        let denied = error.kind() == std::io::ErrorKind::PermissionDenied;
        let theirs = denied && probe::see_link(path).is_ok_and(|seen| !probe::is_me(seen.uid));
        Self { path: path.to_owned(), why: error.to_string(), theirs }
    }
}

fn find(
    top: &Path,
    places: &Places,
    home: Option<&Path>,
    wanted: &(dyn Fn(&OsStr) -> bool + Sync),
) -> (Vec<PathBuf>, Vec<Unread>) {
    let found = Mutex::new(Vec::new());
    let unread = Mutex::new(Vec::new());
    let not_read = |path: &Path, error: std::io::Error| {
        if let Ok(mut unread) = unread.lock() {
            unread.push(Unread::dir(path, &error));
        }
    };
    // A go.mod in the home directory must not make a project of everything there.
    let shallow = top.parent().is_none() || Some(top) == home;
    let look = |dir: &Path, entries: &[Entry]| {
        let here = entries.iter().filter(|entry| is_module_file(entry));
        let here: Vec<_> = here.map(|entry| dir.join(name(entry))).collect();
        if !here.is_empty()
            && let Ok(mut found) = found.lock()
        {
            found.extend(here);
        }
        if shallow {
            return Vec::new();
        }
        let enter = |entry: &Entry| {
            entry.kind == FileKind::Dir
                && !PASSED_OVER.iter().any(|passed| name(entry) == *passed)
                && wanted(name(entry))
                && !is_module_cache(&dir.join(name(entry)), places)
        };
        (0..entries.len()).filter(|index| enter(&entries[*index])).collect()
    };
    walk(top, &look, &not_read);
    let mut found = found.into_inner().unwrap_or_default();
    found.sort();
    (found, unread.into_inner().unwrap_or_default())
}

/// The directories at and below `top` that are projects. Of a whole disk, what is hidden belongs
/// to programs, and testdata to tests.
pub(crate) fn scan(top: &Path, places: &Places) -> Vec<PathBuf> {
    let shown = |name: &OsStr| !text::bytes(name).starts_with(b".") && name != "testdata";
    let (files, _) = find(top, places, None, &shown);
    let named = |file: &&PathBuf| {
        matches!(file.file_name().and_then(|n| n.to_str()), Some("go.mod" | "go.work"))
    };
    let dirs: BTreeSet<_> =
        files.iter().filter(named).filter_map(|file| file.parent()).map(Path::to_owned).collect();
    dirs.into_iter().collect()
}

fn name(entry: &Entry) -> &OsStr {
    entry.name.os()
}

/// Go's own caches, and another one that a CI job or a sandbox keeps inside the project.
fn is_module_cache(dir: &Path, places: &Places) -> bool {
    places.holds(dir) || dir.ends_with("pkg/mod")
}

fn is_module_file(entry: &Entry) -> bool {
    let name = name(entry);
    entry.kind != FileKind::Dir && (name == "go.work" || text::bytes(name).ends_with(b".mod"))
}

/// What the files of a project say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Read {
    /// Its modules and workspaces.
    pub units: Vec<Unit>,
    /// What could not be read: with anything here, what else the project needs is not known.
    pub unread: Vec<Unread>,
}

/// Files that the user's settings name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Named {
    /// GOWORK.
    pub work: Option<PathBuf>,
    /// `-modfile` in GOFLAGS; a relative one is looked for in each project.
    pub modfile: Option<PathBuf>,
}

/// Everything that decides what the project at `dir` reaches. The nearest workspace counts beside
/// one that GOWORK names (or with `off`): another shell has another GOWORK.
pub(crate) fn units(dir: &Path, places: &Places, home: Option<&Path>, named: &Named) -> Read {
    let (files, unread) = find(dir, places, home, &|_| true);
    let mut reading = Reading { unread, ..Reading::default() };
    for file in files {
        reading.any(&file);
    }
    // Go uses the nearest workspace upwards, for a member that was entered directly too.
    for work in dir.ancestors().skip(1).map(|dir| dir.join("go.work")) {
        match marks::stands(&work) {
            Ok(false) => {}
            // A directory of that name is none; Go looks further.
            Ok(true) if read::is_dir(&work) => {}
            Ok(true) => {
                reading.file(&work, true);
                break;
            }
            Err(error) => reading.unread.push(Unread::new(work, error.to_string())),
        }
    }
    if let Some(work) = &named.work {
        reading.file(work, true);
    }
    if let Some(modfile) = &named.modfile {
        reading.file(&dir.join(modfile), false);
    }
    Read { units: reading.units.into_values().flatten().collect(), unread: reading.unread }
}

#[derive(Default)]
struct Reading {
    units: BTreeMap<PathBuf, Option<Unit>>,
    unread: Vec<Unread>,
}

impl Reading {
    fn any(&mut self, path: &Path) {
        self.file(path, path.extension().is_some_and(|end| end == "work"));
    }

    fn file(&mut self, path: &Path, is_work: bool) {
        let path: PathBuf = tidy(path);
        if self.units.contains_key(&path) {
            return;
        }
        // Taken before its members are read: a workspace may name itself.
        self.units.insert(path.clone(), None);
        let Some(content) = self.text(&path) else { return };
        let file = modules(&content);
        if !is_work && file.module.is_none() {
            return;
        }
        let sum = sum_of(&path, is_work);
        let sums = self.text(&sum).map(|text| sums(&text));
        let dir = path.parent().unwrap_or(Path::new("/")).to_owned();
        // A workspace alone has members: Go passes over `use` in a go.mod, and so a member names none.
        let members: Vec<_> = match is_work {
            true => file.uses.iter().map(|member| dir.join(member).join("go.mod")).collect(),
            false => Vec::new(),
        };
        let work_sum = is_work && sums.is_some();
        let has_sum = sums.is_some();
        let sums = sums.unwrap_or_default().into_iter().collect();
        self.units.insert(path.clone(), Some(Unit { path, file, sums, has_sum }));
        for member in members {
            self.file(&member, false);
            if work_sum && let Some(Some(unit)) = self.units.get_mut(&tidy(&member)) {
                unit.has_sum = true;
            }
        }
    }

    /// What the file holds; `None` where there is none, or where it is noted as unread.
    fn text(&mut self, path: &Path) -> Option<String> {
        match read::bytes(path, LIMIT) {
            Ok(bytes) => Some(String::from_utf8_lossy(&bytes?).into_owned()),
            // A directory of such a name is no module file to Go either.
            Err(_) if read::is_dir(path) => None,
            Err(fault) => {
                self.unread.push(Unread::new(path.to_owned(), fault.what));
                None
            }
        }
    }
}

/// The sum file of a module or workspace: Go appends to the name of the latter.
pub(crate) fn sum_of(path: &Path, is_work: bool) -> PathBuf {
    if !is_work {
        return path.with_extension("sum");
    }
    let mut name = path.as_os_str().to_owned();
    name.push(".sum");
    name.into()
}

/// The path without `.` and `..`, by its text alone.
pub(crate) fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for component in path.components() {
        match component {
            std::path::Component::ParentDir => {
                tidy.pop();
            }
            std::path::Component::CurDir => {}
            other => tidy.push(other),
        }
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    fn world(files: &[(&str, &str)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        dir
    }

    const NOWHERE: Places = Places { module_cache: None, build_cache: None };

    fn paths(units: &[Unit], top: &Path) -> Vec<String> {
        let relative = |unit: &Unit| {
            unit.path.strip_prefix(top).unwrap().display().to_string().replace('\\', "/")
        };
        units.iter().map(relative).collect()
    }

    #[test]
    fn workspaces_members_nested_modules_and_modfiles_are_read() {
        let sum = "a/b v1.0.0 h1:x=\n";
        let dir = world(&[
            ("w/go.work", "go 1.22\nuse ./a\nuse ../beside\nuse .\n"),
            ("w/go.work.sum", "s/w v1.0.0 h1:x=\n"),
            ("w/go.mod", "module w\n"),
            ("w/a/go.mod", "module a\nrequire x/y v1.0.0\n"),
            ("w/tools/tools.mod", "module t\n"),
            ("w/tools/tools.sum", sum),
            ("w/not.mod", "\u{0}\u{1}"),
            ("w/deep/er/go.mod", "module e\n"),
            ("w/vendor/v/go.mod", "module v\n"),
            ("w/.git/go.mod", "module g\n"),
            ("w/.tools/go.mod", "module tools\n"),
            ("w/.bingo/linter.mod", "module linter\n"),
            ("w/testdata/go.mod", "module testdata\n"),
            ("w/.cache/pkg/mod/x@v1.0.0/go.mod", "module x\n"),
            ("beside/go.mod", "module beside\n"),
            ("beside/go.sum", sum),
        ]);
        let top = dir.path();
        let units = units(&top.join("w"), &NOWHERE, None, &Named::default()).units;
        let expected = [
            "beside/go.mod",
            "w/.bingo/linter.mod",
            "w/.tools/go.mod",
            "w/a/go.mod",
            "w/deep/er/go.mod",
            "w/go.mod",
            "w/go.work",
            "w/testdata/go.mod",
            "w/tools/tools.mod",
        ];
        assert_eq!(paths(&units, top), expected);
        let sums: Vec<usize> = units.iter().map(|unit| unit.sums.len()).collect();
        assert_eq!(sums, [1, 0, 0, 0, 0, 0, 1, 0, 1]);
        assert!(units[3].has_sum, "the workspace's sum attests its members");
    }

    #[test]
    fn names_that_are_not_utf8_hold_projects_too() {
        let dir = tempfile::tempdir().unwrap();
        let odd = dir.path().join(text::of(b"odd-\xff"));
        std::fs::create_dir(&odd).unwrap();
        std::fs::write(odd.join("go.mod"), "module odd\n").unwrap();
        assert_eq!(scan(dir.path(), &NOWHERE), [odd]);
    }

    #[test]
    fn member_brings_its_workspace() {
        let dir = world(&[
            ("w/go.work", "go 1.22\nuse ./a\nuse ./b\n"),
            ("w/a/go.mod", "module a\n"),
            ("w/b/go.mod", "module b\n"),
        ]);
        let found = units(&dir.path().join("w/a"), &NOWHERE, None, &Named::default()).units;
        assert_eq!(paths(&found, dir.path()), ["w/a/go.mod", "w/b/go.mod", "w/go.work"]);
    }

    #[test]
    fn scan_finds_projects_and_passes_over_caches() {
        let dir = world(&[
            ("src/one/go.mod", "module one\n"),
            ("src/two/go.work", "go 1.22\n"),
            ("go/pkg/mod/x@v1/go.mod", "module x\n"),
            ("src/three/node_modules/n/go.mod", "module n\n"),
            (".local/share/program/go.mod", "module program\n"),
        ]);
        let places =
            Places { module_cache: Some(dir.path().join("go/pkg/mod")), build_cache: None };
        let found = scan(dir.path(), &places);
        assert_eq!(found, [dir.path().join("src/one"), dir.path().join("src/two")]);
        assert_eq!(module_files(dir.path(), &places, Some(dir.path())), Vec::<PathBuf>::new());
    }
}
