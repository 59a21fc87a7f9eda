//! Lines in start-up files that other managers or the user's own hands put there. They are shown
//! with what they do to us, and never touched.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::places::{Folders, SHELLS, spots, traces};
use super::{LIMIT, block, mark};
use crate::base::difference;
use crate::base::fault::Result;
use crate::sys::fs;

/// One such line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OldLine {
    /// The file.
    pub file: PathBuf,
    /// Counted from 1.
    pub line: usize,
    /// The line, control characters escaped, secrets left out, cut at 120 characters.
    pub text: String,
    /// Whose it is, and what it does.
    pub what: &'static str,
    /// The manager that it is about, where it is about Go alone.
    pub manager: Option<&'static str>,
}

/// All of them, in every start-up file that is there.
///
/// # Errors
/// None so far: a file that cannot be read has no lines to show.
pub fn scan(folders: &Folders) -> Result<Vec<OldLine>> {
    let mut files = BTreeSet::new();
    for shell in SHELLS {
        let exists = |file: &Path| fs::dotfile::about(file).exists;
        files.extend(spots(shell, folders, &exists).into_iter().map(|spot| spot.file));
        files.extend(traces(shell, folders));
    }
    let mut found = Vec::new();
    for file in files {
        let Ok(Some(text)) = fs::read::bytes(&file, LIMIT) else { continue };
        found.extend(in_file(&file, &text, &folders.home));
    }
    Ok(found)
}

fn in_file(file: &Path, text: &[u8], home: &Path) -> Vec<OldLine> {
    // Our own blocks name Go's variables too.
    let text = block::find(text).map_or_else(|_| text.to_owned(), |blocks| blank(text, &blocks));
    let text = String::from_utf8_lossy(&text);
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        if let Some(what) = judge(line, &|shim| fs::marks::modified(&home.join(shim)).is_some()) {
            let text = difference::shown(line.trim().as_bytes()).chars().take(120).collect();
            let manager = manager(what);
            found.push(OldLine { file: file.to_owned(), line: index + 1, text, what, manager });
        }
    }
    found
}

/// The same number of lines, without ours.
fn blank(text: &[u8], blocks: &[block::FoundBlock]) -> Vec<u8> {
    let mut text = text.to_owned();
    for byte in blocks.iter().flat_map(|block| block.range.clone()) {
        if text[byte] != b'\n' {
            text[byte] = b' ';
        }
    }
    text
}

const GOENV: &str = "goenv puts its own shims on PATH";
const GVM: &str = "gvm sets GOROOT, GOPATH and PATH";
const G: &str = "g sets GOROOT and PATH";

/// Whose line it is: of those that manage nothing but Go.
fn manager(what: &str) -> Option<&'static str> {
    [(GOENV, "goenv"), (GVM, "gvm"), (G, "g")]
        .into_iter()
        .find(|(it, _)| *it == what)
        .map(|it| it.1)
}

/// What a line is, if it is anything. `has` asks for a file below the home directory: asdf and
/// mise manage more than Go, and are in nobody's way unless they hold one.
fn judge(line: &str, has: &dyn Fn(&str) -> bool) -> Option<&'static str> {
    let code = line.trim_start();
    if code.starts_with('#') || code.is_empty() || mark::is_put(code) {
        return None;
    }
    let holds = |part: &str| code.contains(part);
    if holds("goenv init") || holds("GOENV_ROOT") || holds(".goenv/") {
        return Some(GOENV);
    }
    if holds(".gvm/scripts/gvm") {
        return Some(GVM);
    }
    if holds(".g/env") || holds("g-install") || (holds("GOROOT") && holds(".g/")) {
        return Some(G);
    }
    if (holds("asdf.sh") || holds(".asdf/shims") || holds("asdf.fish")) && has(".asdf/shims/go") {
        return Some("asdf puts a go of its own on PATH");
    }
    if holds("mise") && holds("activate") && has(".local/share/mise/shims/go") {
        return Some("mise puts a go of its own on PATH");
    }
    if assigns(code, "GOROOT") {
        return Some("it sets GOROOT by hand; activation replaces it where a version is selected");
    }
    if assigns(code, "GOTOOLCHAIN") {
        return Some("it sets GOTOOLCHAIN by hand; goenvmgr leaves it as it is");
    }
    let on_path = holds("PATH") || holds("path");
    if on_path
        && (holds("/go/bin") && !holds("HOME/go/bin") && !holds("~/go/bin") && !holds("GOPATH")
            || holds("GOROOT"))
    {
        return Some(if is_appended(code) { LAST } else { "it puts another Go in front on PATH" });
    }
    None
}

