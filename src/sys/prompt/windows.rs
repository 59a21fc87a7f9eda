//! Plain words, of programs that are here too: `cmd` and PowerShell take what a POSIX shell would quote in
//! ways of their own.

pub(super) const BUILDS: &[&str] =
    &[r"git pull; .\install.ps1   in the checkout that it was built from, by PowerShell"];

pub(super) fn takes(line: &str) -> bool {
    let ours = ["goenvmgr ", "go "].iter().any(|program| line.starts_with(program));
    ours && !line.contains(|c: char| "$'\"`&|;<>()%^{}@#,".contains(c))
}
