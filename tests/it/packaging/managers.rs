//! Manifests for package managers of Windows, filled from a release and held against its zip.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::placed::{release_for, sha256};
use super::root;
use crate::support::world::{World, ran};

const TARGET: &str = "x86_64-pc-windows-msvc";
const ADDRESS: &str = "https://downloads.example/v1";

/// A release's zip.
fn zipped(folder: &Path) -> PathBuf {
    let archive = release_for(folder, "goenvmgr.exe", TARGET);
    let mut zip = Command::new(root().join("packaging/zip.sh"));
    PathBuf::from(ran(zip.arg(archive)).exits(0).stdout.trim_end())
}

fn filled(template: &str, folder: &Path) -> String {
    let mut fill = Command::new(root().join("packaging/fill.sh"));
    let template = root().join("packaging").join(template);
    ran(fill.arg(template).arg(ADDRESS).arg(folder)).exits(0).stdout
}

/// Whether the zip holds a file of this name.
fn holds(zip: &Path, name: &str) -> bool {
    let file = fs::File::open(zip).unwrap();
    zip::ZipArchive::new(file).unwrap().by_name(name).is_ok()
}

#[test]
fn scoop_manifest_names_what_the_zip_holds() {
    let world = World::new();
    let dist = world.path("dist");
    let zip = zipped(&dist);
    let manifest = filled("goenvmgr.json.in", &dist);
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let here = &manifest["architecture"]["64bit"];
    let name = zip.file_name().unwrap().to_str().unwrap();
    assert_eq!(here["url"], format!("{ADDRESS}/{name}"));
    assert_eq!(here["hash"], sha256(&zip));
    let dir = here["extract_dir"].as_str().unwrap();
    assert!(holds(&zip, &format!("{dir}/{}", manifest["bin"].as_str().unwrap())));
    assert_eq!(manifest["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(sha256(&zip), sha256(&zipped(&world.path("again"))), "the same bytes again");
}

#[test]
fn winget_manifests_name_what_the_zip_holds_and_agree() {
    let world = World::new();
    let dist = world.path("dist");
    let zip = zipped(&dist);
    let manifest = |part: &str| filled(&format!("winget/goenvmgr.goenvmgr{part}.yaml.in"), &dist);
    let value = |text: &str, key: &str| {
        let start = format!("{key}: ");
        let line =
            text.lines().find_map(|line| line.trim_start_matches([' ', '-']).strip_prefix(&start));
        line.unwrap_or_else(|| panic!("{key}: {text}")).to_owned()
    };
    let parts = ["", ".installer", ".locale.en-US"].map(manifest);
    for text in &parts {
        assert_eq!(value(text, "PackageIdentifier"), "goenvmgr.goenvmgr");
        assert_eq!(value(text, "PackageVersion"), env!("CARGO_PKG_VERSION"));
        assert_eq!(value(text, "ManifestVersion"), "1.6.0");
    }
    let types = parts.each_ref().map(|text| value(text, "ManifestType"));
    assert_eq!(types, ["version", "installer", "defaultLocale"]);
    let installer = &parts[1];
    assert_eq!(value(installer, "InstallerSha256"), sha256(&zip));
    let name = zip.file_name().unwrap().to_str().unwrap();
    assert_eq!(value(installer, "InstallerUrl"), format!("{ADDRESS}/{name}"));
    assert!(holds(&zip, &value(installer, "RelativeFilePath").replace('\\', "/")));
    assert_eq!(value(&parts[0], "DefaultLocale"), value(&parts[2], "PackageLocale"));
}
