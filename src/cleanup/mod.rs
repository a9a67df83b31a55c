//! Deletion at scale: a plan that people review, an apply that survives its own death, a journal of what was done.
//!
//! **Plan** ([`Plan`], `q3.plan`).  JSON Lines in exactly one spelling: a header (version, base URL, organization,
//! options, counts), one line for each item with the facts it was chosen by, one line for each input that is kept,
//! with the reason.  [`Plan::digest`] is the SHA-256 of the file, [`Plan::code`] the number of items and its first 12
//! digits: who types the code has seen this file.  A file in another spelling, however equal in meaning, is refused.
//!
//! **Journal** (`journal`, `q3.plan.journal`).  JSON Lines, each with the SHA-256 of the line before and of itself; the
//! first continues the plan's digest.  A line is on the disk before what follows from it happens: the *intent* before
//! the first byte of its deletion, the hash of a saved file before the intent.  A torn last line is cut, anything
//! else that is not as it was written ends in an error, and nothing is sent.
//!
//! **State machine** (`state`).  What happens to one item is a pure function: from what was found out to what is to be
//! done next.  An item ends in one [`State`], and never has more than one intent.  An intent without an outcome is
//! never sent again: the server is read, and the item told `unknown_…`.
//!
//! **Effects** (`effects`).  Every effect on disk and network goes through `Effects`.  In tests it stops an apply before and
//! after each effect, tears a write, or fails an `fsync`.
//!
//! **Coordinator** (`coordinator`).  The calling thread takes the lock, reads plan and journal, recovers the intents
//! without outcome, runs the canary items one by one, then up to `concurrency` at once.  One thread for each core
//! drives the requests of many items, as in an audit, and shares its rate limiter; one thread writes the journal, and
//! all that waits at once becomes durable by one `fsync`.  Limits are counted over the whole journal, so that a resume
//! does not begin them anew.

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
pub use options::{ApplyOptions, Archive, By, PlanOptions, What, Wish};
#[cfg(feature = "python")]
pub(crate) use plan::hold;
pub use plan::{Facts, Header, Item, Kept, Numbers, Plan, VideoFacts};
pub use planner::{Candidate, plan};
pub use report::{Report, Row};
pub use state::State;
pub use verify::verify;
