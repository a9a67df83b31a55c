//! Writes what every binding says of the answers, from the records of `src/model`.
//!
//! `make generate` writes the files anew.  As a test it fails where one is not what would be written.

#![allow(clippy::expect_used, reason = "a test ends with what failed")]

mod c;
mod field;

use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a file with its text, or writes it.
fn settle(path: &str, text: &str) {
    let file = root().join(path);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&file, text).expect(path);
    }
    assert!(fs::read_to_string(&file).is_ok_and(|committed| committed == text), "{path} is stale: run make generate");
}

#[test]
fn c_structs_are_current() {
    settle(c::PATH, &c::structs());
}
