//! `requests_per_second`: a ceiling over all calls of a client.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How much of a delay may be made up for: timers have a grain of a millisecond, and if each request's lateness were
/// passed on to all that follow, a high rate could never be reached.
const SLACK: Duration = Duration::from_millis(5);

/// Gives each request its slot in time (the generic cell rate algorithm).
pub(crate) struct Pace {
    interval: Duration,
    next: Mutex<Option<Instant>>,
}

impl Pace {
    pub(crate) fn new(requests_per_second: f64) -> Self {
        Self { interval: Duration::from_secs_f64((1.0 / requests_per_second).min(1e9)), next: Mutex::new(None) }
    }

    /// Takes the next slot, and tells how long to wait for it; takes none, and tells nothing,
    /// if that would be longer than `limit`.
    pub(crate) fn reserve(&self, now: Instant, limit: Option<Duration>) -> Option<Duration> {
        let mut next = self.next.lock().unwrap_or_else(PoisonError::into_inner);
        let slot = next.map_or(now, |next| now.checked_sub(SLACK).map_or(next, |earliest| next.max(earliest)));
        let wait = slot.saturating_duration_since(now);
        if limit.is_some_and(|limit| wait >= limit) {
            return None;
        }
        // A slot that no clock can tell leaves the next one where this one is.
        *next = Some(slot.checked_add(self.interval).unwrap_or(slot));
        Some(wait)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_spaced_evenly() {
        let pace = Pace::new(100.0);
        let start = Instant::now();
        let ms = Duration::from_millis;
        let waits: Vec<_> = (0..4).map(|_| pace.reserve(start, None)).collect();
        assert_eq!(waits, [0, 10, 20, 30].map(|wait| Some(ms(wait))));
        assert_eq!(pace.reserve(start + ms(43), None), Some(ms(0)), "3 ms late");
        assert_eq!(pace.reserve(start + ms(43), None), Some(ms(7)), "which the next one makes up for");
    }

    #[test]
    fn a_slot_beyond_the_limit_is_not_taken() {
        let pace = Pace::new(1.0);
        let start = Instant::now();
        let ms = Duration::from_millis;
        assert_eq!(pace.reserve(start, None), Some(ms(0)));
        assert_eq!(pace.reserve(start, Some(ms(100))), None);
        assert_eq!(pace.reserve(start, None), Some(ms(1_000)), "the refused one left no trace");
        assert_eq!(pace.reserve(start + ms(9_000), None), Some(ms(0)));
        assert_eq!(pace.reserve(start + ms(9_000), None), Some(ms(995)), "time unused is lost, but for the slack");
    }
}
