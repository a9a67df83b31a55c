"""The audit: one row for every input, in the order of the inputs, whatever fails on the way."""

from __future__ import annotations

import uuid
from datetime import datetime, timezone
from typing import Any

import iinkedsign
import pytest
from conftest import Make
from hostile import Server, http
from iinkedsign.testing import Emulator
from served import served
from statuses import answer, rows, serve
from vendor import PACKAGE, VIDEO, VIDEO_PACKAGE, page


def test_the_sample(client: iinkedsign.Client) -> None:
    audit = client.audit([PACKAGE], as_of="2022-03-01T00:00:00Z")
    [package] = audit.packages.to_dicts()
    assert package["package_id"] == PACKAGE
    assert (package["name"], package["type"], package["state"]) == ("My First Signing", "Sequential", "open")
    assert package["time_sign_by"] == datetime(2022, 3, 2, 20, 8, 41, tzinfo=timezone.utc)
    assert (package["effective_state"], package["is_overdue"]) == ("open", False)
    assert package["error_kind"] is None and package["attempts"] == 1
    [document] = audit.documents.to_dicts()
    assert (document["package_id"], document["file_name"]) == (PACKAGE, "agreement.pdf")
    assert rows(audit.signers, "package_id", "email") == [(PACKAGE, "signer.one@example.com")]
    assert rows(audit.revisions, "document_id", "signer_id") == [
        (document["document_id"], audit.signers.column("signer_id")[0])
    ]
    assert (len(audit.videos), len(audit.errors)) == (0, 0)
    assert audit.as_of == datetime(2022, 3, 1, tzinfo=timezone.utc)
    assert repr(audit) == "<Audit of 1 packages, 0 errors, as of 2022-03-01T00:00:00+00:00>"
    assert repr(audit.packages) == f"<packages: 1 rows, {len(audit.packages.columns)} columns>"


# what is given -> the id in its row, and the kind of its error
INPUTS: list[tuple[Any, str | None, str | None]] = [
    (PACKAGE, PACKAGE, None),
    ("no-such", "no-such", "not_found"),
    (uuid.UUID(VIDEO_PACKAGE), VIDEO_PACKAGE, None),
    ("a/b", "a/b", "invalid_argument"),
    ({"packageId": PACKAGE}, PACKAGE, None),
    (None, None, "invalid_argument"),
    (PACKAGE, PACKAGE, None),
    ({"name": "no id"}, None, "invalid_argument"),
    ({"package_id": uuid.UUID(VIDEO_PACKAGE)}, VIDEO_PACKAGE, None),
    (17, "17", "invalid_argument"),
    (b"bytes", None, "invalid_argument"),
    ("", "", "invalid_argument"),
    ("x" * 129, "x" * 128, "invalid_argument"),
    ("\ud800", "\N{REPLACEMENT CHARACTER}" * 3, "invalid_argument"),
    (float("nan"), None, "invalid_argument"),
    ({"packageId": {"packageId": PACKAGE}}, None, "invalid_argument"),
    (["list"], None, "invalid_argument"),
    ("no-such", "no-such", "not_found"),
]


def test_every_input_is_a_row(client: iinkedsign.Client, emulator: Emulator) -> None:
    ids = [given for given, _, _ in INPUTS]
    audit = client.audit(ids)
    assert rows(audit.packages, "package_id", "error_kind") == [(id, kind) for _, id, kind in INPUTS]
    wrong = dict(zip(map(repr, ids), audit.packages.column("error_message"), strict=True))
    accepted = "package_id must be a str, a uuid.UUID or a dict with packageId, not {} (nothing was sent)"
    for value, name in (("17", "int"), ("None", "NoneType"), ("nan", "float"), ("['list']", "list")):
        assert wrong[value] == accepted.format(name)
    assert wrong["{'name': 'no id'}"] == accepted.format("a dict without packageId")
    assert set(rows(audit.errors, "attempts")) == {0, 1}
    # What is asked for twice is sent once, and stands in the other tables once.
    assert len(emulator.requests) == 3
    assert audit.signers.column("package_id").count(PACKAGE) == 1
    assert rows(audit.errors, "package_id") == [
        id for id, kind in rows(audit.packages, "package_id", "error_kind") if kind is not None
    ]


def test_error_rows_have_the_error(client: iinkedsign.Client) -> None:
    audit = client.audit(["no-such", PACKAGE])
    [error] = audit.errors.to_dicts()
    assert error == {
        "package_id": "no-such",
        "error_kind": "not_found",
        "error_code": "package_not_found",
        "http_status": 404,
        "error_message": "status of package no-such failed: the server answered 404 package_not_found (The package "
        "could not be found.); it does not exist, or the key's owner may not see it",
        "attempts": 1,
    }
    [row, known] = audit.packages.to_dicts()
    assert {name for name, value in row.items() if value is not None} == set(error)
    assert {name for name in error if known[name] is not None} == {"package_id", "attempts"}


