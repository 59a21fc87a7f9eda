//! `man/` is what the command line's definition says. `UPDATE=1` rewrites it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

use super::root;

/// Each page's name and text.
fn pages() -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    write_pages(without_help(goenvmgr::cli::definition()), &mut pages);
    pages
}

/// `help` tells nothing that its command's page does not.
fn without_help(command: clap::Command) -> clap::Command {
    let command = command.mut_subcommands(without_help);
    if command.get_name() == "help" { command.hide(true) } else { command }
}

fn write_pages(command: clap::Command, pages: &mut BTreeMap<String, String>) {
    for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
        write_pages(below.clone(), pages);
    }
    let examples = command.get_after_help().map(ToString::to_string);
    let is_parent = command.has_subcommands();
    let page = Man::new(command).manual("goenvmgr").source(source());
    let mut text = Vec::new();
    page.render_title(&mut text).unwrap();
    page.render_name_section(&mut text).unwrap();
    page.render_synopsis_section(&mut text).unwrap();
    page.render_description_section(&mut text).unwrap();
    page.render_options_section(&mut text).unwrap();
    if is_parent {
        page.render_subcommands_section(&mut text).unwrap();
    }
    after(examples.as_deref().unwrap_or_default()).to_writer(&mut text).unwrap();
    pages.insert(page.get_filename(), String::from_utf8(text).unwrap());
}

/// As README says.
#[test]
fn help_of_each_command_has_examples() {
    for command in goenvmgr::cli::definition().get_subcommands() {
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        let is_shown = !command.is_hide_set() && command.get_name() != "help";
        assert!(!is_shown || help.contains("Examples:\n"), "{}: {help}", command.get_name());
    }
}

/// A page of `goenvmgr pin` is one of goenvmgr's.
fn source() -> String {
    format!("goenvmgr {}", env!("CARGO_PKG_VERSION"))
}

/// What stands below the options in `--help`: a heading is a section, and indented lines stay lines.
fn after(help: &str) -> Roff {
    let mut roff = Roff::new();
    if help.lines().next().is_some_and(|first| heading(first).is_none()) {
        roff.control("SH", ["NOTES"]);
    }
    let mut is_filled = true;
    for line in help.lines() {
        let fills = !line.starts_with(' ');
        if fills != is_filled {
            roff.control(if fills { "fi" } else { "nf" }, []);
            is_filled = fills;
        }
        match heading(line) {
            Some(words) => roff.control("SH", [words.to_uppercase().as_str()]),
            None if line.is_empty() => roff.control("PP", []),
            None => roff.text([roman(line)]),
        };
    }
    if !is_filled {
        roff.control("fi", []);
    }
    roff
}

fn heading(line: &str) -> Option<&str> {
    line.strip_suffix(':').filter(|words| !words.starts_with(' '))
}

#[test]
fn man_pages_are_current() {
    let folder = root().join("man");
    let pages = pages();
    assert!(pages.contains_key("goenvmgr.1") && pages.contains_key("goenvmgr-self-uninstall.1"));
    if std::env::var_os("UPDATE").is_some() {
        fs::remove_dir_all(&folder).unwrap();
        fs::create_dir(&folder).unwrap();
        for (name, text) in &pages {
            fs::write(folder.join(name), text).unwrap();
        }
    }
    let there = fs::read_dir(&folder).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(path).unwrap())
    });
    let there: BTreeMap<_, _> = there.collect();
    let names = there.keys().chain(pages.keys());
    let stale: Vec<_> = names.filter(|name| there.get(*name) != pages.get(*name)).collect();
    assert!(stale.is_empty(), "stale: {stale:?}; run: UPDATE=1 tests/run packaging::man");
}

/// By these names alone `self update` and `self uninstall` know which pages are ours.
#[test]
fn man_pages_of_ours_are_known_by_their_names() {
    let named: BTreeSet<_> = goenvmgr::cli::manual::pages().into_iter().collect();
    assert_eq!(named, pages().into_keys().collect());
}

/// groff with every warning; what a reader looks for stands there, on lines of its own.
#[test]
fn man_pages_are_read_by_groff_without_a_warning() {
    let pages = fs::read_dir(root().join("man")).unwrap().map(|entry| entry.unwrap().path());
    let pages: Vec<_> = pages.collect();
    let mut groff = Command::new("groff");
    groff.args(["-man", "-ww", "-Tutf8", "-K", "utf8", "-P-cbou"]).args(&pages);
    let ran = groff.output().expect("groff; ./tests/run installs it");
    let said = String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success() && said.is_empty(), "{said}");
    let text = String::from_utf8_lossy(&ran.stdout).replace(['\u{2212}', '\u{2010}'], "-");
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    for line in ["goenvmgr - Installs, verifies and switches Go toolchains", "EXAMPLES", "--quiet"]
    {
        let found = lines.iter().any(|found| *found == line || found.ends_with(line));
        assert!(found, "{line}");
    }
    assert!(lines.contains(&"goenvmgr completions zsh > \"${fpath[1]}/_goenvmgr\""), "examples");
}
