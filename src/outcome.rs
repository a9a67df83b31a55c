//! What an attempt proves about a deletion or rescission.  What a follow-up check adds is in the file of each operation.

use crate::model::Extra;
use crate::retry::Cause;

/// Whether it was carried out, as far as the last attempt shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// It certainly was not.
    NotDone,
    /// It may have been.
    Unknown,
}

/// What a failed attempt proves: only a refusal, or that nothing was sent, proves that it was not done.
pub(crate) fn proof(cause: Cause) -> Proof {
    match cause {
        Cause::Status(status) => status_proof(status),
        Cause::NotConnected
        | Cause::NoDescriptors
        | Cause::NotTrusted
        | Cause::ConnectTimeout
        | Cause::Refused
        | Cause::NoToken
        | Cause::ForeignNotFound
        | Cause::Closed => Proof::NotDone,
        Cause::TimedOut | Cause::Broken | Cause::Stale | Cause::Garbled | Cause::BadAnswer => Proof::Unknown,
    }
}

/// What the status of a failed attempt proves.
///
/// - 1xx and 2xx as the end of a request mean nothing that is documented.
/// - 3xx is not documented for the API: what stands before it sends the client elsewhere, as to a page for signing in,
///   instead of forwarding the request.  Redirects are never followed.
/// - 4xx refuses the request.  RFC 9110 has an unknown one read as 400.  A 404 that is not the API's comes from a
///   gateway without a route to the API, and a 407 from a proxy that forwarded nothing.
/// - 408, 425, 460 and 499 say that a gateway stopped waiting for a request or an answer, or that its client went away
///   (the codes of AWS and nginx), while the server behind it may have continued.
/// - 5xx comes from a server that failed at an unknown point, or from a gateway whose server may have continued.
fn status_proof(status: u16) -> Proof {
    match status {
        408 | 425 | 460 | 499 => Proof::Unknown,
        300..=499 => Proof::NotDone,
        _ => Proof::Unknown,
    }
}

/// Whether an answer, or a part of it, contains errors beside its data.
pub(crate) fn names_an_error(extra: &Extra) -> bool {
    let nothing = ["null", "\"\"", "false", "[]", "{}"];
    ["error", "errors"].iter().any(|name| extra.get(*name).is_some_and(|error| !nothing.contains(&error.text())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proof_of_every_cause() {
        use Cause::*;
        for cause in [TimedOut, Broken, Stale, Garbled, BadAnswer] {
            assert_eq!(proof(cause), Proof::Unknown, "{cause:?}");
        }
        for cause in
            [NotConnected, NoDescriptors, NotTrusted, ConnectTimeout, Refused, NoToken, ForeignNotFound, Closed]
        {
            assert_eq!(proof(cause), Proof::NotDone, "{cause:?}");
        }
        // Every status: (from, to, proof)
        let mut next = 100;
        for (from, to, proves) in [
            (100, 299, Proof::Unknown),
            (300, 407, Proof::NotDone),
            (408, 408, Proof::Unknown),
            (409, 424, Proof::NotDone),
            (425, 425, Proof::Unknown),
            (426, 459, Proof::NotDone),
            (460, 460, Proof::Unknown),
            (461, 498, Proof::NotDone),
            (499, 599, Proof::Unknown),
        ] {
            assert_eq!(from, std::mem::replace(&mut next, to + 1), "no gap");
            for status in from..=to {
                assert_eq!(proof(Status(status)), proves, "{status}");
            }
        }
    }
}
