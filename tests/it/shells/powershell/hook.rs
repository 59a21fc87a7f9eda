//! The hook in PowerShell: what is in its way, and what a user's session may be set to.

use super::world::{World, exe};
use crate::support::program;
use crate::support::program::pwsh;

fn lines(said: &str) -> Vec<&str> {
    said.lines().filter(|line| line.contains(" asked ")).collect()
}

/// Opening one waits for who never writes; `[IO.File]::Exists` is true of it.
#[test]
fn powershell_opens_no_fifo() {
    if pwsh().is_none() {
        return;
    }
    let world = World::with_shells();
    world.write("p/.go-version", "1.22.5\n");
    let names = [".go-version", ".tool-versions", "go.mod", "go.work", "goenvmgr.toml"];
    let mut script = String::from("cd p; p in; cd ..\n");
    for name in names {
        script.push_str(&format!(
            "mkdir -p {name}.d; mkfifo {name}.d/{name}; cd {name}.d; p there; p idle; cd ..\n\
             mkdir -p {name}.e; echo '' > {name}.e/{name}; cd {name}.e; p before; rm {name}; mkfifo {name}; p there; p idle; cd ..\n"
        ));
    }
    script.push_str(
        "mkfifo data/config.toml; cd p; p configured; p idle; rm ../data/config.toml; cd ../p; p last",
    );
    let said = world.script("pwsh", &[], &script);
    let told = lines(&said);
    assert_eq!(told.len(), 1 + names.len() * 5 + 3, "{said}");
    assert!(told.last().unwrap().starts_with("last: go1.22.5"), "{said}");
}

/// The user's own prompt is there, nothing is added to `$Error`, and a change of directory is one line.
#[test]
fn powershell_stays_as_it_is_where_the_program_is_gone() {
    if pwsh().is_none() {
        return;
    }
    let world = World::with_two_pins();
    program::copy(exe(), &world.path("mine"));
    let init = world.init("pwsh").replace(exe(), &world.show("mine"));
    let script = format!(
        "function prompt {{ 'mine> ' }}\n{init}\n$before = \"$env:PATH|$env:GOROOT\"\nSet-Location p\n$inside = \"$env:PATH|$env:GOROOT\"\nrm '{mine}'\n\
         foreach ($n in 1..3) {{ prompt }}\n'moving'; Set-Location ../q; prompt; prompt\n\
         \"same $($inside -ceq \"$env:PATH|$env:GOROOT\") errors $($Error.Count)\"\n\
         goenvmgr which go; \"called $? $LASTEXITCODE\"\ngoenvmgr use; \"used $? $LASTEXITCODE\"\n",
        mine = world.show("mine"),
    );
    let said = world.bare_script("pwsh", &[], &script, &[]);
    let (before, after) = said.split_once("moving\n").unwrap();
    assert_eq!(before, "mine> \nmine> \nmine> \n", "{said}");
    assert!(after.starts_with("mine> \nmine> \nsame True errors 0\n"), "{said}");
    assert!(after.contains("called False 127\nused False 127\n"), "{said}");
    let gone = "goenvmgr: W/mine is gone; this shell stays as it is";
    assert_eq!(after.matches(gone).count(), 3, "{said}");
}

