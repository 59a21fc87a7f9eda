//! What each place said that was asked for a toolchain, and what follows from all of it together.
//!
//! "Nobody has it" (exit 1) is claimed only where every source *said* so. A refusal, a failure or
//! silence leaves it open (exit 3).

use std::fmt;
use std::time::Duration;

use crate::base::fault::{Exit, Fault};
use crate::sys::net::resume::{Download, Opened};
use crate::sys::net::{LONGEST_RETRY_AFTER, NetError, NetErrorKind, Patience, Response};

/// Characters of a server's own words that a message quotes.
const QUOTE: usize = 160;

/// Where a refusal leads on.
const LOGIN: &str = "goenvmgr doctor --mode full --only net says which login GOPROXY wants; that of \
                     another source stands in its URL";

/// One place and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tried {
    /// The source, and its address without credentials: `go.dev (https://go.dev/dl)`.
    pub source: String,
    /// What it said.
    pub answer: Answer,
}

/// What a source said when it had nothing for us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It does not have it; in its own words, such as `404` or `not in its index`.
    Absent(String),
    /// It would not say: 401, 403 and other refusals.
    Refused {
        /// HTTP status.
        status: u16,
        /// The beginning of the body.
        body: String,
    },
    /// It could not say: 429 and 5xx.
    Failed {
        /// HTTP status.
        status: u16,
        /// The beginning of the body.
        body: String,
        /// How long it asks to be left alone.
        rest: Option<Duration>,
    },
    /// No answer came.
    NotReached(NetError),
    /// Something came that cannot be used: a web page in place of a file, an index that is none.
    Unusable(String),
    /// It has it, but nothing verifies it.
    Unverified {
        /// What is missing.
        why: String,
        /// Whether the checksum database did not answer, or answered that it knows no such thing.
        unasked: Option<Silence>,
    },
    /// It was not asked, because the configuration says so: `GOPROXY=off`.
    NotAsked(String),
}

/// How the checksum database failed to answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// First contact ran out of time.
    Late,
    /// Anything else.
    Failed,
}

impl Answer {
    /// What a status other than 200 means. 404 and 410 are Go's own words for "not here".
    pub fn of(response: Response) -> Self {
        let (status, rest) = (response.status, response.retry_after());
        let is_file = response.url.starts_with("file:");
        let body = response.excerpt(QUOTE);
        match status {
            404 if is_file => Self::Absent("no such file".to_owned()),
            404 | 410 => Self::Absent(status.to_string()),
            429 | 500.. => Self::Failed { status, body, rest },
            _ => Self::Refused { status, body },
        }
    }

    /// Whether it is an answer, and the answer is no.
    pub fn says_no(&self) -> bool {
        matches!(self, Self::Absent(_) | Self::Unverified { unasked: None, .. })
    }

    /// Whether nobody was to be asked.
    fn is_offline(&self) -> bool {
        matches!(self, Self::NotReached(error) if error.kind == NetErrorKind::Offline)
    }

    /// Whether it is for want of a login, or of the right one.
    fn wants_login(&self) -> bool {
        matches!(self, Self::Refused { status: 401 | 403, .. })
    }

    /// Whether more time may bring what did not come, so that [`Patience::Long`] is worth a try
    /// when nothing else is left.
    pub fn ran_out_of_time(&self) -> bool {
        match self {
            Self::NotReached(error) => {
                matches!(error.kind, NetErrorKind::FirstContact | NetErrorKind::Silence)
            }
            Self::Failed { rest: Some(rest), .. } => *rest <= LONGEST_RETRY_AFTER,
            Self::Unverified { unasked, .. } => *unasked == Some(Silence::Late),
            _ => false,
        }
    }
}

impl From<NetError> for Answer {
    fn from(error: NetError) -> Self {
        Self::NotReached(error)
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let quoted = |f: &mut fmt::Formatter<'_>, verb: &str, status: &u16, body: &str| {
            write!(f, "{verb} ({status})")?;
            if body.is_empty() { Ok(()) } else { write!(f, ": {body}") }
        };
        match self {
            Self::Absent(words) => write!(f, "does not have it ({words})"),
            Self::Refused { status, body } => quoted(f, "refused", status, body),
            Self::Failed { status, body, .. } => quoted(f, "failed", status, body),
            Self::NotReached(error) => write!(f, "not reached: {error}"),
            Self::Unusable(words) => write!(f, "sent something else: {words}"),
            Self::Unverified { why, .. } => write!(f, "has it, but {why}"),
            Self::NotAsked(why) => write!(f, "not asked ({why})"),
        }
    }
}

impl fmt::Display for Tried {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.source, self.answer)
    }
}

