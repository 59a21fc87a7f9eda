//! Settings of editors that name a Go: VS Code (its JSON has comments and stray commas) and GoLand.

use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::doctor::model::facts::{Fact, Facts, Need};
use crate::doctor::model::limit::Missing;
use crate::doctor::model::parts::Parts;
use crate::doctor::subjects::project::facts::{Project, Text};
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

/// Folders of VS Code and its kin below the configuration directory.
const CODES: [&str; 5] = ["Code", "Code - Insiders", "Code - OSS", "VSCodium", "Cursor"];

/// What editors set.
#[derive(Clone, Debug, Default)]
pub(crate) struct Editors(pub Vec<Setting>);

/// Reads the project's settings and the user's.
fn read(env: &Env, project: &Project) -> Vec<Setting> {
    let config = env.var_os("XDG_CONFIG_HOME").map(PathBuf::from);
    let config = config.or_else(|| Some(env.home.as_ref()?.join(".config")));
    let mut files: Vec<Text> = project.editor_files.clone();
    if let Some(config) = config {
        for code in CODES {
            files.extend(text(config.join(code).join("User/settings.json")));
        }
        let jetbrains = config.join("JetBrains");
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
    let Ok(json) = serde_json::from_str::<Value>(&plain(&file.text)) else { return Vec::new() };
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

/// `<component name="GOROOT" url="file:///usr/local/go" />`.
fn goland(file: &Text) -> Option<Setting> {
    let at = file.text.find("name=\"GOROOT\"")?;
    let element = file.text[at..].split('>').next()?;
    let url = element.split("url=\"").nth(1)?.split('"').next()?;
    let value = url.strip_prefix("file://")?.to_owned();
    let line = file.text[..at].lines().count().max(1);
    Some(Setting { file: file.path.clone(), line, name: "GOROOT".to_owned(), value })
}

fn line_of(text: &str, key: &str) -> usize {
    let quoted = format!("\"{key}\"");
    text.lines().position(|line| line.contains(&quoted)).map_or(1, |index| index + 1)
}

/// The JSON without comments, and without commas in front of a closing bracket.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.trim_start_matches('\u{feff}').chars().peekable();
    let mut quoted = false;
    while let Some(char) = chars.next() {
        match (quoted, char, chars.peek()) {
            (true, '\\', Some(_)) => {
                out.push(char);
                out.extend(chars.next());
                continue;
            }
            (_, '"', _) => quoted = !quoted,
            (false, '/', Some('/')) => {
                while chars.peek().is_some_and(|next| *next != '\n') {
                    chars.next();
                }
                continue;
            }
            (false, '/', Some('*')) => {
                let mut last = ' ';
                chars.next();
                for next in chars.by_ref() {
                    if last == '*' && next == '/' {
                        break;
                    }
                    last = next;
                }
                continue;
            }
            (false, '}' | ']', _) => {
                let kept = out.trim_end().trim_end_matches(',').len();
                if out.trim_end().ends_with(',') {
                    out.truncate(kept);
                }
            }
            _ => {}
        }
        out.push(char);
    }
    out
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
