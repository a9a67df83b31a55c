//! The values of a column of constants.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use arrow_array::{ArrayRef, StringArray};

/// The values of one column of constants, each with its code: the documented ones first, in their order, then new ones
/// as they come.  It only ever grows, so a code stays right, whoever shares it: the threads of an audit, and the audit
/// that continues it.
#[derive(Debug)]
pub(crate) struct Dictionary {
    known: Vec<&'static str>,
    new: RwLock<New>,
}

#[derive(Debug, Default)]
struct New {
    codes: HashMap<Arc<str>, i32>,
    values: Vec<Arc<str>>,
    bytes: usize,
}

/// A server can send any number of new constants of any length, but an array of texts ends at 2 GiB.
const MOST_BYTES: usize = 1 << 30;

impl Dictionary {
    pub(super) fn new(known: impl IntoIterator<Item = &'static str>) -> Arc<Self> {
        Arc::new(Self { known: known.into_iter().collect(), new: RwLock::default() })
    }

    /// The code of a value; `None` where there is no room for one more.
    pub(super) fn code(&self, value: &str) -> Option<i32> {
        if let Some(place) = self.known.iter().position(|known| *known == value) {
            return i32::try_from(place).ok();
        }
        if let Some(code) = self.new.read().unwrap_or_else(PoisonError::into_inner).codes.get(value) {
            return Some(*code);
        }
        let mut new = self.new.write().unwrap_or_else(PoisonError::into_inner);
        // Another thread may have come in between.
        if let Some(code) = new.codes.get(value) {
            return Some(*code);
        }
        let code = i32::try_from(self.known.len() + new.values.len()).ok()?;
        new.bytes = new.bytes.checked_add(value.len()).filter(|bytes| *bytes <= MOST_BYTES)?;
        let value: Arc<str> = value.into();
        new.values.push(value.clone());
        new.codes.insert(value, code);
        Some(code)
    }

    /// All values there are by now, in the order of their codes.
    pub(super) fn values(&self) -> ArrayRef {
        let new = self.new.read().unwrap_or_else(PoisonError::into_inner);
        let values = self.known.iter().copied().chain(new.values.iter().map(|value| &**value));
        Arc::new(StringArray::from_iter_values(values))
    }
}
