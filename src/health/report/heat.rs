//! The heat map: how often each check failed in each quarter of each of seven days (UTC).

use std::collections::BTreeMap;

use super::DAYS;
use crate::doctor::model::finding::Status;
use crate::health::memory::history::Past;

const DAY: i64 = 86_400;
/// How many parts a day has.
const PARTS: i64 = 4;
const CELLS: usize = (DAYS * PARTS) as usize;

/// What the runs of some time said of a check.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Runs that asked it.
    pub runs: u32,
    /// Of these, that failed or could not finish.
    pub failed: u32,
    /// Of these, that warned.
    pub warned: u32,
}

/// A check, or a machine, with its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The check.
    pub name: String,
    /// Its cells, in the order of the columns.
    pub cells: Vec<Cell>,
}

/// Checks and time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Heat {
    /// The days, the oldest first: `Mon 24 Nov`.
    pub days: Vec<String>,
    /// Checks that failed or warned, the worst first.
    pub told: Vec<Row>,
    /// All others, by name.
    pub quiet: Vec<Row>,
    /// How many runs there were.
    pub runs: usize,
}

impl Cell {
    fn add(&mut self, status: Option<Status>) {
        if status == Some(Status::Skip) {
            return;
        }
        self.runs += 1;
        match status {
            Some(Status::Fail | Status::Error) => self.failed += 1,
            Some(Status::Warn) => self.warned += 1,
            _ => {}
        }
    }

    /// How it is coloured; every class has a mark of its own too.
    pub fn class(&self) -> &'static str {
        match (self.runs, self.failed * 100 / self.runs.max(1)) {
            (0, _) => "none",
            _ if self.failed == 0 && self.warned > 0 => "warn",
            _ if self.failed == 0 => "pass",
            (_, 0..10) => "some",
            (_, 10..50) => "many",
            _ => "most",
        }
    }

    /// What stands in it.
    pub fn mark(&self) -> String {
        match (self.runs, self.failed, self.warned) {
            (0, ..) => String::new(),
            (_, 0, 0) => "·".to_owned(),
            (_, 0, _) => "!".to_owned(),
            (_, failed, _) => failed.to_string(),
        }
    }

    /// What it says to who does not see it.
    pub fn says(&self) -> String {
        match (self.runs, self.failed, self.warned) {
            (0, ..) => "not asked".to_owned(),
            (runs, 0, 0) => format!("{runs} passed"),
            (runs, 0, warned) => format!("{warned} of {runs} warned"),
            (runs, failed, _) => format!("{failed} of {runs} failed"),
        }
    }
}

impl Row {
    /// All its cells as one.
    pub fn sum(&self) -> Cell {
        self.cells.iter().fold(Cell::default(), |sum, cell| Cell {
            runs: sum.runs + cell.runs,
            failed: sum.failed + cell.failed,
            warned: sum.warned + cell.warned,
        })
    }
}

impl Heat {
    /// Of these runs, for seven days up to `now` (seconds since 1970).
    pub fn of(runs: &[Past], now: i64) -> Self {
        let first = now.div_euclid(DAY) * DAY - (DAYS - 1) * DAY;
        let mut rows: BTreeMap<&str, Vec<Cell>> = BTreeMap::new();
        let mut counted = 0;
        for past in runs {
            let part = (past.run.t - first).div_euclid(DAY / PARTS);
            let Some(part) = usize::try_from(part).ok().filter(|part| *part < CELLS) else {
                continue;
            };
            counted += 1;
            for check in past.checks.iter() {
                let cells = rows.entry(check).or_insert_with(|| vec![Cell::default(); CELLS]);
                cells[part].add(past.run.not.get(check).map(|(short, _)| short.status()));
            }
        }
        let named = rows.into_iter().map(|(name, cells)| Row { name: name.to_owned(), cells });
        let (mut told, quiet): (Vec<Row>, Vec<Row>) =
            named.partition(|row| row.sum().failed + row.sum().warned > 0);
        told.sort_by_key(|row| std::cmp::Reverse((row.sum().failed, row.sum().warned)));
        let day = |day: i64| {
            let at = jiff::Timestamp::from_second(first + day * DAY).unwrap_or_default();
            at.strftime("%a %-d %b").to_string()
        };
        Self { days: (0..DAYS).map(day).collect(), told, quiet, runs: counted }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::model::report::Mode;
    use crate::health::memory::history::{Run, Short};

    fn past(t: i64, not: &[(&str, Short)]) -> Past {
        let not = not.iter().map(|(id, short)| ((*id).to_owned(), (*short, String::new())));
        let checks = ["custom.pg", "custom.redis"].map(str::to_owned);
        Past {
            run: Run { t, m: Mode::Quick, d: 1, not: not.collect() },
            checks: std::rc::Rc::new(checks.into()),
        }
    }

    #[test]
    fn heat_map_counts_what_was_injected_in_the_quarter_in_which_it_was() {
        let now = 10 * DAY + 13 * 3600;
        let (six_days_ago, noon) = (4 * DAY, 10 * DAY + 12 * 3600);
        let runs = [
            past(six_days_ago - 1, &[("custom.pg", Short::F)]),
            past(six_days_ago, &[("custom.pg", Short::F)]),
            past(noon, &[("custom.pg", Short::E), ("custom.redis", Short::S)]),
            past(noon + 60, &[("custom.redis", Short::W)]),
        ];
        let heat = Heat::of(&runs, now);
        assert_eq!((heat.runs, heat.days.len(), heat.quiet.len()), (3, 7, 0));
        let [pg, redis] = [&heat.told[0], &heat.told[1]];
        assert_eq!((pg.name.as_str(), pg.sum().failed), ("custom.pg", 2));
        assert_eq!(pg.cells[0], Cell { runs: 1, failed: 1, warned: 0 });
        assert_eq!(pg.cells[26], Cell { runs: 2, failed: 1, warned: 0 });
        assert_eq!((pg.cells[26].class(), pg.cells[26].mark().as_str()), ("most", "1"));
        assert_eq!(redis.cells[26], Cell { runs: 1, failed: 0, warned: 1 });
        assert_eq!(redis.cells[26].says(), "1 of 1 warned");
        assert_eq!((pg.cells[5].class(), pg.cells[5].says().as_str()), ("none", "not asked"));
    }
}
