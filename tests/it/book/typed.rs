//! Each block of shell on each page is typed in its shell, page by page; the output that a page shows is what is
//! printed. What is not typed is counted.

use super::blocks::{Block, blocks};
use super::reader::Reader;
use super::{pages, path, read};
use crate::support::program;
use crate::support::proxies::{Manner, Proxy};

/// Pages whose blocks have a test of their own.
const OWN: [(&str, &str); 3] = [
    ("docs/health.md", "tests/it/health/page.rs"),
    ("docs/recipes.md", "tests/it/packaging/recipes.rs"),
    ("docs/tools.md", "tests/it/tools/page.rs"),
];

/// How many blocks of a page nobody types; each says why.
const NOT_RUN: [(&str, usize); 6] = [
    ("README.md", 4),
    ("docs/company-proxy.md", 2),
    ("docs/health.md", 3),
    ("docs/mirror.md", 1),
    ("docs/recipes.md", 2),
    ("docs/releases.md", 3),
];

/// Types a page. With `fresh` each section begins in a home of its own.
#[track_caller]
fn is_typed(page: &str, fresh: bool, prepare: impl Fn(&mut Reader, &str)) {
    let (mut reader, mut section) = (Reader::new(), String::new());
    let (mut wrong, mut typed) = (Vec::new(), 0);
    prepare(&mut reader, "");
    for block in blocks(&read(page)) {
        if fresh && section != block.section {
            reader = Reader::new();
            section.clone_from(&block.section);
            prepare(&mut reader, "");
        }
        if let Some(name) = block.word("before") {
            prepare(&mut reader, name);
        }
        if (block.is_shell() || block.word("file").is_some()) && block.not_run().is_none() {
            // Where there is none the tests say so.
            if block.language == "powershell" && program::pwsh().is_none() {
                continue;
            }
            typed += 1;
            let said = reader.types(&block);
            wrong.extend(said.map(|said| format!("{page}:{}: {said}", block.line)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(typed > 0, "{page}");
}

fn as_it_is(_: &mut Reader, name: &str) {
    assert_eq!(name, "", "there is nothing of this name to prepare");
}

#[test]
fn quick_start_works_in_every_shell() {
    is_typed("docs/quick-start.md", false, as_it_is);
}

#[test]
fn moving_works_as_the_page_says() {
    is_typed("docs/moving.md", true, |reader, name| match name {
        "goenv" => {
            super::moved::goroot(reader, ".goenv/versions/1.22.5");
            reader.file(".goenv/version", "1.22.5\n");
            reader.file(".bashrc", "eval \"$(goenv init -)\"\n");
        }
        "gvmrc" => reader.file(".gvmrc", "go1.22.5\n"),
        "tool-versions" => reader.file(".tool-versions", "golang 1.22.5\nnodejs 20.1.0\n"),
        "own" => super::moved::goroot(reader, "src/go"),
        other => as_it_is(reader, other),
    });
}

#[test]
fn company_proxy_is_used_as_the_page_says() {
    is_typed("docs/company-proxy.md", true, |reader, name| match name {
        "proxy" => {
            let proxy = Proxy::http(reader.site(), Manner::Open);
            reader.means("http://proxy.example:3128", &format!("http://{}", proxy.place()));
            let (index, archives) = ("http://releases.example/dl/", "http://releases.example/go/");
            reader.world.set("GOENVMGR_INDEX_URL", index);
            reader.world.set("GOENVMGR_ARCHIVE_URL", archives);
        }
        "goproxy" => reader.leaves("GOENVMGR_INDEX_URL"),
        "mirror" => {
            reader.leaves("GOENVMGR_INDEX_URL");
            reader.leaves("GOENVMGR_ARCHIVE_URL");
            let site = format!("http://{}", reader.site());
            reader.means("https://mirror.example", &site);
        }
        other => as_it_is(reader, other),
    });
}

#[test]
fn mirror_is_made_and_kept_as_the_page_says() {
    is_typed("docs/mirror.md", false, |reader, name| {
        assert_eq!(name, "");
        let dir = reader.world.show("srv");
        reader.means("/srv/go", &dir);
    });
}

#[test]
fn editors_are_told_and_forgotten_as_the_page_says() {
    is_typed("docs/editors.md", false, as_it_is);
}

#[test]
fn verification_is_shown_as_it_is() {
    is_typed("docs/verification.md", false, as_it_is);
}

#[test]
fn generated_pages_show_what_is_printed() {
    for page in ["docs/settings.md", "docs/exit-codes.md"] {
        is_typed(page, false, as_it_is);
    }
}

#[test]
fn readme_does_what_it_says() {
    is_typed("README.md", true, |reader, name| match name {
        "ci" => {
            reader.file(".go-version", "1.22.5\n");
            let file = reader.home().join("github-env");
            reader.world.set("GITHUB_ENV", file);
        }
        "own" => super::moved::goroot(reader, "src/go"),
        "service" => {
            reader.ours(&["install", "1.22.5", "--quiet"]).exits(0);
            reader.ours(&["default", "1.22.5"]).exits(0);
            // What was pinned on the way there.
            let _ = std::fs::remove_file(reader.home().join(".go-version"));
            reader.file("demo/go.mod", "module demo\ngo 1.21\n");
            reader.file("demo/service/.go-version", "1.22.5\n");
        }
        other => as_it_is(reader, other),
    });
}

/// Every page is typed by a test here or has one of its own, and what is left out is counted and says why.
#[test]
fn block_that_nobody_types_is_counted_and_says_why() {
    let here = read("tests/it/book/typed.rs");
    let (mut counted, mut wrong) = (Vec::new(), Vec::new());
    for page in pages() {
        let all = blocks(&read(&page));
        let shells: Vec<&Block> = all.iter().filter(|block| block.is_shell()).collect();
        let of_its_own = OWN.iter().any(|(own, test)| *own == page && path(test).is_file());
        if !shells.is_empty() && !of_its_own && here.matches(&format!("\"{page}\"")).count() < 1 {
            wrong.push(format!("{page}: nobody types it"));
        }
        let left: Vec<(usize, String)> =
            shells.iter().filter_map(|block| Some((block.line, block.not_run()?))).collect();
        for (line, why) in &left {
            if why.split_whitespace().count() < 3 {
                wrong.push(format!("{page}:{line}: not-run, and no reason: {why:?}"));
            }
            if let Some(test) = why.split_whitespace().find(|word| word.contains("::"))
                && !is_a_test(test)
            {
                wrong.push(format!("{page}:{line}: there is no test {test}"));
            }
        }
        if !left.is_empty() {
            counted.push((page, left.len()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let expected: Vec<(String, usize)> =
        NOT_RUN.map(|(page, count)| (page.to_owned(), count)).into();
    assert_eq!(counted, expected, "blocks that nobody types");
}

/// `area::` or `area::module` below `tests/it`.
fn is_a_test(name: &str) -> bool {
    let file = name.trim_end_matches("::").replace("::", "/");
    path(&format!("tests/it/{file}.rs")).is_file()
        || path(&format!("tests/it/{file}/mod.rs")).is_file()
}
