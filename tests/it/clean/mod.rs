//! `clean`, `du`, `roots` and `why` on real and on made-up caches.

mod cli;
mod real;
mod world;
