//! The places that Go works in: do they answer, can they be written, is there space.

pub(crate) mod answers;
pub(in crate::doctor) mod checks;
pub(in crate::doctor) mod claim;
pub(in crate::doctor) mod looked_at;
pub(in crate::doctor) mod messages;
pub(crate) mod named;
pub(crate) mod places;
pub(crate) mod role;
pub(crate) mod scratch;
