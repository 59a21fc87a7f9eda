//! `--vendor`: vendor trees that disagree with the go.mod beside them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::base::visible::Visible as _;
use crate::caches::project::tidy;
use crate::go::gomod::{ModFile, ModuleVersion};

/// A vendor tree and how it disagrees; an empty list where it agrees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Vendor {
    /// The `vendor` directory.
    pub path: PathBuf,
    /// Whether it is a workspace's, made by `go work vendor`.
    pub workspace: bool,
    /// Each difference, in words.
    pub differences: Vec<String>,
}

/// A go.mod whose requirements a vendor tree must list.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// Its directory.
    pub dir: PathBuf,
    /// What it says.
    pub file: ModFile,
}

/// What `vendor/modules.txt` says of one module version; of all versions of a path where a
/// replacement names none.
#[derive(Debug, Default)]
struct Listed {
    explicit: bool,
    /// Whether packages of it are vendored: without any, go does not mind it.
    packages: bool,
    replaced_by: Option<String>,
}

type Key = (String, Option<String>);

/// Compares `vendor/modules.txt` with go.mod, or with the go.mod of every member of a workspace
/// and its go.work, as the go command does from go 1.14 on (`checkVendorConsistency` in
/// `cmd/go/internal/modload/vendor.go`): every requirement is listed with its version and marked
/// explicit, and nothing else is; every replacement agrees.
pub(crate) fn compare(
    vendor: &Path,
    members: &[Member],
    work: Option<&ModFile>,
    modules_txt: Option<&str>,
) -> Vendor {
    let mut differences = Vec::new();
    match modules_txt {
        None => differences.push("vendor/modules.txt is missing".to_owned()),
        Some(text) => {
            let listed = parse(text);
            requirements(members, &listed, &mut differences);
            let top = vendor.parent().unwrap_or(Path::new("/"));
            replacements(top, &wanted(top, members, work), &listed, &mut differences);
        }
    }
    Vendor { path: vendor.to_owned(), workspace: work.is_some(), differences }
}

fn requirements(members: &[Member], listed: &BTreeMap<Key, Listed>, differences: &mut Vec<String>) {
    let required = || members.iter().flat_map(|member| &member.file.requires);
    let all: BTreeSet<_> = required().collect();
    for module in &all {
        let key = (module.path.clone(), Some(module.version.clone()));
        match listed.get(&key) {
            Some(one) if one.explicit => {}
            Some(_) => differences.push(format!("{module} is required, and not marked explicit")),
            None => {
                let other =
                    listed.keys().find(|(path, version)| *path == module.path && version.is_some());
                differences.push(match other.and_then(|(_, version)| version.as_deref()) {
                    Some(version) => format!("{module} is required, {version} is vendored"),
                    None => format!("{module} is required and not vendored"),
                });
            }
        }
    }
    for ((path, version), _) in listed.iter().filter(|(_, one)| one.explicit && one.packages) {
        let module = ModuleVersion::new(path, version.as_deref().unwrap_or(""));
        if !all.contains(&module) {
            differences.push(format!("{module} is vendored as explicit and not required"));
        }
    }
}

/// What each replacement of the project stands for; go.work's go before its members'.
fn wanted(top: &Path, members: &[Member], work: Option<&ModFile>) -> BTreeMap<Key, String> {
    let mut wanted = BTreeMap::new();
    let own = work.map(|file| (top, file));
    let files = own.into_iter().chain(members.iter().map(|one| (&*one.dir, &one.file)));
    for (dir, file) in files {
        for replace in &file.replaces {
            let target = match (&replace.new, &replace.dir) {
                (Some(new), _) => format!("{} {}", new.path, new.version),
                (None, path) => place(dir, path.as_deref().unwrap_or("")),
            };
            wanted.entry((replace.old.clone(), replace.old_version.clone())).or_insert(target);
        }
    }
    wanted
}

fn replacements(
    top: &Path,
    wanted: &BTreeMap<Key, String>,
    listed: &BTreeMap<Key, Listed>,
    differences: &mut Vec<String>,
) {
    let vendored = |key: &Key| -> Option<String> {
        let target = listed.get(key)?.replaced_by.as_deref()?;
        Some(if is_dir(target) { place(top, target) } else { target.to_owned() })
    };
    for (key, target) in wanted {
        let found = vendored(key);
        if found.as_ref() != Some(target) {
            differences.push(format!(
                "{} is replaced by {target}, by {} in vendor/modules.txt",
                key.0,
                found.as_deref().unwrap_or("nothing")
            ));
        }
    }
    for (key, _) in listed.iter().filter(|(_, one)| one.replaced_by.is_some()) {
        let any = (key.0.clone(), None);
        if !wanted.contains_key(key) && !wanted.contains_key(&any) {
            differences.push(format!("{} is vendored as replaced, and is not", key.0));
        }
    }
}

