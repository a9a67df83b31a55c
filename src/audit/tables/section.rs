//! The columns that stand for no field of an answer: facts, and failures.

use super::column::Cursor;
use super::dictionary::Dictionary;
use super::layout::{Column, ColumnKind};
use crate::audit::facts::{Contradiction, DocumentFacts, PackageFacts, SignerFacts, VideoFacts};
use crate::error::Kind;
use crate::model::{PackageState, View};

/// Columns that go together, and their values in a row.
pub(super) trait Section {
    fn columns() -> Vec<Column>
    where
        Self: Sized;
    fn put(&self, row: &mut Cursor<'_>);
}

/// Declares which fields of a struct are columns, in this order; what is not documented here is a fact.
macro_rules! section {
    ($Section:ty { $($(#[doc = $doc:literal])* $field:ident: $Type:ty,)* }) => {
        impl Section for $Section {
            fn columns() -> Vec<Column> {
                vec![$(Column::new(stringify!($field), <Option<$Type> as Value>::kind(), concat!($($doc),*)),)*]
            }

            fn put(&self, row: &mut Cursor<'_>) {
                $(<Option<$Type> as Value>::put(&self.$field, row);)*
            }
        }
    };
}

section! {
    PackageFacts<'_> {
        effective_state: &PackageState,
        is_overdue: bool,
        days_overdue: i64,
        signers_total: i32,
        signers_signed: i32,
        next_signers: Vec<&str>,
        documents_total: i32,
        documents_executed: i32,
        videos_total: i32,
        videos_retention_expired: i32,
        contradiction: Contradiction,
    }
}

section! {
    DocumentFacts {
        revisions_total: i32,
        revisions_signed: i32,
    }
}

section! {
    SignerFacts {
        has_signed: bool,
        is_next: bool,
        revisions_total: i32,
        revisions_signed: i32,
    }
}

section! {
    VideoFacts {
        retention_expired: bool,
    }
}

/// Why an input has no data; all but `attempts` is `None` where it has.
#[derive(Default)]
pub(super) struct Failure<'a> {
    pub(super) error_kind: Option<Kind>,
    pub(super) error_code: Option<&'a str>,
    pub(super) http_status: Option<i32>,
    pub(super) error_message: Option<&'a str>,
    pub(super) attempts: Option<i32>,
}

section! {
    Failure<'_> {
        /// Null in a row with data; else `kind` of the error that a single call would raise, but see the 404 of the
        /// videos above.
        error_kind: Kind,
        /// The API's error code, such as `package_not_found`.
        error_code: &str,
        /// The HTTP status.
        http_status: i32,
        /// One line: what failed, and what to do.
        error_message: &str,
        /// How many requests were sent for it; 0 where nothing was.
        attempts: i32,
    }
}

/// What can stand in a column of a section.
trait Value {
    fn kind() -> ColumnKind;
    fn put(&self, row: &mut Cursor<'_>);
}

macro_rules! values {
    ($($Type:ty: $kind:expr, |$value:ident| $view:expr;)*) => {$(
        impl Value for Option<$Type> {
            fn kind() -> ColumnKind { $kind }

            fn put(&self, row: &mut Cursor<'_>) {
                row.put(self.as_ref().map_or(View::Null, |$value| $view));
            }
        }
    )*};
}

values! {
    &str: ColumnKind::Text, |text| View::Text(text);
    bool: ColumnKind::Flag, |flag| View::Flag(*flag);
    i64: ColumnKind::Integer, |number| View::Integer(*number);
    i32: ColumnKind::Count, |number| View::Integer((*number).into());
    &PackageState: ColumnKind::constant(PackageState::KNOWN), |state| View::Text(state.as_str());
    Contradiction: ColumnKind::Constant(Dictionary::new(Contradiction::ALL.iter().map(|known| known.as_str()))),
        |contradiction| View::Text(contradiction.as_str());
    Kind: ColumnKind::Constant(Dictionary::new(Kind::ALL.iter().map(|kind| kind.as_str()))),
        |kind| View::Text(kind.as_str());
}

impl Value for Option<Vec<&str>> {
    fn kind() -> ColumnKind {
        ColumnKind::Texts
    }

    fn put(&self, row: &mut Cursor<'_>) {
        row.put_texts(self.as_deref());
    }
}
