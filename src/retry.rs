//! When a request is sent again: a pure function of the operation, what happened and the clock.
//!
//! A read may be sent again after anything that a second try may mend.  A delete is sent again only where it
//! certainly was not processed: no connection came about, or the server refused to take it (429).

use std::time::Duration;

/// The first step of the exponential backoff.
const FIRST_STEP: Duration = Duration::from_millis(500);
/// No step is longer.
const LONGEST_STEP: Duration = Duration::from_secs(8);

/// What an operation does to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    Read,
    Delete,
}

/// How one try went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Happened {
    /// No connection came about: nothing was sent.
    NotConnected,
    /// TLS was refused (certificate, protocol): nothing was sent, and a second try ends the same.
    NotTrusted,
    /// No connection came about within its limit: nothing was sent.
    ConnectTimeout,
    /// A time limit ended the try after a connection was there.
    TimedOut,
    /// The connection broke, or the body ended early.
    Broken,
    /// What came is not HTTP.
    Garbled,
    /// An answer that is no success.
    Status(u16),
    /// An answer whose error code settles the matter, whatever its status.
    Refused,
    /// A success that is not the answer asked for.
    BadAnswer,
}

/// What the decision may look at beside the try itself.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    /// How much is left of the whole call; `None` without limit.
    pub(crate) remaining: Option<Duration>,
    /// How long the server asked to wait.
    pub(crate) retry_after: Option<Duration>,
    /// A random number out of [0, 1).
    pub(crate) chance: f64,
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// Wait, then send again.
    Again(Duration),
    /// Report what happened.
    Stop,
}

/// Decides after the try number `attempt` (from 1) of at most `1 + max_retries`.
pub(crate) fn decide(effect: Effect, attempt: u32, max_retries: u32, happened: Happened, clock: Clock) -> Decision {
    if attempt > max_retries || !may_repeat(effect, happened) {
        return Decision::Stop;
    }
    let wait = clock.retry_after.unwrap_or_else(|| backoff(attempt, clock.chance));
    // With no time left after the wait the next try could not even begin.
    match clock.remaining {
        Some(remaining) if wait >= remaining => Decision::Stop,
        _ => Decision::Again(wait),
    }
}

/// Whether this may be sent again at all, time and tries aside; also what an error says as `retryable`.
pub(crate) fn may_repeat(effect: Effect, happened: Happened) -> bool {
    match happened {
        Happened::NotConnected | Happened::ConnectTimeout | Happened::Status(429) => true,
        Happened::TimedOut | Happened::Broken | Happened::Status(500 | 502 | 503 | 504) => effect == Effect::Read,
        Happened::NotTrusted | Happened::Garbled | Happened::Status(_) | Happened::Refused | Happened::BadAnswer => {
            false
        }
    }
}

/// Exponential with full jitter: anything between nothing and the step.
fn backoff(attempt: u32, chance: f64) -> Duration {
    let step = FIRST_STEP.saturating_mul(1 << (attempt - 1).min(16)).min(LONGEST_STEP);
    step.mul_f64(chance)
}

/// Reads `Retry-After` in both its forms; a date that has passed is no wait.
pub(crate) fn parse_retry_after(text: &str, now: std::time::SystemTime) -> Option<Duration> {
    let text = text.trim();
    if !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) {
        return Some(text.parse().map_or(Duration::MAX, Duration::from_secs));
    }
    let until = httpdate::parse_http_date(text).ok()?;
    Some(until.duration_since(now).unwrap_or_default())
}
