//! The traffic of an audit: how many requests are under way, and when the next may go out.

use std::cell::Cell;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, timeout};

use super::slots::Slots;
use crate::call::{Gate, Open};
use crate::client::Client;
use crate::error::{Error, Kind};
use crate::retry::{Cause, LONGEST_WAIT};

/// How long a request waits for others to end, where no more files may be opened.
const DESCRIPTOR_WAIT: Duration = Duration::from_millis(100);

/// After so many calls in a row that ended for want of access an audit sends nothing more: to go on with a key or a token
/// that is no longer accepted locks accounts and bans addresses.
const WITHOUT_ACCESS: u32 = 5;

/// What all slots of an audit keep to.
pub(crate) struct Traffic {
    /// To be locked before the client's rate, where both are.
    state: Mutex<State>,
    /// How many slots may work: those that [`Slots`] allows, and one for each that rests between two tries.
    allowed: watch::Sender<usize>,
    refused: AtomicU64,
    /// How many calls are under way, those included that rest.
    calls: AtomicUsize,
}

struct State {
    slots: Slots,
    /// How many rest between two tries.
    resting: usize,
    /// How many calls in a row ended for want of access, and what the last of them said.
    without_access: (u32, Option<Error>),
    /// Since when every answer was a 429.
    refused_since: Option<std::time::Instant>,
}

/// Why an audit does not wait: it would be for longer than a single call may take.
pub(crate) enum Hopeless {
    /// The server asked to send nothing for so long.
    Pause(Duration),
    /// For so long it has answered nothing but 429.
    Refused(Duration),
    /// It does not accept the key or the token, or there is none: as this error says.
    NoAccess(Error),
}

