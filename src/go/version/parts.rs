//! A version taken apart, borrowed from its text.

use std::cmp::Ordering;

/// The numbers are decimal text: they may be longer than any integer.
#[derive(Clone, Copy, Default)]
pub(super) struct Parts<'a> {
    pub(super) major: &'a str,
    pub(super) minor: &'a str,
    /// Empty for language versions and prereleases.
    pub(super) patch: &'a str,
    /// `alpha`, `beta`, `rc`, or empty.
    pub(super) kind: &'a str,
    pub(super) pre: &'a str,
    /// With its `-`, or empty.
    pub(super) suffix: &'a str,
    /// Length of the text before the suffix.
    pub(super) base_len: usize,
}

impl<'a> Parts<'a> {
    pub(super) fn of(text: &'a str) -> Option<Self> {
        let base_len = text.find('-').unwrap_or(text.len());
        let (base, suffix) = text.split_at(base_len);
        // The suffix ends up in file names and in GOTOOLCHAIN, where `+` has a meaning.
        if !suffix.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b)) {
            return None;
        }
        Some(Self { suffix, base_len, ..Self::of_base(base)? })
    }

    fn of_base(text: &'a str) -> Option<Self> {
        let (major, rest) = cut_number(text)?;
        let parts = Self { major, ..Self::default() };
        if rest.is_empty() {
            return Some(Self { minor: "0", patch: "0", ..parts });
        }
        let (minor, rest) = cut_number(rest.strip_prefix('.')?)?;
        let parts = Self { minor, ..parts };
        if rest.is_empty() {
            return Some(Self { patch: if parts.has_implied_patch() { "0" } else { "" }, ..parts });
        }
        if let Some(rest) = rest.strip_prefix('.') {
            // A prerelease of a patch is no version: "1.21.0rc1".
            let (patch, rest) = cut_number(rest)?;
            return rest.is_empty().then_some(Self { patch, ..parts });
        }
        let kind_len = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (kind, pre) = rest.split_at(kind_len);
        if kind.is_empty() || !kind.bytes().all(|b| b.is_ascii_lowercase()) {
            return None;
        }
        let whole_number =
            pre.is_empty() || cut_number(pre).is_some_and(|(_, rest)| rest.is_empty());
        whole_number.then_some(Self { kind, pre, ..parts })
    }

    /// Before 1.21 a version without a patch is the release `.0`.
    pub(super) fn has_implied_patch(&self) -> bool {
        compare_numbers(self.minor, "21").is_lt()
    }

    pub(super) fn compare(&self, other: &Self) -> Ordering {
        compare_numbers(self.major, other.major)
            .then_with(|| compare_numbers(self.minor, other.minor))
            .then_with(|| compare_numbers(self.patch, other.patch))
            .then_with(|| self.kind.cmp(other.kind))
            .then_with(|| compare_numbers(self.pre, other.pre))
    }
}

/// A decimal number without leading zeros at the start of `text`, and the rest.
fn cut_number(text: &str) -> Option<(&str, &str)> {
    let len = text.bytes().take_while(u8::is_ascii_digit).count();
    if len == 0 || (len > 1 && text.starts_with('0')) {
        return None;
    }
    Some(text.split_at(len))
}

fn compare_numbers(a: &str, b: &str) -> Ordering {
    a.len().cmp(&b.len()).then_with(|| a.cmp(b))
}
