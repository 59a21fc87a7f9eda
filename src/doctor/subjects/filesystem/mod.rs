//! The places that Go works in: do they answer, can they be written, is there space.

pub mod answers;
pub(in crate::doctor) mod checks;
pub(in crate::doctor) mod claim;
pub(in crate::doctor) mod looked_at;
pub(in crate::doctor) mod messages;
pub mod named;
pub mod places;
pub mod role;
pub mod scratch;