def test_the_whole_account() -> None:
    with Emulator(packages=230, seed=3) as emulator, iinkedsign.Client(**emulator.options) as client:
        audit = client.audit()
        assert set(audit.packages.column("package_id")) == set(emulator.package_ids)
        assert len(audit.packages) == len(emulator.package_ids)
        lists = [request for request in emulator.requests if request["operation"] == "list_packages"]
        assert all('"allMembers":true' in request["body"] for request in lists)
        chosen = client.audit(client.list_packages(states=["executed"]))
        assert set(chosen.packages.column("state")) == {"executed"}
        assert 0 < len(chosen.packages) < len(audit.packages)


@pytest.mark.parametrize("ids", [[], iter(()), {}.keys()], ids=["list", "iterator", "keys"])
def test_nothing_to_audit(client: iinkedsign.Client, emulator: Emulator, ids: Any) -> None:
    audit = client.audit(ids)
    assert [len(table) for table in (audit.packages, audit.documents, audit.errors)] == [0, 0, 0]
    assert emulator.requests == []


def test_an_empty_account(make: Make) -> None:
    with Server(http(200, page())) as server:
        assert len(make(server).audit().packages) == 0


def test_videos_when_they_are_asked_for(client: iinkedsign.Client, emulator: Emulator) -> None:
    audit = client.audit([PACKAGE, VIDEO_PACKAGE], include_videos=True)
    assert rows(audit.packages, "videos_total", "attempts") == [(0, 2), (1, 2)]
    [video] = audit.videos.to_dicts()
    assert (video["package_id"], video["meeting_video_id"]) == (VIDEO_PACKAGE, VIDEO)
    assert "url" not in audit.videos.columns
    emulator.add_fault("status=400", operation="list_videos", package_id=VIDEO_PACKAGE)
    audit = client.audit([PACKAGE, VIDEO_PACKAGE], include_videos=True)
    assert rows(audit.packages, "error_kind", "name") == [(None, "My First Signing"), ("bad_request", None)]
    assert len(audit.videos) == 0
    assert rows(client.audit([PACKAGE]).packages, "videos_total") == [None]


def test_a_row_is_the_input_and_not_the_answer(make: Make) -> None:
    """The server may write an id in another case; the tables still join, and with the caller's own."""
    with served(answer(PACKAGE.upper())) as (client, _):
        audit = client.audit([PACKAGE])
    for table in (audit.packages, audit.documents, audit.signers, audit.revisions):
        assert set(table.column("package_id")) == {PACKAGE}


def test_facts_are_computed_for_an_instant() -> None:
    with served(serve()) as (client, _):
        for as_of, overdue, days in (
            ("2022-03-02T20:08:41Z", False, 0),
            ("2022-03-02T20:08:41.000001Z", True, 0),
            (datetime(2022, 3, 12, 20, 9, tzinfo=timezone.utc), True, 10),
        ):
            audit = client.audit(["a"], as_of=as_of)
            assert rows(audit.packages, "is_overdue", "days_overdue") == [(overdue, days)]
        before = datetime.now(timezone.utc)
        assert before <= client.audit(["a"]).as_of <= datetime.now(timezone.utc)


def test_drift_is_that_of_the_audit_alone(client: iinkedsign.Client, emulator: Emulator) -> None:
    emulator.add_fault("unknown_fields", operation="status", times=3)
    client.package_status(PACKAGE)
    audit = client.audit([PACKAGE])
    assert audit.drift == [{**found, "count": found["count"] // 2} for found in client.drift()]
    assert {found["kind"] for found in audit.drift} == {"unknown_field"}
    emulator.clear_faults()
    assert client.audit([PACKAGE]).drift == []


def test_wrong_types_are_null_in_their_column(client: iinkedsign.Client, emulator: Emulator) -> None:
    emulator.add_fault("wrong_types", operation="status")
    audit = client.audit([PACKAGE])
    assert rows(audit.packages, "package_id", "error_kind") == [(PACKAGE, None)]
    assert {found["kind"] for found in audit.drift} == {"wrong_type"}


def test_tables_give_plain_python(client: iinkedsign.Client) -> None:
    packages = client.audit([PACKAGE]).packages
    [row] = packages.to_dicts()
    assert list(row) == packages.columns
    assert all(packages.column(name) == [value] for name, value in row.items())
    assert {type(value) for value in row.values()} <= {str, int, bool, datetime, list, type(None)}
    with pytest.raises(KeyError, match='packages has no column "nope"'):
        packages.column("nope")


def test_neither_pickles_but_says_what_does(client: iinkedsign.Client) -> None:
    import copy
    import pickle

    audit = client.audit([PACKAGE])
    for it, hint in ((audit, "write"), (audit.packages, "to_arrow")):
        with pytest.raises(TypeError, match=hint):
            pickle.dumps(it)
        with pytest.raises(TypeError, match=hint):
            copy.copy(it)