/// No answer, an error, or text that is not ours: asked again at the next change.
#[test]
fn powershell_asks_again_after_a_question_without_an_answer() {
    if pwsh().is_none() {
        return;
    }
    let world = World::with_shells();
    let answers = [
        "exit 3",
        "exit 0",
        "echo hello",
        "echo '#goenvmgr'",
        "echo '#goenvmgr'; echo '[\"kind\"'",
        "echo '#goenvmgr'; echo 'throw 1'",
    ];
    let mut script = String::new();
    for (number, answer) in answers.iter().enumerate() {
        world.write(&format!("{number}/p/.go-version"), "1.22.5\n");
        world.write(&format!("{number}/q/.go-version"), "1.23.1\n");
        world.write(&format!("{number}/none/x"), "");
        let (once, mark) = (format!("{number}/once"), world.show(&format!("{number}/failed")));
        let fails = format!("[ -e '{mark}' ] || {{ >'{mark}'; {answer}; exit; }}");
        world.program(&once, &format!("#!/bin/sh\n{fails}\nexec '{}' \"$@\"\n", exe()));
        script.push_str(&format!(
            "$global:__goenvmgr_exe = '{}'\ncd {}; p failed; cd ../none; p none; cd ../p; p in; cd ../..; p out\n",
            world.show(&once),
            world.show(&format!("{number}/q")),
        ));
    }
    let said = world.script("pwsh", &[], &script);
    let told = lines(&said).into_iter().filter_map(|line| line.split(" asked").next());
    let expected = ["failed: ", "none: ", "in: go1.22.5", "out: "].repeat(answers.len());
    assert_eq!(told.collect::<Vec<_>>(), expected, "{said}");
}

/// Cmdlets would obey these.
#[test]
fn preferences_defaults_and_aliases_change_nothing_for_powershell() {
    if pwsh().is_none() {
        return;
    }
    let world = World::with_two_pins();
    let settings = "$ConfirmPreference = 'Low'; $WhatIfPreference = $true; $ErrorActionPreference = 'Stop'; $VerbosePreference = 'Continue'; $DebugPreference = 'Continue'\n\
         $PSDefaultParameterValues = @{ '*:WhatIf' = $true; '*:ErrorAction' = 'Stop'; '*:Verbose' = $true }\n\
         $OFS = '-'; $PSNativeCommandUseErrorActionPreference = $true; $PSModuleAutoLoadingPreference = 'None'\n";
    let takeover = [
        "Get-Location",
        "Set-Location",
        "Test-Path",
        "Remove-Item",
        "New-Object",
        "Get-Variable",
        "Set-Variable",
        "Get-Content",
        "Invoke-Expression",
        "Set-Item",
        "Where-Object",
        "ForEach-Object",
        "Join-Path",
        "Get-Item",
        "Resolve-Path",
        "Out-Null",
        "Write-Output",
        "Write-Host",
        "Write-Error",
        "Select-Object",
    ];
    let takeover: String =
        takeover.iter().map(|name| format!("function {name} {{ 'CALLED' }}\n")).collect();
    let check = "$move = { param($to) $null = $ExecutionContext.SessionState.Path.SetLocation($to); $null = prompt; [Console]::WriteLine(\"$to $([IO.Path]::GetFileName(\"$env:GOROOT\"))\") }\n\
         & $move p; & $move ../q; & $move '..'\n\
         goenvmgr use 1.22.5; [Console]::WriteLine(\"use $([IO.Path]::GetFileName($env:GOROOT))\")\n\
         goenvmgr use; goenvmgr check --fix\n\
         goenvmgr deactivate; [Console]::WriteLine(\"off $($env:PATH -ceq $before) [$env:GOROOT] [$env:__GOENVMGR_UNDO]\")\n";
    let script =
        format!("$before = $env:PATH\n{settings}{takeover}{}\n{check}", world.init("pwsh"));
    let said = world.bare_script("pwsh", &[], &script, &[]);
    for line in ["p go1.22.5", "../q go1.23.1", ".. ", "use go1.22.5", "off True [] []"] {
        assert!(said.lines().any(|it| it == line), "{line}:\n{said}");
    }
    for word in ["CALLED", "What if", "Confirm", "Exception", "VERBOSE", "DEBUG"] {
        assert!(!said.contains(word), "{word}:\n{said}");
    }
}

