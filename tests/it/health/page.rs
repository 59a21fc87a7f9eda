//! `docs/health.md`: what it tells to type is typed, in a clean home, in its order.

use std::fs;
use std::process::{Command, Stdio};

use super::{Project, told};

const MANIFEST: &str = "[health.env.prod]\nevery = \"2m\"\n[health.env.staging]\n[health.env.dev]\nonly = [\"custom\"]\n\
                        [[check]]\nname = \"fine\"\ntype = \"command\"\nargv = [\"true\"]\n";

fn page() -> String {
    fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/health.md")).unwrap()
}

/// The blocks of a page by the word behind their fence.
fn blocks(page: &str) -> Vec<(&str, &str)> {
    let parts: Vec<&str> = page.split("```").collect();
    assert!(parts.len() % 2 == 1, "a block has no end");
    let blocks = parts.iter().skip(1).step_by(2);
    blocks.map(|block| block.split_once('\n').unwrap()).collect()
}

/// Every line is typed by itself and ends well. The server is the one command that does not end: it is
/// asked, and interrupted.
#[test]
fn commands_of_the_page_do_what_it_says() {
    let project = Project::untrusted("");
    fs::remove_file(project.dir.join("goenvmgr.toml")).unwrap();
    let bin = project.dir.join("bin");
    fs::create_dir(&bin).unwrap();
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_goenvmgr"), bin.join("goenvmgr")).unwrap();
    let page = page();
    let mut typed = 0;
    for (kind, text) in blocks(&page) {
        if kind != "sh" {
            continue;
        }
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if line.contains("health init") {
                // What it shows and asks on a terminal is agreed to.
                let written = project.run(&["health", "init", "--yes"]);
                assert!(written.status.success(), "{}", told(&written));
                fs::write(project.dir.join("goenvmgr.toml"), MANIFEST).unwrap();
                continue;
            }
            if line.contains("--state") {
                let state = project.dir.join("home/state");
                for name in ["web-1", "copies/db-1"] {
                    let to = project.dir.join(name);
                    fs::create_dir_all(to.parent().unwrap()).unwrap();
                    assert!(
                        Command::new("cp")
                            .arg("-r")
                            .args([&state, &to])
                            .status()
                            .unwrap()
                            .success()
                    );
                }
            }
            // The server is cut short by whoever started it; its own end is another test's.
            let line = match line.contains("health serve") {
                true => line
                    .replace("127.0.0.1:9101", "127.0.0.1:0")
                    .replace("goenvmgr", "timeout -s INT 1 goenvmgr"),
                false => line.to_owned(),
            };
            let mut shell = project.command(&[]);
            let vars: Vec<_> =
                shell.get_envs().map(|(n, v)| (n.to_owned(), v.map(ToOwned::to_owned))).collect();
            shell = Command::new("sh");
            shell.env_clear().arg("-c").arg(&line).current_dir(&project.dir).stdin(Stdio::null());
            shell.envs(vars.into_iter().filter_map(|(name, value)| Some((name, value?))));
            shell.env("PATH", format!("{}:/usr/sbin:/usr/bin:/bin", bin.display()));
            let ran = shell.output().unwrap();
            let expected = if line.contains("health serve") { Some(124) } else { Some(0) };
            assert_eq!(ran.status.code(), expected, "{line}: {}", told(&ran));
            typed += 1;
        }
    }
    assert!(typed >= 12, "{typed}");
    for name in ["health.html", "all.html", "health.xml", "goenvmgr.sudoers"] {
        assert!(fs::metadata(project.dir.join(name)).unwrap().len() > 0, "{name}");
    }
}

/// What other programs start is at least a command line that there is.
#[test]
fn commands_in_recipes_are_read_by_this_command_line() {
    let page = page();
    let mut read = 0;
    for (kind, text) in blocks(&page) {
        if !["yaml", "dockerfile"].contains(&kind) && !kind.starts_with("sh not-run ") {
            continue;
        }
        for line in text.lines() {
            let words = match (line.split_once('['), line.split_once("goenvmgr ")) {
                (Some((_, list)), _) if list.contains("goenvmgr") => {
                    list.trim_end_matches([']', ' '])
                }
                (_, Some((before, rest))) if !before.contains("name:") => rest,
                _ => continue,
            };
            let words = words.split(" > ").next().unwrap();
            let words = words.split([' ', ',']).map(|word| word.trim_matches('"'));
            let words: Vec<&str> =
                words.filter(|word| !word.is_empty() && *word != "goenvmgr").collect();
            let mut line = vec!["goenvmgr"];
            line.extend(&words);
            let matches = goenvmgr::cli::definition().try_get_matches_from(&line);
            assert!(matches.is_ok(), "{line:?}: {}", matches.unwrap_err());
            read += 1;
        }
    }
    assert!(read >= 10, "{read}");
}
