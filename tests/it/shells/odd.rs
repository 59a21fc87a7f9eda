//! Odd settings, odd places: what must not matter to the hook does not.

use super::world::{SHELLS, World, prompt, with_powershell};
use crate::support::program;

const JOURNEY: &str = "cd p; echo 1.22.5 >.go-version; p in; cd sub; p below; cd ../..; p out";
const EXPECTED: [&str; 3] = ["in: go1.22.5 asked 1", "below: go1.22.5 asked 1", "out:  asked 1"];

fn asked(said: &str) -> Vec<&str> {
    said.lines().filter(|line| line.contains(" asked ")).collect()
}

#[test]
fn settings_of_the_users_change_nothing() {
    let cases: [(&str, &[&str], &str); 32] = [
        ("bash", &[], "cd() { builtin cd \"$@\" && :; }\n"),
        (
            "bash",
            &[],
            "alias cd='cd -P' builtin=false eval=false printf=false\nshopt -s expand_aliases\n",
        ),
        ("bash", &[], "IFS=$'\\n0123456789:/'\n"),
        ("bash", &[], "unset IFS\n"),
        ("bash", &[], "set -o noglob -o noclobber -o nounset -o errexit -o pipefail\n"),
        (
            "bash",
            &[],
            "shopt -s nullglob failglob dotglob extglob nocasematch nocaseglob xpg_echo\n",
        ),
        ("bash", &["--posix"], ""),
        ("bash", &[], "CDPATH=/usr:/tmp\nexport POSIXLY_CORRECT=1\n"),
        ("bash", &[], "shopt -s cdable_vars autocd 2>/dev/null; shopt -s lastpipe\n"),
        (
            "bash",
            &[],
            "trap 'echo D >&2' DEBUG; trap 'echo E >&2' ERR; set -o functrace -o errtrace\n",
        ),
        ("zsh", &[], "cd() { builtin cd \"$@\" && : }\n"),
        ("zsh", &[], "alias cd='cd -P'; alias -g builtin=false; alias eval=false\n"),
        ("zsh", &["-o", "ksharrays"], ""),
        ("zsh", &["-o", "nounset", "-o", "errexit"], ""),
        ("zsh", &["-o", "errreturn", "-o", "warncreateglobal"], ""),
        ("zsh", &["-o", "shwordsplit", "-o", "globsubst", "-o", "rcquotes"], ""),
        ("zsh", &["-o", "chaselinks", "-o", "autopushd", "-o", "noclobber", "-o", "noglob"], ""),
        ("zsh", &[], "typeset -U path PATH; setopt no_nomatch no_equals\n"),
        ("zsh", &[], "IFS=$'\\n0123456789:/'\n"),
        ("zsh", &[], "emulate sh\n"),
        ("zsh", &[], "emulate ksh\n"),
        ("zsh", &["-o", "ignoreclosebraces"], ""),
        ("zsh", &[], "trap 'echo D >&2' DEBUG; trap 'echo E >&2' ZERR\n"),
        ("fish", &[], "set -g IFS /\nfunction cd; builtin cd $argv; end\n"),
        ("fish", &[], "set -gx CDPATH /usr /tmp\n"),
        ("pwsh", &[], "Remove-Alias cd; function cd { Set-Location @args; 'mine' }\n"),
        ("pwsh", &[], "Set-Alias cd Push-Location -Option AllScope -Force\n"),
        ("pwsh", &[], "$OFS = '/'; $ErrorActionPreference = 'Stop'\n"),
        (
            "pwsh",
            &[],
            "$PSNativeCommandUseErrorActionPreference = $true; $PSNativeCommandArgumentPassing = 'Legacy'\n",
        ),
        ("pwsh", &[], "$env:PWD = '/nowhere'; $env:OLDPWD = '/nowhere'\n"),
        ("pwsh", &[], "$PSModuleAutoLoadingPreference = 'None'; $MaximumHistoryCount = 1\n"),
        (
            "pwsh",
            &[],
            "trap { 'TRAPPED'; continue }; $null = New-PSDrive -Name W -PSProvider FileSystem -Root $PWD; cd W:/\n",
        ),
    ];
    let here = with_powershell();
    for (shell, options, before) in cases.into_iter().filter(|case| here.contains(&case.0)) {
        let world = World::with_shells();
        let said = world.script(shell, options, &format!("{before}{JOURNEY}"));
        assert_eq!(asked(&said), EXPECTED, "{shell} {options:?} {before}:\n{said}");
    }
}