/// Go's own recommendation: harmless wherever it stands.
const LAST: &str = "it puts another Go at the end of PATH";

/// Whether what PATH holds already comes before the directory of a Go, in any shell's words.
fn is_appended(code: &str) -> bool {
    let mut options = code.split_whitespace().filter(|word| word.starts_with('-'));
    let asks = code.starts_with("set ") || code.starts_with("fish_add_path");
    if asks && options.any(|o| o == "--append" || !o.starts_with("--") && o.contains('a')) {
        return true;
    }
    if code.contains("+=") || code.contains("prepend") || code.contains("append") {
        return !code.contains("prepend");
    }
    let value = code.split_once('=').map_or(code, |(_, value)| value);
    let go = value.find("/go/bin").or_else(|| value.find("GOROOT"));
    let names = ["$PATH", "${PATH", "$path", "${path", "$env:PATH", "$E:PATH", "$@paths"];
    let before = names.iter().filter_map(|name| value.find(name)).min();
    matches!((before, go), (Some(before), Some(go)) if before < go)
}

impl OldLine {
    /// Whether another go is found where the line runs after ours.
    pub fn beats(&self) -> bool {
        self.what != LAST && !self.what.contains("GOTOOLCHAIN")
    }
}

/// Whether running this line would give the variable this very value; for PATH, whether the value's
/// directory stands in it. Where another variable decides that, it is not said to be so.
pub fn gives(line: &str, name: &str, value: &str, home: &Path) -> bool {
    let home = home.to_string_lossy();
    let line = ["${HOME}", "$HOME", "~"]
        .iter()
        .fold(line.to_owned(), |line, word| line.replace(&format!("{word}/"), &format!("{home}/")));
    if name == "PATH" {
        let dir = Path::new(value).parent().unwrap_or(Path::new(value)).to_string_lossy();
        let words = line.split([':', '=', '"', '\'', ' ', '(', ')', ';']);
        let manager = [".goenv/", ".gvm/", ".asdf/", ".g/", "/mise/"].into_iter();
        let named =
            |part: &str| value.contains(part) && line.contains(part.trim_matches(['.', '/']));
        return words.into_iter().any(|word| word == dir) || manager.into_iter().any(named);
    }
    let Some((_, rest)) = line.split_once(name) else { return false };
    let rest = rest.trim_start().trim_start_matches('=').trim_start();
    let end = rest.strip_prefix(['"', '\'']).map(|rest| rest.split(['"', '\'']).next());
    let word = end.unwrap_or_else(|| rest.split([' ', '\t', ';', '#']).next());
    word == Some(value)
}

