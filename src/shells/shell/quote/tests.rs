//! Every quoter against the shell that it writes for, in one process each.

use std::os::unix::ffi::OsStringExt;
use std::process::{Command, Stdio};

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

use super::*;

/// The hard cases by name, and random mixes of what is special somewhere.
fn hostile() -> Vec<OsString> {
    let named = [
        "",
        " ",
        "'",
        "\"",
        "\\",
        "\\'",
        "'\\''",
        "$(touch pwned)",
        "`touch pwned`",
        "$HOME",
        "${x}",
        "!!",
        "!x",
        "\n",
        "\n\n",
        "a\nb",
        "\r\n",
        "\t",
        "a b",
        "*",
        "?",
        "[a]",
        "{a,b}",
        "~",
        "~root",
        "#",
        ";",
        "&&",
        "|",
        ">x",
        "<x",
        "(",
        ")",
        "%",
        "%s",
        "^",
        "@",
        "=x",
        "-n",
        "--",
        "\u{2018}",
        "\u{2019}; touch pwned; \u{2019}",
        "\u{201a}",
        "\u{201b}",
        "O\u{2019}B",
        "日本",
        "🦀",
        "\u{1}",
        "\u{7f}",
        "\u{1b}[31m",
        "a\\",
        "\\n",
        "\\\\",
        "$'x'",
        "\"$x\"",
        "'''",
        "'\"'\"'",
        "\u{feff}",
        "e\u{301}",
        "\u{202e}x",
        "C:\\Users\\x",
        "`",
        "``",
        "$",
        "$$",
        "${",
    ];
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]),
    );
    let mix = proptest::collection::vec(
        proptest::sample::select(
            [
                "'",
                "\"",
                "\\",
                "$(touch pwned)",
                "`",
                "\n",
                " ",
                "!",
                "\u{2019}",
                "a",
                "é",
                "%",
                "\t",
            ]
            .as_slice(),
        ),
        0..9,
    );
    let random = (0..280).map(|_| mix.new_tree(&mut runner).unwrap().current().concat());
    named.iter().map(|s| (*s).to_owned()).chain(random).map(OsString::from).collect()
}

/// Prints every value, quoted by us, ended by NUL, through one process of the shell.
fn echo(program: &[&str], shell: Shell, values: &[OsString], line: [&str; 2]) -> Vec<OsString> {
    let dir = tempfile::tempdir().unwrap();
    let mut script = Vec::new();
    for value in values {
        script.extend_from_slice(line[0].as_bytes());
        script.extend_from_slice(quote(shell, value).unwrap().as_encoded_bytes());
        script.extend_from_slice(line[1].as_bytes());
    }
    let file = dir.path().join("script");
    std::fs::OpenOptions::new()
        .create_new(true)
        .write(true)
        .open(&file)
        .and_then(|mut f| std::io::Write::write_all(&mut f, &script))
        .unwrap();
    #[expect(clippy::disallowed_methods, reason = "the real shell is the judge")]
    let mut command = Command::new(program[0]);
    command.args(&program[1..]).arg(&file).current_dir(dir.path());
    command.env_clear().env("PATH", "/usr/bin:/bin").env("LANG", "C.UTF-8").env("HOME", dir.path());
    let output = command.stdin(Stdio::null()).stderr(Stdio::inherit()).output().unwrap();
    assert!(!dir.path().join("pwned").exists(), "{program:?} ran a value");
    let mut parts: Vec<_> =
        output.stdout.split(|&b| b == 0).map(|part| OsString::from_vec(part.to_vec())).collect();
    assert_eq!(parts.pop(), Some(OsString::new()), "{program:?} did not end with NUL");
    parts
}

fn agrees(program: &[&str], shell: Shell, line: [&str; 2]) {
    let mut values = hostile();
    // yash reads a script as characters: it stops at bytes that are none.
    if !matches!(shell, Shell::Elvish) && program[0] != "yash" {
        values.push(OsString::from_vec(vec![b'a', 0xff, 0xfe, b'\'']));
    }
    assert!(values.len() >= 300);
    assert_eq!(echo(program, shell, &values, line), values, "{program:?}");
}

const PRINTF: [&str; 2] = ["printf '%s\\0' ", "\n"];

#[test]
fn bash_means_what_was_quoted() {
    agrees(&["bash", "--norc"], Shell::Bash, PRINTF);
    agrees(&["bash", "--norc", "--posix"], Shell::Bash, PRINTF);
}

#[test]
fn zsh_means_what_was_quoted() {
    agrees(&["zsh", "-f"], Shell::Zsh, PRINTF);
    agrees(&["zsh", "-f", "-o", "extendedglob", "-o", "ksharrays"], Shell::Zsh, PRINTF);
}

#[test]
fn dash_means_what_was_quoted() {
    agrees(&["dash"], Shell::Posix, PRINTF);
}

#[test]
fn quoting_means_the_same_to_the_korn_shells_and_yash() {
    for program in ["ksh", "mksh", "yash"] {
        agrees(&[program], Shell::Posix, PRINTF);
    }
}

#[test]
fn fish_means_what_was_quoted() {
    agrees(&["fish", "--no-config"], Shell::Fish, PRINTF);
}

#[test]
fn elvish_means_what_was_quoted() {
    agrees(&["elvish", "-norc"], Shell::Elvish, ["print ", "\"\\x00\"\n"]);
}

#[test]
fn word_that_a_shell_cannot_hold_is_an_error() {
    assert_eq!(quote(Shell::Bash, OsStr::new("a\0b")), Err(Unquotable::Nul));
    let bytes = OsString::from_vec(vec![0xff]);
    assert_eq!(quote(Shell::PowerShell, &bytes), Err(Unquotable::NotUnicode(Shell::PowerShell)));
}

#[test]
fn powershell_writes_ascii_and_doubles_quotes() {
    let cases = [
        ("", "''"),
        ("a'b", "'a''b'"),
        ("C:\\O\u{2019}Brien", "('C:\\O'+[char]0x2019+'Brien')"),
        ("\u{2018}", "(''+[char]0x2018)"),
        ("🦀x", "(''+[char]0xd83e+[char]0xdd80+'x')"),
        ("a\nb", "('a'+[char]0x000a+'b')"),
        ("$(x)`", "'$(x)`'"),
    ];
    for (value, word) in cases {
        assert_eq!(quote(Shell::PowerShell, OsStr::new(value)).unwrap(), word, "{value:?}");
    }
}
