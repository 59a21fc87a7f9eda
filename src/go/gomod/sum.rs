//! go.sum and go.work.sum.

use super::ModuleVersion;

/// The module versions whose contents a go.sum or go.work.sum attests: its `h1:` lines that
/// are not for a go.mod alone.
pub fn sums(text: &str) -> Vec<ModuleVersion> {
    let contents = text.lines().filter_map(|line| {
        let mut fields = line.split_whitespace();
        let (path, version) = (fields.next()?, fields.next()?);
        fields.next()?.starts_with("h1:").then_some(())?;
        (!version.ends_with("/go.mod")).then(|| ModuleVersion::new(path, version))
    });
    contents.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_name_contents_and_not_mod_files() {
        let text = "a/b v1.0.0 h1:xx=\na/b v1.0.0/go.mod h1:yy=\nc/d v2.0.0/go.mod h1:zz=\n\
                    e/f v1.0.0 h2:new\nbroken\n";
        assert_eq!(sums(text), [ModuleVersion::new("a/b", "v1.0.0")]);
    }

    proptest::proptest! {
        #[test]
        fn sum_of_any_text_is_read_without_complaint(text in "[a-z /.=h1:\n\u{e9}]{0,200}") {
            let _ = sums(&text);
        }
    }
}
