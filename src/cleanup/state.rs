//! What becomes of one item: a pure function from what was found out to what is to be done next.

use crate::words::words;

words! {
    /// The outcome of an item.
    State {
        /// The server said by a 2xx about it that it deleted it.
        Accepted = "accepted",
        /// It was deleted before anything was sent.
        DeletedBefore = "deleted_before",
        /// The API's own 404: absent or not permitted.  Nothing was sent.
        NotFound = "not_found",
        /// It is not as it was in the plan.  Nothing was sent.
        Drifted = "drifted",
        /// It is on the list of holds.  Nothing was sent.
        Held = "held",
        /// A video that was to be saved is not archived, or has no URL.  Nothing was sent.
        NotReady = "not_ready",
        /// What was to be saved could not be.  Nothing was sent.
        ArchiveFailed = "archive_failed",
        /// The server refused: retention.
        Retention = "retention",
        /// The server refused, or could not be reached: nothing was deleted.
        Refused = "refused",
        /// It was sent, the outcome is unknown, and the server says that it is deleted.
        UnknownDeleted = "unknown_deleted",
        /// It was sent, the outcome is unknown, and the server answers 404 now.
        UnknownAbsent = "unknown_absent",
        /// It was sent, the outcome is unknown, and it was still there.
        UnknownPresent = "unknown_present",
        /// It was sent, and the outcome is unknown.
        UnknownUnverified = "unknown_unverified",
        /// Its turn has not come.
        NotReached = "not_reached",
    }
}

impl State {
    /// Whether a deletion was sent and its outcome is unknown.
    pub const fn is_unknown(self) -> bool {
        matches!(self, Self::UnknownDeleted | Self::UnknownAbsent | Self::UnknownPresent | Self::UnknownUnverified)
    }

    /// Whether it counts as refused: towards `max_refused`.
    pub(super) const fn is_refusal(self) -> bool {
        matches!(self, Self::Refused | Self::Retention | Self::ArchiveFailed)
    }
}

/// What was found out of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Its turn has come.
    Turn,
    /// It is on the list of holds.
    Held,
    /// It is not.
    NotHeld,
    /// The server has it as it was in the plan.
    Same,
    /// The server has it otherwise.
    Different,
    /// The server says that it is deleted.
    Deleted,
    /// The API's own 404.
    Absent,
    /// It could not be read, and nothing is known.
    Unreadable,
    /// It was read too long ago to be sent.
    Stale,
    /// What is to be saved cannot be saved yet.
    NotReady,
    /// All that is to be saved is saved, and its hashes are in the journal.
    Saved,
    /// It could not be saved.
    NotSaved,
    /// The intent is on the disk.
    Intended,
    /// A 2xx about it.
    Accepted,
    /// Retention forbids it.
    Retention,
    /// The server refused; nothing was deleted.
    Refused,
    /// It certainly was not processed, and may be sent again: 429, or no connection.
    NotProcessed,
    /// It may have been processed.
    Unclear,
    /// The same in an earlier run: an intent without outcome.
    Interrupted,
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Read the list of holds.
    CheckHolds,
    /// Read the item.
    Read,
    /// Save what the plan says.
    Save,
    /// Write the intent, and wait until it is on the disk.
    Intend,
    /// Send the deletion.
    Send,
    /// Read once what an unclear deletion left behind.
    FollowUp,
    /// Write down its outcome.
    Settle(State),
    /// Nothing was sent, and another run may try again.
    Leave,
}

/// How far an item is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "four things that are so or not")]
pub(super) struct Item {
    /// What is to be saved is in the journal, or nothing is to be saved.
    pub(super) saved: bool,
    /// Its intent is on the disk.
    pub(super) intended: bool,
    /// It was sent, and may have been processed.
    pub(super) unclear: bool,
    /// It may be sent once more, should the server turn out not to have processed it.
    pub(super) again: bool,
}

