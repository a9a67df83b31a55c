//! An attempt that brought no success, from the socket up to the error that the call ends with.

use std::error::Error as StdError;
use std::io;

use crate::error::{Details, Kind};
use crate::retry::Cause;

/// Why an attempt brought no success.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) cause: Cause,
    /// Of the error that the call ends with, if this is the last attempt; the message is what the system or the server
    /// said.
    pub(crate) details: Box<Details>,
    /// What to do about it, where that is more than its kind says.
    pub(crate) advice: Option<&'static str>,
}

impl Failure {
    pub(crate) fn new(cause: Cause, message: impl Into<String>) -> Self {
        let details = Box::new(Details { message: message.into(), ..Details::default() });
        Self { cause, details, advice: None }
    }

    pub(crate) fn kind(&self) -> Kind {
        self.details.kind.unwrap_or_else(|| kind(self.cause, None))
    }
}

/// The kind of an error: by the exact code, by the code's pattern, by the status (docs/api.md section 2).
pub(crate) fn kind(cause: Cause, code: Option<&str>) -> Kind {
    let code = code.unwrap_or_default();
    match cause {
        Cause::NotConnected | Cause::NoDescriptors => Kind::Connect,
        Cause::NotTrusted => Kind::Tls,
        Cause::ConnectTimeout | Cause::TimedOut => Kind::Timeout,
        Cause::Broken | Cause::Stale | Cause::Garbled => Kind::Transport,
        Cause::BadAnswer => Kind::Response,
        Cause::Refused => Kind::Retention,
        Cause::NoToken | Cause::Closed => Kind::Configuration,
        Cause::Status(401) => Kind::Authentication,
        Cause::Status(429) => Kind::RateLimited,
        Cause::Status(500..=599) => Kind::Server,
        Cause::Status(403) => Kind::PermissionDenied,
        Cause::Status(_) if code.ends_with("_not_authorized") || code.contains("_feature_") => Kind::PermissionDenied,
        Cause::Status(400) => Kind::BadRequest,
        Cause::Status(404) => Kind::NotFound,
        Cause::Status(_) | Cause::ForeignNotFound => Kind::Api,
    }
}

/// An error and its causes; an `io::Error` hides the one that it wraps.
pub(crate) fn causes<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&error| match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(inner) => Some(inner as &(dyn StdError + 'static)),
        None => error.source(),
    })
}
