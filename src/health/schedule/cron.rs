//! A line of the user's crontab: crontab(5). Cron counts minutes of an hour and hours of a day, so it has
//! no interval that does not divide them; it takes `%` for the end of a line, and no line of a thousand
//! bytes.

use std::time::Duration;

use super::{Block, Job, MARKER, Timer};
use crate::base::fault::{Fault, Result};
use crate::base::quoting::posix;
use crate::health::policy::duration::shown;

/// How long a command may be.
const LONGEST: usize = 990;

pub(super) fn timer(job: &Job) -> Result<Timer> {
    let when = when(job.every).ok_or_else(|| {
        Fault::usage(format!("cron has no interval of {}", shown(job.every))).hint(
            "it takes minutes that divide an hour, hours that divide a day, or a day; \
             the others take any",
        )
    })?;
    let quoted = |word: &str| String::from_utf8_lossy(&posix(word.as_bytes())).into_owned();
    let vars = job.vars.iter().map(|(name, value)| format!("{name}={}", quoted(value)));
    let words = vars.chain(job.argv.iter().map(|word| quoted(word)));
    let words: Vec<String> = words.collect();
    let command = format!("cd {} && {}", quoted(&job.dir), words.join(" ")).replace('%', "\\%");
    if command.len() > LONGEST {
        return Err(Fault::usage("cron takes no line as long as this one")
            .because("the directory and PATH are part of it")
            .hint("call it with a shorter PATH, or take systemd"));
    }
    let block = Block::of(&job.name, format!("{when} {command}"));
    Ok(Timer { crontab: Some(block), ..Timer::default() })
}

/// The five fields.
fn when(every: Duration) -> Option<String> {
    let seconds = every.as_secs();
    let whole = u64::from(every.subsec_nanos() == 0 && seconds.is_multiple_of(60)) * seconds / 60;
    match whole {
        1 => Some("* * * * *".to_owned()),
        minutes @ 2..60 if 60 % minutes == 0 => Some(format!("*/{minutes} * * * *")),
        60 => Some("0 * * * *".to_owned()),
        minutes @ 61..1440 if minutes % 60 == 0 && 1440 % minutes == 0 => {
            Some(format!("0 */{} * * *", minutes / 60))
        }
        1440 => Some("0 0 * * *".to_owned()),
        _ => None,
    }
}

impl Block {
    /// That of a timer of this name.
    pub(super) fn of(name: &str, line: String) -> Self {
        let first = format!("# {name}: {MARKER}, up to the line that ends it");
        Self { first, line, last: format!("# {name}: end") }
    }

    /// Its lines.
    pub(super) fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.first, self.line, self.last)
    }

    /// A crontab with it, in its old place or at the end.
    ///
    /// # Errors
    /// When it begins in there and does not end (exit 1).
    pub(super) fn put_into(&self, crontab: &str) -> Result<String> {
        let (mut before, after) = self.around(crontab)?;
        if !before.is_empty() && !before.ends_with('\n') {
            before.push('\n');
        }
        Ok(format!("{before}{}{after}", self.text()))
    }

    /// A crontab without it.
    ///
    /// # Errors
    /// When it begins in there and does not end (exit 1).
    pub(super) fn taken_from(&self, crontab: &str) -> Result<String> {
        let (before, after) = self.around(crontab)?;
        Ok(before + &after)
    }

    fn around(&self, crontab: &str) -> Result<(String, String)> {
        let lines: Vec<&str> = crontab.split_inclusive('\n').collect();
        let at = |text: &str| lines.iter().position(|line| line.trim_end() == text);
        match (at(&self.first), at(&self.last)) {
            (None, _) => Ok((crontab.to_owned(), String::new())),
            (Some(first), Some(last)) if first < last => {
                Ok((lines[..first].concat(), lines[last + 1..].concat()))
            }
            _ => {
                Err(Fault::no("the lines of goenvmgr in your crontab have a beginning and no end")
                    .hint("crontab -e, and take them out"))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interval_is_what_divides_an_hour_or_a_day() {
        let when = |seconds| when(Duration::from_secs(seconds)).unwrap_or_default();
        for (seconds, fields) in [
            (60, "* * * * *"),
            (120, "*/2 * * * *"),
            (1800, "*/30 * * * *"),
            (3600, "0 * * * *"),
            (7200, "0 */2 * * *"),
            (86_400, "0 0 * * *"),
            (10, ""),
            (90, ""),
            (420, ""),
            (5400, ""),
            (5 * 3600, ""),
            (172_800, ""),
        ] {
            assert_eq!(when(seconds), fields, "{seconds}");
        }
    }

    #[test]
    fn block_comes_and_goes_and_all_else_in_a_crontab_stays() {
        let part = |text: &str| text.to_owned();
        let block =
            Block { first: part("# x: a"), line: part("* * * * * b"), last: part("# x: end") };
        for before in ["", "MAILTO=me\n", "0 0 * * * one # x: a\n\n", "no end"] {
            let with = block.put_into(before).unwrap();
            assert_eq!(block.put_into(&with).unwrap(), with, "once");
            assert_eq!(block.taken_from(&with).unwrap().trim_end(), before.trim_end());
        }
        let between = format!("one\n{}two\n", block.text());
        assert_eq!(block.taken_from(&between).unwrap(), "one\ntwo\n");
        assert!(block.taken_from("# x: a\nrest\n").is_err());
    }
}
