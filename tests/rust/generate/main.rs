//! Writes what every binding says of the answers and the errors, from their descriptions in `src`.
//!
//! `make generate` writes the files anew.  As a test it fails where one is not what would be written.

#![allow(clippy::expect_used, reason = "a test ends with what failed")]
#![allow(clippy::format_collect, reason = "texts are short, and made once")]

mod c;
mod cpp;
mod field;
mod kinds;
mod python;
mod tests;
mod text;

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

/// The same for the part of a file between the lines that say so.
fn settle_part(path: &str, what: &str, text: &str) {
    let whole = fs::read_to_string(root().join(path)).expect(path);
    let place = |mark: &str| whole.find(mark).unwrap_or_else(|| panic!("{path} has no line with {mark:?}"));
    let begin = place(&format!("generated: {what};"));
    let begin = begin + whole[begin..].find('\n').expect("a line") + 1;
    let end = place(&format!("end of {what} --"));
    let end = whole[..end].rfind('\n').expect("a line") + 1;
    settle(path, &format!("{}{text}{}", &whole[..begin], &whole[end..]));
}

#[test]
fn records_are_current() {
    settle(c::PATH, &c::structs());
    settle_part("include/iinkedsign.hpp", "records", &cpp::views());
    settle_part("python/iinkedsign/types.py", "records", &python::types());
    settle(tests::C, &tests::c());
    settle(tests::CPP, &tests::cpp());
    settle(tests::FUZZ, &tests::fuzz());
}

#[test]
fn kinds_of_errors_are_current() {
    settle_part("src/capi/constants.rs", "kinds of errors", &kinds::c());
    settle_part("include/iinkedsign.hpp", "kinds of errors", &kinds::cpp_enum());
    settle_part("include/iinkedsign.hpp", "exceptions", &kinds::cpp());
    settle_part("python/iinkedsign/exceptions.py", "names", &kinds::python_names());
    settle_part("python/iinkedsign/exceptions.py", "classes", &kinds::python());
    settle("dotnet/src/IinkedSign/Errors/ErrorKind.cs", &kinds::dotnet_enum());
    settle("dotnet/src/IinkedSign/Errors/Exceptions.cs", &kinds::dotnet());
    settle_part("README.md", "errors", &kinds::readme());
    settle_part("docs/dotnet.md", "errors", &kinds::dotnet_table());
}
