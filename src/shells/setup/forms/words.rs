//! Lines as words, and what a word names.

/// What says nothing, wherever it stands.
const QUIET: [&str; 8] = [
    " >/dev/null",
    " > /dev/null",
    " &>/dev/null",
    " &> /dev/null",
    " 2>/dev/null",
    " 2> /dev/null",
    " 1>/dev/null",
    " 2>&1",
];

/// The commands between `;`, as words; `&&` and `|` are words too. `None` for whatever is harder to read.
pub(super) fn commands(line: &str) -> Option<Vec<Vec<String>>> {
    let line = QUIET.iter().fold(line.trim().to_owned(), |line, one| line.replace(one, ""));
    let line = line.replace("&&", " && ").replace('|', " | ");
    let (mut all, mut word, mut quote) = (vec![Vec::new()], String::new(), None);
    for byte in line.chars() {
        match (quote, byte) {
            (Some(mark), _) => {
                word.push(byte);
                quote = (byte != mark).then_some(mark);
            }
            (None, '"' | '\'') => {
                word.push(byte);
                quote = Some(byte);
            }
            (None, '#') if word.is_empty() => break,
            (None, ' ' | '\t' | ';') => {
                if !word.is_empty() {
                    all.last_mut()?.push(std::mem::take(&mut word));
                }
                if byte == ';' {
                    all.push(Vec::new());
                }
            }
            _ => word.push(byte),
        }
    }
    if !word.is_empty() {
        all.last_mut()?.push(word);
    }
    if all.len() > 1 && all.last()?.is_empty() {
        all.pop();
    }
    (quote.is_none() && all.iter().all(|command| !command.is_empty())).then_some(all)
}

/// Whether a word names a place in the home of goenv, gvm or g.
pub(super) fn is_place(word: &str) -> bool {
    const HOMES: [&str; 7] =
        [".goenv", ".gvm", ".g", "$GOENV_ROOT", "${GOENV_ROOT}", "$GVM_ROOT", "${GVM_ROOT}"];
    plain(word).is_some_and(|path| {
        let has = |part: &str| path.split('/').any(|one| one == part);
        !path.contains(':') && !has("..") && HOMES.into_iter().any(has)
    })
}

/// A word without its quotes; `None` where it does more than name something.
pub(super) fn plain(word: &str) -> Option<String> {
    let bare = word.replace("${", "").replace(['"', '\''], "");
    let does = |c: char| "`\\;&|<>(){*?[]!".contains(c);
    (!bare.is_empty() && !bare.contains(does) && !bare.contains(":="))
        .then(|| word.replace(['"', '\''], ""))
}
