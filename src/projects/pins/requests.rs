//! What a pin asks for: one request, or several of which the first that is installed counts.

use std::fmt;

use crate::go::version::Request;

/// The requests of one pin, in the order of the file: the first that is installed counts, and where
/// none is, the first is what is missing. `system` ends the list, as it did in asdf up to 0.15; asdf
/// 0.16 takes it last wherever it stands (`internal/shims/shims.go`, `FindExecutable`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestList {
    /// The one that is wanted.
    pub first: Request,
    /// What will do in its place.
    pub fallbacks: Vec<Fallback>,
}

/// What stands after the first request of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fallback {
    /// One more request.
    Request(Request),
    /// Something that goenvmgr can never have installed, and why.
    Unreadable(String),
}

impl RequestList {
    /// From what stands in a file; `None` where nothing does.
    ///
    /// # Errors
    /// When the first is no request: why.
    pub fn new<E: Into<String>>(
        words: impl IntoIterator<Item = Result<Request, E>>,
    ) -> Result<Option<Self>, E> {
        let mut words = words.into_iter();
        let Some(first) = words.next().transpose()? else { return Ok(None) };
        let mut list = Self { first, fallbacks: Vec::new() };
        for word in words {
            if list.requests().any(|request| *request == Request::System) {
                break;
            }
            list.fallbacks.push(match word {
                Ok(request) => Fallback::Request(request),
                Err(why) => Fallback::Unreadable(why.into()),
            });
        }
        Ok(Some(list))
    }

    /// Each request that can be fulfilled, in order.
    pub fn requests(&self) -> impl Iterator<Item = &Request> {
        let others = self.fallbacks.iter().filter_map(|fallback| match fallback {
            Fallback::Request(request) => Some(request),
            Fallback::Unreadable(_) => None,
        });
        std::iter::once(&self.first).chain(others)
    }
}

impl From<Request> for RequestList {
    fn from(first: Request) -> Self {
        Self { first, fallbacks: Vec::new() }
    }
}

/// As in `.tool-versions`; what is no request is not quoted, as the file may be anything.
impl fmt::Display for RequestList {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first)?;
        self.fallbacks.iter().try_for_each(|fallback| write!(f, " {fallback}"))
    }
}

impl fmt::Display for Fallback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request(request) => request.fmt(f),
            Self::Unreadable(why) => write!(f, "({why})"),
        }
    }
}

/// What one pin file asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PinLine {
    /// The requests.
    pub requests: RequestList,
    /// The line of the first, counted from 1.
    pub line: usize,
}

/// Why a pin file asks for nothing that can be selected.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct PinError {
    /// The line, counted from 1; 0 for the file as a whole.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

impl PinError {
    /// About the file as a whole.
    pub fn whole(what: impl Into<String>) -> Self {
        Self { line: 0, what: what.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn request_list_ends_with_system_and_keeps_what_cannot_be_read() {
        let read = |words: &[&str]| {
            let words = words.iter().map(|word| Request::published(word).map_err(|_| "what?"));
            RequestList::new(words).map(|list| list.map(|list| list.to_string()))
        };
        for (words, shown) in [
            (&["1.21.3", "1.22.5", "system"][..], "1.21.3 1.22.5 system"),
            (&["system", "1.22.5"], "system"),
            (&["1.21.3", "system", "x", "1.22.5"], "1.21.3 system"),
            (&["1.22", "x", "1.21"], "1.22 (what?) 1.21"),
        ] {
            assert_eq!(read(words), Ok(Some(shown.to_owned())), "{words:?}");
        }
        assert_eq!(read(&[]), Ok(None));
        assert_eq!(read(&["x", "1.22"]), Err("what?"));
    }
}
