//! Verifier keys: `name+hash+key`, the public half of the key that signs a database's heads.

use std::fmt;

use crate::base::digest::Hasher;

/// The one kind of key in use: Ed25519.
const ED25519: u8 = 1;

/// A public key that signs the heads of one database.
#[derive(Clone, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    hash: u32,
    public: [u8; 32],
}

/// Why a text is no verifier key, in Go's own words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// Not `name+8 hex digits+base64`.
    #[error("malformed verifier id")]
    Malformed,
    /// The hash does not belong to this name and key.
    #[error("invalid verifier hash")]
    Hash,
    /// Not an Ed25519 key.
    #[error("unknown verifier algorithm")]
    Algorithm,
}

impl VerifierKey {
    /// Reads `name+hash+key`.
    ///
    /// # Errors
    /// [`KeyError`], in the order in which Go finds them.
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let mut fields = text.splitn(3, '+');
        let (Some(name), Some(hash), Some(key)) = (fields.next(), fields.next(), fields.next())
        else {
            return Err(KeyError::Malformed);
        };
        let key = super::unbase64(key).ok_or(KeyError::Malformed)?;
        let is_hash = hash.len() == 8 && hash.bytes().all(|b| b.is_ascii_hexdigit());
        let (true, true, Some((algorithm, public))) = (is_hash, is_name(name), key.split_first())
        else {
            return Err(KeyError::Malformed);
        };
        if u32::from_str_radix(hash, 16) != Ok(hash_of(name, &key)) {
            return Err(KeyError::Hash);
        }
        if *algorithm != ED25519 {
            return Err(KeyError::Algorithm);
        }
        let public = public.try_into().map_err(|_| KeyError::Malformed)?;
        Ok(Self::new(name, public))
    }

    /// The key of this name and Ed25519 public key.
    pub fn new(name: &str, public: [u8; 32]) -> Self {
        let encoded = [&[ED25519], public.as_slice()].concat();
        Self { name: name.to_owned(), hash: hash_of(name, &encoded), public }
    }

    /// Whose key it is: the database's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The number that signatures carry to say which key made them.
    pub fn hash(&self) -> u32 {
        self.hash
    }

    /// `name+hash`: short, and enough to tell keys apart in messages and file names.
    pub fn id(&self) -> String {
        format!("{}+{:08x}", self.name, self.hash)
    }

    /// Whether `signature` over `message` was made by this key.
    pub fn verifies(&self, message: &[u8], signature: &[u8]) -> bool {
        ring::signature::UnparsedPublicKey::new(&ring::signature::ED25519, &self.public)
            .verify(message, signature)
            .is_ok()
    }
}

impl fmt::Display for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let encoded = [&[ED25519], self.public.as_slice()].concat();
        write!(f, "{}+{}", self.id(), super::base64(&encoded))
    }
}

impl fmt::Debug for VerifierKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VerifierKey({self})")
    }
}

/// Whether this may be a key's name: not empty, no blanks, no plus sign.
pub(super) fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.contains(|c: char| c == '+' || c.is_whitespace())
}

fn hash_of(name: &str, encoded_key: &[u8]) -> u32 {
    let mut hasher = Hasher::new();
    hasher.update(name.as_bytes());
    hasher.update(b"\n");
    hasher.update(encoded_key);
    let [a, b, c, d, ..] = hasher.finish().0;
    u32::from_be_bytes([a, b, c, d])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::sumdb::gosumdb::SUM_GOLANG_ORG;

    #[test]
    fn key_of_sum_golang_org_reads_and_writes_itself() {
        let key = VerifierKey::parse(SUM_GOLANG_ORG).unwrap();
        assert_eq!((key.name(), key.hash()), ("sum.golang.org", 0x033d_e0ae));
        assert_eq!(key.to_string(), SUM_GOLANG_ORG);
    }

    #[test]
    fn key_that_go_refuses_is_refused_in_the_same_words() {
        let (head, key) = SUM_GOLANG_ORG.split_at("sum.golang.org+033de0ae+".len());
        let other_algorithm = VerifierKey::new("x", [7; 32]);
        let encoded = [&[2u8], [7u8; 32].as_slice()].concat();
        let other_algorithm_text =
            format!("x+{:08x}+{}", hash_of("x", &encoded), crate::go::sumdb::base64(&encoded));
        let short = [1u8, 2, 3];
        let short_text =
            format!("x+{:08x}+{}", hash_of("x", &short), crate::go::sumdb::base64(&short));
        for (text, error) in [
            ("", KeyError::Malformed),
            ("on", KeyError::Malformed),
            ("direct", KeyError::Malformed),
            ("offsum://key@/path", KeyError::Malformed),
            (head, KeyError::Malformed),
            (&format!("{head}{}", &key[1..]), KeyError::Malformed),
            (&format!("{head}{key}!"), KeyError::Malformed),
            (&SUM_GOLANG_ORG.replace("033de0ae", "+33de0ae"), KeyError::Malformed),
            (&SUM_GOLANG_ORG.replace("033de0ae", "33de0ae"), KeyError::Malformed),
            (&SUM_GOLANG_ORG.replace("033de0ae", "033de0af"), KeyError::Hash),
            (&SUM_GOLANG_ORG.replace("sum.", "sum\u{a0}"), KeyError::Malformed),
            (&SUM_GOLANG_ORG.replace("sum.golang.org+", "+"), KeyError::Malformed),
            (&SUM_GOLANG_ORG.replace("sum.", "some."), KeyError::Hash),
            (&other_algorithm_text, KeyError::Algorithm),
            (&short_text, KeyError::Malformed),
        ] {
            assert_eq!(VerifierKey::parse(text), Err(error), "{text}");
        }
        assert!(VerifierKey::parse(&SUM_GOLANG_ORG.replace("ae+", "AE+")).is_ok());
        assert!(VerifierKey::parse(&other_algorithm.to_string()).is_ok());
    }
}