/// `NAME=`, `export NAME=`, `set -gx NAME …`, `$env:NAME = …`.
fn assigns(code: &str, name: &str) -> bool {
    let posix = code.strip_prefix("export ").unwrap_or(code).trim_start();
    let powershell = code.strip_prefix("$env:").unwrap_or_default();
    let equals =
        |text: &str| text.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('='));
    let mut words = code.split_whitespace();
    let fish =
        words.next() == Some("set") && words.find(|word| !word.starts_with('-')) == Some(name);
    equals(posix) || equals(powershell) || fish
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_matter_and_lines_that_do_not() {
        let cases = [
            ("eval \"$(goenv init -)\"", true),
            ("export GOENV_ROOT=\"$HOME/.goenv\"", true),
            ("[[ -s \"$HOME/.gvm/scripts/gvm\" ]] && source \"$HOME/.gvm/scripts/gvm\"", true),
            ("  export GOROOT=/usr/local/go", true),
            ("GOROOT=/x", true),
            ("set -gx GOROOT /usr/local/go", true),
            ("$env:GOROOT = '/x'", true),
            ("export PATH=$PATH:/usr/local/go/bin", true),
            ("fish_add_path /usr/local/go/bin", true),
            ("path+=(/opt/go/bin)", true),
            ("PATH=$GOROOT/bin:$PATH", true),
            ("export GOTOOLCHAIN=local", true),
            ("[ -s \"${HOME}/.g/env\" ] && \\. \"${HOME}/.g/env\"", true),
            (". \"$HOME/.asdf/asdf.sh\"", true),
            ("eval \"$(mise activate bash)\"", true),
            ("# export GOROOT=/usr/local/go", false),
            ("export PATH=$PATH:$HOME/go/bin", false),
            ("export PATH=\"$PATH:$(go env GOPATH)/bin\"", false),
            ("export PATH=$PATH:$GOPATH/bin", false),
            ("export MYGOROOT=1", false),
            ("export GOPATH=$HOME/go", false),
            ("alias gg='git grep'", false),
            ("  : # goenvmgr silenced: export GOENV_ROOT=1", false),
        ];
        for (line, expected) in cases {
            assert_eq!(judge(line, &|_| true).is_some(), expected, "{line}");
        }
        for line in [". \"$HOME/.asdf/asdf.sh\"", "eval \"$(mise activate bash)\""] {
            assert_eq!(judge(line, &|_| false), None, "{line}");
        }
    }

    #[test]
    fn line_that_appends_beats_nothing() {
        for (line, beats) in [
            ("export PATH=$PATH:/usr/local/go/bin", false),
            ("export PATH=\"${PATH}:/usr/local/go/bin\"", false),
            ("export PATH=/usr/local/go/bin:$PATH", true),
            ("PATH=$PATH:$GOROOT/bin", false),
            ("PATH=$GOROOT/bin:$PATH", true),
            ("PATH=/usr/local/go/bin", true),
            ("path+=(/opt/go/bin)", false),
            ("path=(/opt/go/bin $path)", true),
            ("set -gx PATH /usr/local/go/bin $PATH", true),
            ("set -gx PATH $PATH /usr/local/go/bin", false),
            ("set -gxa PATH /usr/local/go/bin", false),
            ("fish_add_path /usr/local/go/bin", true),
            ("fish_add_path --append --path /usr/local/go/bin", false),
            ("$env:PATH = \"$env:PATH:/usr/local/go/bin\"", false),
            ("$env:PATH = \"/usr/local/go/bin:$env:PATH\"", true),
            ("$env:PATH += ':/usr/local/go/bin'", false),
            ("set paths = [/usr/local/go/bin $@paths]", true),
            ("set paths = [$@paths /usr/local/go/bin]", false),
            ("$env.PATH = ($env.PATH | prepend /usr/local/go/bin)", true),
            ("$env.PATH = ($env.PATH | append /usr/local/go/bin)", false),
            ("export GOROOT=/usr/local/go", true),
            ("export GOTOOLCHAIN=local", false),
        ] {
            let found = in_file(Path::new("/h/rc"), line.as_bytes(), Path::new("/h"));
            assert_eq!(found[0].beats(), beats, "{line}");
        }
    }

    #[test]
    fn line_is_known_by_the_value_that_it_gives() {
        for (line, name, value, expected) in [
            ("export GOROOT=/usr/local/go", "GOROOT", "/usr/local/go", true),
            ("export GOROOT=/usr/local/go", "GOROOT", "/usr/local/go2", false),
            ("GOROOT=\"$HOME/go\"; x", "GOROOT", "/h/go", true),
            ("GOROOT=~/go # mine", "GOROOT", "/h/go", true),
            ("set -gx GOROOT '/a b'", "GOROOT", "/a b", true),
            ("$env:GOROOT = '/x'", "GOROOT", "/x", true),
            ("GOROOT=$(go env GOROOT)", "GOROOT", "/x", false),
            ("export PATH=$PATH:/opt/go/bin", "PATH", "/opt/go/bin/go", true),
            ("export PATH=$PATH:/opt/go/bin", "PATH", "/usr/bin/go", false),
            ("fish_add_path ~/sdk/go/bin", "PATH", "/h/sdk/go/bin/go", true),
            ("eval \"$(goenv init -)\"", "PATH", "/h/.goenv/shims/go", true),
            ("eval \"$(goenv init -)\"", "PATH", "/usr/bin/go", false),
        ] {
            assert_eq!(gives(line, name, value, Path::new("/h")), expected, "{line} {value}");
        }
    }

    #[test]
    fn blocks_of_ours_are_passed_over_and_lines_counted() {
        let text = "# >>> goenvmgr env >>> v1 x (y)\nexport GOROOT=/a\n# <<< goenvmgr env <<<\n\
                    export GOROOT=/b\x1b[2J\n";
        let found = in_file(Path::new("/h/.bashrc"), text.as_bytes(), Path::new("/h"));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].line, found[0].text.as_str()), (4, "export GOROOT=/b\\u{1b}[2J"));
    }
}
