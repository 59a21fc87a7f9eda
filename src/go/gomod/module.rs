//! The lines of go.mod and go.work that say what a project reaches. Lenient: a line that Go would
//! refuse says nothing here, and `doctor` says so.

use serde::Serialize;

/// A module at a version.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct ModuleVersion {
    /// The module path, unescaped.
    pub path: String,
    /// The version.
    pub version: String,
}

impl ModuleVersion {
    /// A module at a version.
    pub fn new(path: impl Into<String>, version: impl Into<String>) -> Self {
        Self { path: path.into(), version: version.into() }
    }
}

impl std::fmt::Display for ModuleVersion {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}@{}", self.path, self.version)
    }
}

/// What a go.mod or go.work names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ModFile {
    /// The `module` line.
    pub module: Option<String>,
    /// The `go` line: `1.22`.
    pub go: Option<String>,
    /// The `toolchain` line: `go1.22.5`.
    pub toolchain: Option<String>,
    /// The `require` lines.
    pub requires: Vec<ModuleVersion>,
    /// The `replace` lines.
    pub replaces: Vec<Replace>,
    /// The directories of `use` lines, as written.
    pub uses: Vec<String>,
}

/// A `replace` line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replace {
    /// The path that is replaced.
    pub old: String,
    /// Only this version of it, where one is named.
    pub old_version: Option<String>,
    /// The module that takes its place; nothing where that is a directory.
    pub new: Option<ModuleVersion>,
    /// The directory that takes its place, as written.
    pub dir: Option<String>,
}

/// A line of go.mod or go.work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// Line number, from 1.
    pub line: usize,
    /// `require`, path, version …: never empty, and the verb of its block comes first.
    pub words: Vec<String>,
}

/// Reads a go.mod or a go.work.
pub fn modules(text: &str) -> ModFile {
    let mut file = ModFile::default();
    for directive in directives(text) {
        if let Some((verb, words)) = directive.words.split_first() {
            file.line(verb, words);
        }
    }
    file
}

/// Lines of go.mod or go.work as words, blocks spread out, comments taken off. Nothing is known of
/// these words: a name may hold whatever stands between quotes.
pub fn directives(text: &str) -> Vec<Directive> {
    let mut found = Vec::new();
    let mut block: Option<String> = None;
    for (number, line) in text.lines().enumerate() {
        let mut words = tokens(line);
        match (&block, words.as_slice()) {
            (_, []) => continue,
            (Some(_), [close, ..]) if close == ")" => {
                block = None;
                continue;
            }
            (Some(verb), _) => words.insert(0, verb.clone()),
            (None, [verb, open, ..]) if open == "(" => {
                block = Some(verb.clone());
                continue;
            }
            (None, _) => {}
        }
        found.push(Directive { line: number + 1, words });
    }
    found
}

impl ModFile {
    fn line(&mut self, verb: &str, tokens: &[String]) {
        let text = |at: usize| tokens.get(at).cloned();
        match (verb, tokens) {
            ("module", [path]) => self.module = Some(path.clone()),
            ("go", [version]) => self.go = Some(version.clone()),
            ("toolchain", [name]) => self.toolchain = Some(name.clone()),
            ("use", [dir]) => self.uses.push(dir.clone()),
            ("require", [path, version]) => {
                self.requires.push(ModuleVersion::new(path, version));
            }
            ("replace", _) => {
                let Some(arrow) = tokens.iter().position(|token| token == "=>") else { return };
                let Some(old) = text(0).filter(|_| arrow > 0) else { return };
                let Some(new) = text(arrow + 1) else { return };
                let version = text(arrow + 2);
                self.replaces.push(Replace {
                    old,
                    old_version: text(1).filter(|_| arrow == 2),
                    new: version.as_ref().map(|version| ModuleVersion::new(&new, version)),
                    dir: version.is_none().then_some(new),
                });
            }
            _ => {}
        }
    }

    /// Whether the `go` line says a language before `go1.MINOR`; without one it counts as go 1.16.
    pub fn is_before(&self, minor: u32) -> bool {
        let said = self.go.as_deref().unwrap_or("1.16").split('.').nth(1);
        let digits = said.map(|text| text.trim_end_matches(|c: char| !c.is_ascii_digit()));
        digits.and_then(|text| text.parse::<u32>().ok()).is_some_and(|said| said < minor)
    }

