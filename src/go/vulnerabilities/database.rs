//! The Go vulnerability database over the network: a directory of files
//! (<https://go.dev/security/vuln/database>): `index/db.json`, `index/modules.json`, `ID/GO-….json`.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::osv::{self, OURS};
use super::table::Row;
use crate::base::secret::UrlText;
use crate::go::sources::Answer;
use crate::sys::net::{Fetch, Request};

/// Longest file that is read, in bytes: `modules.json` has a megabyte.
const LONGEST: u64 = 32 << 20;
/// More than Go will ever have.
const MOST: usize = 2_000;

#[derive(Deserialize)]
struct Db {
    modified: String,
}

#[derive(Deserialize)]
struct Module {
    path: String,
    #[serde(default)]
    vulns: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    id: String,
    modified: String,
}

/// The table of the database at this URL of a directory, or nothing where `kept`, which it answered with before, is
/// as new. Entries that did not change since are not asked for again.
///
/// # Errors
/// What it said in place of one of its files.
pub fn newer(
    fetch: &dyn Fetch,
    url: &UrlText,
    kept: Option<&str>,
) -> Result<Option<String>, Answer> {
    let Db { modified } = json(&get(fetch, url, "index/db.json")?)?;
    let day = modified.get(..10).filter(|day| day.parse::<jiff::civil::Date>().is_ok());
    let day = day.ok_or_else(|| Answer::Unusable(format!("{modified:?} is no time")))?;
    let whole = format!("database {modified}");
    if kept.is_some_and(|kept| kept.lines().any(|line| line == whole)) {
        return Ok(None);
    }
    let kept = kept.map(entries).unwrap_or_default();
    let mut text = format!("{whole}\ndate {day}\n");
    for (id, modified) in ids(fetch, url)? {
        let row = match kept.get(&(id.as_str(), modified.as_str())) {
            Some(row) => (*row).to_owned(),
            None => entry(fetch, url, &id)?,
        };
        text.push_str(&format!("entry {id} {modified}\n{row}"));
    }
    Ok(Some(text))
}

/// The vulnerabilities that are ours, by number, and when each was changed last.
fn ids(fetch: &dyn Fetch, url: &UrlText) -> Result<Vec<(String, String)>, Answer> {
    let modules: Vec<Module> = json(&get(fetch, url, "index/modules.json")?)?;
    let ours = modules.into_iter().filter(|module| OURS.contains(&module.path.as_str()));
    let mut all = BTreeMap::new();
    for Named { id, modified } in ours.flat_map(|module| module.vulns) {
        let number = number(&id).filter(|_| !modified.contains(char::is_whitespace));
        let number =
            number.ok_or_else(|| Answer::Unusable(format!("{id:?} is no GO-identifier")))?;
        all.insert(number, (id, modified));
    }
    match all.len() {
        1..MOST => Ok(all.into_values().collect()),
        0 => Err(Answer::Unusable("it knows of no vulnerability of Go itself".to_owned())),
        _ => Err(Answer::Unusable("it has too many entries".to_owned())),
    }
}

/// `GO-2024-2887`, and nothing that could be another path.
fn number(id: &str) -> Option<(u32, u32)> {
    let (year, number) = id.strip_prefix("GO-")?.split_once('-')?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok());
    Some((digits(year)??, digits(number)??))
}

/// The line of an entry, none where it is about nothing of ours any more.
fn entry(fetch: &dyn Fetch, url: &UrlText, id: &str) -> Result<String, Answer> {
    let row = osv::row(&get(fetch, url, &format!("ID/{id}.json"))?);
    let row = row.map_err(|why| Answer::Unusable(format!("{id}: {why}")))?;
    let named = row.as_ref().is_none_or(|row| row.id == id);
    match named {
        true => Ok(row.map(|row| row.line() + "\n").unwrap_or_default()),
        false => Err(Answer::Unusable(format!("{id} calls itself something else"))),
    }
}

/// What is kept: identifier and time of change, and the line, with its end.
fn entries(kept: &str) -> BTreeMap<(&str, &str), &str> {
    let mut found = BTreeMap::new();
    let mut rest = kept;
    while let Some((line, after)) = rest.split_once('\n') {
        rest = after;
        let Some((id, modified)) = line.strip_prefix("entry ").and_then(|it| it.split_once(' '))
        else {
            continue;
        };
        let row =
            after.split_inclusive('\n').next().filter(|row| Row::read(row.trim_end()).is_some());
        found.insert((id, modified), row.unwrap_or_default());
    }
    found
}

fn get(fetch: &dyn Fetch, url: &UrlText, file: &str) -> Result<String, Answer> {
    let response = fetch.get(&Request::get(url.map(|url| format!("{url}{file}"))))?;
    match response.status {
        200 => Ok(response.text(LONGEST)?),
        _ => Err(Answer::of(response)),
    }
}

fn json<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, Answer> {
    serde_json::from_str(text)
        .map_err(|error| Answer::Unusable(format!("no such database ({error})")))
}
