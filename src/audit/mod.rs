//! The audit: the statuses of many packages as tables, one row for every input, whatever fails on the way.
//!
//! [`run`] is called by a thread that waits.  It reads the inputs, drops those it has seen, and hands *spans* of them
//! to one thread for each core (`worker`), which makes the rows of a span into tables by itself.

mod ask;
mod engine;
pub mod facts;
mod input;
mod options;
mod row;
pub mod tables;
mod worker;
mod write;

pub use engine::{Finished, Source, run};
pub use input::Input;
#[cfg(any(feature = "python", feature = "cleanup"))]
pub(crate) use options::MAX_CONCURRENCY;
pub use options::{Audit, Options, Progress};
pub use row::{Found, Row};
pub use write::CannotWrite;
#[cfg(feature = "python")]
pub(crate) use write::cannot_write;
#[cfg(feature = "cleanup")]
pub(crate) use write::time_text;
#[cfg(feature = "python")]
pub(crate) use write::write_file;
