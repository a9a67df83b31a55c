//! The limiter of one run, an audit or a clean-up, and the permits that its calls get.

use std::cell::Cell;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, timeout};

use super::concurrency::Concurrency;
use super::refusal::{Access, Refusal};
use super::{Pacer, Permits};
use crate::error::Error;
use crate::guard::lock;
use crate::retry::{Cause, LONGEST_WAIT};

/// How long a request waits for others to end, where no more files may be opened.
const DESCRIPTOR_WAIT: Duration = Duration::from_millis(100);

/// What all slots of a run keep to.
pub(crate) struct Limiter {
    /// To be locked before the pacer's rate, where both are.
    state: Mutex<State>,
    /// How many slots may work: those that [`Concurrency`] allows, and one for each that rests between two attempts.
    allowed: watch::Sender<usize>,
    refused: AtomicU64,
    /// How many calls are under way, those included that rest.
    calls: AtomicUsize,
}

struct State {
    concurrency: Concurrency,
    /// How many rest between two attempts.
    resting: usize,
    access: Access,
    /// Since when every answer was a 429.
    refused_since: Option<std::time::Instant>,
}

impl Limiter {
    /// For so many cores, each of which keeps a slot, and at most so many requests at once.
    pub(crate) fn new(cores: usize, most: usize) -> Self {
        let concurrency = Concurrency::new(cores, most, std::time::Instant::now());
        let (allowed, _) = watch::channel(concurrency.allowed());
        Self {
            state: Mutex::new(State { concurrency, resting: 0, access: Access::default(), refused_since: None }),
            allowed,
            refused: AtomicU64::new(0),
            calls: AtomicUsize::new(0),
        }
    }

    /// How many answers were 429.
    pub(crate) fn refused(&self) -> u64 {
        self.refused.load(Ordering::Relaxed)
    }

    /// Waits until the slot of this number may work.
    pub(crate) async fn slot(&self, number: usize) {
        if number < *self.allowed.borrow() {
            return;
        }
        // The sender lives as long as `self`.
        let _ = self.allowed.subscribe().wait_for(|&allowed| number < allowed).await;
    }

    /// Waits until a request may go out; refuses at once if there is no point in it.
    pub(crate) async fn acquire<'a>(&'a self, pacer: &'a Pacer) -> Result<Permit<'a>, Refusal> {
        self.wait_for_turn(pacer).await?;
        Ok(self.permit(pacer))
    }

    /// The permit of a call whose turn has come already.
    pub(crate) fn permit<'a>(&'a self, pacer: &'a Pacer) -> Permit<'a> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        Permit { pacer, limiter: self, acquired: Cell::new(true), resting: Cell::new(false) }
    }

    /// As [`Limiter::acquire`], for a call that begins later.
    pub(crate) async fn wait_for_turn(&self, pacer: &Pacer) -> Result<(), Refusal> {
        let limit = pacer.timeout.unwrap_or(LONGEST_WAIT);
        loop {
            if let Some(refusal) = lock(&self.state).access.refusal() {
                return Err(refusal);
            }
            let now = std::time::Instant::now();
            let refused = self.refused_for(now);
            let place = {
                let mut rate = lock(&pacer.rate);
                let pause = rate.pause(now);
                if pause >= limit {
                    return Err(Refusal::Pause(pause));
                }
                if refused >= limit {
                    return Err(Refusal::Throttled(refused));
                }
                rate.reserve(now)
            };
            let (Ok(wait) | Err(wait)) = place;
            if place == Ok(Duration::ZERO) {
                break;
            }
            lock(&self.state).concurrency.held_up();
            pacer.wait(wait).await;
            // Another slot may have heard a complaint meanwhile.  A closed client answers by itself.
            if (place.is_ok() && !pacer.is_paused()) || pacer.is_closed() {
                break;
            }
        }
        pacer.acquire(None).await;
        Ok(())
    }

    /// A call ended so.
    pub(crate) fn on_outcome<T>(&self, result: &Result<T, Error>) {
        lock(&self.state).access.on_outcome(result.as_ref().err());
    }

    fn publish(&self, state: &State) {
        let allowed = state.concurrency.allowed() + state.resting;
        self.allowed.send_if_modified(|value| std::mem::replace(value, allowed) != allowed);
    }

    fn refused_for(&self, now: std::time::Instant) -> Duration {
        if self.refused() == 0 {
            return Duration::ZERO;
        }
        lock(&self.state).refused_since.map_or(Duration::ZERO, |since| now.saturating_duration_since(since))
    }
}

