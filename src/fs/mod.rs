//! The disk, behind one door.

pub mod beneath;
pub mod find;
pub mod marks;
pub mod usage;
