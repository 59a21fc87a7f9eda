//! `sys/` alone knows an operating system. Parsed, so that it counts however it is written; what is
//! compiled for tests only may build a world of one system (links, modes, names that are not Unicode).

use std::fs;
use std::path::Path;

use syn::visit::{self, Visit};

use super::modules::{attributes, is_test};
use super::{root, rust_files};

/// Crates that speak to one system.
const CRATES: [&str; 9] = [
    "rustix",
    "libc",
    "signal_hook",
    "ctrlc",
    "win32job",
    "windows_registry",
    "winapi_util",
    "console",
    "rustls_native_certs",
];
/// Modules of the standard library that one system has.
const STD: [&str; 6] = ["unix", "windows", "linux", "macos", "fd", "darwin"];

/// What a file says of a system.
#[derive(Default)]
struct Known(Vec<String>);

impl Known {
    fn path(&mut self, names: &[String]) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let told = match names.as_slice() {
            ["std", "os", module, ..] => STD.contains(module),
            [first, ..] => CRATES.contains(first),
            [] => false,
        };
        if told {
            self.0.push(names.join("::"));
        }
    }

    fn tree(&mut self, tree: &syn::UseTree, before: &[String]) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.tree(&path.tree, &with(&path.ident)),
            syn::UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.tree(tree, before));
            }
            syn::UseTree::Name(name) => self.path(&with(&name.ident)),
            syn::UseTree::Rename(name) => self.path(&with(&name.ident)),
            syn::UseTree::Glob(_) => self.path(before),
        }
    }

    fn condition(&mut self, tokens: &str) {
        let words: Vec<&str> = tokens.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
        let system = ["unix", "windows", "target_os", "target_family", "target_env"];
        if words.iter().any(|word| system.contains(word)) {
            self.0.push(format!("cfg({tokens})"));
        }
    }
}

impl<'ast> Visit<'ast> for Known {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        if !is_test(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.tree(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> =
            path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if names.len() > 1 {
            self.path(&names);
        }
        visit::visit_path(self, path);
    }

    fn visit_attribute(&mut self, attribute: &'ast syn::Attribute) {
        if let syn::Meta::List(list) = &attribute.meta
            && (list.path.is_ident("cfg") || list.path.is_ident("cfg_attr"))
        {
            self.condition(&list.tokens.to_string());
        }
    }

    fn visit_macro(&mut self, makro: &'ast syn::Macro) {
        if makro.path.is_ident("cfg") {
            self.condition(&makro.tokens.to_string());
        }
        let parser = syn::punctuated::Punctuated::<syn::Expr, syn::Token![,]>::parse_terminated;
        if let Ok(list) = makro.parse_body_with(parser) {
            list.iter().for_each(|expression| self.visit_expr(expression));
        }
    }

    /// A path of the kernel's; a sentence that names one is none.
    fn visit_lit_str(&mut self, text: &'ast syn::LitStr) {
        let text = text.value();
        let kernels = ["/proc", "/sys"].iter().any(|top| {
            text.strip_prefix(top).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        });
        if kernels && !text.contains(char::is_whitespace) {
            self.0.push(text);
        }
    }
}

fn known(text: &str) -> Vec<String> {
    let mut known = Known::default();
    known.visit_file(&syn::parse_file(text).unwrap());
    known.0
}

#[test]
fn systems_are_known_to_sys_alone() {
    for file in rust_files(&root().join("src")) {
        let below = file.strip_prefix(root().join("src")).unwrap();
        let tests = below.with_extension("").iter().any(|name| name == "tests");
        // The library's first file says which systems there are; no program has the workshop.
        if below.starts_with("sys")
            || below.starts_with("fuzz")
            || tests
            || below == Path::new("lib.rs")
        {
            continue;
        }
        let found = known(&fs::read_to_string(&file).unwrap());
        assert_eq!(found, Vec::<String>::new(), "{}: ask sys/ for it", below.display());
    }
}

#[test]
fn systems_are_found_however_they_are_named() {
    for (text, count) in [
        ("use std::os::unix::fs::symlink;", 1),
        ("use std::{fs, os::fd::AsFd};", 1),
        ("fn f() { let _ = rustix::fs::stat(\"x\"); }", 1),
        ("#[cfg(unix)] fn f() {}", 1),
        ("#[cfg_attr(target_os = \"linux\", expect(dead_code))] fn f() {}", 1),
        ("fn f() { if cfg!(windows) { g() } }", 1),
        ("fn f() { let p = format!(\"{}\", \"/proc/self\"); }", 1),
        ("fn f() { #[cfg(not(unix))] let a = 1; }", 1),
        ("const A: &str = \"/sys/fs/cgroup\";", 1),
        ("const A: &str = \"/proc/meminfo says it\"; const B: &str = \"/system\";", 0),
        ("#[cfg(test)] mod tests { use std::os::unix::fs::symlink; }", 0),
        ("#[cfg(target_arch = \"x86_64\")] fn f() {}", 0),
        ("use std::os::raw::c_int;", 0),
    ] {
        assert_eq!(known(text).len(), count, "{text}: {:?}", known(text));
    }
}

/// One file a system, chosen where the module is named: no function has a branch for one.
#[test]
fn systems_are_chosen_where_a_module_is_named() {
    struct Inside(Vec<String>);
    impl<'ast> Visit<'ast> for Inside {
        fn visit_item(&mut self, item: &'ast syn::Item) {
            if is_test(attributes(item)) || matches!(item, syn::Item::Mod(m) if m.content.is_none())
            {
                return;
            }
            if !matches!(item, syn::Item::Use(_)) {
                let mut known = Known::default();
                known.visit_item(item);
                self.0.extend(known.0.into_iter().filter(|what| what.starts_with("cfg(")));
            }
        }
    }
    for file in rust_files(&root().join("src/sys")) {
        let mut inside = Inside(Vec::new());
        inside.visit_file(&syn::parse_file(&fs::read_to_string(&file).unwrap()).unwrap());
        assert_eq!(inside.0, Vec::<String>::new(), "{}", file.display());
    }
}
