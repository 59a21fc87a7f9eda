//! Hostile archives through the binary, from a site whose index attests their every byte and
//! from a proxy: what they try is said, what stood before stands, and nothing is anywhere else.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use goenvmgr::base::digest::Sha256Sum;
use goenvmgr::go::archive::check_file_path;

use crate::support::net::{INSTALLED, Net};
use crate::support::publish::{ModuleProxy, ReleaseSite, Toolchain};
use crate::support::real_go;
use crate::support::server::Answer;

/// Name, type flag and what a link leads to, and the words that refuse it.
const TRICKS: [(&str, u8, &str); 15] = [
    ("go/../../escape", b'0', "climbs out"),
    ("/tmp/goenvmgr-escape", b'0', "absolute"),
    ("go\\..\\escape", b'0', "backslash"),
    ("C:/escape", b'0', "drive letter"),
    ("go/C:/escape", b'0', "Go refuses (the character ':')"),
    ("go/src/NUL.go", b'0', "Go refuses (NUL, a device on Windows)"),
    ("go/src/a./x.go", b'0', "Go refuses (a dot at the end of an element)"),
    ("go/src/\u{1b}[2Jx", b'0', "control character"),
    ("elsewhere/x", b'0', "not below go/"),
    ("go/version", b'0', "upper and lower case"),
    ("go/VERSION", b'0', "twice"),
    ("go/VERSION/x", b'0', "both as a file and as a directory"),
    ("go/link", b'2', "holds a link"),
    ("go/hard", b'1', "holds a link"),
    ("go/pipe", b'6', "neither file nor directory"),
];

/// An archive of go1.22.6 that begins as one should.
fn archive((name, flag, _): (&str, u8, &str)) -> Vec<u8> {
    let gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let mut tar = tar::Builder::new(gzip);
    for (name, flag, text) in [("go/VERSION", b'0', "go1.22.6\n"), (name, flag, "")] {
        let mut header = tar::Header::new_ustar();
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_entry_type(tar::EntryType::new(flag));
        header.set_mode(0o644);
        header.set_size(text.len() as u64);
        if matches!(flag, b'1' | b'2') {
            header.set_link_name("/etc/passwd").unwrap();
        }
        header.set_cksum();
        tar.append(&header, text.as_bytes()).unwrap();
    }
    tar.into_inner().unwrap().finish().unwrap()
}

fn zip(version: &str, name: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    let prefix = format!("golang.org/toolchain@{version}/");
    zip.start_file(format!("{prefix}VERSION"), options).unwrap();
    zip.write_all(b"go1.22.6\n").unwrap();
    let name = name.strip_prefix("go/").map_or(name.to_owned(), |below| prefix + below);
    zip.start_file(name, options).unwrap();
    zip.finish().unwrap().into_inner()
}

/// Go1.22.5 stands; nothing came to it, and nothing appeared beside the home.
#[track_caller]
fn nothing_else_changed(net: &Net, what: &str) {
    assert_eq!(net.traces(), INSTALLED.map(str::to_owned).into(), "{what}");
    net.is_whole(false);
    let beside = std::fs::read_dir(net.world.path("")).unwrap();
    let beside: BTreeSet<_> = beside.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside, ["empty", "home", "user", "work"].map(Into::into).into(), "{what}");
    assert!(!Path::new("/tmp/goenvmgr-escape").exists(), "{what}");
}

#[test]
fn archive_that_its_index_attests_is_still_not_trusted_with_names() {
    let mut net = Net::new();
    net.run(&["install", "1.22.5"]).exits(0);
    net.set("GOPROXY", "off");
    net.set("GOSUMDB", "off");
    let next = Toolchain::new("1.22.6");
    for trick in TRICKS {
        let bytes = archive(trick);
        let site = ReleaseSite::start();
        site.announce(&next, &Sha256Sum::of(&bytes).to_string(), bytes.len());
        site.server.on(&ReleaseSite::path(&next), Answer::ok(bytes));
        net.set("GOENVMGR_INDEX_URL", site.index_url());
        net.set("GOENVMGR_ARCHIVE_URL", site.archive_url());
        let said = net.run(&["install", "1.22.6"]).exits(6);
        assert!(said.stderr.contains(trick.2), "{trick:?}: {said:?}");
        assert!(!said.stderr.contains('\u{1b}'), "{trick:?}: {said:?}");
        nothing_else_changed(&net, trick.0);
    }
}

