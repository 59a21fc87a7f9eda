//! Which lines of a start-up file begin where something else is still open: a quote, a parenthesis, a
//! here-document, a line that goes on. What stands there is a part of it, whatever it looks like.
//!
//! This is no parser. Where it loses its way it says "open".

#[cfg(test)]
mod tests;

use std::collections::VecDeque;

/// Whose words a file is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Words {
    /// sh, bash and zsh.
    Posix,
    Fish,
}

/// For each line, whether something is open where it begins.
pub(super) fn open_before(text: &[u8], words: Words) -> Vec<bool> {
    let mut reader =
        Reader { words, open: Vec::new(), here: VecDeque::new(), more: false, lost: false };
    let mut before = Vec::new();
    for line in text.split(|byte| *byte == b'\n') {
        before.push(reader.is_open());
        reader.read(line);
    }
    // No file that works ends within something: what was read so far was read wrongly.
    if reader.is_open() {
        before.fill(true);
    }
    before
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Single,
    /// `$'…'`, which knows a backslash.
    Escaped,
    Double,
    Backtick,
    Parenthesis,
    /// `((…))`, where `<<` is a number's.
    Arithmetic,
    Brace,
}

struct Reader {
    words: Words,
    /// Innermost last.
    open: Vec<Open>,
    /// The words that end here-documents, and whether tabs may stand before them.
    here: VecDeque<(Vec<u8>, bool)>,
    /// The line goes on.
    more: bool,
    lost: bool,
}

impl Reader {
    fn is_open(&self) -> bool {
        self.lost || self.more || !self.open.is_empty() || !self.here.is_empty()
    }

    fn read(&mut self, line: &[u8]) {
        if let Some((end, tabs)) = self.here.front() {
            let skipped = line.iter().take_while(|byte| *tabs && **byte == b'\t').count();
            if &line[skipped..] == end.as_slice() {
                self.here.pop_front();
            }
            return;
        }
        let (mut at, mut starts) = (0, true);
        self.more = false;
        while let Some(&byte) = line.get(at) {
            let rest = &line[at..];
            if starts && byte == b'#' && self.is_code() {
                break;
            }
            // The `)` of a branch looks like the end of what is around it.
            let around = self.open.last() == Some(&Open::Parenthesis);
            self.lost |= starts && around && rest.starts_with(b"case ");
            at += self.step(rest);
            let last = line.get(at - 1).filter(|_| byte != b'\\' && self.is_code());
            starts = last.is_some_and(|last| b" \t;&|(".contains(last));
            // `(#i)` is zsh's.
            starts &= last != Some(&b'(') || line.get(at) != Some(&b'#');
        }
        let code = line[..at.min(line.len())].trim_ascii_end();
        self.more |= self.is_code() && (code.ends_with(b"&&") || code.ends_with(b"|"));
    }

    fn is_code(&self) -> bool {
        matches!(self.open.last(), None | Some(Open::Parenthesis | Open::Backtick))
    }

    /// Reads what the rest of a line begins with; how many bytes that were.
    fn step(&mut self, rest: &[u8]) -> usize {
        let (posix, top) = (self.words == Words::Posix, self.open.last().copied());
        let byte = rest[0];
        let escapes = !posix || top != Some(Open::Single);
        if byte == b'\\' && escapes {
            self.more |= rest.len() == 1;
            return 2;
        }
        let closes = match top {
            Some(Open::Single | Open::Escaped) => byte == b'\'',
            Some(Open::Double) => byte == b'"',
            Some(Open::Backtick) => byte == b'`',
            Some(Open::Parenthesis) => byte == b')',
            Some(Open::Arithmetic) => rest.starts_with(b"))"),
            Some(Open::Brace) => byte == b'}',
            None => false,
        };
        if closes {
            self.open.pop();
            return if top == Some(Open::Arithmetic) { 2 } else { 1 };
        }
        match top {
            Some(Open::Single | Open::Escaped) => 1,
            Some(Open::Double) => self.enter(rest, posix, true),
            _ => {
                let number = matches!(top, Some(Open::Arithmetic | Open::Brace));
                if posix && !number && rest.starts_with(b"<<") {
                    return self.here_document(rest);
                }
                self.enter(rest, posix, false)
            }
        }
    }

    fn enter(&mut self, rest: &[u8], posix: bool, quoted: bool) -> usize {
        let within = quoted || self.open.ends_with(&[Open::Double, Open::Brace]);
        let all: [(&[u8], Open, bool); 9] = [
            (b"$((", Open::Arithmetic, posix),
            (b"$(", Open::Parenthesis, true),
            (b"${", Open::Brace, posix),
            (b"`", Open::Backtick, posix),
            (b"\"", Open::Double, true),
            (b"$'", Open::Escaped, posix && !within),
            (b"'", Open::Single, !within),
            (b"((", Open::Arithmetic, posix && !quoted),
            (b"(", Open::Parenthesis, !quoted),
        ];
        match all.iter().find(|(begin, _, may)| *may && rest.starts_with(begin)) {
            Some((begin, open, _)) => {
                self.open.push(*open);
                begin.len()
            }
            None => 1,
        }
    }

    /// `<<WORD`, `<<-'WORD'`; `<<<` is none.
    fn here_document(&mut self, rest: &[u8]) -> usize {
        if rest.starts_with(b"<<<") {
            return 3;
        }
        let tabs = rest.get(2) == Some(&b'-');
        let mut at = 2 + usize::from(tabs);
        at += rest[at..].iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        let (mut word, mut quote) = (Vec::new(), None);
        while let Some(&byte) = rest.get(at) {
            match (quote, byte) {
                (Some(mark), byte) if mark == byte => quote = None,
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b'\\') => {}
                (None, b' ' | b'\t' | b';' | b'&' | b'|' | b'<' | b'>' | b'(' | b')') => break,
                (_, byte) => word.push(byte),
            }
            at += 1;
        }
        self.lost |= word.is_empty() || quote.is_some();
        self.here.push_back((word, tabs));
        at
    }
}
