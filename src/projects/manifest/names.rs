//! Which variables a manifest may set.

use crate::sys::folders;

/// The shell's own, and those that run code in every program: never a manifest's business, and neither is where
/// folders are ([`folders::VARIABLES`]). Compared without case, because zsh ties `path` to `PATH` and Windows knows no
/// case at all.
const REFUSED: [&str; 31] = [
    "_",
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
    "ZDOTDIR",
];

/// The names that are refused whatever a shell makes of them.
pub(super) fn all_refused() -> impl Iterator<Item = &'static str> {
    REFUSED.into_iter().chain(folders::VARIABLES)
}

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
    // Go's settings too (`cmd/go/internal/cfg.EnvFile`, by `os.UserConfigDir`).
    if folders::VARIABLES.contains(&upper.as_str()) {
        return Some("it says where the user's settings, trust and toolchains lie");
    }
    if upper == "GOENV" {
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
    use crate::settings::config::Config;
    use crate::settings::home::Home;
    use crate::sys::env::Env;
    use crate::sys::record;

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
            "xdg_state_home",
            "AppData",
            "LOCALAPPDATA",
            "UserProfile",
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
        for list in [&REFUSED[1..], &REFUSED_PREFIXES[..], &folders::VARIABLES[..]] {
            assert!(list.is_sorted(), "{list:?}");
            assert!(list.iter().all(|name| *name == name.to_ascii_uppercase()));
        }
    }

    /// What a repository may set must not lead to another store, other trust, other settings.
    #[test]
    fn variables_that_lead_to_our_home_are_all_refused() {
        let dir = tempfile::tempdir().unwrap();
        let at = dir.path().to_str().unwrap();
        for vars in [&[("HOME", at)][..], &[("HOME", at), ("GOENVMGR_HOME", at)], &[]] {
            let env = Env::bare(vars);
            record::begin();
            let located = Home::locate(&env);
            let config = located.as_ref().map(|home| Config::load_but_sources(&env, home));
            assert!(config.is_ok_and(|config| config.is_ok()) || vars.is_empty());
            let _ = folders::programs(&env);
            let asked = record::noted().unwrap().vars;
            assert!(!asked.is_empty());
            for name in asked {
                let name = name.to_str().unwrap();
                assert!(refused(name).is_some(), "{name}");
            }
        }
    }
}
