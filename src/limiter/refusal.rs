//! Why a limiter gives no permit, and when the key or the token is at fault.

use std::time::Duration;

use crate::error::{Details, Error, Kind};

/// After so many calls in a row that ended for want of access nothing more is sent: to go on with a key or a token that is
/// no longer accepted locks accounts and bans addresses.
const WITHOUT_ACCESS: u32 = 5;

/// Why a limiter does not wait: it would be for longer than a single call may take.
pub(crate) enum Refusal {
    /// The server asked to send nothing for so long.
    Pause(Duration),
    /// For so long it has answered nothing but 429.
    Throttled(Duration),
    /// It does not accept the key or the token, or there is none: as this error says.
    NoAccess(Error),
}

impl Refusal {
    /// The error of a call that got no permit; `what` it is, in words.
    pub(crate) fn into_error(self, what: &str, timeout: Option<Duration>) -> Error {
        let (reason, time, retry_after) = match self {
            Self::NoAccess(error) => return no_access(what, &error),
            Self::Pause(pause) => ("asked to send nothing for another", pause, Some(pause)),
            Self::Throttled(time) => ("has answered nothing but 429 for", time, None),
        };
        let limit = if timeout.is_some() { "timeout" } else { "an hour" };
        Error::from_details(Details {
            kind: Some(Kind::RateLimited),
            message: format!(
                "{what} failed: the server {reason} {} s, which is longer than {limit}; nothing was sent: try later",
                time.as_secs_f64().ceil(),
            ),
            retryable: true,
            retry_after,
            ..Details::default()
        })
    }
}

/// What the calls before it ended with is the reason, and its kind.
fn no_access(what: &str, last: &Error) -> Error {
    let reason = match last.kind() {
        Kind::Authentication => "the server answered 401 to the requests before it",
        _ => "the access-token provider gave no token for the requests before it",
    };
    let advice = "nothing was sent: check the key or token, and go on with resume=";
    Error::new(last.kind(), format!("{what} failed: {reason}; {advice}"))
}

/// How many calls in a row ended for want of access, and what the last of them said.
#[derive(Default)]
pub(super) struct Access(u32, Option<Error>);

impl Access {
    pub(super) fn refusal(&self) -> Option<Refusal> {
        self.1.clone().filter(|_| self.0 >= WITHOUT_ACCESS).map(Refusal::NoAccess)
    }

    /// Only what the API said to this key or token counts as access; once a run of calls had none, that is final.
    pub(super) fn on_outcome(&mut self, failure: Option<&Error>) {
        if self.0 >= WITHOUT_ACCESS {
            return;
        }
        match failure.map(|error| (error.kind(), error)) {
            None | Some((Kind::NotFound | Kind::PermissionDenied, _)) => *self = Self::default(),
            Some((Kind::Authentication | Kind::Configuration, error)) => *self = Self(self.0 + 1, Some(error.clone())),
            Some(_) => {}
        }
    }
}
