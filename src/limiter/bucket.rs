//! The token bucket, kept as the generic cell rate algorithm (ITU-T I.371): each request gets its slot in time.

use std::time::{Duration, Instant};

/// How much of a delay may be made up for: timers have a grain of a millisecond, and if each request's lateness were
/// passed on to all that follow, a high rate could never be reached.
const SLACK: Duration = Duration::from_millis(5);

pub(super) struct Bucket {
    interval: Duration,
    next: Option<Instant>,
}

impl Bucket {
    pub(super) fn new(per_second: f64) -> Self {
        Self { interval: interval(per_second), next: None }
    }

    #[cfg(feature = "audit")]
    pub(super) fn set_rate(&mut self, per_second: f64) {
        self.interval = interval(per_second);
    }

    /// The next slot is not before this instant.
    #[cfg(feature = "audit")]
    pub(super) fn hold_until(&mut self, instant: Instant) {
        self.next = Some(instant);
    }

    /// Takes the next slot, and returns how long to wait for it; takes none, and returns nothing, if that would be longer
    /// than `limit`.
    pub(super) fn take(&mut self, now: Instant, limit: Option<Duration>) -> Option<Duration> {
        let slot = self.next.map_or(now, |next| now.checked_sub(SLACK).map_or(next, |earliest| next.max(earliest)));
        let wait = slot.saturating_duration_since(now);
        if limit.is_some_and(|limit| wait >= limit) {
            return None;
        }
        // A slot that no clock can tell leaves the next one where this one is.
        self.next = Some(slot.checked_add(self.interval).unwrap_or(slot));
        Some(wait)
    }
}

fn interval(per_second: f64) -> Duration {
    Duration::from_secs_f64((1.0 / per_second).min(1e9))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_spaced_evenly() {
        let mut bucket = Bucket::new(100.0);
        let start = Instant::now();
        let ms = Duration::from_millis;
        let waits: Vec<_> = (0..4).map(|_| bucket.take(start, None)).collect();
        assert_eq!(waits, [0, 10, 20, 30].map(|wait| Some(ms(wait))));
        assert_eq!(bucket.take(start + ms(43), None), Some(ms(0)), "3 ms late");
        assert_eq!(bucket.take(start + ms(43), None), Some(ms(7)), "which the next one makes up for");
    }

    #[test]
    fn a_slot_beyond_the_limit_is_not_taken() {
        let mut bucket = Bucket::new(1.0);
        let start = Instant::now();
        let ms = Duration::from_millis;
        assert_eq!(bucket.take(start, None), Some(ms(0)));
        assert_eq!(bucket.take(start, Some(ms(100))), None);
        assert_eq!(bucket.take(start, None), Some(ms(1_000)), "the refused one left no trace");
        assert_eq!(bucket.take(start + ms(9_000), None), Some(ms(0)));
        assert_eq!(bucket.take(start + ms(9_000), None), Some(ms(995)), "time unused is lost, but for the slack");
    }
}
