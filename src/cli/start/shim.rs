//! A shim: this program under the name of a tool. It selects, sets the environment and becomes the
//! tool; no child, no shell.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::cli::{Context, installing};
use crate::go::version::GoVersion;
use crate::projects::scan::AncestorScan;
use crate::projects::seen;
use crate::projects::select::{select, system_go, without_go};
use crate::settings::config::{Config, GorootMode};
use crate::settings::home::{Found, Home};
use crate::settings::stamp::NoStamp;
use crate::shells::activate::{Inputs, Ours, Placing, bare};
use crate::sys::env::{Env, executed};
use crate::sys::fs::{lookup, marks};
use crate::sys::replace;
use crate::toolchains::store::{Installed, Store};
use crate::ui::{Out, begin_log};

/// Set by the go command where it runs another toolchain in its place.
const SWITCHED: &str = "GOTOOLCHAIN_INTERNAL_SWITCH_VERSION";

/// Which tool this program was called as.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Called {
    /// `go` or `gofmt`, of the version that the directory selects.
    ByDirectory(&'static str),
    /// The `go` of this version.
    Exactly(GoVersion),
}

/// Becomes the tool that this program was called as. `None` where it was called by its own name.
pub(in crate::cli) fn dispatch(env: &Env) -> Option<Exit> {
    let executed = executed();
    let first = env.args.first().map(PathBuf::from).unwrap_or_default();
    let switched = env.vars.get(OsStr::new(SWITCHED)).map(OsString::as_os_str);
    let called = called(&executed, switched).or_else(|| called(&first, switched))?;
    begin_log(env, 0);
    let out = Out::plain();
    Some(become_tool(env, &called, &executed).unwrap_or_else(|fault| out.fault(&fault)))
}

/// The tool of a path. The go command's own switch gives `argv[0]` as `go` whatever it runs, and
/// says the version in a variable.
fn called(path: &Path, switched: Option<&OsStr>) -> Option<Called> {
    let name = lookup::tool(path)?;
    let version = GoVersion::from_toolchain(name);
    if name == "gofmt" {
        return Some(Called::ByDirectory("gofmt"));
    }
    if name != "go" && version.is_none() {
        return None;
    }
    let switched = switched.and_then(OsStr::to_str).and_then(GoVersion::from_toolchain);
    Some(switched.or(version).map_or(Called::ByDirectory("go"), Called::Exactly))
}

fn become_tool(env: &Env, called: &Called, executed: &Path) -> Result<Exit> {
    let found = found(env, executed)?;
    let home = &found.home;
    let become_it = || -> Result<Exit> {
        let config = Config::load_but_sources(env, home)?;
        let store = Store::new(home);
        match called {
            Called::Exactly(version) => exactly(env, home, &config, &store, version),
            Called::ByDirectory(tool) => by_directory(env, home, &config, &store, tool),
        }
    };
    become_it().map_err(|fault| of_its_owner(&found, fault))
}

/// The home that the shim stands in, whatever HOME says: sudo brings root's, cron and IDEs may not know
/// GOENVMGR_HOME.
fn found(env: &Env, executed: &Path) -> Result<Found> {
    let located = Home::locate(env);
    let standing = standing(env, executed).filter(|_| env.var_os("GOENVMGR_HOME").is_none());
    match standing.as_deref().and_then(Path::parent) {
        Some(data) if !located.as_ref().is_ok_and(|home| home.stands_in(data)) => {
            Ok(Home::of_store(env, data))
        }
        _ => Ok(Found { home: located?, owner: None, why: None }),
    }
}

/// The `shims/` that was called, through links to what stands there too (`/usr/local/bin/go`).
fn standing(env: &Env, executed: &Path) -> Option<PathBuf> {
    let mut path = env.cwd.join(executed);
    // Forty is the kernel's own limit.
    for _ in 0..40 {
        let dir = path.parent()?;
        if dir.ends_with("shims") {
            return Some(dir.components().collect());
        }
        path = dir.join(marks::link_target(&path)?);
    }
    None
}

/// What goes wrong with the shim of another user is theirs to cure, or to be chosen for this one process.
fn of_its_owner(found: &Found, mut fault: Fault) -> Fault {
    if let Some(why) = &found.why {
        fault = fault.because(format!("where its configuration lies is not known: {why}"));
    }
    let Some(owner) = found.owner else { return fault };
    let of_owner = |hint: String| format!("user {owner}, whose shim this is, types: {hint}");
    fault.hints = fault.hints.into_iter().map(of_owner).collect();
    let config = found.home.config_file().visible().to_string();
    fault.hint(format!("theirs is {config}; for yourself: export GOENVMGR_VERSION=VERSION"))
}

