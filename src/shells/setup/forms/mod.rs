//! The lines that goenv, gvm and g tell people to put into start-up files, in their usual forms. A line
//! of any other form may hold something of the user's own.

#[cfg(test)]
mod tests;
mod words;

use super::open::Words;
use words::{commands, is_place, plain};

/// Whether a line is one of these forms, all of it.
pub(super) fn is_theirs(line: &str, words: Words) -> bool {
    let Some(commands) = commands(line) else { return false };
    // It goes on with what the line before began.
    if line.trim_start().starts_with("and ") {
        return false;
    }
    let whole = |command: &Vec<String>| is_chain(command, words);
    match commands.as_slice() {
        all if !all.is_empty() && all.iter().all(whole) => true,
        [first, inner @ .., last] if first.first().is_some_and(|word| word == "if") => {
            let (begin, end) = match words {
                Words::Posix => ("then", "fi"),
                Words::Fish => ("", "end"),
            };
            let mut inner = inner.to_vec();
            let begins = inner.first().and_then(|it| it.first()).is_some_and(|it| it == begin);
            if begins {
                inner[0].remove(0);
            }
            (begins || begin.is_empty())
                && asks(&refs(&first[1..]))
                && last.as_slice() == [end]
                && !inner.is_empty()
                && inner.iter().all(whole)
        }
        _ => false,
    }
}

fn refs(words: &[String]) -> Vec<&str> {
    words.iter().map(String::as_str).collect()
}

/// `question && form`, and fish's `question; and form` where the question came before.
fn is_chain(command: &[String], words: Words) -> bool {
    let command = refs(command);
    let mut links: Vec<&[&str]> = command.split(|word| *word == "&&").collect();
    let Some(last) = links.pop() else { return false };
    if !links.iter().all(|link| asks(link) || is_form(link, words)) {
        return false;
    }
    match (words, last) {
        (Words::Fish, ["and", last @ ..]) => is_form(last, words),
        (Words::Fish, ["status", "--is-interactive" | "is-interactive"]) => true,
        (_, last) => is_form(last, words),
    }
}

/// A question that does nothing by itself.
fn asks(words: &[&str]) -> bool {
    const SIGNS: [&str; 7] = ["-d", "-e", "-f", "-n", "-r", "-s", "-x"];
    match words {
        ["[", sign, path, "]"] | ["[[", sign, path, "]]"] | ["test", sign, path] => {
            SIGNS.contains(sign) && is_place(path)
        }
        ["command", "-v" | "-q" | "-s", name]
        | ["which" | "type" | "hash", name]
        | ["type", "-q", name] => is_goenv(name),
        ["status", "--is-interactive" | "is-interactive"] => true,
        _ => false,
    }
}

fn is_form(words: &[&str], dialect: Words) -> bool {
    match dialect {
        Words::Posix => is_posix(words),
        Words::Fish => is_fish(words),
    }
}

fn is_posix(words: &[&str]) -> bool {
    match words {
        ["export", "GOENV_ROOT" | "GVM_ROOT"] => true,
        ["export", rest @ ..] | rest
            if !rest.is_empty() && rest.iter().all(|word| is_assignment(word)) =>
        {
            true
        }
        ["eval", rest @ ..] => {
            let said = rest.join(" ");
            let said = said.strip_prefix("\"$(").and_then(|it| it.strip_suffix(")\""));
            said.is_some_and(|said| is_init(&said.split_whitespace().collect::<Vec<_>>()))
        }
        ["source" | "." | "\\.", path] => is_script(path),
        _ => false,
    }
}

const FISH_FLAGS: [&str; 9] =
    ["-g", "-x", "-U", "-gx", "-xg", "-Ux", "--global", "--export", "--universal"];

fn is_fish(words: &[&str]) -> bool {
    match words {
        ["export", rest @ ..] if !rest.is_empty() => rest.iter().all(|word| is_assignment(word)),
        ["set", rest @ ..] => {
            let flags = rest.iter().take_while(|word| FISH_FLAGS.contains(word)).count();
            match &rest[flags..] {
                ["GOENV_ROOT", value] => plain(value).is_some(),
                ["PATH", entries @ ..] => is_path(entries.iter().copied()),
                _ => false,
            }
        }
        ["fish_add_path", rest @ ..] => {
            let paths: Vec<_> = rest.iter().filter(|word| !word.starts_with('-')).collect();
            !paths.is_empty() && paths.iter().all(|path| is_place(path))
        }
        ["source", "(goenv", "init", "-", "|", "psub)"] => true,
        [init @ .., "|", "source"] => is_init(init),
        _ => false,
    }
}

/// `goenv init -`, with options of its own.
fn is_init(words: &[&str]) -> bool {
    let [goenv, "init", rest @ ..] = words else { return false };
    let option = |word: &&str| {
        matches!(*word, "-" | "sh" | "bash" | "zsh" | "fish" | "ksh") || *word == "--no-rehash"
    };
    is_goenv(goenv) && rest.iter().all(option)
}

fn is_goenv(word: &str) -> bool {
    word == "goenv" || (is_place(word) && plain(word).is_some_and(|it| it.ends_with("/bin/goenv")))
}

fn is_script(word: &str) -> bool {
    let ours = ["/scripts/gvm", "/.g/env", "/completions/goenv.bash", "/completions/goenv.zsh"];
    is_place(word) && plain(word).is_some_and(|it| ours.iter().any(|end| it.ends_with(end)))
}

fn is_assignment(word: &str) -> bool {
    let Some((name, value)) = word.split_once('=') else { return false };
    match name {
        "GOENV_ROOT" | "GVM_ROOT" => plain(value).is_some(),
        "GOROOT" => is_place(value),
        "PATH" => plain(value).is_some_and(|value| is_path(value.split(':'))),
        _ => false,
    }
}

/// Whether nothing but directories of theirs, and one of them at least, joins what PATH holds.
fn is_path<'a>(entries: impl Iterator<Item = &'a str>) -> bool {
    let (own, others): (Vec<&str>, Vec<&str>) =
        entries.partition(|entry| matches!(*entry, "$PATH" | "${PATH}"));
    !own.is_empty() && !others.is_empty() && others.iter().all(|entry| is_place(entry))
}
