//! The modules of `src/`, and which file uses which: parsed, so that every import counts, however it
//! is written, and no comment, string or test does.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};

/// The segments of a path below the crate: `["sys", "fs", "read"]`.
type Names = Vec<String>;

/// Every module of the crate, by its path.
pub(super) struct Modules(BTreeMap<Names, Module>);

/// One file.
struct Module {
    file: PathBuf,
    /// What a name stands for that was brought in by `use`.
    imports: BTreeMap<String, Names>,
    /// The paths that the file itself goes along; a re-export is none.
    uses: BTreeSet<Names>,
}

impl Modules {
    /// Parses the files below `src`.
    pub(super) fn read(src: &Path) -> Self {
        let mut modules = BTreeMap::new();
        for file in super::rust_files(src) {
            let below = file.strip_prefix(src).unwrap();
            let mut at: Names = below
                .with_extension("")
                .iter()
                .map(|name| name.to_str().unwrap().to_owned())
                .collect();
            if matches!(at.last().map(String::as_str), Some("mod" | "lib")) {
                at.pop();
            }
            let parsed = syn::parse_file(&fs::read_to_string(&file).unwrap()).unwrap();
            let mut seen = Seen::default();
            seen.visit_file(&parsed);
            let file = below.to_owned();
            modules.insert(at, Module { file, imports: seen.imports, uses: seen.uses });
        }
        Self(modules)
    }

    /// For each file the files that it uses. What a module's own file holds is its children's too, so
    /// that is no arrow.
    pub(super) fn arrows(&self) -> BTreeMap<PathBuf, BTreeSet<PathBuf>> {
        let uses = |(at, module): (&Names, &Module)| {
            let files = module.uses.iter().filter_map(|path| self.defines(at, path, 0));
            let own = |file: &PathBuf| {
                let above = (0..=at.len()).filter_map(|names| self.0.get(&at[..names]));
                above.into_iter().any(|module| module.file == *file)
            };
            let others = files.filter(|file| !own(file)).collect();
            (module.file.clone(), others)
        };
        self.0.iter().map(uses).collect()
    }

    /// The file that holds what a path means in the module `at`.
    fn defines(&self, at: &[String], path: &[String], depth: usize) -> Option<PathBuf> {
        let (first, rest) = path.split_first()?;
        if depth > 20 {
            return None;
        }
        match first.as_str() {
            "crate" => self.below(&[], rest, depth),
            "self" => self.below(at, rest, depth),
            "super" => match rest.first() {
                Some(next) if next == "super" => self.defines(at.split_last()?.1, rest, depth),
                _ => self.below(at.split_last()?.1, rest, depth),
            },
            name => {
                let inside = [at, &[name.to_owned()]].concat();
                if self.0.contains_key(&inside) {
                    return self.below(&inside, rest, depth);
                }
                let target = self.0.get(at)?.imports.get(name)?;
                self.defines(at, &[target, rest].concat(), depth + 1)
            }
        }
    }

    fn below(&self, at: &[String], rest: &[String], depth: usize) -> Option<PathBuf> {
        let module = self.0.get(at)?;
        let Some(name) = rest.first() else { return Some(module.file.clone()) };
        let inside = [at, std::slice::from_ref(name)].concat();
        if self.0.contains_key(&inside) {
            return self.below(&inside, &rest[1..], depth);
        }
        match module.imports.get(name) {
            Some(target) => self.defines(at, &[target, &rest[1..]].concat(), depth + 1),
            None => Some(module.file.clone()),
        }
    }
}

#[derive(Default)]
struct Seen {
    imports: BTreeMap<String, Names>,
    uses: BTreeSet<Names>,
}

impl Seen {
    fn tree(&mut self, tree: &syn::UseTree, before: &[String], shared: bool) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.tree(&path.tree, &with(&path.ident), shared),
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.tree(tree, before, shared));
            }
            syn::UseTree::Name(name) if name.ident == "self" => {
                let last = before.last().unwrap().clone();
                self.import(last, before.to_vec(), shared);
            }
            syn::UseTree::Name(name) => {
                self.import(name.ident.to_string(), with(&name.ident), shared);
            }
            syn::UseTree::Rename(name) => {
                self.import(name.rename.to_string(), with(&name.ident), shared);
            }
            syn::UseTree::Glob(_) => drop(self.uses.insert(before.to_vec())),
        }
    }

    fn import(&mut self, name: String, path: Names, shared: bool) {
        if !shared {
            self.uses.insert(path.clone());
        }
        self.imports.insert(name, path);
    }
}

impl<'ast> Visit<'ast> for Seen {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if !is_test(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, function: &'ast syn::ImplItemFn) {
        if !is_test(&function.attrs) {
            visit::visit_impl_item_fn(self, function);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        let shared = !matches!(item.vis, syn::Visibility::Inherited);
        self.tree(&item.tree, &[], shared);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Names = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if names.len() > 1 {
            self.uses.insert(names);
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, makro: &'ast syn::Macro) {
        // What stands between the brackets is parsed where it is a list of expressions, as in
        // `format!` and `vec!`.
        let parser = syn::punctuated::Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated;
        if let Ok(list) = makro.parse_body_with(parser) {
            list.iter().for_each(|expression| self.visit_expr(expression));
        }
        visit::visit_macro(self, makro);
    }
}

pub(super) fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Static(item) => &item.attrs,
        syn::Item::Struct(item) => &item.attrs,
        syn::Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Whether it is compiled for tests alone: `cfg(test)`, `cfg(all(test, …))`.
pub(super) fn is_test(attributes: &[syn::Attribute]) -> bool {
    let says = |attribute: &syn::Attribute| match &attribute.meta {
        syn::Meta::List(list) if list.path.is_ident("cfg") => {
            let said = list.tokens.to_string().replace(' ', "");
            said == "test" || said.starts_with("all(test,")
        }
        _ => false,
    };
    attributes.iter().any(says)
}
