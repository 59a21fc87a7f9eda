//! Everything that a user would miss, in one integration binary.
mod completions;
mod tidy;