/// `go1.22.5`: that toolchain. GOROOT is its own or nobody's; all else passes through, the
/// variables of Go's own switch above all.
fn exactly(
    env: &Env,
    home: &Home,
    config: &Config,
    store: &Store,
    version: &GoVersion,
) -> Result<Exit> {
    let Some(installed) = store.find(version) else {
        let fault = Fault::new(Exit::NothingToRun, format!("go{version} is not installed"));
        return Err(fault.hint(format!("goenvmgr install {version}")));
    };
    let mut vars = env.vars.clone();
    match config.goroot.value {
        GorootMode::Export => vars.insert("GOROOT".into(), installed.root.clone().into()),
        GorootMode::Unset => vars.remove(OsStr::new("GOROOT")),
    };
    seen::note_toolchain(home, &version.toolchain(), env.now);
    run(&installed.program("go"), env, &vars).map_err(|fault| fault.hint(repair(version)))
}

/// Where a toolchain of ours does not start, something took files out of it.
fn repair(version: &GoVersion) -> String {
    format!("goenvmgr install {version} repairs it, goenvmgr verify {version} says what is wrong")
}

/// The same of one that may be linked.
fn repair_of(installed: &Installed) -> String {
    match &installed.link {
        Some(link) => format!("goenvmgr link {} DIR   leads to a Go that runs here", link.name),
        None => repair(&installed.version),
    }
}

fn by_directory(
    env: &Env,
    home: &Home,
    config: &Config,
    store: &Store,
    tool: &str,
) -> Result<Exit> {
    let scan = AncestorScan::of(&env.cwd);
    let mut selection = select(env, store, config, &scan)?;
    if let Some(request) = installing::allowed(config, &selection) {
        let context = Context {
            env: env.clone(),
            home: home.clone(),
            config: config.clone(),
            out: Out::plain(),
            stamp: Err(NoStamp::Unkept),
        };
        installing::unasked(&context, request)?;
        selection = select(env, store, config, &scan)?;
    }
    if let Some(fault) = selection.missing(Exit::NothingToRun) {
        return Err(fault);
    }
    seen::note_project(home, env, &scan, selection.pin_file());
    let inputs = Inputs { env, store, config, scan: &scan, selection: &selection };
    let activation = inputs.enter(Placing::Process)?;
    if let Some(installed) = selection.installed() {
        seen::note_toolchain(home, &installed.name(), env.now);
        return run(&installed.program(tool), env, &activation.after)
            .map_err(|fault| fault.hint(repair_of(installed)));
    }
    let Some(system) = system_go(env, home) else {
        return Err(without_go(store, &selection)?.fault(Exit::NothingToRun));
    };
    // gofmt stands beside go, or is found as PATH has it.
    let program = system.program.with_file_name(lookup::file_name(tool));
    run(&program, env, &bare(&env.vars, &Ours::of(home)).vars)
}

fn run(program: &Path, env: &Env, vars: &crate::sys::envdiff::Vars) -> Result<Exit> {
    let args = env.args.get(1..).unwrap_or_default();
    replace::with(program, program.as_os_str(), args, vars)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shim_goes_by_its_name_unless_go_itself_switched() {
        let version = |text: &str| Called::Exactly(GoVersion::parse(text).unwrap());
        let switch = Some(OsStr::new("go1.21.13"));
        for (path, switched, expected) in [
            ("/h/shims/go", None, Some(Called::ByDirectory("go"))),
            ("gofmt", None, Some(Called::ByDirectory("gofmt"))),
            ("/h/shims/gofmt", switch, Some(Called::ByDirectory("gofmt"))),
            ("/h/shims/go1.22.5", None, Some(version("1.22.5"))),
            ("/h/shims/go", switch, Some(version("1.21.13"))),
            ("/h/shims/go1.21.13", switch, Some(version("1.21.13"))),
            ("/usr/bin/goenvmgr", switch, None),
            ("goodness", None, None),
            ("go1.x", None, None),
        ] {
            assert_eq!(called(Path::new(path), switched), expected, "{path}");
        }
    }
}
