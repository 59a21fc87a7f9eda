//! Everything that a user would miss, in one integration binary.
mod tidy;