/// What came of asking for a file, as bytes on their way or an answer: a web page is none of the files that are
/// asked for.
///
/// # Errors
/// What was said in its place.
pub fn sent(opened: Result<Opened<'_>, NetError>) -> Result<Download<'_>, Answer> {
    match opened? {
        Opened::Answer(response) => Err(Answer::of(response)),
        Opened::Bytes(page) if page.is_page() => {
            let words = page.into_answer().excerpt(80);
            Err(Answer::Unusable(format!("a web page (a login page of the network?): {words}")))
        }
        Opened::Bytes(download) => Ok(download),
    }
}

/// How patient to be in the next round, if there is to be one: those that ran out of time are
/// asked once more when everybody has been asked.
pub fn next_round(tried: &[Tried], patience: Patience) -> Option<Patience> {
    let late = tried.iter().any(|t| t.answer.ran_out_of_time());
    (patience == Patience::Brief && late).then_some(Patience::Long)
}

/// Who of them asks to be left alone for a while, and for how long.
pub fn rest(tried: &[Tried]) -> Option<(&str, Duration)> {
    tried.iter().find_map(|tried| match tried.answer {
        Answer::Failed { rest: Some(rest), .. } => Some((tried.source.as_str(), rest)),
        _ => None,
    })
}

/// The end of the search for `what` (`go1.22.5 for linux/amd64`): every source and its answer.
pub fn conclude(what: &str, tried: &[Tried]) -> Fault {
    let exit = verdict(tried);
    let unverified = tried.iter().any(|t| matches!(t.answer, Answer::Unverified { .. }));
    let text = match exit {
        _ if unverified => format!("nothing verifies {what}"),
        Exit::No => format!("no source has {what}"),
        Exit::Usage => format!("no source may be asked for {what}"),
        _ => format!("{what} could not be fetched"),
    };
    let fault = tried.iter().fold(Fault::new(exit, text), |f, t| f.because(t.to_string()));
    match exit {
        Exit::No if !unverified => fault.hint("goenvmgr list --remote shows what there is"),
        Exit::Usage => {
            fault.hint("goenvmgr install --from PATH takes a local archive or directory")
        }
        // Whoever answered is nearer than whoever did not.
        Exit::Unfinished if tried.iter().any(|t| t.answer.wants_login()) => fault.hint(LOGIN),
        Exit::Unfinished if tried.iter().any(|t| t.answer.is_offline()) => {
            fault.hint("without --offline and GOENVMGR_OFFLINE it is asked for")
        }
        Exit::Unfinished if tried.iter().any(|t| matches!(t.answer, Answer::NotReached(_))) => {
            fault.hint("goenvmgr doctor --mode full says where the network ends")
        }
        _ => fault,
    }
}

/// Exit code for what the sources said.
pub fn verdict(tried: &[Tried]) -> Exit {
    let mut asked = tried.iter().filter(|t| !matches!(t.answer, Answer::NotAsked(_))).peekable();
    if asked.peek().is_none() {
        return Exit::Usage;
    }
    if asked.all(|t| t.answer.says_no()) { Exit::No } else { Exit::Unfinished }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(word: &str) -> Answer {
        match word {
            "index" => Answer::Absent("not in its index".into()),
            "404" => Answer::Absent("404".into()),
            "403" => Answer::Refused { status: 403, body: "nope".into() },
            "503" => Answer::Failed { status: 503, body: String::new(), rest: None },
            "busy" | "closed" => {
                let rest = Some(Duration::from_secs(if word == "busy" { 60 } else { 61 }));
                Answer::Failed { status: 429, body: String::new(), rest }
            }
            "stall" => Answer::NotReached(NetError::new("h", NetErrorKind::Silence, "")),
            "late" => Answer::NotReached(NetError::new("h", NetErrorKind::FirstContact, "")),
            "refused" => Answer::NotReached(NetError::new("h", NetErrorKind::Connection, "")),
            "page" => Answer::Unusable("a web page".into()),
            "unknown" => Answer::Unverified { why: String::new(), unasked: None },
            "silent" => Answer::Unverified { why: String::new(), unasked: Some(Silence::Late) },
            _ => Answer::NotAsked("GOPROXY=off".into()),
        }
    }

    fn all(words: &str) -> Vec<Tried> {
        let tried = |word| Tried { source: "s".into(), answer: answer(word) };
        words.split_whitespace().map(tried).collect()
    }

    #[test]
    fn answer_is_no_only_where_all_said_no() {
        for (words, exit) in [
            ("index", Exit::No),
            ("index 404 404", Exit::No),
            ("index off", Exit::No),
            ("index 403", Exit::Unfinished),
            ("403", Exit::Unfinished),
            ("404 503", Exit::Unfinished),
            ("404 late", Exit::Unfinished),
            ("refused index", Exit::Unfinished),
            ("page 404", Exit::Unfinished),
            ("404 unknown", Exit::No),
            ("404 silent", Exit::Unfinished),
            ("off", Exit::Usage),
            ("", Exit::Usage),
        ] {
            assert_eq!(verdict(&all(words)), exit, "{words}");
        }
    }

    #[test]
    fn sources_that_were_late_are_asked_once_more() {
        assert_eq!(next_round(&all("late 404"), Patience::Brief), Some(Patience::Long));
        assert_eq!(next_round(&all("silent 404"), Patience::Brief), Some(Patience::Long));
        assert_eq!(next_round(&all("404 busy"), Patience::Brief), Some(Patience::Long));
        assert_eq!(next_round(&all("stall 404"), Patience::Brief), Some(Patience::Long));
        assert_eq!(next_round(&all("503 closed"), Patience::Brief), None);
        assert_eq!(next_round(&all("late"), Patience::Long), None);
        assert_eq!(next_round(&all("404 refused"), Patience::Brief), None);
    }

    #[test]
    fn message_names_every_source_and_what_it_said() {
        let tried = vec![
            Tried { source: "go.dev (https://go.dev/dl)".into(), answer: answer("late") },
            Tried { source: "goproxy (https://proxy.example)".into(), answer: answer("403") },
        ];
        insta::assert_snapshot!(conclude("go1.99.0 for linux/amd64", &tried), @"go1.99.0 for linux/amd64 could not be fetched: go.dev (https://go.dev/dl): not reached: h: no connection within 2 s: goproxy (https://proxy.example): refused (403): nope");
        let said = |words: &str| conclude("go1.99.0", &all(words)).hints.join("\n");
        assert!(said("403").contains("says which login GOPROXY wants"), "{}", said("403"));
        assert_eq!(said("404 late 403"), said("403"));
        assert!(said("404 late").contains("where the network ends"));
        assert_eq!(said("404 503"), "");
    }
}
