//! `[tools]`: the version of Go, and the tools that it builds.

use toml_edit::{Item, Key};

use super::{Reader, did_you_mean, named, similar};
use crate::go::semver;
use crate::projects::manifest::tools::{known, package, program, refused};
use crate::projects::manifest::{Manifest, Tool};
use crate::projects::toml_text::keys;

/// What a tool's own table may hold.
const KEYS: [&str; 2] = ["shadows", "version"];

impl Reader<'_> {
    pub(super) fn tools(&mut self, item: &Item, manifest: &mut Manifest) {
        for (key, item) in item.as_table_like().into_iter().flat_map(keys) {
            match key.get() {
                "go" => self.go(item, manifest),
                "golang" => {
                    let what = format!("unknown key `golang` in [tools]: {}", did_you_mean("go"));
                    self.problem(key.span().or(item.span()), what);
                }
                _ => manifest.tools.extend(self.tool(key, item)),
            }
        }
        self.no_name_twice(manifest);
    }

    fn tool(&mut self, key: &Key, item: &Item) -> Option<Tool> {
        let (name, span) = (key.get(), key.span().or(item.span()));
        let (version, shadows) = self.version_of_tool(name, item)?;
        let Some(package) = package(name, &version) else {
            self.problem(span, unknown(name));
            return None;
        };
        let program = program(&package).to_owned();
        if let Some(why) = refused(&program) {
            self.problem(span, format!("a tool cannot be called `{program}`: {why}"));
            return None;
        }
        Some(Tool { name: program, package, version, shadows, line: self.line(span) })
    }

    /// `"v1.2.3"`, or a table with it.
    fn version_of_tool(&mut self, name: &str, item: &Item) -> Option<(String, bool)> {
        let Some(table) = item.as_table_like() else {
            return Some((self.tool_version(name, item)?, false));
        };
        let (mut version, mut shadows, mut fine) = (None, false, true);
        for (key, value) in keys(table) {
            match (key.get(), value.as_bool()) {
                ("version", _) => {
                    version = self.tool_version(name, value);
                    fine &= version.is_some();
                }
                ("shadows", Some(set)) => shadows = set,
                ("shadows", None) => {
                    fine = false;
                    self.problem(value.span(), "`shadows` is true or false".to_owned());
                }
                (unknown, _) => {
                    fine = false;
                    let known = similar(unknown, KEYS)
                        .map_or_else(|| format!("known are {}", KEYS.join(", ")), did_you_mean);
                    let what = format!("unknown key{} of a tool: {known}", named(unknown));
                    self.problem(key.span().or(value.span()), what);
                }
            }
        }
        if version.is_none() && fine {
            self.problem(item.span(), format!("`{}` has no version", name.escape_debug()));
        }
        version.filter(|_| fine).map(|version| (version, shadows))
    }

    fn tool_version(&mut self, name: &str, item: &Item) -> Option<String> {
        let version = item.as_str().and_then(semver::canonical);
        if version.is_none() {
            let key = if name.contains('/') {
                format!("{name:?}")
            } else {
                name.escape_debug().to_string()
            };
            let what = format!(
                "a tool is pinned by one version of its module, as in {key} = \"v1.2.3\" (goenvmgr \
                 tools outdated shows the newest)"
            );
            self.problem(item.span(), what);
        }
        version
    }

    /// One directory holds them all.
    fn no_name_twice(&mut self, manifest: &mut Manifest) {
        manifest.tools.sort_by_key(|tool| tool.line);
        let all = manifest.tools.clone();
        for (at, tool) in all.iter().enumerate() {
            let same = |first: &&Tool| first.name.eq_ignore_ascii_case(&tool.name);
            if let Some(first) = all[..at].iter().find(same) {
                let what = format!(
                    "the tool of line {} is called `{}` too: one of them can be on PATH",
                    first.line, first.name
                );
                self.problems.push(super::Notice { line: tool.line, what });
            }
        }
    }
}

fn unknown(name: &str) -> String {
    let by_path = "others are named by the path of their package, as in \"example.com/x/cmd/y\"";
    if name.contains('/') {
        return "that is no path of a package that can be fetched: a host comes first, as in \
                \"example.com/x/cmd/y\""
            .to_owned();
    }
    match similar(name, known()) {
        Some(near) => format!("unknown tool{}: {} {by_path}", named(name), did_you_mean(near)),
        None => format!("unknown tool{}: {by_path}", named(name)),
    }
}
