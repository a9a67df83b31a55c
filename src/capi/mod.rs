//! The C binding: `include/iinkedsign.h` is made from this module.
//!
//! Who owns what, and what a caller must keep to, stands on the header's first page (`cbindgen.toml`).  In short:
//! the library allocates answers, errors, clients, configurations and calls, and frees each by its `…_free`;
//! what the caller passes in is only read during the call; pointers inside an answer live as long as the answer.
//!
//! One file for each noun.  Every exported function is literal source, so that plain cbindgen sees it, and passes
//! `boundary`, so that no panic and no output leaves the library.
//!
//! This is the only place with `unsafe`: C hands over raw pointers, and that they are valid is the caller's promise.
#![allow(unsafe_code, reason = "a C interface takes raw pointers and exports unmangled names")]
#![allow(non_camel_case_types, reason = "the names are C's, and cbindgen copies them")]
#![allow(clippy::missing_safety_doc, reason = "what a caller must keep to is the header's first page")]

mod answer;
mod asynchronous;
mod attempt;
mod audit;
mod audit_options;
mod boundary;
mod calls;
mod client;
mod config;
mod constants;
mod deletions;
mod download;
mod drift;
mod error;
mod list;
mod options;
mod package;
mod pages;
mod records;
mod rescission;
mod status;
mod text;
mod token;
mod user_data;
mod version;
mod versioned;
mod videos;
mod work;

pub use answer::{iinked_duration, iinked_time};
pub use asynchronous::*;
pub use attempt::*;
pub use audit::*;
pub use audit_options::*;
pub use calls::*;
pub use client::*;
pub use config::*;
pub use constants::*;
pub use deletions::*;
pub use download::*;
pub use drift::*;
pub use error::*;
pub use list::*;
pub use options::*;
pub use package::*;
pub use pages::*;
pub use records::*;
pub use rescission::*;
pub use status::*;
pub use token::*;
pub use version::*;
pub use videos::*;
