//! A small module as a module proxy serves it: `example.com/a@v1.0.0`.

use std::io::{Cursor, Write};

use goenvmgr::base::digest::Sha256Sum;
use goenvmgr::go::sumdb::dirhash;

use super::server::{Answer, Server};
use super::sumdb::attacks::{MODULE, VERSION};

const GO_MOD: &str = "module example.com/a\n";
const SOURCE: &str = "package a\n";

/// Its files below `example.com/a/@v/`: name and bytes.
pub fn files() -> [(&'static str, Vec<u8>); 3] {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [("a.go", SOURCE), ("go.mod", GO_MOD)] {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(format!("{MODULE}@{VERSION}/{name}"), options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    let info = br#"{"Version":"v1.0.0","Time":"2026-01-01T00:00:00Z"}"#;
    [
        ("v1.0.0.info", info.to_vec()),
        ("v1.0.0.mod", GO_MOD.as_bytes().to_vec()),
        ("v1.0.0.zip", zip.finish().unwrap().into_inner()),
    ]
}

/// Its h1 and that of its go.mod.
pub fn sums() -> (String, String) {
    let sums = [("a.go", SOURCE), ("go.mod", GO_MOD)].map(|(name, text)| {
        (format!("{MODULE}@{VERSION}/{name}").into(), Sha256Sum::of(text.as_bytes()))
    });
    let go_mod = [("go.mod".into(), Sha256Sum::of(GO_MOD.as_bytes()))];
    (dirhash::h1(sums.into_iter()).to_h1(), dirhash::h1(go_mod.into_iter()).to_h1())
}

/// Lets the server serve it below this path (`""` or `/x`).
pub fn serve(server: &Server, below: &str) {
    for (name, bytes) in files() {
        server.on(&format!("{below}/{MODULE}/@v/{name}"), Answer::ok(bytes));
    }
}
