//! What an attempt proves about a change.  What a follow-up check adds is in the file of each operation.

use crate::model::Extra;
use crate::retry::Cause;

/// Whether a delete was carried out, as far as the last attempt shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proof {
    /// It certainly was not.
    NotDone,
    /// It may have been.
    Unknown,
}

/// What an attempt of a delete that brought no success proves.
///
/// A refusal is a proof, and that nothing was sent is one.  Everything else is none.
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

/// What a status that is no success proves about a delete.
///
/// - 1xx and 2xx as the end of a request mean nothing that is documented.
/// - 301, 305, 307 and 308 say where the request is to be sent instead: what stands before the API did not pass it on.
/// - 300, 302, 303, 304 and the other 3xx say nothing of the kind.  302 and 303 are also what a web application answers
///   when it has done what was posted (RFC 9110, sections 15.4.3 and 15.4.4).
/// - 4xx refuses the request: its address, its size, its words, its sender, its time.  RFC 9110 has an unknown one read
///   as 400.  A 404 in foreign words is a gateway without a way to the API, and a 407 is a proxy that passed nothing on.
/// - 408, 425, 460 and 499 say that somebody stopped waiting, in front of a server that may have gone on: a request or an
///   answer that took too long, and the ways of AWS's and nginx's gateways to note that the other side went away.
/// - 5xx comes from a server that failed at an unknown point, or from a gateway whose server may have gone on.
fn status_proof(status: u16) -> Proof {
    match status {
        408 | 425 | 460 | 499 => Proof::Unknown,
        301 | 305 | 307 | 308 | 400..=499 => Proof::NotDone,
        _ => Proof::Unknown,
    }
}

/// Whether an answer, or a part of it, holds errors beside its data.
pub(crate) fn names_an_error(extra: &Extra) -> bool {
    let nothing = ["null", "\"\"", "false", "[]", "{}"];
    ["error", "errors"].iter().any(|name| extra.get(*name).is_some_and(|error| !nothing.contains(&error.text())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_attempt_proves() {
        use Cause::*;
        for cause in [TimedOut, Broken, Stale, Garbled, BadAnswer] {
            assert_eq!(proof(cause), Proof::Unknown, "{cause:?}");
        }
        for cause in
            [NotConnected, NoDescriptors, NotTrusted, ConnectTimeout, Refused, NoToken, ForeignNotFound, Closed]
        {
            assert_eq!(proof(cause), Proof::NotDone, "{cause:?}");
        }
        // Every status that there is: (from, to, proof)
        let mut next = 100;
        for (from, to, proves) in [
            (100, 300, Proof::Unknown),
            (301, 301, Proof::NotDone),
            (302, 304, Proof::Unknown),
            (305, 305, Proof::NotDone),
            (306, 306, Proof::Unknown),
            (307, 308, Proof::NotDone),
            (309, 399, Proof::Unknown),
            (400, 407, Proof::NotDone),
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
