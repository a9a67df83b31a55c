"""The rate of an audit: never above the limit of the caller or the server, and not far below it."""

from __future__ import annotations

import os
import random
import time

import iinkedsign
import pytest
from concurrency import in_threads, in_time
from conftest import Make
from hostile import Server
from iinkedsign.testing import Emulator
from served import served
from statuses import Busy, rows, serve


@pytest.mark.parametrize("concurrency", [1, 3, 20])
def test_concurrency_is_never_exceeded(make: Make, concurrency: int) -> None:
    busy = Busy(0.02, concurrency)
    with Server(busy) as server:
        make(server).audit([f"package-{number}" for number in range(150)], concurrency=concurrency)
        assert busy.most <= concurrency
        assert len(server.connections) <= 2 * concurrency, "connections are kept"
    assert busy.most == concurrency, "and it is used"


def test_requests_per_second_are_never_exceeded() -> None:
    def once() -> float:
        """By which part the quickest fifty requests, or all of them, were off."""
        with served(serve(), requests_per_second=100) as (client, server):
            client.audit([f"package-{number}" for number in range(150)], include_videos=False)
        sent = sorted(request.time for request in server.requests)
        quickest = min(sent[first + 50] - sent[first] for first in range(0, len(sent) - 50, 10))
        return max(1 - quickest / (50 / 100), (sent[-1] - sent[0]) / (150 / 100) - 1)

    # A server's clock is not the client's, and a thread may be late.
    in_time(once, 0.15)


def test_two_audits_share_the_limit_of_their_client() -> None:
    with served(serve(), requests_per_second=100) as (client, server):
        start = time.monotonic()
        in_threads(*(lambda name=name: client.audit([f"{name}-{n}" for n in range(50)]) for name in "ab"))  # type: ignore[misc]
        assert time.monotonic() - start >= 0.9
    assert len(server.requests) == 100


# How many requests a second an account allows; `IINKEDSIGN_RATE=500` on a machine that does nothing else.
RATE = int(os.environ.get("IINKEDSIGN_RATE", "200"))


def test_duplicates_bad_ids_and_faults_at_the_pace_of_the_server() -> None:
    """Of its requests 3 % go wrong."""
    chance = random.Random(7)
    with Emulator(packages=16 * RATE, seed=5, requests_per_second=RATE) as emulator:
        good = emulator.package_ids
        ids = [*good, *chance.choices(good, k=2 * RATE)]
        ids += [*(f"no-such-{number}" for number in range(200)), *(f"bad/{number}" for number in range(100))]
        ids += [""] * (20 * RATE - len(ids))
        chance.shuffle(ids)
        for fault in (
            "status=503,chance=0.010",
            "drop_before,chance=0.005",
            "reset_before,chance=0.005",
            "status=500,chance=0.005",
            "html,chance=0.005",
        ):
            emulator.add_fault(fault, operation="status")
        with iinkedsign.Client(**emulator.options) as client:
            audit = client.audit(ids)
        journal = emulator.requests
    assert rows(audit.packages, "package_id") == ids

    answered: dict[str | None, list[tuple[int | None, str | None]]] = {}
    for request in journal:
        answered.setdefault(request["package_id"], []).append((request["status"], request["fault"]))
    known, names = (set(good), dict(zip(rows(audit.packages, "package_id"), rows(audit.packages, "name"), strict=True)))
    for row in audit.packages.to_dicts():
        package, kind = row["package_id"], row["error_kind"]
        attempts = answered.get(package, [])
        assert row["attempts"] == len(attempts)
        if package.startswith("bad/") or not package:
            assert (kind, attempts) == ("invalid_argument", [])
        elif attempts[-1][1] is None:
            assert kind == (None if package in known else "not_found")
            assert (row["http_status"] == 404) == (kind == "not_found")
            assert (names[package] is None) == (kind == "not_found")
        else:
            last = attempts[-1][1]
            expected = {"html": "response", "drop_before": "transport", "reset_before": "transport"}
            assert kind == next((it for fault, it in expected.items() if fault in last), "server")
            assert kind == "response" or len(attempts) == 4, "what may pass was retried"
    assert {"response", "not_found", "invalid_argument"} <= set(rows(audit.errors, "error_kind"))

    refused = sum(request["status"] == 429 for request in journal)
    served = len(journal) - refused
    begun, ended = journal[0]["time"], journal[-1]["time"]
    # With the burst of one second that the emulator allows at the beginning.
    rate = served / (ended - begun)
    assert rate >= 0.9 * RATE
    assert refused < 0.02 * len(journal)
