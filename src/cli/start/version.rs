//! `goenvmgr --version` and nothing else: scripts and editors ask it at every start of theirs, so it is
//! answered before the process is read and the command line defined, which take half of the time.

use std::ffi::OsStr;
use std::path::Path;

use crate::base::fault::Exit;
use crate::ui::Out;

const ANSWER: &str = concat!("goenvmgr ", env!("CARGO_PKG_VERSION"), "\n");

/// Answers it. `None` where anything else was asked.
pub(in crate::cli) fn dispatch() -> Option<Exit> {
    let words: Vec<_> = std::env::args_os().take(3).collect();
    if !is_asked(&words) {
        return None;
    }
    let out = Out::plain();
    Some(out.data(ANSWER.as_bytes()).map_or_else(|fault| out.fault(&fault), |()| Exit::Fine))
}

/// Under another name this program may be a shim, and the word is for the tool.
fn is_asked(words: &[impl AsRef<OsStr>]) -> bool {
    let [called, asked] = words else { return false };
    let called = Path::new(called).file_name();
    let asked = asked.as_ref();
    called == Some(OsStr::new("goenvmgr")) && (asked == "--version" || asked == "-V")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn version_is_answered_as_the_command_line_defines_it() {
        assert_eq!(crate::cli::definition().render_version(), ANSWER);
        for (words, expected) in [
            (&["goenvmgr", "--version"][..], true),
            (&["/usr/bin/goenvmgr", "-V"], true),
            (&["/h/shims/go", "--version"], false),
            (&["gofmt", "-V"], false),
            (&["goenvmgr", "--version", "--color=never"], false),
            (&["goenvmgr", "version"], false),
            (&["goenvmgr"], false),
            (&[], false),
        ] {
            assert_eq!(is_asked(words), expected, "{words:?}");
        }
    }
}
