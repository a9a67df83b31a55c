//! Why an attempt brought no answer, told from an error and its causes.

use std::error::Error as StdError;
use std::io;

use crate::retry::Cause;
use crate::{descriptors, tls};

/// Why there is no response.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) cause: Cause,
    /// What the system said, or the server.
    pub(crate) reason: String,
    /// What to do about it, where that is more than its kind says.
    pub(crate) advice: Option<&'static str>,
}

pub(super) fn failure(cause: Cause, reason: &str) -> Failure {
    Failure { cause, reason: reason.to_owned(), advice: None }
}

/// What the end of an attempt says; `late` is what it was too late for.
pub(super) fn ended(cause: Cause, late: &str) -> Failure {
    failure(cause, if cause == Cause::Closed { "the client was closed meanwhile" } else { late })
}

/// Of a connection that did not come about; `own_roots` is whether there is a `ca_file`.
pub(super) fn not_connected(error: &(dyn StdError + 'static), own_roots: bool) -> Failure {
    if let Some(error) = causes(error).find_map(|cause| cause.downcast_ref::<rustls::Error>()) {
        return Failure {
            cause: Cause::NotTrusted,
            reason: error.to_string(),
            advice: Some(tls::advice(error, own_roots)),
        };
    }
    if causes(error).filter_map(|cause| cause.downcast_ref()).any(descriptors::are_exhausted) {
        return Failure { advice: Some(descriptors::ADVICE), ..failure(Cause::NoDescriptors, &reason(error)) };
    }
    failure(Cause::NotConnected, &reason(error))
}

/// Of a connection that was there.
pub(super) fn broken(error: &hyper::Error) -> Failure {
    failure(if error.is_parse() { Cause::Garbled } else { Cause::Broken }, &reason(error))
}

/// The innermost cause: the outer ones say less.
fn reason(error: &(dyn StdError + 'static)) -> String {
    let mut text = causes(error).last().map(ToString::to_string).unwrap_or_default();
    // Some causes end with a link to their documentation.
    if let Some(link) = text.find(": https://") {
        text.truncate(link);
    }
    if text.is_empty() { "the request failed".into() } else { text }
}

/// An error and its causes; an `io::Error` hides the one that it wraps.
fn causes<'a>(error: &'a (dyn StdError + 'static)) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&error| match error.downcast_ref::<io::Error>().and_then(io::Error::get_ref) {
        Some(inner) => Some(inner as &(dyn StdError + 'static)),
        None => error.source(),
    })
}
