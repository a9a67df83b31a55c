//! Reading an answer within the limits of its call.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::runtime::Handle;
use tokio::time::{Instant, timeout_at};

use crate::drift::Findings;
use crate::model::{BadAnswer, Readable, Record, read_until};

/// A larger body is read on a thread of its own, so that the call can end meanwhile: by its limit, by Ctrl-C or by
/// being dropped.  A smaller one takes a few milliseconds at most, less than a thread is worth.
const AT_ONCE: usize = 256 << 10;

/// A body, and the result of reading it.
pub(crate) struct Reading<R> {
    pub(crate) body: Vec<u8>,
    pub(crate) outcome: Result<(R, Findings), BadAnswer>,
}

/// Reads a body; `None` when `until` comes first.  `repaired` tells that it had escapes that were replaced, `keep` that
/// the answer keeps its text.
pub(crate) async fn read_within<R>(
    body: Vec<u8>,
    repaired: bool,
    keep: bool,
    until: Option<Instant>,
) -> Option<Reading<R>>
where
    R: Readable + Record + Send + 'static,
{
    let runtime = Handle::try_current().ok().filter(|_| body.len() > AT_ONCE);
    let Some(runtime) = runtime else { return Some(reading(body, repaired, keep, &AtomicBool::new(false))) };
    let stop = Arc::new(AtomicBool::new(false));
    let seen = stop.clone();
    // Whatever ends this future ends the reading.
    let _stops = StopOnDrop(stop);
    let reading = runtime.spawn_blocking(move || reading(body, repaired, keep, &seen));
    let done = match until {
        Some(until) => timeout_at(until, reading).await.ok()?,
        None => reading.await,
    };
    // It fails where the runtime ends first, or with a panic.
    done.ok()
}

fn reading<R: Readable + Record>(body: Vec<u8>, repaired: bool, keep: bool, stop: &AtomicBool) -> Reading<R> {
    let outcome = read_until(&body, keep, stop).map(|(record, unusual): (R, bool)| {
        let differs = unusual || repaired;
        debug_assert!(differs || Findings::of(&record, false).is_empty(), "the reader missed a finding");
        let findings = if differs { Findings::of(&record, repaired) } else { Findings::default() };
        (record, findings)
    });
    Reading { body, outcome }
}

struct StopOnDrop(Arc<AtomicBool>);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}
