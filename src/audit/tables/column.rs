//! Columns that grow.

use std::slice;
use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, DurationMicrosecondBuilder, Int32Builder, Int64Builder, ListBuilder, StringBuilder,
    TimestampMicrosecondBuilder,
};
use arrow_array::{Array, ArrayRef};
use ring::hmac;

use super::dictionary::Dictionary;
use super::layout::{Column, ColumnKind, Pii};
use crate::model::{self, View};

/// The end of what one array of texts can hold.
const MOST_BYTES: usize = i32::MAX as usize;

/// A column that grows.  Of constants it holds the codes.
pub(super) enum ColumnBuilder {
    Text(StringBuilder),
    /// Texts of which only a keyed hash is kept.
    Hash(StringBuilder, Arc<hmac::Key>),
    Constant(Int32Builder, Arc<Dictionary>),
    Integer(Int64Builder),
    Count(Int32Builder),
    Flag(BooleanBuilder),
    Time(TimestampMicrosecondBuilder),
    Duration(DurationMicrosecondBuilder),
    /// Boxed, so that it does not make all of them larger.
    Texts(Box<ListBuilder<StringBuilder>>),
}

impl ColumnBuilder {
    /// With room for so many rows.
    pub(super) fn new(column: &Column, pii: &Pii, rows: usize) -> Self {
        let text = || StringBuilder::with_capacity(rows, 0);
        match (&column.kind, pii.key()) {
            (ColumnKind::Personal, Some(key)) => Self::Hash(text(), key.clone()),
            (ColumnKind::Text | ColumnKind::Personal | ColumnKind::Json, _) => Self::Text(text()),
            (ColumnKind::Constant(dictionary), _) => {
                Self::Constant(Int32Builder::with_capacity(rows), dictionary.clone())
            }
            (ColumnKind::Integer, _) => Self::Integer(Int64Builder::with_capacity(rows)),
            (ColumnKind::Count, _) => Self::Count(Int32Builder::with_capacity(rows)),
            (ColumnKind::Flag, _) => Self::Flag(BooleanBuilder::with_capacity(rows)),
            (ColumnKind::Time, _) => Self::Time(TimestampMicrosecondBuilder::with_capacity(rows).with_timezone("UTC")),
            (ColumnKind::Duration, _) => Self::Duration(DurationMicrosecondBuilder::with_capacity(rows)),
            (ColumnKind::Texts, _) => Self::Texts(ListBuilder::with_capacity(text(), rows).into()),
        }
    }

    /// One more row.  What the column cannot hold is null in it.
    fn append(&mut self, view: View<'_>) {
        let text = match view {
            View::Text(text) => Some(text),
            View::Json(json) => Some(json.text()),
            _ => None,
        };
        let number = if let View::Integer(number) = view { Some(number) } else { None };
        match self {
            Self::Text(column) => append_text(column, text),
            Self::Hash(column, key) => match text {
                Some(text) if !text.is_empty() => append_text(column, Some(&hash(key, text))),
                text => append_text(column, text),
            },
            Self::Constant(column, dictionary) => column.append_option(text.and_then(|text| dictionary.code(text))),
            Self::Integer(column) => column.append_option(number),
            Self::Count(column) => column.append_option(number.and_then(|number| i32::try_from(number).ok())),
            Self::Flag(column) => column.append_option(if let View::Flag(flag) = view { Some(flag) } else { None }),
            Self::Time(column) => column.append_option(text.and_then(model::unix_us)),
            Self::Duration(column) => column.append_option(text.and_then(model::duration_us)),
            Self::Texts(column) => column.append_null(),
        }
    }

    fn append_texts(&mut self, texts: Option<&[&str]>) {
        match self {
            Self::Texts(column) => column.append_option(texts.map(|texts| texts.iter().copied().map(Some))),
            other => other.append(View::Null),
        }
    }

    pub(super) fn finish(self) -> ArrayRef {
        let mut array: ArrayRef = match self {
            Self::Text(mut column) | Self::Hash(mut column, _) => Arc::new(column.finish()),
            Self::Constant(mut column, _) | Self::Count(mut column) => Arc::new(column.finish()),
            Self::Integer(mut column) => Arc::new(column.finish()),
            Self::Flag(mut column) => Arc::new(column.finish()),
            Self::Time(mut column) => Arc::new(column.finish()),
            Self::Duration(mut column) => Arc::new(column.finish()),
            Self::Texts(mut column) => Arc::new(column.finish()),
        };
        array.shrink_to_fit();
        array
    }
}

fn append_text(column: &mut StringBuilder, text: Option<&str>) {
    column.append_option(text.filter(|text| text.len() <= MOST_BYTES - column.values_slice().len()));
}

fn hash(key: &hmac::Key, text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = |byte: &u8| [byte >> 4, byte & 15].map(|digit| char::from(DIGITS[usize::from(digit)]));
    hmac::sign(key, text.as_bytes()).as_ref()[..16].iter().flat_map(digits).collect()
}

/// Fills the columns of a row from left to right.
pub(super) struct Cursor<'a> {
    columns: slice::IterMut<'a, ColumnBuilder>,
    /// How many bytes of text it filled in.
    pub(super) bytes: usize,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(columns: &'a mut [ColumnBuilder]) -> Self {
        Self { columns: columns.iter_mut(), bytes: 0 }
    }

    /// The next column's value.
    pub(super) fn put(&mut self, view: View<'_>) {
        self.bytes += match view {
            View::Text(text) => text.len(),
            View::Json(json) => json.text().len(),
            _ => 0,
        };
        if let Some(column) = self.columns.next() {
            column.append(view);
        }
    }

    /// The next column's value, a list.
    pub(super) fn put_texts(&mut self, texts: Option<&[&str]>) {
        self.bytes += texts.into_iter().flatten().map(|text| text.len()).sum::<usize>();
        if let Some(column) = self.columns.next() {
            column.append_texts(texts);
        }
    }

    /// Leaves so many columns null.
    pub(super) fn skip(&mut self, columns: usize) {
        for column in self.columns.by_ref().take(columns) {
            column.append(View::Null);
        }
    }
}
