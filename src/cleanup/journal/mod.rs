//! The journal: what was intended and what came of it, line by line, each bound to all before it.
//!
//! It knows nothing of requests.  A line is `{"seq":…,"time":…,"entry":{…},"chain":"…"}`.  `chain` is the SHA-256, in
//! hexadecimal digits, of the 64 digits of the line before (before the first: of the plan's digest) and of the line
//! without its `chain`, that is up to the comma before it, and a closing brace.

mod entry;
mod log;
mod replay;

pub(super) use entry::{Entry, Outcome};
pub(super) use log::{Committer, Log};
pub(super) use replay::{Known, Replay, replay, sums_line};

/// The version of the format.
const VERSION: u32 = 1;
