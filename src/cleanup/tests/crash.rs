//! Stopped before and after each effect, as by `kill -9`.

use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

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
}

impl CrashAt {
    pub(super) fn new(effects: usize, after: bool, torn: bool) -> Self {
        Self { left: AtomicUsize::new(effects), after, torn, crashed: AtomicBool::new(false) }
    }

    pub(super) fn has_crashed(&self) -> bool {
        self.crashed.load(Ordering::SeqCst)
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

/// Crashes once at each effect, then resumes: at first with another crash every other time.
fn crash_everywhere(items: usize, archive: Option<Archive>, concurrency: usize, after: bool, torn: bool) {
    let mut points = 0;
    for effects in 0.. {
        let stage = Stage::new(items, archive, &[]);
        let options = ApplyOptions { concurrency, ..stage.options() };
        let crash = CrashAt::new(effects, after, torn);
        let first = stage.run(Mode::Apply, &crash, &options);
        let what = format!("crash at effect {effects}, after: {after}");
        stage.check(&what);
        if !crash.crashed.load(Ordering::SeqCst) {
            assert_eq!(count(&first.unwrap().report, State::Accepted), items);
            break;
        }
        points += 1;
        if effects % 2 == 0 && stage.folder.journal().exists() {
            let crash = CrashAt::new(effects / 3 % 17, !after, torn);
            drop(stage.run(Mode::Resume, &crash, &options));
            stage.check(&format!("{what}, then at {}", effects / 3 % 17));
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
    assert!(points > items * 6, "only {points} points");
}

#[test]
fn before_each_effect_one_by_one() {
    crash_everywhere(6, Some(Archive::Data), 1, false, false);
}

#[test]
fn after_each_effect_one_by_one() {
    crash_everywhere(6, Some(Archive::Data), 1, true, false);
}

#[test]
fn before_each_effect_with_torn_writes() {
    crash_everywhere(6, None, 4, false, true);
}

#[test]
fn after_each_effect_at_once() {
    crash_everywhere(6, None, 4, true, false);
}
