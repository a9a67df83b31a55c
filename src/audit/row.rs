//! What became of one input.

use crate::error::Error;
use crate::model::{PackageStatus, Video};

/// One input of an audit, and what became of it: its data or its error.
#[derive(Debug)]
pub struct Row {
    /// The package that was asked for, as it was given; `None` where nothing was given.
    /// A text that is no id is cut, and without what looks like a secret.
    pub package_id: Option<String>,
    /// How many requests were sent for it.
    pub attempts: u32,
    /// All that was asked for, or why it is not known.
    pub outcome: Result<Found, Error>,
}

/// What the server said of a package.
#[derive(Debug)]
pub struct Found {
    /// Its status.
    pub status: PackageStatus,
    /// Its videos, if they were asked for and came.
    pub videos: Option<Vec<Video>>,
}
