//! Ids of packages and videos: opaque, but unable to change the path that contains them.

use serde::Serialize;

use crate::error::{Error, Result};

const MAX: usize = 128;

/// A checked id: 1 to 128 characters of `A-Z a-z 0-9 - . _ ~`, and neither `.` nor `..`.
///
/// These characters stand for themselves in a URL, so an id can be put into a path as it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Id(String);

impl Id {
    /// Checks `text`; `what` names it in the error (`package_id`, …).
    pub fn new(text: impl Into<String>, what: &str) -> Result<Self> {
        let text = text.into();
        let problem = if text.is_empty() {
            "is empty"
        } else if text.len() > MAX {
            "is longer than 128 characters"
        } else if !text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b)) {
            "has a character outside A-Z a-z 0-9 - . _ ~"
        } else if text == "." || text == ".." {
            "is a path segment with a meaning of its own"
        } else {
            return Ok(Self(text));
        };
        Err(Error::invalid_argument(format!(
            "{what} {problem}; an id has 1 to 128 characters out of A-Z a-z 0-9 - . _ ~ (nothing was sent)"
        )))
    }

    /// The id's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether `other` is the same id; servers may change the case of a GUID.
    pub(crate) fn matches(&self, other: Option<&str>) -> bool {
        other.is_some_and(|other| self.0.eq_ignore_ascii_case(other))
    }
}