fn is_dir(target: &str) -> bool {
    target.starts_with('.') || target.starts_with('/')
}

/// A directory of a replacement, the same for every way to write it.
fn place(dir: &Path, target: &str) -> String {
    tidy(&dir.join(target)).visible().to_string()
}

/// Lines `# path [version] [=> new [version]]`, each followed by `## explicit` where it is one.
fn parse(text: &str) -> BTreeMap<Key, Listed> {
    let mut listed = BTreeMap::<Key, Listed>::new();
    let mut current = Key::default();
    for line in text.lines() {
        if let Some(marks) = line.strip_prefix("## ") {
            if let Some(one) = listed.get_mut(&current) {
                one.explicit |= marks.split(';').any(|mark| mark.trim() == "explicit");
            }
        } else if let Some(rest) = line.strip_prefix("# ") {
            let (left, right) = match rest.split_once(" => ") {
                Some((left, right)) => (left, Some(right)),
                None => (rest, None),
            };
            let mut words = left.split_whitespace().map(str::to_owned);
            current = (words.next().unwrap_or_default(), words.next());
            listed.entry(current.clone()).or_default().replaced_by = right.map(str::to_owned);
        } else if let Some(one) = listed.get_mut(&current) {
            one.packages = true;
        }
    }
    listed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::gomod::modules;

    fn member(dir: &str, go_mod: &str) -> Member {
        Member { dir: dir.into(), file: modules(go_mod) }
    }

    fn differences(go_mod: &str, text: Option<&str>) -> Vec<String> {
        slashed(&compare(Path::new("/p/vendor"), &[member("/p", go_mod)], None, text))
    }

    fn slashed(compared: &Vendor) -> Vec<String> {
        compared.differences.iter().map(|line| line.replace('\\', "/")).collect()
    }

    #[test]
    fn agreement_and_every_kind_of_disagreement() {
        let go_mod = "module m\ngo 1.22\nrequire a/b v1.0.0\nrequire c/d v1.0.0 // indirect\n\
                      replace c/d => ../d\n";
        let good = "# a/b v1.0.0\n## explicit; go 1.20\na/b\n# c/d v1.0.0 => ../d\n## explicit\nc/d\n\
                    # c/d => ../d\n";
        assert_eq!(differences(go_mod, Some(good)), Vec::<String>::new());
        let cases = [
            (good.replace("a/b v1.0.0", "a/b v1.1.0"), "v1.1.0 is vendored"),
            (good.replace("## explicit; go 1.20\n", ""), "not marked explicit"),
            (good.replace("../d", "../e"), "replaced by /d, by /e"),
            (good.replace("# c/d => ../d\n", ""), "replaced by /d, by nothing"),
            (format!("{good}# e/f v1.0.0\n## explicit\ne/f\n"), "not required"),
            (format!("{good}# e/f => ../f\n"), "is vendored as replaced"),
            ("".to_owned(), "not vendored"),
        ];
        for (text, said) in cases {
            let found = differences(go_mod, Some(&text));
            assert!(found.iter().any(|line| line.contains(said)), "{said}: {found:?}");
        }
        assert_eq!(differences(go_mod, None).len(), 1);
    }

    #[test]
    fn workspace_lists_what_each_member_requires() {
        let members = [
            member("/w/a", "module a\ngo 1.22\nrequire x/y v1.0.0\nreplace x/z => ./z\n"),
            member("/w/b", "module b\ngo 1.22\nrequire x/y v1.1.0\nreplace x/q => ../q1\n"),
        ];
        let work = modules("go 1.22\nuse ./a\nuse ./b\nreplace x/q => ./q2\n");
        let good = "## workspace\n# x/y v1.0.0\n## explicit\n# x/y v1.1.0\n## explicit; go 1.20\n\
                    x/y\n# x/z => ./a/z\n# x/q => ./q2\n";
        let said = |text: &str| {
            slashed(&compare(Path::new("/w/vendor"), &members, Some(&work), Some(text)))
        };
        assert_eq!(said(good), Vec::<String>::new());
        let missing = said(&good.replace("# x/y v1.0.0\n## explicit\n", ""));
        assert_eq!(missing, ["x/y@v1.0.0 is required, v1.1.0 is vendored"]);
        let old = said(&good.replace("./q2", "./q1"));
        assert_eq!(old, ["x/q is replaced by /w/q2, by /w/q1 in vendor/modules.txt"]);
    }
}
