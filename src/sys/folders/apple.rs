//! macOS, for programs with windows.

use super::Desktop;

pub(super) const HERE: Desktop = Desktop::Apple;
