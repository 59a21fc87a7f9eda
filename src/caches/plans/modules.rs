//! `--modcache`: what of the module cache no root reaches.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::base::visible::Visible as _;
use crate::caches::facts::Facts;
use crate::caches::plan::{Act, CleanPlan, Kept, Removal, RemovalKind};
use crate::caches::reach::Wanted;
use crate::caches::roots::Root;
use crate::go::escape::escape;
use crate::go::gomod::ModuleVersion;
use crate::sys::fs::usage::{Links, of_path};
use crate::toolchains::inventory::modules::Parts;

const ADD: &str = "goenvmgr roots add DIR, or goenvmgr roots add --scan DIR";
const SURE: &str = "look at it, and add --yes if it is one: go env GOMODCACHE";

/// The plan of `--modcache`, with `--zips` where `zips` is set; `sure` is the user who says `--yes`.
pub(crate) fn plan(facts: &Facts, zips: bool, sure: bool) -> CleanPlan {
    let mut plan = CleanPlan {
        roots: facts.roots.iter().map(Root::line).collect(),
        beyond: true,
        ..CleanPlan::default()
    };
    if let Some(why) = refusal(facts) {
        plan.refused = Some(why);
        plan.hint = Some(ADD);
        return plan;
    }
    if let Some(why) = facts.modules.suspicion(false).filter(|_| !sure) {
        plan.refused = Some(why);
        plan.hint = Some(SURE);
        return plan;
    }
    let wanted = Wanted::new(facts.roots.iter().map(|root| &root.reached.modules));
    for (module, parts) in &facts.modules.modules {
        if let Some(mount) = facts.modules.mount_in(module) {
            plan.kept.push(mounted(module.to_string(), parts.bytes(), &mount));
            continue;
        }
        match wanted.by(module) {
            [] => plan.removals.push(garbage(&facts.modules.root, module, *parts)),
            roots => keep(facts, module, *parts, roots, zips, &mut plan),
        }
    }
    notes(facts, zips, &mut plan);
    plan
}

/// Why nothing may be removed.
fn refusal(facts: &Facts) -> Option<String> {
    if !facts.knows_a_project() {
        return Some("no project is known, so nothing says what is still needed".to_owned());
    }
    facts.riddle().map(|root| {
        format!(
            "{} cannot be looked at, and what it needs was never written down{}",
            root.path.visible(),
            root.reached.notes.first().map(|note| format!(" ({note})")).unwrap_or_default()
        )
    })
}

/// What has something mounted in it, or lies on what is mounted: a clean stays on the cache's disk.
fn mounted(name: String, bytes: u64, mount: &Path) -> Kept {
    Kept {
        kind: RemovalKind::Module,
        name,
        bytes,
        last_use: None,
        why: format!("something is mounted at {}", mount.visible()),
        roots: Vec::new(),
    }
}

fn garbage(root: &Path, module: &ModuleVersion, parts: Parts) -> Removal {
    Removal {
        kind: RemovalKind::Module,
        name: module.to_string(),
        path: place(root, module),
        bytes: parts.bytes(),
        files: parts.files(),
        last_use: None,
        why: "no root reaches it".to_owned(),
        act: Act::Module { module: module.clone(), zip_only: false },
    }
}

fn keep(
    facts: &Facts,
    module: &ModuleVersion,
    parts: Parts,
    roots: &[usize],
    zips: bool,
    plan: &mut CleanPlan,
) {
    let mut bytes = parts.bytes();
    let whole = parts.dir.is_some() && parts.ziphash.is_some() && !parts.partial;
    if let (true, true, Some(zip)) = (zips, whole, parts.zip) {
        bytes -= zip;
        plan.removals.push(Removal {
            kind: RemovalKind::Zip,
            name: module.to_string(),
            path: zip_of(&facts.modules.root, module),
            bytes: zip,
            files: 1,
            last_use: None,
            why: "its directory and hash stay".to_owned(),
            act: Act::Module { module: module.clone(), zip_only: true },
        });
    }
    let paths = roots.iter().filter_map(|root| facts.roots.get(*root));
    plan.kept.push(Kept {
        kind: RemovalKind::Module,
        name: module.to_string(),
        bytes,
        last_use: None,
        why: "reached".to_owned(),
        roots: paths.map(|root| root.path.clone()).collect(),
    });
}

