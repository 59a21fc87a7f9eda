//! Patterns of GOPRIVATE and GONOPROXY: globs over path prefixes, comma-separated
//! (`golang.org/x/mod/module.MatchPrefixPatterns`, with the globs of Go's `path.Match`).

/// Whether one of the patterns covers the module path.
pub fn covers(patterns: &str, module: &str) -> bool {
    patterns.split(',').any(|pattern| covers_one(pattern.trim_end_matches('/'), module))
}

fn covers_one(pattern: &str, module: &str) -> bool {
    if pattern.is_empty() {
        return false;
    }
    let depth = pattern.matches('/').count() + 1;
    let parts: Vec<&str> = module.split('/').collect();
    let Some(prefix) = parts.get(..depth) else { return false };
    pattern.split('/').zip(prefix).all(|(glob, part)| {
        matches(&glob.chars().collect::<Vec<_>>(), &part.chars().collect::<Vec<_>>())
    })
}

/// One element against one glob: `*`, `?`, `[a-z]`, `[^a-z]`, `\x`. A malformed glob matches nothing.
fn matches(glob: &[char], text: &[char]) -> bool {
    match (glob.split_first(), text.split_first()) {
        (None, rest) => rest.is_none(),
        (Some((&'*', rest)), _) => (0..=text.len()).any(|skip| matches(rest, &text[skip..])),
        (Some((&'?', rest)), Some((_, after))) => matches(rest, after),
        (Some((&'[', rest)), Some((&c, after))) => match class(rest, c) {
            Some((true, rest)) => matches(rest, after),
            _ => false,
        },
        (Some((&'\\', rest)), Some((c, after))) => {
            rest.split_first().is_some_and(|(own, rest)| own == c && matches(rest, after))
        }
        (Some((own, rest)), Some((c, after))) => own == c && matches(rest, after),
        (Some(_), None) => false,
    }
}

/// Whether the class (after its `[`) holds the character, and what follows its `]`.
fn class(glob: &[char], c: char) -> Option<(bool, &[char])> {
    let negated = glob.first() == Some(&'^');
    let mut rest = if negated { &glob[1..] } else { glob };
    let (mut held, mut ranges) = (false, 0);
    loop {
        if rest.first() == Some(&']') && ranges > 0 {
            return Some((held != negated, &rest[1..]));
        }
        let (low, after) = class_char(rest)?;
        let (high, after) = match after.split_first() {
            Some((&'-', after)) => class_char(after)?,
            _ => (low, after),
        };
        held |= (low..=high).contains(&c);
        ranges += 1;
        rest = after;
    }
}

fn class_char(glob: &[char]) -> Option<(char, &[char])> {
    match glob.split_first()? {
        (&'\\', rest) => rest.split_first().map(|(c, rest)| (*c, rest)),
        (&('-' | ']'), _) => None,
        (c, rest) => Some((*c, rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_as_go_matches_them() {
        for (patterns, covered) in [
            ("golang.org/*", true),
            ("golang.org", true),
            ("golang.org/", true),
            ("*", true),
            ("*.org", true),
            ("golang.org/toolchain", true),
            ("golang.org/tool????n", true),
            ("golang.org/[s-u]oolchain", true),
            ("golang.org/[^t]oolchain", false),
            ("golang.org/[toolchain", false),
            ("golang.org/toolchain/x", false),
            ("golang.org/x/*", false),
            ("golang.or", false),
            ("corp.example/*,golang.org/*", true),
            ("none", false),
            ("", false),
            ("\\golang.org", true),
        ] {
            assert_eq!(covers(patterns, "golang.org/toolchain"), covered, "{patterns}");
        }
    }
}
