//! What a certificate says of itself, as far as webpki does not tell: who signed it, from when to when
//! it is valid, and what it may be used for. Rules: RFC 5280, 4.1; DER as in ITU-T X.690.

/// What a certificate says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct About {
    /// Common name of whoever signed it, else its organisation.
    pub(super) issuer: String,
    /// Seconds since 1970: valid from, valid to.
    pub(super) valid: Option<(i64, i64)>,
    /// Whether it may sign others, by Go's rules: version 3 must say that it is an authority, and a
    /// key usage must name signing. Before version 3 there was nothing to say.
    pub(super) signs: bool,
    /// Whether it may be a server's, or sign one's: its extended key usage names that, or is absent.
    pub(super) serves: bool,
}

const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
const COMMON_NAME: &[u8] = &[0x55, 4, 3];
const ORGANISATION: &[u8] = &[0x55, 4, 10];
const KEY_USAGE: &[u8] = &[0x55, 0x1d, 15];
const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1d, 19];
const EXTENDED_KEY_USAGE: &[u8] = &[0x55, 0x1d, 37];
const ANY_USAGE: &[u8] = &[0x55, 0x1d, 37, 0];
const SERVER: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 1];
/// `keyCertSign` in the first byte of a key usage.
const SIGNS: u8 = 0x04;

impl About {
    /// Reads the beginning of a certificate.
    pub(crate) fn read(der: &[u8]) -> Option<Self> {
        let (certificate, _) = Element::of(SEQUENCE, der)?;
        let (mut rest, _) = Element::of(SEQUENCE, certificate)?;
        let mut version = 1;
        if let Some((number, after)) = Element::of(0xa0, rest) {
            version = Element::of(2, number)?.0.last()?.saturating_add(1);
            rest = after;
        }
        let (_serial, rest) = Element::of(2, rest)?;
        let (_algorithm, rest) = Element::of(SEQUENCE, rest)?;
        let (issuer, rest) = Element::of(SEQUENCE, rest)?;
        let (validity, rest) = Element::of(SEQUENCE, rest)?;
        let (_subject, rest) = Element::of(SEQUENCE, rest)?;
        let (_key, rest) = Element::of(SEQUENCE, rest)?;
        let mut about = Self {
            issuer: name(issuer).unwrap_or_default(),
            valid: valid(validity),
            signs: version < 3,
            serves: true,
        };
        about.extensions(rest);
        Some(about)
    }

    /// Reads what follows the key: two identifiers that nobody uses, and the extensions.
    fn extensions(&mut self, mut rest: &[u8]) {
        while let Some(element) = Element::read(rest) {
            rest = element.rest;
            if element.tag != 0xa3 {
                continue;
            }
            let Some((mut list, _)) = Element::of(SEQUENCE, element.body) else { continue };
            let mut may_sign = true;
            while let Some((extension, after)) = Element::of(SEQUENCE, list) {
                list = after;
                let Some((oid, mut value)) = Element::of(6, extension) else { continue };
                // Whether it is critical stands between, where it stands.
                value = Element::of(1, value).map_or(value, |(_, after)| after);
                let Some((value, _)) = Element::of(4, value) else { continue };
                match oid {
                    BASIC_CONSTRAINTS => self.signs = is_authority(value),
                    KEY_USAGE => may_sign = bits(value) == 0 || bits(value) & SIGNS != 0,
                    EXTENDED_KEY_USAGE => self.serves = names_a_server(value),
                    _ => {}
                }
            }
            self.signs &= may_sign;
        }
    }
}

fn is_authority(constraints: &[u8]) -> bool {
    let inside = Element::of(SEQUENCE, constraints).map(|(inside, _)| inside);
    inside.and_then(|inside| Element::of(1, inside)).is_some_and(|(yes, _)| yes == [0xff])
}

/// The first byte of a bit string.
fn bits(usage: &[u8]) -> u8 {
    Element::of(3, usage).and_then(|(bits, _)| bits.get(1).copied()).unwrap_or_default()
}

