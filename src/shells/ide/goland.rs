//! What GoLand and its kin say of a GOROOT, in XML: `.idea/workspace.xml` of a project, and
//! `options/go.sdk.xml` of the user. They write these files; nobody else does.

/// The line and the value of `<component name="GOROOT" url="file:///usr/local/go" />`.
pub(crate) fn goroot(text: &str) -> Option<(usize, String)> {
    let at = text.find("name=\"GOROOT\"")?;
    let element = text[at..].split('>').next()?;
    let url = element.split("url=\"").nth(1)?.split('"').next()?;
    let value = url.strip_prefix("file://")?.to_owned();
    Some((text[..at].lines().count().max(1), value))
}
