//! Which variables a manifest may set.

/// Ours, the shell's own, and those that run code in every program: never a manifest's business.
/// Compared without case, because zsh ties `path` to `PATH` and Windows knows no case at all.
pub(super) const REFUSED: [&str; 34] = [
    "_",
    "APPDATA",
    "BASHOPTS",
    "CDPATH",
    "EGID",
    "ENV",
    "EUID",
    "FPATH",
    "GID",
    "GOAUTH",
    "GOENV",
    "GOROOT",
    "GOTOOLCHAIN",
    "HOME",
    "IFS",
    "OLDPWD",
    "PATH",
    "PPID",
    "PROMPT",
    "PROMPT_COMMAND",
    "PS0",
    "PS1",
    "PS2",
    "PS3",
    "PS4",
    "PSMODULEPATH",
    "PWD",
    "RPROMPT",
    "SHELL",
    "SHELLOPTS",
    "SHLVL",
    "UID",
    "XDG_CONFIG_HOME",
    "ZDOTDIR",
];

/// As [`REFUSED`], by how a name begins.
pub(super) const REFUSED_PREFIXES: [&str; 7] =
    ["BASH_", "DYLD_", "FISH_", "GOENVMGR_", "LD_", "ZSH_", "__"];

/// Variables that zsh or fish keep read-only, in this spelling alone (`VERSION` is free).
pub(super) const READ_ONLY: [&str; 7] =
    ["argv", "history", "hostname", "pipestatus", "status", "umask", "version"];

/// Why a manifest may not set this variable; `None` where it may.
pub fn refused(name: &str) -> Option<&'static str> {
    let upper = name.to_ascii_uppercase();
    if !is_name(name) {
        return Some("a name is letters, digits and underscores, and does not begin with a digit");
    }
    if matches!(upper.as_str(), "PATH" | "GOROOT" | "GOTOOLCHAIN") {
        return Some("activation sets it, from the version");
    }
    if upper == "GOAUTH" {
        return Some("it names programs that learn passwords: the user's to say, by `go env -w`");
    }
    // Where Go looks for its settings (`cmd/go/internal/cfg.EnvFile`, by `os.UserConfigDir`).
    if matches!(upper.as_str(), "GOENV" | "XDG_CONFIG_HOME" | "APPDATA") {
        return Some("it says which file has the user's settings, GOAUTH among them");
    }
    if upper.starts_with("GOENVMGR_") || upper.starts_with("__") {
        return Some("goenvmgr keeps it for itself");
    }
    if READ_ONLY.contains(&name) {
        return Some("a shell keeps it read-only");
    }
    let own = REFUSED.contains(&upper.as_str());
    let begins = REFUSED_PREFIXES.iter().any(|prefix| upper.starts_with(prefix));
    (own || begins).then_some("it changes what the shell or the program loader runs")
}

fn is_name(name: &str) -> bool {
    let mut bytes = name.bytes();
    bytes.next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'_')
        && bytes.all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_that_are_no_business_of_a_manifest_are_refused_in_any_case() {
        for name in [
            "GOFLAGS",
            "GOPRIVATE",
            "CGO_ENABLED",
            "http_proxy",
            "A1",
            "GOPATH",
            "LDFLAGS",
            "VERSION",
        ] {
            assert_eq!(refused(name), None, "{name}");
        }
        for name in [
            "",
            "1A",
            "A-B",
            "A B",
            "É",
            "A\n",
            "PATH",
            "path",
            "Path",
            "GOROOT",
            "GOAUTH",
            "GOENV",
            "XDG_CONFIG_HOME",
            "AppData",
            "GOTOOLCHAIN",
            "GOENVMGR_HOME",
            "__GOENVMGR_UNDO",
            "LD_PRELOAD",
            "DYLD_INSERT_LIBRARIES",
            "BASH_ENV",
            "ENV",
            "PROMPT_COMMAND",
            "IFS",
            "PS4",
            "PS1",
            "ZDOTDIR",
            "fish_user_paths",
            "HOME",
            "BASH_FUNC_ls",
            "PSModulePath",
            "status",
            "_",
        ] {
            assert!(refused(name).is_some(), "{name:?}");
        }
    }

    #[test]
    fn lists_are_sorted_and_upper_case() {
        for list in [&REFUSED[1..], &REFUSED_PREFIXES[..]] {
            assert!(list.is_sorted(), "{list:?}");
            assert!(list.iter().all(|name| *name == name.to_ascii_uppercase()));
        }
    }
}
