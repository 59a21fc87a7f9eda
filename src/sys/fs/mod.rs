//! The file system: every write is by rename, every removal is renamed aside first where that
//! can be had (see [`movable`]), every walk stays on its side of a symbolic link.

mod about;
pub mod alias;
pub mod atomic;
mod attributes;
mod behind;
pub mod below;
pub mod beneath;
pub mod copy;
pub mod dir_link;
pub mod dotfile;
pub mod exposed;
pub mod find;
pub mod handle;
mod holder;
pub mod in_place;
pub mod link;
pub mod lock;
pub mod lookup;
pub mod marks;
pub mod mode;
pub mod movable;
pub mod own;
pub mod partial;
pub mod passing_lock;
pub mod place;
pub mod position;
pub mod probe;
pub mod publish;
pub mod read;
pub mod remove;
pub mod rights;
pub mod space;
pub mod successor;
pub mod temporary;
#[cfg(any(test, fuzzing))]
pub(crate) mod unnamed;
pub mod usage;
mod volume;
pub mod walk;
pub mod window;
