//! How an apply is brought to its end: what was begun is finished, or not.

use std::sync::Mutex;
use std::time::Duration;

use futures_util::future::{Either, select};
use tokio::sync::watch;
use tokio::time::sleep;

use super::failure::Failure;

use crate::guard::lock;

/// What was sent gets so long after an interruption.
const GRACE: Duration = Duration::from_secs(5);

/// How urgent the end is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Go on.
    #[default]
    Run,
    /// No further item; what was sent is waited for.
    Drain,
    /// The same, but not for long.
    Interrupt,
    /// At once.
    Kill,
}

/// Why it ends early.
#[derive(Clone, Debug)]
pub(super) enum Why {
    /// A limit, or something that only a person can judge: a code for the journal, and what it is.
    Limit(&'static str, String),
    /// The caller wants it.
    Interrupted,
    /// Nothing more can be written down, so nothing more may be sent.
    Failed(Failure),
}

/// Shared by all that work on a plan.
pub(super) struct Stop {
    level: watch::Sender<Level>,
    why: Mutex<Option<Why>>,
}

impl Stop {
    pub(super) fn new() -> Self {
        Self { level: watch::channel(Level::Run).0, why: Mutex::default() }
    }

    pub(super) fn level(&self) -> Level {
        *self.level.borrow()
    }

    /// Ends it; the first reason stands.
    pub(super) fn because(&self, level: Level, why: Why) {
        lock(&self.why).get_or_insert(why);
        self.level.send_if_modified(|now| {
            let changed = level > *now;
            *now = (*now).max(level);
            changed
        });
    }

    pub(super) fn why(&self) -> Option<Why> {
        lock(&self.why).clone()
    }

    /// Waits for what has no effect on the server; given up as soon as no further item is to begin.
    pub(super) async fn unless_stopped<T>(&self, call: impl Future<Output = T>) -> Option<T> {
        self.until(call, self.reached(Level::Drain)).await
    }

    /// Waits for what was sent; given up some seconds after an interruption.
    pub(super) async fn with_grace<T>(&self, call: impl Future<Output = T>) -> Option<T> {
        self.until(call, async {
            self.reached(Level::Interrupt).await;
            sleep(GRACE).await;
        })
        .await
    }

    async fn until<T>(&self, call: impl Future<Output = T>, end: impl Future<Output = ()>) -> Option<T> {
        match select(std::pin::pin!(call), std::pin::pin!(end)).await {
            Either::Left((done, _)) => Some(done),
            Either::Right(_) => None,
        }
    }

    async fn reached(&self, level: Level) {
        // The sender lives as long as `self`.
        let _ = self.level.subscribe().wait_for(|now| *now >= level).await;
    }
}
