//! What is ours in an environment, taken out and put in again. Pure: variables in, variables out.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use crate::settings::home::Home;
use crate::sys::envdiff::{RECORD, Saved, Undo, Vars, fingerprint};
use crate::sys::fs::lookup;
use crate::sys::path_list::{join, split, without};
use crate::sys::record;
use crate::sys::text;

/// The variable that `use` exports.
pub use crate::settings::GOENVMGR_VERSION as VERSION;

/// Where our directories are.
#[derive(Clone, Debug)]
pub struct Ours {
    /// `toolchains/`.
    pub toolchains: PathBuf,
    /// `shims/`.
    pub shims: PathBuf,
    /// `tools/`.
    pub tools: PathBuf,
}

impl Ours {
    /// Ours in this home.
    pub fn of(home: &Home) -> Self {
        Self { toolchains: home.toolchains(), shims: home.shims(), tools: home.tools() }
    }

    /// Whether a PATH component is `shims/`, or the `bin` of a toolchain or a set of tools of ours.
    pub fn holds(&self, component: &OsStr) -> bool {
        self.is_shims(component)
            || is_bin_of_one(component, &self.toolchains)
            || is_bin_of_one(component, &self.tools)
    }

    /// Whether a PATH component is `shims/`.
    pub fn is_shims(&self, component: &OsStr) -> bool {
        component == self.shims
    }

    /// Whether a `go` stands in `shims/`.
    pub fn stand(&self) -> bool {
        lookup::is_program(&self.shims.join(lookup::file_name("go")))
    }

    /// Whether a GOROOT is a toolchain of ours.
    pub fn is_goroot(&self, goroot: &OsStr) -> bool {
        Path::new(goroot).starts_with(&self.toolchains)
    }
}

/// Whether it is `NAME/bin` below a directory.
fn is_bin_of_one(component: &OsStr, dir: &Path) -> bool {
    let inner = Path::new(component).strip_prefix(dir);
    inner.is_ok_and(|inner| inner.components().count() == 2 && inner.ends_with("bin"))
        && !text::bytes(component).ends_with(b"/")
}

/// An environment without us.
#[derive(Clone, Debug)]
pub struct Bare {
    /// The user's variables.
    pub vars: Vars,
    /// Where `shims/` stood because the user's start-up files put it there.
    pub shims: Option<usize>,
    /// How many components stand before the first of ours, which an activation had put in front: so
    /// many were put there since, by the user or by another tool.
    pub before: Option<usize>,
    /// The variables that an activation had set and that are something else by now.
    pub since: BTreeSet<String>,
}

/// Where ours goes on PATH.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placing {
    /// To the front: the user asked for it, or a shell begins.
    Front,
    /// Where an activation's stands by now: what was put in front of it since stays there.
    AsItStands,
    /// To the front, for one process: what was set for it since an activation set it stays as it is
    /// (`GOOS=windows go build`).
    Process,
}

/// Takes out what is ours. A variable that we had set and that now holds something else was set by
/// the user since: it stays.
pub fn bare(vars: &Vars, ours: &Ours) -> Bare {
    let record = record::get(vars, RECORD).and_then(|record| Undo::decode(record));
    let undo = record.clone().unwrap_or_default();
    let mut bare = vars.clone();
    bare.remove(OsStr::new(RECORD));
    let since = undo.restore_saved(&mut bare);
    restore_goroot(&mut bare, &undo, ours);
    let Some(path) = record::get(vars, "PATH") else {
        return Bare { vars: bare, shims: None, before: None, since };
    };
    let (kept, at) = without(&split(path), |c| ours.holds(c), |c| ours.is_shims(c));
    if kept.is_empty() && undo.no_path {
        bare.remove(OsStr::new("PATH"));
    } else {
        bare.insert("PATH".into(), join(&kept));
    }
    let first = without(&split(path), |c| ours.holds(c), |c| ours.holds(c)).1;
    Bare {
        vars: bare,
        shims: if record.is_some() { undo.shims } else { at },
        before: record.and(first),
        since,
    }
}

fn restore_goroot(vars: &mut Vars, undo: &Undo, ours: &Ours) {
    let key = OsStr::new("GOROOT");
    if record::get(vars, key).is_some_and(|now| !ours.is_goroot(now)) {
        return;
    }
    match &undo.goroot {
        Some(own) => vars.insert(key.to_owned(), own.clone()),
        None => vars.remove(key),
    };
}

/// What an activation makes of an environment that is bare of us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Target {
    /// What goes to the front of PATH: the toolchain's `bin`.
    pub bin: Option<PathBuf>,
    /// Whether `shims/` follows it. Where it does not, it stands where the user's files put it.
    pub shims: bool,
    /// The `bin` of the project's tools, which follows both.
    pub tools: Option<PathBuf>,
    /// What becomes of GOROOT.
    pub goroot: Goroot,
    /// Other variables: GOTOOLCHAIN and those of `[env]`.
    pub set: Vec<(String, OsString)>,
}

