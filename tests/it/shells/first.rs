//! What there is to say at the start of a shell comes with its first prompt, not before.

use super::terminal::Terminal;
use super::world::{World, exe, with_powershell};

/// A shell whose start-up file reads `init` where a version is missing and another was inherited; what
/// is typed into it is its input.
fn started(shell: &str, options: &str, typed: &str) -> (World, String) {
    let world = World::with_shells();
    world.write("p/.go-version", "1.22.5\n");
    let init = world.init(shell);
    world.write("rc", &format!("{init}\necho READ\n"));
    let start = match shell {
        "bash" => format!("bash --rcfile {} {options}", world.show("rc")),
        "zsh" => {
            world.write("home/.zshrc", &format!("{init}\necho READ\n"));
            format!("zsh {options}")
        }
        _ => format!("fish --no-config -C 'source {}' {options}", world.show("rc")),
    };
    world.write("typed", typed);
    let mut command = world.command("script");
    let typed = std::fs::File::open(world.path("typed")).unwrap();
    command.args(["-qec", &start, "/dev/null"]).current_dir(world.path("p")).stdin(typed);
    command.env("GOENVMGR_VERSION", "1.22.99").env("TERM", "dumb");
    let said = String::from_utf8_lossy(&command.output().unwrap().stdout).into_owned();
    (world, said)
}

#[test]
fn init_prints_no_word_on_standard_error_and_the_first_prompt_does() {
    for shell in ["bash", "zsh", "fish"] {
        let (world, said) = started(shell, "-i", "cd .\ncd ..; cd p\nexit\n");
        let mut init = world.command(exe());
        init.args(["init", shell]).env("GOENVMGR_VERSION", "1.22.99").current_dir(world.path("p"));
        let init = init.output().unwrap();
        assert!(init.status.success() && init.stderr.is_empty(), "{init:?}");
        let (before, after) = said.split_once("READ").unwrap_or_else(|| panic!("{shell}: {said}"));
        for words in ["asks for 1.22.99: it is not installed", "this shell inherited"] {
            assert!(!before.contains(words), "{shell}: {said}");
            assert_eq!(after.matches(words).count(), 1, "{shell}: {said}");
        }
    }
}

/// The same where an answer is data: the question while start-up files run is answered in silence.
#[test]
fn elvish_is_told_at_its_first_prompt() {
    let world = World::with_shells();
    world.write("p/.go-version", "1.22.5\n");
    world.write("rc", &format!("eval ((external '{}') init elvish | slurp)\necho READ\n", exe()));
    let mut command = world.command("sh");
    command.args(["-c", "exec setsid -c elvish -rc \"$0\""]).arg(world.path("rc"));
    command.current_dir(world.path("p")).env("GOENVMGR_VERSION", "1.22.99").env("TERM", "xterm");
    let mut terminal = Terminal::start(command, "READ");
    let before = terminal.until("READ");
    assert!(!before.contains("1.22.99"), "{before}");
    let after = terminal.until("this shell inherited");
    assert!(after.contains("asks for 1.22.99: it is not installed"), "{after}");
}

/// A script has no prompt: it is told as it reads `init`.
#[test]
fn init_in_a_script_says_at_once_what_there_is_to_say() {
    for shell in with_powershell() {
        let world = World::with_shells();
        world.write("p/.go-version", "1.22.99\n");
        let text =
            format!("cd {}\n{}\nsh -c 'echo READ >&2'\n", world.show("p"), world.init(shell));
        let said = world.bare_script(shell, &[], &text, &[]);
        let (before, after) = said.split_once("READ").unwrap_or_else(|| panic!("{shell}: {said}"));
        assert_eq!(before.matches("asks for 1.22.99").count(), 1, "{shell}: {said}");
        assert!(!after.contains("asks for"), "{shell}: {said}");
    }
}
