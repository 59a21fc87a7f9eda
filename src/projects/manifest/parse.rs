//! Text to [`Manifest`]. Everything that is wrong is told at once, with its line.

mod tools;

use std::ops::Range;
use std::path::Path;

use toml_edit::{Document, Item, Key};

use super::{Manifest, Notice, Pin, Variable, names};
use crate::base::digest::Sha256Sum;
use crate::go::version::{NotARequest, looks_like_a_version};
use crate::projects::toml_text::{self, Lines, keys};

/// What may stand at the top.
const KEYS: [&str; 5] = ["check", "env", "go", "health", "tools"];

/// What the text of `path` says, or everything that is wrong with it, in the order of its lines.
pub(super) fn manifest(path: &Path, text: &str) -> Result<Manifest, Vec<Notice>> {
    let mut reader = Reader { text, lines: Lines::of(text), problems: Vec::new() };
    let mut manifest = Manifest {
        path: path.to_owned(),
        sha256: Sha256Sum::of(text.as_bytes()),
        go: None,
        env: Vec::new(),
        tools: Vec::new(),
        asks_health: false,
        notices: Vec::new(),
    };
    match Document::parse(text) {
        Ok(document) => {
            for (key, item) in keys(document.as_table()) {
                reader.top(key, item, &mut manifest);
            }
        }
        Err(error) => {
            reader.problem(error.span(), toml_text::message(&error));
        }
    }
    reader.problems.sort_by_key(|problem| problem.line);
    manifest.env.sort_by_key(|variable| variable.line);
    manifest.notices.sort_by_key(|notice| notice.line);
    if reader.problems.is_empty() { Ok(manifest) } else { Err(reader.problems) }
}

struct Reader<'a> {
    text: &'a str,
    lines: Lines,
    problems: Vec<Notice>,
}

impl Reader<'_> {
    fn top(&mut self, key: &Key, item: &Item, manifest: &mut Manifest) {
        match key.get() {
            "go" => self.go(item, manifest),
            "env" => manifest.env = self.env(item),
            "check" if !is_list_of_tables(item) => {
                self.problem(item.span(), "checks are written [[check]]".to_owned());
            }
            name @ ("tools" | "health") if !item.is_table_like() => {
                self.problem(item.span(), format!("`{name}` is a table: [{name}]"));
            }
            "check" | "health" => manifest.asks_health = true,
            "tools" => self.tools(item, manifest),
            unknown => {
                let suggestion = similar(unknown, KEYS)
                    .map_or_else(|| format!("known are {}", KEYS.join(", ")), did_you_mean);
                let what = format!("unknown key{}: {suggestion}", named(unknown));
                self.problem(key.span().or(item.span()), what);
            }
        }
    }

    /// The version, which stands in one place.
    fn go(&mut self, item: &Item, manifest: &mut Manifest) {
        let found = self.version(item);
        match &manifest.go {
            Some(first) => {
                let said = format!("the version stands in line {} already", first.line);
                // Which of the two is meant nobody but the user knows.
                let what = match found.filter(|found| found.request != first.request) {
                    Some(found) => {
                        format!(
                            "{said}, and is another: {} there, {} here",
                            first.request, found.request
                        )
                    }
                    None => said,
                };
                self.problem(item.span(), what);
            }
            None => manifest.go = found,
        }
    }

    fn version(&mut self, item: &Item) -> Option<Pin> {
        if let Some(request) = item.as_str() {
            let line = self.line(item.span());
            match request.parse() {
                Ok(request) => return Some(Pin { request, line }),
                Err(error) => {
                    let error: NotARequest = error;
                    self.problem(item.span(), format!("`go`: {}", error.in_a_file()));
                    return None;
                }
            }
        }
        // 1.20 as a number is 1.2: the one mistake that everybody makes.
        let written = item.span().and_then(|span| self.text.get(span)).unwrap_or_default();
        let is_number = item.is_float() || item.is_integer();
        let what = if is_number && looks_like_a_version(written.trim()) {
            format!("a version is a string: go = \"{}\"", written.trim())
        } else {
            "a version is a string, as in go = \"1.22.5\"".to_owned()
        };
        self.problem(item.span(), what);
        None
    }

    fn env(&mut self, item: &Item) -> Vec<Variable> {
        let Some(table) = item.as_table_like() else {
            self.problem(item.span(), "`env` is a table: [env]".to_owned());
            return Vec::new();
        };
        let found: Vec<_> = keys(table).map(|(key, item)| self.variable(key, item)).collect();
        found.into_iter().flatten().collect()
    }

    fn variable(&mut self, key: &Key, item: &Item) -> Option<Variable> {
        let (name, span) = (key.get(), key.span().or(item.span()));
        if let Some(why) = names::refused(name) {
            let what = format!("[env] may not set `{}`: {why}", name.escape_debug());
            self.problem(span, what);
            return None;
        }
        let Some(value) = item.as_str() else {
            self.problem(span, format!("the value of `{name}` is a string: {name} = \"…\""));
            return None;
        };
        if value.contains('\0') {
            self.problem(span, format!("the value of `{name}` holds a NUL byte"));
            return None;
        }
        Some(Variable { name: name.to_owned(), value: value.to_owned(), line: self.line(span) })
    }

    fn problem(&mut self, span: Option<Range<usize>>, what: String) {
        let line = self.line(span);
        self.problems.push(Notice { line, what });
    }

    fn line(&self, span: Option<Range<usize>>) -> usize {
        self.lines.at(span)
    }
}

