//! Questions and answers on the wire: RFC 1035, 4; RFC 6891 for answers larger than 512 bytes.

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher as _, Hasher as _};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The largest answer that fits a datagram (dnsflagday.net/2020).
pub(super) const LARGEST: u16 = 1232;
const HEADER: usize = 12;
const OPT: u16 = 41;
const NAME_ERROR: u16 = 3;

/// The kind of address that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AddressKind {
    /// A.
    V4 = 1,
    /// AAAA.
    V6 = 28,
}

/// One question.
#[derive(Debug)]
pub(crate) struct Question {
    id: [u8; 2],
    /// Name, type and class as they stand in the message.
    asked: Vec<u8>,
    kind: AddressKind,
}

/// What an answer to it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(super) truncated: bool,
    pub(crate) says: Says,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    /// Never none.
    Addresses(Vec<IpAddr>),
    /// The name has none of this kind.
    NoneOfThisKind,
    NoSuchName,
    /// The code.
    Failure(u16),
    /// A server that does not look for others' names, and refers to nobody.
    Lame,
    /// It breaks off, or breaks the rules.
    Broken,
}

impl Question {
    /// Nothing where the name cannot be asked for.
    pub(crate) fn new(name: &str, kind: AddressKind) -> Option<Self> {
        let mut asked = Vec::with_capacity(name.len() + 6);
        for label in name.strip_suffix('.').unwrap_or(name).split('.') {
            let length =
                u8::try_from(label.len()).ok().filter(|length| (1..64).contains(length))?;
            asked.push(length);
            asked.extend(label.bytes());
        }
        asked.push(0);
        if asked.len() > 255 {
            return None;
        }
        asked.extend([0, kind as u8, 0, 1]);
        // Hard to guess, as long as nobody hears the question.
        let id = RandomState::new().build_hasher().finish();
        Some(Self { id: [id as u8, (id >> 8) as u8], asked, kind })
    }

    pub(crate) fn bytes(&self, trust_ad: bool) -> Vec<u8> {
        let ad = if trust_ad { 0x20 } else { 0 };
        let mut bytes = vec![self.id[0], self.id[1], 1, ad, 0, 1, 0, 0, 0, 0, 0, 1];
        bytes.extend(&self.asked);
        let [high, low] = LARGEST.to_be_bytes();
        bytes.extend([0, 0, OPT as u8, high, low, 0, 0, 0, 0, 0, 0]);
        bytes
    }

    /// Nothing where the bytes are no answer to this question.
    pub(crate) fn answer(&self, bytes: &[u8]) -> Option<Answer> {
        let (header, rest) = bytes.split_at_checked(HEADER)?;
        let asked = rest.get(..self.asked.len())?;
        if header[..2] != self.id
            || header[2] & 0x80 == 0
            || header[4..6] != [0, 1]
            || !asked.eq_ignore_ascii_case(&self.asked)
        {
            return None;
        }
        Some(Answer { truncated: header[2] & 2 != 0, says: self.says(bytes) })
    }

    fn says(&self, bytes: &[u8]) -> Says {
        let count = |at: usize| u16::from_be_bytes([bytes[at], bytes[at + 1]]);
        let (answers, others, additional) = (count(6), count(8), count(10));
        let mut records = Records { bytes, at: HEADER + self.asked.len() };
        let mut found = Vec::new();
        let mut whole = true;
        for number in 0..answers {
            let Some(record) = records.next() else {
                whole = number > 0;
                break;
            };
            found.extend(record.address(self.kind));
        }
        let (mut code, mut more) = (u16::from(bytes[3] & 0x0f), false);
        let rest: Vec<_> = std::iter::from_fn(|| records.next()).collect();
        for record in rest.iter().skip(others.into()).take(additional.into()) {
            more = true;
            if record.kind == OPT {
                code |= u16::from(record.extended) << 4;
            }
        }
        let authoritative = bytes[2] & 4 != 0;
        let recursive = bytes[3] & 0x80 != 0;
        match code {
            NAME_ERROR => Says::NoSuchName,
            _ if !whole => Says::Broken,
            0 if !found.is_empty() => Says::Addresses(found),
            0 if answers == 0 && !authoritative && !recursive && !more => Says::Lame,
            0 => Says::NoneOfThisKind,
            code => Says::Failure(code),
        }
    }
}

struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
}

struct Record<'a> {
    kind: u16,
    /// The first byte of what is the time to live elsewhere: of OPT, the upper bits of the code.
    extended: u8,
    data: &'a [u8],
}

