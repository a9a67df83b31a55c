//! The retry rule: a pure function of the operation's effect, the cause of the failure and the clock.
//!
//! A read may be sent again after anything that another attempt may fix.  What cannot be taken back is sent again only
//! where it certainly was not processed: no connection was established, or the server refused to take it (429).

use std::time::Duration;

/// The first step of the exponential backoff.
const FIRST_STEP: Duration = Duration::from_millis(500);
/// The longest step.
const LONGEST_STEP: Duration = Duration::from_secs(8);
/// A longer `Retry-After` is read as this, so that no number overflows.
pub(crate) const LONGEST_RETRY_AFTER: Duration = Duration::from_hours(24);
/// Without a limit of the whole call, a longer wait is not begun.
pub(crate) const LONGEST_WAIT: Duration = Duration::from_hours(1);

/// What an operation does to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Effect {
    /// It changes nothing.
    Read,
    /// A deletion or a rescission: it cannot be taken back.
    Irreversible,
}

/// Why an attempt failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// No connection was established: nothing was sent.
    NotConnected,
    /// No connection was established, because this process may open no more files: nothing was sent.
    NoDescriptors,
    /// TLS failed (certificate, protocol): nothing was sent, and another attempt would fail too.
    NotTrusted,
    /// No connection was established within its limit: nothing was sent.
    ConnectTimeout,
    /// A time limit ended the attempt after a connection was established.
    TimedOut,
    /// The connection broke, or the body ended early.
    Broken,
    /// The same, on a connection kept from an earlier request: most likely the server had just closed it.
    Stale,
    /// The response is not HTTP.
    Garbled,
    /// A response that is no success.
    Status(u16),
    /// A 404 that is not in the API's own words: a gateway's, or the base URL is wrong.
    ForeignNotFound,
    /// A response whose error code is a refusal, whatever its status.
    Refused,
    /// A success that is not the requested answer.
    BadAnswer,
    /// An access-token provider gave no token: nothing was sent.
    NoToken,
    /// The client was closed, and of what cannot be taken back nothing was sent.
    Closed,
}

/// What the decision depends on besides the attempt itself.
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
    /// Report the failure.
    Stop,
}

/// Decides after attempt `attempt` (from 1) of at most `1 + max_retries`.
pub(crate) fn decide(effect: Effect, attempt: u32, max_retries: u32, cause: Cause, clock: Clock) -> Decision {
    if attempt > max_retries || !may_repeat(effect, cause) {
        return Decision::Stop;
    }
    let wait = match cause {
        // Nothing is overloaded; a new connection will do.
        Cause::Stale => Duration::ZERO,
        _ => clock.retry_after.unwrap_or_else(|| backoff(attempt, clock.chance)),
    };
    // With no time left after the wait, the next attempt could not begin.
    if wait >= clock.remaining.unwrap_or(LONGEST_WAIT) { Decision::Stop } else { Decision::Again(wait) }
}

/// Whether this may be sent again at all, regardless of time and attempts; also an error's `retryable`.
///
/// A read is sent again after the statuses that pass: a request that took too long to arrive (408), a server or a
/// gateway that is overloaded, restarts or lost its server (500, 502, 503, 504), and Cloudflare's equivalents (520 to
/// 524).
pub(crate) fn may_repeat(effect: Effect, cause: Cause) -> bool {
    match cause {
        Cause::NotConnected | Cause::NoDescriptors | Cause::ConnectTimeout | Cause::Status(429) => true,
        Cause::TimedOut | Cause::Broken | Cause::Stale | Cause::Status(408 | 500 | 502..=504 | 520..=524) => {
            effect == Effect::Read
        }
        Cause::NotTrusted
        | Cause::Garbled
        | Cause::Status(_)
        | Cause::ForeignNotFound
        | Cause::Refused
        | Cause::BadAnswer
        | Cause::NoToken
        | Cause::Closed => false,
    }
}

/// Exponential with full jitter: anything between nothing and the step.
fn backoff(attempt: u32, chance: f64) -> Duration {
    let step = FIRST_STEP.saturating_mul(1 << (attempt - 1).min(16)).min(LONGEST_STEP);
    step.mul_f64(chance)
}

/// Reads `Retry-After` in both its forms, seconds with decimals too, as some servers send them.
///
/// A date that has passed is no wait, and nothing is longer than [`LONGEST_RETRY_AFTER`].
pub(crate) fn parse_retry_after(text: &str, now: std::time::SystemTime) -> Option<Duration> {
    let text = text.trim();
    let wait = match seconds(text) {
        Some(seconds) => Duration::try_from_secs_f64(seconds).unwrap_or(Duration::MAX),
        None => httpdate::parse_http_date(text).ok()?.duration_since(now).unwrap_or_default(),
    };
    Some(wait.min(LONGEST_RETRY_AFTER))
}

