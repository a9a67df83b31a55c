//! Which columns the tables have.

use std::fmt;
use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};
use ring::hmac;

use super::dictionary::Dictionary;
use super::section::{Failure, Section};
use crate::audit::facts::{DocumentFacts, PackageFacts, SignerFacts, VideoFacts};
use crate::model::{self, Document, FieldInfo, Link, PackageStatus, Revision, Signer, ValueKind, Video};

/// The places of the tables in whatever holds one of each.
pub(super) const PACKAGES: usize = 0;
pub(super) const DOCUMENTS: usize = 1;
pub(super) const SIGNERS: usize = 2;
pub(super) const REVISIONS: usize = 3;
pub(super) const VIDEOS: usize = 4;

/// What becomes of names, addresses and numbers of persons.
#[derive(Clone, Default)]
pub struct Pii(Option<Arc<hmac::Key>>);

impl Pii {
    /// They are shown.
    pub fn shown() -> Self {
        Self(None)
    }

    /// Each is replaced by the first 16 bytes, in hexadecimal digits, of HMAC-SHA256 of its text.
    /// Equal texts stay equal, also between audits with the same key.  An empty text stays empty.
    pub fn hashed(key: &[u8]) -> Self {
        Self(Some(hmac::Key::new(hmac::HMAC_SHA256, key).into()))
    }

    pub(super) fn key(&self) -> Option<&Arc<hmac::Key>> {
        self.0.as_ref()
    }
}

impl fmt::Debug for Pii {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.0.is_some() { "hashed" } else { "shown" })
    }
}

/// Settles the columns of all tables.  It does not depend on any answer.
///
/// Audits that share a layout also share its dictionaries: one that continues another needs the layout of that one.
#[derive(Debug)]
pub struct Layout {
    pub(super) tables: [Arc<TableLayout>; 5],
    pub(super) errors: Arc<TableLayout>,
    pub(super) pii: Pii,
}

impl Layout {
    /// The layout with or without what opens something without a login: signing links, tokens, URLs of videos.
    pub fn new(include_links: bool, pii: Pii) -> Self {
        let table = |name, keys: &[_], record, sections| TableLayout::new(name, keys, record, sections, include_links);
        let package = &["packageId"];
        let packages = [PackageFacts::columns(), Failure::columns()].concat();
        let tables = [
            table("packages", package, PackageStatus::SCHEMA, packages),
            table("documents", package, Document::SCHEMA, DocumentFacts::columns()),
            table("signers", package, Signer::SCHEMA, SignerFacts::columns()),
            table("revisions", &["packageId", "documentId"], Revision::SCHEMA, Vec::new()),
            table("videos", package, Video::SCHEMA, VideoFacts::columns()),
        ];
        let mut columns = vec![tables[PACKAGES].columns[0].clone()];
        // The same columns as in packages, with the same dictionary.
        columns.extend_from_slice(&tables[PACKAGES].columns[tables[PACKAGES].failure()..]);
        let errors = TableLayout::of("errors", columns, Vec::new(), Vec::new());
        Self { tables: tables.map(Arc::new), errors: Arc::new(errors), pii }
    }
}

/// Settles the columns of one table: keys of the parents, fields, facts, links.
#[derive(Debug)]
pub(crate) struct TableLayout {
    pub(crate) name: &'static str,
    pub(crate) columns: Vec<Column>,
    pub(crate) schema: SchemaRef,
    /// The record's fields that have a column, by their place in its schema.
    pub(super) fields: Vec<usize>,
    /// The record's links, likewise; their columns are the table's last ones.
    pub(super) links: Vec<usize>,
}

