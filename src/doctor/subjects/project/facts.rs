//! The project around the working directory, read as text.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::caches::project::tidy;
use crate::doctor::model::facts::{Fact, Facts, Need};
use crate::doctor::model::limit::Missing;
use crate::doctor::model::parts::Parts;
use crate::doctor::subjects::filesystem::role::Use;
use crate::doctor::subjects::settings::facts::{BeforeRoot, Settings};
use crate::go::gomod::{Directive, directives};
use crate::go::goswitch::Asked;
use crate::projects::select::asked;
use crate::sys::env::Env;
use crate::sys::fs::probe::{self, FileKind};
use crate::sys::fs::{read, walk};

/// A file and its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Text {
    /// Where.
    pub path: PathBuf,
    /// Its bytes, as text.
    pub text: String,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Project {
    /// Nearest go.mod upwards.
    pub go_mod: Option<Text>,
    /// Its lines.
    pub directives: Vec<Directive>,
    /// go.sum beside it.
    pub go_sum: Option<Text>,
    /// The workspace file that Go would use; a text that is empty where GOWORK names none.
    pub go_work: Option<Text>,
    /// Its lines.
    pub work_directives: Vec<Directive>,
    /// What both ask of Go's own switch.
    pub asked: Asked,
    /// `vendor/modules.txt` beside go.mod.
    pub vendor: Option<Text>,
    /// The first Go file that imports "C".
    pub imports_c: Option<PathBuf>,
    /// Directories of which every Go file does, tests aside.
    pub only_c: Vec<PathBuf>,
    /// What Go files of the module import in every build, each with the first file that does.
    pub imports: BTreeMap<String, PathBuf>,
    /// Two files of one package whose names differ in case only.
    pub case_collision: Option<(PathBuf, PathBuf)>,
    /// Owner of the repository's `.git`, and where it is.
    pub git: Option<(PathBuf, u32)>,
    /// Files that set Go's environment: Makefile, Dockerfile, CI.
    pub build_files: Vec<Text>,
    /// Editor settings.
    pub editor_files: Vec<Text>,
}

/// Another module, in a directory that a line names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Other<'a> {
    /// The line, from 1.
    pub line: usize,
    /// What is replaced by it, `path` or `path@version`; empty in go.work.
    pub old: String,
    /// The directory, as it is written.
    pub target: &'a str,
    pub go_mod: PathBuf,
}

/// Directories and files looked at below the project.
const FILES: usize = 2000;

impl Project {
    /// Reads the project around `env.cwd`.
    pub(crate) fn read(env: &Env, settings: &Settings) -> Self {
        let mut project = Self { asked: asked(env, &env.cwd), ..Self::default() };
        let here = env.cwd.as_path();
        let nearest = |name: &str| {
            here.ancestors().map(|dir| dir.join(name)).find(|path| read::is_file(path))
        };
        project.go_mod = nearest("go.mod").and_then(|path| text(&path));
        let work = match settings.value("GOWORK") {
            Some("off") => None,
            Some("auto") | None => nearest("go.work"),
            Some(path) => Some(PathBuf::from(path)),
        };
        project.go_work =
            work.map(|path| text(&path).unwrap_or(Text { path, text: String::new() }));
        let lines =
            |file: &Option<Text>| file.as_ref().map_or_else(Vec::new, |f| directives(&f.text));
        project.directives = lines(&project.go_mod);
        project.work_directives = lines(&project.go_work);
        project.git = here.ancestors().find_map(|dir| {
            let git = dir.join(".git");
            probe::see(&git).ok().map(|seen| (git, seen.uid))
        });
        if let Some(dir) = project.dir().map(Path::to_owned) {
            project.go_sum = text(&dir.join("go.sum"));
            project.vendor = text(&dir.join("vendor/modules.txt"));
            project.scan(&dir);
        } else {
            // Editors open directories that hold no module, too.
            for name in [".vscode/settings.json", ".idea/workspace.xml"] {
                project.editor_files.extend(text(&here.join(name)));
            }
        }
        project
    }

    /// The module's directory.
    pub(crate) fn dir(&self) -> Option<&Path> {
        self.go_mod.as_ref()?.path.parent()
    }

    /// The first directive of this verb.
    pub(crate) fn directive(&self, verb: &str) -> Option<&Directive> {
        self.directives.iter().find(|d| d.words.first().is_some_and(|word| word == verb))
    }