/// What becomes of GOROOT.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Goroot {
    /// It is the user's own, or not set.
    #[default]
    Users,
    /// It is taken away.
    Unset,
    /// It names the toolchain whose `go` runs.
    Exported(PathBuf),
}

/// Puts us in, with the record that takes us out again.
pub fn applied(bare: &Bare, target: &Target, ours: &Ours) -> Vars {
    let mut vars = bare.vars.clone();
    let mut undo = Undo { shims: bare.shims, ..Undo::default() };
    let path = record::get(&bare.vars, "PATH");
    undo.no_path = path.is_none();
    let mut parts = path.map(|path| split(path)).unwrap_or_default();
    let front = bare.before.unwrap_or(0).min(parts.len());
    if let Some(tools) = &target.tools {
        parts.insert(front, tools.clone().into());
    }
    if target.shims {
        parts.insert(front, ours.shims.clone().into());
    } else if let Some(at) = bare.shims {
        parts.insert(at.min(parts.len()), ours.shims.clone().into());
    }
    if let Some(bin) = &target.bin {
        parts.insert(front, bin.clone().into());
    }
    if path.is_some() || !parts.is_empty() {
        vars.insert("PATH".into(), join(&parts));
    }
    for (name, value) in &target.set {
        vars.insert(name.into(), value.clone());
        let before = record::get(&bare.vars, name).cloned();
        let applied = fingerprint(Some(value));
        undo.saved.insert(name.clone(), Saved { before, applied });
    }
    let key = OsStr::new("GOROOT");
    undo.goroot = match &target.goroot {
        Goroot::Users => None,
        Goroot::Unset => {
            record::var(key);
            vars.remove(key)
        }
        Goroot::Exported(root) => {
            record::var(key);
            vars.insert(key.to_owned(), root.clone().into())
        }
    };
    // With nothing of ours there is nothing to take back: no record, and the place of shims/ is
    // read from PATH the next time.
    if target.bin.is_some() || target.shims || !undo.saved.is_empty() || undo.goroot.is_some() {
        vars.insert(RECORD.into(), undo.encode());
    }
    vars
}

/// The `go` that stands before ours on PATH, put there since.
pub(super) fn overtaken(bare: &Bare) -> Option<PathBuf> {
    let path = split(bare.vars.get(OsStr::new("PATH"))?);
    let before = join(path.get(..bare.before?)?);
    lookup::first(lookup::dirs(Some(&before)), "go")
}

/// The variables as the user has them: what an activation set is taken back, and `shims/` stands where the user's files
/// put it. Where no record says that one did, they are what they are.
pub fn outside(vars: &Vars, ours: &Ours) -> Vars {
    match record::get(vars, RECORD) {
        Some(_) => applied(&bare(vars, ours), &Target::default(), ours),
        None => vars.clone(),
    }
}