#[test]
fn proxys_zip_is_not_trusted_with_names_either() {
    let mut net = Net::new();
    net.run(&["install", "1.22.5"]).exits(0);
    net.without_site();
    let next = Toolchain::new("1.22.6");
    let proxy = ModuleProxy::with(&[&next], 404);
    net.set("GOPROXY", proxy.url());
    for (name, _, words) in TRICKS.into_iter().filter(|(name, flag, _)| {
        // What this writer of zips can write.
        *flag == b'0' && *name != "go/VERSION"
    }) {
        let words = words.replace("below go/", "below golang.org/toolchain@");
        proxy
            .server
            .on(&ModuleProxy::zip_path(&next), Answer::ok(zip(&next.module_version(), name)));
        let said = net.run(&["install", "1.22.6"]).exits(6);
        assert!(said.stderr.contains(&words), "{name}: {said:?}");
        nothing_else_changed(&net, name);
    }
}

/// Reads names in hexadecimal, a line each; says whether Go takes it, or `?` where one of its
/// characters is newer than this Go's tables.
const JUDGE: &str = r#"package main

import (
	"bufio"
	"encoding/hex"
	"fmt"
	"os"
	"unicode"

	"golang.org/x/mod/module"
)

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	known := []*unicode.RangeTable{unicode.L, unicode.M, unicode.N, unicode.P, unicode.S, unicode.Z, unicode.Cc, unicode.Cf, unicode.Co}
	for in := bufio.NewScanner(os.Stdin); in.Scan(); {
		name, _ := hex.DecodeString(in.Text())
		said := "yes"
		if module.CheckFilePath(string(name)) != nil {
			said = "no"
			for _, r := range string(name) {
				if !unicode.In(r, known...) {
					said = "?"
				}
			}
		}
		fmt.Fprintln(out, said)
	}
}
"#;

/// Names of every character, and of elements put together.
fn names() -> Vec<String> {
    let mut names: Vec<String> =
        (1..0x20000).filter_map(char::from_u32).map(|c| format!("a{c}b")).collect();
    let stems = [
        "CON",
        "con",
        "Prn",
        "aux",
        "NUL",
        "nul ",
        "COM1",
        "com0",
        "com9",
        "lpt1",
        "LPT10",
        "COM",
        "C:",
        "com\u{b9}",
        "COM\u{e9}",
        "CONIN$",
        "a",
        "-a",
        "~1",
        "PROGRA~1",
        "",
        ".",
        "..",
        "...",
        " ",
        "a ",
        "\u{212a}",
    ];
    for stem in stems {
        for end in
            ["", ".", ".go", ".tar.gz", "..", ". ", "/", "/x", "//x", "/.", "/NUL", "/.git", ".x."]
        {
            names.extend([
                format!("{stem}{end}"),
                format!("src/{stem}{end}"),
                format!(".{stem}{end}"),
            ]);
        }
    }
    names
}

#[test]
fn names_in_archives_are_those_that_go_takes() {
    // The module that the go command itself was built from.
    let folder = tempfile::tempdir().unwrap();
    let vendored = Path::new(real_go::OWN).join("src/cmd/vendor/golang.org/x/mod");
    let at = |name: &str| folder.path().join(name);
    for part in ["module", "semver", "internal/lazyregexp"] {
        std::fs::create_dir_all(at(part)).unwrap();
        for file in std::fs::read_dir(vendored.join(part)).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), at(part).join(file.file_name())).unwrap();
        }
    }
    std::fs::write(at("go.mod"), "module golang.org/x/mod\n\ngo 1.24\n").unwrap();
    std::fs::write(at("main.go"), JUDGE).unwrap();
    let mut judge = Command::new(Path::new(real_go::OWN).join("bin/go"))
        .args(["run", "."])
        .current_dir(folder.path())
        .envs([("GOTOOLCHAIN", "local"), ("GOFLAGS", ""), ("GOPROXY", "off"), ("CGO_ENABLED", "0")])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let names = names();
    let hex = |name: &String| name.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
    let lines = names.iter().map(hex).collect::<Vec<_>>().join("\n") + "\n";
    let mut stdin = judge.stdin.take().unwrap();
    std::thread::spawn(move || stdin.write_all(lines.as_bytes()).unwrap());
    let said = judge.wait_with_output().unwrap();
    let said = String::from_utf8(said.stdout).unwrap();
    assert_eq!(said.lines().count(), names.len());
    let ours = |name: &str| if check_file_path(name).is_ok() { "yes" } else { "no" };
    let differ: Vec<_> = names
        .iter()
        .zip(said.lines())
        .filter(|(name, gos)| *gos != "?" && ours(name) != *gos)
        .collect();
    assert!(differ.is_empty(), "{} differ: {:?}", differ.len(), &differ[..differ.len().min(20)]);
    assert!(said.lines().filter(|line| *line == "yes").count() > 10_000);
}
