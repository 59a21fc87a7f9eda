//! A toolchain as Go's module cache keeps it: every `go.mod` is `_go.mod`, for a module may hold
//! no other; when it is run for the first time Go puts a copy named `go.mod` beside each and sets
//! executable bits. Rule: `cmd/go/internal/toolchain/select.go`.

use crate::go::tree::Tree;

/// A `_go.mod` that stands for a `go.mod`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Escaped {
    /// Where it is.
    pub path: String,
    /// What it was before it went into a module.
    pub published: String,
    /// Whether its copy stands there.
    pub copied: bool,
}

/// The files of `tree` that are so. One beside a `go.mod` of other contents is none of them: no
/// Go leaves such a pair.
pub fn escaped(tree: &Tree) -> Vec<Escaped> {
    let named = tree.files.iter().filter_map(|file| {
        let folder = file.path.strip_suffix("/_go.mod")?;
        let published = format!("{folder}/go.mod");
        let beside = tree.get(&published);
        beside.is_none_or(|copy| copy.sha256 == file.sha256).then(|| Escaped {
            path: file.path.clone(),
            copied: beside.is_some(),
            published,
        })
    });
    named.collect()
}

/// Whether it lies in a module cache as it was downloaded, and has never run.
pub fn has_never_run(tree: &Tree) -> bool {
    escaped(tree).iter().any(|one| !one.copied)
}

/// The tree under the names of a release archive.
pub fn published(mut tree: Tree) -> Tree {
    let escaped = escaped(&tree);
    if escaped.is_empty() {
        return tree;
    }
    let of = |path: &str| escaped.binary_search_by(|one| one.path.as_str().cmp(path)).ok();
    tree.files.retain(|file| of(&file.path).is_none_or(|at| !escaped[at].copied));
    for file in &mut tree.files {
        if let Some(at) = of(&file.path) {
            file.path.clone_from(&escaped[at].published);
        }
    }
    Tree::new(tree.files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::digest::Sha256Sum;
    use crate::go::tree::TreeFile;

    fn tree(files: &[(&str, &str)]) -> Tree {
        let file = |(path, text): &(&str, &str)| TreeFile {
            path: (*path).to_owned(),
            size: text.len() as u64,
            executable: false,
            sha256: Sha256Sum::of(text.as_bytes()),
        };
        Tree::new(files.iter().map(file).collect())
    }

    #[test]
    fn cache_reads_like_the_archive_in_both_forms_and_not_where_they_differ() {
        let archive = tree(&[("VERSION", "go1"), ("src/cmd/go.mod", "cmd"), ("src/go.mod", "std")]);
        let fresh = tree(&[("VERSION", "go1"), ("src/cmd/_go.mod", "cmd"), ("src/_go.mod", "std")]);
        let mut run = archive.files.clone();
        run.extend(fresh.files[1..].iter().cloned());
        let run = Tree::new(run);
        for (form, never) in [(&archive, false), (&fresh, true), (&run, false)] {
            assert_eq!(has_never_run(form), never);
            assert_eq!(published(form.clone()), archive);
        }
        let odd = tree(&[("src/_go.mod", "std"), ("src/go.mod", "mine"), ("x_go.mod", "")]);
        assert_eq!(published(odd.clone()), odd);
    }
}