/// What to do next.
#[expect(clippy::match_same_arms, reason = "in the order in which things happen")]
pub(super) const fn next(item: Item, found: Found) -> Step {
    match found {
        Found::Turn | Found::Stale => Step::CheckHolds,
        Found::Held => Step::Settle(State::Held),
        Found::NotHeld => Step::Read,
        Found::Interrupted => Step::FollowUp,

        // The follow-up check of an unclear deletion.
        Found::Deleted if item.unclear => Step::Settle(State::UnknownDeleted),
        Found::Absent if item.unclear => Step::Settle(State::UnknownAbsent),
        Found::Same | Found::Different if item.unclear => Step::Settle(State::UnknownPresent),
        Found::Unreadable if item.unclear => Step::Settle(State::UnknownUnverified),

        // A read before anything is sent.
        Found::Same if !item.saved => Step::Save,
        Found::Same if !item.intended => Step::Intend,
        Found::Same => Step::Send,
        Found::Different => Step::Settle(State::Drifted),
        Found::Deleted => Step::Settle(State::DeletedBefore),
        Found::Absent => Step::Settle(State::NotFound),
        // An intent stays without another one: it is told what it is, refused.
        Found::Unreadable if item.intended => Step::Settle(State::Refused),
        Found::Unreadable => Step::Leave,

        Found::NotReady => Step::Settle(State::NotReady),
        Found::NotSaved => Step::Settle(State::ArchiveFailed),
        // It took its time: holds and item are read again.
        Found::Saved => Step::CheckHolds,

        Found::Intended => Step::Send,
        Found::Accepted => Step::Settle(State::Accepted),
        Found::Retention => Step::Settle(State::Retention),
        Found::Refused => Step::Settle(State::Refused),
        Found::NotProcessed if item.again => Step::CheckHolds,
        Found::NotProcessed => Step::Settle(State::Refused),
        Found::Unclear => Step::FollowUp,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: Item = Item { saved: false, intended: false, unclear: false, again: true };
    const SAVED: Item = Item { saved: true, ..NEW };
    const INTENDED: Item = Item { intended: true, ..SAVED };
    const LAST: Item = Item { again: false, ..INTENDED };
    const UNCLEAR: Item = Item { unclear: true, ..INTENDED };

    const TABLE: [(Item, Found, Step); 31] = [
        (NEW, Found::Turn, Step::CheckHolds),
        (NEW, Found::Held, Step::Settle(State::Held)),
        (NEW, Found::NotHeld, Step::Read),
        (NEW, Found::Same, Step::Save),
        (NEW, Found::Different, Step::Settle(State::Drifted)),
        (NEW, Found::Deleted, Step::Settle(State::DeletedBefore)),
        (NEW, Found::Absent, Step::Settle(State::NotFound)),
        (NEW, Found::Unreadable, Step::Leave),
        (NEW, Found::NotReady, Step::Settle(State::NotReady)),
        (NEW, Found::NotSaved, Step::Settle(State::ArchiveFailed)),
        (SAVED, Found::Saved, Step::CheckHolds),
        (SAVED, Found::Same, Step::Intend),
        (SAVED, Found::Stale, Step::CheckHolds),
        (INTENDED, Found::Intended, Step::Send),
        (INTENDED, Found::Stale, Step::CheckHolds),
        (INTENDED, Found::Held, Step::Settle(State::Held)),
        (INTENDED, Found::Same, Step::Send),
        (INTENDED, Found::Different, Step::Settle(State::Drifted)),
        (INTENDED, Found::Unreadable, Step::Settle(State::Refused)),
        (INTENDED, Found::Accepted, Step::Settle(State::Accepted)),
        (INTENDED, Found::Retention, Step::Settle(State::Retention)),
        (INTENDED, Found::Refused, Step::Settle(State::Refused)),
        (INTENDED, Found::NotProcessed, Step::CheckHolds),
        (LAST, Found::NotProcessed, Step::Settle(State::Refused)),
        (INTENDED, Found::Unclear, Step::FollowUp),
        (UNCLEAR, Found::Interrupted, Step::FollowUp),
        (UNCLEAR, Found::Deleted, Step::Settle(State::UnknownDeleted)),
        (UNCLEAR, Found::Absent, Step::Settle(State::UnknownAbsent)),
        (UNCLEAR, Found::Same, Step::Settle(State::UnknownPresent)),
        (UNCLEAR, Found::Different, Step::Settle(State::UnknownPresent)),
        (UNCLEAR, Found::Unreadable, Step::Settle(State::UnknownUnverified)),
    ];

    #[test]
    fn next_step_of_every_finding() {
        for (item, found, expected) in TABLE {
            assert_eq!(next(item, found), expected, "{item:?} {found:?}");
        }
    }

    #[test]
    fn whatever_is_found_out_the_rules_hold() {
        for bits in 0..16 {
            let item = Item { saved: bits & 1 > 0, intended: bits & 2 > 0, unclear: bits & 4 > 0, again: bits & 8 > 0 };
            for (_, found, _) in TABLE {
                let todo = next(item, found);
                let what = format!("{item:?} {found:?}");
                if todo == Step::Send {
                    assert!(item.intended && !item.unclear || found == Found::Intended, "no intent: {what}");
                }
                if todo == Step::Intend {
                    assert!(item.saved && !item.intended && found == Found::Same, "unread or unsaved: {what}");
                }
                if todo == Step::Settle(State::Accepted) {
                    assert_eq!(found, Found::Accepted, "without a 2xx: {what}");
                }
                if item.unclear && matches!(found, Found::Same | Found::Different) {
                    assert_ne!(todo, Step::Send, "a second deletion: {what}");
                }
            }
        }
    }
}
