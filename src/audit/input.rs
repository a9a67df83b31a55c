//! The inputs of an audit.

use crate::error::Error;
use crate::id::Id;
use crate::secret::Secrets;

/// How much of a text that is no id is kept, in characters.
const SHOWN: usize = 128;

/// One input of an audit.  A wrong one becomes a row with its error; it stops nothing.
#[derive(Clone, Debug)]
pub enum Input {
    /// A package.
    Package(Id),
    /// What is no id, as far as it is a text, and why.
    Wrong(Option<String>, Error),
}

impl Input {
    /// Reads a package id.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        match Id::new(text.clone(), "package_id") {
            Ok(id) => Self::Package(id),
            Err(error) => Self::Wrong(Some(text), error),
        }
    }

    /// The text for the column `package_id`.
    pub(super) fn shown(&self, secrets: &Secrets) -> Option<String> {
        match self {
            Self::Package(id) if !secrets.are_in(id.as_str()) => Some(id.as_str().to_owned()),
            Self::Package(id) => Some(secrets.scrub(id.as_str())),
            Self::Wrong(text, _) => text.as_ref().map(|text| secrets.scrub(text).chars().take(SHOWN).collect()),
        }
    }
}
