//! Commands as users type them, by what they are about.

mod pin;
mod selection;
mod store;
mod words;
