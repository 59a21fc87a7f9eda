//! The Go at hand: its GOROOT, its programs, its library.

pub(in crate::doctor) mod at_hand;
pub(in crate::doctor) mod checks;
pub(in crate::doctor) mod messages;
pub(crate) mod root;
pub(crate) mod smoke;
