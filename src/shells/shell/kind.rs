//! The shells that we speak to.

use serde::Serialize;

/// A shell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, clap::ValueEnum, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Shell {
    /// GNU bash.
    Bash,
    /// zsh.
    Zsh,
    /// fish.
    Fish,
    /// PowerShell 7 and Windows PowerShell 5.1.
    #[value(name = "powershell", alias = "pwsh")]
    #[serde(rename = "powershell")]
    PowerShell,
    /// Any shell that reads POSIX sh: dash, ksh, mksh, yash, busybox.
    #[value(name = "sh", aliases = ["posix", "dash", "ksh", "mksh", "yash", "ash"])]
    #[serde(rename = "sh")]
    Posix,
    /// elvish.
    Elvish,
    /// nushell.
    Nu,
}

impl Shell {
    /// The name that `--shell` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bash => "bash",
            Self::Zsh => "zsh",
            Self::Fish => "fish",
            Self::PowerShell => "powershell",
            Self::Posix => "sh",
            Self::Elvish => "elvish",
            Self::Nu => "nu",
        }
    }

    /// The shell of a program, by its file name: `/usr/bin/zsh`, `-bash`, `pwsh.exe`,
    /// `bash-5.2`.
    pub fn from_program(program: &str) -> Option<Self> {
        let name = program.rsplit(['/', '\\']).next()?.trim_start_matches('-');
        let name = name.strip_suffix(".exe").unwrap_or(name).to_ascii_lowercase();
        let stem = name.split(['-', '.']).next()?.trim_end_matches(|c: char| c.is_ascii_digit());
        match stem {
            "bash" => Some(Self::Bash),
            "zsh" => Some(Self::Zsh),
            "fish" => Some(Self::Fish),
            "pwsh" | "powershell" => Some(Self::PowerShell),
            "sh" | "dash" | "ksh" | "mksh" | "lksh" | "yash" | "ash" | "posh" => Some(Self::Posix),
            "elvish" => Some(Self::Elvish),
            "nu" => Some(Self::Nu),
            _ => None,
        }
    }

    /// Whether `goenvmgr init` has a hook for it.
    pub fn has_hook(self) -> bool {
        self != Self::Posix
    }

    /// What reads `init`, as it is typed; nushell reads at its start alone what stands in a file.
    /// `None` where there is no function.
    pub fn reads_init(self) -> Option<&'static str> {
        Some(match self {
            Self::Bash => "eval \"$(goenvmgr init bash)\"",
            Self::Zsh => "eval \"$(goenvmgr init zsh)\"",
            Self::Fish => "goenvmgr init fish | source",
            Self::PowerShell => POWERSHELL_READS,
            Self::Elvish => "eval (goenvmgr init elvish | slurp)",
            Self::Nu => {
                "mkdir $nu.user-autoload-dirs.0; ^goenvmgr init nu | save -f ($nu.user-autoload-dirs.0 | path join goenvmgr.nu); exec nu"
            }
            Self::Posix => return None,
        })
    }

    /// Whether it asks while it reads `init`, which holds no answer for it.
    pub fn asks_at_once(self) -> bool {
        matches!(self, Self::Elvish | Self::Nu)
    }

    /// Whether its function takes data, where those of other shells evaluate statements.
    pub fn takes_data(self) -> bool {
        matches!(self, Self::Elvish | Self::Nu)
    }
}

/// `Invoke-Expression`, and all that makes one text of lines, would load a module first.
const POWERSHELL_READS: &str =
    ". ([scriptblock]::Create((& goenvmgr init powershell) -join \"`n\"))";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_are_known_by_their_file_name() {
        let cases = [
            ("/usr/bin/bash", Some(Shell::Bash)),
            ("-zsh", Some(Shell::Zsh)),
            ("zsh-5.9", Some(Shell::Zsh)),
            ("fish", Some(Shell::Fish)),
            (r"C:\Program Files\PowerShell\7\pwsh.exe", Some(Shell::PowerShell)),
            ("ksh93", Some(Shell::Posix)),
            ("/bin/tcsh", None),
            ("", None),
        ];
        for (program, shell) in cases {
            assert_eq!(Shell::from_program(program), shell, "{program}");
        }
    }
}
