//! The audit: the statuses of many packages as tables, one row for every input, whatever fails on the way.

pub mod facts;
mod row;
pub mod tables;
mod write;

pub use row::{Found, Row};
