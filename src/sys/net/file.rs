//! `file` URLs, for a GOPROXY in a directory.

use std::io;
use std::path::Path;

use super::url::Url;
use super::{NetError, NetErrorKind, Response};
use crate::base::visible::Visible as _;
use crate::sys::fs::read;

/// 200 and the bytes for a regular file, 404 where there is none.
pub(super) fn get(url: &Url) -> Result<Response, NetError> {
    let path = url.file_path();
    let answer = |status, headers, body| {
        Ok(Response { status, url: url.to_string(), headers, body, attempts: 1, redirects: 0 })
    };
    let nothing = |status| answer(status, Vec::new(), Box::new(io::empty()));
    // What is no file, a FIFO above all, is not opened.
    if is_other(&path) {
        return nothing(404);
    }
    match read::open(&path).and_then(|file| file.metadata().map(|meta| (file, meta))) {
        Ok((file, meta)) => {
            let headers = vec![("content-length".to_owned(), meta.len().to_string())];
            answer(200, headers, Box::new(file))
        }
        Err(error) if is_absent(&error) => nothing(404),
        Err(error) => {
            let words = format!("could not read {}: {error}", path.visible());
            Err(NetError::new("file", NetErrorKind::Connection, &words))
        }
    }
}

fn is_other(path: &Path) -> bool {
    read::exists(path) && !read::is_file(path)
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}
