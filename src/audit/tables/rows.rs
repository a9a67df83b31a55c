//! Tables of other rows than those of an audit.

use std::sync::Arc;

use super::BATCH_ROWS;
use super::builder::Columns;
use super::column::{ColumnBuilder, Cursor};
use super::layout::{Column, ColumnKind, Pii, TableLayout};
use super::table::Table;
use crate::error::Result;
use crate::model::View;

/// A table that grows by rows.
pub(crate) struct Rows {
    layout: Arc<TableLayout>,
    columns: Vec<ColumnBuilder>,
    batches: Vec<Columns>,
    in_batch: usize,
}

/// What a column of such a table holds.
#[derive(Clone, Copy)]
pub(crate) enum Holds {
    Text,
    Integer,
    Flag,
    /// An instant, given as text.
    Time,
}

impl Rows {
    /// No rows yet.
    pub(crate) fn new(name: &'static str, columns: &[(&str, Holds)]) -> Self {
        let column = |(name, holds): &(&str, Holds)| {
            let kind = match holds {
                Holds::Text => ColumnKind::Text,
                Holds::Integer => ColumnKind::Integer,
                Holds::Flag => ColumnKind::Flag,
                Holds::Time => ColumnKind::Time,
            };
            Column::new(*name, kind, "")
        };
        let layout = TableLayout::of(name, columns.iter().map(column).collect(), Vec::new(), Vec::new());
        let columns = builders(&layout);
        Self { layout: Arc::new(layout), columns, batches: Vec::new(), in_batch: 0 }
    }

    /// One more row, with a value for each column.
    pub(crate) fn push(&mut self, values: &[View<'_>]) {
        let mut row = Cursor::new(&mut self.columns);
        for value in values {
            row.put(*value);
        }
        self.in_batch += 1;
        if self.in_batch == BATCH_ROWS {
            self.end_batch();
        }
    }

    fn end_batch(&mut self) {
        let columns = std::mem::replace(&mut self.columns, builders(&self.layout));
        self.batches.push(columns.into_iter().map(ColumnBuilder::finish).collect());
        self.in_batch = 0;
    }

    /// The table.
    pub(crate) fn finish(mut self) -> Result<Table> {
        if self.in_batch > 0 {
            self.end_batch();
        }
        Table::new(self.layout, self.batches)
    }
}

/// For so many rows there is room at the beginning.
const ROWS: usize = 256;

fn builders(layout: &TableLayout) -> Vec<ColumnBuilder> {
    layout.columns.iter().map(|column| ColumnBuilder::new(column, &Pii::shown(), ROWS)).collect()
}