/// A start-up file may emulate another shell before it comes to the line of `init`.
#[test]
fn init_zsh_is_read_under_every_emulation() {
    for emulation in ["sh", "ksh", "zsh"] {
        let world = World::with_shells();
        let (init, prompt) = (world.init("zsh"), prompt("zsh", &world));
        let text = format!("emulate {emulation}\n{init}\n{prompt}\n{JOURNEY}\n");
        let said = world.bare_script("zsh", &[], &text, &[]);
        assert_eq!(asked(&said), EXPECTED, "{emulation}:\n{said}");
    }
}

/// `pushd`, `popd`, `cd -`, `builtin cd`, `cd -q`: however one got there.
#[test]
fn hook_notices_every_way_into_a_directory() {
    let here = with_powershell();
    for (shell, script) in [
        ("pwsh", "Push-Location p; p in; Set-Location Env:; Set-Location -LiteralPath (Get-Item $env:HOME/../p/sub).FullName; p below; Pop-Location; p out"),
        ("pwsh", "sl p; p in; $ExecutionContext.SessionState.Path.SetLocation('sub'); p below; cd -; cd ..; p out"),
        ("bash", "pushd p >/dev/null; p in; builtin cd sub; p below; popd >/dev/null; p out"),
        ("zsh", "pushd p; p in; cd -q sub; p below; popd; p out"),
        ("fish", "pushd p; p in; builtin cd sub; p below; cd ../..; p out"),
    ]
    .into_iter()
    .filter(|case| here.contains(&case.0))
    {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        let said = world.script(shell, &[], script);
        assert_eq!(asked(&said), EXPECTED, "{shell}:\n{said}");
    }
}

#[test]
fn subshell_has_its_own_state_and_a_substitution_its_own_output() {
    for shell in ["bash", "zsh"] {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        world.write("q/.go-version", "1.23.1\n");
        let said = world.script(
            shell,
            &[],
            "cd p; p here; (cd ../q; p inner); p still; x=$(cd ../q; __goenvmgr_hook; echo only); echo \"[$x]\"; p still",
        );
        let versions: Vec<&str> =
            asked(&said).iter().map(|line| line.split(" asked").next().unwrap()).collect();
        let expected = ["here: go1.22.5", "inner: go1.23.1", "still: go1.22.5", "still: go1.22.5"];
        assert_eq!(versions, expected, "{shell}:\n{said}");
        assert!(said.contains("[only]\n"), "{shell}:\n{said}");
    }
}

#[test]
fn deep_broken_and_vanished_directories_are_only_directories() {
    for shell in with_powershell() {
        let world = World::with_shells();
        let names = ["new\nline", "--help", " lead", "tail ", "a\tb", "'", "\\", "$'x'", "%s", "*"];
        // These two PowerShell itself does not enter: a backslash separates, on every system.
        let enters = |name: &&str| shell != "pwsh" || !["\\", "*"].contains(name);
        for name in names.into_iter().filter(enters) {
            let world = World::with_shells();
            world.write(&format!("{name}/.go-version"), "1.22.5\n");
            std::fs::create_dir_all(world.path(name).join("in")).unwrap();
            std::fs::write(world.path("dir"), world.show(name)).unwrap();
            let cd = match shell {
                "fish" => "read -z dir <dir; cd $dir",
                "pwsh" => "Set-Location -LiteralPath ([IO.File]::ReadAllText('dir'))",
                _ => "cd \"$(cat dir)\"",
            };
            let said = world.script(shell, &[], &format!("{cd}; p in; cd in; p below; p idle"));
            let expected =
                ["in: go1.22.5 asked 1", "below: go1.22.5 asked 1", "idle: go1.22.5 asked 1"];
            assert_eq!(asked(&said), expected, "{shell} {name:?}:\n{said}");
        }
        // Two hundred levels, the pin at the top.
        let deep = format!("p/{}", "d/".repeat(200));
        std::fs::create_dir_all(world.path(&deep)).unwrap();
        world.write("p/.go-version", "1.22.5\n");
        let script = format!("cd '{}'; p deep; p idle; cd ..; p up", world.show(&deep));
        let said = world.script(shell, &[], &script);
        let expected = ["deep: go1.22.5 asked 1", "idle: go1.22.5 asked 1", "up: go1.22.5 asked 1"];
        assert_eq!(asked(&said), expected, "{shell}:\n{said}");
        // The directory goes while one stands in it; what stands above it still counts.
        let said = world.script(
            shell,
            &[],
            "cd p/sub/deep; p in; rmdir ../deep; p gone; p idle; cd ../../..; p out",
        );
        let versions: Vec<&str> =
            asked(&said).iter().map(|line| line.split(" asked").next().unwrap()).collect();
        assert_eq!(versions[0], "in: go1.22.5", "{shell}:\n{said}");
        assert_eq!(versions.len(), 4, "{shell}:\n{said}");
    }
}

