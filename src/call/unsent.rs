//! Attempts that could not begin.

use crate::error::Result;
use crate::failure::Failure;
use crate::retry::{Cause, Effect};
use crate::token::NoToken;

/// The limits of the client leave no room for an attempt.
pub(super) fn no_slot(effect: Effect) -> Failure {
    let cause = match effect {
        Effect::Read => Cause::TimedOut,
        // Nothing was sent.
        Effect::Irreversible => Cause::ConnectTimeout,
    };
    Failure::new(cause, "requests_per_second leaves no slot within the timeout")
}

/// An attempt that could not begin for want of a token.
pub(super) fn no_token(why: NoToken) -> Result<Failure> {
    let (cause, message, source) = match why {
        NoToken::Failed(source) => {
            (Cause::NoToken, "the access-token provider failed with an error of its own", Some(source))
        }
        NoToken::Unusable => (
            Cause::NoToken,
            "the access-token provider gave no token: what it gave is empty, or has a space, a line break or another \
             character that a header cannot hold",
            None,
        ),
        NoToken::Ended(Cause::Closed) => (Cause::Closed, "the client was closed meanwhile", None),
        // Nothing was sent.
        NoToken::Ended(_) => (Cause::ConnectTimeout, "the access-token provider gave no token in time", None),
        NoToken::Cancelled(error) => return Err(error),
    };
    let mut failure = Failure::new(cause, message);
    failure.details.source = source;
    Ok(failure)
}
