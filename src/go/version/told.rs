//! What is said of a text that should be a version and is none. A pin file may be a link to anything
//! that its reader can read: what does not look like a version is counted, never quoted.

/// What people write who mean a version.
pub(super) const WORDS: [&str; 15] = [
    "auto",
    "default",
    "gotip",
    "latest",
    "local",
    "main",
    "master",
    "newest",
    "none",
    "oldstable",
    "path",
    "rc",
    "stable",
    "system",
    "tip",
];
/// Longer than any attempt at one.
const LONG: usize = 24;

/// Whether it may be quoted: words of the kind above, or numbers and dots with `rc` and its like.
pub fn looks_like_a_version(text: &str) -> bool {
    text.len() <= 2 * LONG && text.split(' ').all(is_attempt)
}

/// The text in quotes where it looks like a version, else how long it is: `13 characters`.
pub fn told(text: &str) -> String {
    if looks_like_a_version(text) {
        format!("\"{text}\"")
    } else {
        characters(text.chars().count())
    }
}

pub(super) fn characters(count: usize) -> String {
    if count == 1 { "1 character".to_owned() } else { format!("{count} characters") }
}

fn is_attempt(word: &str) -> bool {
    if WORDS.contains(&word) {
        return true;
    }
    let word = word.trim_start_matches(['<', '>', '=', '~', '^']);
    let bare = word.strip_prefix("go").or_else(|| word.strip_prefix(['v', 'V'])).unwrap_or(word);
    if bare.len() > LONG || !bare.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    bare.split(['.', '-', '+']).all(|part| matches!(part, "" | "x" | "*") || is_part(part))
}

/// `22`, `rc1`, `22beta2`: no run of digits is longer than a year.
fn is_part(part: &str) -> bool {
    let rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
    let word = rest.trim_end_matches(|c: char| c.is_ascii_digit());
    let numbers = [part.len() - rest.len(), rest.len() - word.len()];
    matches!(word, "" | "rc" | "beta" | "alpha") && numbers.into_iter().all(|digits| digits <= 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_quoted_and_secrets_are_counted() {
        for mistake in [
            "1.22.5.1",
            "go1.22.",
            "1.22.05",
            "v1.22.5rc1",
            "1.22.x",
            "tip",
            "1.22 1.23",
            "1.22-rc1",
        ] {
            assert_eq!(told(mistake), format!("\"{mistake}\""));
        }
        for (secret, said) in [
            ("ghp_abc123", "10 characters"),
            ("1a2b3c4d5e6f", "12 characters"),
            ("4111111111111111", "16 characters"),
            ("AKIAIOSFODNN7EXAMPLE", "20 characters"),
            ("-----BEGIN", "10 characters"),
            ("hunter", "6 characters"),
            ("1.22.5\u{1b}[2J", "10 characters"),
            ("go1.22.5 hunter", "15 characters"),
            ("é", "1 character"),
            ("", "0 characters"),
        ] {
            assert_eq!(told(secret), said);
        }
    }
}
