//! Writes what every binding says of the answers, the errors, the options and the operations, from their descriptions in `src`.
//!
//! `make generate` writes the files anew.  As a test it fails where one is not what would be written.

#![allow(clippy::expect_used, reason = "a test ends with what failed")]
#![allow(clippy::format_collect, reason = "texts are short, and made once")]

mod arguments;
mod c;
mod constants;
mod cpp;
mod field;
mod kinds;
mod operations;
mod options;
mod python;
mod runners;
mod stub;
mod tests;
mod text;

use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Several tests write parts of one file.
static FILES: Mutex<()> = Mutex::new(());

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
    let one = FILES.lock().unwrap_or_else(PoisonError::into_inner);
    let whole = fs::read_to_string(root().join(path)).expect(path);
    drop(one);
    let line = |mark: &str| {
        whole.split_inclusive('\n').find(|line| line.contains(mark)).unwrap_or_else(|| panic!("{path} lacks {mark:?}"))
    };
    settle_between(path, line(&format!("generated: {what};")), line(&format!("end of {what} --")), text);
}

fn settle_between(path: &str, begin: &str, end: &str, text: &str) {
    let _one = FILES.lock().unwrap_or_else(PoisonError::into_inner);
    let whole = fs::read_to_string(root().join(path)).expect(path);
    let (before, rest) = whole.split_once(begin).expect(begin);
    let (_, after) = rest.split_once(end).expect(end);
    settle(path, &format!("{before}{begin}{text}{end}{after}"));
}

#[test]
fn records_are_current() {
    settle(c::PATH, &c::structs());
    settle_part("include/iinkedsign.hpp", "records", &cpp::views());
    settle_part("src/capi/constants.rs", "constants", &constants::c());
    settle_part("include/iinkedsign.hpp", "constants", &constants::cpp());
    settle_part("python/iinkedsign/types.py", "names", &python::names("="));
    settle_part("python/iinkedsign/__init__.py", "answers", &python::names("+="));
    settle_part("python/iinkedsign/types.py", "records", &python::types());
    settle(tests::C, &tests::c());
    settle(tests::CPP, &tests::cpp());
    settle(tests::FUZZ, &tests::fuzz());
}

#[test]
fn operations_are_current() {
    settle(arguments::C, &arguments::c());
    settle_part("src/python/client.rs", "operations", &arguments::python());
    settle_part("tests/c/cases.c", "answers", &runners::c_answers());
    settle_part("tests/c/cases.c", "operations", &runners::c());
    settle_part("tests/cpp/cases.cpp", "operations", &runners::cpp());
    settle_part("dotnet/tests/IinkedSign.Tests/Cases.cs", "operations", &runners::dotnet());
    settle(operations::C, &operations::c());
    settle_part("include/iinkedsign.hpp", "what can be left out", &operations::cpp_options());
    settle_part("include/iinkedsign.hpp", "operations", &operations::cpp());
    settle_part("include/iinkedsign.hpp", "methods", &operations::cpp_methods());
    settle("dotnet/src/IinkedSign/IIinkedSignClient.Operations.cs", &operations::dotnet_interface());
    settle("dotnet/src/IinkedSign/IinkedSignClient.Operations.cs", &operations::dotnet_client());
    settle("dotnet/src/IinkedSign/Native/PlainOperations.cs", &operations::dotnet_structs());
    settle("dotnet/tests/IinkedSign.Tests/Operations.cs", &operations::dotnet_tests());
}

#[test]
fn options_are_current() {
    settle(options::C, &options::c());
    settle_part("include/iinkedsign.hpp", "options", &options::cpp());
    settle_part("include/iinkedsign.hpp", "calls", &options::cpp_calls());
    settle_part("python/iinkedsign/_native.pyi", "options", &options::python_signature("str"));
    // No comment can stand in a docstring.
    settle_between(
        "python/iinkedsign/_native.pyi",
        "    Args:\n",
        "    \"\"\"\n\n    def __new__(",
        &options::python_stub_doc(),
    );
    settle_part("src/python/client.rs", "signature", &options::python_text_signature());
    // Of the stub, whose options these are.
    settle(stub::HELP, &stub::help());
    settle(stub::ASYNC_CLIENT, &stub::async_client());
    settle(options::DOTNET, &options::dotnet());
    settle_part(options::DOTNET_SECTION, "options", &options::dotnet_keys());
    settle_part("README.md", "options", &options::readme());
    settle_part("tests/c/cases.c", "options", &runners::c_options());
    settle_part("tests/cpp/cases.cpp", "options", &runners::cpp_options());
    settle_part("dotnet/tests/IinkedSign.Tests/Cases.cs", "options", &runners::dotnet_options());
}

#[test]
fn kinds_of_errors_are_current() {
    settle_part("src/capi/constants.rs", "kinds of errors", &kinds::c());
    settle_part("include/iinkedsign.hpp", "kinds of errors", &kinds::cpp_enum());
    settle_part("include/iinkedsign.hpp", "exceptions", &kinds::cpp());
    settle_part("python/iinkedsign/exceptions.py", "names", &kinds::python_names("="));
    settle_part("python/iinkedsign/__init__.py", "errors", &kinds::python_names("+="));
    settle_part("python/iinkedsign/exceptions.py", "classes", &kinds::python());
    settle("dotnet/src/IinkedSign/Errors/ErrorKind.cs", &kinds::dotnet_enum());
    settle("dotnet/src/IinkedSign/Errors/Exceptions.cs", &kinds::dotnet());
    settle_part("README.md", "errors", &kinds::readme());
    settle_part("docs/dotnet.md", "errors", &kinds::dotnet_table());
    settle_part("tests/bindings/cases.py", "codes", &kinds::python_codes());
}
