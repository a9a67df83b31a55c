"""Audits whose key or token is no longer accepted."""

from __future__ import annotations

import itertools
import threading
from collections import Counter
from collections.abc import Callable

import pytest
from conftest import Make
from hostile import Connection, Request, Server, Step, http
from served import served
from statuses import answer, package_of
from vendor import page

EXPIRED = http(401, {"error": "token_expired", "message": "It has expired."})
CONCURRENCY = 16
MOST = 3 * CONCURRENCY
IDS = [f"p{number}" for number in range(600)]


def serving(refuses: Callable[[int], bool]) -> tuple[Step, Counter[int]]:
    """Refuses the requests of these numbers, from 0; the statuses that it answered."""
    numbers, lock, statuses = itertools.count(), threading.Lock(), Counter[int]()

    def step(connection: Connection, request: Request) -> None:
        with lock:
            refused = refuses(next(numbers))
            statuses[401 if refused else 200] += 1
        connection.send(EXPIRED if refused else answer(package_of(request)))

    return step, statuses


def test_a_run_of_401s_ends_the_audit(make: Make) -> None:
    step, statuses = serving(lambda number: number >= 100)
    with Server(step) as server:
        audit = make(server).audit(IDS, concurrency=CONCURRENCY, progress=False)
    kinds = Counter(audit.packages.column("error_kind"))
    assert kinds == {None: 100, "authentication": 500}
    # Those under way meanwhile, and what a late success begins anew.
    assert 5 <= statuses[401] <= MOST
    assert Counter(audit.errors.column("attempts")) == {0: 500 - statuses[401], 1: statuses[401]}
    unsent = next(row for row in audit.errors.to_dicts() if row["attempts"] == 0)
    assert unsent["http_status"] is None
    assert unsent["error_message"] == (
        f"status of package {unsent['package_id']} failed: the server answered 401 to the requests before it; "
        "nothing was sent: check the key or token, and go on with resume="
    )
    step, statuses = serving(lambda _number: False)
    with Server(step) as server:
        audit = make(server).audit(IDS, resume=audit, progress=False)
    assert audit.packages.column("error_kind") == [None] * 600
    assert statuses == {200: 500}


@pytest.mark.parametrize("every", [2, 5])
def test_401s_among_others_do_not(make: Make, every: int) -> None:
    """A run has no success in it."""
    step, statuses = serving(lambda number: number % every != 0)
    with Server(step) as server:
        audit = make(server).audit(IDS[:100], concurrency=1, progress=False)
    assert sum(statuses.values()) == 100
    assert Counter(audit.packages.column("error_kind"))["authentication"] == statuses[401]


def test_videos_count_too() -> None:
    with served(EXPIRED) as (client, server):
        audit = client.audit(IDS, include_videos=True, concurrency=CONCURRENCY, progress=False)
        assert len(server.requests) <= MOST
    assert audit.packages.column("error_kind") == ["authentication"] * 600


def test_failing_provider_ends_the_audit() -> None:
    asked = itertools.count()

    def token() -> str:
        next(asked)
        raise OSError("canary")

    with served(EXPIRED, api_key=None, access_token=token) as (client, server):
        audit = client.audit(IDS, concurrency=CONCURRENCY, progress=False)
        assert not server.requests
    assert next(asked) <= MOST
    assert audit.packages.column("error_kind") == ["configuration"] * 600
    assert "canary" not in str(audit.errors.to_dicts())


def test_provider_that_repeats_an_invalid_token_ends_the_audit() -> None:
    step, statuses = serving(lambda number: number >= 100)
    with served(step, api_key=None, access_token=lambda: "the-same") as (client, _):
        audit = client.audit(IDS, concurrency=CONCURRENCY, progress=False)
    assert Counter(audit.packages.column("error_kind")) == {None: 100, "authentication": 500}
    assert statuses[401] <= 2 * MOST


def test_drift_is_what_this_audit_found() -> None:
    """Other calls of the client meanwhile are none of its findings; those of the list that it read are."""

    def step(connection: Connection, request: Request) -> None:
        if request.target.endswith("/list"):
            return connection.send(http(200, {**page({"packageId": "p0"}), "ofTheList": 1}))
        package = package_of(request)
        if package == "p0":
            # In the middle of the audit.
            client.package_status("other")
        return connection.send(answer(package, **{"ofOther" if package == "other" else "ofThis": 1}))

    with served(step) as (client, _):
        audit = client.audit(["p0", "p1"], progress=False)
        assert [(it["path"], it["count"]) for it in audit.drift] == [("ofThis", 2)]
        account = client.audit(progress=False)
        assert [(it["path"], it["count"]) for it in account.drift] == [("ofTheList", 1), ("ofThis", 1)]
        found = {it["path"]: it["count"] for it in client.drift()}
        assert found == {"ofThis": 3, "ofOther": 2, "ofTheList": 1}
