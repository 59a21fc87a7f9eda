//! One run for all who ask: it is kept for a while, and while the next one is at work the last one is
//! answered. No request starts a second run.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::Rendered;
use crate::base::fault::Fault;
use crate::doctor::model::report::Diagnosis;
use crate::health::policy::duration::shown;
use crate::sys::threads;

/// How long is waited for the first run.
const PATIENCE: Duration = Duration::from_secs(5);
/// For how long a run is answered while the next one does not end: what hangs must not look well.
const OLDEST: Duration = Duration::from_secs(300);

/// What runs the checks.
type Ask = dyn Fn() -> Result<Diagnosis, Fault> + Send + Sync;

/// Runs, and keeps the last one.
pub(crate) struct Cache {
    ask: Box<Ask>,
    /// For how long a run is fresh.
    fresh: Duration,
    inner: Mutex<Inner>,
    ended: Condvar,
}

#[derive(Default)]
struct Inner {
    last: Option<(Instant, Arc<Rendered>)>,
    is_running: bool,
}

/// What there is to answer with.
pub(crate) enum Given {
    /// A run.
    Run(Arc<Rendered>),
    /// None, and why.
    None(String),
}

impl Cache {
    /// Keeps each run of `ask` for so long.
    pub(crate) fn new(
        fresh: Duration,
        ask: impl Fn() -> Result<Diagnosis, Fault> + Send + Sync + 'static,
    ) -> Arc<Self> {
        let (inner, ended) = (Mutex::default(), Condvar::new());
        Arc::new(Self { ask: Box::new(ask), fresh, inner, ended })
    }

    /// The run to answer with. Where the last one is not fresh the next one is started, and the last one
    /// answered; where there is none yet it is waited for.
    pub(crate) fn given(self: &Arc<Self>) -> Given {
        let inner = self.inner();
        if let Some((when, run)) = &inner.last
            && when.elapsed() < self.fresh
        {
            return Given::Run(Arc::clone(run));
        }
        let inner = self.started(inner);
        match &inner.last {
            Some((when, run)) if when.elapsed() < OLDEST.max(self.fresh * 2) => {
                Given::Run(Arc::clone(run))
            }
            Some((when, _)) => {
                let age = Duration::from_secs(when.elapsed().as_secs());
                Given::None(format!("the last run ended {} ago, and none since", shown(age)))
            }
            None => self.first(inner),
        }
    }

    fn first(&self, inner: MutexGuard<'_, Inner>) -> Given {
        let none = |inner: &mut Inner| inner.last.is_none() && inner.is_running;
        let waited = self.ended.wait_timeout_while(inner, PATIENCE, none);
        let inner = waited.unwrap_or_else(PoisonError::into_inner).0;
        match &inner.last {
            Some((_, run)) => Given::Run(Arc::clone(run)),
            None => Given::None(format!("the first run has not ended within {}", shown(PATIENCE))),
        }
    }

    /// Starts a run where none is at work.
    fn started<'a>(self: &'a Arc<Self>, mut inner: MutexGuard<'a, Inner>) -> MutexGuard<'a, Inner> {
        if inner.is_running {
            return inner;
        }
        inner.is_running = true;
        drop(inner);
        let cache = Arc::clone(self);
        threads::detached_or_here("run", move || cache.run());
        self.inner()
    }

    fn run(&self) {
        let run = catch_unwind(AssertUnwindSafe(|| (self.ask)()));
        let run = run.unwrap_or_else(|_| Err(Fault::unfinished("the run ended early (a bug)")));
        let rendered = Arc::new(Rendered::of(&run));
        let mut inner = self.inner();
        inner.last = Some((Instant::now(), rendered));
        inner.is_running = false;
        drop(inner);
        self.ended.notify_all();
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
