"""The fault table: each fault, the requests that the server received and applied, and the caller's result.

In every row no delete is sent twice unless the server refused it with 429, no success is reported that was none,
no refusal that was a success, and no limit is overrun.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

import iinkedsign
import pytest
from concurrency import within
from iinkedsign.testing import Emulator
from vendor import DELETABLE, PACKAGE, VIDEO, VIDEO_PACKAGE

OPTIONS: dict[str, Any] = {"max_retries": 1, "max_response_bytes": 1 << 20}
# Of the rows that run into them; no other row depends on the time that it takes.
LIMIT = 1.6
SLOW, LIMITS = ("delay=5", "silence", "drip"), {"timeout": LIMIT, "attempt_timeout": 0.4}

CALLS: dict[str, Callable[[iinkedsign.Client], Any]] = {
    "read": lambda client: client.package_status(PACKAGE),
    "read twice": lambda client: [client.package_status(PACKAGE), client.package_status(PACKAGE)],
    "list": lambda client: list(client.list_packages(page_size=2)),
    "delete": lambda client: client.delete_package(DELETABLE),
    "rescind": lambda client: client.rescind_package(PACKAGE, message="withdrawn", notify=True),
    "video": lambda client: client.delete_video(VIDEO_PACKAGE, VIDEO),
    "videos": lambda client: client.delete_all_videos(VIDEO_PACKAGE),
}
# The operations that a call is made of, as letters of the column "received".
LETTERS = {
    "status": "S",
    "list_videos": "V",
    "list_packages": "L",
    "delete_package": "D",
    "rescind_package": "D",
    "delete_videos": "D",
}
AT = {
    "read": "status",
    "read twice": "status",
    "list": "list_packages",
    "delete": "delete_package",
    "rescind": "rescind_package",
    "video": "delete_videos",
    "videos": "delete_videos",
}

# fmt: off
# call         fault (at the call's own operation; after "+" one more, at any)  received  outcome
TABLE = [
    ("read",       "status=500,retry_after=0",                        "SS",   "ServerError"),
    ("read",       "status=502,retry_after=0,times=1",                "SS",   "ok"),
    ("read",       "status=503,retry_after=0",                        "SS",   "ServerError"),
    ("read",       "status=504,retry_after=0,times=1",                "SS",   "ok"),
    ("read",       "status=501",                                      "S",    "ServerError"),
    ("read",       "status=503,retry_after=60",                       "S",    "ServerError"),
    ("read",       "status=429,retry_after=0,times=1",                "SS",   "ok"),
    ("read",       "status=429,retry_after=0",                        "SS",   "RateLimitError"),
    ("read",       "status=429,retry_after=60",                       "S",    "RateLimitError"),
    ("read",       "status=400",                                      "S",    "BadRequestError"),
    ("read",       "status=401",                                      "S",    "AuthenticationError"),
    ("read",       "status=403,error=package_not_authorized",         "S",    "PermissionDeniedError"),
    ("read",       "status=404,error=package_not_found",              "S",    "NotFoundError"),
    ("read",       "status=418",                                      "S",    "APIError"),
    ("read",       "delay=0.1",                                       "S",    "ok"),
    ("read",       "delay=5,times=1",                                 "SS",   "ok"),
    ("read",       "delay=5",                                         "SS",   "RequestTimeoutError"),
    ("read",       "silence,times=1",                                 "SS",   "ok"),
    ("read",       "silence",                                         "SS",   "RequestTimeoutError"),
    ("read",       "drip=0.05",                                       "SS",   "RequestTimeoutError"),
    ("read",       "drop_before,times=1",                             "SS",   "ok"),
    ("read",       "drop_before",                                     "SS",   "TransportError"),
    ("read",       "drop_after",                                      "SS",   "TransportError"),
    ("read",       "reset_before,times=1",                            "SS",   "ok"),
    ("read",       "reset_before",                                    "SS",   "TransportError"),
    ("read",       "reset_after",                                     "SS",   "TransportError"),
    ("read",       "truncate,times=1",                                "SS",   "ok"),
    ("read",       "truncate",                                        "SS",   "TransportError"),
    ("read",       "html",                                            "S",    "ResponseError"),
    ("read",       "foreign_id",                                      "S",    "ResponseError"),
    ("read",       "empty",                                           "S",    "ResponseError"),
    ("read",       "not_json",                                        "S",    "ResponseError"),
    ("read",       "bad_utf8",                                        "S",    "ResponseError"),
    ("read",       "nested",                                          "S",    "ResponseError"),
    ("read",       "endless",                                         "S",    "ResponseError"),
    ("read",       "gzip_bomb",                                       "S",    "ResponseError"),
    ("read",       "no_content",                                      "S",    "ResponseError"),
    ("read",       "unknown_fields",                                  "S",    "ok"),
    ("read",       "unknown_values",                                  "S",    "ok"),
    ("read",       "wrong_types",                                     "S",    "ok"),
    ("read",       "contradiction",                                   "S",    "ok"),
    ("read",       "redirect=http://127.0.0.1:9/",                    "S",    "APIError"),
    ("read",       "early_answer=401",                                "S",    "AuthenticationError"),
    ("read",       "early_answer=404",                                "S",    "NotFoundError"),
    ("read twice", "close_idle",                                      "SS",   "ok"),
    ("read twice", "drop_before,skip=1,times=1",                      "SSS",  "ok"),
    ("read twice", "reset_after,skip=1,times=1",                      "SSS",  "ok"),
    ("list",       "status=503,retry_after=0,skip=1,times=1",         "LLLLL", "ok"),
    ("list",       "reset_before,skip=1,times=1",                     "LLLLL", "ok"),
    ("list",       "truncate,skip=1",                                 "LLL",  "TransportError"),
    ("list",       "html,skip=1",                                     "LL",   "ResponseError"),
    ("list",       "nested",                                          "L",    "ResponseError"),
    ("list",       "unknown_fields",                                  "LLLL", "ok"),
    ("list",       "wrong_types",                                     "LLLL", "ok"),

    ("delete",     "status=500",                                      "DS",   "present"),
    ("delete",     "status=502,applied=true",                         "DS",   "absent"),
    ("delete",     "status=503,retry_after=0",                        "DS",   "present"),
    ("delete",     "status=504,applied=true",                         "DS",   "absent"),
    ("delete",     "status=429,retry_after=0,times=1",                "DD",   "ok"),
    ("delete",     "status=429,retry_after=0",                        "DD",   "RateLimitError"),
    ("delete",     "status=429,retry_after=60",                       "D",    "RateLimitError"),
    ("delete",     "status=400",                                      "D",    "BadRequestError"),
    ("delete",     "status=400,error=package_delete_retention",       "D",    "RetentionError"),
    ("delete",     "status=409,error=package_delete_retention",       "D",    "RetentionError"),
    ("delete",     "status=401",                                      "D",    "AuthenticationError"),
    ("delete",     "status=403",                                      "D",    "PermissionDeniedError"),
    ("delete",     "status=404",                                      "D",    "NotFoundError"),
    ("delete",     "delay=0.1",                                       "D",    "ok"),
    ("delete",     "delay=5",                                         "DS",   "absent"),
    ("delete",     "silence",                                         "DS",   "present"),
    ("delete",     "silence,applied=true",                            "DS",   "absent"),
    ("delete",     "drip=0.05",                                       "DS",   "absent"),
    ("delete",     "drop_before",                                     "DS",   "present"),
    ("delete",     "drop_after",                                      "DS",   "absent"),
    ("delete",     "reset_before",                                    "DS",   "present"),
    ("delete",     "reset_after",                                     "DS",   "absent"),
    ("delete",     "truncate",                                        "DS",   "absent"),
    ("delete",     "html",                                            "DS",   "absent"),
    ("delete",     "html,applied=false",                              "DS",   "present"),
    ("delete",     "foreign_id",                                      "DS",   "absent"),
    ("delete",     "foreign_id,applied=false",                        "DS",   "present"),
    ("delete",     "empty",                                           "DS",   "absent"),
    ("delete",     "empty,applied=false",                             "DS",   "present"),
    ("delete",     "not_json",                                        "DS",   "absent"),
    ("delete",     "bad_utf8",                                        "DS",   "absent"),
    ("delete",     "nested",                                          "DS",   "absent"),
    ("delete",     "endless",                                         "DS",   "absent"),
    ("delete",     "endless,applied=false",                           "DS",   "present"),
    ("delete",     "gzip_bomb",                                       "DS",   "absent"),
    ("delete",     "no_content",                                      "DS",   "absent"),
    ("delete",     "unknown_fields",                                  "D",    "ok"),
    ("delete",     "unknown_values",                                  "D",    "ok"),
    ("delete",     "wrong_types",                                     "D",    "ok"),
    ("delete",     "contradiction",                                   "D",    "ok"),
    ("delete",     "redirect=http://127.0.0.1:9/",                    "D",    "APIError"),
    ("delete",     "close_idle",                                      "D",    "ok"),
    ("delete",     "early_answer=503",                                "DS",   "present"),
    ("delete",     "early_answer=401",                                "D",    "AuthenticationError"),
    ("delete",     "drop_after+status:status=503,retry_after=0",      "DS",   "unverified"),
    ("delete",     "drop_before+status:status=403",                   "DS",   "unverified"),
    ("delete",     "drop_after+status:silence",                       "DS",   "unverified"),
    ("delete",     "drop_before+status:foreign_id",                   "DS",   "unverified"),
    ("delete",     "reset_after+status:reset_before",                 "DS",   "unverified"),

    ("video",      "status=429,retry_after=0,times=1",                "DD",   "ok"),
    ("video",      "status=404",                                      "D",    "NotFoundError"),
    ("video",      "status=503",                                      "DV",   "present"),
    ("video",      "silence,applied=true",                            "DV",   "absent"),
    ("video",      "drop_before",                                     "DV",   "present"),
    ("video",      "drop_after",                                      "DV",   "absent"),
    ("video",      "reset_after",                                     "DV",   "absent"),
    ("video",      "html,applied=false",                              "DV",   "present"),
    ("video",      "drop_after+list_videos:status=404",               "DV",   "unverified"),
    ("videos",     "status=500,applied=true",                         "DV",   "absent"),
    ("videos",     "drop_before",                                     "DV",   "present"),
    ("videos",     "drop_after",                                      "DV",   "absent"),
    ("videos",     "truncate",                                        "DV",   "absent"),
    ("videos",     "foreign_id,applied=false",                        "DV",   "present"),
    ("videos",     "drop_after+list_videos:html",                     "DV",   "unverified"),
    ("videos",     "wrong_types",                                     "D",    "ok"),
]
# fmt: on
# A rescission follows the rules of a deletion, row by row.
TABLE += [
    ("rescind", fault, received, "rescinded" if outcome == "absent" else outcome)
    for call, fault, received, outcome in TABLE
    if call == "delete"
]
EVIDENCE = {"absent", "present", "unverified", "rescinded"}
DELETES = {"delete", "rescind", "video", "videos"}


def test_the_table_is_whole() -> None:
    """Every kind of fault of the emulator meets a read and a delete."""
    struck = {(call in DELETES, fault.partition("=")[0].partition(",")[0]) for call, fault, *_ in TABLE}
    struck = {(delete, fault.partition("+")[0]) for delete, fault in struck}
    with Emulator() as emulator, pytest.raises(ValueError, match="accepted") as caught:
        emulator.add_fault("no_such_kind")
    kinds = str(caught.value).partition("accepted:")[2].partition("(")[0]
    named = {kind.strip().partition("=")[0] for kind in kinds.split(",")}
    assert len(named) >= 20
    assert {(delete, kind) for delete in (False, True) for kind in named} <= struck
    assert len(TABLE) == len(set(TABLE))


@pytest.mark.parametrize(
    ("call", "fault", "received", "outcome"), TABLE, ids=[f"{call}-{fault}" for call, fault, *_ in TABLE]
)
def test_fault(emulator: Emulator, call: str, fault: str, received: str, outcome: str) -> None:
    own, _, other = fault.partition("+")
    emulator.add_fault(own, operation=AT[call])
    if other:
        emulator.add_fault(other)
    error: iinkedsign.IinkedSignError | None = None
    limits = LIMITS if any(it in fault for it in SLOW) else {}
    with iinkedsign.Client(**emulator.options, **OPTIONS, **limits) as client:
        try:
            with within(LIMIT):
                CALLS[call](client)
        except iinkedsign.IinkedSignError as caught:
            error = caught
    requests = emulator.requests

    # What the server received.
    assert "".join(LETTERS[request["operation"] or ""] for request in requests) == received
    deletes = [request for request in requests if request["method"] == "POST" and AT[call] == request["operation"]]
    if call in DELETES:
        assert len([request for request in deletes if request["status"] != 429]) <= 1, "a delete is sent once"
        assert len({request["body"] for request in deletes}) == 1
        assert len({request["connection"] for request in deletes}) == len(deletes)

    # What the caller got.
    expected = "OutcomeUnknownError" if outcome in EVIDENCE else outcome
    assert (type(error).__name__ if error else "ok") == expected, repr(error)
    if error is not None:
        assert error.evidence == (outcome if outcome in EVIDENCE else None)
        tried = [request["body"] for request in requests if request["operation"] == AT[call]]
        assert error.attempts == tried.count(tried[-1]), "each page is tried by itself"
        assert len(str(error).splitlines()) == 1
        assert emulator.api_key not in str(error) + repr(error)

    # What was done.
    applied = [request for request in requests if request["applied"]]
    if call not in DELETES:
        assert applied == []
    elif outcome in ("ok", "absent", "rescinded"):
        assert len(applied) == 1, "no false success"
    elif outcome != "unverified":
        assert applied == [], "no false refusal"
    state = emulator.package_state({"delete": DELETABLE, "rescind": PACKAGE}.get(call, VIDEO_PACKAGE))
    if call == "delete":
        assert state["exists"] is (applied == [])
        assert state["delete_requests"] <= 1
    elif call == "rescind":
        done = applied != []
        assert (state["state"], state["rescinded_count"], state["mails"]) == (
            ("rescinded", 1, 1) if done else ("open", 0, 0)
        )
        assert state["rescind_requests"] <= 1
    elif call in DELETES:
        [video] = state["videos"]
        assert (video["state"] == "deleted") is (applied != [])
        assert video["delete_requests"] <= 1


def test_many_faults_by_chance() -> None:
    """With everything going wrong now and then, what a client says always agrees with what the server did."""
    faults = [
        "status=503,retry_after=0,chance=0.1",
        "drop_before,chance=0.1",
        "drop_after,chance=0.1",
        "reset_after,chance=0.1",
        "html,chance=0.1",
        "truncate,chance=0.1",
        "status=429,retry_after=0,chance=0.1",
    ]
    with (
        Emulator(packages=60, seed=5, faults=[f"delete_package:{fault}" for fault in faults]) as emulator,
        iinkedsign.Client(**emulator.options) as client,
    ):
        outcomes: Counter[str] = Counter()
        for package in emulator.package_ids:
            try:
                client.delete_package(package, override_retention=True)
                outcome = "ok"
            except iinkedsign.OutcomeUnknownError as error:
                outcome = error.evidence or ""
            except iinkedsign.RateLimitError:
                outcome = "refused"
            exists = emulator.package_state(package)["exists"]
            assert exists is (outcome in {"present", "refused"}), (package, outcome)
            assert emulator.package_state(package)["delete_requests"] <= 1
            outcomes[outcome] += 1
        assert {"ok", "absent", "present"} <= set(outcomes)
        assert emulator.package_ids == [
            package for package in emulator.package_ids if emulator.package_state(package)["exists"]
        ]
