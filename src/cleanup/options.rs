//! What a plan and its application are told, and what they tell.

use std::collections::HashSet;
use std::path::PathBuf;
use std::time::Duration;

use super::failure::{Failure, Result};
use crate::Id;
use crate::audit::MAX_CONCURRENCY;
use crate::error::Error;
use crate::words::words;

words! {
    /// What is to be deleted.
    What {
        /// Packages, each with its documents and videos.
        Packages = "packages",
        /// Single videos; their packages stay.
        Videos = "videos",
    }

    /// What is saved before it is deleted.
    Archive {
        /// What the server tells of it: the package, and the values of its fields.
        Data = "data",
        /// The videos.
        Videos = "videos",
    }

    /// The time that `older_than` refers to.
    By {
        /// When it was made.
        TimeCreated = "time_created",
        /// When the package was last changed.
        TimeLastModified = "time_last_modified",
        /// By when the package should have been signed.
        TimeSignBy = "time_sign_by",
        /// When the package was rescinded.
        TimeRescinded = "time_rescinded",
        /// When retention ends.
        TimeRetention = "time_retention",
    }
}

/// The options of a plan.
#[derive(Clone, Debug)]
pub struct PlanOptions {
    /// Packages or videos.
    pub what: What,
    /// Tell the signers by email.
    pub notify: bool,
    /// Delete although a retention policy forbids it.
    pub override_retention: bool,
    /// What is saved before.
    pub archive: Option<Archive>,
    /// More items than this are refused.
    pub max_deletes: u32,
    /// Only packages in these states; by default all documented ones but `open`, `add` and `select`.
    pub states: Option<Vec<String>>,
    /// Only what is older than this, by that time.
    pub older_than: Option<(Duration, By)>,
    /// What stays.
    pub exclude: Exclusions,
    /// Why they are deleted, for whoever reads the plan.
    pub reason: Option<String>,
    /// The instant that ages are computed for, in microseconds since 1970-01-01T00:00:00Z; default: now.
    pub as_of_us: Option<i64>,
    /// At most so many requests at once, 1 to 1,000.
    pub concurrency: usize,
    /// How many candidates there will be, if that is known: for the progress alone.
    pub total: Option<u64>,
}

/// Ids of packages or videos that stay.  They are compared without case, as servers may change that of a GUID.
#[derive(Clone, Debug, Default)]
pub struct Exclusions(HashSet<String>);

impl Exclusions {
    /// What cannot be an id is an error, since what it should name would be deleted; `name` is the list's name there.
    pub fn new(ids: impl IntoIterator<Item = String>, name: &str) -> crate::Result<Self> {
        let check = |(place, id)| Id::new(id, &format!("{name}[{place}]")).map(|id| id.as_str().to_ascii_lowercase());
        ids.into_iter().enumerate().map(check).collect::<crate::Result<_>>().map(Self)
    }

    pub(super) fn contains(&self, id: &str) -> bool {
        self.0.contains(&id.to_ascii_lowercase())
    }
}

/// The options of an apply or a resume.
#[derive(Clone, Debug)]
pub struct ApplyOptions {
    /// The code of the plan, as its reviewer saw it.
    pub confirm: String,
    /// Where files are saved; default: beside the plan, `q3.plan.archive`.
    pub archive_dir: Option<PathBuf>,
    /// A file of ids that must not be deleted; read again for each item.
    pub holds: Option<PathBuf>,
    /// At most so many items at once, 1 to 1,000; default 4.
    pub concurrency: usize,
    /// How many of the first items are deleted one by one, each with a follow-up check; default 5.
    pub canary: u32,
    /// So many unknown outcomes, over all resumes, stop the run; default 3.
    pub max_unknown: u32,
    /// So many refusals, over all resumes, stop the run; default 20.
    pub max_refused: u32,
}

impl ApplyOptions {
    /// The defaults, with the code of the plan.
    pub fn new(confirm: impl Into<String>) -> Self {
        Self {
            confirm: confirm.into(),
            archive_dir: None,
            holds: None,
            concurrency: 4,
            canary: 5,
            max_unknown: 3,
            max_refused: 20,
        }
    }

    pub(super) fn check(&self) -> Result<()> {
        check_concurrency(self.concurrency)?;
        for (name, value) in [("max_unknown", self.max_unknown), ("max_refused", self.max_refused)] {
            if value == 0 {
                let message = format!("{name} must be 1 or more, not 0 (nothing was sent)");
                return Err(Failure::Client(Error::invalid_argument(message)));
            }
        }
        Ok(())
    }
}

pub(super) fn check_concurrency(concurrency: usize) -> Result<()> {
    if (1..=MAX_CONCURRENCY).contains(&concurrency) {
        return Ok(());
    }
    let message = format!("concurrency must be 1 to {MAX_CONCURRENCY}, not {concurrency} (nothing was sent)");
    Err(Failure::Client(Error::invalid_argument(message)))
}

/// What the caller wants, asked about every 40 ms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// Go on.
    GoOn,
    /// Begin no further item; wait at most 5 s for what was sent.
    Stop,
    /// End at once.
    Kill,
}
