//! From facts of projects to what they reach. Pure: no disk, no order, no clock.
//!
//! The rule that held on real modules: a zip or a directory, and the hash, for every `h1:` line
//! of every sum file; `.mod` and `.info` files are never collected and so are not counted here.
//! What go.mod requires itself is added, for `go mod download`. Versions are not selected.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::path::PathBuf;

use crate::base::visible::Visible as _;
use crate::go::gomod::{ModFile, ModuleVersion};

/// What the files of one module or workspace say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Unit {
    /// The go.mod or go.work.
    pub path: PathBuf,
    /// What it says.
    pub file: ModFile,
    /// The `h1:` lines of its sum files.
    pub sums: BTreeSet<ModuleVersion>,
    /// Whether it has a sum file of its own or of its workspace.
    pub has_sum: bool,
}

/// What one root reaches.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Reached {
    /// Module versions whose contents must stay.
    pub modules: BTreeSet<ModuleVersion>,
    /// What cannot be promised, and why.
    pub notes: Vec<String>,
}

/// Reads the requirements of a module version from the cache's `.mod` files.
pub(crate) trait Graph {
    /// Its go.mod; `None` where the cache has none.
    fn mod_file(&self, module: &ModuleVersion) -> Option<ModFile>;
}

/// What a root with these units reaches.
pub(crate) fn reach(units: &[Unit], graph: &dyn Graph) -> Reached {
    let mut reached = Reached::default();
    for unit in units {
        reached.modules.extend(unit.sums.iter().cloned());
        let named = unit.file.requires.iter().filter_map(|module| unit.file.replaced(module));
        reached.modules.extend(named);
        reached.modules.extend(unit.file.replaces.iter().filter_map(|r| r.new.clone()));
        if !unit.has_sum && !unit.file.requires.is_empty() {
            reached.modules.extend(closure(&unit.file, graph));
            reached.notes.push(format!(
                "{} has no go.sum: what its requirements name stays, but a test of a dependency \
                 may need more",
                unit.path.visible()
            ));
        } else if !unit.file.requires.is_empty() && unit.file.is_before(17) {
            // The module graph is not pruned before go 1.17.
            reached.notes.push(format!(
                "{} says go {}: `go mod download` without arguments wants modules there that no \
                 build needs, and will fetch them again",
                unit.path.visible(),
                unit.file.go.as_deref().unwrap_or("1.16"),
            ));
        }
    }
    reached
}

/// Everything that the requirements name, and theirs, without choosing between versions.
fn closure(file: &ModFile, graph: &dyn Graph) -> BTreeSet<ModuleVersion> {
    let mut found = BTreeSet::new();
    let mut next: VecDeque<ModuleVersion> = file.requires.iter().cloned().collect();
    let mut asked = BTreeSet::new();
    while let Some(module) = next.pop_front() {
        let Some(stands_for) = file.replaced(&module) else { continue };
        if !asked.insert(stands_for.clone()) {
            continue;
        }
        if let Some(below) = graph.mod_file(&stands_for) {
            next.extend(below.requires);
        }
        found.insert(stands_for);
    }
    found
}

/// Which roots want a module version: the numbers of the roots, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wanted(BTreeMap<ModuleVersion, Vec<usize>>);

impl Wanted {
    /// Turns "what a root reaches" round.
    pub(crate) fn new<'a>(reached: impl IntoIterator<Item = &'a BTreeSet<ModuleVersion>>) -> Self {
        let mut wanted = BTreeMap::<_, Vec<usize>>::new();
        for (root, modules) in reached.into_iter().enumerate() {
            for module in modules {
                wanted.entry(module.clone()).or_default().push(root);
            }
        }
        Self(wanted)
    }

    /// The roots that want this module version.
    pub(crate) fn by(&self, module: &ModuleVersion) -> &[usize] {
        self.0.get(module).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::gomod::modules as parse;

    struct Mods(BTreeMap<ModuleVersion, ModFile>);

    impl Graph for Mods {
        fn mod_file(&self, module: &ModuleVersion) -> Option<ModFile> {
            self.0.get(module).cloned()
        }
    }

    fn at(text: &str) -> ModuleVersion {
        let (path, version) = text.split_once('@').unwrap();
        ModuleVersion::new(path, version)
    }

    fn mods(list: &[(&str, &str)]) -> Mods {
        Mods(list.iter().map(|(module, text)| (at(module), parse(text))).collect())
    }

    fn unit(text: &str, sums: &[&str], has_sum: bool) -> Unit {
        let sums = sums.iter().map(|text| at(text)).collect();
        Unit { path: "/p/go.mod".into(), file: parse(text), sums, has_sum }
    }

    fn names(reached: &Reached) -> Vec<String> {
        reached.modules.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn sums_and_requirements_count_and_replacements_stand_in() {
        let text = "go 1.21\nrequire a/b v1.0.0\nrequire c/d v1.0.0\nreplace a/b => x/y v2.0.0\n\
                    replace c/d => ../d\nreplace e/f v1.0.0 => e/f v1.1.0\n";
        let reached = reach(&[unit(text, &["g/h@v1.0.0"], true)], &mods(&[]));
        assert_eq!(names(&reached), ["e/f@v1.1.0", "g/h@v1.0.0", "x/y@v2.0.0"]);
        assert_eq!(reached.notes, Vec::<String>::new());
    }

    #[test]
    fn reach_without_a_sum_is_the_whole_graph_and_says_the_doubt() {
        let graph = mods(&[
            ("a/b@v1.0.0", "require c/d v1.0.0\n"),
            ("c/d@v1.1.0", "require (\n a/b v1.0.0\n e/f v0.1.0\n)"),
        ]);
        let text = "go 1.21\nrequire a/b v1.0.0\nreplace c/d => c/d v1.1.0\n";
        let reached = reach(&[unit(text, &[], false)], &graph);
        assert_eq!(names(&reached), ["a/b@v1.0.0", "c/d@v1.1.0", "e/f@v0.1.0"]);
        assert!(reached.notes[0].contains("no go.sum"), "{:?}", reached.notes);
        assert_eq!(reach(&[unit("module m\n", &[], false)], &graph), Reached::default());
    }

    #[test]
    fn reach_says_what_go_before_1_17_downloads() {
        for (line, said) in [("go 1.16\n", 1), ("", 1), ("go 1.17\n", 0), ("go 1.22rc1\n", 0)] {
            let text = format!("{line}require a/b v1.0.0\n");
            let reached = reach(&[unit(&text, &["a/b@v1.0.0"], true)], &mods(&[]));
            assert_eq!(reached.notes.len(), said, "{line}");
        }
    }

    #[test]
    fn roots_that_want_a_module_are_all_known() {
        let sets: [BTreeSet<_>; 2] = [[at("a@v1"), at("b@v1")].into(), [at("b@v1")].into()];
        let wanted = Wanted::new(&sets);
        assert_eq!(wanted.by(&at("b@v1")), [0, 1]);
        assert_eq!(wanted.by(&at("a@v1")), [0]);
        assert!(wanted.by(&at("c@v1")).is_empty());
    }
}
