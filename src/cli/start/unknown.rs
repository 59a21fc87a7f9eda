//! A word that is no command: which one was meant.

use super::command::Command;
use crate::base::fault::Fault;
use crate::cli::COMMANDS;

/// What other managers call what is typed otherwise here.
const ELSEWHERE: [(&str, &str); 11] = [
    ("activate", "init"),
    ("autoremove", "clean --stale"),
    ("gc", "clean --stale"),
    ("list-all", "list --remote"),
    ("list-remote", "list --remote"),
    ("listall", "list --remote"),
    ("ls-remote", "list --remote"),
    ("prune", "clean --stale"),
    ("shell", "use"),
    ("switch", "use"),
    ("toolchain", "link"),
];

/// So many are named where several are as near.
const MOST: usize = 3;

/// What is said of the word.
pub(in crate::cli) fn fault(word: &str) -> Fault {
    let fault = Fault::usage(format!("there is no command \"{word}\""));
    let meant = meant(word);
    if meant.is_empty() {
        return fault.hint("goenvmgr help names all commands");
    }
    let typed: Vec<String> = meant.iter().map(|line| format!("goenvmgr {line}")).collect();
    fault.hint(typed.join(", or "))
}

/// The command lines that may have been meant, the likeliest first; none where nothing is near.
fn meant(word: &str) -> Vec<&'static str> {
    let word = word.to_lowercase();
    if let Some((_, line)) = ELSEWHERE.iter().find(|(theirs, _)| *theirs == word) {
        return vec![line];
    }
    let begun = |name: &str| word.len() > 1 && name.starts_with(&word);
    let begins = nearest(|name| begun(name).then_some(0));
    if !begins.is_empty() {
        return begins;
    }
    // One letter of a short word, two of a longer one: swapped, lost, doubled or struck beside.
    let allowed = if word.chars().count() < 5 { 1 } else { 2 };
    nearest(|name| Some(strsim::osa_distance(name, &word)).filter(|far| *far <= allowed))
}

/// The commands with a word at the least distance, each once.
fn nearest(distance: impl Fn(&str) -> Option<usize>) -> Vec<&'static str> {
    let far = |command: &&dyn Command| {
        let words = [command.name()].into_iter().chain(command.aliases().iter().copied());
        words.filter_map(|word| Some((distance(word)?, word))).min_by_key(|(far, _)| *far)
    };
    let found: Vec<_> = COMMANDS.iter().filter_map(far).collect();
    let least = found.iter().map(|(far, _)| *far).min();
    let near = found.into_iter().filter(|(far, _)| Some(*far) == least);
    near.map(|(_, word)| word).take(MOST).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_command_suggests_what_was_meant() {
        for (typed, lines) in [
            ("instal", &["install"][..]),
            ("isntall", &["install"]),
            ("INSTALL", &["install"]),
            ("unistall", &["uninstall"]),
            ("uninst", &["uninstall"]),
            ("lst", &["list"]),
            ("lsit", &["list"]),
            ("sl", &["ls"]),
            ("verfiy", &["verify"]),
            ("defualt", &["default"]),
            ("golbal", &["global"]),
            ("loacl", &["local"]),
            ("remvoe", &["remove"]),
            ("verisons", &["versions"]),
            ("ues", &["use"]),
            ("dotcor", &["doctor"]),
            ("doc", &["doctor"]),
            ("curent", &["current"]),
            ("in", &["init", "install"]),
            ("prune", &["clean --stale"]),
            ("ls-remote", &["list --remote"]),
            ("frobnicate", &[]),
            ("x", &[]),
            ("", &[]),
        ] {
            assert_eq!(meant(typed), lines, "{typed}");
        }
    }

    #[test]
    fn command_words_are_unambiguous() {
        let ours = COMMANDS.iter().flat_map(|c| [c.name()].into_iter().chain(c.aliases().to_vec()));
        let mut words: Vec<&str> = ours.chain(ELSEWHERE.map(|(word, _)| word)).collect();
        let all = words.len();
        words.sort_unstable();
        words.dedup();
        assert_eq!(words.len(), all, "{words:?}");
    }
}
