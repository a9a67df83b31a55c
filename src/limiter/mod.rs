//! The rate limiter: when a request is sent, how fast, and how many at once.
//!
//! `requests_per_second` is a token bucket ([`bucket`]), which a client's [`Pacer`] keeps for all of its calls.  An audit
//! or a clean-up also has a [`Limiter`], which learns the limits of the server:
//!
//! - the rate from its 429s, in the way of TCP CUBIC ([`rate`]); the client's next audit starts from it;
//! - the number of requests under way from its latency and throughput, by hill climbing ([`concurrency`]);
//! - that it accepts no key or token of this client, after which nothing more is sent ([`refusal`]).
//!
//! A call acquires a permit before each attempt, and reports the response to it.

mod bucket;
#[cfg(feature = "audit")]
mod concurrency;
#[cfg(feature = "audit")]
mod permit;
#[cfg(feature = "audit")]
mod rate;
#[cfg(feature = "audit")]
mod refusal;

use std::sync::Mutex;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::{Instant, timeout};

use self::bucket::Bucket;
#[cfg(feature = "audit")]
pub(crate) use self::permit::Limiter;
#[cfg(feature = "cleanup")]
pub(crate) use self::permit::Permit;
#[cfg(feature = "audit")]
use self::rate::Rate;
use crate::guard::lock;
use crate::retry::Cause;

/// What a call acquires its permits from.
pub(crate) trait Permits {
    /// Waits until an attempt may be sent; false if that is not within `limit`.
    async fn acquire(&self, limit: Option<Duration>) -> bool;

    /// An attempt could not go out, because this process may open no more files.  Whether it is to go out all the same,
    /// after a wait.
    async fn wait_for_descriptors(&self, limit: Option<Duration>) -> bool;

    /// Reports the attempt that was sent at `sent`: the cause of its failure, or none.
    fn on_response(&self, sent: Instant, cause: Option<Cause>, retry_after: Option<Duration>);
}

/// Paces the requests of one client.
pub(crate) struct Pacer {
    /// The option `requests_per_second`.
    ceiling: Option<Mutex<Bucket>>,
    /// What audits learned of the server's limit.
    #[cfg(feature = "audit")]
    rate: Mutex<Rate>,
    /// A permit that takes longer is refused: the client's timeout.
    #[cfg(feature = "audit")]
    timeout: Option<Duration>,
    closed: watch::Sender<bool>,
}

impl Pacer {
    /// `closed` ends every wait.
    pub(crate) fn new(
        requests_per_second: Option<f64>,
        #[cfg_attr(not(feature = "audit"), expect(unused_variables, reason = "a call has a deadline of its own"))]
        timeout: Option<Duration>,
        closed: watch::Sender<bool>,
    ) -> Self {
        Self {
            ceiling: requests_per_second.map(|per_second| Mutex::new(Bucket::new(per_second))),
            #[cfg(feature = "audit")]
            rate: Mutex::new(Rate::new(std::time::Instant::now())),
            #[cfg(feature = "audit")]
            timeout,
            closed,
        }
    }

    /// Waits, at most until the client is closed.
    pub(crate) async fn wait(&self, time: Duration) {
        let mut closed = self.closed.subscribe();
        // Either way it is over.
        let _ = timeout(time, closed.wait_for(|closed| *closed)).await;
    }
}

/// Only `requests_per_second` is kept to.
impl Permits for Pacer {
    async fn acquire(&self, limit: Option<Duration>) -> bool {
        let Some(ceiling) = &self.ceiling else { return true };
        let wait = lock(ceiling).take(std::time::Instant::now(), limit);
        if let Some(wait) = wait.filter(|wait| !wait.is_zero()) {
            self.wait(wait).await;
        }
        wait.is_some()
    }

    async fn wait_for_descriptors(&self, _: Option<Duration>) -> bool {
        false
    }

    fn on_response(&self, _: Instant, _: Option<Cause>, _: Option<Duration>) {}
}
