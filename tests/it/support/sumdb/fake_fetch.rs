//! What the client of the checksum database asks through, without a network.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Mutex;

use goenvmgr::sys::net::{Fetch, NetError, NetErrorKind, Request, Response};

use super::Files;

/// Answers from a map of URLs, and remembers what was asked.
pub struct FakeFetch {
    bodies: BTreeMap<String, (u16, Vec<u8>)>,
    asked: Mutex<Vec<String>>,
}

impl FakeFetch {
    /// A server of these files at this URL.
    pub fn new(base: &str, files: &Files) -> Self {
        let mut fetch = Self { bodies: BTreeMap::new(), asked: Mutex::default() };
        fetch.mount(base, files);
        fetch
    }

    /// Serves them at another URL too.
    pub fn mount(&mut self, base: &str, files: &Files) {
        for (path, body) in files {
            self.bodies.insert(format!("{base}/{path}"), (200, body.clone()));
        }
    }

    /// Answers one URL with this status.
    pub fn answer(&mut self, url: &str, status: u16) {
        self.bodies.insert(url.to_owned(), (status, b"as told\n<b>".to_vec()));
    }

    /// The URLs that were asked for, in order.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

impl Fetch for FakeFetch {
    fn get(&self, request: &Request) -> Result<Response, NetError> {
        let url = request.url.exact().to_owned();
        self.asked.lock().unwrap().push(url.clone());
        if url.contains("silent.example") {
            return Err(NetError::new("silent.example", NetErrorKind::FirstContact, ""));
        }
        let (status, body) = self.bodies.get(&url).cloned().unwrap_or((404, b"not here".to_vec()));
        let body = Box::new(Cursor::new(body));
        Ok(Response { status, url, headers: Vec::new(), body, attempts: 1, redirects: 0 })
    }
}