/// A locale of another language, built for this test: messages and classes of characters change.
#[test]
fn chinese_locale_changes_nothing() {
    for shell in SHELLS {
        let world = World::with_shells();
        let built = world
            .command("localedef")
            .args(["-i", "zh_CN", "-f", "UTF-8", &world.show("zh_CN.UTF-8")])
            .output()
            .unwrap();
        assert!(
            world.path("zh_CN.UTF-8").is_dir(),
            "apt-get install locales: {}",
            String::from_utf8_lossy(&built.stderr)
        );
        world.write("p/日本 語/.go-version", "1.22.5\n");
        let text = format!(
            "{}\ncd 'p/日本 語'\n__goenvmgr_hook\ngo\nlocale 2>/dev/null | head -n 1\n",
            world.init(shell)
        );
        let locpath = world.show("");
        let vars =
            [("LOCPATH", locpath.as_str()), ("LANG", "zh_CN.UTF-8"), ("LC_ALL", "zh_CN.UTF-8")];
        let said = world.bare_script(shell, &[], &text, &vars);
        assert!(said.starts_with("go1.22.5 GOROOT=W/data/toolchains/go1.22.5"), "{shell}:\n{said}");
        assert!(said.contains("zh_CN.UTF-8") && !said.contains("cannot"), "{shell}:\n{said}");
    }
}

/// `cd x && go build` on one line: every shell switches at the `cd`.
#[test]
fn cd_and_what_follows_it_on_the_same_line() {
    for shell in with_powershell() {
        let world = World::with_shells();
        world.shims();
        world.write("p/.go-version", "1.22.5\n");
        world.write("q/.go-version", "1.23.1\n");
        let name = if shell == "pwsh" { "powershell" } else { shell };
        world.run(&["setup", "--shell", name]).exits(0);
        let env = match shell {
            "pwsh" => format!(". '{}'", world.show("data/env.ps1")),
            "fish" => format!("source '{}'", world.show("data/env.fish")),
            _ => format!(". '{}'", world.show("data/env.sh")),
        };
        let text = format!(
            "{env}\n{}\ncd q && go\ncd ..\n__goenvmgr_hook\ncd p\n__goenvmgr_hook\ncd ../q && go\n__goenvmgr_hook\ngo\n",
            world.init(shell)
        );
        let said = world.bare_script(shell, &[], &text, &[]);
        let ran: Vec<&str> =
            said.lines().filter_map(|line| line.split_once(" GOROOT=")).map(|(go, _)| go).collect();
        assert_eq!(ran, ["go1.23.1", "go1.23.1", "go1.23.1"], "{shell}:\n{said}");
    }
}

/// What goes wrong below a running shell is one line, once; the shell lives on and comes back.
#[test]
fn program_store_or_configuration_that_goes_away_is_one_line() {
    for shell in with_powershell() {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.5\n");
        let broken = format!(
            "cd p; p in; echo 'default = ' >'{0}'; p broken; p idle; rm '{0}'; p mended",
            world.show("data/config.toml")
        );
        let said = world.script(shell, &[], &broken);
        assert_eq!(said.matches("W/data/config.toml:1: ").count(), 1, "{shell}:\n{said}");
        assert!(said.contains("mended: go1.22.5"), "{shell}:\n{said}");

        let store = format!(
            "cd p; p in; mv '{0}' '{0}x'; p gone; p idle; mv '{0}x' '{0}'; p back",
            world.show("data/toolchains")
        );
        let said = world.script(shell, &[], &store);
        assert!(
            said.contains("\ngone:  asked") || said.contains("gone:  asked"),
            "{shell}:\n{said}"
        );
        assert!(said.contains("back: go1.22.5"), "{shell}:\n{said}");
        assert_eq!(said.matches("asks for 1.22.5").count(), 1, "{shell}:\n{said}");

        program::copy(super::world::exe(), &world.path("mine"));
        let init = world.init(shell).replace(super::world::exe(), &world.show("mine"));
        let text = format!(
            "{init}\nrm '{}'\ncd p\n__goenvmgr_hook\n__goenvmgr_hook\ncd ..\necho alive\n",
            world.show("mine")
        );
        let said = world.bare_script(shell, &[], &text, &[]);
        assert!(said.contains("alive"), "{shell}:\n{said}");
        let lines: Vec<&str> = said.lines().filter(|line| line.contains("W/mine")).collect();
        let told = "goenvmgr: W/mine is gone; this shell stays as it is";
        assert!(!lines.is_empty() && lines.iter().all(|line| *line == told), "{shell}:\n{said}");
        assert!(lines.len() <= 2, "{shell}:\n{said}");
    }
}
