//! The journal: what was intended and what came of it, line by line, each bound to all before it.  It knows nothing of
//! requests.  docs/cleanup.md has the format of a line and of its `chain`.

mod entry;
mod log;
mod replay;

pub(super) use entry::{Entry, Outcome};
pub(super) use log::{Committer, Log};
pub(super) use replay::{Known, Replay, replay, sums_line};

/// The version of the format.
const VERSION: u32 = 1;
