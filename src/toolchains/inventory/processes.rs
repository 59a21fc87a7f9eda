//! Go at work: which toolchains run now, and in which directories.

use std::path::Path;

use crate::sys::running::{self, Process};

/// Programs that read a module cache or a build cache while they run.
const TOOLS: [&str; 12] = [
    "go",
    "gopls",
    "compile",
    "link",
    "asm",
    "cgo",
    "vet",
    "dlv",
    "golangci-lint",
    "staticcheck",
    "goimports",
    "cover",
];

/// Every process whose program can be seen, a Go tool with its variables.
pub fn all() -> Vec<Process> {
    running::all(is_tool).collect()
}

/// Whether this system says which programs run.
pub const LISTED: bool = running::KNOWN;

/// Whether a Go tool runs now that `which` is true of; where this system does not say, one may.
pub fn any_go(which: impl Fn(&Process) -> bool) -> bool {
    !running::KNOWN || running::all(is_tool).any(|process| is_go(&process) && which(&process))
}

/// Whether it is one of the go command's tools, or a program that runs it.
pub fn is_go(process: &Process) -> bool {
    is_tool(&process.exe)
}

fn is_tool(exe: &Path) -> bool {
    exe.file_name().and_then(|name| name.to_str()).is_some_and(|name| TOOLS.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tool_is_told_by_the_file_it_runs() {
        for (exe, expected) in
            [("/sdk/go1.22.5/bin/go", true), ("/x/compile", true), ("/bin/sh", false), ("go", true)]
        {
            assert_eq!(is_tool(Path::new(exe)), expected, "{exe}");
        }
    }
}
