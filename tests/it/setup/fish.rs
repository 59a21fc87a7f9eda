//! fish reads `conf.d` before `config.fish`: what setup writes has the last word all the same.

use super::home::Home;

/// Go's own line in a form that puts it in front, as fish users have it.
const IN_FRONT: &str = "set -gx PATH $HOME/other/go/bin $PATH\n";
const SETUP: [&str; 3] = ["setup", "--shell", "fish"];
const CONFIG: &str = ".config/fish/config.fish";
const EARLY: &str = ".config/fish/conf.d/goenvmgr.fish";

fn with_other_go() -> Home {
    let home = Home::new().with_go();
    crate::support::program::script(&home.at("other/go/bin/go"), "#!/bin/sh\necho other\n");
    home
}

fn found(home: &Home) -> [String; 4] {
    ["-c", "-lc", "-ic", "-lic"].map(|mode| home.go(&["fish", mode, "go"]))
}

#[test]
fn setup_of_fish_goes_before_what_config_fish_puts_on_path() {
    let home = with_other_go();
    home.write(CONFIG, IN_FRONT);
    let before = home.tree();
    assert_eq!(found(&home), ["other"; 4]);
    home.ok(&SETUP);
    assert_eq!(found(&home), ["shim", "shim", "toolchain", "toolchain"]);
    let once = home.tree();
    assert_eq!(home.ok(&SETUP).lines().next(), Some("everything is set up already"));
    assert_eq!(home.tree(), once);
    home.ok(&["setup", "--undo"]);
    assert_eq!(home.tree(), before);
}

#[test]
fn setup_of_fish_serves_scripts_whose_config_fish_ends_early() {
    let home = with_other_go();
    home.write(CONFIG, "status is-interactive; or return\n");
    home.ok(&SETUP);
    assert_eq!(found(&home), ["shim", "shim", "toolchain", "toolchain"]);
}

/// As it was written before: both blocks in conf.d, and none in config.fish.
fn set_up_earlier(config: Option<&str>) -> Home {
    let home = with_other_go();
    home.ok(&SETUP);
    std::fs::rename(home.at(CONFIG), home.at(EARLY)).unwrap();
    let record = ".local/state/goenvmgr/setup.json";
    let mut known: serde_json::Value = serde_json::from_str(&home.read(record)).unwrap();
    let files = known["files"].as_array_mut().unwrap();
    files.retain(|file| file["path"].as_str().unwrap().ends_with("goenvmgr.fish"));
    home.write(record, &known.to_string());
    if let Some(text) = config {
        home.write(CONFIG, text);
    }
    home
}

#[test]
fn setup_of_fish_moves_the_block_of_an_earlier_release_and_undo_takes_both_back() {
    for config in [Some(IN_FRONT), Some(""), Some("set -g a 1"), None] {
        let home = set_up_earlier(config);
        let said = home.ok(&SETUP);
        assert!(said.contains("/goenvmgr.fish: changed: env, init goes from here"), "{said}");
        assert!(said.contains("/config.fish: ") && said.contains(": env, init\n"), "{said}");
        let early = home.read(EARLY);
        assert!(early.contains("goenvmgr env") && !early.contains("goenvmgr init"), "{early}");
        assert_eq!(home.read(CONFIG).matches("# >>> goenvmgr").count(), 2, "{config:?}");
        assert_eq!(found(&home), ["shim", "shim", "toolchain", "toolchain"], "{config:?}");
        let once = home.tree();
        home.ok(&SETUP);
        assert_eq!(home.tree(), once, "{config:?}");
        home.ok(&["setup", "--undo"]);
        assert!(!home.at(EARLY).exists(), "{config:?}");
        let left = std::fs::read_to_string(home.at(CONFIG)).ok();
        assert_eq!(left.as_deref(), config);
    }
    // Undone without a step between: nothing is left either.
    let home = set_up_earlier(Some("set -g a 1"));
    home.ok(&["setup", "--undo"]);
    assert!(!home.at(EARLY).exists());
    assert_eq!(home.read(CONFIG), "set -g a 1");
}

#[test]
fn setup_of_fish_keeps_what_a_user_wrote_into_our_file() {
    let home = set_up_earlier(None);
    let early = home.read(EARLY);
    home.write(EARLY, &format!("set -g mine 1\n{early}set -g mine 2\n"));
    home.ok(&SETUP);
    let early = home.read(EARLY);
    assert!(early.starts_with("set -g mine 1\n") && early.ends_with("set -g mine 2\n"), "{early}");
    home.ok(&["setup", "--undo"]);
    assert_eq!(home.read(EARLY), "set -g mine 1\nset -g mine 2\n");
}

#[test]
fn setup_of_fish_names_lines_of_others_in_conf_d() {
    let home = with_other_go();
    let early = ".config/fish/conf.d/10-goenv.fish";
    home.write(early, "# theirs\nstatus is-interactive; and goenv init - | source\n");
    home.write(".config/fish/conf.d/10-goenv.fish.off", "goenv init - | source\n");
    let said = home.ok(&SETUP);
    assert!(said.contains(&format!("~/{early}:2: ")), "{said}");
    assert!(!said.contains(".off"), "fish does not read it: {said}");
    let doctor = home.ok(&["doctor", "--only", "shell.managers", "--format", "json"]);
    assert!(doctor.contains("10-goenv.fish:2"), "{doctor}");
}
