//! The header is current, complete, and says the same as the core.

#![allow(clippy::expect_used, reason = "a test ends with what failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use iinkedsign::audit::tables::{Layout, Pii, Tables};
use iinkedsign::model;
use iinkedsign::{Evidence, Kind};

/// In the order in which the header shows them.
const SOURCES: [&str; 23] = [
    "constants",
    "version",
    "error",
    "config",
    "options",
    "token",
    "attempt",
    "client",
    "answer",
    "calls",
    "records",
    "status",
    "videos",
    "deletions",
    "package",
    "rescission",
    "list",
    "asynchronous",
    "download",
    "pages",
    "audit_options",
    "audit",
    "drift",
];

/// What passes the boundary before anything else.
const BOUNDARIES: [&str; 13] = [
    "plain(",
    "check(",
    "change(",
    "produce(",
    "drop_box(",
    "free_answer(",
    "wait(",
    "start(",
    "launch(",
    "fill(",
    "set(",
    "option(",
    "read(",
];

/// Sources that export nothing.
const INTERNAL: [&str; 6] = ["boundary", "mod", "text", "user_data", "versioned", "work"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn source(name: &str) -> PathBuf {
    root().join("src/capi").join(name).with_extension("rs")
}

fn header() -> String {
    let config = cbindgen::Config::from_file(root().join("cbindgen.toml")).expect("cbindgen.toml");
    let mut builder = cbindgen::Builder::new().with_config(config);
    for name in SOURCES {
        builder = builder.with_src(source(name));
    }
    let mut text = Vec::new();
    builder.generate().expect("the header").write(&mut text);
    String::from_utf8(text).expect("UTF-8")
}

#[test]
fn header_is_current() {
    let (path, header) = (root().join("include/iinkedsign.h"), header());
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &header).expect("include can be written to");
    }
    assert!(
        fs::read_to_string(&path).is_ok_and(|committed| committed == header),
        "include/iinkedsign.h is stale: run UPDATE=1 cargo test --features capi --test capi_header"
    );
}

#[test]
fn every_source_is_read() {
    let mut files: Vec<String> = fs::read_dir(root().join("src/capi"))
        .expect("src/capi")
        .map(|entry| entry.expect("an entry").path().file_stem().expect("a name").to_string_lossy().into_owned())
        .collect();
    let mut listed: Vec<_> = SOURCES.iter().chain(&INTERNAL).map(|&name| name.to_owned()).collect();
    files.sort();
    listed.sort();
    assert_eq!(files, listed);
}

/// Every exported function is literal source, in the header, and has the panic boundary as the first thing it does.
#[test]
fn every_function_passes_the_boundary() {
    let header = header();
    let mut count = 0;
    for name in SOURCES {
        let text = fs::read_to_string(source(name)).expect(name);
        assert_eq!(text.matches("no_mangle").count(), text.matches("extern \"C\" fn iinked_").count(), "{name}.rs");
        for function in text.split("#[unsafe(no_mangle)]\n").skip(1) {
            let function = &function[..function.find("\n}\n").expect("an end")];
            let name = &function[function.find("iinked_").expect("a name")..function.find('(').expect("arguments")];
            assert!(BOUNDARIES.iter().any(|boundary| function.contains(boundary)), "{name} passes no boundary");
            assert!(header.contains(&format!("{name}(")), "{name} is not in the header");
            count += 1;
        }
    }
    for name in INTERNAL {
        assert!(!fs::read_to_string(source(name)).expect(name).contains("no_mangle"), "{name}.rs exports something");
    }
    let is_declaration =
        |line: &&str| line.contains("iinked_") && line.contains('(') && line.starts_with(char::is_alphabetic);
    let declared = header.lines().filter(|line| !line.starts_with("typedef")).filter(is_declaration).count();
    assert_eq!(count, declared, "the functions of the sources, and of the header");
}

/// The names of the fields of every struct.
fn structs(header: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let structs = header.split("typedef struct ").skip(1).filter_map(|text| text.split_once(" {\n"));
    structs.filter(|(name, _)| !name.contains(';')).map(|(name, body)| (name, fields(body))).collect()
}

fn fields(body: &str) -> BTreeSet<&str> {
    let lines = body.split("\n}").next().expect("a body").lines();
    lines.filter_map(|line| line.trim().strip_suffix(';')?.rsplit([' ', '*']).next()).collect()
}

#[test]
fn numbers_are_the_cores() {
    let header = header();
    let mut defined = BTreeMap::new();
    for line in header.lines().filter_map(|line| line.strip_prefix("#define IINKED_")) {
        if let Some((name, Ok(value))) = line.split_once(' ').map(|(name, value)| (name, value.parse::<i64>())) {
            defined.insert(name.to_owned(), value);
        }
    }
    let mut expected = BTreeMap::from([("OK".to_owned(), 0), ("EVIDENCE_NONE".to_owned(), 0)]);
    for kind in Kind::ALL {
        expected.insert(format!("ERR_{}", kind.as_str().to_ascii_uppercase()), i64::from(kind.code()));
    }
    for evidence in [Evidence::Absent, Evidence::Present, Evidence::Unverified, Evidence::Rescinded] {
        expected.insert(format!("EVIDENCE_{}", evidence.as_str().to_ascii_uppercase()), evidence as i64);
    }
    for (set, known) in [
        ("PACKAGE_STATE", model::PackageState::KNOWN),
        ("PACKAGE_TYPE", model::PackageType::KNOWN),
        ("VIDEO_STATE", model::VideoState::KNOWN),
        ("VIDEO_TYPE", model::VideoType::KNOWN),
        ("LINK_TYPE", model::LinkType::KNOWN),
    ] {
        expected.insert(format!("{set}_UNKNOWN"), 0);
        for (text, code) in known {
            expected.insert(format!("{set}_{}", text.replace(' ', "_").to_ascii_uppercase()), i64::from(*code));
        }
    }
    for (name, value) in [("FILTER_ANY", 0), ("FILTER_YES", 1), ("FILTER_NO", 2), ("ABI_VERSION", 1)] {
        expected.insert(name.to_owned(), value);
    }
    let tables = Tables::empty(Layout::new(false, Pii::default()).into()).expect("tables");
    for (place, table) in (0..).zip(tables.iter()) {
        expected.insert(format!("AUDIT_{}", table.name().to_ascii_uppercase()), place);
        expected.insert("AUDIT_TABLES".to_owned(), place + 1);
    }
    for (name, value) in ["MAJOR", "MINOR", "PATCH"].iter().zip(iinkedsign::VERSION.split('.')) {
        expected.insert(format!("VERSION_{name}"), value.parse().expect("a number"));
    }
    assert_eq!(defined, expected);
    assert!(header.contains("#define IINKED_NO_TIME INT64_MIN"));
}

/// Sizes and offsets are written down once (tests/c/layout.txt), for C, C++ and C# to compare with.
#[test]
fn layout_program_covers_every_field() {
    let mut program =
        "/* Generated from include/iinkedsign.h by `make generate`; do not edit.  Included by layout.c. */\n"
            .to_owned();
    for (name, fields) in structs(&header()) {
        let _ = writeln!(program, "SIZE({name})");
        for field in fields {
            let _ = writeln!(program, "OFFSET({name}, {field})");
        }
    }
    let path = root().join("tests/c/layout.inc");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &program).expect("tests/c can be written to");
    }
    assert!(
        fs::read_to_string(&path).is_ok_and(|committed| committed == program),
        "tests/c/layout.inc is stale: run UPDATE=1 cargo test --features capi --test capi_header"
    );
}