/// The environment after `deactivate`.
pub fn deactivated(vars: &Vars, ours: &Ours) -> Vars {
    let mut left = bare(vars, ours).vars;
    record::var(VERSION);
    left.remove(OsStr::new(VERSION));
    left
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ours() -> Ours {
        Ours {
            toolchains: "/d/toolchains".into(),
            shims: "/d/shims".into(),
            tools: "/d/tools".into(),
        }
    }

    fn vars(pairs: &[(&str, &str)]) -> Vars {
        pairs.iter().map(|(name, value)| (name.into(), value.into())).collect()
    }

    fn list(parts: &[&str]) -> String {
        join(parts).into_string().unwrap()
    }

    fn toolchain(name: &str) -> Target {
        let root = Path::new("/d/toolchains").join(name);
        Target {
            bin: Some(root.join("bin")),
            shims: true,
            tools: None,
            goroot: Goroot::Exported(root),
            set: vec![],
        }
    }

    fn switch(vars: &Vars, target: &Target) -> Vars {
        applied(&bare(vars, &ours()), target, &ours())
    }

    fn target() -> impl Strategy<Value = Target> {
        let set = proptest::collection::vec(("[XY]", "[a-z;=%]{0,3}"), 0..3);
        let tools = proptest::option::of("go1\\.22\\.5-[0-9a-f]{2}");
        (0..6u8, set, tools).prop_map(|(kind, set, tools)| Target {
            tools: tools
                .filter(|_| kind < 4)
                .map(|set| Path::new("/d/tools").join(set).join("bin")),
            set: set.into_iter().map(|(name, value)| (name, value.into())).collect(),
            ..match kind {
                0 => toolchain("go1.22.5"),
                1 => toolchain("go1.23.0"),
                2 => Target { goroot: Goroot::Unset, ..toolchain("go1.21.0") },
                3 => Target { bin: None, ..toolchain("go1.22.5") },
                4 => Target { shims: true, ..Target::default() },
                _ => Target::default(),
            }
        })
    }

    fn user() -> impl Strategy<Value = Vars> {
        let part = proptest::sample::select(&["", "/a", "/b b", "/a", "/d", "/d/toolchains/x"]);
        let separator = crate::sys::path_list::SEPARATOR.to_string();
        let path =
            proptest::collection::vec(part, 0..5).prop_map(move |parts| parts.join(&separator));
        let value = || proptest::option::of("[a-z;=%~\n]{0,4}");
        (proptest::option::of(path), value(), value(), value()).prop_map(|(path, goroot, x, y)| {
            let pairs = [("PATH", path), ("GOROOT", goroot), ("X", x), ("Y", y)];
            pairs
                .into_iter()
                .filter_map(|(name, value)| Some((OsString::from(name), value?.into())))
                .collect()
        })
    }

    proptest! {
        #[test]
        fn switches_are_taken_back_however_many(
            user in user(),
            targets in proptest::collection::vec(target(), 1..6),
        ) {
            let mut now = user.clone();
            for target in &targets {
                now = switch(&now, target);
                let again = switch(&now, target);
                prop_assert_eq!(&again, &now, "twice is once");
            }
            let direct = switch(&user, targets.last().unwrap());
            prop_assert_eq!(&now, &direct, "no trace of earlier switches");
            prop_assert_eq!(deactivated(&now, &ours()), user);
        }
    }

    #[test]
    fn goroot_and_path_change_in_one_step() {
        let path = list(&["/usr/bin", "", "/bin"]);
        let user = vars(&[("PATH", &path), ("GOROOT", "/usr/lib/go")]);
        let go = toolchain("go1.22.5");
        let now = switch(&user, &go);
        let bin = go.bin.as_ref().unwrap();
        let path = list(&[bin.to_str().unwrap(), "/d/shims", "/usr/bin", "", "/bin"]);
        assert_eq!(now[OsStr::new("PATH")], *path);
        assert_eq!(Path::new(&now[OsStr::new("GOROOT")]), Path::new("/d/toolchains/go1.22.5"));
        assert_eq!(now[OsStr::new(RECORD)], "-;GOROOT=/usr/lib/go");
        assert_eq!(deactivated(&now, &ours()), user);
    }

    #[test]
    fn tools_stand_third_and_go_with_the_others() {
        let user = vars(&[("PATH", &list(&["/usr/bin", "/d/tools/x"]))]);
        let tools = |name: &str| Some(PathBuf::from(format!("/d/tools/{name}/bin")));
        let go = Target { tools: tools("go1.22.5-0a"), ..toolchain("go1.22.5") };
        let now =
            switch(&switch(&user, &Target { tools: tools("go1.22.5-0b"), ..go.clone() }), &go);
        let bin = go.bin.as_ref().unwrap().to_str().unwrap();
        let path = list(&[bin, "/d/shims", "/d/tools/go1.22.5-0a/bin", "/usr/bin", "/d/tools/x"]);
        assert_eq!(now[OsStr::new("PATH")], *path);
        assert_eq!(deactivated(&now, &ours()), user);
    }

    #[test]
    fn shims_of_the_start_up_files_come_back_where_they_were() {
        let user = vars(&[("PATH", &list(&["/venv", "/d/shims", "/bin"]))]);
        let go = toolchain("go1.22.5");
        let inside = switch(&user, &go);
        let bin = go.bin.as_ref().unwrap().to_str().unwrap();
        assert_eq!(inside[OsStr::new("PATH")], *list(&[bin, "/d/shims", "/venv", "/bin"]));
        assert_eq!(switch(&inside, &Target::default()), user);
        let off = deactivated(&inside, &ours());
        assert_eq!(off[OsStr::new("PATH")], *list(&["/venv", "/bin"]));
    }

    #[test]
    fn variables_that_the_user_set_since_stay() {
        let set = vec![("X".to_owned(), OsString::from("ours"))];
        let mut now = switch(&vars(&[("X", "mine")]), &Target { set, ..Target::default() });
        assert_eq!(now[OsStr::new("X")], "ours");
        now.insert("X".into(), "changed".into());
        now.insert("GOROOT".into(), "/opt/go".into());
        let left = deactivated(&now, &ours());
        assert_eq!(left, vars(&[("X", "changed"), ("GOROOT", "/opt/go")]));
    }

    #[test]
    fn goroot_of_ours_without_a_record_is_not_the_user_s() {
        let stale = vars(&[("GOROOT", "/d/toolchains/go1.9"), ("PATH", "/bin")]);
        let left = switch(&stale, &Target::default());
        assert_eq!(left, vars(&[("PATH", "/bin")]));
    }
}