fn notes(facts: &Facts, zips: bool, plan: &mut CleanPlan) {
    let mut notes: Vec<String> =
        facts.roots.iter().flat_map(|root| root.reached.notes.iter().cloned()).collect();
    let gone = plan.removals.iter().filter(|removal| removal.kind == RemovalKind::Module);
    let (count, bytes) = gone.fold((0u64, 0), |sum, one| (sum.0 + 1, sum.1 + one.bytes));
    if count > 0 {
        let versions = if count == 1 { "this version" } else { &format!("these {count} versions") };
        notes.push(format!(
            "a project that is not among the roots would have to download again what it needs of \
             {versions} ({}.{} MB unpacked and zipped); if you have one, name it first: \
             goenvmgr roots add DIR",
            bytes / 1_000_000,
            bytes % 1_000_000 / 100_000
        ));
    }
    if zips {
        notes.push(
            "without their zips, `go mod download` fetches kept modules again, and one whose \
             directory is deleted or changed cannot be unpacked again without the network"
                .to_owned(),
        );
    }
    for link in &facts.modules.links {
        notes
            .push(format!("{} is not followed and stays", facts.modules.root.join(link).visible()));
    }
    if facts.modules.total.unread > 0 {
        notes.push(format!(
            "{} directories below {} cannot be read; what they hold is not counted",
            facts.modules.total.unread,
            facts.modules.root.visible()
        ));
    }
    let mut known = BTreeSet::new();
    notes.retain(|note| known.insert(note.clone()));
    plan.notes = notes;
}

/// The plan of `--modcache --everything`.
pub(crate) fn everything(facts: &Facts, sure: bool) -> CleanPlan {
    let cache = &facts.modules;
    let mut plan = CleanPlan { beyond: true, ..CleanPlan::default() };
    if let Some(why) = cache.suspicion(true).filter(|_| !sure) {
        return CleanPlan { refused: Some(why), hint: Some(SURE), ..plan };
    }
    let running: Vec<_> = facts.go_toolchains.iter().filter(|(_, one)| one.running).collect();
    let mut keep = Vec::new();
    let mut kept_bytes = 0;
    for (version, toolchain) in &running {
        keep.push(PathBuf::from(format!("golang.org/toolchain@{version}")));
        let at = Path::new("cache/download/golang.org/toolchain/@v");
        keep.extend(["zip", "ziphash", "lock"].map(|end| at.join(format!("{version}.{end}"))));
        kept_bytes += toolchain.usage.bytes;
        plan.kept.push(Kept {
            kind: RemovalKind::GoToolchain,
            name: toolchain.name.clone(),
            bytes: toolchain.usage.bytes,
            last_use: Some(toolchain.last_use),
            why: "it runs now".to_owned(),
            roots: Vec::new(),
        });
    }
    for mount in &cache.mounts {
        let at = cache.root.join(mount);
        let bytes = of_path(&at, &Links::default()).bytes;
        kept_bytes += bytes;
        plan.kept.push(mounted(mount.visible().to_string(), bytes, &at));
        keep.push(mount.clone());
    }
    if cache.total.files > 0 || cache.total.dirs > 1 {
        plan.removals.push(Removal {
            kind: RemovalKind::ModuleCache,
            name: format!("everything in {}", cache.root.visible()),
            path: cache.root.clone(),
            bytes: cache.total.bytes.saturating_sub(kept_bytes),
            files: cache.total.files + cache.total.dirs,
            last_use: None,
            why: "asked for: --everything".to_owned(),
            act: Act::Everything { keep },
        });
        plan.notes.push(
            "go.mod and .info files, clones and the checksum database's records go too: every \
             project needs the network for its next build, and a toolchain switch as well"
                .to_owned(),
        );
    }
    plan
}

fn place(root: &Path, module: &ModuleVersion) -> PathBuf {
    let name = |text: &str| escape(text).unwrap_or_default();
    root.join(format!("{}@{}", name(&module.path), name(&module.version)))
}

fn zip_of(root: &Path, module: &ModuleVersion) -> PathBuf {
    let name = |text: &str| escape(text).unwrap_or_default();
    let versions = root.join("cache/download").join(name(&module.path)).join("@v");
    versions.join(format!("{}.zip", name(&module.version)))
}
