//! How fast requests may go out: what the server's 429s teach about its limit.
//!
//! The vendor names no limit (docs/api.md section 3), so it is learned, in the way in which TCP CUBIC (RFC 9438) learns the
//! capacity of a path.  A 429 is what a lost packet is there: nothing is sent until the time the server asked for is over,
//! and the rate goes on below what the server had served, waits included.  From there it returns quickly to just below the
//! last known limit, stays there for a while, then searches beyond it, slowly at first, then faster, until the next 429.
//! All of it is a function of the times handed in.

use std::time::{Duration, Instant};

use super::bucket::Bucket;

/// How long to wait after a 429 that does not say.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(8);
/// How often the rate is adjusted.
const TICK: Duration = Duration::from_secs(1);
/// How long a rate just below the last known limit is kept.
const HOLD: Duration = Duration::from_secs(10);
/// How near to the last known limit the rate is kept, and how much it grows in a tick on the way there.
const NEAR: f64 = 0.97;
const STEP: f64 = 0.05;
/// Only a rate that is used up to this part may grow.
const USED: f64 = 0.8;
/// Nothing goes slower, per second.
const SLOWEST: f64 = 0.2;
/// Where to begin if the first thing that the server says is a complaint, per second.
const UNKNOWN: f64 = 16.0;
/// A place that is further away is not taken, but looked for again: meanwhile the rate may become another.
const FAR: Duration = Duration::from_millis(500);

/// The rate of one client, and the server's limit as far as it is known.
pub(super) struct Rate {
    /// Requests per second; `None` as long as the server never complained.
    limit: Option<f64>,
    bucket: Bucket,
    /// Where the server complained last.
    ceiling: Option<f64>,
    hold_until: Instant,
    growth: f64,
    /// When the last complaint was heard.
    throttled: Option<Instant>,
    pauses: u32,
    /// What was served since the last pause ended.
    since: Instant,
    served: u32,
    /// The same since the last tick, and the rate in the tick before it.
    tick: Instant,
    tick_served: u32,
    tick_before: Option<f64>,
    last: Instant,
}

impl Rate {
    pub(super) fn new(now: Instant) -> Self {
        Self {
            limit: None,
            bucket: Bucket::new(UNKNOWN),
            ceiling: None,
            hold_until: now,
            growth: 1.0,
            throttled: None,
            pauses: 0,
            since: now,
            served: 0,
            tick: now,
            tick_served: 0,
            tick_before: None,
            last: now,
        }
    }

    /// How long the server wants nothing at all.
    pub(super) fn pause(&self, now: Instant) -> Duration {
        if self.throttled.is_some() { self.since.saturating_duration_since(now) } else { Duration::ZERO }
    }

    /// Takes the next place in time, and tells how long to wait for it; or how long until one can be had.
    pub(super) fn reserve(&mut self, now: Instant) -> Result<Duration, Duration> {
        if now > self.last + TICK && now > self.since {
            // Nobody asked for a while: that says nothing about the server.
            (self.since, self.served, self.tick, self.tick_served) = (now, 0, now, 0);
            self.tick_before = None;
        }
        self.last = self.last.max(now);
        if self.limit.is_none() {
            return Ok(Duration::ZERO);
        }
        self.bucket.take(now, Some(FAR)).ok_or(FAR / 2)
    }

    fn set(&mut self, limit: f64) {
        self.limit = Some(limit);
        self.bucket.set_rate(limit);
    }

    /// The server answered something else than 429.
    pub(super) fn served(&mut self, now: Instant) {
        self.last = self.last.max(now);
        self.served = self.served.saturating_add(1);
        self.tick_served = self.tick_served.saturating_add(1);
        let (Some(limit), Some(elapsed)) = (self.limit, now.checked_duration_since(self.tick)) else { return };
        if elapsed < TICK {
            return;
        }
        let rate = f64::from(self.tick_served) / elapsed.as_secs_f64();
        (self.tick, self.tick_served, self.tick_before) = (now, 0, Some(rate));
        self.pauses = 0;
        if rate > USED * limit {
            self.grow(limit, now);
        }
    }

