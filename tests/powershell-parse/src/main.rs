//! Parses every file named on the command line as PowerShell. Ends with 1 where one is none, and
//! names file, line and column of each place. `--broken` turns it round: every file must fail.

use std::process::ExitCode;

fn main() -> ExitCode {
    let mut files: Vec<String> = std::env::args().skip(1).collect();
    let broken = files.first().is_some_and(|first| first == "--broken");
    files.drain(..usize::from(broken));
    let mut parser = tree_sitter::Parser::new();
    if let Err(error) = parser.set_language(&tree_sitter_powershell::LANGUAGE.into()) {
        eprintln!("powershell-parse: {error}");
        return ExitCode::FAILURE;
    }
    let mut wrong = files.is_empty();
    for file in &files {
        let text = match std::fs::read(file) {
            Ok(text) => text,
            Err(error) => {
                eprintln!("{file}: {error}");
                return ExitCode::FAILURE;
            }
        };
        let places = parser.parse(&text, None).map(|tree| places(tree.root_node()));
        let places = places.unwrap_or_else(|| vec!["it could not be parsed".to_owned()]);
        if broken == places.is_empty() {
            wrong = true;
            if broken {
                eprintln!("{file}: no fault was seen in a file that has one");
            }
            for place in &places {
                eprintln!("{file}:{place}");
            }
        }
    }
    println!("powershell-parse: {} files", files.len());
    if wrong { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Where the tree has a hole, or something that the grammar does not know.
fn places(node: tree_sitter::Node<'_>) -> Vec<String> {
    if !node.has_error() {
        return Vec::new();
    }
    let mut cursor = node.walk();
    let mut found: Vec<String> = node.children(&mut cursor).flat_map(places).collect();
    if found.is_empty() {
        let at = node.start_position();
        let what = if node.is_missing() { "missing" } else { "unexpected" };
        found.push(format!("{}:{}: {what} {}", at.row + 1, at.column + 1, node.kind()));
    }
    found
}