fn is_list_of_tables(item: &Item) -> bool {
    item.is_array_of_tables()
        || item.as_array().is_some_and(|list| list.iter().all(toml_edit::Value::is_inline_table))
}

/// A key that may be a mistake is named; what is no key of anybody's (a link to a secret) is not.
fn named(key: &str) -> String {
    let plain = |c: char| c.is_ascii_alphabetic() || matches!(c, '-' | '_');
    if key.len() <= 16 && key.chars().all(plain) { format!(" `{key}`") } else { String::new() }
}

fn did_you_mean(name: &str) -> String {
    format!("did you mean `{name}`?")
}

pub(crate) fn similar<'a>(
    unknown: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let unknown = unknown.to_ascii_lowercase();
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&unknown, name), name))
        .filter(|(distance, name)| *distance <= 1 + name.len() / 3)
        .min()
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::projects::manifest::Tool;

    fn read(text: &str) -> crate::base::fault::Result<Manifest> {
        Manifest::parse(Path::new("/p/goenvmgr.toml"), text)
    }

    #[test]
    fn manifest_with_every_key_is_read() {
        let manifest = read(
            "# ours\ngo = \"1.22.5\"\n\n[env]\nGOFLAGS = \"-mod=mod\"\nA = '''x\n$(touch y)'''\n\n\
             [tools]\ngopls = \"0.16.1\"\n[[check]]\nname = \"a\"\n[health]\n",
        )
        .unwrap();
        assert_eq!(manifest.go, Some(Pin { request: "1.22.5".parse().unwrap(), line: 2 }));
        let env: Vec<_> =
            manifest.env.iter().map(|v| (v.name.as_str(), v.value.as_str(), v.line)).collect();
        assert_eq!(env, [("GOFLAGS", "-mod=mod", 5), ("A", "x\n$(touch y)", 6)]);
        assert!(manifest.asks_health && manifest.notices.is_empty());
        let tool = Tool {
            name: "gopls".to_owned(),
            package: "golang.org/x/tools/gopls".to_owned(),
            version: "v0.16.1".to_owned(),
            shadows: false,
            line: 10,
        };
        assert_eq!(manifest.tools, [tool]);
    }

    #[test]
    fn version_stands_at_the_top_or_in_tools() {
        for (text, line) in [
            ("go = '1.22.5'", 1),
            ("[tools]\ngo = '1.22.5'", 2),
            ("tools = { go = '1.22.5' }", 1),
            ("tools.go = '1.22.5'", 1),
            ("[tools]\ngopls = 'v0.16.1'\ngo = '1.22.5'\n", 3),
            ("go = '1.22.5'\n[tools]\n", 1),
        ] {
            let manifest = read(text).unwrap();
            let wanted = Pin { request: "1.22.5".parse().unwrap(), line };
            assert_eq!(manifest.go, Some(wanted), "{text}");
        }
    }

    #[test]
    fn errors_have_their_line() {
        let cases = [
            ("\ngo = 1.20\n", "2: a version is a string: go = \"1.20\""),
            ("go = true", "1: a version is a string, as in go = \"1.22.5\""),
            ("go = \"\"", "1: `go`: "),
            ("\ngo = \"auto\"", "2: `go`: "),
            ("\n\nenv = 3", "3: `env` is a table"),
            ("[enf]\nA = \"1\"", "1: unknown key `enf`: did you mean `env`?"),
            ("GO = \"1.22\"", "1: unknown key `GO`: did you mean `go`?"),
            ("# x\nwhatever = 1", "2: unknown key `whatever`: known are check, env, go"),
            ("[env]\nPATH = \"x\"", "2: [env] may not set `PATH`: activation sets it"),
            ("[env]\n\"a b\" = \"x\"", "2: [env] may not set `a b`: a name is letters"),
            ("[env]\n\"\\u001b[2J\" = \"x\"", "2: [env] may not set `\\u{1b}[2J`"),
            ("[env]\n\nA = 1", "3: the value of `A` is a string"),
            ("[env]\nA = \"\\u0000\"", "2: the value of `A` holds a NUL byte"),
            ("[env.A]\nB = \"1\"", "1: the value of `A` is a string"),
            ("env.A = \"1\"\nenv.A = \"2\"", "2: duplicate key"),
            ("check = 1", "1: checks are written [[check]]"),
            ("tools = 1", "1: `tools` is a table"),
            ("[tools]\ngo = 1.20", "2: a version is a string: go = \"1.20\""),
            ("[tools]\ngo = { version = \"1.22\" }", "2: a version is a string, as in"),
            ("[tools]\ngo = \"ref:main\"", "2: `go`: "),
            (
                "[tools]\ngolang = \"1.22\"",
                "2: unknown key `golang` in [tools]: did you mean `go`?",
            ),
            ("go = \"1.22\"\n[tools]\ngo = \"1.22\"", "3: the version stands in line 1 already"),
            (
                "go = \"1.22\"\n[tools]\ngo = \"1.23\"",
                "3: the version stands in line 1 already, and is another: 1.22 there, 1.23 here",
            ),
            (
                "[tools]\ngopls = \"latest\"",
                "2: a tool is pinned by one version of its module, as in gopls",
            ),
            ("[tools]\ngopls = 1", "2: a tool is pinned by one version"),
            ("[tools]\ngoplz = \"v1.0.0\"", "2: unknown tool `goplz`: did you mean `gopls`?"),
            ("[tools]\nnode = \"20.0.0\"", "2: unknown tool `node`: others are named by the path"),
            ("[tools]\n\"x/y\" = \"v1.0.0\"", "2: that is no path of a package"),
            ("[tools]\n\"a.b/go\" = \"v1.0.0\"", "2: a tool cannot be called `go`: the toolchain"),
            ("[tools.gopls]\nshadows = true", "1: `gopls` has no version"),
            (
                "[tools]\ngopls = { version = \"v1.0.0\", shadows = 1 }",
                "2: `shadows` is true or false",
            ),
            (
                "[tools]\ngopls = { verison = \"v1.0.0\" }",
                "2: unknown key `verison` of a tool: did you mean `version`?",
            ),
            (
                "[tools]\n\"a.b/x\" = \"v1.0.0\"\n\"c.d/X/v2\" = \"v2.0.0\"",
                "3: the tool of line 2 is called `x` too",
            ),
            ("go = \"1.22", "1: "),
            ("\n\ngo 1.22", "3: "),
            // Hooks do not look behind a NUL.
            ("go = \"1.22\" # \0", "1: "),
            ("go = \"1.22\"\n\0", "2: "),
        ];
        for (text, expected) in cases {
            let fault = read(text).unwrap_err();
            let expected = format!("/p/goenvmgr.toml:{expected}");
            assert!(fault.what.starts_with(&expected), "{text:?}: {}", fault.what);
            assert_eq!(fault.exit, crate::base::fault::Exit::Usage);
        }
    }

    #[test]
    fn errors_are_told_all_at_once_in_order() {
        let fault = read("goo = \"1\"\n[env]\nIFS = \"\"\nPS4 = \"\"\n").unwrap_err();
        assert!(fault.what.contains(":1: unknown key `goo`: did you mean `go`?"));
        assert_eq!(fault.causes.len(), 2);
        assert!(fault.causes[1].contains(":4: [env] may not set `PS4`"));
    }

    #[test]
    fn tables_of_any_form_will_do_and_an_empty_file_says_nothing() {
        for text in ["env = { A = \"1\" }", "env.A = \"1\"", "[env]\nA = '1'", "\r\n[env]\r\nA='1'"]
        {
            let manifest = read(text).unwrap();
            assert_eq!((manifest.env.len(), manifest.env[0].value.as_str()), (1, "1"), "{text}");
        }
        let empty = read("").unwrap();
        assert!(empty.go.is_none() && empty.env.is_empty() && empty.tools.is_empty());
    }

    /// As many as a manifest may be long: each is told with its line, without counting from the start.
    #[test]
    fn lines_have_their_number_also_where_they_are_many() {
        let lines =
            |name: &str| (0..40_000).map(|n| format!("{name}{n} = \"x\"\n")).collect::<String>();
        let manifest = read(&format!("[env]\n{}", lines("A"))).unwrap();
        assert_eq!(manifest.env.len(), 40_000);
        assert!(manifest.env.iter().enumerate().all(|(at, variable)| variable.line == at + 2));
        let fault = read(&lines("unknown")).unwrap_err();
        assert!(fault.causes.last().is_some_and(|last| last.contains(":40000: unknown key")));
    }

    proptest::proptest! {
        #[test]
        fn manifest_of_any_text_is_no_panic(text in "[\\x00-\\x7fé\\[\\]=\"'\n#.a-z]{0,60}") {
            let _ = read(&text);
        }
    }
}
