//! The table of `docs/moving.md`: each manager's home is laid out as it says, and found.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;

use super::read;
use super::reader::Reader;
use crate::support::publish::Toolchain;

/// A published go1.22.5 below the home.
pub(super) fn goroot(reader: &Reader, below: &str) {
    for (path, (executable, bytes)) in &Toolchain::new("1.22.5").files {
        let file = reader.home().join(below).join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, bytes).unwrap();
        if *executable {
            use std::os::unix::fs::PermissionsExt as _;
            fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).unwrap();
        }
    }
}

/// Manager → where its versions are, where its default is; as the page has them.
fn table() -> BTreeMap<String, (String, Option<String>)> {
    let page = read("docs/moving.md");
    let rows = page.lines().filter(|line| line.starts_with("| ") && line.contains("1.22.5"));
    let cell = |cell: &str| cell.trim().trim_matches('`').to_owned();
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').collect();
        let default = cell(cells[2]);
        (cell(cells[0]), (cell(cells[1]), (!default.is_empty()).then_some(default)))
    })
    .collect()
}

/// Writes what a manager has where its default stands: a link to its version, or a file of its form.
fn set_default(reader: &Reader, manager: &str, file: &str, versions: &str) {
    let text = match manager {
        "gvm" => "export gvm_go_name; gvm_go_name=\"go1.22.5\"\n",
        "mise" => "[tools]\ngo = \"1.22.5\"\n",
        "asdf" => "golang 1.22.5\n",
        _ => "1.22.5\n",
    };
    let path = reader.home().join(file);
    if ["g", "g (n-style)", "goup", "goup-rs", "gobrew"].contains(&manager) {
        let leads = if manager == "g (n-style)" { "bin" } else { "" };
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        symlink(reader.home().join(versions).join(leads), path).unwrap();
    } else {
        reader.file(file, text);
    }
}

#[test]
fn home_of_every_manager_is_where_the_page_says() {
    let table = table();
    assert!(table.len() >= 15, "{table:?}");
    for (manager, (versions, default)) in table {
        let mut reader = Reader::new();
        let brew = reader.home().join("brew");
        reader.world.set("HOMEBREW_PREFIX", &brew);
        let below = versions.replace("$HOMEBREW_PREFIX", "~/brew");
        let below = below.strip_prefix("~/").unwrap();
        goroot(&reader, below);
        if let Some(default) = &default {
            set_default(&reader, &manager, default.strip_prefix("~/").unwrap(), below);
        }
        let found =
            reader.ours(&["import", &manager, "--dry-run", "--format", "json"]).exits(0).json();
        let copy = &found["toolchains"][0]["copies"][0];
        assert_eq!(
            copy["path"],
            reader.home().join(below).to_str().unwrap(),
            "{manager}: {found:#}"
        );
        assert_eq!(found["toolchains"][0]["status"], "imported", "{manager}: {found:#}");
        let request = &found["default"]["request"];
        assert_eq!(request.as_str(), default.map(|_| "1.22.5"), "{manager}: {found:#}");
    }
}