impl<'a> Records<'a> {
    fn next(&mut self) -> Option<Record<'a>> {
        let mut at = self.at;
        // A name ends with an empty label or with a pointer to a former name.
        loop {
            let length = *self.bytes.get(at)?;
            match length >> 6 {
                0 if length == 0 => break at += 1,
                0 => at += 1 + usize::from(length),
                3 => break at += 2,
                _ => return None,
            }
        }
        let fixed = self.bytes.get(at..at + 10)?;
        let length = usize::from(u16::from_be_bytes([fixed[8], fixed[9]]));
        let data = self.bytes.get(at + 10..at + 10 + length)?;
        self.at = at + 10 + length;
        Some(Record { kind: u16::from_be_bytes([fixed[0], fixed[1]]), extended: fixed[4], data })
    }
}

impl Record<'_> {
    /// The address, where it is a record of this kind, and as long as its kind is.
    fn address(&self, kind: AddressKind) -> Option<IpAddr> {
        if self.kind != kind as u16 {
            return None;
        }
        match kind {
            AddressKind::V4 => {
                <[u8; 4]>::try_from(self.data).ok().map(|four| Ipv4Addr::from(four).into())
            }
            AddressKind::V6 => {
                <[u8; 16]>::try_from(self.data).ok().map(|six| Ipv6Addr::from(six).into())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn reply(question: &Question, flags: [u8; 2], answers: u8, rest: &[u8]) -> Vec<u8> {
        let mut bytes = question.id.to_vec();
        bytes.extend(flags);
        bytes.extend([0, 1, 0, answers, 0, 0, 0, 0]);
        bytes.extend(&question.asked);
        bytes.extend(rest);
        bytes
    }

    const CNAME: &[u8] = b"\xc0\x0c\0\x05\0\x01\0\0\0\x3c\0\x04\x01b\xc0\x0e";
    const A: &[u8] = b"\xc0\x0c\0\x01\0\x01\0\0\0\x3c\0\x04\xc0\0\x02\x07";

    #[test]
    fn answers_are_read_and_strangers_answers_are_not() {
        let question = Question::new("go.dev.", AddressKind::V4).unwrap();
        assert_eq!(question.asked, *b"\x02go\x03dev\0\0\x01\0\x01");
        let says = |flags, answers, rest: &[u8]| {
            question.answer(&reply(&question, flags, answers, rest)).map(|answer| answer.says)
        };
        let found = Says::Addresses(vec!["192.0.2.7".parse().unwrap()]);
        assert_eq!(says([0x81, 0x80], 2, &[CNAME, A].concat()), Some(found.clone()));
        assert_eq!(says([0x81, 0x80], 2, A), Some(found));
        assert_eq!(says([0x81, 0x80], 1, CNAME), Some(Says::NoneOfThisKind));
        assert_eq!(says([0x81, 0x80], 1, &A[..9]), Some(Says::Broken));
        let long = [&A[..10], b"\0\x10", &[7; 16]].concat();
        assert_eq!(says([0x81, 0x80], 1, &long), Some(Says::NoneOfThisKind), "an A of 16 bytes");
        assert_eq!(says([0x81, 0x00], 0, b""), Some(Says::Lame));
        assert_eq!(says([0x81, 0x83], 0, b""), Some(Says::NoSuchName));
        assert_eq!(says([0x81, 0x82], 0, b""), Some(Says::Failure(2)));
        assert_eq!(says([0x01, 0x80], 0, b""), None);
        let other = Question::new("go.dev", AddressKind::V6).unwrap();
        let mut bytes = reply(&other, [0x81, 0x80], 0, b"");
        bytes[..2].copy_from_slice(&question.id);
        assert_eq!(question.answer(&bytes), None);
        assert!(question.answer(&reply(&question, [0x83, 0x80], 0, b"")).unwrap().truncated);
        for name in ["a..b", "", ".", &"a".repeat(64), &"a.".repeat(128)] {
            assert!(Question::new(name, AddressKind::V4).is_none(), "{name}");
        }
    }

    proptest! {
        #[test]
        fn answer_of_any_bytes_is_read_without_a_crash(rest: Vec<u8>, answers: u8, flags: [u8; 2]) {
            let question = Question::new("go.dev", AddressKind::V4).unwrap();
            question.answer(&reply(&question, flags, answers, &rest));
            question.answer(&rest);
        }
    }
}
