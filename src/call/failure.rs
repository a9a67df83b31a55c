//! Attempts that brought no success, and of which kind their errors are.

use crate::error::{Details, Kind, Result};
use crate::retry::{Cause, Effect};
use crate::token::NoToken;

/// What an attempt came to, when it brought no success.
pub(super) struct Trouble {
    pub(super) cause: Cause,
    pub(super) details: Box<Details>,
    /// What to do about it, where that is more than its kind says.
    pub(super) advice: Option<&'static str>,
}

impl Trouble {
    pub(super) fn kind(&self) -> Kind {
        self.details.kind.unwrap_or_else(|| kind(self.cause, None))
    }
}

/// The limits of the client leave no room for an attempt.
pub(super) fn no_slot(effect: Effect) -> Trouble {
    let cause = match effect {
        Effect::Read => Cause::TimedOut,
        // Nothing was sent.
        Effect::Delete => Cause::ConnectTimeout,
    };
    let message = "requests_per_second leaves no slot within the timeout".to_owned();
    Trouble { cause, details: Box::new(Details { message, ..Details::default() }), advice: None }
}

/// An attempt that could not begin for want of a token.
pub(super) fn no_token(why: NoToken) -> Result<Trouble> {
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
    let details = Box::new(Details { message: message.to_owned(), source, ..Details::default() });
    Ok(Trouble { cause, details, advice: None })
}

/// The kind of an error: by the exact code, by the code's pattern, by the status (docs/api.md section 2).
pub(super) fn kind(cause: Cause, code: Option<&str>) -> Kind {
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
