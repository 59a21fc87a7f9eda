//! Which versions of a tool's module there are, by the proxies' lists, as the go command asks them.

use serde::Serialize;

use crate::go::goproxy::Proxies;
use crate::go::semver;
use crate::go::sources::{Answer, Tried, next_round};
use crate::projects::manifest::Tool;
use crate::sys::net::{Fetch, Patience};

/// A pinned tool, and what there is. The names of the fields are keys of the JSON.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Newest {
    pub name: String,
    pub package: String,
    /// What is pinned.
    pub version: String,
    /// The module that was found to hold it; null where nobody has one.
    pub module: Option<String>,
    /// The newest release; null where there is none, or nobody could be asked.
    pub newest: Option<String>,
    /// Whether that is newer than what is pinned.
    pub outdated: bool,
    /// Who said so.
    pub source: Option<String>,
    /// All that there are, newest first.
    pub versions: Vec<String>,
    /// Why nothing is known; null where something is.
    pub why: Option<String>,
}

/// A module, its versions, and who said so.
type Listed<'a> = (&'a str, Vec<String>, String);

/// Asks for one tool. `module` is the one that holds it, where a program has said so.
pub(crate) fn ask(
    tool: &Tool,
    module: Option<&str>,
    proxies: &Proxies,
    fetch: &dyn Fetch,
) -> Newest {
    let paths: Vec<&str> = module.map_or_else(|| prefixes(&tool.package), |module| vec![module]);
    let (mut best, mut told): (Option<Listed<'_>>, Vec<Tried>) = (None, Vec::new());
    for path in paths {
        match list(path, proxies, fetch) {
            Ok((versions, _)) if versions.is_empty() => {}
            Ok((versions, source)) => {
                let has_it = versions.contains(&tool.version);
                if has_it || best.is_none() {
                    best = Some((path, versions, source));
                }
                if has_it {
                    break;
                }
            }
            Err(tried) => {
                told = tried;
                let goes_on =
                    |one: &Tried| matches!(one.answer, Answer::Absent(_) | Answer::NotAsked(_));
                if !told.iter().all(goes_on) {
                    break;
                }
            }
        }
    }
    found(tool, best, &told)
}

fn found(tool: &Tool, best: Option<Listed<'_>>, told: &[Tried]) -> Newest {
    let Tool { name, package, version, .. } = tool.clone();
    let known = Newest {
        name,
        package,
        version,
        module: None,
        newest: None,
        outdated: false,
        source: None,
        versions: Vec::new(),
        why: None,
    };
    let Some((module, mut versions, source)) = best else {
        let said: Vec<String> = told.iter().map(ToString::to_string).collect();
        return Newest { why: Some(said.join("; ")), ..known };
    };
    versions.sort_by(|a, b| semver::compare(b, a));
    let newest = semver::newest(versions.iter().map(String::as_str)).map(str::to_owned);
    Newest {
        outdated: newest.as_ref().is_some_and(|it| semver::compare(it, &tool.version).is_gt()),
        newest,
        module: Some(module.to_owned()),
        source: Some(source),
        versions,
        ..known
    }
}

fn list(
    module: &str,
    proxies: &Proxies,
    fetch: &dyn Fetch,
) -> Result<(Vec<String>, String), Vec<Tried>> {
    let ask = |patience| proxies.module_versions(fetch, module, patience);
    ask(Patience::Brief).or_else(|tried| match next_round(&tried, Patience::Brief) {
        Some(patience) => ask(patience),
        None => Err(tried),
    })
}

/// The modules that may hold a package, the longest path first (`modload.queryPrefixModules`).
fn prefixes(package: &str) -> Vec<&str> {
    let ends = package.match_indices('/').map(|(at, _)| at).skip(1);
    let mut all: Vec<&str> = ends.map(|end| &package[..end]).collect();
    all.push(package);
    all.reverse();
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_that_may_hold_a_package_are_tried_from_the_longest() {
        let all = prefixes("honnef.co/go/tools/cmd/staticcheck");
        let expected = [
            "honnef.co/go/tools/cmd/staticcheck",
            "honnef.co/go/tools/cmd",
            "honnef.co/go/tools",
            "honnef.co/go",
        ];
        assert_eq!(all, expected);
        assert_eq!(prefixes("mvdan.cc/gofumpt"), ["mvdan.cc/gofumpt"]);
    }
}
