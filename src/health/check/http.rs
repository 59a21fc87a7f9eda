//! `type = "http"`: a URL answers as expected. What can be reached from this machine alone (the metadata
//! service of a cloud) is not asked, by no redirect either; no more than a megabyte is read.

use std::sync::Arc;
use std::time::{Duration, Instant};

use regex_lite::Regex;

use super::json::{self, Expected};
use super::{Answered, Around, Ask, command, tcp};
use crate::health::policy::table::Table;
use crate::sys::fs::read as bytes;
use crate::sys::net::{Client, Fetch as _, Patience, Request, Response};

/// How much of a body is read.
const LARGEST: u64 = 1 << 20;

#[derive(Debug)]
struct Http {
    url: String,
    headers: Vec<(String, String)>,
    status: Vec<u16>,
    with_headers: Vec<(String, String)>,
    body: Option<Regex>,
    json: Option<Expected>,
    redirects: Option<u32>,
}

pub(super) fn read(table: &Table<'_>) -> Option<Arc<dyn Ask>> {
    let url = table.read("url", "an http or https URL", |item| {
        let text = item.as_str()?;
        let known = ["http://", "https://", "${env:"];
        known.iter().any(|start| text.starts_with(start)).then(|| text.to_owned())
    });
    if !table.has("url") {
        table.problem("", "an http check has a url: url = \"https://example.org/health\"");
    }
    let headers = table.table("headers").map(|headers| headers.pairs()).unwrap_or_default();
    let mut http = Http {
        url: url.clone().unwrap_or_default(),
        headers,
        status: Vec::new(),
        with_headers: Vec::new(),
        body: None,
        json: None,
        redirects: None,
    };
    if let Some(expect) = table.table("expect") {
        http.status = expect
            .read("status", "a status or a list of them: 200, [200, 204]", statuses)
            .unwrap_or_default();
        http.with_headers =
            expect.table("headers").map(|headers| headers.pairs()).unwrap_or_default();
        http.body = command::pattern(&expect, "body_matches");
        http.json = json::read(&expect);
        http.redirects = expect.number("redirects", 0..=10);
        if !["status", "headers", "body_matches", "json", "redirects"]
            .iter()
            .any(|key| expect.has(key))
        {
            table.problem("expect", "`expect` asserts nothing: expect = { status = 200 }");
        }
        expect.done();
    }
    url.map(|_| Arc::new(http) as Arc<dyn Ask>)
}

fn statuses(item: &toml_edit::Item) -> Option<Vec<u16>> {
    let status = |number: i64| u16::try_from(number).ok().filter(|code| (100..600).contains(code));
    match item.as_array() {
        None => Some(vec![status(item.as_integer()?)?]),
        Some(list) if list.is_empty() => None,
        Some(list) => list.iter().map(|value| status(value.as_integer()?)).collect(),
    }
}

impl Ask for Http {
    fn says(&self) -> String {
        let header =
            |(name, value): &(String, String)| format!(", with the header {name}: {value}");
        format!("http {}{}", self.url, self.headers.iter().map(header).collect::<String>())
    }

    fn ask(&self, around: &Around, limit: Duration) -> Answered {
        self.fetched(around, limit).unwrap_or_else(|answered| answered)
    }
}

impl Http {
    fn fetched(&self, around: &Around, limit: Duration) -> Result<Answered, Answered> {
        let begun = Instant::now();
        let url = around.filled(&self.url)?;
        let mut request = Request { patience: Patience::Long, ..Request::get(url.as_str()) };
        for (name, value) in &self.headers {
            let header = (name.clone(), around.filled(value)?);
            // What a variable holds is nobody's but the asked host's.
            match value.contains("${env:") {
                true => request.secrets.0.push(header),
                false => request.headers.push(header),
            }
        }
        let client = Client::asking_once(&around.env, limit);
        let response =
            client.get(&request).map_err(|error| tcp::told(&error.host, &error, limit))?;
        let place = response.url.clone();
        let words = self.misses(response);
        let took = begun.elapsed().as_millis();
        match words {
            Some(words) => Err(Answered::bad(format!("{place}: {words}")).passing()),
            None => {
                Ok(Answered::good(format!("{took} ms"), format!("{place} answers as expected")))
            }
        }
    }

    /// What is wrong with the answer.
    fn misses(&self, mut response: Response) -> Option<String> {
        let good = match self.status.as_slice() {
            [] => (200..300).contains(&response.status),
            some => some.contains(&response.status),
        };
        if !good {
            let wanted = match self.status.as_slice() {
                [] => "a status from 200 to 299".to_owned(),
                some => some.iter().map(u16::to_string).collect::<Vec<_>>().join(" or "),
            };
            return Some(format!("answers {}, expected {wanted}", response.status_words()));
        }
        if let Some(most) = self.redirects.filter(|most| response.redirects > *most) {
            return Some(format!("{} redirects led here, expected {most}", response.redirects));
        }
        for (name, wanted) in &self.with_headers {
            match response.header(&name.to_ascii_lowercase()) {
                Some(value) if value == wanted => {}
                Some(value) => return Some(format!("{name} is {value:?}, expected {wanted:?}")),
                None => return Some(format!("the answer has no header {name}")),
            }
        }
        if self.body.is_none() && self.json.is_none() {
            return None;
        }
        let body = match bytes::start(&mut response.body, LARGEST + 1) {
            Ok(body) if body.len() as u64 > LARGEST => {
                return Some("the body is larger than 1 MiB".to_owned());
            }
            Ok(body) => body,
            Err(error) => return Some(format!("the body ends early: {error}")),
        };
        if let Some(wanted) = &self.body
            && !wanted.is_match(&String::from_utf8_lossy(&body))
        {
            return Some(format!("the body does not match {:?}", wanted.as_str()));
        }
        self.json.as_ref()?.misses(&body)
    }
}