/// What cannot be told is an error of ours, in one place, and text that does nothing.
#[test]
fn powershell_evaluates_nothing_where_init_fails() {
    if pwsh().is_none() {
        return;
    }
    let world = World::with_shells();
    world.write("data/config.toml", "default = \n");
    let forms = [
        "(& '@' $) -join \"`n\" | Invoke-Expression",
        ". ([scriptblock]::Create((& '@' $) -join \"`n\"))",
    ];
    let words = [
        "init powershell",
        "init pwsh",
        "init powershell --nonsense",
        "env --shell powershell",
        "init",
        "env",
        "env --shell=powershell",
    ];
    let mut script = String::new();
    for form in forms {
        for words in words {
            script.push_str(&form.replace('@', exe()).replace('$', words));
            script.push_str("\n\"errors $($Error.Count)\"\n");
        }
    }
    let said = world.powershell(&script, &[]);
    let expected = "errors 0\n".repeat(forms.len() * words.len());
    assert_eq!(said.out, expected, "{said:?}");
    let error = said.err;
    assert_eq!(
        error.matches("config.toml:1: ").count(),
        forms.len() * (words.len() - 1),
        "{error}"
    );
}

/// A user that cleans up loses the function's script, and keeps the function.
#[test]
fn powershell_function_is_left_where_its_script_is_gone() {
    if pwsh().is_none() {
        return;
    }
    let world = World::with_two_pins();
    let script = format!(
        "function nested {{ {init} }}\nnested\ncd p; p in\ngoenvmgr which no; \"nested $LASTEXITCODE\"\n\
         {init}\n$global:__goenvmgr_exe = '{exe}'\n'x' | goenvmgr which no; \"script $? $LASTEXITCODE\"\n\
         rm '{data}/goenvmgr.ps1'; p idle\ngoenvmgr which no; \"function $LASTEXITCODE\"\n\
         goenvmgr use 1.23.1; p used\n",
        init = world.init("pwsh"),
        exe = exe(),
        data = world.show("data"),
    );
    let said = world.script("pwsh", &[], &script);
    for line in ["nested 1", "script False 1", "function 1"] {
        assert!(said.lines().any(|it| it == line), "{line}:\n{said}");
    }
    assert!(said.contains("used: go1.23.1 asked"), "{said}");
    assert!(!said.contains("not recognized"), "{said}");
}

/// Values of a manifest are in no variable after it.
#[test]
fn powershell_keeps_no_value_of_a_manifest_after_deactivate() {
    if pwsh().is_none() {
        return;
    }
    let world = World::with_shells();
    world.write("m/goenvmgr.toml", "go = \"1.22.5\"\n[env]\nTOKEN = \"value of m\"\n");
    world.write("q/.go-version", "1.23.1\n");
    world.run(&["trust", &world.show("m")]).exits(0);
    let dump = "function dump($label) {\n\
         \x20 $all = \"$global:__goenvmgr_values\", (ConvertTo-Json -Depth 6 $global:__goenvmgr_now), (ConvertTo-Json -Depth 6 $global:__goenvmgr_known), (Get-ChildItem Env: | Out-String)\n\
         \x20 \"$label $(\"$all\".Contains('value' + ' of m'))\"\n}\n";
    let said = world.script("pwsh", &[], &format!("{dump}cd m; p in; dump inside; cd ../q; p out; dump outside; cd ../m; p in; goenvmgr deactivate; dump off"));
    for line in ["inside True", "outside False", "off False"] {
        assert!(said.lines().any(|it| it == line), "{line}:\n{said}");
    }
}

/// `$?` and `$LASTEXITCODE` are the user's, and their prompt sees them.
#[test]
fn powershell_prompt_sees_the_status_of_the_last_command() {
    if pwsh().is_none() {
        return;
    }
    let world = World::with_two_pins();
    let script = format!(
        "function prompt {{ \"<$? $global:LASTEXITCODE>\" }}\n{}\n\
         sh -c 'exit 7'; prompt\ncd p; sh -c 'exit 7'; prompt; \"$? $LASTEXITCODE\"\ncd ../q; \"$? $LASTEXITCODE\"; prompt\n",
        world.init("pwsh")
    );
    let said = world.bare_script("pwsh", &[], &script, &[]);
    assert_eq!(said, "<False 7>\n<False 7>\nTrue 7\nTrue 7\n<True 7>\n");
}
