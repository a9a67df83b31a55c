//! Values, one by one.

use arrow_array::cast::AsArray;
use arrow_array::types::{DurationMicrosecondType, Int32Type, Int64Type, TimestampMicrosecondType};
use arrow_array::{
    Array, ArrayRef, BooleanArray, DurationMicrosecondArray, Int32Array, Int64Array, ListArray, StringArray,
    TimestampMicrosecondArray,
};

use super::layout::ColumnKind;

/// A value of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Nothing was sent, or it cannot be known.
    Null,
    /// Text.
    Text(&'a str),
    /// JSON as text.
    Json(&'a str),
    /// A whole number.
    Integer(i64),
    /// True or false.
    Flag(bool),
    /// An instant, in microseconds since 1970-01-01T00:00:00Z.
    Time(i64),
    /// A length of time, in microseconds.
    Duration(i64),
    /// A list of texts.
    Texts(Vec<&'a str>),
}

/// A column of a batch.
pub(crate) enum Cells<'a> {
    Text(&'a StringArray),
    Json(&'a StringArray),
    Constant(&'a Int32Array, &'a StringArray),
    Integer(&'a Int64Array),
    Count(&'a Int32Array),
    Flag(&'a BooleanArray),
    Time(&'a TimestampMicrosecondArray),
    Duration(&'a DurationMicrosecondArray),
    Texts(&'a ListArray),
}

impl<'a> Cells<'a> {
    pub(crate) fn new(column: &'a ArrayRef, kind: &ColumnKind) -> Self {
        match kind {
            ColumnKind::Text | ColumnKind::Personal => Self::Text(column.as_string()),
            ColumnKind::Json => Self::Json(column.as_string()),
            ColumnKind::Constant(_) => {
                let column = column.as_dictionary::<Int32Type>();
                Self::Constant(column.keys(), column.values().as_string())
            }
            ColumnKind::Integer => Self::Integer(column.as_primitive::<Int64Type>()),
            ColumnKind::Count => Self::Count(column.as_primitive::<Int32Type>()),
            ColumnKind::Flag => Self::Flag(column.as_boolean()),
            ColumnKind::Time => Self::Time(column.as_primitive::<TimestampMicrosecondType>()),
            ColumnKind::Duration => Self::Duration(column.as_primitive::<DurationMicrosecondType>()),
            ColumnKind::Texts => Self::Texts(column.as_list()),
        }
    }

    fn array(&self) -> &'a dyn Array {
        match *self {
            Self::Text(column) | Self::Json(column) => column,
            Self::Constant(column, _) | Self::Count(column) => column,
            Self::Integer(column) => column,
            Self::Flag(column) => column,
            Self::Time(column) => column,
            Self::Duration(column) => column,
            Self::Texts(column) => column,
        }
    }

    pub(crate) fn at(&self, row: usize) -> Cell<'a> {
        if self.array().is_null(row) {
            return Cell::Null;
        }
        match *self {
            Self::Text(column) => Cell::Text(column.value(row)),
            Self::Json(column) => Cell::Json(column.value(row)),
            #[expect(clippy::cast_sign_loss, reason = "a code is the place of its value")]
            Self::Constant(codes, values) => Cell::Text(values.value(codes.value(row) as usize)),
            Self::Integer(column) => Cell::Integer(column.value(row)),
            Self::Count(column) => Cell::Integer(column.value(row).into()),
            Self::Flag(column) => Cell::Flag(column.value(row)),
            Self::Time(column) => Cell::Time(column.value(row)),
            Self::Duration(column) => Cell::Duration(column.value(row)),
            Self::Texts(column) => {
                let offsets = column.value_offsets();
                let texts: &StringArray = column.values().as_string();
                #[expect(clippy::cast_sign_loss, reason = "offsets are places")]
                Cell::Texts((offsets[row]..offsets[row + 1]).map(|at| texts.value(at as usize)).collect())
            }
        }
    }
}
