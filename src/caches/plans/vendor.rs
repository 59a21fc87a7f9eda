//! `--vendor`: vendor trees that disagree with the go.mod beside them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::caches::modfile::{ModFile, Replace};

/// A vendor tree and how it disagrees; an empty list where it agrees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Vendor {
    /// The `vendor` directory.
    pub path: PathBuf,
    /// Each difference, in words.
    pub differences: Vec<String>,
}

/// What `vendor/modules.txt` says of one module.
#[derive(Debug, Default)]
struct Listed {
    version: Option<String>,
    explicit: bool,
    replaced_by: Option<String>,
}

/// Compares `vendor/modules.txt` with go.mod, as the go command does from go 1.14 on: every
/// requirement must be listed with its version and marked explicit, every replacement must agree.
pub fn compare(vendor: &Path, file: &ModFile, modules_txt: Option<&str>) -> Vendor {
    let mut differences = Vec::new();
    let Some(text) = modules_txt else {
        differences.push("vendor/modules.txt is missing".to_owned());
        return Vendor { path: vendor.to_owned(), differences };
    };
    let listed = parse(text);
    for required in &file.requires {
        match listed.get(&required.path) {
            None => differences.push(format!("{required} is required and not vendored")),
            Some(one) if one.version.as_ref() != Some(&required.version) => {
                let version = one.version.as_deref().unwrap_or("no version");
                differences.push(format!("{required} is required, {version} is vendored"));
            }
            Some(one) if !one.explicit => {
                differences.push(format!("{required} is required, and not marked explicit"));
            }
            Some(one) => replacement(file, required.path.as_str(), one, &mut differences),
        }
    }
    for (path, one) in listed.iter().filter(|(_, one)| one.explicit) {
        if !file.requires.iter().any(|required| required.path == *path) {
            let version = one.version.as_deref().unwrap_or("");
            differences.push(format!("{path}@{version} is vendored as explicit and not required"));
        }
    }
    Vendor { path: vendor.to_owned(), differences }
}

fn replacement(file: &ModFile, path: &str, one: &Listed, differences: &mut Vec<String>) {
    let fits = |replace: &&Replace| {
        replace.old == path && (replace.old_version.is_none() || replace.old_version == one.version)
    };
    let wanted =
        file.replaces.iter().find(fits).map(|replace| match (&replace.new, &replace.dir) {
            (Some(new), _) => format!("{} {}", new.path, new.version),
            (None, dir) => dir.clone().unwrap_or_default(),
        });
    if wanted != one.replaced_by {
        let say = |target: &Option<String>| target.clone().unwrap_or_else(|| "nothing".to_owned());
        differences.push(format!(
            "{path} is replaced by {} in go.mod, by {} in vendor/modules.txt",
            say(&wanted),
            say(&one.replaced_by)
        ));
    }
}

/// Lines `# path version [=> new [version]]`, each followed by `## explicit` where it is one.
fn parse(text: &str) -> BTreeMap<String, Listed> {
    let mut listed = BTreeMap::<String, Listed>::new();
    let mut current = String::new();
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
            let mut words = left.split_whitespace();
            current = words.next().unwrap_or("").to_owned();
            let entry = listed.entry(current.clone()).or_default();
            // A replacement without a version is repeated at the end of the file.
            if let Some(version) = words.next() {
                entry.version = Some(version.to_owned());
            }
            entry.replaced_by = right.map(str::to_owned);
        }
    }
    listed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::caches::modfile::parse as parse_mod;

    fn differences(go_mod: &str, modules: Option<&str>) -> Vec<String> {
        compare(Path::new("/p/vendor"), &parse_mod(go_mod), modules).differences
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
            (good.replace("../d", "../e"), "replaced by ../d in go.mod"),
            (format!("{good}# e/f v1.0.0\n## explicit\n"), "not required"),
            ("".to_owned(), "not vendored"),
        ];
        for (text, said) in cases {
            let found = differences(go_mod, Some(&text));
            assert!(found.iter().any(|line| line.contains(said)), "{said}: {found:?}");
        }
        assert_eq!(differences(go_mod, None).len(), 1);
    }
}
