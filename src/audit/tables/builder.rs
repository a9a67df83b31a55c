//! From rows to columns.

use std::mem;
use std::sync::Arc;

use arrow_array::ArrayRef;

use super::BATCH_BYTES;
use super::column::{ColumnBuilder, Cursor};
use super::layout::{DOCUMENTS, Layout, PACKAGES, REVISIONS, SIGNERS, TableLayout, VIDEOS};
use super::section::{Failure, Section};
use crate::audit::facts::Facts;
use crate::audit::{Found, Row};
use crate::error::Error;
use crate::model::{Record, ValueKind, View};

/// So many rows of the other tables belong to a package: documents, signers, revisions, videos.
pub(super) type Children = [u32; 4];

/// Columns of equal length; those of constants are still codes.
pub(super) type Columns = Vec<ArrayRef>;

/// Makes rows into columns.
pub(crate) struct Builder {
    layout: Arc<Layout>,
    as_of_us: i64,
    /// How many packages are expected.
    expected: usize,
    tables: [Vec<ColumnBuilder>; 5],
    places: Vec<usize>,
    children: Vec<Children>,
    /// So many bytes of text lie in the columns.
    bytes: usize,
    parts: Vec<Part>,
}

/// What a [`Builder`] made: the rows of some inputs, in the order in which they were pushed.
#[derive(Debug)]
pub(crate) struct Chunk {
    pub(super) parts: Vec<Part>,
}

#[derive(Debug)]
pub(super) struct Part {
    pub(super) places: Vec<usize>,
    pub(super) children: Vec<Children>,
    pub(super) tables: [Columns; 5],
}

impl Builder {
    /// Begins with no rows and room for so many packages; the facts will be those of an instant, in microseconds since
    /// 1970-01-01T00:00:00Z.
    pub(crate) fn new(layout: Arc<Layout>, as_of_us: i64, expected: usize) -> Self {
        let tables = columns(&layout, expected);
        Self {
            layout,
            as_of_us,
            expected,
            tables,
            places: Vec::new(),
            children: Vec::new(),
            bytes: 0,
            parts: Vec::new(),
        }
    }

    /// Adds the row of the input at a place.  Places must ascend.
    pub(crate) fn push(&mut self, place: usize, row: &Row) {
        let package_id = text(row.package_id.as_deref());
        let children = match &row.outcome {
            Ok(found) => self.push_found(package_id, found, row.attempts),
            Err(error) => {
                self.push_error(package_id, error, row.attempts);
                Children::default()
            }
        };
        self.places.push(place);
        self.children.push(children);
        // An array of texts ends at 2 GiB, but answers can be of any size.
        if self.bytes >= BATCH_BYTES {
            self.close_part();
        }
    }

    fn push_error(&mut self, package_id: View<'_>, error: &Error, attempts: u32) {
        let mut row = Cursor::new(&mut self.tables[PACKAGES]);
        row.put(package_id);
        row.skip(self.layout.tables[PACKAGES].failure() - 1);
        let failure = Failure {
            error_kind: Some(error.kind()),
            error_code: error.api_code(),
            http_status: error.http_status().map(i32::from),
            error_message: Some(error.message()),
            attempts: i32::try_from(attempts).ok(),
        };
        failure.put(&mut row);
        self.bytes += row.bytes;
    }

    fn push_found(&mut self, package_id: View<'_>, found: &Found, attempts: u32) -> Children {
        let facts = Facts::of(found, self.as_of_us);
        let (layout, tables, bytes) = (&self.layout, &mut self.tables, &mut self.bytes);
        let mut rows = [0; 5];
        let mut push = |table: usize, keys: &[View<'_>], record: &dyn Record, sections: &[&dyn Section]| {
            let mut row = Cursor::new(&mut tables[table]);
            for key in keys {
                row.put(*key);
            }
            put_fields(&mut row, &layout.tables[table], record);
            for section in sections {
                section.put(&mut row);
            }
            put_links(&mut row, &layout.tables[table], record);
            *bytes += row.bytes;
            rows[table] += 1;
        };

        let attempts = Failure { attempts: i32::try_from(attempts).ok(), ..Failure::default() };
        push(PACKAGES, &[package_id], &found.status, &[&facts.package, &attempts]);
        for (document, facts) in found.status.documents.iter().flatten().zip(&facts.documents) {
            push(DOCUMENTS, &[package_id], document, &[facts]);
            let document_id = text(document.document_id.as_deref());
            for revision in document.revisions.iter().flatten() {
                push(REVISIONS, &[package_id, document_id], revision, &[]);
            }
        }
        for (signer, facts) in found.status.signers.iter().flatten().zip(&facts.signers) {
            push(SIGNERS, &[package_id], signer, &[facts]);
        }
        for (video, facts) in found.videos.iter().flatten().zip(&facts.videos) {
            push(VIDEOS, &[package_id], video, &[facts]);
        }
        let [_, children @ ..] = rows;
        children
    }

    /// Gives away what was pushed.
    pub(crate) fn finish(mut self) -> Chunk {
        self.close_part();
        Chunk { parts: self.parts }
    }

    fn close_part(&mut self) {
        if self.places.is_empty() {
            return;
        }
        let tables = mem::replace(&mut self.tables, columns(&self.layout, self.expected));
        let tables = tables.map(|columns| columns.into_iter().map(ColumnBuilder::finish).collect());
        let (places, children) = (mem::take(&mut self.places), mem::take(&mut self.children));
        self.bytes = 0;
        self.parts.push(Part { places, children, tables });
    }
}

fn columns(layout: &Layout, rows: usize) -> [Vec<ColumnBuilder>; 5] {
    layout
        .tables
        .each_ref()
        .map(|table| table.columns.iter().map(|column| ColumnBuilder::new(column, &layout.pii, rows)).collect())
}

fn text(text: Option<&str>) -> View<'_> {
    text.map_or(View::Null, View::Text)
}

fn put_fields(row: &mut Cursor<'_>, table: &TableLayout, record: &dyn Record) {
    for place in &table.fields {
        row.put(record.get(*place));
    }
}

fn put_links(row: &mut Cursor<'_>, table: &TableLayout, record: &dyn Record) {
    for place in &table.links {
        match (record.schema().fields[*place].kind, record.get(*place)) {
            (ValueKind::Link(_), view) => {
                // The whole object, or mere text.
                let (link, token) = match view {
                    View::Record(link) => (named(link, "link"), named(link, "token")),
                    text => (text, View::Null),
                };
                row.put(link);
                row.put(token);
            }
            // Writing to memory cannot fail, and every key is a string.
            (_, list @ View::List(_)) => row.put(text(serde_json::to_string(&list).ok().as_deref())),
            (_, view) => row.put(view),
        }
    }
}

/// The value of the field with this wire name.
fn named<'a>(record: &'a dyn Record, name: &str) -> View<'a> {
    let place = record.schema().fields.iter().position(|field| field.name == name);
    place.map_or(View::Null, |place| record.get(place))
}
