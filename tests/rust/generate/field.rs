//! What the generated files need to know of a field beside its description.

use iinkedsign::model::{self, FieldInfo, SCHEMAS, Schema, ValueKind};

/// The records that are whole answers: these carry the JSON text that came.
pub(crate) const ANSWERS: [&str; 5] =
    ["Package", "PackageStatus", "PackageVideos", "PackageSummary", "RescindedPackage"];
/// The one that no binding shows: lists are lists of packages.
const HIDDEN: &str = "PackagePage";

/// Every record that the bindings show, each behind those that it is made of.
pub(crate) fn records() -> Vec<&'static Schema> {
    fn add(schema: &'static Schema, records: &mut Vec<&'static Schema>) {
        if schema.name == HIDDEN || records.iter().any(|known| known.name == schema.name) {
            return;
        }
        for field in schema.fields {
            if let Some(inner) = inner(field) {
                add(inner, records);
            }
        }
        records.push(schema);
    }
    let mut records = Vec::new();
    for schema in SCHEMAS {
        add(schema, &mut records);
    }
    records
}

/// The record that a field holds or lists.
pub(crate) fn inner(field: &FieldInfo) -> Option<&'static Schema> {
    match field.kind {
        ValueKind::Link(schema) | ValueKind::Record(schema) | ValueKind::List(schema) => Some(schema),
        _ => None,
    }
}

/// `packageId` as `package_id`.
pub(crate) fn snake(name: &str) -> String {
    let mut snake = String::new();
    for (at, letter) in name.char_indices() {
        if letter.is_ascii_uppercase() && at > 0 {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

/// The type in `src/model` of a field that holds constants.
pub(crate) fn constants(known: &[(&str, i32)]) -> &'static str {
    [
        ("PackageState", model::PackageState::KNOWN),
        ("PackageType", model::PackageType::KNOWN),
        ("VideoState", model::VideoState::KNOWN),
        ("VideoType", model::VideoType::KNOWN),
        ("LinkType", model::LinkType::KNOWN),
    ]
    .iter()
    .find(|(_, all)| *all == known)
    .expect("a set of constants")
    .0
}

/// What a field means, with more said behind it.
pub(crate) fn doc(field: &FieldInfo, more: &str) -> String {
    let doc = field.doc.trim();
    if more.is_empty() { doc.to_owned() } else { format!("{}{more}.", doc.trim_end_matches('.')) }
}
