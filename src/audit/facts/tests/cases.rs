//! The cases: what an answer is like, and what follows from it.

use serde_json::{Value, json};

use super::change;

/// An answer and its facts, from which the cases differ by what they say.
/// The answer has two keys of ours: `as_of`, and `videos` where the videos were requested.
pub(super) struct Base {
    pub(super) name: &'static str,
    pub(super) answer: Value,
    pub(super) facts: Value,
}

/// The first of three has signed the one document, and five days are left.
fn open() -> Base {
    let revision = |id: &str, signer: &str| {
        json!({
            "packageId": "p", "documentId": "d1", "revisionId": id, "signerId": signer, "link": null,
            "isNext": false, "isSigned": signer == "s1",
        })
    };
    let signer = |id: &str, order: i32| json!({"signerId": id, "order": order, "links": [], "signLink": null});
    Base {
        name: "open",
        answer: json!({
            "as_of": "2026-01-05T00:00:00Z",
            "packageId": "p", "type": "concurrent", "state": "open", "isExecuted": false,
            "timeSignBy": "2026-01-10T00:00:00Z",
            "documents": [{
                "packageId": "p", "documentId": "d1", "isExecuted": false,
                "revisions": [revision("r1", "s1"), revision("r2", "s2"), revision("r3", "s3")],
            }],
            "signers": [signer("s1", 0), signer("s2", 1), signer("s3", 2)],
            "videos": null,
        }),
        facts: json!({
            "effective_state": "open", "is_overdue": false, "days_overdue": 0,
            "signers_total": 3, "signers_signed": 1, "next_signers": ["s2", "s3"],
            "documents_total": 1, "documents_executed": 0,
            "videos_total": null, "videos_retention_expired": null,
            "contradiction": null,
            "documents": [{"revisions_total": 3, "revisions_signed": 1}],
            "signers": [
                {"has_signed": true, "is_next": false, "revisions_total": 1, "revisions_signed": 1},
                {"has_signed": false, "is_next": true, "revisions_total": 1, "revisions_signed": 0},
                {"has_signed": false, "is_next": true, "revisions_total": 1, "revisions_signed": 0},
            ],
            "videos": [],
        }),
    }
}

/// The same in sequence: it is the second one's turn.
fn sequential() -> Base {
    let mut base = Base { name: "sequential", ..open() };
    change(&mut base.answer, &json!({"type": "Sequential", "documents.0.revisions.1.isNext": true}));
    change(&mut base.facts, &json!({"next_signers": ["s2"], "signers.2.is_next": false}));
    base
}

/// The same, signed by all.
fn executed() -> Base {
    let mut base = Base { name: "executed", ..open() };
    let signed = json!({
        "state": "executed", "isExecuted": true, "documents.*.isExecuted": true, "documents.*.revisions.*.isSigned": true,
    });
    change(&mut base.answer, &signed);
    let facts = json!({
        "effective_state": "executed", "signers_signed": 3, "next_signers": [], "documents_executed": 1,
        "documents.*.revisions_signed": 3,
        "signers.*.has_signed": true, "signers.*.is_next": false, "signers.*.revisions_signed": 1,
    });
    change(&mut base.facts, &facts);
    base
}

/// One recording, kept until 2026-01-04.
pub(super) fn recorded() -> Base {
    let mut base = Base { name: "recorded", ..executed() };
    let video = json!({
        "meetingVideoId": "v1", "timeRetention": "2026-01-04T00:00:00Z", "state": "archived", "url": "https://localhost/v",
    });
    change(&mut base.answer, &json!({"type": "video_closing_room", "videos": [video]}));
    let facts = json!({"videos_total": 1, "videos_retention_expired": 1, "videos": [{"retention_expired": true}]});
    change(&mut base.facts, &facts);
    base
}

macro_rules! cases {
    ($($base:ident, $what:literal: {$($answer:tt)*} => {$($facts:tt)*})*) => {
        vec![$(($base(), $what, json!({$($answer)*}), json!({$($facts)*}))),*]
    };
}

