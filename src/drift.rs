//! Where answers differ from what the vendor documents: new keys, new constants, other types.

use std::collections::BTreeMap;
use std::sync::Mutex;

use crate::guard::lock;
use crate::model::{Record, ValueKind, View, is_no_date};
use crate::secret::Secrets;
use crate::words::words;

/// How many different findings a client keeps, since a server can send any number of keys; others are not counted.
const MOST: usize = 1_000;
/// How many findings are counted in one answer.
const MOST_OF_ONE: u32 = 100_000;
/// A path longer than this, in characters, which only a foreign key can make, is cut.
const LONGEST_PATH: usize = 200;
/// Text beyond this many bytes is not searched for secrets.
const SEARCHED_LENGTH: usize = 16 * LONGEST_PATH;

words! {
    /// The kinds of findings.
    DriftKind {
        /// A key that is not documented.
        UnknownField = "unknown_field",
        /// A constant that is not documented, a text with half a character, or .NET's "no date".
        UnknownValue = "unknown_value",
        /// A value of another JSON type than the documented one.
        WrongType = "wrong_type",
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
    /// Counts what was found in an answer.
    pub(crate) fn add(&self, findings: &Findings) {
        if findings.is_empty() {
            return;
        }
        let mut counts = lock(&self.0);
        for (finding, count) in &findings.counts {
            if counts.len() < MOST || counts.contains_key(finding) {
                *counts.entry(finding.clone()).or_default() += count;
            }
        }
    }

    /// All findings, ordered by path.
    pub(crate) fn list(&self) -> Vec<Drift> {
        let counts = lock(&self.0);
        counts.iter().map(|((path, kind), &count)| Drift { path: path.clone(), kind: *kind, count }).collect()
    }
}

/// What was found in one answer: at most [`MOST`] different findings, ready to be shown.
#[derive(Default)]
pub(crate) struct Findings {
    counts: BTreeMap<(String, DriftKind), u64>,
    /// Whether the texts of the answer can have half a character in them.
    repaired: bool,
    left: u32,
}

impl Findings {
    /// Collects what differs in an answer.  `repaired`: half characters were replaced in it.
    pub(crate) fn of(answer: &dyn Record, repaired: bool) -> Self {
        let mut findings = Self { counts: BTreeMap::new(), repaired, left: MOST_OF_ONE };
        findings.visit(&Path { above: None, name: "", suffix: "" }, answer);
        let found = std::mem::take(&mut findings.counts);
        for ((path, kind), count) in found {
            // An unknown key can be anything, a link too.
            let begin = &path[..path.floor_char_boundary(SEARCHED_LENGTH)];
            let shown = Secrets::default().scrub(begin).chars().take(LONGEST_PATH).collect();
            *findings.counts.entry((shown, kind)).or_default() += count;
        }
        findings
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    fn note(&mut self, path: String, kind: DriftKind) {
        self.left -= 1;
        let finding = (path, kind);
        if self.counts.len() < MOST || self.counts.contains_key(&finding) {
            *self.counts.entry(finding).or_default() += 1;
        }
    }

    /// Whether a value is of the documented type, and yet none that the vendor documents.
    fn is_unknown(&self, kind: ValueKind, view: View<'_>) -> bool {
        match (kind, view) {
            (ValueKind::Constant(known), View::Text(text)) => known.iter().all(|(name, _)| *name != text),
            (ValueKind::Time, View::Text(text)) => self.is_cut(text) || is_no_date(text),
            (_, View::Text(text)) => self.is_cut(text),
            (_, View::Json(json)) => self.repaired && json.text().contains(r"\ufffd"),
            _ => false,
        }
    }

    fn is_cut(&self, text: &str) -> bool {
        self.repaired && text.contains(char::REPLACEMENT_CHARACTER)
    }
}

/// Where a record stands; written out only where something was found, which is hardly ever.
struct Path<'a> {
    above: Option<&'a Path<'a>>,
    name: &'static str,
    /// What stands behind the name: `[]` for a list.
    suffix: &'static str,
}

impl Path<'_> {
    fn join(&self, name: &str) -> String {
        let mut path = name.to_owned();
        let mut place = Some(self);
        while let Some(Path { above, name, suffix }) = place {
            if !name.is_empty() {
                path = format!("{name}{suffix}.{path}");
            }
            place = *above;
        }
        path
    }
}

impl Findings {
    fn visit(&mut self, path: &Path<'_>, record: &dyn Record) {
        let schema = record.schema();
        for (index, field) in schema.fields.iter().enumerate() {
            if self.left == 0 {
                return;
            }
            match record.get(index) {
                View::Record(inner) => self.visit(&Path { above: Some(path), name: field.name, suffix: "" }, inner),
                View::List(list) => {
                    let path = Path { above: Some(path), name: field.name, suffix: "[]" };
                    for i in 0..list.len() {
                        self.visit(&path, list.at(i));
                    }
                }
                view if self.is_unknown(field.kind, view) => self.note(path.join(field.name), DriftKind::UnknownValue),
                _ => {}
            }
        }
        for name in record.extra().keys() {
            if self.left == 0 {
                return;
            }
            match schema.fields.iter().position(|field| field.name == name) {
                // Kept beside a value that could be read: no drift.
                Some(index) if !matches!(record.get(index), View::Null) => {}
                Some(_) => self.note(path.join(name), DriftKind::WrongType),
                None if schema.knows(name) => {}
                None => self.note(path.join(name), DriftKind::UnknownField),
            }
        }
    }
}
