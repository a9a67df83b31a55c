//! How many requests may be under way at once: more while it pays, fewer when the server gets slow.
//!
//! It is found by hill climbing on measured throughput, as the .NET thread pool finds its number of threads (Hellerstein,
//! Morrison, Eilebrecht: "Optimizing Concurrency Levels in the .NET `ThreadPool`", 2009), with steps that are factors.  Four
//! times as many are tried, then twice as many, and kept only if they bring more; where answers take long beside the
//! quickest one, fewer are tried.  A 429 halves the number.  Whenever there are more, the first answer of each is left out:
//! it took a connection, too, and a handshake is no slowness.

use std::time::{Duration, Instant};

/// Where to begin.
const FIRST: usize = 64;
/// How many times as many are tried at first.
const LEAP: usize = 4;
/// Answers that take so many times as long as the quickest one may have waited for each other at the server.
const CROWDED: f64 = 4.0;
/// The shortest and the longest measurement.
const SHORT: Duration = Duration::from_millis(30);
const LONG: Duration = Duration::from_secs(2);
/// How often the best number is measured again.
const AGAIN: Duration = Duration::from_secs(5);
/// How long requests may still fail for want of descriptors after there were made fewer.
const SETTLE: Duration = Duration::from_secs(1);
/// What more slots must bring to be worth it, or fewer.
const WORTH: f64 = 1.05;
/// If more slots bring this much, it is clear that they are worth it.
const CLEAR: f64 = 2.0;

/// What was measured with a number of slots.
#[derive(Clone, Copy)]
struct Level {
    slots: usize,
    throughput: f64,
    latency: f64,
}

enum Course {
    /// Nothing was measured yet.
    First,
    /// Looking whether so many times as many bring more than this.
    Up(Level, usize),
    /// Looking whether fewer bring more than this.
    Down(Level),
    /// This proved best, at that time.
    Steady(Level, Instant),
}

/// The number of requests that may be under way.
pub(super) struct Concurrency {
    /// One for each core: what a core has begun, no other can end.
    least: usize,
    most: usize,
    allowed: usize,
    course: Course,
    start: Instant,
    /// So many answers are left out before the measurement begins.
    skip: usize,
    answers: usize,
    latency: Duration,
    /// How long the quickest answer took.
    quickest: Duration,
    /// When there were last found to be too many for the files that this process may open, and the least that is left of
    /// them by that.
    lowered: Option<(Instant, usize)>,
    /// Whether requests had to wait for the rate, so that more slots could not bring more.
    held_up: bool,
}

impl Concurrency {
    pub(super) fn new(least: usize, most: usize, now: Instant) -> Self {
        let allowed = FIRST.min(most).max(least);
        Self {
            least,
            most,
            allowed,
            course: Course::First,
            start: now,
            skip: allowed,
            answers: 0,
            latency: Duration::ZERO,
            quickest: Duration::MAX,
            lowered: None,
            held_up: false,
        }
    }

    pub(super) fn allowed(&self) -> usize {
        self.allowed
    }

    /// An answer came after this time.
    pub(super) fn answered(&mut self, now: Instant, latency: Duration) {
        self.quickest = self.quickest.min(latency);
        let elapsed = now.saturating_duration_since(self.start);
        if self.skip > 0 && elapsed < LONG {
            self.skip -= 1;
            if self.skip == 0 {
                self.begin(now);
            }
            return;
        }
        self.answers += 1;
        self.latency += latency;
        if elapsed < SHORT || (self.answers < self.allowed && elapsed < LONG) {
            return;
        }
        #[expect(clippy::cast_precision_loss, reason = "a count of two seconds")]
        let answers = self.answers as f64;
        let level = Level {
            slots: self.allowed,
            throughput: answers / elapsed.as_secs_f64(),
            latency: self.latency.as_secs_f64() / answers,
        };
        if self.answers < 2 * self.allowed && elapsed < LONG && !self.is_clear(level) {
            return;
        }
        self.begin(now);
        self.step(level, now);
    }

