//! One table.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, DictionaryArray, RecordBatch, RecordBatchIterator};
use arrow_schema::SchemaRef;
use arrow_schema::ffi::FFI_ArrowSchema;

use super::bug;
use super::builder::Columns;
use super::cell::{Cell, Cells};
use super::layout::{ColumnKind, TableLayout};
use crate::error::Result;

/// A table in Arrow's format.  A clone shares its memory.
#[derive(Clone, Debug)]
pub struct Table {
    layout: Arc<TableLayout>,
    batches: Vec<RecordBatch>,
}

impl Table {
    /// Gives columns of constants their values, the same to every batch.
    pub(super) fn new(layout: Arc<TableLayout>, batches: Vec<Columns>) -> Result<Self> {
        let values = layout.columns.iter().map(|column| match &column.kind {
            ColumnKind::Constant(dictionary) => Some(dictionary.values()),
            _ => None,
        });
        let values: Vec<_> = values.collect();
        let attach = |(column, values): (ArrayRef, &Option<ArrayRef>)| match values {
            Some(values) => {
                let codes = column.as_primitive::<Int32Type>().clone();
                DictionaryArray::try_new(codes, values.clone()).map(|column| Arc::new(column) as ArrayRef)
            }
            None => Ok(column),
        };
        let batches = batches.into_iter().map(|columns| {
            let columns = columns.into_iter().zip(&values).map(attach).collect::<Result<_, _>>()?;
            RecordBatch::try_new(layout.schema.clone(), columns)
        });
        let batches = batches.collect::<Result<_, _>>().map_err(bug)?;
        Ok(Self { layout, batches })
    }

    /// Its columns, those of constants as codes.
    pub(super) fn columns_with_codes(&self) -> Vec<Columns> {
        let codes = |column: &ArrayRef| match column.as_dictionary_opt::<Int32Type>() {
            Some(column) => Arc::new(column.keys().clone()),
            None => column.clone(),
        };
        self.batches.iter().map(|batch| batch.columns().iter().map(codes).collect()).collect()
    }

    /// Its name, in the plural.
    pub fn name(&self) -> &'static str {
        self.layout.name
    }

    /// The names of its columns.
    pub fn columns(&self) -> impl ExactSizeIterator<Item = &str> {
        self.layout.columns.iter().map(|column| &*column.name)
    }

    /// Its columns' names and kinds.
    pub(crate) fn kinds(&self) -> impl Iterator<Item = (&str, &ColumnKind)> {
        self.layout.columns.iter().map(|column| (&*column.name, &column.kind))
    }

    /// How many rows it has.
    pub fn len(&self) -> usize {
        self.batches.iter().map(RecordBatch::num_rows).sum()
    }

    /// Whether it has no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Its rows, in batches.
    pub fn batches(&self) -> &[RecordBatch] {
        &self.batches
    }

    /// Its schema.
    pub fn schema(&self) -> &SchemaRef {
        &self.layout.schema
    }

    /// Its schema for the Arrow C data interface.
    pub fn ffi_schema(&self) -> Result<FFI_ArrowSchema> {
        FFI_ArrowSchema::try_from(&**self.schema()).map_err(bug)
    }

    /// Its rows for the Arrow C stream interface.  They are shared, not copied.
    pub fn stream(&self) -> FFI_ArrowArrayStream {
        let batches = self.batches.clone().into_iter().map(Ok);
        FFI_ArrowArrayStream::new(Box::new(RecordBatchIterator::new(batches, self.schema().clone())))
    }

    /// The values of the column at a place; none if there is no such column.
    pub fn column(&self, place: usize) -> impl Iterator<Item = Cell<'_>> {
        self.batches.iter().flat_map(move |batch| {
            let column = batch.columns().get(place).zip(self.layout.columns.get(place));
            let cells = column.map(|(array, column)| Cells::new(array, &column.kind));
            cells.into_iter().flat_map(|cells| (0..batch.num_rows()).map(move |row| cells.at(row)))
        })
    }

    /// The columns of one of its batches, to read value by value.
    pub(crate) fn cells<'a>(&'a self, batch: &'a RecordBatch) -> Vec<Cells<'a>> {
        let columns = batch.columns().iter().zip(&self.layout.columns);
        columns.map(|(array, column)| Cells::new(array, &column.kind)).collect()
    }
}