    /// Path and version of each `require`.
    pub(crate) fn requires(&self) -> impl Iterator<Item = (&str, &str, usize)> {
        self.directives.iter().filter_map(|d| match d.words.as_slice() {
            [verb, path, version, ..] if verb == "require" => {
                Some((path.as_str(), version.as_str(), d.line))
            }
            _ => None,
        })
    }

    /// A package of which nothing is left without cgo, and which is built here: it is that of the
    /// working directory, or another one imports it.
    pub(crate) fn needs_c(&self, cwd: &Path) -> Option<&Path> {
        let module = self.directive("module").and_then(|d| d.words.get(1)).map(String::as_str);
        let imported = |dir: &Path| {
            let below = dir.strip_prefix(self.dir()?).ok()?.to_str()?;
            let package = format!("{}/{below}", module?);
            self.imports.contains_key(package.trim_end_matches('/')).then_some(())
        };
        let dirs = self.only_c.iter().map(PathBuf::as_path);
        dirs.into_iter().find(|dir| *dir == cwd || imported(dir).is_some())
    }

    /// Directories that stand in for modules.
    pub(crate) fn replacements(&self) -> impl Iterator<Item = Other<'_>> {
        let dir = self.dir().unwrap_or(Path::new("/"));
        let lines = self.directives.iter().filter(|d| d.words[0] == "replace");
        lines.filter_map(move |d| {
            let arrow = d.words.iter().position(|word| word == "=>")?;
            let target = d.words.get(arrow + 1)?.as_str();
            let local = ["./", "../", "/"].iter().any(|start| target.starts_with(start));
            // A path, and perhaps a version: Go refuses what has other words before its arrow.
            let old = match d.words.get(1..arrow)? {
                [path] => path.clone(),
                [path, version] => format!("{path}@{version}"),
                _ => return None,
            };
            let go_mod = tidy(&dir.join(target)).join("go.mod");
            local.then_some(Other { line: d.line, old, target, go_mod })
        })
    }

    /// Directories that the workspace uses.
    pub(crate) fn used(&self) -> impl Iterator<Item = Other<'_>> {
        let file = self.go_work.as_ref();
        let dir = file.and_then(|work| work.path.parent()).unwrap_or(Path::new("/"));
        self.work_directives.iter().filter(|d| d.words[0] == "use").filter_map(move |d| {
            let target = d.words.get(1)?.as_str();
            let go_mod = tidy(&dir.join(target)).join("go.mod");
            Some(Other { line: d.line, old: String::new(), target, go_mod })
        })
    }

    /// The go.mod of each, as a place that has to answer.
    pub(crate) fn others(&self) -> Vec<(Use, PathBuf)> {
        let others = self.replacements().chain(self.used());
        others.map(|other| (Use::Module, other.go_mod)).collect()
    }

    /// Whether go.mod replaces this module, in all versions or in one.
    pub(crate) fn replaces(&self, path: &str) -> bool {
        self.directives.iter().any(|d| match d.words.as_slice() {
            [verb, old, ..] => verb == "replace" && old == path,
            _ => false,
        })
    }

    fn scan(&mut self, top: &Path) {
        // With each directory whether it is of this module.
        let mut queue = vec![(top.to_owned(), true)];
        let mut left = FILES;
        while let Some((dir, own)) = queue.pop() {
            let mut names: Vec<String> = (walk::names(&dir).unwrap_or_default().into_iter())
                .filter_map(|name| name.into_string().ok())
                .collect();
            names.sort();
            self.note_collision(&dir, &names);
            let own = own && (dir == top || !names.iter().any(|name| name == "go.mod"));
            if own {
                self.note_package(&dir, &names);
            }
            for name in names {
                let path = dir.join(&name);
                left = left.saturating_sub(1);
                match probe::see_link(&path).map(|seen| seen.kind) {
                    _ if left == 0 => return,
                    Ok(FileKind::Dir) if is_source_dir(&name) => {
                        queue.push((path, own && !name.starts_with('_')));
                    }
                    Ok(FileKind::File) => self.note_file(&path, &name),
                    _ => {}
                }
            }
        }
    }

    fn note_collision(&mut self, dir: &Path, names: &[String]) {
        let mut go: Vec<&String> = names.iter().filter(|name| name.ends_with(".go")).collect();
        go.sort_by_key(|name| name.to_lowercase());
        let pair = go.windows(2).find(|pair| pair[0].to_lowercase() == pair[1].to_lowercase());
        if let (None, Some(pair)) = (&self.case_collision, pair) {
            self.case_collision = Some((dir.join(pair[0]), dir.join(pair[1])));
        }
    }

    /// What the Go files of one directory import, by their text.
    fn note_package(&mut self, dir: &Path, names: &[String]) {
        let sources = names.iter().filter(|name| is_go_source(name)).map(|name| dir.join(name));
        let read: Vec<Text> =
            sources.filter(|path| read::is_file(path)).filter_map(|p| text(&p)).collect();
        let with_c: Vec<bool> =
            read.iter().map(|file| file.text.lines().any(is_import_c)).collect();
        if let (None, Some(first)) = (&self.imports_c, with_c.iter().position(|c| *c)) {
            self.imports_c = Some(read[first].path.clone());
        }
        let plain = read.iter().all(in_every_build);
        if !read.is_empty() && plain && with_c.iter().all(|c| *c) {
            self.only_c.push(dir.to_owned());
        }
        for file in read.iter().filter(|file| in_every_build(file)) {
            for package in imports(&file.text) {
                self.imports.entry(package.to_owned()).or_insert_with(|| file.path.clone());
            }
        }
    }

    fn note_file(&mut self, path: &Path, name: &str) {
        let build = matches!(name, "Makefile" | "makefile" | "GNUmakefile" | "CMakeLists.txt")
            || name.ends_with(".mk")
            || name.starts_with("Dockerfile")
            || name.ends_with(".Dockerfile")
            || name.ends_with("compose.yml")
            || name.ends_with("compose.yaml")
            || name == ".gitlab-ci.yml"
            || path.parent().is_some_and(|dir| dir.ends_with(".github/workflows"));
        if build {
            self.build_files.extend(text(path));
        }
        let editor =
            path.ends_with(".vscode/settings.json") || path.ends_with(".idea/workspace.xml");
        if editor {
            self.editor_files.extend(text(path));
        }
    }
}

