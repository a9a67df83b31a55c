//! Reports of attempts, to the log and to the client's observer.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use log::{Level, debug, log_enabled};

use crate::error::Kind;
use crate::guard;

/// One finished attempt of a call.  Nothing in it is a secret.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Attempt<'a> {
    /// The operation that the request is, as the method of [`Client`](crate::Client) is named.  The follow-up check of
    /// a delete is an attempt of its own: `package_status` or `list_videos`.
    pub operation: &'static str,
    /// The HTTP method.
    pub method: &'static str,
    /// The path below the base URL.
    pub path: &'a str,
    /// The HTTP status; `None` without a response.
    pub status: Option<u16>,
    /// The kind of its error; `None` if it succeeded.  An attempt that was dropped before it
    /// was over has [`Kind::Cancelled`].
    pub kind: Option<Kind>,
    /// Which attempt of its call it was, from 1.
    pub number: u32,
    /// When it began.
    pub started: SystemTime,
    /// How long it took until the whole answer was there, or until it failed.
    pub duration: Duration,
    /// The server's own id of the request.
    pub request_id: Option<&'a str>,
    /// Whether another attempt follows.
    pub will_retry: bool,
    /// Why there was no response.
    pub reason: Option<&'a str>,
}

impl Attempt<'_> {
    /// Reports it to the log and to the client's observer.
    fn tell(&self, observer: Option<&Observer>) {
        debug!("{self}");
        if let Some(Observer(observe)) = observer {
            // A panic of the observer is ignored.
            let _ = guard::call(|| {
                observe(self);
                Ok(())
            });
        }
    }
}

/// The line of the log.
impl fmt::Display for Attempt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ", self.method, self.path)?;
        match self.status {
            Some(status) => write!(f, "{status}")?,
            None => write!(f, "-")?,
        }
        write!(f, " {} ms, attempt {}", self.duration.as_millis(), self.number)?;
        self.reason.map_or(Ok(()), |reason| write!(f, ": {reason}"))
    }
}

/// The function that receives each attempt.
#[derive(Clone)]
pub(crate) struct Observer(Arc<dyn Fn(&Attempt<'_>) + Send + Sync>);

impl Observer {
    pub(crate) fn new(observe: impl Fn(&Attempt<'_>) + Send + Sync + 'static) -> Self {
        Self(Arc::new(observe))
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Observer")
    }
}

/// An attempt that has not been reported.  Without a log or observer it is empty, and costs nothing.
pub(crate) struct Report<'a>(Option<Open<'a>>);

struct Open<'a> {
    observer: Option<&'a Observer>,
    clock: Instant,
    /// What is known of it.
    attempt: Attempt<'a>,
    duration: Option<Duration>,
    request_id: Option<String>,
    reason: Option<String>,
}

impl<'a> Report<'a> {
    /// An attempt begins.
    pub(crate) fn begin(
        observer: Option<&'a Observer>,
        operation: &'static str,
        method: &'static str,
        path: &'a str,
        number: u32,
    ) -> Self {
        let heard = observer.is_some() || log_enabled!(Level::Debug);
        Self(heard.then(|| Open {
            observer,
            clock: Instant::now(),
            attempt: Attempt {
                operation,
                method,
                path,
                status: None,
                kind: None,
                number,
                started: SystemTime::now(),
                duration: Duration::ZERO,
                request_id: None,
                will_retry: false,
                reason: None,
            },
            duration: None,
            request_id: None,
            reason: None,
        }))
    }

    /// The answer is there.
    pub(crate) fn answered(&mut self, status: u16, request_id: impl FnOnce() -> Option<String>) {
        if let Some(open) = &mut self.0 {
            open.duration = Some(open.clock.elapsed());
            open.attempt.status = Some(status);
            open.request_id = request_id();
        }
    }

    /// No answer came.
    pub(crate) fn failed(&mut self, reason: &str) {
        if let Some(open) = &mut self.0 {
            open.duration = Some(open.clock.elapsed());
            open.reason = Some(reason.to_owned());
        }
    }

    /// Reports the result of the attempt.
    pub(crate) fn end(mut self, kind: Option<Kind>, will_retry: bool) {
        if let Some(open) = self.0.take() {
            open.tell(kind, will_retry);
        }
    }
}

impl Open<'_> {
    fn tell(self, kind: Option<Kind>, will_retry: bool) {
        let duration = self.duration.unwrap_or_else(|| self.clock.elapsed());
        let (request_id, reason) = (self.request_id.as_deref(), self.reason.as_deref());
        Attempt { kind, duration, request_id, will_retry, reason, ..self.attempt }.tell(self.observer);
    }
}

/// A call that is dropped ends its attempt.
impl Drop for Report<'_> {
    fn drop(&mut self) {
        if let Some(mut open) = self.0.take() {
            open.reason.get_or_insert_with(|| "cancelled".to_owned());
            open.tell(Some(Kind::Cancelled), false);
        }
    }
}
