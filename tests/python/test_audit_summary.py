"""The summary of an audit."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections import Counter
from datetime import timedelta
from typing import Any

import iinkedsign
import pytest
from builders import AS_OF, client_of, days_ago, package, signer
from iinkedsign.testing import Emulator

ANN, BOB, CAT = "ann@example.com", "bob@example.com", "cat@example.com"

EMPTY: dict[str, Any] = {
    "as_of": "2026-01-15T12:00:00+00:00",
    "packages": 0,
    "known": 0,
    "errors": 0,
    "duplicates": 0,
    "by_state": {},
    "by_type": {},
    "overdue": 0,
    "overdue_by_age": {"0-7 days": 0, "8-30 days": 0, "31-90 days": 0, "over 90 days": 0},
    "signatures": {"signed": 0, "total": 0},
    "progress": {"none signed": 0, "some signed": 0, "all signed": 0, "no signers": 0, "unknown": 0},
    "blockers": [],
    "blockers_total": 0,
    "contradictions": {},
    "errors_by_kind": {},
    "videos": None,
}


def test_nothing() -> None:
    with client_of() as client:
        assert client.audit([], as_of=AS_OF).summary == EMPTY


def test_only_errors() -> None:
    with client_of() as client:
        audit = client.audit(["a", "b", "not an id"], as_of=AS_OF, include_videos=True)
    errors = {"not_found": 2, "invalid_argument": 1}
    assert audit.summary == {**EMPTY, "packages": 3, "errors": 3, "errors_by_kind": errors}


def test_numbers() -> None:
    packages = [
        package("open", signer(ANN), signer(BOB, True)),
        package("turn", signer(ANN, True), signer(BOB, order=2), signer(CAT, order=3), type="Sequential"),
        package("late", signer(ANN), signer(CAT), state="expired", sign_by=days_ago(7.9)),
        # As servers up to 3.6 say it.
        package("old", signer(CAT), sign_by=days_ago(8)),
        package("older", signer(BOB), signer(CAT, order=2), type="Sequential", sign_by=days_ago(90.9)),
        package("oldest", signer(CAT), state="expired", sign_by=days_ago(91)),
        package("done", signer(ANN, True), signer(BOB, True), state="executed", sign_by=days_ago(50)),
        package("draft", state="draft"),
        package("new", signer(ANN), state="archived"),
        package("wrong", signer(ANN, True), state="open"),
        package("bare", state=None, type=None, signers=None, documents=None),
    ]
    ids = [it["packageId"] for it in packages]
    videos = {
        "open": [
            {"meetingVideoId": "1", "state": "archived", "timeRetention": days_ago(1)},
            {"meetingVideoId": "2", "state": "archived", "timeRetention": days_ago(-1)},
        ],
        "done": [{"meetingVideoId": "3", "state": "deleted", "timeRetention": days_ago(1)}],
    }
    with client_of(*packages, videos=videos) as client:
        audit = client.audit([*ids, "late", "gone"], as_of=AS_OF, include_videos=True)
    assert audit.summary == {
        "as_of": "2026-01-15T12:00:00+00:00",
        "packages": 13,
        "known": 12,
        "errors": 1,
        "duplicates": 1,
        "by_state": {"expired": 5, "open": 3, "executed": 1, "draft": 1, "archived": 1, "unknown": 1},
        "by_type": {"concurrent": 9, "Sequential": 2, "unknown": 1},
        "overdue": 5,
        "overdue_by_age": {"0-7 days": 2, "8-30 days": 1, "31-90 days": 1, "over 90 days": 1},
        # open 1/2, turn 1/3, late 0/2 twice, old 0/1, older 0/2, oldest 0/1, done 2/2, new 0/1, wrong 1/1
        "signatures": {"signed": 5, "total": 17},
        "progress": {"none signed": 6, "some signed": 2, "all signed": 2, "no signers": 1, "unknown": 1},
        "blockers": [
            {"signer": CAT, "packages": 4, "overdue": 4},  # late twice, old, oldest; not their turn in older
            {"signer": ANN, "packages": 3, "overdue": 2},  # late twice, open; what is archived waits for nobody
            {"signer": BOB, "packages": 2, "overdue": 1},  # turn, older
        ],
        "blockers_total": 3,
        "contradictions": {"signed_but_not_executed": 1},
        "errors_by_kind": {"not_found": 1},
        "videos": {"total": 3, "retention_expired": 1},
    }
    assert audit.summary is audit.summary, "it is made once"
    assert json.loads(json.dumps(audit.summary)) == audit.summary


NAMES: list[tuple[dict[str, Any], str]] = [
    (signer(ANN, first="Ann", last="One"), ANN),
    (signer(f" {ANN} "), ANN),
    (signer("", first="Ann", last="One"), "Ann One"),
    (signer(None, first=" ", last="One"), "One"),
    (signer(None), "p-signer-0"),
]


@pytest.mark.parametrize(("it", "name"), NAMES)
def test_what_a_blocker_is_called(it: dict[str, Any], name: str) -> None:
    with client_of(package("p", it)) as client:
        summary = client.audit(["p"], as_of=AS_OF).summary
    assert summary["blockers"] == [{"signer": name, "packages": 1, "overdue": 0}]


def test_a_person_is_one_however_written() -> None:
    packages = [
        package("1", signer("Ann@Example.com"), signer(ANN)),
        package("2", signer(ANN.upper())),
        *(package(f"many-{n}", signer(f"{n:02}@example.com")) for n in range(12)),
    ]
    with client_of(*packages) as client:
        summary = client.audit([it["packageId"] for it in packages], as_of=AS_OF).summary
    assert summary["blockers"][0] == {"signer": "Ann@Example.com", "packages": 2, "overdue": 0}
    assert [it["signer"] for it in summary["blockers"][1:]] == [f"{n:02}@example.com" for n in range(9)]
    assert summary["blockers_total"] == 13


def test_hashed_persons() -> None:
    with client_of(package("p", signer(ANN, first="Ann"))) as client:
        summary = client.audit(["p"], as_of=AS_OF, pii="hash", pii_key="k").summary
    [blocker] = summary["blockers"]
    assert blocker["signer"] == hmac.new(b"k", ANN.encode(), hashlib.sha256).hexdigest()[:32]
    assert "ann" not in json.dumps(summary).lower()


def test_against_the_answers_themselves() -> None:
    """What is counted here from the answers, without tables or facts, comes to the same."""
    with Emulator(packages=400, seed=3) as emulator, iinkedsign.Client(**emulator.options) as client:
        ids = emulator.package_ids
        summary = client.audit(ids, as_of=AS_OF).summary
        answers = [client.package_status(id) for id in ids]
    late = []
    waiting: Counter[str | None] = Counter()
    for it in answers:
        sign_by = iinkedsign.parse_time(it["timeSignBy"]) if it["timeSignBy"] else None
        if it["state"] in ("open", "expired") and not it["isExecuted"] and sign_by and sign_by < AS_OF:
            late.append((AS_OF - sign_by) // timedelta(days=1))
        elif it["state"] != "open" or it["isExecuted"]:
            continue
        signed = {signer["signerId"]: True for signer in it["signers"] or ()}
        for document in it["documents"] or ():
            for revision in document["revisions"] or ():
                signed[revision["signerId"]] &= revision["isSigned"]
        missing = [signer for signer in it["signers"] or () if not signed[signer["signerId"]]]
        waiting.update(signer["email"] for signer in (missing[:1] if it["type"] == "Sequential" else missing))
    assert summary["overdue"] == len(late) > 20
    assert list(summary["overdue_by_age"].values()) == [
        sum(least <= days <= most for days in late) for least, most in ((0, 7), (8, 30), (31, 90), (91, 10**6))
    ]
    assert {it["signer"]: it["packages"] for it in summary["blockers"]} == dict(waiting.most_common(10))
    assert sum(summary["by_type"].values()) == summary["known"] == summary["packages"] == len(ids)
    assert summary["by_type"] == Counter(it["type"] for it in answers)
