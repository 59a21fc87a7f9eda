//! Lines of start-up files: which take a hook away, and which read another file.

use std::path::{Path, PathBuf};

/// What held the hook, and what is known of who took it.
pub(super) struct Names<'a> {
    pub(super) names: &'a [String],
    /// What stands there now.
    pub(super) is: Option<&'a str>,
    pub(super) home: &'a Path,
}

impl Names<'_> {
    /// Whether the line gives one of the names another value, without what it had; or brings what
    /// stands there now.
    pub(super) fn are_taken_by(&self, code: &str) -> bool {
        let named = self.names.iter().any(|name| takes(code, name));
        named || self.brings(code)
    }

    /// `eval "$(starship init bash)"`, where `starship_precmd` stands.
    fn brings(&self, code: &str) -> bool {
        let Some(is) = self.is else { return false };
        let word = is.trim_start_matches('_').split(|c: char| !c.is_ascii_alphanumeric()).next();
        let reads = code.contains("eval ") || sources(code, self.home).is_some();
        word.is_some_and(|word| word.len() > 3 && reads && code.contains(word))
    }
}

/// Whether a line takes away what a name holds, in any shell's words.
fn takes(code: &str, name: &str) -> bool {
    let Some((before, rest)) = split_at_name(code, name) else {
        let zsh = code.contains("add-zsh-hook") && code.contains("__goenvmgr");
        // A whole configuration of nushell's.
        let nu = name.starts_with("hooks.") && code.starts_with("$env.config =");
        return zsh && (code.contains(" -d") || code.contains(" -D"))
            || nu && !code.contains("merge");
    };
    let is_word = |word: &str| before.split_whitespace().any(|one| one.trim_matches(';') == word);
    if ["unset", "-e", "--erase", "del"].into_iter().any(is_word) {
        return true;
    }
    // fish: a function of ours that is defined again; PowerShell: the prompt.
    if name.starts_with("__goenvmgr_") || name == "prompt" && is_word("function") {
        return is_word("function");
    }
    let rest = match rest.strip_prefix('[') {
        Some(index) => index.split_once(']').map_or("", |(_, rest)| rest),
        None => rest,
    };
    let value = rest.trim_start().strip_prefix('=').filter(|value| !value.starts_with(['=', '~']));
    value.is_some_and(|value| split_at_name(value, name).is_none())
}

/// What stands before and after a name that is no part of a longer one.
fn split_at_name<'a>(code: &'a str, name: &str) -> Option<(&'a str, &'a str)> {
    let of_name = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(name).find_map(|(at, _)| {
        let (before, rest) = (&code[..at], &code[at + name.len()..]);
        let whole = !before.ends_with(of_name) && !rest.starts_with(of_name);
        whole.then_some((before, rest))
    })
}

/// The file that a line reads in the place where it stands.
pub(super) fn sources(code: &str, home: &Path) -> Option<PathBuf> {
    let mut words =
        code.split([' ', '\t', ';', '(', ')', '{', '}']).filter(|word| !word.is_empty());
    words.find(|word| ["source", ".", "\\."].contains(word))?;
    let file = words.next()?.trim_matches(['"', '\'']);
    let below = ["~/", "$HOME/", "${HOME}/"].into_iter().find_map(|start| file.strip_prefix(start));
    match below {
        Some(below) => Some(home.join(below)),
        None => file.starts_with('/').then(|| PathBuf::from(file)),
    }
}

/// Whether a line reads this very file.
pub(super) fn reads_file(code: &str, file: &Path) -> bool {
    let name = file.file_name().and_then(|name| name.to_str());
    let mut words = code.split(|c: char| " \t;\"'(){}".contains(c));
    let reads = words.any(|word| ["source", ".", "\\."].contains(&word));
    reads && name.is_some_and(|name| words.any(|word| word.ends_with(&format!("/{name}"))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_takes_the_hook_where_it_does_not_keep_what_was_there() {
        for (name, code, expected) in [
            ("PROMPT_COMMAND", "PROMPT_COMMAND='history -a'", true),
            ("PROMPT_COMMAND", "export PROMPT_COMMAND=\"history -a\"", true),
            ("PROMPT_COMMAND", "[ -n \"$VTE\" ] && PROMPT_COMMAND=__vte", true),
            ("PROMPT_COMMAND", "PROMPT_COMMAND=(a b)", true),
            ("PROMPT_COMMAND", "PROMPT_COMMAND[0]=a", true),
            ("PROMPT_COMMAND", "unset PROMPT_COMMAND", true),
            ("PROMPT_COMMAND", "PROMPT_COMMAND=\"history -a; $PROMPT_COMMAND\"", false),
            ("PROMPT_COMMAND", "PROMPT_COMMAND=(a \"${PROMPT_COMMAND[@]}\")", false),
            ("PROMPT_COMMAND", "PROMPT_COMMAND+=(a)", false),
            ("PROMPT_COMMAND", "MY_PROMPT_COMMAND=a", false),
            ("PROMPT_COMMAND", "echo \"$PROMPT_COMMAND\"", false),
            ("PROMPT_COMMAND", "[[ $PROMPT_COMMAND == x ]] && y", false),
            ("precmd_functions", "precmd_functions=()", true),
            ("precmd_functions", "typeset -a precmd_functions=( mine )", true),
            ("precmd_functions", "precmd_functions=($precmd_functions mine)", false),
            ("precmd_functions", "precmd_functions+=(mine)", false),
            ("precmd_functions", "add-zsh-hook -d precmd __goenvmgr_hook", true),
            ("__goenvmgr_prompt", "functions -e __goenvmgr_prompt", true),
            ("__goenvmgr_prompt", "functions --erase __goenvmgr_cd __goenvmgr_prompt", true),
            ("__goenvmgr_prompt", "function __goenvmgr_prompt; end", true),
            ("edit:before-readline", "set edit:before-readline = [{ nop }]", true),
            (
                "edit:before-readline",
                "set edit:before-readline = [$@edit:before-readline $f~]",
                false,
            ),
            ("hooks.pre_prompt", "$env.config.hooks.pre_prompt = [{ null }]", true),
            ("hooks.pre_prompt", "$env.config = { show_banner: false }", true),
            (
                "hooks.pre_prompt",
                "$env.config.hooks.pre_prompt = ($env.config.hooks.pre_prompt | append x)",
                false,
            ),
        ] {
            assert_eq!(takes(code, name), expected, "{code}");
        }
    }

    #[test]
    fn line_that_brings_what_stands_there_and_line_that_reads_a_file_are_known() {
        let home = Path::new("/h");
        let names = [String::from("PROMPT_COMMAND")];
        let of = |is| Names { names: &names, is: Some(is), home };
        assert!(of("starship_precmd").are_taken_by("eval \"$(starship init bash)\""));
        assert!(!of("__vte_prompt_command").are_taken_by(". /etc/profile.d/vte.sh"));
        assert!(!of("x").are_taken_by("eval \"$(starship init bash)\""));
        for (code, expected) in [
            ("source ~/.promptrc", Some("/h/.promptrc")),
            ("[ -f \"$HOME/.a\" ] && . \"$HOME/.a\"", Some("/h/.a")),
            (". /etc/profile.d/vte.sh", Some("/etc/profile.d/vte.sh")),
            ("echo source", None),
        ] {
            assert_eq!(sources(code, home), expected.map(PathBuf::from), "{code}");
        }
        assert!(reads_file("if [ -f ~/.bashrc ]; then . ~/.bashrc; fi", Path::new("/h/.bashrc")));
        assert!(!reads_file("# . ~/.bash_aliases", Path::new("/h/.bashrc")));
    }
}
