//! What several commands have in common.

pub(super) mod choosing;
pub(super) mod consent;
pub(super) mod diagnosis;
pub(super) mod file_plan;
pub(super) mod installing;
pub mod manual;
pub(super) mod meant;
pub(super) mod needed;
pub(super) mod outcome;
pub(super) mod platform;
pub(super) mod selected;
pub(super) mod session;
pub(super) mod user_hooks;
pub(super) mod wanting;
pub(super) mod watched;
