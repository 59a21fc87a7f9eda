//! `docs/tools.md`: what it tells to type is typed, and what it says is known is known.

use std::fs;

use goenvmgr::projects::manifest::known_tools;

use super::fake::{OLD, built, world};
use crate::support::server::{Answer, Server};
use crate::support::world::ran;

fn page() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/tools.md")).unwrap()
}

/// The lines of all blocks in this language.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let blocks = page.split(&fence).skip(1);
    blocks.map(|rest| rest.split("```").next().unwrap().to_owned()).collect()
}

#[test]
fn page_names_every_tool_that_is_known() {
    let page = page();
    let listed =
        page.split("<!-- known -->").nth(1).unwrap().split("<!-- /known -->").next().unwrap();
    let listed: Vec<&str> = listed.split('`').skip(1).step_by(2).collect();
    assert_eq!(listed, known_tools().collect::<Vec<_>>());
}

#[test]
fn lines_of_the_page_are_typed() {
    let page = page();
    let manifest = blocks(&page, "toml")[0].replace("1.22.5", OLD);
    let proxy = Server::start();
    for module in ["golang.org/x/tools/gopls", "honnef.co/go/tools", "example.com/team/generate"] {
        proxy.on(&format!("/{module}/@v/list"), Answer::ok("v0.99.0\nv9.0.0\n"));
    }
    let world = world(&manifest).var("GOPROXY", proxy.url());
    world.run(&["untrust"]).exits(0);
    for line in blocks(&page, "sh").iter().flat_map(|block| block.lines()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        assert_eq!(words[0], "goenvmgr", "{line}");
        let told = ran(world.ours(&words[1..]).env("SHELL", "/bin/bash"));
        assert_eq!(told.code, 0, "{line}: {told:?}");
    }
    let built = built(&world);
    assert!(
        built.iter().any(|line| line.starts_with("install -- golang.org/x/tools/gopls@v0.16.1 ")),
        "{built:?}"
    );
    assert_eq!(built.len(), 4, "three by sync, one by rebuild: {built:?}");
}
