//! The views of `include/iinkedsign.hpp`.

use std::fmt::Write as _;

use iinkedsign::model::{FieldInfo, Schema, ValueKind};

use super::c;
use super::field::{ANSWERS, constants, inner, records, snake};

/// Answers that are only ever parts of another.
const LISTED: &str = "PackageSummary";

pub(crate) fn views() -> String {
    let mut text = "\n".to_owned();
    for schema in records() {
        write(&mut text, schema);
    }
    text
}

fn write(text: &mut String, schema: &Schema) {
    let raw = c::name(schema);
    let is_answer = ANSWERS.contains(&schema.name);
    let base =
        if is_answer && schema.name != LISTED { format!("Owner<{raw}, {raw}_free>") } else { format!("View<{raw}>") };
    let _ = writeln!(text, "/// {}", schema.doc.trim());
    let _ = writeln!(text, "class {} : public detail::{base} {{\npublic:", schema.name);
    let base = &base[..base.find('<').expect("its arguments")];
    let _ = writeln!(text, "    using {base}::{base};");
    for field in schema.fields {
        let it = snake(field.name);
        for (of, name, value) in members(field, &it) {
            let _ = writeln!(text, "    {of} {name}() const {{ return {value}; }}");
        }
    }
    if is_answer {
        text.push_str(
            "    /// The whole answer as JSON text.\n    std::string_view json() const { return raw().json; }\n",
        );
    }
    text.push_str("};\n\n");
}

/// Type, name and value.
fn members(field: &FieldInfo, it: &str) -> Vec<(String, String, String)> {
    let record = || inner(field).expect("a record").name;
    let (of, value) = match field.kind {
        ValueKind::Text | ValueKind::Personal | ValueKind::Secret | ValueKind::Json => {
            ("Text".to_owned(), format!("detail::text(raw().{it})"))
        }
        ValueKind::Integer => ("std::optional<std::int64_t>".to_owned(), format!("detail::number(raw().{it})")),
        ValueKind::Flag => ("bool".to_owned(), format!("raw().{it}")),
        ValueKind::Time => ("Time".to_owned(), format!("detail::time(raw().{it})")),
        ValueKind::Duration => ("Duration".to_owned(), format!("detail::duration(raw().{it})")),
        ValueKind::Link(_) | ValueKind::Record(_) => {
            (format!("std::optional<{}>", record()), format!("detail::one<{}>(raw().{it})", record()))
        }
        ValueKind::List(_) => (format!("Range<{}>", record()), format!("{{raw().{it}, raw().{it}_len}}")),
        ValueKind::Constant(known) => {
            let set = constants(known);
            return vec![
                (set.to_owned(), it.to_owned(), format!("static_cast<{set}>(raw().{it})")),
                ("Text".to_owned(), format!("{it}_text"), format!("detail::text(raw().{it}_text)")),
            ];
        }
    };
    vec![(of, it.to_owned(), value)]
}
