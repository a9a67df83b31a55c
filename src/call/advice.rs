//! What to do about an error: the last part of its message.

use crate::error::{Evidence, Kind};
use crate::operation::Operation;
use crate::retry::Cause;

/// What to do now.
pub(super) fn advice(kind: Kind, cause: Cause, evidence: Option<Evidence>, operation: &Operation) -> &'static str {
    let package = matches!(operation, Operation::DeletePackage { .. });
    let rescission = matches!(operation, Operation::RescindPackage { .. });
    match (kind, evidence) {
        (Kind::OutcomeUnknown, Some(Evidence::Absent)) if package => {
            "it was not sent again, and the package answers 404 now: it is gone, or was never to be seen with this key"
        }
        (Kind::OutcomeUnknown, Some(Evidence::Rescinded)) => "it was not sent again, and the package is rescinded now",
        (Kind::OutcomeUnknown, Some(Evidence::Present)) if rescission => {
            "it was not sent again, and the package was not rescinded right after: read its status again later before \
             rescinding it again"
        }
        (Kind::OutcomeUnknown, _) if rescission => {
            "it was not sent again, and could not be verified: read the package's status before rescinding it again"
        }
        (Kind::OutcomeUnknown, Some(Evidence::Absent)) => "it was not sent again, and what was to go is deleted now",
        (Kind::OutcomeUnknown, Some(Evidence::Present)) => {
            "it was not sent again, and what was to go was still there right after: look again later before deleting again"
        }
        (Kind::OutcomeUnknown, _) => {
            "it was not sent again, and could not be verified: look at the server before deleting again"
        }
        _ if cause == Cause::ForeignNotFound => {
            "this is not the API's own 404, and proves nothing: check base_url, down to /api/v1, and what stands before \
             the API"
        }
        (Kind::Configuration, _) if cause == Cause::NoToken => "nothing was done: mend the provider",
        (Kind::Configuration, _) => "make a new one",
        (Kind::Connect, _) => "nothing was sent: check base_url, the network and the proxy",
        (Kind::Tls, _) => "nothing was sent: check the server's certificate, or give its root as ca_file",
        (Kind::Timeout, _) => "try later, or raise timeout, attempt_timeout or connect_timeout",
        (Kind::BadRequest, _) => "check the arguments",
        (Kind::Authentication, _) => {
            "check the key or token and its instance (some proxies drop the header api_key for its underscore)"
        }
        (Kind::PermissionDenied, _) => "the key's owner may not do this",
        (Kind::NotFound, _) => "it does not exist, or the key's owner may not see it",
        (Kind::Retention, _) => "a retention policy forbids it: wait, or override retention deliberately",
        (Kind::RateLimited, _) => "send fewer requests (requests_per_second), or try later",
        (Kind::Transport | Kind::Server, _) => "try later",
        (Kind::Response, _) => "check that base_url is the API's",
        _ => "see the vendor's documentation of this status",
    }
}
