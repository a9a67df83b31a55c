//! Rows in another order.

use std::mem;
use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, StringArray, make_array};
use arrow_data::transform::{Capacities, MutableArrayData};

use super::builder::{Children, Columns};
use super::{BATCH_BYTES, BATCH_ROWS, bug};
use crate::error::Result;

/// Rows to take, and to which package they belong.
pub(super) struct Source {
    pub(super) tables: [Vec<Columns>; 5],
    /// For each row of packages; `None` where it repeats an earlier one, to which the other tables' rows belong.
    pub(super) children: Vec<Option<Children>>,
}

impl Source {
    /// The rows of both, one after the other.
    pub(super) fn join(mut self, other: Self) -> Self {
        for (table, batches) in self.tables.iter_mut().zip(other.tables) {
            table.extend(batches);
        }
        self.children.extend(other.children);
        self
    }
}

/// These rows of packages, in this order, and the rows of the other tables that belong to them.
pub(super) fn gather(source: Source, rows: &[usize]) -> Result<Source> {
    let mut starts = Vec::with_capacity(source.children.len());
    let mut start = [0; 4];
    for children in &source.children {
        starts.push(start);
        for (start, children) in start.iter_mut().zip(children.unwrap_or_default()) {
            *start += children as usize;
        }
    }

    let mut seen = vec![false; source.children.len()];
    let mut children = Vec::with_capacity(rows.len());
    let mut child_rows: [Vec<usize>; 4] = Default::default();
    for row in rows {
        let first = if mem::replace(&mut seen[*row], true) { None } else { source.children[*row] };
        children.push(first);
        for ((rows, start), children) in child_rows.iter_mut().zip(starts[*row]).zip(first.unwrap_or_default()) {
            rows.extend(start..start + children as usize);
        }
    }

    let [packages, documents, signers, revisions, videos] = source.tables;
    let [document_rows, signer_rows, revision_rows, video_rows] = child_rows;
    let tables = [
        gather_table(packages, rows)?,
        gather_table(documents, &document_rows)?,
        gather_table(signers, &signer_rows)?,
        gather_table(revisions, &revision_rows)?,
        gather_table(videos, &video_rows)?,
    ];
    Ok(Source { tables, children })
}

/// These rows, in this order.
pub(super) fn gather_table(source: Vec<Columns>, rows: &[usize]) -> Result<Vec<Columns>> {
    let mut starts = Vec::with_capacity(source.len());
    let mut total = 0;
    for batch in &source {
        starts.push(total);
        total += batch.first().map_or(0, Array::len);
    }
    if rows.iter().copied().eq(0..total) {
        return Ok(source);
    }
    let rows = rows.iter().map(|row| {
        let batch = starts.partition_point(|start| start <= row) - 1;
        (batch, row - starts[batch])
    });
    let rows: Vec<_> = rows.collect();
    let groups = groups(&source, &rows);

    // Column by column: a source is dropped when its column is done.
    let mut source: Vec<_> = source.into_iter().map(Columns::into_iter).collect();
    let mut batches = vec![Columns::new(); groups.len()];
    loop {
        let column: Columns = source.iter_mut().filter_map(Iterator::next).collect();
        if column.is_empty() {
            return Ok(batches);
        }
        for (batch, group) in batches.iter_mut().zip(&groups) {
            batch.push(copy(&column, &runs(&rows[group.clone()]))?);
        }
    }
}

/// Rows that follow each other in one batch, as one range.
fn runs(rows: &[(usize, usize)]) -> Vec<(usize, Range<usize>)> {
    let follows = |one: &(usize, usize), next: &(usize, usize)| one.0 == next.0 && one.1 + 1 == next.1;
    rows.chunk_by(follows).map(|run| (run[0].0, run[0].1..run[0].1 + run.len())).collect()
}

/// These ranges of a column's arrays, as one array.
///
/// Arrow's kernels for this (`arrow_select`) also know the types that no table has: half a megabyte of machine code.
pub(super) fn copy(column: &[ArrayRef], runs: &[(usize, Range<usize>)]) -> Result<ArrayRef> {
    let arrays: Vec<_> = column.iter().map(Array::to_data).collect();
    let rows = runs.iter().map(|(_, range)| range.len()).sum();
    let bytes = |(at, range): &(usize, Range<usize>)| {
        let offsets = column[*at].as_string_opt::<i32>()?.value_offsets();
        usize::try_from(offsets[range.end] - offsets[range.start]).ok()
    };
    let capacity = match runs.iter().map(bytes).sum() {
        Some(bytes) => Capacities::Binary(rows, Some(bytes)),
        None => Capacities::Array(rows),
    };
    let mut copy = MutableArrayData::try_with_capacities(arrays.iter().collect(), false, capacity).map_err(bug)?;
    for (at, range) in runs {
        copy.try_extend(*at, range.start, range.end).map_err(bug)?;
    }
    let mut array = make_array(copy.freeze());
    array.shrink_to_fit();
    Ok(array)
}

/// Divides rows into batches.
fn groups(source: &[Columns], rows: &[(usize, usize)]) -> Vec<Range<usize>> {
    let texts: Vec<Vec<&StringArray>> =
        source.iter().map(|batch| batch.iter().filter_map(|column| column.as_string_opt()).collect()).collect();
    let mut groups = Vec::new();
    let (mut start, mut bytes) = (0, 0);
    for (at, (batch, row)) in rows.iter().enumerate() {
        bytes += texts[*batch].iter().map(|text| text.value(*row).len()).sum::<usize>();
        if at + 1 - start == BATCH_ROWS || bytes >= BATCH_BYTES || at + 1 == rows.len() {
            groups.push(start..at + 1);
            (start, bytes) = (at + 1, 0);
        }
    }
    groups
}
