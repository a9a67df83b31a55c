//! The lists of fields that the tests of C and C++ print, and that the fuzzer compares.

use std::fmt::Write as _;

use iinkedsign::model::{FieldInfo, ValueKind};

use super::c;
use super::field::{inner, records, snake};

pub(crate) const C: &str = "tests/c/records.h";
pub(crate) const CPP: &str = "tests/cpp/records.hpp";
pub(crate) const FUZZ: &str = "fuzz/src/records.rs";

pub(crate) fn c() -> String {
    let mut text =
        "/* Generated from src/model by `make generate`; do not edit.  Included by fields.h. */\n".to_owned();
    for schema in records() {
        let _ =
            writeln!(text, "\nstatic void {}(const {} *it) {{\n    put(\"{{\");", snake(schema.name), c::name(schema));
        for field in schema.fields {
            let _ = writeln!(text, "    key(\"{}\"){}", field.name, in_c(field));
        }
        text.push_str("    put(\"}\");\n}\n");
    }
    text
}

fn in_c(field: &FieldInfo) -> String {
    let it = snake(field.name);
    let show = || inner(field).map(|schema| snake(schema.name)).expect("a record");
    match field.kind {
        ValueKind::Text | ValueKind::Personal | ValueKind::Secret => format!(", text(it->{it});"),
        ValueKind::Integer => format!(", number(it->{it});"),
        ValueKind::Flag => format!(", flag(it->{it});"),
        ValueKind::Time => format!(", timed(it->{it}.text, it->{it}.unix_us);"),
        ValueKind::Duration => format!(", timed(it->{it}.text, it->{it}.us);"),
        ValueKind::Constant(_) => format!(", constant(it->{it}, it->{it}_text);"),
        ValueKind::Json => format!(", put(it->{it} ? it->{it} : \"null\");"),
        ValueKind::Link(_) | ValueKind::Record(_) => {
            format!(";\n    if (it->{it}) {}(it->{it});\n    else put(\"null\");", show())
        }
        ValueKind::List(_) => format!("; LIST(it->{it}, {});", show()),
    }
}

pub(crate) fn cpp() -> String {
    let mut text =
        "// Generated from src/model by `make generate`; do not edit.  Included by cases.cpp.\n\n".to_owned();
    for schema in records() {
        let _ = writeln!(text, "void show(const iinkedsign::{} &it);", schema.name);
    }
    for schema in records() {
        let _ = writeln!(text, "\nvoid show(const iinkedsign::{} &it) {{\n    put(\"{{\");", schema.name);
        for field in schema.fields {
            let it = snake(field.name);
            let shown = match field.kind {
                ValueKind::Constant(_) => format!("constant(it.{it}(), it.{it}_text())"),
                ValueKind::Json => format!("json(it.{it}())"),
                _ => format!("show(it.{it}())"),
            };
            let _ = writeln!(text, "    key(\"{}\"), {shown};", field.name);
        }
        text.push_str("    put(\"}\");\n}\n");
    }
    text
}

pub(crate) fn fuzz() -> String {
    let mut text = "// Generated from src/model by `make generate`; do not edit.\n\n\
         //! What each field of the C structs must say.\n\nuse iinkedsign::capi::*;\nuse serde_json::Value;\n\n\
         use super::fields::*;\n"
        .to_owned();
    for schema in records() {
        let _ = writeln!(text, "\nimpl Fields for {} {{", c::name(schema));
        text.push_str("unsafe fn compare(&self, json: &Value) {\n");
        text.push_str("// SAFETY: every pointer of an answer is NULL or valid as long as the answer.\nunsafe {\n");
        for field in schema.fields {
            let _ = writeln!(text, "{};", in_rust(field));
        }
        text.push_str("}\n}\n}\n");
    }
    c::formatted(&text)
}

fn in_rust(field: &FieldInfo) -> String {
    let wire = field.name;
    let it = snake(wire);
    let member = if it == "type" { "r#type" } else { &it };
    let json = format!("&json[\"{wire}\"]");
    match field.kind {
        ValueKind::Text | ValueKind::Personal | ValueKind::Secret => format!("compare_text(self.{member}, {json})"),
        ValueKind::Integer => format!("compare_number(self.{member}, {json})"),
        ValueKind::Flag => format!("compare_flag(self.{member}, {json})"),
        ValueKind::Time => format!("compare_timed(self.{member}.text, self.{member}.unix_us, {json})"),
        ValueKind::Duration => format!("compare_timed(self.{member}.text, self.{member}.us, {json})"),
        ValueKind::Constant(_) => format!("compare_constant(self.{member}, self.{it}_text, {json})"),
        ValueKind::Json => format!("compare_json(self.{member}, {json})"),
        ValueKind::Link(_) => format!("compare_link(self.{member}, {json})"),
        ValueKind::Record(_) => format!("compare_record(self.{member}, {json})"),
        ValueKind::List(_) => format!("compare_list(self.{member}, self.{it}_len, {json})"),
    }
}