/// A base, what is special, how the answer differs from the base's, and how the facts do.
/// A path leads to each difference; `*` is every element of a list.
#[rustfmt::skip]
#[allow(clippy::too_many_lines, reason = "it is a table")]
pub(super) fn cases() -> Vec<(Base, &'static str, Value, Value)> {
    cases! {
        open, "as it is": {} => {}
        sequential, "as it is": {} => {}
        executed, "as it is": {} => {}
        recorded, "as it is": {} => {}
        open, "nothing but the id": {"type": null, "state": null, "isExecuted": null, "timeSignBy": null, "documents": null, "signers": null} => {
            "effective_state": null, "is_overdue": null, "days_overdue": null,
            "signers_total": null, "signers_signed": null, "next_signers": null,
            "documents_total": null, "documents_executed": null, "documents": [], "signers": []
        }

        // effective_state
        executed, "an older server's open": {"state": "open"} => {}
        executed, "an older server's open, past its date": {"state": "open", "timeSignBy": "2026-01-01T00:00:00Z"} => {}
        executed, "an older server's open, without a readable date": {"state": "open", "timeSignBy": "soon"} => {}
        open, "an older server's open, a day past its date": {"as_of": "2026-01-11T00:00:00Z"} => {
            "effective_state": "expired", "is_overdue": true, "days_overdue": 1, "next_signers": [], "signers.*.is_next": false
        }
        sequential, "an older server's open, a day past its date": {"as_of": "2026-01-11T00:00:00Z"} => {
            "effective_state": "expired", "is_overdue": true, "days_overdue": 1, "next_signers": [], "signers.*.is_next": false
        }
        open, "group send expires by its date": {"type": "Counterpart", "as_of": "2026-01-11T00:00:00Z"} => {
            "effective_state": "expired", "is_overdue": true, "days_overdue": 1, "next_signers": [], "signers.*.is_next": false
        }
        open, "in person expires by its date": {"type": "Live Session", "as_of": "2026-01-11T00:00:00Z"} => {
            "effective_state": "expired", "is_overdue": true, "days_overdue": 1, "next_signers": [], "signers.*.is_next": false
        }
        open, "a signing room expires by its meeting": {"type": "video_closing_room", "as_of": "2026-01-11T00:00:00Z"} => {
            "is_overdue": true, "days_overdue": 1
        }
        open, "an unknown type may expire by anything": {"type": "Concurrent", "as_of": "2026-01-11T00:00:00Z"} => {
            "effective_state": null, "is_overdue": true, "days_overdue": 1, "next_signers": null, "signers.*.is_next": null
        }
        open, "no type, past its date": {"type": null, "as_of": "2026-01-11T00:00:00Z"} => {
            "effective_state": null, "is_overdue": true, "days_overdue": 1, "next_signers": null, "signers.*.is_next": null
        }
        open, "isExecuted missing": {"isExecuted": null} => {
            "effective_state": null, "next_signers": null, "signers.*.is_next": null
        }
        open, "isExecuted of another type": {"isExecuted": "no"} => {
            "effective_state": null, "next_signers": null, "signers.*.is_next": null
        }
        open, "isExecuted missing, past its date": {"isExecuted": null, "as_of": "2026-01-11T00:00:00Z"} => {
            "effective_state": null, "is_overdue": null, "days_overdue": null, "next_signers": null, "signers.*.is_next": null
        }
        open, "no date": {"timeSignBy": null} => {"is_overdue": null, "days_overdue": null}
        open, "an unreadable date": {"timeSignBy": "10/01/2026"} => {
            "effective_state": null, "is_overdue": null, "days_overdue": null, "next_signers": null, "signers.*.is_next": null
        }
        open, "a date of another type": {"timeSignBy": 1_767_916_800} => {
            "effective_state": null, "is_overdue": null, "days_overdue": null, "next_signers": null, "signers.*.is_next": null
        }
        open, "expired, as the server says": {"state": "expired", "as_of": "2026-01-11T00:00:00Z"} => {
            "effective_state": "expired", "is_overdue": true, "days_overdue": 1, "next_signers": [], "signers.*.is_next": false
        }
        open, "rescinded": {"state": "rescinded", "as_of": "2026-01-11T00:00:00Z"} => {
            "effective_state": "rescinded", "next_signers": [], "signers.*.is_next": false
        }
        open, "draft": {"state": "draft", "as_of": "2026-01-11T00:00:00Z"} => {
            "effective_state": "draft", "next_signers": [], "signers.*.is_next": false
        }
        open, "select": {"state": "select", "timeSignBy": null} => {
            "effective_state": "select", "next_signers": [], "signers.*.is_next": false
        }
        open, "add": {"state": "add", "timeSignBy": null} => {
            "effective_state": "add", "next_signers": [], "signers.*.is_next": false
        }
        executed, "a new state passes through": {"state": "archived"} => {
            "effective_state": "archived", "next_signers": null, "signers.*.is_next": null
        }
        open, "a new state passes through, past its date": {"state": "OPEN", "as_of": "2026-01-11T00:00:00Z"} => {
            "effective_state": "OPEN", "is_overdue": null, "days_overdue": null, "next_signers": null, "signers.*.is_next": null
        }
        open, "no state, past its date": {"state": null, "as_of": "2026-01-11T00:00:00Z"} => {
            "effective_state": null, "is_overdue": null, "days_overdue": null, "next_signers": null, "signers.*.is_next": null
        }
        open, "a state of another type": {"state": 2} => {
            "effective_state": null, "next_signers": null, "signers.*.is_next": null
        }

        // is_overdue, days_overdue
        open, "at its date": {"as_of": "2026-01-10T00:00:00Z"} => {}
        open, "a microsecond past its date": {"as_of": "2026-01-10T00:00:00.000001Z"} => {
            "effective_state": "expired", "is_overdue": true, "next_signers": [], "signers.*.is_next": false
        }
        open, "a date in ticks, which are cut to microseconds": {"timeSignBy": "2026-01-10T00:00:00.0000019Z", "as_of": "2026-01-10T00:00:00.000001Z"} => {}
        open, "a microsecond before two days": {"state": "expired", "as_of": "2026-01-11T23:59:59.999999Z"} => {
            "effective_state": "expired", "is_overdue": true, "days_overdue": 1, "next_signers": [], "signers.*.is_next": false
        }
        open, "two days": {"state": "expired", "as_of": "2026-01-12T00:00:00Z"} => {
            "effective_state": "expired", "is_overdue": true, "days_overdue": 2, "next_signers": [], "signers.*.is_next": false
        }
        open, "an hour, with an offset": {"timeSignBy": "2026-01-10T00:00:00-05:00", "state": "expired", "as_of": "2026-01-10T06:00:00Z"} => {
            "effective_state": "expired", "is_overdue": true, "next_signers": [], "signers.*.is_next": false
        }
        open, "a date without a zone is UTC": {"timeSignBy": "2026-01-04T00:00:00", "state": "expired"} => {
            "effective_state": "expired", "is_overdue": true, "days_overdue": 1, "next_signers": [], "signers.*.is_next": false
        }
        open, ".NET's last instant": {"timeSignBy": "9999-12-31T23:59:59.9999999Z"} => {}
        open, ".NET's first instant is no date": {"timeSignBy": "0001-01-01T00:00:00Z", "state": "expired"} => {
            "effective_state": "expired", "is_overdue": null, "days_overdue": null, "next_signers": [], "signers.*.is_next": false
        }
        open, ".NET's first instant in an open package": {"timeSignBy": "0001-01-01T00:00:00"} => {
            "is_overdue": null, "days_overdue": null
        }
        open, "expired, but seen from before its date": {"state": "expired"} => {
            "effective_state": "expired", "next_signers": [], "signers.*.is_next": false
        }
        open, "expired without a date": {"state": "expired", "timeSignBy": null} => {
            "effective_state": "expired", "is_overdue": null, "days_overdue": null, "next_signers": [], "signers.*.is_next": false
        }
        executed, "signed in time, long ago": {"as_of": "2036-01-10T00:00:00Z"} => {}
        executed, "no date, but nothing is missing": {"timeSignBy": null} => {}

        // signers_total, signers_signed, has_signed
        open, "nobody to sign": {"signers": []} => {
            "signers_total": 0, "signers_signed": 0, "next_signers": [], "signers": [], "contradiction": "unknown_signer"
        }
        open, "signers missing": {"signers": null} => {
            "signers_total": null, "signers_signed": null, "next_signers": null, "signers": []
        }
        open, "one who is no object hides the signers": {"signers.1": "s2"} => {
            "signers_total": null, "signers_signed": null, "next_signers": null, "signers": []
        }
        open, "documents missing": {"documents": null} => {
            "signers_signed": null, "next_signers": null, "documents_total": null, "documents_executed": null,
            "documents": [], "signers.*": {"has_signed": null, "is_next": null, "revisions_total": null, "revisions_signed": null}
        }
        open, "no documents": {"documents": []} => {
            "signers_signed": null, "next_signers": null, "documents_total": 0, "documents": [],
            "signers.*": {"has_signed": null, "is_next": null, "revisions_total": 0, "revisions_signed": 0}
        }
        open, "revisions missing": {"documents.0.revisions": null} => {
            "signers_signed": null, "next_signers": null, "documents.*": {"revisions_total": null, "revisions_signed": null},
            "signers.*": {"has_signed": null, "is_next": null, "revisions_total": null, "revisions_signed": null}
        }
        open, "revisions of a second document missing: one unsigned is enough": {"documents.1": {"isExecuted": false}} => {
            "signers_signed": null, "next_signers": null, "documents_total": 2,
            "documents.1": {"revisions_total": null, "revisions_signed": null},
            "signers.*.revisions_total": null, "signers.*.revisions_signed": null,
            "signers.0.has_signed": null, "signers.0.is_next": null
        }
        open, "half of what one has to sign": {"documents.1": {"isExecuted": false, "revisions": [{"signerId": "s1", "isSigned": false}]}} => {
            "signers_signed": 0, "next_signers": ["s1", "s2", "s3"], "documents_total": 2,
            "documents.1": {"revisions_total": 1, "revisions_signed": 0},
            "signers.0": {"has_signed": false, "is_next": true, "revisions_total": 2, "revisions_signed": 1}
        }
        open, "both documents": {"documents.1": {"isExecuted": false, "revisions": [{"signerId": "s1", "isSigned": true}, {"signerId": "s3", "isSigned": false}]}} => {
            "documents_total": 2, "documents.1": {"revisions_total": 2, "revisions_signed": 1},
            "signers.0.revisions_total": 2, "signers.0.revisions_signed": 2, "signers.2.revisions_total": 2
        }
        open, "isSigned missing": {"documents.0.revisions.0.isSigned": null} => {
            "signers_signed": null, "next_signers": null, "documents.0.revisions_signed": null,
            "signers.0": {"has_signed": null, "is_next": null, "revisions_total": 1, "revisions_signed": null}
        }
        open, "one without a revision": {"signers.3": {"signerId": "s4", "order": 3}} => {
            "signers_total": 4, "signers_signed": null, "next_signers": null,
            "signers.3": {"has_signed": null, "is_next": null, "revisions_total": 0, "revisions_signed": 0}
        }
        executed, "one without a revision": {"signers.3": {"signerId": "s4", "order": 3}} => {
            "signers_total": 4, "signers_signed": null,
            "signers.3": {"has_signed": null, "is_next": false, "revisions_total": 0, "revisions_signed": 0}
        }
        open, "a revision of an unnamed signer may be anybody's": {"documents.0.revisions.0.signerId": null} => {
            "signers_signed": null, "next_signers": null,
            "signers.*.revisions_total": null, "signers.*.revisions_signed": null, "signers.0.has_signed": null, "signers.0.is_next": null
        }
        open, "a signer without an id": {"signers.2.signerId": null} => {
            "signers_signed": null, "next_signers": null,
            "signers.2": {"has_signed": null, "is_next": null, "revisions_total": null, "revisions_signed": null}
        }
        open, "an id in another case": {"signers.2.signerId": "S3"} => {"next_signers": ["s2", "S3"]}
        open, "a link to a revision in another case": {"signers.1.links": [{"revisionId": "R2", "isSigned": true}]} => {
            "contradiction": "revision_and_link_disagree"
        }
        open, "links where there are no documents": {
            "documents": null, "signers.0.links": [{"revisionId": "r1", "isSigned": true}, {"type": "package_sign"}],
            "signers.1.links": [{"isSigned": true}, {"isSigned": false}], "signers.2.links": [{"isSigned": false}]
        } => {
            "documents_total": null, "documents_executed": null, "documents": [],
            "signers.*.revisions_total": null, "signers.*.revisions_signed": null
        }
        open, "a link where the revision does not say": {"documents.0.revisions.0.isSigned": null, "signers.0.links": [{"revisionId": "r1", "isSigned": true}]} => {
            "documents.0.revisions_signed": null, "signers.0.revisions_signed": null
        }

        // next_signers, is_next
        sequential, "everybody else's flag missing": {"documents.0.revisions.0.isNext": null, "documents.0.revisions.2.isNext": null} => {}
        sequential, "the flag rather than the order": {"signers.1.order": 7, "signers.2.order": 6} => {"contradiction": "out_of_order"}
        sequential, "by order where no flag is set": {"documents.0.revisions.1.isNext": false} => {}
        sequential, "by order where flags are missing": {"documents.0.revisions.*.isNext": null, "signers.2.order": 1, "signers.1.order": 2} => {
            "next_signers": ["s3"], "signers.1.is_next": false, "signers.2.is_next": true
        }
        sequential, "several of the same order": {"documents.0.revisions.*.isNext": null, "signers.*.order": 0} => {
            "next_signers": ["s2", "s3"], "signers.2.is_next": true
        }
        sequential, "neither flags nor an order": {"documents.0.revisions.*.isNext": null, "signers.2.order": null} => {
            "next_signers": null, "signers.1.is_next": null, "signers.2.is_next": null
        }
        sequential, "an order is not needed of those who have signed": {"documents.0.revisions.*.isNext": null, "signers.0.order": null} => {}
        sequential, "by order, but not sure who has signed": {"documents.0.revisions.*.isNext": null, "documents.0.revisions.1.isSigned": null} => {
            "signers_signed": null, "next_signers": null, "documents.0.revisions_signed": null,
            "signers.1": {"has_signed": null, "is_next": null, "revisions_total": 1, "revisions_signed": null}, "signers.2.is_next": null
        }
        sequential, "by a link's flag": {"documents.0.revisions.*.isNext": null, "signers.2.links": [{"isNext": true, "isSigned": false}]} => {
            "next_signers": ["s3"], "signers.1.is_next": false, "signers.2.is_next": true
        }
        sequential, "a link's flag on one who has signed": {"documents.0.revisions.*.isNext": null, "signers.0.links": [{"isNext": true, "isSigned": true}]} => {}
        sequential, "by a flag, though it is not sure who has signed": {"documents.0.revisions.2.isSigned": null} => {
            "signers_signed": null, "documents.0.revisions_signed": null,
            "signers.2": {"has_signed": null, "is_next": false, "revisions_total": 1, "revisions_signed": null}
        }
        sequential, "another's turn in a second document": {"documents.1": {"isExecuted": false, "revisions": [{"signerId": "s3", "isNext": true, "isSigned": false}]}} => {
            "next_signers": ["s2", "s3"], "documents_total": 2, "documents.1": {"revisions_total": 1, "revisions_signed": 0},
            "signers.2.is_next": true, "signers.2.revisions_total": 2
        }
        sequential, "the next one has no id": {"signers.1.signerId": null, "signers.1.links": [{"isNext": true, "isSigned": false}]} => {
            "signers_signed": 1, "next_signers": null,
            "signers.1": {"has_signed": false, "is_next": true, "revisions_total": null, "revisions_signed": null}
        }
        open, "a signing room waits for all": {"type": "video_closing_room"} => {}
        open, "in person, all are there": {"type": "Live Session"} => {}
        open, "a group": {"type": "Counterpart", "documents.0.revisions.2.isNext": true} => {}
        open, "an unknown type with a flag": {"type": "sequential", "documents.0.revisions.1.isNext": true} => {
            "next_signers": ["s2"], "signers.2.is_next": false
        }
        open, "an unknown type without flags": {"type": "round_robin"} => {
            "next_signers": null, "signers.1.is_next": null, "signers.2.is_next": null
        }

        // documents_total, documents_executed
        open, "one of two": {"documents.1": {"isExecuted": true}, "signers": []} => {
            "documents_total": 2, "documents_executed": 1, "documents.1": {"revisions_total": null, "revisions_signed": null},
            "signers_total": 0, "signers_signed": 0, "next_signers": [], "signers": [], "contradiction": "unknown_signer"
        }
        open, "a document that does not say": {"documents.0.isExecuted": null} => {"documents_executed": null}
        open, "documents of another type": {"documents": {"d1": true}, "signers": []} => {
            "documents_total": null, "documents_executed": null, "documents": [],
            "signers_total": 0, "signers_signed": 0, "next_signers": [], "signers": []
        }

        // videos_total, videos_retention_expired, retention_expired
        recorded, "at the end of retention": {"as_of": "2026-01-04T00:00:00Z"} => {
            "videos_retention_expired": 0, "videos.0.retention_expired": false
        }
        recorded, "a microsecond later": {"as_of": "2026-01-04T00:00:00.000001Z"} => {}
        recorded, "no end of retention": {"videos.0.timeRetention": null} => {
            "videos_retention_expired": 0, "videos.0.retention_expired": null
        }
        recorded, "an unreadable end of retention": {"videos.0.timeRetention": "P1Y"} => {
            "videos_retention_expired": 0, "videos.0.retention_expired": null
        }
        recorded, "deleted": {"videos.0.state": "deleted", "videos.0.timeDeleted": "2026-01-04T12:00:00Z", "videos.0.url": null} => {
            "videos_retention_expired": 0, "videos.0.retention_expired": false
        }
        recorded, "deleted, without any time": {"videos.0.state": "deleted", "videos.0.timeRetention": null, "videos.0.url": null} => {
            "videos_retention_expired": 0, "videos.0.retention_expired": false
        }
        recorded, "a failed one": {"videos.0.state": "failed", "videos.0.url": null} => {}
        recorded, "a new state may be one more way to be deleted": {"videos.0.state": "purged", "videos.0.url": null} => {
            "videos_retention_expired": 0, "videos.0.retention_expired": null
        }
        recorded, "no state": {"videos.0.state": null} => {"videos_retention_expired": 0, "videos.0.retention_expired": null}
        recorded, "several": {"videos.1": {"state": "stopped", "timeRetention": "2027-01-01T00:00:00Z"}, "videos.2": {"state": "archived"}} => {
            "videos_total": 3, "videos.1": {"retention_expired": false}, "videos.2": {"retention_expired": null}
        }
        recorded, "none": {"videos": []} => {"videos_total": 0, "videos_retention_expired": 0, "videos": []}
        recorded, "the list missing": {"videos": {}} => {"videos_total": null, "videos_retention_expired": null, "videos": []}

        // contradiction
        open, "a document of another package": {"documents.0.packageId": "q"} => {"contradiction": "foreign_part"}
        open, "a revision of another package": {"documents.0.revisions.1.packageId": "q"} => {"contradiction": "foreign_part"}
        open, "a revision of another document": {"documents.0.revisions.1.documentId": "d2"} => {"contradiction": "foreign_part"}
        open, "a link to another package": {"signers.1.links": [{"packageId": "q"}]} => {"contradiction": "foreign_part"}
        open, "a link to sign another package": {"signers.1.signLink": {"packageId": "q"}} => {"contradiction": "foreign_part"}
        open, "a link to another package's meeting": {"signers.1.meetingLink": {"packageId": "q"}} => {"contradiction": "foreign_part"}
        open, "the case of an id": {"documents.0.packageId": "P", "documents.0.documentId": "D1", "signers.1.signLink": "https://localhost/q"} => {}
        open, "a part that does not say where it belongs": {"documents.0.packageId": null, "documents.0.documentId": null} => {}
        executed, "an unsigned revision": {"documents.0.revisions.1.isSigned": false} => {
            "contradiction": "executed_but_unsigned", "signers_signed": 2, "documents.0.revisions_signed": 2,
            "signers.1.has_signed": false, "signers.1.revisions_signed": 0
        }
        executed, "by its state alone, an unsigned revision": {"isExecuted": null, "documents.0.revisions.1.isSigned": false} => {
            "contradiction": "executed_but_unsigned", "signers_signed": 2, "documents.0.revisions_signed": 2,
            "signers.1.has_signed": false, "signers.1.revisions_signed": 0
        }
        executed, "a document that is not": {"documents.0.isExecuted": false} => {
            "contradiction": "executed_but_unsigned", "documents_executed": 0
        }
        executed, "isExecuted is false": {"isExecuted": false} => {"contradiction": "executed_but_not_flagged"}
        executed, "isExecuted missing": {"isExecuted": null} => {}
        executed, "open, everything signed": {"state": "open", "isExecuted": false, "documents.0.isExecuted": false} => {
            "contradiction": "signed_but_not_executed", "effective_state": "open", "documents_executed": 0
        }
        executed, "open, every document executed": {"state": "open", "isExecuted": false, "documents.0.revisions": null} => {
            "contradiction": "signed_but_not_executed", "effective_state": "open", "signers_signed": null, "next_signers": null,
            "documents.0": {"revisions_total": null, "revisions_signed": null},
            "signers.*": {"has_signed": null, "is_next": null, "revisions_total": null, "revisions_signed": null}
        }
        executed, "everything signed, but expired": {"state": "expired", "isExecuted": false, "as_of": "2026-01-11T00:00:00Z"} => {
            "contradiction": "signed_but_not_executed", "effective_state": "expired", "is_overdue": true, "days_overdue": 1
        }
        executed, "after it expired": {"state": "expired"} => {"contradiction": "expired_but_executed", "effective_state": "expired"}
        executed, "a draft": {"state": "draft"} => {"contradiction": "unsent_but_executed", "effective_state": "draft"}
        executed, "an empty draft, all of which is signed": {"state": "draft", "documents": [], "signers": []} => {
            "effective_state": "draft", "documents_total": 0, "documents_executed": 0, "documents": [],
            "signers_total": 0, "signers_signed": 0, "signers": []
        }
        executed, "rescinded afterwards": {"state": "rescinded"} => {"effective_state": "rescinded"}
        open, "a document executed without a signature": {"documents.1": {"isExecuted": false, "revisions": []}, "documents.0.isExecuted": true} => {
            "contradiction": "document_executed_but_unsigned", "documents_total": 2, "documents_executed": 1,
            "documents.1": {"revisions_total": 0, "revisions_signed": 0}
        }
        open, "a document signed but not executed": {"documents.1": {"isExecuted": false, "revisions": [{"signerId": "s1", "isSigned": true}]}} => {
            "contradiction": "document_signed_but_not_executed", "documents_total": 2,
            "documents.1": {"revisions_total": 1, "revisions_signed": 1}, "signers.0.revisions_total": 2, "signers.0.revisions_signed": 2
        }
        open, "a link says it is signed": {"signers.1.links": [{"revisionId": "r2", "isSigned": true}]} => {
            "contradiction": "revision_and_link_disagree"
        }
        sequential, "a link says it is not the turn": {"signers.1.links": [{"revisionId": "r2", "isNext": false, "isSigned": false}]} => {
            "contradiction": "revision_and_link_disagree"
        }
        open, "a link to another's revision": {"signers.1.links": [{"revisionId": "r3", "isSigned": false}]} => {
            "contradiction": "revision_and_link_disagree"
        }
        sequential, "links that agree, and one to nothing": {
            "signers.0.links": [{"revisionId": "r1", "packageId": "p", "isNext": false, "isSigned": true}],
            "signers.1.links": [{"revisionId": "r2", "isNext": true, "isSigned": false}, {"revisionId": "r9", "isSigned": false}, {"isSigned": false}]
        } => {}
        open, "a link and a revision without an id": {"documents.0.revisions.1.revisionId": null, "signers.1.links": [{"isSigned": true}]} => {}
        open, "a revision of nobody": {"documents.0.revisions.3": {"signerId": "s9", "isSigned": false}} => {
            "contradiction": "unknown_signer", "documents.0.revisions_total": 4
        }
        sequential, "signed before the turn": {"documents.0.revisions.0.isSigned": false, "documents.0.revisions.0.isNext": true, "documents.0.revisions.1.isSigned": true, "documents.0.revisions.1.isNext": false} => {
            "contradiction": "out_of_order", "next_signers": ["s1"],
            "signers.0": {"has_signed": false, "is_next": true, "revisions_total": 1, "revisions_signed": 0},
            "signers.1": {"has_signed": true, "is_next": false, "revisions_total": 1, "revisions_signed": 1}
        }
        open, "no order, no disorder": {"documents.0.revisions.0.isSigned": false, "documents.0.revisions.1.isSigned": true} => {
            "next_signers": ["s1", "s3"],
            "signers.0": {"has_signed": false, "is_next": true, "revisions_total": 1, "revisions_signed": 0},
            "signers.1": {"has_signed": true, "is_next": false, "revisions_total": 1, "revisions_signed": 1}
        }
        sequential, "the turn of one who has signed": {"documents.0.revisions.0.isNext": true} => {"contradiction": "next_but_signed"}
        recorded, "a deleted video with a link": {"videos.0.state": "deleted"} => {
            "contradiction": "deleted_video_available", "videos_retention_expired": 0, "videos.0.retention_expired": false
        }
        recorded, "a deleted video that is archived": {"videos.0.timeDeleted": "2026-01-04T12:00:00Z", "videos.0.url": null} => {
            "contradiction": "deleted_video_available", "videos_retention_expired": 0, "videos.0.retention_expired": false
        }
        executed, "several: the gravest": {"isExecuted": false, "documents.0.packageId": "q"} => {"contradiction": "foreign_part"}
    }
}
