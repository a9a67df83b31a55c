//! Stopped before and after each effect, as by `kill -9`.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard};

use super::*;
use crate::cleanup::effects::{Effect, Verdict};

/// Lets so many effects pass; from then on nothing has an effect.
pub(super) struct CrashAt {
    left: AtomicUsize,
    /// Whether the last effect still happens, and only nobody hears of it.
    after: bool,
    /// Whether a write is torn instead.
    torn: bool,
    crashed: AtomicBool,
    /// The effect at which it was.
    at: Mutex<Option<Effect>>,
}

impl CrashAt {
    pub(super) fn new(effects: usize, after: bool, torn: bool) -> Self {
        Self { left: AtomicUsize::new(effects), after, torn, crashed: AtomicBool::new(false), at: Mutex::default() }
    }

    pub(super) fn has_crashed(&self) -> bool {
        self.crashed.load(Ordering::SeqCst)
    }

    fn reached(&self) -> MutexGuard<'_, Option<Effect>> {
        self.at.lock().unwrap()
    }

    fn crashed() -> Verdict {
        Verdict::Fail(io::Error::other("crashed"))
    }
}

impl Effects for CrashAt {
    fn before(&self, effect: Effect) -> Verdict {
        if self.crashed.load(Ordering::SeqCst) {
            return Self::crashed();
        }
        let left = self.left.fetch_update(Ordering::SeqCst, Ordering::SeqCst, |left| left.checked_sub(1));
        if left.is_err() {
            *self.reached() = Some(effect);
        }
        match left {
            Ok(_) => Verdict::Pass,
            Err(_) if self.after => {
                // This one still happens.
                self.crashed.store(true, Ordering::SeqCst);
                Verdict::Pass
            }
            Err(_) => {
                self.crashed.store(true, Ordering::SeqCst);
                if self.torn && effect == Effect::Write {
                    Verdict::Tear(fastrand::usize(0..200))
                } else {
                    Self::crashed()
                }
            }
        }
    }

    fn after(&self, _: Effect) -> Verdict {
        if self.crashed.load(Ordering::SeqCst) { Self::crashed() } else { Verdict::Pass }
    }
}

/// Crashes once at each effect, then resumes: every other time with another crash first.
///
/// The points are shared out among threads, each with an emulator of its own.
fn crash_everywhere(items: usize, archive: Option<Archive>, concurrency: usize, after: bool, torn: bool) {
    let (next, end) = (AtomicUsize::new(0), AtomicUsize::new(usize::MAX));
    let reached = Mutex::new(HashSet::new());
    let threads = std::thread::available_parallelism().map_or(2, |count| count.get().clamp(2, 8));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let stage = Stage::new(items, archive, &[]);
                loop {
                    let point = next.fetch_add(1, Ordering::SeqCst);
                    if point > end.load(Ordering::SeqCst) {
                        return;
                    }
                    stage.restart();
                    let crash = CrashAt::new(point, after, torn);
                    crash_once(&stage, concurrency, &crash, point);
                    let Some(effect) = *crash.reached() else {
                        end.fetch_min(point, Ordering::SeqCst);
                        return;
                    };
                    reached.lock().unwrap().insert(effect);
                }
            });
        }
    });
    let points = end.load(Ordering::SeqCst);
    let (least, wanted) = match archive {
        None => (7, &[Effect::Lock, Effect::Create, Effect::Write, Effect::Sync, Effect::Read, Effect::Delete][..]),
        Some(_) => {
            (17, &[Effect::Lock, Effect::Create, Effect::Write, Effect::Sync, Effect::Rename, Effect::Delete][..])
        }
    };
    assert!(points > items * least / concurrency, "only {points} points");
    for effect in wanted {
        assert!(reached.lock().unwrap().contains(effect), "never stopped at {effect:?}");
    }
}

fn crash_once(stage: &Stage, concurrency: usize, crash: &CrashAt, point: usize) {
    let items = stage.ids.len();
    let options = ApplyOptions { concurrency, ..stage.options() };
    let first = stage.run(Mode::Apply, crash, &options);
    let what = format!("crash at effect {point} ({:?}), after: {}", crash.reached(), crash.after);
    stage.check(&what);
    if !crash.has_crashed() {
        assert_eq!(count(&first.unwrap().report, State::Accepted), items);
        return;
    }
    if point.is_multiple_of(2) && stage.folder.journal().exists() {
        let again = CrashAt::new(point / 3 % (items * 4), !crash.after, crash.torn);
        drop(stage.run(Mode::Resume, &again, &options));
        stage.check(&format!("{what}, then at {}", point / 3 % (items * 4)));
    }
    let mode = if stage.folder.journal().exists() { Mode::Resume } else { Mode::Apply };
    let applied = stage.run(mode, &RealEffects, &options).unwrap_or_else(|failure| panic!("{what}: {failure}"));
    stage.check(&what);
    let report = &applied.report;
    assert!(report.is_closed() && adds_up(report), "invariant 7, {what}: {:?}", report.counts());
    let unknown: usize = State::ALL.iter().filter(|it| it.is_unknown()).map(|it| count(report, *it)).sum();
    assert_eq!(count(report, State::Accepted) + unknown, items, "{what}: {:?}", report.counts());
    assert!(unknown <= 2 * concurrency, "{what}: {:?}", report.counts());
    // Invariant 6: what is accepted was answered by a 2xx, which the emulator counts as applied.
    for (place, id) in stage.ids.iter().enumerate() {
        if report.state(place) == State::Accepted {
            assert_eq!(stage.emulator.package_state(id).deleted_count, 1, "invariant 6, {what}: {id}");
        }
    }
}

#[test]
fn before_each_effect_one_by_one() {
    crash_everywhere(20, Some(Archive::Data), 1, false, false);
}

#[test]
fn after_each_effect_one_by_one() {
    crash_everywhere(20, Some(Archive::Data), 1, true, false);
}

#[test]
fn before_each_effect_with_torn_writes() {
    crash_everywhere(20, None, 4, false, true);
}

#[test]
fn after_each_effect_at_once() {
    crash_everywhere(20, None, 4, true, false);
}
