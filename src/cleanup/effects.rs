//! The one place through which every effect on disk and network goes.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::time::{Instant, SystemTime};

use crate::audit::time_text;
use crate::folder;

/// A kind of effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Effect {
    Lock,
    Create,
    Write,
    Sync,
    Truncate,
    Rename,
    /// A request that changes nothing.
    Read,
    /// A deletion: before it is sent, and after its answer has come.
    Delete,
    /// A video that is fetched to a file.
    Download,
}

/// Whether an effect may take place.
#[derive(Debug)]
#[cfg_attr(not(test), expect(dead_code, reason = "outside of tests everything passes"))]
pub(super) enum Verdict {
    Pass,
    /// Before: it does not happen.  After: nobody hears of it.
    Fail(io::Error),
    /// Of a write only so many bytes reach the disk, then it fails.
    Tear(usize),
}

/// Performs the effects, and is asked before and after each one.
pub(super) trait Effects: Send + Sync {
    fn before(&self, effect: Effect) -> Verdict {
        let _ = effect;
        Verdict::Pass
    }

    fn after(&self, effect: Effect) -> Verdict {
        let _ = effect;
        Verdict::Pass
    }

    /// The wall clock, which people may set.
    fn wall(&self) -> SystemTime {
        SystemTime::now()
    }
}

/// Lets every effect take place.
pub(super) struct RealEffects;

impl Effects for RealEffects {}

impl dyn Effects + '_ {
    /// Asks before an effect.
    pub(super) fn enter(&self, effect: Effect) -> io::Result<()> {
        match self.before(effect) {
            Verdict::Pass => Ok(()),
            Verdict::Fail(error) => Err(error),
            Verdict::Tear(_) => Err(io::Error::other("only a write can be torn")),
        }
    }

    /// Asks after it.
    pub(super) fn leave(&self, effect: Effect) -> io::Result<()> {
        match self.after(effect) {
            Verdict::Fail(error) => Err(error),
            Verdict::Pass | Verdict::Tear(_) => Ok(()),
        }
    }

    fn effect<T>(&self, effect: Effect, act: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
        self.enter(effect)?;
        let done = act()?;
        self.leave(effect)?;
        Ok(done)
    }

    /// A new file to append to; there must be none.
    pub(super) fn create(&self, path: &Path) -> io::Result<File> {
        self.effect(Effect::Create, || {
            let file = OpenOptions::new().append(true).create_new(true).open(path)?;
            folder::sync(path)?;
            Ok(file)
        })
    }

    /// Writes at the end of a file that is open for that.
    pub(super) fn write(&self, mut file: &File, bytes: &[u8]) -> io::Result<()> {
        match self.before(Effect::Write) {
            Verdict::Pass => file.write_all(bytes)?,
            Verdict::Fail(error) => return Err(error),
            Verdict::Tear(length) => {
                file.write_all(&bytes[..length.min(bytes.len())])?;
                return Err(io::Error::other("torn"));
            }
        }
        self.leave(Effect::Write)
    }

    /// Waits until what was written is on the disk.
    pub(super) fn sync(&self, file: &File) -> io::Result<()> {
        self.effect(Effect::Sync, || file.sync_all())
    }

    /// Cuts a file.
    pub(super) fn truncate(&self, file: &File, length: u64) -> io::Result<()> {
        self.effect(Effect::Truncate, || file.set_len(length))
    }

    /// Gives a finished file its name, under which there must be none.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.effect(Effect::Rename, || folder::put(from, to).and_then(|()| folder::sync(to)))
    }

    /// Locks a file against other processes, and threads, for as long as it is open; none if another one has it.
    pub(super) fn lock(&self, path: &Path) -> io::Result<Option<File>> {
        self.effect(Effect::Lock, || {
            let file = OpenOptions::new().write(true).create(true).truncate(false).open(path)?;
            match file.try_lock() {
                Ok(()) => Ok(Some(file)),
                Err(fs::TryLockError::WouldBlock) => Ok(None),
                Err(fs::TryLockError::Error(error)) => Err(error),
            }
        })
    }

    /// The moment it is.
    pub(super) fn now(&self) -> Moment {
        Moment { steady: Instant::now(), wall: self.wall() }
    }
}

/// A moment by two clocks: one that nobody can set, and one that continues while the machine sleeps.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    steady: Instant,
    wall: SystemTime,
}

impl Moment {
    /// How long ago an earlier moment was, by the clock that says more.
    pub(super) fn since(self, earlier: Self) -> std::time::Duration {
        let wall = self.wall.duration_since(earlier.wall).unwrap_or_default();
        self.steady.saturating_duration_since(earlier.steady).max(wall)
    }

    /// As ISO 8601.
    pub(super) fn text(self) -> String {
        time_text(self.unix_us())
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    pub(super) fn unix_us(self) -> i64 {
        let since_1970 = self.wall.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since_1970.as_micros()).unwrap_or(i64::MAX)
    }
}
