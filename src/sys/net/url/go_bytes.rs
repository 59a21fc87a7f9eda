//! Which bytes of a URL the go command takes as they are. Rule: `net/url/url.go` (`unescape`) and
//! `encoding_table.go`.

/// The part of a URL that a byte stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Path,
    Host,
    Zone,
    User,
    /// What is only ever taken apart: a fragment.
    Other,
}

impl Part {
    /// Whether the byte is escaped when such a part is written.
    pub(super) fn escapes(self, byte: u8) -> bool {
        let allowed: &[u8] = match self {
            Self::Path => b"$&+,/:;=@",
            Self::Host | Self::Zone => b"!\"$&'()*+,:;<=>[]",
            Self::User => b"$&+,;=",
            Self::Other => b"!$&()*+,/:;=?@",
        };
        !(byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) || allowed.contains(&byte))
    }
}

/// Whether a byte stands in it that no URL may hold.
pub(super) fn has_control(text: &[u8]) -> bool {
    text.iter().any(u8::is_ascii_control)
}

/// The text without its escapes; nothing where one is none, or a byte may not stand there.
pub(super) fn unescape(text: &[u8], part: Part) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte != b'%' {
            let host = matches!(part, Part::Host | Part::Zone);
            if host && byte < 0x80 && part.escapes(byte) {
                return None;
            }
            out.push(byte);
            continue;
        }
        let digit = |at: usize| char::from(*after.get(at)?).to_digit(16);
        let value = u8::try_from(digit(0)? * 16 + digit(1)?).ok()?;
        let percent = &after[..2] == b"25";
        let refused = match part {
            // In a host only what is no ASCII may be escaped, and a percent sign before a zone.
            Part::Host => value < 0x80 && !percent,
            Part::Zone => !percent && value != b' ' && Part::Host.escapes(value),
            Part::Path | Part::User | Part::Other => false,
        };
        if refused {
            return None;
        }
        out.push(value);
        rest = &after[2..];
    }
    Some(out)
}

/// The text with escapes for what may not stand in such a part.
pub(super) fn escape(text: &[u8], part: Part) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    for byte in text {
        match part.escapes(*byte) {
            true => out.extend(format!("%{byte:02X}").bytes()),
            false => out.push(*byte),
        }
    }
    out
}