impl Pacer {
    fn is_closed(&self) -> bool {
        *self.closed.borrow()
    }

    /// Whether the server wants nothing at all at the moment.
    fn is_paused(&self) -> bool {
        !lock(&self.rate).pause(std::time::Instant::now()).is_zero()
    }
}

/// The permits of one call.  The first one was acquired before the call began, so that the wait for it does not count as
/// the call's.
pub(crate) struct Permit<'a> {
    pacer: &'a Pacer,
    limiter: &'a Limiter,
    acquired: Cell<bool>,
    resting: Cell<bool>,
}

impl Permit<'_> {
    /// Begins or ends the rest between two attempts, in which another slot may work.
    fn rest(&self, state: &mut State, resting: bool) {
        match (self.resting.replace(resting), resting) {
            (false, true) => state.resting += 1,
            (true, false) => state.resting -= 1,
            _ => {}
        }
        self.limiter.publish(state);
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        self.limiter.calls.fetch_sub(1, Ordering::Relaxed);
        if self.resting.get() {
            self.rest(&mut lock(&self.limiter.state), false);
        }
    }
}

impl Permits for Permit<'_> {
    async fn acquire(&self, limit: Option<Duration>) -> bool {
        // Another call may have heard a complaint since it was acquired.
        if self.acquired.replace(false) && !self.pacer.is_paused() {
            return true;
        }
        self.rest(&mut lock(&self.limiter.state), false);
        let turn = self.limiter.wait_for_turn(self.pacer);
        match limit {
            None => turn.await.is_ok(),
            Some(limit) => timeout(limit, turn).await.is_ok_and(|turn| turn.is_ok()),
        }
    }

    async fn wait_for_descriptors(&self, limit: Option<Duration>) -> bool {
        if limit.is_some_and(|limit| limit <= DESCRIPTOR_WAIT) || self.pacer.is_closed() {
            return false;
        }
        // While it waits it is none of those that have one.
        let others = self.limiter.calls.fetch_sub(1, Ordering::Relaxed) - 1;
        {
            let mut state = lock(&self.limiter.state);
            let under_way = others.saturating_sub(state.resting);
            state.concurrency.no_descriptors(std::time::Instant::now(), under_way);
            self.limiter.publish(&state);
        }
        self.pacer.wait(DESCRIPTOR_WAIT.mul_f64(0.5 + fastrand::f64() / 2.0)).await;
        self.limiter.calls.fetch_add(1, Ordering::Relaxed);
        // It goes out in the place that it had.
        self.acquired.set(true);
        true
    }

    fn on_response(&self, sent: Instant, cause: Option<Cause>, retry_after: Option<Duration>) {
        let (sent, now) = (sent.into_std(), std::time::Instant::now());
        let overload = match cause {
            Some(Cause::Status(429)) => true,
            // A server that says how long it will be away is believed, too.
            Some(Cause::Status(503)) => retry_after.is_some(),
            _ => false,
        };
        let mut state = lock(&self.limiter.state);
        if overload {
            self.limiter.refused.fetch_add(1, Ordering::Relaxed);
            state.refused_since.get_or_insert(sent);
            if lock(&self.pacer.rate).throttled(now, sent, retry_after) {
                state.concurrency.throttled(now);
            }
        } else {
            lock(&self.pacer.rate).served(now);
            state.refused_since = None;
            state.concurrency.answered(now, now.saturating_duration_since(sent));
        }
        self.rest(&mut state, cause.is_some());
    }
}
