//! Text with a rule of its own.

use std::fmt;
use std::ops::Deref;

/// A name, an address or a number of a person: readable like a `str`, but not shown by `Debug`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Personal(pub(super) String);

impl Deref for Personal {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Personal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[personal]")
    }
}

/// A JSON value kept as the text that came, to the digit.  `Debug` shows only its length:
/// an unknown value may hold a link.
#[derive(Clone, PartialEq, Eq)]
pub struct Json(pub(super) Box<str>);

impl Json {
    /// The JSON text.
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "[json, {} bytes]", self.0.len())
    }
}