    /// What a requirement of this file (the main module's, or a workspace's) stands for: the
    /// replacement where one fits; nothing where a directory takes its place.
    pub fn replaced(&self, module: &ModuleVersion) -> Option<ModuleVersion> {
        let fits = |replace: &&Replace| {
            replace.old == module.path
                && replace.old_version.as_ref().is_none_or(|version| *version == module.version)
        };
        // A line that names the version goes before one that does not.
        let all = || self.replaces.iter().filter(fits);
        match all().find(|replace| replace.old_version.is_some()).or_else(|| all().next()) {
            Some(replace) => replace.new.clone(),
            None => Some(module.clone()),
        }
    }
}

/// Words of a line without its comment; a quoted or back-quoted word is one.
pub(super) fn tokens(line: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = line.trim_start();
    while !rest.is_empty() && !rest.starts_with("//") {
        let end = match rest.chars().next() {
            Some(quote @ ('"' | '`')) => {
                rest = &rest[1..];
                let end = rest.find(quote).unwrap_or(rest.len());
                tokens.push(rest[..end].to_owned());
                (end + 1).min(rest.len())
            }
            Some('(' | ')') => {
                tokens.push(rest[..1].to_owned());
                1
            }
            _ => {
                let stop = |c: char| c.is_whitespace() || matches!(c, '(' | ')');
                let end = rest.find(stop).unwrap_or(rest.len());
                // No further than that: a line may be as long as the file, and hold many words.
                let end = rest[..end].find("//").unwrap_or(end);
                tokens.push(rest[..end].to_owned());
                end
            }
        };
        rest = rest[end..].trim_start();
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_as_long_as_a_file_is_read_in_one_go() {
        assert_eq!(tokens(&"ab ".repeat(1 << 19)).len(), 1 << 19);
        assert_eq!(tokens("a//b c"), ["a"]);
        assert_eq!(tokens("a/ /b //c"), ["a/", "/b"]);
        assert_eq!(tokens("a(//b"), ["a", "("]);
    }

    #[test]
    fn go_mod_in_every_spelling() {
        let file = modules(
            "module \"example.com/m\" // the module\n\ngo 1.21\ntoolchain go1.22.5\n\
             require github.com/A/b v1.0.0\nrequire (\n\tgolang.org/x/mod v0.1.0 // indirect\n\
             \t// a comment\n\tgopkg.in/yaml.v3 v3.0.1\n)\n\
             replace github.com/A/b => ../b\nreplace (\n\
             \tgopkg.in/yaml.v3 v3.0.1 => example.com/yaml v1.2.3\n\
             \tgopkg.in/yaml.v3 => ./other\n)\nexclude x.y/z v1.0.0\ntool golang.org/x/t\n",
        );
        let at = ModuleVersion::new;
        assert_eq!(file.module.as_deref(), Some("example.com/m"));
        assert_eq!(file.go.as_deref(), Some("1.21"));
        assert_eq!(file.toolchain.as_deref(), Some("go1.22.5"));
        let yaml = at("gopkg.in/yaml.v3", "v3.0.1");
        assert_eq!(
            file.requires,
            [at("github.com/A/b", "v1.0.0"), at("golang.org/x/mod", "v0.1.0"), yaml.clone()]
        );
        assert_eq!(file.replaced(&at("github.com/A/b", "v1.0.0")), None);
        assert_eq!(file.replaced(&yaml), Some(at("example.com/yaml", "v1.2.3")));
        assert_eq!(file.replaced(&at("gopkg.in/yaml.v3", "v3.0.0")), None);
        assert_eq!(file.replaced(&at("a/b", "v1")), Some(at("a/b", "v1")));
    }

    #[test]
    fn go_work_and_its_members() {
        let file = modules("go 1.22\nuse ./a\nuse(\n\t./b // two\n\t`./c d`\n)\n");
        assert_eq!(file.uses, ["./a", "./b", "./c d"]);
    }

    proptest::proptest! {
        #[test]
        fn module_of_any_text_is_read_without_complaint(text in "[a-z (){}\"`=>/.\n\u{e9}]{0,200}") {
            let _ = modules(&text);
        }
    }
}
