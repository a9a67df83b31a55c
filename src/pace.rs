//! `requests_per_second`: a ceiling over all calls of a client.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How far requests may run ahead of an even spacing: timers have a grain of a millisecond,
/// and without this a high rate could never be reached.
const SLACK: Duration = Duration::from_millis(5);

/// Gives each request its slot in time (the generic cell rate algorithm).
#[derive(Debug)]
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
        let slot = next.map_or(now, |next| next.max(now));
        let wait = (slot - now).saturating_sub(SLACK);
        if limit.is_some_and(|limit| wait >= limit) {
            return None;
        }
        *next = Some(slot + self.interval);
        Some(wait)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_spaced_evenly_but_for_the_slack() {
        let pace = Pace::new(100.0);
        let start = Instant::now();
        let waits: Vec<_> = (0..4).map(|_| pace.reserve(start, None)).collect();
        let ms = |ms| Some(Duration::from_millis(ms));
        assert_eq!(waits, [ms(0), ms(5), ms(15), ms(25)]);
    }

    #[test]
    fn a_slot_beyond_the_limit_is_not_taken() {
        let pace = Pace::new(1.0);
        let start = Instant::now();
        assert_eq!(pace.reserve(start, None), Some(Duration::ZERO));
        assert_eq!(pace.reserve(start, Some(Duration::from_millis(100))), None);
        assert_eq!(pace.reserve(start, None), Some(Duration::from_millis(995)), "the refused one left no trace");
        assert_eq!(pace.reserve(start + Duration::from_secs(9), None), Some(Duration::ZERO), "no debt, no credit");
    }
}
