//! How the module cache, proxies and the checksum database write module paths and versions: every upper-case letter is `!` and the
//! lower-case one (`golang.org/x/mod/module`, EscapePath), so that they stay apart on file
//! systems that do not tell case.

/// A module path or version as it stands on disk; `None` for one that Go refuses (`!` or a
/// character outside ASCII in it).
pub(crate) fn escape(text: &str) -> Option<String> {
    let mut escaped = String::with_capacity(text.len() + 4);
    for char in text.chars() {
        match char {
            'A'..='Z' => {
                escaped.push('!');
                escaped.push(char.to_ascii_lowercase());
            }
            '!' => return None,
            other if other.is_ascii() => escaped.push(other),
            _ => return None,
        }
    }
    Some(escaped)
}

/// The module path or version that a name on disk stands for; `None` where Go would never have
/// written it so.
pub(crate) fn unescape(escaped: &str) -> Option<String> {
    let mut text = String::with_capacity(escaped.len());
    let mut chars = escaped.chars();
    while let Some(char) = chars.next() {
        match char {
            '!' => {
                text.push(chars.next().filter(char::is_ascii_lowercase)?.to_ascii_uppercase());
            }
            'A'..='Z' => return None,
            other if other.is_ascii() => text.push(other),
            _ => return None,
        }
    }
    Some(text)
}

/// Module path and version of a directory `<escaped path>@<escaped version>` of the cache.
pub(crate) fn module_of(relative: &str) -> Option<(String, String)> {
    let (path, version) = relative.rsplit_once('@')?;
    let module = (unescape(path)?, unescape(version)?);
    (!module.0.is_empty() && !module.1.is_empty() && !module.1.contains('/')).then_some(module)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_on_disk_are_unescaped_and_back() {
        for (text, escaped) in [
            ("github.com/Azure/azure-sdk-for-go", "github.com/!azure/azure-sdk-for-go"),
            ("github.com/BurntSushi/toml", "github.com/!burnt!sushi/toml"),
            ("v1.0.0-RC1", "v1.0.0-!r!c1"),
            ("v2.0.0+incompatible", "v2.0.0+incompatible"),
            ("golang.org/x/mod", "golang.org/x/mod"),
        ] {
            assert_eq!(escape(text).as_deref(), Some(escaped));
            assert_eq!(unescape(escaped).as_deref(), Some(text));
        }
        for refused in ["a!b", "grün"] {
            assert_eq!(escape(refused), None);
        }
        for wrong in ["a!", "a!B", "A", "!!a", "a!1"] {
            assert_eq!(unescape(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn directory_names_tell_module_and_version() {
        let module = |path: &str, version: &str| Some((path.to_owned(), version.to_owned()));
        assert_eq!(module_of("github.com/!a/b@v1.0.0"), module("github.com/A/b", "v1.0.0"));
        assert_eq!(module_of("gopkg.in/yaml.v3@v3.0.1"), module("gopkg.in/yaml.v3", "v3.0.1"));
        for not in ["github.com/a/b", "@v1", "a@", "a@v1/b"] {
            assert_eq!(module_of(not), None, "{not}");
        }
    }

    proptest::proptest! {
        #[test]
        fn escaping_loses_nothing(text in "[a-zA-Z0-9._~/+-]{0,40}") {
            let escaped = escape(&text).unwrap();
            proptest::prop_assert_eq!(unescape(&escaped), Some(text));
        }
    }
}