fn is_source_dir(name: &str) -> bool {
    let hidden = name.starts_with('.') && !matches!(name, ".github" | ".vscode" | ".idea");
    !hidden && !matches!(name, "vendor" | "node_modules" | "testdata" | "target")
}

/// A Go file that is no test; what starts with `_` or `.` Go does not see.
fn is_go_source(name: &str) -> bool {
    name.ends_with(".go") && !name.ends_with("_test.go") && !name.starts_with(['_', '.'])
}

/// Whether nothing says that the file is for some machines only: no constraint, and no word behind a
/// `_` in its name, which may be a system's.
fn in_every_build(file: &Text) -> bool {
    let name = file.path.file_name().unwrap_or_default().to_string_lossy();
    !name.contains('_') && !file.text.contains("//go:build") && !file.text.contains("// +build")
}

/// The paths in the import declarations of a Go file, as far as they stand on lines of their own.
fn imports(text: &str) -> impl Iterator<Item = &str> {
    let mut in_block = false;
    let code = text.lines().map(str::trim);
    let before = code.take_while(|line| {
        !["func ", "type ", "var ", "const "].iter().any(|start| line.starts_with(start))
    });
    before.filter_map(move |line| {
        let rest = match line.strip_prefix("import") {
            Some(rest) if rest.trim_start().starts_with('(') => {
                in_block = true;
                return None;
            }
            Some(rest) => rest,
            None if in_block => line,
            None => return None,
        };
        in_block = in_block && !line.starts_with(')');
        let code = rest.split("//").next().unwrap_or_default();
        code.split('"').nth(1).filter(|_| !rest.starts_with("//"))
    })
}

fn is_import_c(line: &str) -> bool {
    let line = line.trim();
    line == "import \"C\"" || line == "\"C\""
}

fn text(path: &Path) -> Option<Text> {
    let bytes = read::bytes(path, 1 << 20).ok()??;
    Some(Text { path: path.to_owned(), text: String::from_utf8_lossy(&bytes).into_owned() })
}

impl Fact for Project {
    const WHAT: &'static str = "the project";
    const AFTER: &'static [Need] = &[BeforeRoot::NEED];

    fn gather(known: &Facts, _: Parts) -> Result<Self, Missing> {
        let settings = known.get::<BeforeRoot>().cloned().unwrap_or_default();
        Ok(Self::read(&known.env, &settings.0))
    }

    fn paths(&self) -> Vec<PathBuf> {
        self.others().into_iter().map(|(_, go_mod)| go_mod).collect()
    }
}
