//! The tables of an audit, in Arrow's format.
//!
//! Five tables belong together by `package_id`: packages, with one row for every input, and documents, signers,
//! revisions and videos, with the rows of each package once.  Their columns come from the schemas of the model, and do
//! not depend on what the server sends.

mod assembler;
mod builder;
mod cell;
mod column;
mod dictionary;
mod gather;
mod layout;
#[cfg(feature = "cleanup")]
mod rows;
mod section;
mod table;
#[cfg(test)]
mod tests;

use std::fmt;
use std::sync::Arc;

use arrow_array::Array;
use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;

pub(crate) use assembler::{Assembler, Origin};
pub(crate) use builder::{Builder, Chunk};
use builder::{Children, Columns};
pub use cell::Cell;
use gather::{Source, gather_table};
pub(crate) use layout::ColumnKind;
use layout::PACKAGES;
pub use layout::{Layout, Pii};
#[cfg(feature = "cleanup")]
pub(crate) use rows::{Holds, Rows};
pub use table::Table;

use crate::error::{Error, Result};

/// A batch is full with so many rows,
const BATCH_ROWS: usize = 8_192;
/// or so many bytes.
const BATCH_BYTES: usize = 32 << 20;

/// The tables of an audit.
#[derive(Clone, Debug)]
pub struct Tables {
    layout: Arc<Layout>,
    children: Vec<Option<Children>>,
    /// One row for every input, in the order of the inputs: its data or its error.
    pub packages: Table,
    /// The documents of the packages.
    pub documents: Table,
    /// The signers of the packages.
    pub signers: Table,
    /// The revisions of the documents.
    pub revisions: Table,
    /// The videos of the packages; empty if they were not requested.
    pub videos: Table,
    /// The rows of packages that are errors, with the columns about them.
    pub errors: Table,
}

impl Tables {
    /// Tables without rows.
    pub fn empty(layout: Arc<Layout>) -> Result<Self> {
        Assembler::new(layout).finish(None, None)
    }

    fn new(layout: Arc<Layout>, source: Source) -> Result<Self> {
        let Source { tables, children } = source;
        let failure = layout.tables[PACKAGES].failure();
        let failures = tables[PACKAGES].iter().map(|columns| [&columns[..1], &columns[failure..]].concat());
        let failures: Vec<Columns> = failures.collect();
        let failed = failures.iter().flat_map(|columns| (0..columns[1].len()).map(|row| columns[1].is_valid(row)));
        let rows: Vec<_> = failed.enumerate().filter(|(_, failed)| *failed).map(|(row, _)| row).collect();
        let errors = Table::new(layout.errors.clone(), gather_table(failures, &rows)?)?;

        let [packages, documents, signers, revisions, videos] = tables;
        let table = |place: usize, batches| Table::new(layout.tables[place].clone(), batches);
        Ok(Self {
            packages: table(layout::PACKAGES, packages)?,
            documents: table(layout::DOCUMENTS, documents)?,
            signers: table(layout::SIGNERS, signers)?,
            revisions: table(layout::REVISIONS, revisions)?,
            videos: table(layout::VIDEOS, videos)?,
            errors,
            children,
            layout,
        })
    }

    fn source(&self) -> Source {
        let tables = [&self.packages, &self.documents, &self.signers, &self.revisions, &self.videos];
        Source { tables: tables.map(Table::columns_with_codes), children: self.children.clone() }
    }

    /// What settles their columns; an audit that continues this one needs the same.
    pub fn layout(&self) -> &Arc<Layout> {
        &self.layout
    }

    /// All of them, errors last.
    pub fn iter(&self) -> impl Iterator<Item = &Table> {
        [&self.packages, &self.documents, &self.signers, &self.revisions, &self.videos, &self.errors].into_iter()
    }

    /// The packages with data: their ids, each once, and their rows in packages.
    pub(crate) fn known(&self) -> impl Iterator<Item = (&str, usize)> {
        let batches = self.packages.batches().iter();
        let (id, kind) = (0, self.layout.tables[PACKAGES].failure());
        let rows = batches.flat_map(move |batch| {
            let ids = batch.column(id).as_string::<i32>().iter();
            let kinds = batch.column(kind).as_dictionary::<Int32Type>();
            ids.enumerate().map(|(row, id)| id.filter(|_| kinds.is_null(row)))
        });
        let rows = rows.enumerate().zip(&self.children);
        rows.filter_map(|((row, id), children)| children.and(id).map(|id| (id, row)))
    }
}

/// What cannot be unless there is a mistake in this module.
fn bug(error: impl fmt::Display) -> Error {
    Error::internal(&format!("tables: {error}"))
}
