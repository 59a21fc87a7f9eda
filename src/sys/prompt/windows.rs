//! Words of programs that are here too, plain or in double quotes (see `base::quoting`): all else `cmd` and PowerShell
//! take in ways of their own.

pub(super) const BUILDS: &[&str] =
    &[r"git pull; .\install.ps1   in the checkout that it was built from, by PowerShell"];

pub(super) fn takes(line: &str) -> bool {
    let ours = ["goenvmgr ", "go "].iter().any(|program| line.starts_with(program));
    ours && !line.contains(|c: char| "$'`&|;<>()%^{}@#,".contains(c))
}
