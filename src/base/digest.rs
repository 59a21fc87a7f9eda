//! SHA-256, the only place where bytes are hashed.
//!
//! `sha2` where the CPU has SHA instructions, `ring` where it has none (twice as fast there).

use std::fmt;
use std::str::FromStr;
use std::sync::OnceLock;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::Digest as _;

/// A SHA-256 sum.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Sha256Sum(pub [u8; 32]);

impl Sha256Sum {
    /// The sum of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hasher = Hasher::new();
        hasher.update(bytes);
        hasher.finish()
    }

    /// `h1:` and the sum in standard base64, as go.sum and the checksum database write it.
    pub fn to_h1(self) -> String {
        format!("h1:{}", STANDARD.encode(self.0))
    }

    /// Reads `h1:` and 32 bytes in canonical standard base64.
    pub fn from_h1(text: &str) -> Option<Self> {
        let bytes = STANDARD.decode(text.strip_prefix("h1:")?).ok()?;
        Some(Self(bytes.try_into().ok()?))
    }
}

impl fmt::Display for Sha256Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sha256Sum({self})")
    }
}

/// The text is not 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a SHA-256 sum is 64 hexadecimal digits")]
pub struct NotASum;

impl FromStr for Sha256Sum {
    type Err = NotASum;

    fn from_str(text: &str) -> Result<Self, NotASum> {
        if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(NotASum);
        }
        let mut sum = [0u8; 32];
        for (byte, pair) in sum.iter_mut().zip(text.as_bytes().chunks(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| NotASum)?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| NotASum)?;
        }
        Ok(Self(sum))
    }
}

impl Serialize for Sha256Sum {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Sha256Sum {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Hashes a stream.
#[derive(Clone)]
pub struct Hasher(Engine);

#[derive(Clone)]
enum Engine {
    Sha2(sha2::Sha256),
    Ring(ring::digest::Context),
}

impl Hasher {
    /// A new stream.
    pub fn new() -> Self {
        Self(if cpu_has_sha() {
            Engine::Sha2(sha2::Sha256::new())
        } else {
            Engine::Ring(ring::digest::Context::new(&ring::digest::SHA256))
        })
    }

    /// More bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        match &mut self.0 {
            Engine::Sha2(state) => state.update(bytes),
            Engine::Ring(state) => state.update(bytes),
        }
    }

    /// The sum of all bytes so far.
    pub fn finish(self) -> Sha256Sum {
        let mut sum = [0u8; 32];
        match self.0 {
            Engine::Sha2(state) => sum.copy_from_slice(&state.finalize()),
            Engine::Ring(state) => sum.copy_from_slice(state.finish().as_ref()),
        }
        Sha256Sum(sum)
    }
}

impl Default for Hasher {
    fn default() -> Self {
        Self::new()
    }
}

fn cpu_has_sha() -> bool {
    static HAS: OnceLock<bool> = OnceLock::new();
    *HAS.get_or_init(|| {
        #[cfg(target_arch = "x86_64")]
        return std::arch::is_x86_feature_detected!("sha");
        #[cfg(target_arch = "aarch64")]
        return std::arch::is_aarch64_feature_detected!("sha2");
        #[cfg(not(any(target_arch = "x86_64", target_arch = "aarch64")))]
        return false;
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn engines_both_give_the_published_vector() {
        for engine in [
            Engine::Sha2(sha2::Sha256::new()),
            Engine::Ring(ring::digest::Context::new(&ring::digest::SHA256)),
        ] {
            let mut hasher = Hasher(engine);
            hasher.update(b"a");
            hasher.update(b"bc");
            assert_eq!(hasher.finish().to_string(), ABC);
        }
    }

    #[test]
    fn hex_and_h1_round_trip_and_refuse_other_text() {
        let sum: Sha256Sum = ABC.parse().unwrap();
        assert_eq!(sum, Sha256Sum::of(b"abc"));
        assert_eq!(Sha256Sum::from_h1(&sum.to_h1()), Some(sum));
        for bad in
            ["", &ABC[1..], &format!("{ABC}0"), &ABC.replace('b', "g"), &ABC.replace('b', "+")]
        {
            assert_eq!(bad.parse::<Sha256Sum>(), Err(NotASum), "{bad}");
        }
        for bad in ["h1:", "h2:AAAA", "h1:AAAA", &sum.to_h1()[3..]] {
            assert_eq!(Sha256Sum::from_h1(bad), None, "{bad}");
        }
    }
}
