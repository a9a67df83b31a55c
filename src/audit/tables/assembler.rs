//! From chunks to tables.

use std::collections::BTreeMap;
use std::mem;
use std::sync::Arc;

use arrow_array::Array;

use super::builder::{Children, Chunk, Columns, Part};
use super::gather::{Source, copy, gather};
use super::layout::Layout;
use super::{BATCH_BYTES, BATCH_ROWS, Tables};
use crate::error::Result;

/// Puts chunks in the order of their places and joins them to batches, while they come: a part that was joined is
/// dropped, so the tables never lie in memory twice.
pub(crate) struct Assembler {
    layout: Arc<Layout>,
    /// Chunks that came before their turn, by their first place.
    waiting: BTreeMap<usize, Chunk>,
    /// Whose turn it is.
    next: usize,
    places: Vec<usize>,
    children: Vec<Children>,
    tables: [Batches; 5],
}

/// Where the row of an input comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Origin {
    /// From the chunks: the row of this place.
    Asked(usize),
    /// From an earlier audit with the same layout: this row of its packages, one that [`Tables::known`] named.
    Known(usize),
}

impl Assembler {
    pub(crate) fn new(layout: Arc<Layout>) -> Self {
        Self {
            layout,
            waiting: BTreeMap::new(),
            next: 0,
            places: Vec::new(),
            children: Vec::new(),
            tables: Default::default(),
        }
    }

    /// Takes a chunk.  Chunks may come in any order; places begin at 0.
    pub(crate) fn add(&mut self, chunk: Chunk) -> Result<()> {
        if let Some(first) = chunk.parts.first().and_then(|part| part.places.first()) {
            self.waiting.insert(*first, chunk);
        }
        while let Some(chunk) = self.waiting.remove(&self.next) {
            self.join(chunk)?;
        }
        Ok(())
    }

    fn join(&mut self, chunk: Chunk) -> Result<()> {
        for Part { places, children, tables } in chunk.parts {
            self.next = places.last().map_or(self.next, |last| last + 1);
            self.places.extend(places);
            self.children.extend(children);
            for (batches, columns) in self.tables.iter_mut().zip(tables) {
                batches.push(columns)?;
            }
        }
        Ok(())
    }

    /// The tables of what was taken.  Without an order that is each place once, ascending; places that are missing
    /// have no rows.
    ///
    /// With an order there is one row in packages for each of its inputs that is there.  The other tables have the rows
    /// of each package once, where it appears first.
    pub(crate) fn finish(mut self, order: Option<&[Origin]>, earlier: Option<&Tables>) -> Result<Tables> {
        for chunk in mem::take(&mut self.waiting).into_values() {
            self.join(chunk)?;
        }
        for batches in &mut self.tables {
            batches.join()?;
        }
        let tables = self.tables.map(|batches| batches.done);
        let asked = Source { tables, children: self.children.into_iter().map(Some).collect() };
        let Some(order) = order else { return Tables::new(self.layout, asked) };

        let asked_rows = asked.children.len();
        let source = match earlier {
            Some(earlier) => asked.join(earlier.source()),
            None => asked,
        };
        let rows = order.iter().filter_map(|origin| match origin {
            Origin::Asked(place) => self.places.binary_search(place).ok(),
            Origin::Known(row) => Some(asked_rows + row).filter(|row| *row < source.children.len()),
        });
        let rows: Vec<_> = rows.collect();
        Tables::new(self.layout, gather(source, &rows)?)
    }
}

/// The columns of a table, in batches.
#[derive(Default)]
struct Batches {
    done: Vec<Columns>,
    /// What will be the next batch.
    parts: Vec<Columns>,
    rows: usize,
    bytes: usize,
}

impl Batches {
    fn push(&mut self, columns: Columns) -> Result<()> {
        let rows = columns.first().map_or(0, Array::len);
        if rows == 0 {
            return Ok(());
        }
        self.rows += rows;
        self.bytes += columns.iter().map(Array::get_buffer_memory_size).sum::<usize>();
        self.parts.push(columns);
        if self.rows >= BATCH_ROWS || self.bytes >= BATCH_BYTES { self.join() } else { Ok(()) }
    }

    fn join(&mut self) -> Result<()> {
        if self.parts.is_empty() {
            return Ok(());
        }
        // Column by column: a part's column is dropped when it was joined.
        let mut parts: Vec<_> = mem::take(&mut self.parts).into_iter().map(Columns::into_iter).collect();
        (self.rows, self.bytes) = (0, 0);
        let mut batch = Columns::new();
        loop {
            let column: Columns = parts.iter_mut().filter_map(Iterator::next).collect();
            if column.is_empty() {
                break;
            }
            let whole: Vec<_> = column.iter().enumerate().map(|(at, part)| (at, 0..part.len())).collect();
            batch.push(copy(&column, &whole)?);
        }
        self.done.push(batch);
        Ok(())
    }
}
