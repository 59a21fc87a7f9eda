//! Tables of a manifest by their keys. Each key that is asked for is known; one that nobody asked for
//! is a mistake, told with its line and what it may have meant.

use std::cell::RefCell;
use std::ops::{Range, RangeInclusive};
use std::time::Duration;

use toml_edit::{Item, Key, TableLike, Value};

use super::duration;
use crate::projects::manifest::{Notice, similar};
use crate::projects::toml_text::{Lines, keys};

/// A text, and what is wrong with it so far.
pub(crate) struct Source {
    lines: Lines,
    problems: RefCell<Vec<Notice>>,
}

impl Source {
    pub(super) fn of(text: &str) -> Self {
        Self { lines: Lines::of(text), problems: RefCell::default() }
    }

    pub(super) fn problem(&self, span: Option<Range<usize>>, what: impl Into<String>) {
        let line = self.lines.at(span);
        self.problems.borrow_mut().push(Notice { line, what: what.into() });
    }

    pub(super) fn problem_at(&self, line: usize, what: String) {
        self.problems.borrow_mut().push(Notice { line, what });
    }

    /// All that is wrong, in the order of its lines.
    pub(super) fn problems(self) -> Vec<Notice> {
        let mut problems = self.problems.into_inner();
        problems.sort_by_key(|problem| problem.line);
        problems
    }

    pub(super) fn line(&self, span: Option<Range<usize>>) -> usize {
        self.lines.at(span)
    }
}

/// One table.
pub(crate) struct Table<'a> {
    source: &'a Source,
    /// As messages call it: `[health.env.prod]`.
    name: String,
    span: Option<Range<usize>>,
    keys: Vec<(&'a Key, &'a Item)>,
    asked: RefCell<Vec<&'static str>>,
}

impl<'a> Table<'a> {
    pub(super) fn new(source: &'a Source, name: String, table: &'a dyn TableLike) -> Self {
        let keys: Vec<_> = keys(table).collect();
        let span = keys.first().and_then(|(key, _)| key.span());
        Self { source, name, span, keys, asked: RefCell::default() }
    }

    /// The line in which it begins.
    pub(crate) fn line(&self) -> usize {
        self.source.line(self.span.clone())
    }

    /// Says what is wrong with a key, or with the whole.
    pub(crate) fn problem(&self, key: &str, what: impl Into<String>) {
        let at = self.find(key).and_then(|(key, item)| item.span().or_else(|| key.span()));
        self.source.problem(at.or_else(|| self.span.clone()), what);
    }

    /// Whether the key stands there.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// A text.
    pub(crate) fn text(&self, key: &'static str) -> Option<String> {
        self.read(key, "a text in quotes", |item| Some(item.as_str()?.to_owned()))
    }

    /// A text that is not empty.
    pub(crate) fn word(&self, key: &'static str) -> Option<String> {
        let some = |text: &&str| !text.is_empty();
        self.read(key, "a text that is not empty", |item| {
            Some(item.as_str().filter(some)?.to_owned())
        })
    }

    /// A duration.
    pub(crate) fn duration(&self, key: &'static str) -> Option<Duration> {
        self.read(key, duration::FORM, |item| duration::parse(item.as_str()?))
    }

    /// `true` or `false`.
    pub(crate) fn flag(&self, key: &'static str) -> Option<bool> {
        self.read(key, "true or false", Item::as_bool)
    }

    /// A whole number.
    pub(crate) fn number(&self, key: &'static str, range: RangeInclusive<u32>) -> Option<u32> {
        let what = format!("a number from {} to {}", range.start(), range.end());
        self.read(key, &what, |item| {
            let number = u32::try_from(item.as_integer()?).ok()?;
            range.contains(&number).then_some(number)
        })
    }

    /// A list of texts.
    pub(crate) fn texts(&self, key: &'static str) -> Option<Vec<String>> {
        self.read(key, "a list of texts, as in [\"a\", \"b\"]", |item| {
            let texts = item.as_array()?.iter().map(|value| value.as_str().map(str::to_owned));
            texts.collect()
        })
    }

