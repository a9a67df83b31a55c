//! The outcome of one input.

use crate::error::Error;
use crate::model::{PackageStatus, Video};

/// One input of an audit, and its outcome: its data or its error.
#[derive(Debug)]
pub struct Row {
    /// The package that was requested, as it was given; `None` where nothing was given.
    /// A text that is no id is cut, and without what looks like a secret.
    pub package_id: Option<String>,
    /// How many requests were sent for it.
    pub attempts: u32,
    /// All that was requested, or why it is not known.
    pub outcome: Result<Found, Error>,
}

/// What the server said of a package.
#[derive(Debug)]
pub struct Found {
    /// Its status.
    pub status: PackageStatus,
    /// Its videos, if they were requested and came.
    pub videos: Option<Vec<Video>>,
}
