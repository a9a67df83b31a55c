//! The columns of the tables: they do not depend on what was sent.

use std::fmt::Write as _;
use std::path::Path;
use std::{env, fs};

use serde_json::json;

use super::*;
use crate::audit::tables::ColumnKind;

#[test]
fn the_columns_are_those_of_the_golden_file() {
    let [without, with] = [false, true].map(|include_links| {
        let layout = Arc::new(Layout::new(include_links, Pii::shown()));
        Tables::empty(layout).unwrap()
    });
    let mut text = String::new();
    for (without, with) in without.iter().zip(with.iter()) {
        writeln!(text, "{}", with.name()).unwrap();
        let (without, with) = (without.schema().fields(), with.schema().fields());
        assert_eq!(without[..], with[..without.len()]);
        for (place, field) in with.iter().enumerate() {
            assert!(field.is_nullable());
            let only = if place < without.len() { "" } else { ", with links" };
            writeln!(text, "    {}: {}{only}", field.name(), field.data_type()).unwrap();
        }
        writeln!(text).unwrap();
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/audit_schema.txt");
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &text).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), text, "UPDATE=1 renews {}", path.display());
}

/// The tables of columns in `docs/audit.md`.
#[test]
fn the_columns_are_those_of_the_documentation() {
    let [without, with] = [false, true].map(|include_links| Layout::new(include_links, Pii::shown()));
    let mut text = String::new();
    for (without, with) in without.tables.iter().zip(&with.tables) {
        writeln!(text, "\n| `{}` | type | |\n|---|---|---|", with.name).unwrap();
        for (place, column) in with.columns.iter().enumerate() {
            let of = match column.kind {
                ColumnKind::Text | ColumnKind::Personal | ColumnKind::Json => "text",
                ColumnKind::Constant(_) => "constant",
                ColumnKind::Integer => "whole",
                ColumnKind::Count => "count",
                ColumnKind::Flag => "flag",
                ColumnKind::Time => "time",
                ColumnKind::Duration => "duration",
                ColumnKind::Texts => "list of text",
            };
            let told = if column.doc.is_empty() { "[Fact](#facts)." } else { column.doc.trim() };
            let more = match column.kind {
                ColumnKind::Personal => "  `pii=\"hash\"` replaces it.",
                ColumnKind::Json => "  JSON.",
                _ => "",
            };
            let only = if place < without.columns.len() { "" } else { "  With `include_links` only." };
            writeln!(text, "| `{}` | {of} | {told}{more}{only} |", column.name).unwrap();
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/audit.md");
    let page = fs::read_to_string(&path).unwrap();
    let (begin, end) = ("<!-- generated: columns; by `make generate` -->\n", "\n<!-- end of columns -->\n");
    let (before, rest) = page.split_once(begin).unwrap();
    let (_, after) = rest.split_once(end).unwrap();
    let current = format!("{before}{begin}{text}{end}{after}");
    if env::var_os("UPDATE").is_some() {
        fs::write(&path, &current).unwrap();
    }
    assert!(fs::read_to_string(&path).unwrap() == current, "docs/audit.md is stale: run make generate");
}

#[test]
fn a_full_table_has_the_columns_of_an_empty_one() {
    for include_links in [false, true] {
        let layout = Arc::new(Layout::new(include_links, Pii::hashed(b"key")));
        let empty = Tables::empty(layout.clone()).unwrap();
        let videos = json!({"packageId": "p", "videos": [{"meetingVideoId": "v"}]});
        let mut status = json!({"packageId": "p", "state": "invented"});
        status["documents"] = json!([{"revisions": [{}]}]);
        status["signers"] = json!([{"signLink": "text", "links": [{}]}]);
        let full = tables(&layout, [row("p", &status, Some(&videos)), error_row(None)]);
        for (empty, full) in empty.iter().zip(full.iter()) {
            assert!(empty.is_empty() && empty.batches().is_empty());
            assert!(!full.is_empty());
            assert_eq!(empty.schema(), full.schema());
            assert!(full.batches().iter().all(|batch| &batch.schema() == empty.schema()));
        }
    }
}
