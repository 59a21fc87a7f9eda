//! How long: `500ms`, `3s`, `2m`, `1h`, `7d`. A bare number has no unit and is none.

use std::time::Duration;

/// What a duration is, for messages.
pub(super) const FORM: &str = "a duration: 500ms, 3s, 2m, 1h or 7d";

const UNITS: [(&str, u64); 5] =
    [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)];

/// Reads a duration; nothing where it is none, or zero, or longer than a year.
pub(super) fn parse(text: &str) -> Option<Duration> {
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = text.split_at(digits);
    let (_, milliseconds) = UNITS.iter().find(|(name, _)| *name == unit)?;
    let length = number.parse::<u64>().ok()?.checked_mul(*milliseconds)?;
    let in_range = length > 0 && length <= 366 * 86_400_000;
    in_range.then(|| Duration::from_millis(length))
}

/// The shortest form of a duration that [`parse`] reads.
pub fn shown(time: Duration) -> String {
    let milliseconds = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    let whole = |(_, unit): &&(&str, u64)| milliseconds.is_multiple_of(*unit);
    let (name, unit) = UNITS.iter().rev().find(whole).unwrap_or(&UNITS[0]);
    format!("{}{name}", milliseconds / unit)
}

/// A length of time for people: its largest unit, the rest left out.
pub fn rounded(seconds: i64) -> String {
    let unit = UNITS[1..]
        .iter()
        .rev()
        .find(|(_, length)| i64::try_from(length / 1000).is_ok_and(|length| seconds >= length));
    let (name, length) = unit.unwrap_or(&UNITS[1]);
    format!("{}{name}", u64::try_from(seconds).unwrap_or(0) / (length / 1000))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_of_time_is_rounded_down_to_its_largest_unit() {
        for (seconds, text) in [(-5, "0s"), (59, "59s"), (119, "1m"), (7200, "2h"), (200_000, "2d")]
        {
            assert_eq!(rounded(seconds), text);
        }
    }

    #[test]
    fn duration_has_a_unit_and_is_shown_as_it_is_read() {
        for (text, milliseconds) in
            [("500ms", 500), ("3s", 3000), ("2m", 120_000), ("1h", 3_600_000), ("7d", 604_800_000)]
        {
            let read = parse(text);
            assert_eq!(read, Some(Duration::from_millis(milliseconds)), "{text}");
            assert_eq!(read.map(shown).as_deref(), Some(text));
        }
        for text in
            ["", "3", "s", "0s", "-1s", "1.5s", "3 s", "3S", "400d", "99999999999999999999s"]
        {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
