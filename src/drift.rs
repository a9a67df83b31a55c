//! Where answers differ from what the vendor documents: new keys, new constants, other types.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::model::{Record, ValueKind, View};
use crate::secret::Secrets;

/// More different findings than this are not kept apart: a server can send any number of keys.
const MOST: usize = 1_000;
/// A path longer than this, which only a foreign key can make, is cut.
const LONGEST_PATH: usize = 200;

/// The kinds of findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DriftKind {
    /// A key that is not documented.
    UnknownField,
    /// A constant that is not documented.
    UnknownValue,
    /// A value of another JSON type than the documented one.
    WrongType,
}

impl DriftKind {
    /// The name in lower case.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnknownField => "unknown_field",
            Self::UnknownValue => "unknown_value",
            Self::WrongType => "wrong_type",
        }
    }
}

/// A finding, and how often it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    /// The JSON path in the answer, as `documents[].revisions[].isNext`.
    pub path: String,
    /// What is unexpected there.
    pub kind: DriftKind,
    /// How often it was seen.
    pub count: u64,
}

/// The findings of a client.
#[derive(Default)]
pub(crate) struct DriftCounts(Mutex<BTreeMap<(String, DriftKind), u64>>);

impl DriftCounts {
    /// Looks an answer through.
    pub(crate) fn note(&self, answer: &dyn Record) {
        let mut findings = Vec::new();
        look(&Path { above: None, name: "" }, answer, &mut findings);
        if findings.is_empty() {
            return;
        }
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (path, kind) in findings {
            // An unknown key can be anything, a link too.
            let finding = (Secrets::default().scrub(&path).chars().take(LONGEST_PATH).collect(), kind);
            if counts.len() < MOST || counts.contains_key(&finding) {
                *counts.entry(finding).or_default() += 1;
            }
        }
    }

    /// All findings, ordered by path.
    pub(crate) fn list(&self) -> Vec<Drift> {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counts.iter().map(|((path, kind), &count)| Drift { path: path.clone(), kind: *kind, count }).collect()
    }
}

/// Where a record stands; written out only where something was found, which is hardly ever.
struct Path<'a> {
    above: Option<&'a Path<'a>>,
    name: &'static str,
}

impl Path<'_> {
    fn join(&self, name: &str) -> String {
        let mut path = name.to_owned();
        let mut place = Some(self);
        while let Some(Path { above, name }) = place {
            if !name.is_empty() {
                path = format!("{name}.{path}");
            }
            place = *above;
        }
        path
    }
}

fn look(path: &Path<'_>, record: &dyn Record, findings: &mut Vec<(String, DriftKind)>) {
    let schema = record.schema();
    for (index, field) in schema.fields.iter().enumerate() {
        match field.kind {
            ValueKind::Constant(known) => match record.get(index) {
                View::Text(text) if known.iter().all(|(name, _)| *name != text) => {
                    findings.push((path.join(field.name), DriftKind::UnknownValue));
                }
                _ => {}
            },
            ValueKind::Link(_) | ValueKind::Record(_) => {
                if let View::Record(inner) = record.get(index) {
                    look(&Path { above: Some(path), name: field.name }, inner, findings);
                }
            }
            ValueKind::List(_) => {
                if let View::List(list) = record.get(index) {
                    let path = Path { above: Some(path), name: field.list_name };
                    for i in 0..list.len() {
                        look(&path, list.at(i), findings);
                    }
                }
            }
            _ => {}
        }
    }
    for name in record.extra().keys() {
        match schema.fields.iter().position(|field| field.name == name) {
            // Kept beside a value that could be read: no drift.
            Some(index) if !matches!(record.get(index), View::Null) => {}
            Some(_) => findings.push((path.join(name), DriftKind::WrongType)),
            None if schema.knows(name) => {}
            None => findings.push((path.join(name), DriftKind::UnknownField)),
        }
    }
}
