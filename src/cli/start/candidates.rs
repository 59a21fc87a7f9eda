//! Versions for a word that is being completed: what is installed, and what the copy of the release
//! index names. The network is never asked.

use std::ffi::OsString;

use super::command::{Command, Versions};
use crate::base::fault::Result;
use crate::cli::COMMANDS;
use crate::go::godev;
use crate::go::platform::Platform;
use crate::go::version::GoVersion;
use crate::settings::config::Config;
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::toolchains::store::Store;

/// The errand's word. After it come the word that is completed, with `=` before it (for shells
/// that drop an empty word), and the words before that one, without the program's name.
pub(in crate::cli) const VERSIONS: &str = "__versions";

/// One candidate a line, the newest version first; nothing where no version may stand.
pub(in crate::cli) fn lines(env: &Env, word: &OsString, before: &[OsString]) -> Result<String> {
    let word = word.to_str().and_then(|word| word.strip_prefix('=')).unwrap_or_default();
    let words: Vec<&str> = before.iter().filter_map(|word| word.to_str()).collect();
    let Some((kind, given)) = place(&words).filter(|_| !word.starts_with('-')) else {
        return Ok(String::new());
    };
    let home = Home::locate(env)?;
    let config = Config::load(env, &home).unwrap_or_default();
    let offered = offered(kind, &home, &config, word)?;
    let plain = |word: &str| word.strip_prefix("go").unwrap_or(word).to_owned();
    let before = if word.starts_with("go") { "go" } else { "" };
    let fresh = offered.into_iter().filter(|version| !given.contains(&plain(version)));
    let named = fresh.map(|version| format!("{before}{version}"));
    Ok(named.filter(|name| name.starts_with(word)).map(|name| name + "\n").collect())
}

/// Which versions may stand after these words, and those that stand there already.
fn place(words: &[&str]) -> Option<(Versions, Vec<String>)> {
    let globals = crate::cli::defined([]);
    let mut rest = words.iter();
    let name = next_word(&mut rest, &globals)?;
    let called =
        |command: &&&dyn Command| command.name() == name || command.aliases().contains(&name);
    let command = COMMANDS.iter().find(called)?;
    let definition = crate::cli::defined([command]);
    let definition = definition.find_subcommand(command.name())?;
    let both = definition.clone().args(globals.get_arguments());
    let mut given = Vec::new();
    while rest.len() > 0 {
        match next_word(&mut rest, &both)? {
            "--" => return None,
            "" => break,
            version => given.push(version.strip_prefix("go").unwrap_or(version).to_owned()),
        }
    }
    let many = matches!(definition.get_positionals().next()?.get_action(), clap::ArgAction::Append);
    (given.is_empty() || many).then_some((command.versions()?, given))
}

/// The next word that is no option and no option's value, or `--`, or nothing at the end. `None`
/// where the value of an option is what is being completed.
fn next_word<'a>(
    rest: &mut std::slice::Iter<'_, &'a str>,
    known: &clap::Command,
) -> Option<&'a str> {
    let valued = |word: &str| {
        let mut all = known.get_opts().filter(|arg| arg.get_action().takes_values());
        all.any(|arg| {
            let long = arg.get_long().is_some_and(|long| word.strip_prefix("--") == Some(long));
            let short = arg.get_short().map(|short| format!("-{short}"));
            long || short.as_deref() == Some(word)
        })
    };
    while let Some(word) = rest.next() {
        if valued(word) {
            rest.next()?;
        } else if *word == "--" || !word.starts_with('-') {
            return Some(word);
        }
    }
    Some("")
}

fn offered(kind: Versions, home: &Home, config: &Config, word: &str) -> Result<Vec<String>> {
    let store = Store::new(home);
    let links = store.links()?.into_iter().map(|link| link.name.to_string());
    if kind == Versions::Linked {
        return Ok(links.collect());
    }
    let installed = store.list()?.into_iter().map(|installed| installed.version);
    let mut versions: Vec<GoVersion> = installed.collect();
    if kind == Versions::Published {
        let index = godev::kept_index(&config.index_url.value, home.cache()).unwrap_or_default();
        let platform = Platform::host();
        let ours = index.releases().iter().filter(|release| release.file(&platform).is_some());
        let wanted = |version: &GoVersion| !version.is_prerelease() || word.contains(['r', 'b']);
        versions.extend(ours.map(|release| release.version.clone()).filter(wanted));
        versions.sort_by(|a, b| b.cmp(a));
        versions.dedup();
    }
    let word = match kind {
        Versions::Installed | Versions::Linked => None,
        Versions::Runnable => Some("system"),
        Versions::Published => Some("latest"),
    };
    let versions = versions.iter().map(ToString::to_string);
    let links = links.filter(|_| kind != Versions::Published);
    let aliases = config.aliases.keys().map(ToString::to_string);
    Ok(versions.chain(links).chain(aliases).chain(word.map(str::to_owned)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn completion_offers_versions_where_one_may_stand() {
        for (words, kind) in [
            (&["use"][..], Some(Versions::Runnable)),
            (&["-q", "--color", "never", "use", "--install"], Some(Versions::Runnable)),
            (&["--color", "use", "ls"], Some(Versions::Installed)),
            (&["install"], Some(Versions::Published)),
            (&["install", "1.22.5", "--verify", "standard"], Some(Versions::Published)),
            (&["rm", "1.22.5"], Some(Versions::Installed)),
            (&["global"], Some(Versions::Runnable)),
            (&["unlink"], Some(Versions::Linked)),
            (&["local"], Some(Versions::Published)),
            (&["exec"], Some(Versions::Runnable)),
            (&["exec", "1.22.5"], None),
            (&["exec", "--"], None),
            (&["exec", "--", "use"], None),
            (&["use", "1.22.5"], None),
            (&["install", "--from"], None),
            (&["use", "--color"], None),
            (&["why"], None),
            (&["run", "go"], None),
            (&["help"], None),
            (&[], None),
        ] {
            assert_eq!(place(words).map(|(kind, _)| kind), kind, "{words:?}");
        }
    }
}
