//! What all connections of one emulator share.

use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::Options;
use super::account::Account;
use super::fault::Faults;
use super::journal::Journal;
use super::limit::Limit;
use super::list::Matches;
use super::population::Population;
use super::videos::VideoUrls;

pub(super) struct Shared {
    pub(super) options: Options,
    pub(super) population: Arc<Population>,
    pub(super) matches: Matches,
    pub(super) faults: Faults,
    pub(super) video_urls: Arc<VideoUrls>,
    pub(super) started: Instant,
    /// How many connections were accepted.
    pub(super) connections: AtomicU64,
    account: Mutex<Account>,
    journal: Mutex<Journal>,
    limit: Mutex<Option<Limit>>,
}

impl Shared {
    pub(super) fn new(mut options: Options, videos_base: String) -> Self {
        let population = Arc::new(Population::new(options.seed, options.packages));
        let video_urls = Arc::new(VideoUrls::new(videos_base, options.video_url_lifetime));
        let account = Account::new(Arc::clone(&population), Arc::clone(&video_urls));
        Self {
            population,
            matches: Matches::default(),
            faults: Faults::new(options.seed, std::mem::take(&mut options.faults)),
            video_urls,
            started: Instant::now(),
            connections: AtomicU64::new(0),
            account: Mutex::new(account),
            journal: Mutex::default(),
            limit: Mutex::new(options.requests_per_second.map(Limit::new)),
            options,
        }
    }

    pub(super) fn account(&self) -> MutexGuard<'_, Account> {
        lock(&self.account)
    }

    pub(super) fn journal(&self) -> MutexGuard<'_, Journal> {
        lock(&self.journal)
    }

    /// Lets a request through, or says how many seconds it must wait.
    pub(super) fn limit(&self) -> Result<(), u64> {
        lock(&self.limit).as_mut().map_or(Ok(()), Limit::take)
    }

    /// Back to the beginning, without faults.
    pub(super) fn reset(&self) {
        *self.account() = Account::new(Arc::clone(&self.population), Arc::clone(&self.video_urls));
        self.journal().clear();
        self.faults.reset();
        *lock(&self.limit) = self.options.requests_per_second.map(Limit::new);
    }
}

/// A thread that panicked while it held the lock has left nothing half-done that matters to a test.
pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