    /// One of some words.
    pub(crate) fn one_of<T: Copy>(&self, key: &'static str, words: &[(&str, T)]) -> Option<T> {
        let names: Vec<&str> = words.iter().map(|(name, _)| *name).collect();
        self.read(key, &format!("one of {}", names.join(", ")), |item| {
            let text = item.as_str()?;
            words.iter().find(|(name, _)| *name == text).map(|(_, value)| *value)
        })
    }

    /// Whatever `parse` makes of it; `what` completes "`key` is …".
    pub(crate) fn read<T>(
        &self,
        key: &'static str,
        what: &str,
        parse: impl FnOnce(&Item) -> Option<T>,
    ) -> Option<T> {
        self.asked.borrow_mut().push(key);
        let (_, item) = self.find(key)?;
        let read = parse(item);
        if read.is_none() {
            self.problem(key, format!("`{key}` in {} is {what}", self.name));
        }
        read
    }

    /// A table in it.
    pub(crate) fn table(&self, key: &'static str) -> Option<Self> {
        self.asked.borrow_mut().push(key);
        let (_, item) = self.find(key)?;
        let below = item.as_table_like();
        if below.is_none() {
            self.problem(key, format!("`{key}` in {} is a table", self.name));
        }
        Some(Self::new(self.source, self.below(key), below?))
    }

    /// Its tables, whatever their names are.
    pub(super) fn tables(&self) -> Vec<(&'a str, Self)> {
        let named = |name: &str| self.below(name);
        let mut found = Vec::new();
        for (key, item) in &self.keys {
            match item.as_table_like() {
                Some(below) => {
                    let table = Self::new(self.source, named(key.get()), below);
                    found.push((key.get(), Self { span: key.span().or(table.span), ..table }));
                }
                None => {
                    let what = format!("`{}` is a table: {}", key.get(), named(key.get()));
                    self.source.problem(key.span().or(item.span()), what);
                }
            }
        }
        found
    }

    /// Its texts by name, in the order of the file.
    pub(crate) fn pairs(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for (key, item) in &self.keys {
            match item.as_str() {
                Some(text) => found.push((key.get().to_owned(), text.to_owned())),
                None => self.problem(key.get(), format!("`{}` is a text in quotes", key.get())),
            }
        }
        found
    }

    /// All were asked for: what is left is unknown.
    pub(crate) fn done(self) {
        let asked = self.asked.borrow();
        for (key, item) in &self.keys {
            let name = key.get();
            if asked.contains(&name) {
                continue;
            }
            let meant = match similar(name, asked.iter().copied()) {
                Some(known) => format!("did you mean `{known}`?"),
                None => format!("known are {}", asked.join(", ")),
            };
            let what = format!("unknown key `{}` in {}: {meant}", name.escape_debug(), self.name);
            self.source.problem(key.span().or(item.span()), what);
        }
    }

    /// What a table in it is called.
    fn below(&self, key: &str) -> String {
        match self.name.strip_suffix(']').filter(|name| !name.ends_with(']')) {
            Some(name) => format!("{name}.{key}]"),
            None => format!("{} {key}", self.name),
        }
    }

    fn find(&self, key: &str) -> Option<&(&'a Key, &'a Item)> {
        self.keys.iter().find(|(known, _)| known.get() == key)
    }
}

/// The tables of `[[name]]`, or of `name = [{…}]`.
pub(super) fn list<'a>(source: &'a Source, name: &str, item: &'a Item) -> Vec<Table<'a>> {
    let called = || format!("[[{name}]]");
    let inline = |value: &'a Value| Some(Table::new(source, called(), value.as_inline_table()?));
    match (item.as_array_of_tables(), item.as_array()) {
        (Some(tables), _) => tables.iter().map(|one| Table::new(source, called(), one)).collect(),
        (_, Some(values)) => values.iter().filter_map(inline).collect(),
        _ => Vec::new(),
    }
}
