//! Records: what the log says about one module version, and the reply to a lookup.

use crate::base::digest::Sha256Sum;

/// The reply to a lookup, taken apart; nothing in it is verified yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply<'a> {
    /// The record's place in the log.
    pub id: u64,
    /// The record: lines `path version h1:…`, final newline included. This alone is what the
    /// log's tree attests.
    pub record: &'a str,
    /// The signed head that follows.
    pub head: &'a [u8],
}

/// The reply breaks the format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("malformed record data")]
pub struct Malformed;

impl<'a> Reply<'a> {
    /// Takes a reply apart at its first blank line.
    ///
    /// # Errors
    /// [`Malformed`]: no number, no blank line, control characters, not UTF-8.
    pub fn parse(reply: &'a [u8]) -> Result<Self, Malformed> {
        let end = |mark: &[u8], text: &[u8]| text.windows(mark.len()).position(|w| w == mark);
        let number = end(b"\n", reply).ok_or(Malformed)?;
        let (id, rest) = (&reply[..number], &reply[number + 1..]);
        let blank = end(b"\n\n", rest).ok_or(Malformed)?;
        let record = std::str::from_utf8(&rest[..=blank]).map_err(|_| Malformed)?;
        let id = std::str::from_utf8(id).ok().and_then(|id| id.parse::<i64>().ok());
        let id = id.and_then(|id| u64::try_from(id).ok()).ok_or(Malformed)?;
        // An empty first line would make the record end before it began.
        if !super::is_plain(record) || record.starts_with('\n') {
            return Err(Malformed);
        }
        Ok(Self { id, record, head: &rest[blank + 2..] })
    }
}

/// What the record says about `module` at `version`.
///
/// # Errors
/// The words to print: no line for it (a record about something else, CVE-2026-42501), or lines
/// that disagree. Only ever give this the authenticated record, never the whole reply
/// (CVE-2026-56864).
pub fn h1_of(record: &str, module: &str, version: &str) -> Result<Sha256Sum, &'static str> {
    let prefix = format!("{module} {version} ");
    let mut sums = record.lines().filter_map(|line| line.strip_prefix(&prefix)).collect::<Vec<_>>();
    sums.dedup();
    match sums.as_slice() {
        [] => Err("checksum missing from sumdb response"),
        [one] => Sha256Sum::from_h1(one).ok_or("the record's checksum is not h1:"),
        _ => Err("the record has several checksums for it"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RECORD: &str =
        "m v1.0.0 h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nm v1.0.0/go.mod h1:x\n";

    #[test]
    fn reply_is_taken_apart_at_its_first_blank_line() {
        let text = format!("7\n{RECORD}\nnote\n\n— sig\n");
        let reply = Reply::parse(text.as_bytes()).unwrap();
        assert_eq!((reply.id, reply.record), (7, RECORD));
        assert_eq!(reply.head, b"note\n\n\xe2\x80\x94 sig\n");
    }

    #[test]
    fn record_that_breaks_the_format_is_refused() {
        for bad in [
            "",
            "7",
            "7\n",
            "x\nm\n\nnote",
            "-1\nm\n\nnote",
            "9223372036854775808\nm\n\nnote",
            "7\n\nm\n\nnote",
            "7\n\n\nnote",
            "7\nm\tx\n\nnote",
            "7\nm\r\n\r\nnote",
            "7\nm\u{1b}[2K\n\nnote",
            "<!doctype html>\n<p>\n\n</p>",
        ] {
            assert_eq!(Reply::parse(bad.as_bytes()), Err(Malformed), "{bad:?}");
        }
        assert_eq!(Reply::parse(b"7\nm\xff\n\nnote"), Err(Malformed));
    }

    #[test]
    fn record_line_counts_only_by_itself() {
        let empty = Sha256Sum::of(b"");
        assert_eq!(h1_of(RECORD, "m", "v1.0.0"), Ok(empty));
        for (module, version) in [("m", "v1.0"), ("n", "v1.0.0"), ("m v1.0.0", ""), ("", "m")] {
            assert!(h1_of(RECORD, module, version).is_err(), "{module} {version}");
        }
        assert!(h1_of(&RECORD.replace("h1:47", "h2:47"), "m", "v1.0.0").is_err());
        let two = format!("{RECORD}{}", RECORD.replace("h1:47", "h1:57"));
        assert!(h1_of(&two, "m", "v1.0.0").is_err());
    }
}
