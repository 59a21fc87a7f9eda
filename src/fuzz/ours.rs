//! Files of ours, which anybody may have damaged, and the user's own files that we write into.

use std::path::Path;

use super::{last_line, text};
use crate::go::tree::Tree;
use crate::projects::manifest::trust;
use crate::projects::seen::projects::Roots;
use crate::settings::config;
use crate::settings::home::layout::Layout;
use crate::shells::ide::jsonc;
use crate::shells::setup::block::{self, Block, Place};
use crate::sys::envdiff::{RECORD, Undo};
use crate::sys::net::resume::Identity;
use crate::toolchains::store::Receipt;
use crate::upkeep::release::Release;

/// config.toml: read, and with one key written.
pub fn config(bytes: &[u8]) {
    let (path, text) = (Path::new("config.toml"), text(bytes));
    let read = config::file::File::parse(path, text);
    let request = "1.22".parse().ok();
    for default in [request.as_ref(), None] {
        let Ok(written) = config::edit::with_default(path, text, default) else { continue };
        let again = config::file::File::parse(path, &written);
        if read.is_ok() {
            let found = again.and_then(|file| file.get("default"));
            let found = found.map(|found| found.map(|(value, _)| value));
            assert_eq!(found, Ok(default.map(ToString::to_string)), "{written}");
        }
    }
}

/// Where a store says that the rest of its home lies.
pub fn layout(bytes: &[u8]) {
    let layout = Layout::parse(bytes);
    assert_eq!(Layout::parse(&layout.print()), layout);
    for path in layout.config.iter().chain(&layout.state) {
        assert!(path.is_absolute() && path.iter().any(|part| part == "goenvmgr"));
    }
}

/// A receipt, that of a set of tools, a record of trust, and what lies beside a partial download.
pub fn receipt(bytes: &[u8]) {
    if let Ok(receipt) = serde_json::from_slice::<Receipt>(bytes) {
        let text = serde_json::to_vec(&receipt).unwrap_or_default();
        assert_eq!(serde_json::from_slice(&text).ok().as_ref(), Some(&receipt));
        let _ = receipt.verified().to_string();
        if let Some(evidence) = &receipt.transparency
            && let Ok(sum) = evidence.check()
        {
            assert_eq!(sum.to_h1(), evidence.h1);
        }
    }
    let _ = serde_json::from_slice::<trust::Record>(bytes);
    let _ = serde_json::from_slice::<Identity>(bytes);
    let _ = crate::tools::receipt::Receipt::parse(bytes);
}

/// Settings of an editor: with a value of ours in them, and without it again.
pub fn settings(bytes: &[u8]) {
    const KEYS: [&str; 2] = ["go.alternateTools", "go"];
    let text = text(bytes);
    let Ok(found) = jsonc::get(text, &KEYS) else { return };
    let (before, depth) = (jsonc::value(text), jsonc::depth(text, &KEYS));
    let Ok(made) = jsonc::set(text, &KEYS, &"/s/go".into(), "  ") else { return };
    let value = jsonc::get(&made, &KEYS).map(|it| it.map(|it| it.value));
    assert_eq!(value, Ok(Some("/s/go".into())), "{made}");
    let back = match &found {
        Some(found) => jsonc::restore(&made, &KEYS, &found.raw),
        None => jsonc::remove(&made, &KEYS, depth.unwrap_or_default() + 1),
    };
    let back = back.unwrap_or_default();
    if found.is_some() {
        assert_eq!(back, text);
    } else if before.as_ref().is_ok_and(|before| !before.is_null()) {
        assert_eq!(jsonc::value(&back), before, "{back}");
    }
}

/// The per-file manifest of a toolchain.
pub fn tree(bytes: &[u8]) {
    let text = text(bytes);
    match Tree::from_text(text) {
        Ok(tree) => {
            assert_eq!(Tree::from_text(&tree.to_text()).as_ref(), Ok(&tree));
            let _ = (tree.bytes(), tree.platform());
            assert!(tree.files.iter().take(100).all(|f| tree.get(&f.path) == Some(f)));
        }
        Err(line) => assert!(line <= last_line(bytes)),
    }
}

/// The list of roots.
pub fn roots(bytes: &[u8]) {
    let Some(roots) = Roots::parse(bytes) else { return };
    assert!(roots.0.keys().all(|path| path.is_absolute()));
    assert_eq!(Roots::parse(&roots.print()), Some(roots));
}

/// The record of what an environment was.
pub fn undo(bytes: &[u8]) {
    let Some(undo) = Undo::decode(&crate::sys::text::of(bytes)) else { return };
    assert_eq!(Undo::decode(&undo.encode()).as_ref(), Some(&undo), "{RECORD}");
}

/// Start-up files of shells: what is put in goes again, and leaves what was there.
pub fn startup(bytes: &[u8]) {
    let Ok(found) = block::find(bytes) else { return };
    for place in [Place::Top, Place::End] {
        let lines = vec![b"export A=1".to_vec(), b"export B=2".to_vec()];
        let block = Block { name: "env", place, lines };
        let Ok((with, _)) = block::put(bytes, &block) else { continue };
        assert_eq!(block::put(&with, &block).map(|(again, _)| again).as_ref(), Ok(&with));
        if found.is_empty() {
            assert_eq!(block::take_all(&with).map(|(without, _)| without), Ok(bytes.to_vec()));
        }
    }
}

/// What the owner of releases signs, as if he had signed anything: no file of it leads out of its directory.
pub fn release(bytes: &[u8]) {
    let Ok(release) = Release::of(text(bytes), String::new()) else { return };
    for archive in release.archives {
        let name = archive.file.strip_prefix("goenvmgr-").and_then(|it| it.strip_suffix(".tar.gz"));
        assert!(name.is_some_and(|name| !name.contains('/')), "{}", archive.file);
        assert!(archive.size > 0 && archive.size < 1 << 30, "{}", archive.size);
    }
}
