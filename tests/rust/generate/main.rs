//! Writes what every binding says of the answers, from the records of `src/model`.
//!
//! `make generate` writes the files anew.  As a test it fails where one is not what would be written.

#![allow(clippy::expect_used, reason = "a test ends with what failed")]

mod c;
mod cpp;
mod field;
mod python;
mod tests;

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

/// The same for the part of a file between these lines.
fn settle_part(path: &str, begin: &str, end: &str, text: &str) {
    let whole = fs::read_to_string(root().join(path)).expect(path);
    let (before, rest) = whole.split_once(begin).expect(begin);
    let (_, after) = rest.split_once(end).expect(end);
    settle(path, &format!("{before}{begin}{text}{end}{after}"));
}

#[test]
fn c_structs_are_current() {
    settle(c::PATH, &c::structs());
}

#[test]
fn cpp_views_are_current() {
    let begin = "// -- generated from src/model by `make generate`; do not edit --\n\n";
    settle_part(cpp::PATH, begin, "// -- end of what is generated --\n", &cpp::views());
}

#[test]
fn python_types_are_current() {
    let begin = "# -- generated from src/model by `make generate`; do not edit --\n";
    settle_part(python::PATH, begin, "\n\n# -- end of what is generated --\n", &python::types());
}

#[test]
fn field_lists_of_tests_are_current() {
    settle(tests::C, &tests::c());
    settle(tests::CPP, &tests::cpp());
    settle(tests::FUZZ, &tests::fuzz());
}