    /// Whether one answer of each slot is enough.  A server far away waits for every measurement, with most slots idle.
    fn is_clear(&self, level: Level) -> bool {
        match self.course {
            Course::First => true,
            Course::Up(before, _) => level.throughput >= CLEAR * before.throughput,
            Course::Down(_) | Course::Steady(..) => false,
        }
    }

    fn begin(&mut self, now: Instant) {
        (self.start, self.answers, self.latency, self.held_up) = (now, 0, Duration::ZERO, false);
        self.skip = 0;
    }

    /// A request had to wait for the rate.
    pub(super) fn held_up(&mut self) {
        self.held_up = true;
    }

    fn step(&mut self, level: Level, now: Instant) {
        let pays = |before: Level| level.throughput >= WORTH * before.throughput;
        match self.course {
            Course::First if level.latency > CROWDED * self.quickest.as_secs_f64() && level.slots > 4 * self.least => {
                self.set(level.slots / 4, Course::Down(level));
            }
            Course::First => self.up(level, LEAP, now),
            Course::Down(before) if pays(before) => self.course = Course::Steady(level, now),
            Course::Down(before) => self.up(before, LEAP, now),
            Course::Up(before, _) if pays(before) => self.up(level, LEAP, now),
            Course::Up(before, LEAP) if before.slots * 2 < level.slots => self.up(before, 2, now),
            Course::Up(before, _) => self.set(before.slots, Course::Steady(before, now)),
            Course::Steady(best, _) if level.latency > 2.0 * best.latency && level.throughput < best.throughput => {
                self.set((self.allowed * 3 / 4).max(self.least), Course::Steady(level, now));
            }
            // After a complaint the rate says how much the server can bear; too few slots must not keep it from that.
            Course::Steady(best, since)
                if self.allowed < self.most && !self.held_up && (best.throughput == 0.0 || now > since + AGAIN) =>
            {
                self.up(level, 2, now);
            }
            Course::Steady(..) => {}
        }
    }

    /// Tries a multiple of a level, if the limit allows more.
    fn up(&mut self, level: Level, times: usize, now: Instant) {
        let more = (level.slots * times).min(self.most);
        let course = if more > level.slots { Course::Up(level, times) } else { Course::Steady(level, now) };
        self.set(more, course);
    }

    fn set(&mut self, allowed: usize, course: Course) {
        // More begin with connections, and of fewer some are still under way that were more.
        self.skip = allowed.max(self.allowed);
        (self.allowed, self.course) = (allowed, course);
    }

    /// A request found no descriptor, while so many others were under way: there are never to be more slots again.
    pub(super) fn no_descriptors(&mut self, now: Instant, under_way: usize) {
        let least = match self.lowered {
            // What began before the number was lowered says nothing new.
            Some((since, least)) if now < since + SETTLE => least,
            _ => (self.allowed * 3 / 4).max(self.least),
        };
        self.lowered.take_if(|(since, _)| now >= *since + SETTLE);
        self.lowered.get_or_insert((now, least));
        self.allowed = self.allowed.min(under_way.max(least));
        self.most = self.allowed;
        self.course = Course::First;
        self.begin(now);
    }

