use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::*;
use crate::base::progress::Silent;

const PREFIX: &str = "golang.org/toolchain@v0.0.1-go1.22.5.linux-amd64/";

struct Item<'a> {
    name: &'a [u8],
    contents: &'a [u8],
    /// Unix mode with file type, or 0.
    mode: u32,
    /// What the directory claims as the unpacked size.
    claims: Option<u32>,
    crc: Option<u32>,
}

fn item<'a>(name: &'a [u8], contents: &'a [u8]) -> Item<'a> {
    Item { name, contents, mode: 0, claims: None, crc: None }
}

fn crc32(bytes: &[u8]) -> u32 {
    let mut crc = flate2::Crc::new();
    crc.update(bytes);
    crc.sum()
}

/// A zip of stored files, written byte by byte so that it may lie.
fn zip_of(items: &[Item<'_>]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for item in items {
        let offset = out.len() as u32;
        let size = item.contents.len() as u32;
        let mut common = Vec::new();
        // Version, UTF-8 names, stored, time, date.
        for field in [20_u16, 0x0800, 0, 0, 0x21] {
            common.extend_from_slice(&field.to_le_bytes());
        }
        let crc = item.crc.unwrap_or_else(|| crc32(item.contents));
        for field in [crc, size, item.claims.unwrap_or(size)] {
            common.extend_from_slice(&field.to_le_bytes());
        }
        common.extend_from_slice(&(item.name.len() as u16).to_le_bytes());
        common.extend_from_slice(&[0, 0]);
        out.extend_from_slice(b"PK\x03\x04");
        out.extend_from_slice(&common);
        out.extend_from_slice(item.name);
        out.extend_from_slice(item.contents);
        directory.extend_from_slice(b"PK\x01\x02\x14\x03");
        directory.extend_from_slice(&common);
        directory.extend_from_slice(&[0; 6]);
        directory.extend_from_slice(&(item.mode << 16).to_le_bytes());
        directory.extend_from_slice(&offset.to_le_bytes());
        directory.extend_from_slice(item.name);
    }
    let start = out.len() as u32;
    out.extend_from_slice(&directory);
    out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
    for _ in 0..2 {
        out.extend_from_slice(&(items.len() as u16).to_le_bytes());
    }
    out.extend_from_slice(&(directory.len() as u32).to_le_bytes());
    out.extend_from_slice(&start.to_le_bytes());
    out.extend_from_slice(&[0, 0]);
    out
}

fn unpacked(zip: &[u8], prefix: &str) -> (tempfile::TempDir, Result<Tree, String>) {
    let dir = tempfile::tempdir().unwrap();
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(zip).unwrap();
    let limits = Limits { files: 100, bytes: 1 << 20, file_bytes: 1 << 19 };
    let tree = unpack(&file, dir.path(), prefix, &limits, &Silent, &|| false);
    (dir, tree.map_err(|e| e.to_string()))
}

fn named(below: &str) -> Vec<u8> {
    format!("{PREFIX}{below}").into_bytes()
}

#[test]
fn module_zip_becomes_a_goroot() {
    let names = ["bin/go", "src/_go.mod", "src/make.bash", "src/my_go.mod", "VERSION"].map(named);
    let items: Vec<_> = names.iter().map(|name| item(name, b"contents")).collect();
    let (dir, tree) = unpacked(&zip_of(&items), PREFIX);
    let tree = tree.unwrap();
    let listed: Vec<_> = tree.files.iter().map(|f| (f.path.as_str(), f.executable)).collect();
    assert_eq!(
        listed,
        [
            ("VERSION", false),
            ("bin/go", true),
            ("src/go.mod", false),
            ("src/make.bash", true),
            ("src/my_go.mod", false)
        ]
    );
    let mode = |path: &str| fs::metadata(dir.path().join(path)).unwrap().permissions().mode();
    assert_eq!(mode("bin/go") & 0o111, 0o111);
    assert_eq!(mode("VERSION") & 0o111, 0);
    let scanned = crate::go::archive::scan(dir.path(), &Silent).unwrap();
    assert_eq!(scanned.tree, tree);
}

#[test]
fn executables_of_a_zip_follow_from_their_names() {
    for path in [
        "bin/gofmt",
        "pkg/tool/linux_amd64/compile",
        "src/all.bash",
        "src/cmd/x.sh",
        "a.pl",
        "src/all.rc",
        "misc/go_android_arm_exec",
        "lib/wasm/go_js_wasm_exec",
    ] {
        assert!(is_program(path), "{path}");
    }
    for path in
        ["VERSION", "src/bin/x.go", "go_exec", "go__exec", "go_js_exec.go", "pkg/x", "go_a__exec"]
    {
        assert!(!is_program(path), "{path}");
    }
}

#[test]
fn hostile_zips_are_refused_in_their_own_words() {
    let ok = named("ok");
    let bad = |name: &'static str| named(name);
    let link = Item { mode: 0o120_777, ..item(b"", b"/etc") };
    let fifo = Item { mode: 0o010_644, ..item(b"", b"") };
    let (b1, b2, b3, b4) = (bad("../../x"), bad("a\\b"), bad("OK"), bad("l"));
    let (gomod, escaped) = (bad("src/go.mod"), bad("src/_go.mod"));
    let table: Vec<(Vec<Item<'_>>, &str)> = vec![
        (vec![item(&b1, b"")], "climbs out"),
        (vec![item(b"/etc/x", b"")], "absolute"),
        (vec![item(&b2, b"")], "backslash"),
        (vec![item(&ok, b""), item(&ok, b"")], "twice"),
        (vec![item(&gomod, b""), item(&escaped, b"")], "src/go.mod twice"),
        (vec![item(&ok, b""), item(&b3, b"")], "upper and lower case"),
        (vec![item(b"elsewhere/x", b"")], "not below"),
        (vec![Item { name: &b4, ..link }], "holds a link"),
        (vec![Item { name: &b4, ..fifo }], "neither file nor directory"),
        (vec![Item { claims: Some(1 << 20), ..item(&ok, b"x") }], "more than 524288 bytes"),
        (vec![Item { claims: Some(9), ..item(&ok, b"x") }], "damaged"),
        (vec![Item { crc: Some(1), ..item(&ok, b"x") }], "damaged"),
        (vec![], "no files"),
    ];
    for (items, words) in table {
        let error = unpacked(&zip_of(&items), PREFIX).1.unwrap_err();
        assert!(error.contains(words), "{error} for {words}");
    }
}

#[test]
fn zip_ends_where_it_ends() {
    let name = named("f");
    let good = zip_of(&[item(&name, &[1; 3000])]);
    assert!(unpacked(&good, PREFIX).1.is_ok());
    let shifted = [b"PK\x03\x04garbage".as_slice(), &good].concat();
    let table: &[(&[u8], &str)] = &[
        (&good[..good.len() - 1], "damaged"),
        (&good[..1000], "damaged"),
        (&[good.as_slice(), b"x"].concat(), "damaged"),
        (&shifted, "damaged"),
        (b"<html>no</html>", "not a zip file"),
        (b"", "not a zip file"),
    ];
    for (zip, words) in table {
        let error = unpacked(zip, PREFIX).1.unwrap_err();
        assert!(error.contains(words), "{error} for {words}");
    }
}

#[test]
fn zip_is_told_by_its_first_name() {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(&zip_of(&[item(b"go/VERSION", b"go1")])).unwrap();
    assert_eq!(first_name(&file).unwrap(), "go/VERSION");
}
