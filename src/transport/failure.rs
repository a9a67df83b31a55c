//! Why an attempt brought no answer, told from an error and its causes.

use std::error::Error as StdError;

use crate::failure::{Failure, causes};
use crate::retry::Cause;
use crate::{descriptors, tls};

/// What the end of an attempt says; `late` is what it was too late for.
pub(super) fn ended(cause: Cause, late: &str) -> Failure {
    Failure::new(cause, if cause == Cause::Closed { "the client was closed meanwhile" } else { late })
}

/// Of a connection that did not come about; `own_roots` is whether there is a `ca_file`.
pub(super) fn not_connected(error: &(dyn StdError + 'static), own_roots: bool) -> Failure {
    if let Some(error) = causes(error).find_map(|cause| cause.downcast_ref::<rustls::Error>()) {
        let advice = Some(tls::advice(error, own_roots));
        return Failure { advice, ..Failure::new(Cause::NotTrusted, error.to_string()) };
    }
    if causes(error).filter_map(|cause| cause.downcast_ref()).any(descriptors::are_exhausted) {
        return Failure { advice: Some(descriptors::ADVICE), ..Failure::new(Cause::NoDescriptors, reason(error)) };
    }
    Failure::new(Cause::NotConnected, reason(error))
}

/// Of a connection that was there.
pub(super) fn broken(error: &hyper::Error) -> Failure {
    Failure::new(if error.is_parse() { Cause::Garbled } else { Cause::Broken }, reason(error))
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
