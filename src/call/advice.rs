//! What to do about an error: the last part of its message.

use crate::error::Kind;
use crate::retry::Cause;

/// What to do about an error of this kind.
pub(super) fn advice(kind: Kind, cause: Cause) -> &'static str {
    match kind {
        _ if cause == Cause::ForeignNotFound => {
            "this is not the API's own 404, and proves nothing: check base_url, down to /api/v1, and what stands before \
             the API"
        }
        Kind::Configuration if cause == Cause::NoToken => "nothing was done: fix the provider",
        Kind::Configuration => "make a new one",
        Kind::Connect => "nothing was sent: check base_url, the network and the proxy",
        Kind::Tls => "nothing was sent: check the server's certificate, or give its root as ca_file",
        Kind::Timeout => "try later, or raise timeout, attempt_timeout or connect_timeout",
        Kind::BadRequest => "check the arguments",
        Kind::Authentication => {
            "check the key or token and its instance (some proxies drop the header api_key for its underscore)"
        }
        Kind::PermissionDenied => "the key's owner may not do this",
        Kind::NotFound => "it does not exist, or the key's owner may not see it",
        Kind::Retention => "a retention policy forbids it: wait, or override retention deliberately",
        Kind::RateLimited => "send fewer requests (requests_per_second), or try later",
        Kind::Transport | Kind::Server => "try later",
        Kind::Response => "check that base_url is the API's",
        Kind::Api | Kind::InvalidArgument | Kind::OutcomeUnknown | Kind::Cancelled | Kind::Internal => {
            "see the vendor's documentation of this status"
        }
    }
}
