//! Deletion at scale: a plan that people review, an apply that survives its own death, a journal of what was done.
//!
//! docs/cleanup.md has the files, the steps and the states, docs/design.md the reasons.  The calling thread takes the
//! lock, reads plan and journal (`plan`, `journal`), recovers the intents without outcome, runs the canary items one by
//! one, then up to `concurrency` at once (`coordinator`).  One thread for each core (`cores`) drives the requests of
//! many items; one writes the journal.  What is done with an item next is a pure function of what was found out
//! (`state`), and every effect on disk and network goes through `effects`, where tests stop an apply.

mod apply;
mod archive;
mod compare;
mod coordinator;
mod cores;
mod effects;
mod failure;
mod holds;
mod journal;
mod options;
mod plan;
mod planner;
mod remote;
mod report;
mod select;
mod sha256;
mod state;
mod stop;
mod tables;
#[cfg(all(test, feature = "emulator"))]
mod tests;
mod text;
mod turn;
mod verify;

pub use crate::audit::Progress;
pub use apply::{Applied, apply, resume};
pub use failure::{Failure, Result};
pub use options::{ApplyOptions, Archive, By, Exclusions, PlanOptions, What, Wish};
#[cfg(feature = "python")]
pub(crate) use plan::hold;
pub use plan::{Facts, Header, Item, Kept, Numbers, Plan, VideoFacts};
pub use planner::{Candidate, plan};
pub use report::{Report, Row};
pub use state::State;
pub use verify::verify;
