//! `clean`, `du`, `roots` and `why` on real and on made-up caches.

mod cli;
mod prepared;
mod projects;
mod real;
mod world;
