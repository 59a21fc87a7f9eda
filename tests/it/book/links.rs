//! The pages hang together: `mdbook` builds the book elsewhere, and what it would not find is said here.

use std::collections::BTreeSet;
use std::path::Path;

use super::{pages, path, read};

/// The targets of all links and pictures of a page, with their lines; blocks and code are none.
fn targets(page: &str) -> Vec<(usize, String)> {
    let link = regex::Regex::new(r"\]\(([^)\s]+)\)").unwrap();
    let code = regex::Regex::new("`[^`]*`").unwrap();
    let mut is_block = false;
    let mut found = Vec::new();
    for (index, line) in page.lines().enumerate() {
        if line.starts_with("```") {
            is_block = !is_block;
        }
        let line = code.replace_all(line, "");
        let links = link.captures_iter(&line).map(|link| (index + 1, link[1].to_owned()));
        found.extend(links.filter(|_| !is_block));
    }
    found
}

/// As GitHub and mdBook make a name of a heading: letters, digits, `-` and `_`, blanks are `-`.
fn anchor(heading: &str) -> String {
    let kept = heading.trim().chars().filter_map(|c| match c {
        ' ' => Some('-'),
        '-' | '_' => Some(c),
        c if c.is_alphanumeric() => Some(c.to_ascii_lowercase()),
        _ => None,
    });
    kept.collect()
}

fn anchors(page: &str) -> BTreeSet<String> {
    let mut is_block = false;
    let mut found = BTreeSet::new();
    for line in page.lines() {
        is_block ^= line.starts_with("```");
        let heading = line.trim_start_matches('#');
        if !is_block && heading != line && heading.starts_with(' ') {
            found.insert(anchor(heading));
        }
    }
    found
}

/// What is wrong with a target, if anything is.
fn flaw(page: &str, target: &str) -> Option<String> {
    if target.starts_with("https://") {
        return None;
    }
    let (file, heading) = target.split_once('#').unwrap_or((target, ""));
    let folder = Path::new(page).parent().unwrap();
    let file = if file.is_empty() { Path::new(page).to_owned() } else { folder.join(file) };
    // The book has nothing outside of its own folder.
    if page.starts_with("docs/") && file.components().any(|part| part.as_os_str() == "..") {
        return Some("leads out of the book".to_owned());
    }
    if !path(file.to_str().unwrap()).is_file() {
        return Some("there is no such file".to_owned());
    }
    let is_there = heading.is_empty() || anchors(&read(file.to_str().unwrap())).contains(heading);
    (!is_there).then(|| "there is no such heading".to_owned())
}

#[test]
fn link_of_every_page_leads_to_a_file_and_a_heading() {
    let (mut wrong, mut links) = (Vec::new(), 0);
    let others = ["ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"].map(str::to_owned);
    for page in pages().into_iter().chain(others) {
        for (line, target) in targets(&read(&page)) {
            links += 1;
            let flaw = flaw(&page, &target);
            wrong.extend(flaw.map(|flaw| format!("{page}:{line}: {target}: {flaw}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(links > 40, "{links} links were seen");
}

#[test]
fn page_of_the_book_stands_in_its_summary_once() {
    let mut listed: Vec<String> = targets(&read("docs/SUMMARY.md"))
        .into_iter()
        .map(|(_, page)| format!("docs/{page}"))
        .collect();
    listed.sort();
    let mut there = pages();
    there.retain(|page| page != "README.md" && page != "docs/SUMMARY.md");
    assert_eq!(listed, there);
}

/// Else nobody looks at it.
#[test]
fn picture_of_the_book_is_shown_with_words_for_who_does_not_see_it() {
    let texts: String = pages().iter().map(|page| read(page)).collect();
    for entry in std::fs::read_dir(path("docs/pictures")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let shown = regex::Regex::new(&format!(r"!\[[^\]]+\]\([^)]*{}\)", regex::escape(&name)));
        assert!(shown.unwrap().is_match(&texts), "{name}");
    }
}

#[test]
fn flaw_of_a_link_is_found() {
    for (target, flawless) in [
        ("mirror.md", true),
        ("mirror.md#serve-it", true),
        ("mirror.md#serve", false),
        ("nosuch.md", false),
        ("../README.md", false),
        ("#where-it-looks", false),
    ] {
        assert_eq!(flaw("docs/recipes.md", target).is_none(), flawless, "{target}");
    }
    assert_eq!(targets("a [b](c.md) `[d](e)`\n```\n[f](g)\n```\n"), [(1, "c.md".to_owned())]);
    assert_eq!(anchor(" What `verify` means, and why_not"), "what-verify-means-and-why_not");
}