fn names_a_server(usages: &[u8]) -> bool {
    let mut rest = Element::of(SEQUENCE, usages).map(|(inside, _)| inside).unwrap_or_default();
    while let Some((usage, after)) = Element::of(6, rest) {
        if usage == SERVER || usage == ANY_USAGE {
            return true;
        }
        rest = after;
    }
    false
}

struct Element<'a> {
    tag: u8,
    body: &'a [u8],
    rest: &'a [u8],
}

impl<'a> Element<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let (&tag, after) = bytes.split_first()?;
        let (&short, after) = after.split_first()?;
        let (length, after) = match short {
            0..=0x7f => (usize::from(short), after),
            0x81..=0x83 => {
                let (digits, after) = after.split_at_checked(usize::from(short - 0x80))?;
                (digits.iter().fold(0, |sum, digit| (sum << 8) | usize::from(*digit)), after)
            }
            _ => return None,
        };
        let (body, rest) = after.split_at_checked(length)?;
        Some(Self { tag, body, rest })
    }

    /// Body and rest of an element with this tag.
    fn of(tag: u8, bytes: &'a [u8]) -> Option<(&'a [u8], &'a [u8])> {
        let element = Self::read(bytes)?;
        (element.tag == tag).then_some((element.body, element.rest))
    }
}

fn name(mut sets: &[u8]) -> Option<String> {
    let mut organisation = None;
    while let Some((set, rest)) = Element::of(SET, sets) {
        sets = rest;
        let Some((pair, _)) = Element::of(SEQUENCE, set) else { continue };
        let Some((oid, value)) = Element::of(6, pair) else { continue };
        let text = || Some(String::from_utf8_lossy(Element::read(value)?.body).into_owned());
        match oid {
            COMMON_NAME => return text(),
            ORGANISATION => organisation = text(),
            _ => {}
        }
    }
    organisation
}

fn valid(pair: &[u8]) -> Option<(i64, i64)> {
    let from = Element::read(pair)?;
    let to = Element::read(from.rest)?;
    Some((seconds(&from)?, seconds(&to)?))
}

fn seconds(time: &Element<'_>) -> Option<i64> {
    let text = std::str::from_utf8(time.body).ok()?.strip_suffix('Z')?;
    let (century, text) = match time.tag {
        // UTCTime: two digits, 1950 to 2049.
        0x17 => (if text.get(..2)? < "50" { "20" } else { "19" }, text),
        0x18 => ("", text),
        _ => return None,
    };
    let full = format!("{century}{text}");
    let moment = jiff::civil::DateTime::strptime("%Y%m%d%H%M%S", full).ok()?;
    Some(jiff::tz::Offset::UTC.to_timestamp(moment).ok()?.as_second())
}

#[cfg(test)]
mod tests {
    use rustls::pki_types::CertificateDer;
    use rustls::pki_types::pem::PemObject as _;

    use super::*;

    #[test]
    fn issuer_and_validity_of_a_real_certificate() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/support/tls/");
        let about = |name: &str| {
            let der = CertificateDer::from_pem_file(format!("{folder}{name}.pem")).unwrap();
            About::read(&der).unwrap()
        };
        let good = about("good");
        assert_eq!(good.issuer, "goenvmgr test CA");
        let (from, to) = good.valid.unwrap();
        assert!(from < 1_800_000_000 && to > 4_900_000_000, "{good:?}");
        assert!(good.serves && !good.signs && about("ca").signs && about("self").signs);
        let purpose = about("purpose");
        assert!(purpose.signs && !purpose.serves, "{purpose:?}");
        let (_, ended) = about("expired").valid.unwrap();
        assert!((1_609_459_200..1_640_995_200).contains(&ended), "{ended}");
    }

    #[test]
    fn what_is_no_certificate_is_none() {
        for bytes in [&b""[..], b"\x30", b"\x30\x84\xff\xff\xff\xff", b"hello", &[0x30; 40]] {
            assert_eq!(About::read(bytes), None);
        }
    }
}
