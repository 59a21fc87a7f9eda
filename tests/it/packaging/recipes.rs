//! What `docs/recipes.md` tells a user to write is written and used.

use std::fs;

use super::root;
use crate::support::world::{World, exe, ran};

/// The first block of this language below a heading.
fn block(heading: &str, language: &str) -> String {
    let page = fs::read_to_string(root().join("docs/recipes.md")).unwrap();
    let (_, below) = page.split_once(&format!("\n## {heading}\n")).unwrap();
    let (_, block) = below.split_once(&format!("```{language}\n")).unwrap();
    block.split("```").next().unwrap().to_owned()
}

fn world() -> World {
    let world = World::with(&["1.21.13", "1.22.5"]);
    let ours = std::path::Path::new(exe()).parent().unwrap().display().to_string();
    world.write(&world.work().join(".go-version"), "1.22.5\n");
    world.var("PATH", format!("{ours}:/usr/bin:/bin"))
}

#[test]
fn recipe_for_direnv_switches() {
    let mut world = world();
    let user = world.path("user");
    world.set("HOME", &user);
    world.write(&user.join(".config/direnv/lib/goenvmgr.sh"), &block("direnv", "bash"));
    for (line, version) in [("use goenvmgr\n", "go1.22.5"), ("use goenvmgr 1.21.13\n", "go1.21.13")]
    {
        world.write(&world.work().join(".envrc"), line);
        ran(world.command("direnv").arg("allow")).exits(0);
        let told = ran(world.command("direnv").args(["exec", ".", "go", "version"])).exits(0);
        assert!(told.stdout.contains(version), "{told:?}");
    }
}

#[test]
fn recipe_for_starship_says_the_version() {
    let table: toml::Table = block("starship", "toml").parse().unwrap();
    let command = table["custom"]["go"]["command"].as_str().unwrap();
    assert_eq!(ran(world().command("sh").args(["-c", command])).exits(0).stdout, "1.22.5\n");
}

#[test]
fn recipes_for_prompts_show_the_version_and_nothing_where_there_is_none() {
    let world = world();
    for (shell, language, shown) in [
        ("bash", "bash", "PS1='$ '; RECIPE; show() { printf '%s\\n' \"${PS1@P}\"; }"),
        ("zsh", "zsh", "PROMPT='$ '; RECIPE; show() { print -P \"$PROMPT\"; }"),
        (
            "fish",
            "fish",
            "function fish_prompt; echo '$ '; end; RECIPE; function show; fish_prompt; end",
        ),
    ] {
        let init = match shell {
            "fish" => "goenvmgr init fish | source".to_owned(),
            _ => format!("eval \"$(goenvmgr init {shell})\""),
        };
        let recipe = shown
            .replace("RECIPE;", &format!("\n{}\n", block("The version in a prompt", language)));
        let lines = format!(
            "{init}\n{recipe}\nshow\ngoenvmgr use 1.21.13\nshow\ngoenvmgr deactivate\nshow\n"
        );
        let plain = if shell == "zsh" { "-fc" } else { "-c" };
        let told = ran(world.command(shell).args([plain, &lines])).exits(0);
        assert_eq!(
            told.stdout.lines().map(str::trim_end).collect::<Vec<_>>(),
            ["(go 1.22.5) $", "(go 1.21.13) $", "$"],
            "{shell}: {told:?}"
        );
    }
}
