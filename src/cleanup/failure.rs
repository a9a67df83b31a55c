//! Why a plan, or its application, did not come about.

use std::fmt;

use crate::error::Error;

/// The outcome of a fallible function of this module.
pub type Result<T, E = Failure> = std::result::Result<T, E>;

/// What went wrong.
#[derive(Clone, Debug)]
pub enum Failure {
    /// The plan is damaged, foreign, empty or not the one that was confirmed.
    Plan(String),
    /// The journal, its lock or its disk: what was sent before stays as it is told.
    Journal(String),
    /// The client: an option, an argument, the server.
    Client(Error),
}

impl Failure {
    pub(super) fn plan(message: impl Into<String>) -> Self {
        Self::Plan(message.into())
    }

    pub(super) fn journal(message: impl Into<String>) -> Self {
        Self::Journal(message.into())
    }

    /// What cannot be unless there is a mistake in this module.
    pub(super) fn bug(text: &str) -> Self {
        Self::Client(Error::internal(text))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plan(message) | Self::Journal(message) => f.write_str(message),
            Self::Client(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Failure {}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Client(error)
    }
}