impl Traffic {
    pub(crate) fn new(cores: usize, concurrency: usize) -> Self {
        let slots = Slots::new(cores, concurrency, std::time::Instant::now());
        let (allowed, _) = watch::channel(slots.allowed());
        Self {
            state: Mutex::new(State { slots, resting: 0, without_access: (0, None), refused_since: None }),
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

    /// Waits until a request may go out; tells at once if there is no point in it.
    pub(crate) async fn admit(&self, client: &Client) -> Result<(), Hopeless> {
        loop {
            if let (WITHOUT_ACCESS.., Some(error)) = &self.state().without_access {
                return Err(Hopeless::NoAccess(error.clone()));
            }
            let now = std::time::Instant::now();
            let refused = self.refused_for(now);
            let place = {
                let mut rate = client.rate();
                let limit = client.settings().timeout.unwrap_or(LONGEST_WAIT);
                let pause = rate.pause(now);
                if pause >= limit {
                    return Err(Hopeless::Pause(pause));
                }
                if refused >= limit {
                    return Err(Hopeless::Refused(refused));
                }
                rate.reserve(now)
            };
            let (Ok(wait) | Err(wait)) = place;
            if place == Ok(Duration::ZERO) {
                break;
            }
            self.state().slots.held_up();
            client.wait(wait).await;
            // Another slot may have heard a complaint meanwhile.  A closed client answers by itself.
            let free = place.is_ok() && client.rate().pause(std::time::Instant::now()).is_zero();
            if free || client.is_closed() {
                break;
            }
        }
        Open.enter(client, None).await;
        Ok(())
    }

    /// Hears how a call ended.  Only what the API said to this key or token counts as access; once a run of calls had
    /// none, the audit sends nothing more.
    pub(super) fn ended<T>(&self, result: &Result<T, Error>) {
        let mut state = self.state();
        if state.without_access.0 >= WITHOUT_ACCESS {
            return;
        }
        match result.as_ref().map_err(|error| (error.kind(), error)) {
            Ok(_) | Err((Kind::NotFound | Kind::PermissionDenied, _)) => state.without_access = (0, None),
            Err((Kind::Authentication | Kind::Configuration, error)) => {
                state.without_access = (state.without_access.0 + 1, Some(error.clone()));
            }
            Err(_) => {}
        }
    }

    fn publish(&self, state: &State) {
        let allowed = state.slots.allowed() + state.resting;
        self.allowed.send_if_modified(|value| std::mem::replace(value, allowed) != allowed);
    }

    fn refused_for(&self, now: std::time::Instant) -> Duration {
        if self.refused() == 0 {
            return Duration::ZERO;
        }
        self.state().refused_since.map_or(Duration::ZERO, |since| now.saturating_duration_since(since))
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The gate of one call.  Its first request was admitted before the call began, so that the time in the line does not
/// count as the call's.
pub(crate) struct Line<'a> {
    client: &'a Client,
    traffic: &'a Traffic,
    admitted: Cell<bool>,
    resting: Cell<bool>,
}

impl<'a> Line<'a> {
    pub(crate) fn new(client: &'a Client, traffic: &'a Traffic) -> Self {
        traffic.calls.fetch_add(1, Ordering::Relaxed);
        Self { client, traffic, admitted: Cell::new(true), resting: Cell::new(false) }
    }

    /// Begins or ends the rest between two tries, in which another slot may work.
    fn rest(&self, state: &mut State, resting: bool) {
        match (self.resting.replace(resting), resting) {
            (false, true) => state.resting += 1,
            (true, false) => state.resting -= 1,
            _ => {}
        }
        self.traffic.publish(state);
    }
}

impl Drop for Line<'_> {
    fn drop(&mut self) {
        self.traffic.calls.fetch_sub(1, Ordering::Relaxed);
        if self.resting.get() {
            self.rest(&mut self.traffic.state(), false);
        }
    }
}

impl Gate for Line<'_> {
    async fn enter(&self, client: &Client, limit: Option<Duration>) -> bool {
        // Another call may have heard a complaint since it was admitted.
        if self.admitted.replace(false) && client.rate().pause(std::time::Instant::now()).is_zero() {
            return true;
        }
        self.rest(&mut self.traffic.state(), false);
        let admit = self.traffic.admit(client);
        match limit {
            None => admit.await.is_ok(),
            Some(limit) => timeout(limit, admit).await.is_ok_and(|admitted| admitted.is_ok()),
        }
    }

    async fn wait_for_descriptors(&self, client: &Client, limit: Option<Duration>) -> bool {
        if limit.is_some_and(|limit| limit <= DESCRIPTOR_WAIT) || client.is_closed() {
            return false;
        }
        // While it waits it is none of those that have one.
        let others = self.traffic.calls.fetch_sub(1, Ordering::Relaxed) - 1;
        {
            let mut state = self.traffic.state();
            let under_way = others.saturating_sub(state.resting);
            state.slots.no_descriptors(std::time::Instant::now(), under_way);
            self.traffic.publish(&state);
        }
        client.wait(DESCRIPTOR_WAIT.mul_f64(0.5 + fastrand::f64() / 2.0)).await;
        self.traffic.calls.fetch_add(1, Ordering::Relaxed);
        // It goes out in the place that it had.
        self.admitted.set(true);
        true
    }

    fn passed(&self, sent: Instant, cause: Option<Cause>, retry_after: Option<Duration>) {
        let (sent, now) = (sent.into_std(), std::time::Instant::now());
        let overload = match cause {
            Some(Cause::Status(429)) => true,
            // A server that says how long it will be away is believed, too.
            Some(Cause::Status(503)) => retry_after.is_some(),
            _ => false,
        };
        let mut state = self.traffic.state();
        if overload {
            self.traffic.refused.fetch_add(1, Ordering::Relaxed);
            state.refused_since.get_or_insert(sent);
            if self.client.rate().throttled(now, sent, retry_after) {
                state.slots.throttled(now);
            }
        } else {
            self.client.rate().served(now);
            state.refused_since = None;
            state.slots.answered(now, now.saturating_duration_since(sent));
        }
        self.rest(&mut state, cause.is_some());
    }
}
