//! The limit of requests in a second.

use std::time::{Duration, Instant};

/// A bucket that lets so many requests through in a second; its burst is one second's worth.
pub(super) struct Limit {
    per_second: f64,
    left: f64,
    last: Instant,
}

impl Limit {
    pub(super) fn new(per_second: f64) -> Self {
        Self { per_second, left: per_second.max(1.0), last: Instant::now() }
    }

    /// Lets a request through, or says how many seconds to wait.
    pub(super) fn take(&mut self) -> Result<(), u64> {
        let now = Instant::now();
        let earned = now.duration_since(self.last).as_secs_f64() * self.per_second;
        self.left = (self.left + earned).min(self.per_second.max(1.0));
        self.last = now;
        if self.left >= 1.0 {
            self.left -= 1.0;
            return Ok(());
        }
        // A whole number of seconds, as the header wants it; not more than a day even at a rate of nearly nothing.
        let wait = ((1.0 - self.left) / self.per_second).clamp(1.0, 86_400.0);
        Err(Duration::from_secs_f64(wait.ceil()).as_secs())
    }
}
