//! What is read for a selection: how far up, and what files that are none do to it.

use super::*;

#[test]
fn selection_carries_the_manifest_whose_variables_count() {
    let set = |value: &str| format!("[env]\nA = \"{value}\"\n");
    let above = || three().file("goenvmgr.toml", &set("above"));
    let near = || above().file("a/goenvmgr.toml", &set("near"));
    for (place, value) in [
        (three(), "none"),
        (above(), "above"),
        (near(), "near"),
        (near().var("GOENVMGR_VERSION", "1.22.5"), "near"),
        (near().file("a/goenvmgr.toml", "go = 1"), "wrong"),
        (near().file("a/.go-version", "1.22.5"), "near"),
        (near().file("a/b/.go-version", "1.22.5"), "none"),
        (near().file("a/b/.go-version", "1.22.5").var("GOENVMGR_VERSION", "1.23.1"), "near"),
        (above().file("a/go.mod", "go 1.22"), "above"),
        // A pin above a go.mod does not end the search.
        (above().file("a/.go-version", "1.22.5").file("a/b/go.mod", "go 1.22"), "above"),
    ] {
        let selection = place.selection();
        let found = match &selection.manifest {
            None => "none",
            Some(Ok(manifest)) => &manifest.env[0].value,
            Some(Err(_)) => "wrong",
        };
        assert_eq!(found, value, "{}", place.says());
    }
    let dangling = above();
    symlink("nowhere", dangling.dir.path().join("a/goenvmgr.toml")).unwrap();
    let found = dangling.selection().manifest.unwrap().unwrap();
    assert_eq!(found.path, dangling.dir.path().join("goenvmgr.toml"), "as for its version");
}

#[test]
fn selection_looks_no_further_up_than_it_must() {
    let highest = |place: &Place| {
        let scan = AncestorScan::of(&place.env.cwd);
        let selection = select(&place.env, &place.store, &place.config, &scan).unwrap();
        crate::projects::seen::nearest_project(&scan);
        assert!(selection.decided_by.is_some());
        let asked = scan.asked().into_iter().map(|file| file.path().parent().unwrap().to_owned());
        asked.min_by_key(|dir| dir.components().count()).unwrap()
    };
    let here = || three().var("GOWORK", "off").file("a/b/go.mod", "go 1.22.5");
    let pinned = here().file("a/b/.go-version", "1.22.5");
    assert_eq!(highest(&pinned), pinned.env.cwd);
    let above = here().file("a/.go-version", "1.23.1\n").file("a/goenvmgr.toml", "go = '1.23.1'");
    let scan = AncestorScan::of(&above.env.cwd);
    select(&above.env, &above.store, &above.config, &scan).unwrap();
    let unread = above.dir.path().join("a/.go-version");
    assert!(
        scan.asked().iter().all(|file| file.path() != unread),
        "what comes after decides nothing"
    );
    let workspace = three().file("a/b/go.work", "go 1.22").file("a/b/go.mod", "module m");
    let workspace = workspace.file("a/b/.go-version", "1.22.5");
    assert_eq!(highest(&workspace), workspace.env.cwd);
}

#[test]
fn hostile_files_cost_no_time_and_have_a_clear_outcome() {
    let place = |make: &dyn Fn(PathBuf)| {
        let place = three().default("1.23.1");
        make(place.dir.path().join("a/.go-version"));
        place.says()
    };
    let fifo = place(&|path| {
        let made = rustix::fs::mknodat(
            rustix::fs::CWD,
            &path,
            rustix::fs::FileType::Fifo,
            0o644.into(),
            0,
        );
        made.unwrap();
    });
    assert!(fifo.contains("not a regular file"), "{fifo}");
    let directory = place(&|path| fs::create_dir(path).unwrap());
    assert!(directory.contains("not a regular file"), "{directory}");
    let looped = place(&|path| symlink(&path, &path).unwrap());
    assert!(looped.contains("cannot be read"), "{looped}");
    let large = place(&|path| fs::write(path, vec![b'1'; 10 << 20]).unwrap());
    assert!(large.contains("larger than 4096 bytes"), "{large}");
    let binary = place(&|path| fs::write(path, [0xff, 0xfe, 0]).unwrap());
    assert!(binary.contains("UTF-8"), "{binary}");
    let dangling = place(&|path| symlink("nowhere", path).unwrap());
    assert!(dangling.starts_with("1.23.1 | Default"), "{dangling}");
    let module = three().default("1.23.1");
    fs::create_dir(module.dir.path().join("a/go.mod")).unwrap();
    fs::create_dir(module.dir.path().join("a/go.work")).unwrap();
    assert!(module.says().starts_with("1.23.1 | Default"));
}