impl TableLayout {
    fn new(
        name: &'static str,
        keys: &[&'static str],
        record: &'static model::Schema,
        sections: Vec<Column>,
        include_links: bool,
    ) -> Self {
        let places = |wanted: &dyn Fn(&FieldInfo) -> bool| {
            let fields = record.fields.iter().enumerate();
            fields.filter(|(_, field)| wanted(field)).map(|(place, _)| place).collect::<Vec<_>>()
        };
        let fields = places(&|field| {
            !keys.contains(&field.name) && !is_link(field) && !matches!(field.kind, ValueKind::List(_))
        });
        let mut links = if include_links { places(&is_link) } else { Vec::new() };
        links.sort_by_key(|place| matches!(record.fields[*place].kind, ValueKind::List(_)));

        let key = |key: &&'static str| {
            let doc = if *key == "packageId" { "The package, as it was given." } else { "The document." };
            Column::new(snake_case(key), ColumnKind::Text, doc)
        };
        let mut columns: Vec<_> = keys.iter().map(key).collect();
        columns.extend(fields.iter().map(|place| field_column(&record.fields[*place])));
        columns.extend(sections);
        for place in &links {
            let field = &record.fields[*place];
            columns.push(field_column(field));
            if let ValueKind::Link(_) = field.kind {
                columns.push(Column::new(
                    snake_case(field.name) + "_token",
                    ColumnKind::Text,
                    "The token of that link.",
                ));
            }
        }
        Self::of(name, columns, fields, links)
    }

    pub(super) fn of(name: &'static str, columns: Vec<Column>, fields: Vec<usize>, links: Vec<usize>) -> Self {
        let schema = columns.iter().map(|column| Field::new(&column.name, column.kind.data_type(), true));
        let schema = Arc::new(Schema::new(schema.collect::<Vec<_>>()));
        Self { name, columns, schema, fields, links }
    }

    /// Where the columns about a failure begin; packages end with them.
    pub(super) fn failure(&self) -> usize {
        self.columns.len() - Failure::columns().len()
    }
}

/// One column of a table.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    pub(crate) name: String,
    pub(crate) kind: ColumnKind,
    /// What it tells, for `docs/audit.md`; empty of a fact.
    #[cfg_attr(not(test), expect(dead_code, reason = "the page is written by a test"))]
    pub(crate) doc: &'static str,
}

impl Column {
    pub(super) fn new(name: impl Into<String>, kind: ColumnKind, doc: &'static str) -> Self {
        Self { name: name.into(), kind, doc }
    }
}

/// What a column holds.
#[derive(Clone, Debug)]
pub(crate) enum ColumnKind {
    Text,
    /// Text about a person.
    Personal,
    /// JSON as text.
    Json,
    Constant(Arc<Dictionary>),
    Integer,
    /// A number of things.
    Count,
    Flag,
    Time,
    Duration,
    /// A list of texts.
    Texts,
}

impl ColumnKind {
    pub(super) fn constant(known: &'static [(&'static str, i32)]) -> Self {
        Self::Constant(Dictionary::new(known.iter().map(|(text, _)| *text)))
    }

    fn data_type(&self) -> DataType {
        match self {
            Self::Text | Self::Personal | Self::Json => DataType::Utf8,
            Self::Constant(_) => DataType::Dictionary(DataType::Int32.into(), DataType::Utf8.into()),
            Self::Integer => DataType::Int64,
            Self::Count => DataType::Int32,
            Self::Flag => DataType::Boolean,
            Self::Time => DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())),
            Self::Duration => DataType::Duration(TimeUnit::Microsecond),
            Self::Texts => DataType::List(Field::new_list_field(DataType::Utf8, true).into()),
        }
    }
}

/// Whether a field opens something without a login, or says nothing without one that does.
fn is_link(field: &FieldInfo) -> bool {
    match field.kind {
        ValueKind::Secret | ValueKind::Link(_) => true,
        ValueKind::List(of) => of.id == Link::SCHEMA.id,
        ValueKind::Time => field.name == "timeUrlExpires",
        _ => false,
    }
}

fn field_column(field: &FieldInfo) -> Column {
    let kind = match field.kind {
        ValueKind::Text | ValueKind::Secret | ValueKind::Link(_) => ColumnKind::Text,
        ValueKind::Personal => ColumnKind::Personal,
        ValueKind::Integer => ColumnKind::Integer,
        ValueKind::Flag => ColumnKind::Flag,
        ValueKind::Time => ColumnKind::Time,
        ValueKind::Duration => ColumnKind::Duration,
        ValueKind::Constant(known) => ColumnKind::constant(known),
        ValueKind::Json | ValueKind::Record(_) | ValueKind::List(_) => ColumnKind::Json,
    };
    Column::new(snake_case(field.name), kind, field.doc)
}

fn snake_case(camel_case: &str) -> String {
    let mut name = String::new();
    for c in camel_case.chars() {
        if c.is_ascii_uppercase() {
            name.push('_');
        }
        name.push(c.to_ascii_lowercase());
    }
    name
}