/// A number without sign and exponent.
fn seconds(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    text.parse().ok().filter(|_| plain)
}

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::Cause::{
        BadAnswer, Broken, Closed, ConnectTimeout, ForeignNotFound, Garbled, NoDescriptors, NoToken, NotConnected,
        NotTrusted, Refused, Stale, Status, TimedOut,
    };
    use super::Effect::{Irreversible, Read};
    use super::*;

    const CLOCK: Clock = Clock { remaining: Some(Duration::from_mins(1)), retry_after: None, chance: 0.5 };

    #[test]
    fn retries_of_every_cause_and_effect() {
        // (cause, a read is sent again, what cannot be taken back is)
        let table = [
            (NotConnected, true, true),
            (NoDescriptors, true, true),
            (ConnectTimeout, true, true),
            (NotTrusted, false, false),
            (TimedOut, true, false),
            (Broken, true, false),
            (Stale, true, false),
            (Garbled, false, false),
            (BadAnswer, false, false),
            (Refused, false, false),
            (Closed, false, false),
            (NoToken, false, false),
            (ForeignNotFound, false, false),
        ];
        // Every status: (from, to, a read is sent again, what cannot be taken back is)
        let statuses = [
            (100, 407, false, false),
            (408, 408, true, false),
            (409, 428, false, false),
            (429, 429, true, true),
            (430, 499, false, false),
            (500, 500, true, false),
            (501, 501, false, false),
            (502, 504, true, false),
            (505, 519, false, false),
            (520, 524, true, false),
            (525, 599, false, false),
        ];
        let mut next = 100;
        let statuses = statuses.into_iter().flat_map(|(from, to, read, irreversible)| {
            assert_eq!(from, std::mem::replace(&mut next, to + 1), "no gap");
            (from..=to).map(move |status| (Status(status), read, irreversible))
        });
        for (cause, read, irreversible) in table.into_iter().chain(statuses) {
            for (effect, again) in [(Read, read), (Irreversible, irreversible)] {
                let decision = decide(effect, 1, 3, cause, CLOCK);
                assert_eq!(decision != Decision::Stop, again, "{effect:?} after {cause:?}");
                assert_eq!(may_repeat(effect, cause), again, "{effect:?} after {cause:?}");
                assert_eq!(decide(effect, 4, 3, cause, CLOCK), Decision::Stop, "retries are used up");
                assert_eq!(decide(effect, 1, 0, cause, CLOCK), Decision::Stop, "no retries wanted");
            }
        }
    }

    #[test]
    fn how_long_to_wait() {
        let ms = Duration::from_millis;
        // (attempt, chance, Retry-After, remaining, wait; None: the error comes at once)
        let table = [
            (1, 0.0, None, Some(ms(60_000)), Some(ms(0))),
            (1, 0.5, None, Some(ms(60_000)), Some(ms(250))),
            (2, 0.5, None, Some(ms(60_000)), Some(ms(500))),
            (3, 0.5, None, Some(ms(60_000)), Some(ms(1_000))),
            (5, 0.5, None, Some(ms(60_000)), Some(ms(4_000))),
            (6, 0.5, None, Some(ms(60_000)), Some(ms(4_000))),
            (90, 0.5, None, Some(ms(60_000)), Some(ms(4_000))),
            (90, 0.5, None, None, Some(ms(4_000))),
            (1, 0.5, Some(ms(0)), Some(ms(60_000)), Some(ms(0))),
            (1, 0.5, Some(ms(9_000)), Some(ms(60_000)), Some(ms(9_000))),
            (1, 0.5, Some(ms(60_000)), Some(ms(60_000)), None),
            (1, 0.5, Some(LONGEST_RETRY_AFTER), Some(ms(60_000)), None),
            (1, 0.5, Some(LONGEST_WAIT), Some(Duration::MAX), Some(LONGEST_WAIT)),
            (1, 0.5, Some(LONGEST_WAIT), None, None),
            (1, 0.5, Some(ms(3_599_999)), None, Some(ms(3_599_999))),
            (1, 0.5, None, Some(ms(250)), None),
            (1, 0.0, None, Some(ms(0)), None),
        ];
        for (attempt, chance, retry_after, remaining, wait) in table {
            let decision = decide(Read, attempt, 100, Status(503), Clock { remaining, retry_after, chance });
            assert_eq!(
                decision,
                wait.map_or(Decision::Stop, Decision::Again),
                "{attempt} {retry_after:?} {remaining:?}"
            );
        }
    }

    #[test]
    fn a_new_connection_is_not_waited_for() {
        assert_eq!(decide(Read, 3, 3, Stale, CLOCK), Decision::Again(Duration::ZERO));
    }

    #[test]
    fn retry_after_in_both_forms() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(784_111_777); // Sun, 06 Nov 1994 08:49:37 GMT
        let seconds = |s| Some(Duration::from_secs(s));
        for (text, wait) in [
            ("0", seconds(0)),
            ("120", seconds(120)),
            (" 7 ", seconds(7)),
            ("2.7", Some(Duration::from_millis(2_700))),
            ("3.0", seconds(3)),
            ("3.", seconds(3)),
            (".5", Some(Duration::from_millis(500))),
            ("0.000", seconds(0)),
            ("86400", Some(LONGEST_RETRY_AFTER)),
            ("86400.5", Some(LONGEST_RETRY_AFTER)),
            ("18446744073709551614", Some(LONGEST_RETRY_AFTER)),
            ("99999999999999999999999", Some(LONGEST_RETRY_AFTER)),
            ("99999999999999999999999.9", Some(LONGEST_RETRY_AFTER)),
            ("Fri, 31 Dec 9999 23:59:59 GMT", Some(LONGEST_RETRY_AFTER)),
            ("Sun, 06 Nov 1994 08:49:47 GMT", seconds(10)),
            ("Sunday, 06-Nov-94 08:49:47 GMT", seconds(10)),
            ("Sun Nov  6 08:49:47 1994", seconds(10)),
            ("Sun, 06 Nov 1994 08:49:27 GMT", seconds(0)),
            ("", None),
            ("-1", None),
            ("1.5.0", None),
            (".", None),
            ("1e9", None),
            ("+7", None),
            ("inf", None),
            ("nan", None),
            ("2,7", None),
            ("soon", None),
        ] {
            assert_eq!(parse_retry_after(text, now), wait, "{text:?}");
        }
    }
}
