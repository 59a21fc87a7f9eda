//! Whose newer versions are another's to bring, and a build that knows no key.

use std::fs;

use syn::visit::{self, Visit};

use super::releases::{NEWEST, OWN, Release, Site};
use crate::support::program;
use crate::support::world::exe;
use crate::tidy::{root, rust_files};

#[test]
fn self_update_leaves_a_program_of_dpkg_to_apt() {
    let mut site = Site::new();
    site.publish(&Release::new(NEWEST));
    let bin = site.world.path("fake");
    let says = |line: &str| {
        program::script(
            &bin.join("dpkg"),
            &format!("#!/bin/sh\n[ \"$1\" = -S ] || exit 9\n{line}\n"),
        );
    };
    site.world.set("PATH", &bin);
    says("echo \"goenvmgr:amd64: $2\"");
    let refused = site.run(&["self", "update"]).exits(2);
    assert!(refused.stderr.contains("apt has installed"), "{refused:?}");
    assert!(refused.stderr.contains("apt install --only-upgrade goenvmgr"), "{refused:?}");
    assert!(site.server.seen().is_empty());
    site.is_untouched();
    // It knows it not, or another file.
    for line in ["exit 1", "echo goenvmgr: /usr/bin/goenvmgr"] {
        says(line);
        site.run(&["self", "update", "--check"]).exits(1);
    }
    site.run(&["self", "update"]).exits(0);
    site.is_new();
}

#[test]
fn self_update_leaves_a_program_of_rpm_to_dnf() {
    let mut site = Site::new();
    site.publish(&Release::new(NEWEST));
    let bin = site.world.path("fake");
    program::script(&bin.join("rpm"), "#!/bin/sh\n[ \"$1\" = -qf ] && echo goenvmgr\n");
    site.world.set("PATH", &bin);
    let refused = site.run(&["self", "update"]).exits(2);
    assert!(refused.stderr.contains("dnf upgrade goenvmgr"), "{refused:?}");
}

#[test]
fn self_update_leaves_a_program_of_cargo_to_cargo() {
    let site = Site::new();
    site.publish(&Release::new(NEWEST));
    let line = "\"goenvmgr 0.1.0 (path+file:///src/goenvmgr)\" = [\"goenvmgr\"]";
    site.world.write(&site.world.path("user/.local/.crates.toml"), &format!("[v1]\n{line}\n"));
    let refused = site.run(&["self", "update"]).exits(2);
    assert!(refused.stderr.contains("cargo install --locked --path /src/goenvmgr"), "{refused:?}");
    site.is_untouched();
}

#[test]
fn self_update_leaves_a_program_of_homebrew_to_brew() {
    let mut site = Site::new();
    site.publish(&Release::new(NEWEST));
    site.program = site.world.path(&format!("brew/Cellar/goenvmgr/{OWN}/bin/goenvmgr"));
    site.put_back();
    let link = site.world.path("brew/bin/goenvmgr");
    fs::create_dir_all(link.parent().unwrap()).unwrap();
    std::os::unix::fs::symlink(&site.program, &link).unwrap();
    site.called = link;
    let refused = site.run(&["self", "update"]).exits(2);
    assert!(refused.stderr.contains("brew upgrade goenvmgr"), "{refused:?}");
    site.is_untouched();
}

/// What is tested is a build from a checkout: without the variable that tests alone read it knows no key.
#[test]
fn self_update_of_a_build_without_a_key_asks_nobody_and_says_so() {
    let mut site = Site::new();
    site.publish(&Release::new(NEWEST));
    site.world.set("GOENVMGR_TEST_RELEASE_KEYS", "");
    for args in [&["self", "update"][..], &["self", "update", "--check"]] {
        let refused = site.run(args).exits(2);
        assert!(refused.stderr.contains("this build has no release key"), "{refused:?}");
        assert!(refused.stderr.contains("./install.sh"), "{refused:?}");
    }
    assert!(site.server.seen().is_empty());
    site.is_untouched();
}

/// Keys of tests are handed over by a variable, and no release reads it: whatever names it is compiled for
/// builds with assertions alone, which no profile of Cargo.toml gives to a release.
#[test]
fn self_update_of_a_release_knows_no_key_of_tests() {
    struct Named(Vec<String>);
    impl<'ast> Visit<'ast> for Named {
        fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
            let is_debug = |attribute: &syn::Attribute| match &attribute.meta {
                syn::Meta::List(list) => {
                    list.path.is_ident("cfg") && list.tokens.to_string() == "debug_assertions"
                }
                _ => false,
            };
            if !item.attrs.iter().any(is_debug) {
                visit::visit_item_fn(self, item);
            }
        }
        fn visit_lit_str(&mut self, text: &'ast syn::LitStr) {
            self.0.extend(text.value().contains("GOENVMGR_TEST").then(|| text.value()));
        }
    }
    let mut files = 0;
    for file in rust_files(&root().join("src")) {
        let text = fs::read_to_string(&file).unwrap();
        let mut named = Named(Vec::new());
        named.visit_file(&syn::parse_file(&text).unwrap());
        assert_eq!(named.0, Vec::<String>::new(), "{}", file.display());
        files += usize::from(text.contains("GOENVMGR_TEST_RELEASE_KEYS"));
    }
    assert_eq!(files, 1, "and it is there");
    let cargo = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    assert!(!cargo.contains("debug-assertions"));
    let built = fs::read(exe()).unwrap();
    let key = Site::new().first.key().to_string();
    let holds =
        |words: &str| regex::bytes::Regex::new(&regex::escape(words)).unwrap().is_match(&built);
    assert!(!holds(&key) && holds("this build has no release key"));
}
