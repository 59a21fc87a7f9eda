//! Which places answer at all. Whoever touches a mount whose server is gone waits for ever, so each
//! place is asked once, all at the same time, before anything else looks there.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;

use crate::doctor::model::facts::{Fact, Facts, Need};
use crate::doctor::model::limit::{Missing, Pending, start};
use crate::doctor::model::parts::Parts;
use crate::doctor::subjects::filesystem::role::{Role, Use};
use crate::doctor::subjects::network::certificates;
use crate::doctor::subjects::project::facts::Project;
use crate::doctor::subjects::settings::facts::Settings;
use crate::doctor::subjects::toolchain::root::Root;
use crate::go::platform::Platform;
use crate::settings::goenv;
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::sys::fs::probe::{self, Mounts};
use crate::sys::fs::{lookup, read};
use crate::sys::path_list;

/// How long a place may take to say what stands there: a network disk under load takes seconds.
pub(crate) const LIMIT: Duration = Duration::from_secs(10);

/// A place that did not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hung {
    pub used: Use,
    pub path: PathBuf,
    /// Point and kind of its mount, where that mount does not answer either.
    pub mount: Option<(PathBuf, String)>,
}

/// The places that were asked in vain.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Answers {
    /// Places.
    pub hung: Vec<Hung>,
    /// Points of mounts.
    mounts: BTreeSet<PathBuf>,
}

const VARIABLES: [&str; 3] = ["GOROOT", "GOWORK", "XDG_CONFIG_HOME"];

impl Answers {
    /// Asks what the environment alone names.
    pub(crate) fn of_process(env: &Env, home: &Home) -> Self {
        let mut wanted = vec![(Use::Work, env.cwd.clone())];
        wanted.extend(env.home.iter().map(|dir| (Use::Variable("HOME"), dir.clone())));
        let set = |name| env.var_os(name).map(|path| (Use::Variable(name), env.cwd.join(path)));
        wanted.extend(VARIABLES.into_iter().filter_map(set));
        // Where no variable says where it is, a link may lead anywhere.
        let file = goenv::user_file(&Platform::host().os, env).filter(|file| file.is_absolute());
        wanted.extend(file.map(|file| (Use::Variable("GOENV"), file)));
        let own = [home.data(), home.cache(), home.state(), home.config_file()];
        wanted.extend(own.map(|path| (Use::Ours, path.to_owned())));
        let entries = lookup::entries(env.var_os("PATH"))
            .into_iter()
            .map(|dir| env.cwd.join(dir))
            .enumerate();
        wanted.extend(entries.map(|(number, dir)| (Use::Path(number), dir)));
        let mut answers = Self::default();
        answers.ask(wanted);
        answers
    }

    /// Asks these, but none on a mount that is known to be silent.
    pub(crate) fn ask(&mut self, wanted: Vec<(Use, PathBuf)>) {
        let table = Mounts::read();
        let (mut points, mut asked) = (BTreeSet::new(), Vec::new());
        for (used, path) in wanted {
            let mount = table.of(&path);
            let point = mount.as_ref().map(|(point, _)| point.clone());
            let known = point.as_ref().is_some_and(|point| self.mounts.contains(point));
            let pending = if known { None } else { Some(begin(used, &path)) };
            points.extend(point.filter(|_| !known));
            asked.push((Hung { used, path, mount }, pending));
        }
        let points: Vec<_> = (points.into_iter())
            .map(|point| (point.clone(), start(LIMIT, move || probe::see(&point).is_ok())))
            .collect();
        for (place, pending) in asked {
            if pending.is_none_or(said_nothing) {
                self.hung.push(place);
            }
        }
        let silent = points.into_iter().filter_map(|(at, asked)| said_nothing(asked).then_some(at));
        self.mounts.extend(silent);
        for hung in &mut self.hung {
            hung.mount = hung.mount.take().filter(|(point, _)| self.mounts.contains(point));
        }
    }

    /// Whether nothing can be learned but by waiting: what every command looks at is silent.
    pub(crate) fn hopeless(&self) -> bool {
        let every = |hung: &Hung| matches!(hung.used, Use::Variable(_) | Use::Work | Use::Ours);
        self.hung.iter().any(every)
    }

