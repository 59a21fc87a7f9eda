//! Sizes and ages as they are typed.

/// `10G`, `500M`, `1.5GB`, `2GiB`, `4096`: bytes. Powers of 1000, as sizes are shown; `GiB` and
/// its kin are powers of 1024.
pub(super) fn size(text: &str) -> Result<u64, String> {
    let digits = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let factor: u64 = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1000,
        "m" | "mb" => 1_000_000,
        "g" | "gb" => 1_000_000_000,
        "t" | "tb" => 1_000_000_000_000,
        "kib" => 1 << 10,
        "mib" => 1 << 20,
        "gib" => 1 << 30,
        "tib" => 1 << 40,
        _ => return Err("a number with k, M, G or T, such as 10G".to_owned()),
    };
    decimal(number, factor).ok_or_else(|| "a number with k, M, G or T, such as 10G".to_owned())
}

/// `30d`, `12h`, `2w`: seconds. A number alone counts days.
pub(super) fn age(text: &str) -> Result<i64, String> {
    let wrong = || "a number with h, d or w, such as 30d".to_owned();
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, unit) = text.split_at(digits);
    let factor = match unit {
        "h" => 3600,
        "" | "d" => 86_400,
        "w" => 7 * 86_400,
        _ => return Err(wrong()),
    };
    number.parse::<i64>().ok().and_then(|number| number.checked_mul(factor)).ok_or_else(wrong)
}

/// `1.5` times `factor`, in whole units.
fn decimal(number: &str, factor: u64) -> Option<u64> {
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let mut sum = whole.parse::<u64>().ok()?.checked_mul(factor)?;
    let mut place = factor;
    for digit in part.chars() {
        place /= 10;
        sum = sum.checked_add(u64::from(digit.to_digit(10)?) * place)?;
    }
    Some(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts() {
        for (text, bytes) in [
            ("10G", Some(10_000_000_000)),
            ("1.5GB", Some(1_500_000_000)),
            ("2GiB", Some(2 << 30)),
            ("4096", Some(4096)),
            ("0", Some(0)),
            ("G", None),
            ("1X", None),
            ("1..5G", None),
            ("99999999999T", None),
            ("-1", None),
        ] {
            assert_eq!(size(text).ok(), bytes, "{text}");
        }
        for (text, seconds) in [
            ("30d", Some(2_592_000)),
            ("12h", Some(43_200)),
            ("2", Some(172_800)),
            ("1w", Some(604_800)),
            ("d", None),
            ("1m", None),
        ] {
            assert_eq!(age(text).ok(), seconds, "{text}");
        }
    }
}