    fn grow(&mut self, limit: f64, now: Instant) {
        match self.ceiling {
            Some(ceiling) if limit < NEAR * ceiling => {
                self.set((limit * (1.0 + STEP)).min(NEAR * ceiling));
                self.hold_until = now + HOLD;
            }
            Some(_) if now < self.hold_until => {}
            _ => {
                self.ceiling = None;
                self.set(limit * (1.0 + self.growth));
                self.growth = (self.growth * 2.0).min(1.0);
            }
        }
    }

    /// The server answered 429 to a request that was sent at `sent`.  Tells whether this was news.
    pub(super) fn throttled(&mut self, now: Instant, sent: Instant, retry_after: Option<Duration>) -> bool {
        self.last = self.last.max(now);
        // What goes out in a pause got its permit before the complaint was heard, as the deletion of an item that is read
        // first.
        let news = self.throttled.is_none_or(|known| sent > known && sent >= self.since);
        let pause =
            retry_after.unwrap_or_else(|| FIRST_PAUSE.saturating_mul(1 << self.pauses.min(8)).min(LONGEST_PAUSE));
        let until = now.checked_add(pause).unwrap_or(now);
        if !news {
            // Sent before the complaint was heard: it only tells how long to wait.
            if until > self.since {
                (self.since, self.tick) = (until, until);
                self.bucket.hold_until(until);
            }
            return false;
        }
        let active = now.saturating_duration_since(self.since);
        // With nothing served since the last complaint, all that is known is that it was too much.
        let blind = self.served == 0;
        let (limit, ceiling) = match (self.limit, self.tick_before) {
            (limit, _) if blind => (limit.map_or(UNKNOWN, |limit| limit / 2.0), None),
            // What it served of late, pause left out and pause included: the truth lies between, near the one or the
            // other as it counts by the clock or saves up for bursts.
            (Some(_), Some(before)) => {
                let begun = now.saturating_duration_since(self.tick);
                // A tick hardly begun is measured together with the one before.
                let early = if begun < TICK / 4 { TICK } else { Duration::ZERO };
                let span = begun + early;
                let recent = f64::from(self.tick_served) + before * early.as_secs_f64();
                let (without, with) = (recent / span.as_secs_f64(), recent / (span + pause).as_secs_f64());
                ((0.9 * without).min(f64::midpoint(with, without)), Some(without))
            }
            // A burst that was saved up says little of what it can bear for long.
            _ => (f64::from(self.served) / (active + pause).as_secs_f64().max(1e-3), None),
        };
        self.ceiling = ceiling;
        self.set(limit.max(SLOWEST));
        self.growth = if blind {
            1.0
        } else if ceiling.is_some() {
            0.05
        } else {
            0.25
        };
        self.throttled = Some(now);
        self.pauses += 1;
        (self.since, self.served) = (until, 0);
        self.bucket.hold_until(until);
        (self.tick, self.tick_served, self.tick_before) = (until, 0, None);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MS: Duration = Duration::from_millis(1);

    /// A server that allows so many requests, as limits are usually built.
    enum Limit {
        /// So many a second on average, and at most so many at once.
        Bucket { per_second: f64, burst: f64, left: f64 },
        /// So many in each second by the clock.
        Window { per_second: u32, second: u64, used: u32 },
    }

    impl Limit {
        fn bucket(per_second: f64, burst: f64) -> Self {
            Self::Bucket { per_second, burst, left: burst }
        }

        fn window(per_second: u32) -> Self {
            Self::Window { per_second, second: 0, used: 0 }
        }

        fn take(&mut self, at: Duration, passed: Duration) -> bool {
            match self {
                Self::Bucket { per_second, burst, left } => {
                    *left = (*left + passed.as_secs_f64() * *per_second).min(*burst);
                    let allowed = *left >= 1.0;
                    *left -= if allowed { 1.0 } else { 0.0 };
                    allowed
                }
                Self::Window { per_second, second, used } => {
                    if at.as_secs() > *second {
                        (*second, *used) = (at.as_secs(), 0);
                    }
                    *used += 1;
                    *used <= *per_second
                }
            }
        }
    }

    /// Plays `count` requests by 16 slots against the limit, each taking 3 ms:
    /// the rate reached, and which part of the answers were 429.
    fn play(mut limit: Limit, count: u32, retry_after: Option<Duration>) -> (f64, f64) {
        let start = Instant::now();
        let mut rate = Rate::new(start);
        let (mut served, mut refused) = (0, 0);
        // Per slot: when it sends next (None: it has no place yet), and when an answer comes.
        let mut slots = [(None, None); 16];
        let mut now = Duration::ZERO;
        let mut before = Duration::ZERO;
        while served < count {
            for (sends, answer) in &mut slots {
                if let Some((sent, allowed, comes)) = *answer
                    && now >= comes
                {
                    *answer = None;
                    if allowed {
                        served += 1;
                        rate.served(start + now);
                    } else {
                        refused += 1;
                        rate.throttled(start + now, start + sent, retry_after);
                    }
                }
                if answer.is_some() {
                    continue;
                }
                if sends.is_none() {
                    *sends = rate.reserve(start + now).ok().map(|wait| now + wait);
                }
                if sends.is_some_and(|at| now >= at) {
                    *sends = None;
                    if rate.pause(start + now).is_zero() {
                        *answer = Some((now, limit.take(now, now.saturating_sub(before)), now + 3 * MS));
                        before = now;
                    }
                }
            }
            now += MS / 2;
        }
        (f64::from(served) / now.as_secs_f64(), f64::from(refused) / f64::from(served + refused))
    }

    #[test]
    fn limits_are_found_and_nearly_used_up() {
        let second = Some(Duration::from_secs(1));
        // (what, the server, Retry-After, the least rate of 500, the most 429s of all answers)
        let table = [
            ("a bucket of a second", Limit::bucket(500.0, 500.0), second, 450.0, 0.02),
            ("a small bucket", Limit::bucket(500.0, 20.0), second, 260.0, 0.02),
            ("seconds by the clock", Limit::window(500), second, 380.0, 0.02),
            (
                "one that others used up",
                Limit::Bucket { left: -1_000.0, per_second: 500.0, burst: 500.0 },
                second,
                300.0,
                0.02,
            ),
            ("without a word of how long", Limit::bucket(500.0, 500.0), None, 420.0, 0.02),
        ];
        for (what, limit, retry_after, least, most) in table {
            let (rate, refused) = play(limit, 10_000, retry_after);
            assert!(rate >= least, "{what}: {rate:.0} a second");
            assert!(refused <= most, "{what}: {refused:.3} were 429");
        }
    }

    #[test]
    fn nothing_is_sent_in_a_pause_and_one_burst_is_one_complaint() {
        let start = Instant::now();
        let mut rate = Rate::new(start);
        for _ in 0..100 {
            assert_eq!(rate.reserve(start), Ok(Duration::ZERO), "no limit is known yet");
            rate.served(start + 10 * MS);
        }
        let second = Duration::from_secs(1);
        assert!(rate.throttled(start + 20 * MS, start, Some(2 * second)));
        assert_eq!(rate.pause(start + 20 * MS), 2 * second);
        assert!(!rate.throttled(start + 30 * MS, start + 10 * MS, Some(3 * second)), "sent before the first was heard");
        assert_eq!(rate.pause(start + 30 * MS), 3 * second, "but the longer wait counts");
        assert_eq!(rate.reserve(start + 30 * MS), Err(FAR / 2));
        let (late, answered) = (start + 25 * MS, start + 40 * MS);
        assert!(!rate.throttled(answered, late, Some(second)), "admitted before, and sent in the pause");
        assert_eq!(rate.pause(answered), 2_990 * MS, "and not the shorter one");
        let resumed = start + 30 * MS + 3 * second;
        assert_eq!(rate.pause(resumed), Duration::ZERO);
        assert_eq!(rate.reserve(resumed), Ok(Duration::ZERO));
        let gap = rate.reserve(resumed).unwrap_or_default() + 5 * MS;
        assert!(gap >= 15 * MS && gap < 40 * MS, "100 in 2 s are 50 a second: {gap:?}");
    }
}