    /// Whether a place is silent that is used so.
    pub(crate) fn silent(&self, used: Use) -> bool {
        self.hung.iter().any(|hung| hung.used == used)
    }

    /// The environment without the entries of PATH that hang.
    pub(crate) fn without(&self, env: &Env) -> Env {
        let mut env = env.clone();
        let hangs = |n| self.hung.iter().any(|hung| hung.used == Use::Path(n));
        let entries = lookup::entries(env.var_os("PATH"));
        if (0..entries.len()).any(hangs) {
            let kept = entries.into_iter().enumerate().filter(|(n, _)| !hangs(*n));
            let kept = path_list::of_paths(kept.map(|(_, dir)| dir));
            env.vars.insert("PATH".into(), kept);
        }
        env
    }
}

/// What stands there may be remembered where nobody answers any more, so a name in it is asked for
/// as well. A link to a `go` in a directory of PATH may lead to another mount.
fn begin(used: Use, path: &std::path::Path) -> Pending<bool> {
    let path = path.to_owned();
    start(LIMIT, move || {
        let name = match used {
            Use::Path(_) => "go",
            Use::Work => "go.mod",
            _ => return probe::see(&path).is_ok(),
        };
        read::is_dir(&path) && read::is_file(&path.join(name))
    })
}

/// A thread that could not be started says nothing about the place.
fn said_nothing<T>(asked: Pending<T>) -> bool {
    matches!(asked.wait().answer, Err(Missing::Silent(_)))
}

/// What the environment alone names, asked before anything else looks there.
#[derive(Clone, Debug, Default)]
pub(crate) struct OfProcess(pub Answers);

impl Fact for OfProcess {
    const WHAT: &'static str = "the places that the environment names";

    fn gather(known: &Facts, _: Parts) -> Result<Self, Missing> {
        Ok(Self(Answers::of_process(&known.env, &known.home)))
    }
}

impl Fact for Answers {
    const WHAT: &'static str = "the places that Go touches";
    const AFTER: &'static [Need] = &[OfProcess::NEED, Settings::NEED, Root::NEED, Project::NEED];

    fn limit(_: Parts) -> Duration {
        2 * LIMIT
    }

    fn gather(known: &Facts, _: Parts) -> Result<Self, Missing> {
        let mut answers = known.get::<OfProcess>().cloned().unwrap_or_default().0;
        let mut asked: Vec<_> =
            wanted(known).into_iter().map(|(role, path)| (Use::Place(role), path)).collect();
        asked.extend(certificates(&known.env).map(|file| (Use::Certificates, file)));
        asked.extend(known.get::<Project>().into_iter().flat_map(Project::others));
        answers.ask(asked);
        Ok(answers)
    }
}

impl Answers {
    /// Nothing is asked of places that are known to be silent: that costs its limit once.
    ///
    /// # Errors
    /// Where one of these is.
    pub(crate) fn must_come_from(known: &Facts, uses: &[Use]) -> Result<(), Missing> {
        let answers = known.get::<Self>();
        match uses.iter().any(|used| answers.is_some_and(|answers| answers.silent(*used))) {
            true => Err(Missing::Silent(LIMIT)),
            false => Ok(()),
        }
    }
}

/// The directories that Go works in here.
pub(crate) fn wanted(known: &Facts) -> Vec<(Role, PathBuf)> {
    let env = &known.env;
    let settings = known.get::<Settings>().cloned().unwrap_or_default();
    let wanted: Vec<(Role, Option<PathBuf>)> = vec![
        (Role::Root, known.get::<Root>().map(|root| root.path.clone())),
        (Role::Cache, settings.gocache()),
        (Role::Temp, Some(settings.gotmpdir(env).0)),
        (Role::Modules, settings.gomodcache()),
        (Role::Bin, settings.gobin()),
        (Role::Ours, Some(known.home.data().to_owned())),
        (Role::Work, Some(env.cwd.clone())),
    ];
    let absolute = |(role, path): (Role, Option<PathBuf>)| {
        path.filter(|path| path.is_absolute()).map(|path| (role, path))
    };
    wanted.into_iter().filter_map(absolute).collect()
}
