//! What the Go linker writes into every program: the Go version, the module, its dependencies and
//! build settings. Read from the file, which is never run. Rules: debug/buildinfo of Go.

use std::path::Path;

use crate::sys::executable;
use crate::sys::fs::window::Window;

/// A program's own account of how it was built.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct BuildInfo {
    /// `go1.22.5`, maybe with an experiment behind it; `devel …` for a Go built from source.
    pub go: String,
    /// The package path of the main package.
    pub path: Option<String>,
    /// Path and version of the main module (`(devel)` where it was built in its own tree).
    pub module: Option<(String, String)>,
    /// The hash of the main module (`h1:…`), where its files came as a module.
    pub sum: Option<String>,
    /// Path and version of each dependency, replacements in place of what they replace.
    pub dependencies: Vec<(String, String)>,
    /// Build settings: `CGO_ENABLED`, `GOOS`, `-trimpath`, `vcs.revision` …
    pub settings: Vec<(String, String)>,
}

const MAGIC: &[u8] = b"\xff Go buildinf:";
const ALIGNMENT: usize = 16;
const HEADER: usize = 32;
/// Go's linker puts the block within the first kilobytes of its section.
const SEARCHED: u64 = 64 << 10;

/// Reads the program at `path`; nothing where it is no program built by Go 1.18 or later.
pub(crate) fn read(path: &Path) -> Option<BuildInfo> {
    let file = Window::open(path).ok()?;
    let (offset, size) = executable::read(path)?.build_info()?;
    let start = file.up_to(offset, size.min(SEARCHED));
    let found = start
        .chunks(ALIGNMENT)
        .position(|chunk| chunk.starts_with(MAGIC))
        .map(|chunk| chunk * ALIGNMENT)?;
    // Before 1.18 the header holds addresses in place of the text.
    if start.get(found + 15)? & 2 == 0 {
        return None;
    }
    // The texts stand behind the header; the module text may be longer than what was searched.
    let at = offset.saturating_add((found + HEADER) as u64);
    let texts = file.up_to(at, 1 << 20);
    let (go, rest) = text(&texts)?;
    let (module, _) = text(rest).unwrap_or((b"", b""));
    Some(parse(&String::from_utf8_lossy(go), module))
}

impl BuildInfo {
    /// The value of a build setting.
    pub(crate) fn setting(&self, name: &str) -> Option<&str> {
        self.settings.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// A length as Go's uvarint, then that many bytes; and what follows.
fn text(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut length = 0u64;
    for (number, byte) in bytes.iter().enumerate().take(9) {
        length |= u64::from(byte & 0x7f) << (7 * number);
        if byte & 0x80 == 0 {
            let rest = &bytes[number + 1..];
            let length = usize::try_from(length).ok().filter(|length| *length <= rest.len())?;
            return Some(rest.split_at(length));
        }
    }
    None
}

pub(crate) fn parse(go: &str, module: &[u8]) -> BuildInfo {
    let mut info = BuildInfo { go: go.to_owned(), ..BuildInfo::default() };
    // The text stands between two marks of 16 bytes.
    let inner = match module {
        [.., b'\n', _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _] if module.len() >= 33 => {
            &module[16..module.len() - 16]
        }
        _ => &[],
    };
    for line in String::from_utf8_lossy(inner).lines() {
        let mut words = line.split('\t');
        let (kind, first, second) = (words.next(), words.next(), words.next());
        let pair = || Some((first?.to_owned(), second?.to_owned()));
        match kind {
            Some("path") => info.path = first.map(str::to_owned),
            Some("mod") => {
                info.module = pair();
                info.sum = words.next().filter(|sum| !sum.is_empty()).map(str::to_owned);
            }
            Some("dep") => info.dependencies.extend(pair()),
            Some("=>") => {
                if let (Some(last), Some(pair)) = (info.dependencies.last_mut(), pair()) {
                    *last = pair;
                }
            }
            Some("build") => {
                let setting = first.and_then(|setting| setting.split_once('='));
                info.settings.extend(setting.map(|(k, v)| (k.to_owned(), unquote(v))));
            }
            _ => {}
        }
    }
    info
}

/// Values with blanks or quotes are Go string literals; JSON reads the same escapes of those.
fn unquote(value: &str) -> String {
    if value.starts_with('"') {
        return serde_json::from_str(value).unwrap_or_else(|_| value.to_owned());
    }
    value.trim_matches('`').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `go version -m` is the oracle.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "the go command is the oracle")]
    fn go_command_reads_the_same_out_of_itself() {
        let go = Path::new("/usr/local/go/bin/go");
        let said = std::process::Command::new(go).args(["version", "-m"]).arg(go).output().unwrap();
        let said = String::from_utf8(said.stdout).unwrap();
        let info = read(go).unwrap();
        assert!(said.starts_with(&format!("{}: {}", go.display(), info.go)), "{said}{info:?}");
        assert_eq!(info.path.as_deref(), Some("cmd/go"));
        for (name, value) in &info.settings {
            assert!(said.contains(&format!("\tbuild\t{name}={value}")), "{name}={value}\n{said}");
        }
        assert_eq!(info.settings.len(), said.matches("\tbuild\t").count());
        assert_eq!(info.setting("CGO_ENABLED"), Some("0"));
    }

    #[test]
    fn buildinfo_of_what_is_no_go_program_is_none() {
        assert_eq!(read(Path::new("/bin/sh")), None);
        assert_eq!(read(Path::new("/nowhere")), None);
    }

    #[test]
    fn replacements_and_quoted_settings_are_read() {
        let mut module = vec![0u8; 16];
        module.extend_from_slice(
            b"path\tx.example/cmd\nmod\tx.example\tv1.2.3\th1:a=\ndep\ta.example\tv1.0.0\th1:b=\n\
            dep\tb.example\tv1.0.0\n=>\tc.example\tv2.0.0\th1:c=\n\
            build\t-ldflags=\"-s -w\"\nbuild\tGOOS=linux\n",
        );
        module.extend_from_slice(&[0; 16]);
        let info = parse("go1.22.5", &module);
        assert_eq!(info.module, Some(("x.example".into(), "v1.2.3".into())));
        assert_eq!(info.sum.as_deref(), Some("h1:a="));
        let dependency = |path: &str, version: &str| (path.to_owned(), version.to_owned());
        assert_eq!(
            info.dependencies,
            [dependency("a.example", "v1.0.0"), dependency("c.example", "v2.0.0")]
        );
        assert_eq!(info.setting("-ldflags"), Some("-s -w"));
        assert_eq!(info.setting("GOOS"), Some("linux"));
    }
}