    /// The server complained.
    pub(super) fn throttled(&mut self, now: Instant) {
        self.allowed = (self.allowed / 2).max(self.least);
        let level = Level { slots: self.allowed, throughput: 0.0, latency: f64::INFINITY };
        self.course = Course::Steady(level, now);
        self.begin(now);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::cast_possible_truncation, reason = "small numbers")]
    /// Plays seconds against a server whose answers take `latency(slots)`: the number of slots in the end.
    fn play(slots: &mut Concurrency, start: Instant, from: u64, to: u64, latency: impl Fn(usize) -> Duration) -> usize {
        let mut now = start + Duration::from_secs(from);
        while now < start + Duration::from_secs(to) {
            let count = slots.allowed();
            let each = latency(count);
            for number in 1..=count {
                slots.answered(now + each * number as u32 / count as u32, each);
            }
            now += each;
        }
        slots.allowed()
    }

    #[test]
    #[expect(clippy::cast_possible_truncation, reason = "small numbers")]
    fn as_many_as_bring_more() {
        // (what, how long an answer takes with so many under way, the most, what is expected)
        type Case<'a> = (&'a str, &'a dyn Fn(usize) -> Duration, usize, usize);
        let ms = Duration::from_millis;
        let far = |_: usize| ms(50);
        let busy = |slots: usize| ms(5) * slots as u32 / 20;
        let thrashing = |slots: usize| ms(1).max(ms(1) * (slots * slots) as u32 / 256);
        let two_hundred = |slots: usize| ms(20).max(ms(20) * slots as u32 / 200);
        let table: [Case; 8] = [
            ("a server far away bears any number", &far, 64, 64),
            ("however many", &far, 512, 512),
            ("never above the most", &far, 100, 100),
            ("nor is the beginning", &far, 3, 3),
            ("a server that only gets slower is not given more", &busy, 512, 64),
            ("one that serves fewer the more there are is left with few", &thrashing, 64, 16),
            ("also where more are allowed", &thrashing, 512, 16),
            ("one that serves so many at once gets about as many", &two_hundred, 1_024, 256),
        ];
        for (what, latency, most, expected) in table {
            let start = Instant::now();
            let mut slots = Concurrency::new(1, most, start);
            // Some answer is the quickest: not all wait for each other.
            slots.answered(start, latency(1));
            assert_eq!(play(&mut slots, start, 0, 4, latency), expected, "{what}");
        }
    }

    #[test]
    #[expect(clippy::cast_possible_truncation, reason = "small numbers")]
    fn a_clear_gain_needs_one_answer_of_each_slot() {
        let (mut now, each) = (Instant::now(), Duration::from_millis(50));
        let mut slots = Concurrency::new(1, 512, now);
        let mut waves = Vec::new();
        while slots.allowed() < 512 {
            let count = slots.allowed();
            for number in 1..=count {
                slots.answered(now + each * number as u32 / count as u32, each);
            }
            waves.push(count);
            now += each;
        }
        assert_eq!(waves, [64, 64, 256, 256], "of each number the first answers are left out");
    }

    #[test]
    fn fewer_where_no_more_files_may_be_opened() {
        let start = Instant::now();
        let ms = Duration::from_millis;
        let mut slots = Concurrency::new(1, 1_000, start);
        let found = play(&mut slots, start, 0, 3, |_| ms(20));
        assert!(found > 100, "{found}");
        let now = start + Duration::from_secs(3);
        for under_way in (100..found).rev() {
            slots.no_descriptors(now, under_way);
        }
        assert_eq!(slots.allowed(), 100.max(found * 3 / 4), "as many as found one, and not much fewer at once");
        let kept = slots.allowed();
        assert_eq!(play(&mut slots, start, 5, 30, |_| ms(20)), kept, "more are not tried again");
        for second in 0..50 {
            slots.no_descriptors(start + Duration::from_secs(30 + second), 0);
        }
        assert_eq!(slots.allowed(), 1, "each core keeps one");
    }

    #[test]
    fn fewer_when_answers_take_longer_and_more_again_when_they_do_not() {
        let start = Instant::now();
        let ms = Duration::from_millis;
        let mut slots = Concurrency::new(2, 64, start);
        assert_eq!(play(&mut slots, start, 0, 3, |_| ms(20)), 64);
        let slow = play(&mut slots, start, 3, 5, |_| ms(200));
        assert_eq!(slow, 48);
        assert_eq!(play(&mut slots, start, 5, 20, |_| ms(20)), 64);
        slots.throttled(start + Duration::from_secs(20));
        assert_eq!(slots.allowed(), 32, "a 429 halves them");
        for _ in 0..10 {
            slots.throttled(start + Duration::from_secs(21));
        }
        assert_eq!(slots.allowed(), 2, "but leaves each core one");
    }
}
