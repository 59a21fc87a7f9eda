//! Which module the proxies and the checksum database are asked about.

use crate::doctor::subjects::project::facts::Project;
use crate::go::goproxy::covers;

/// Served by every proxy that serves anything, and some hundred bytes.
const USUAL: (&str, &str) = ("golang.org/x/text", "v0.3.0");
/// The first module that this project fetches through proxies, else one that everybody has.
pub(super) fn wanted(project: Option<&Project>, private: &str) -> (String, String) {
    let plain =
        |text: &str| text.chars().all(|c| c.is_ascii_alphanumeric() || "-._~/+!".contains(c));
    let found = project.and_then(|project| {
        project.requires().find(|(path, version, _)| {
            !covers(private, path)
                && !project.replaces(path)
                && path.split('/').next().is_some_and(|host| host.contains('.'))
                && version.starts_with('v')
                && plain(path)
                && plain(version)
        })
    });
    let (path, version) = found.map_or(USUAL, |(path, version, _)| (path, version));
    (path.to_owned(), version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::gomod::directives;

    #[test]
    fn target_is_the_first_module_that_proxies_are_asked_for() {
        let text = "module a\n\nrequire (\n\tcorp.example/x v1.0.0\n\tb.example/r v1.0.0\n\
            \tb.example/Y v1.2.0\n)\n\nreplace b.example/r => ../r\n";
        let project = Project { directives: directives(text), ..Project::default() };
        let (path, version) = wanted(Some(&project), "corp.example");
        assert_eq!((path.as_str(), version.as_str()), ("b.example/Y", "v1.2.0"));
        assert_eq!(wanted(None, "").0, USUAL.0);
    }
}
