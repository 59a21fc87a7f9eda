//! Settings of editors that name a Go: VS Code (its JSON has comments and stray commas) and GoLand.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::doctor::model::facts::{Fact, Facts, Need};
use crate::doctor::model::limit::Missing;
use crate::doctor::model::parts::Parts;
use crate::doctor::subjects::project::facts::{Project, Text};
use crate::shells::ide::places::Roots;
use crate::shells::ide::{self, jsonc};
use crate::sys::env::Env;
use crate::sys::fs::{read, walk};

/// Something that an editor sets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Setting {
    pub file: PathBuf,
    /// Its line there, from 1.
    pub line: usize,
    /// `go.goroot`, `go.toolsEnvVars.GOFLAGS` …
    pub name: String,
    pub value: String,
}

/// What editors set.
#[derive(Clone, Debug, Default)]
pub(crate) struct Editors(pub Vec<Setting>);

/// Reads the project's settings and the user's.
fn read(env: &Env, project: &Project) -> Vec<Setting> {
    let mut files: Vec<Text> = project.editor_files.clone();
    if let Ok(roots) = Roots::of(env) {
        files.extend(roots.vscode().into_iter().filter_map(text));
        let jetbrains = roots.jetbrains();
        for product in walk::names(&jetbrains).unwrap_or_default() {
            files.extend(text(jetbrains.join(product).join("options/go.sdk.xml")));
        }
    }
    files.iter().flat_map(settings).collect()
}

fn text(path: PathBuf) -> Option<Text> {
    let text = read::text(&path, 4 << 20).ok()??;
    Some(Text { path, text })
}

/// What one file sets.
pub(crate) fn settings(file: &Text) -> Vec<Setting> {
    if file.path.extension().is_some_and(|end| end == "xml") {
        return goland(file).into_iter().collect();
    }
    let Ok(json) = jsonc::value(file.text.trim_start_matches('\u{feff}')) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut put = |name: String, key: &str, value: &Value| {
        let Some(value) = value.as_str().filter(|value| !value.is_empty()) else { return };
        let (file, line) = (file.path.clone(), line_of(&file.text, key));
        found.push(Setting { file, line, name, value: value.to_owned() });
    };
    put("go.goroot".to_owned(), "go.goroot", &json["go.goroot"]);
    put("go.alternateTools.go".to_owned(), "go", &json["go.alternateTools"]["go"]);
    for group in ["go.toolsEnvVars", "go.testEnvVars", "terminal.integrated.env.linux"] {
        for (name, value) in json[group].as_object().into_iter().flatten() {
            put(format!("{group}.{name}"), name, value);
        }
    }
    found
}

fn goland(file: &Text) -> Option<Setting> {
    let (line, value) = ide::goland::goroot(&file.text)?;
    Some(Setting { file: file.path.clone(), line, name: "GOROOT".to_owned(), value })
}

fn line_of(text: &str, key: &str) -> usize {
    let quoted = format!("\"{key}\"");
    text.lines().position(|line| line.contains(&quoted)).map_or(1, |index| index + 1)
}

/// Whether the path is a Go; `${env:HOME}`-like words are nobody's path here.
pub(crate) fn is_literal(value: &str) -> bool {
    Path::new(value).is_absolute() && !value.contains('$')
}

impl Fact for Editors {
    const WHAT: &'static str = "the editors' settings";
    const AFTER: &'static [Need] = &[Project::NEED];

    fn gather(known: &Facts, _: Parts) -> Result<Self, Missing> {
        Ok(Self(read(&known.env, known.answer::<Project>()?)))
    }

    fn paths(&self) -> Vec<PathBuf> {
        self.0.iter().map(|setting| PathBuf::from(&setting.value)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_with_comments_and_xml_say_where_a_value_stands() {
        let code = "{\n  // the Go\n  \"go.goroot\": \"/opt/go\", /* old: \"x\" */\n  \
            \"go.toolsEnvVars\": {\n    \"GOFLAGS\": \"-tags=a//b\",\n  },\n  \"other\": [1, 2,],\n}\n";
        let file = Text { path: "/p/.vscode/settings.json".into(), text: code.to_owned() };
        let found: Vec<_> =
            settings(&file).into_iter().map(|s| (s.line, s.name, s.value)).collect();
        assert_eq!(
            found,
            [
                (3, "go.goroot".to_owned(), "/opt/go".to_owned()),
                (5, "go.toolsEnvVars.GOFLAGS".to_owned(), "-tags=a//b".to_owned())
            ]
        );
        let xml = "<application>\n  <component name=\"GOROOT\" url=\"file:///opt/go\" />\n</application>\n";
        let file = Text { path: "/c/options/go.sdk.xml".into(), text: xml.to_owned() };
        let found = settings(&file);
        assert_eq!((found[0].line, found[0].value.as_str()), (2, "/opt/go"));
        let broken = Text { path: "/p/settings.json".into(), text: "{".to_owned() };
        assert_eq!(settings(&broken), []);
    }
}
