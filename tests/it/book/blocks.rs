//! The fenced blocks of a page. The first word behind a fence is the language; the others say how a test meets it:
//! `not-run REASON…`, `before=NAME` (a world that `reader` knows), `cd=DIRECTORY`, `file=NAME` (it is written there),
//! and `output` for what the block before it prints.

/// The languages that are typed.
pub(super) const SHELLS: [&str; 8] =
    ["sh", "bash", "zsh", "fish", "powershell", "nu", "elvish", "console"];

/// One block.
#[derive(Debug)]
pub(super) struct Block {
    /// The line of its fence, counted from 1.
    pub(super) line: usize,
    /// The heading that it stands below.
    pub(super) section: String,
    pub(super) language: String,
    words: Vec<String>,
    pub(super) text: String,
    /// What it prints, where the page says so.
    pub(super) output: Option<String>,
}

impl Block {
    /// The value of `NAME=…`.
    pub(super) fn word(&self, name: &str) -> Option<&str> {
        self.words.iter().find_map(|word| word.strip_prefix(name)?.strip_prefix('='))
    }

    /// Why nobody types it.
    pub(super) fn not_run(&self) -> Option<String> {
        let (first, why) = self.words.split_first()?;
        (first == "not-run").then(|| why.join(" "))
    }

    /// Whether it is for a shell.
    pub(super) fn is_shell(&self) -> bool {
        SHELLS.contains(&&*self.language)
    }
}

/// All of a page, in its order.
pub(super) fn blocks(page: &str) -> Vec<Block> {
    let (mut blocks, mut section): (Vec<Block>, _) = (Vec::new(), String::new());
    let mut lines = page.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        if let Some(heading) = line.strip_prefix("## ") {
            section = heading.to_owned();
        }
        let Some(info) = line.strip_prefix("```") else { continue };
        let mut text = String::new();
        let end = lines.by_ref().find(|(_, line)| {
            let ends = *line == "```";
            if !ends {
                text.push_str(line);
                text.push('\n');
            }
            ends
        });
        assert!(end.is_some(), "the block of line {} has no end", index + 1);
        let mut words = info.split_whitespace().map(str::to_owned);
        let language = words.next().unwrap_or_default();
        let words: Vec<String> = words.collect();
        if words.iter().any(|word| word == "output") {
            blocks.last_mut().expect("a block before its output").output = Some(text);
            continue;
        }
        let section = section.clone();
        blocks.push(Block { line: index + 1, section, language, words, text, output: None });
    }
    blocks
}

/// What `$ ` begins, each with what follows it.
pub(super) fn dialogue(text: &str) -> Vec<(&str, String)> {
    let mut said: Vec<(&str, String)> = Vec::new();
    for line in text.lines() {
        match (line.strip_prefix("$ "), said.last_mut()) {
            (Some(command), _) => said.push((command, String::new())),
            (None, Some((_, shown))) => {
                shown.push_str(line);
                shown.push('\n');
            }
            (None, None) => panic!("a console begins with `$ `: {line}"),
        }
    }
    said
}

/// Whether this is what the page shows. `…` is any part of a line; alone on one, any number of lines.
pub(super) fn shows(page: &str, printed: &str) -> bool {
    let mut pattern = "^".to_owned();
    for line in page.lines().map(str::trim_end) {
        if line == "…" {
            pattern.push_str("(?:[^\\n]*\\n)*?");
        } else {
            let parts: Vec<String> = line.split('…').map(regex::escape).collect();
            pattern.push_str(&parts.join("[^\\n]*"));
            pattern.push_str("\\n");
        }
    }
    let printed: String = printed.lines().map(|line| format!("{}\n", line.trim_end())).collect();
    regex::Regex::new(&(pattern + "$")).unwrap().is_match(&printed)
}

#[test]
fn block_is_read_with_its_words_and_its_output() {
    let page = "## A\n```sh before=x cd=y\na\n```\n```text output\nb\n```\n## B\n```bash not-run for a reason\nc\n```\n";
    let blocks = blocks(page);
    assert_eq!(blocks.len(), 2);
    assert_eq!((blocks[0].word("before"), blocks[0].word("cd")), (Some("x"), Some("y")));
    assert_eq!((blocks[0].output.as_deref(), blocks[0].not_run()), (Some("b\n"), None));
    assert_eq!((&*blocks[1].section, blocks[1].line), ("B", 9));
    assert_eq!(blocks[1].not_run().as_deref(), Some("for a reason"));
    assert_eq!(dialogue("$ a\nb\n$ c\n"), [("a", "b\n".to_owned()), ("c", String::new())]);
}

#[test]
fn shown_output_is_compared_but_for_what_is_left_out() {
    for (page, printed, fits) in [
        ("a\n", "a\n", true),
        ("a\n", "a\nb\n", false),
        ("a\n", "b\n", false),
        ("a … c\n", "a b c\n", true),
        ("a … c\n", "a b\nc\n", false),
        ("…\nc\n", "a\nb\nc\n", true),
        ("…\n", "", true),
        ("", "a\n", false),
        ("a.c\n", "abc\n", false),
    ] {
        assert_eq!(shows(page, printed), fits, "{page:?} {printed:?}");
    }
}
