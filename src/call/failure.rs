//! Attempts that brought no success, and of which kind their errors are.

use crate::error::{Details, Kind, Result};
use crate::operation::Operation;
use crate::retry::{Effect, Happened};
use crate::token::NoToken;

/// What an attempt came to, when it brought no success.
pub(super) struct Trouble {
    pub(super) happened: Happened,
    pub(super) details: Box<Details>,
    /// What to do about it, where that is more than its kind says.
    pub(super) advice: Option<&'static str>,
}

impl Trouble {
    pub(super) fn kind(&self) -> Kind {
        self.details.kind.unwrap_or_else(|| kind(self.happened, None))
    }
}

/// The limits of the client leave no room for an attempt.
pub(super) fn no_slot(operation: &Operation) -> Trouble {
    let happened = match operation.effect() {
        Effect::Read => Happened::TimedOut,
        // Nothing was sent.
        Effect::Delete => Happened::ConnectTimeout,
    };
    let message = "requests_per_second leaves no slot within the timeout".to_owned();
    Trouble { happened, details: Box::new(Details { message, ..Details::default() }), advice: None }
}

/// An attempt that could not begin for want of a token.
pub(super) fn no_token(why: NoToken) -> Result<Trouble> {
    let (happened, message, source) = match why {
        NoToken::Failed(source) => {
            (Happened::NoToken, "the access-token provider failed with an error of its own", Some(source))
        }
        NoToken::Unusable => (
            Happened::NoToken,
            "the access-token provider gave no token: what it gave is empty, or has a space, a line break or another \
             character that a header cannot hold",
            None,
        ),
        NoToken::Ended(Happened::Closed) => (Happened::Closed, "the client was closed meanwhile", None),
        // Nothing was sent.
        NoToken::Ended(_) => (Happened::ConnectTimeout, "the access-token provider gave no token in time", None),
        NoToken::Cancelled(error) => return Err(error),
    };
    let details = Box::new(Details { message: message.to_owned(), source, ..Details::default() });
    Ok(Trouble { happened, details, advice: None })
}

/// The kind of an error: by the exact code, by the code's pattern, by the status (docs/api.md section 2).
pub(super) fn kind(happened: Happened, code: Option<&str>) -> Kind {
    let code = code.unwrap_or_default();
    match happened {
        Happened::NotConnected | Happened::NoDescriptors => Kind::Connect,
        Happened::NotTrusted => Kind::Tls,
        Happened::ConnectTimeout | Happened::TimedOut => Kind::Timeout,
        Happened::Broken | Happened::Stale | Happened::Garbled => Kind::Transport,
        Happened::BadAnswer => Kind::Response,
        Happened::Refused => Kind::Retention,
        Happened::NoToken | Happened::Closed => Kind::Configuration,
        Happened::Status(401) => Kind::Authentication,
        Happened::Status(429) => Kind::RateLimited,
        Happened::Status(500..=599) => Kind::Server,
        Happened::Status(403) => Kind::PermissionDenied,
        Happened::Status(_) if code.ends_with("_not_authorized") || code.contains("_feature_") => {
            Kind::PermissionDenied
        }
        Happened::Status(400) => Kind::BadRequest,
        Happened::Status(404) => Kind::NotFound,
        Happened::Status(_) | Happened::ForeignNotFound => Kind::Api,
    }
}
