"""Audits within a process: threads, fork, close, the GIL."""

from __future__ import annotations

import itertools
import os
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any

import iinkedsign
import pytest
from concurrency import BUSY, in_threads, in_time, longest_wait, until, within
from conftest import Make
from hostile import Server, http, silence
from iinkedsign.testing import Emulator
from program import run, succeeded
from served import served
from statuses import rows, serve
from vendor import PACKAGE

IDS = [f"package-{number}" for number in range(200)]


def test_several_audits_of_one_client_at_once() -> None:
    with served(serve()) as (client, _):
        found = in_threads(*(lambda n=n: client.audit(IDS[n:], concurrency=8) for n in range(5)))  # type: ignore[misc]
    assert [rows(audit.packages, "package_id") for audit in found] == [IDS[n:] for n in range(5)]
    assert all(len(audit.errors) == 0 for audit in found)


def test_single_calls_beside_an_audit() -> None:
    with served(serve(delay=0.01)) as (client, _):
        audit, *statuses = in_threads(
            lambda: client.audit(IDS, concurrency=4), *[lambda: client.package_status(PACKAGE)] * 4
        )
    assert len(audit.packages) == 200
    assert [status["packageId"] for status in statuses] == [PACKAGE] * 4


def test_two_audits_resume_the_same_one() -> None:
    with Emulator(packages=96, seed=3) as emulator, iinkedsign.Client(**emulator.options) as client:
        ids = emulator.package_ids
        earlier = client.audit(ids[:50], as_of="2026-11-22T12:00:00Z")
        found = in_threads(*[lambda: client.audit(ids, resume=earlier)] * 3)
        expected = client.audit(ids, as_of="2026-11-22T12:00:00Z").packages.to_dicts()
        assert [audit.packages.to_dicts() for audit in found] == [expected] * 3
        assert earlier.packages.to_dicts() == expected[:50]


def closed_amid(client: iinkedsign.Client, *ids: Any, **options: Any) -> iinkedsign.Audit:
    """What is known of an audit in whose midst the client is closed."""
    timer = threading.Timer(0.35, client.close)
    timer.start()
    told = "closed (in the middle of an audit|meanwhile)"
    with within(BUSY), pytest.raises(iinkedsign.ConfigurationError, match=told) as caught:
        client.audit(*ids, **options)
    timer.join()
    return caught.value.partial  # type: ignore[attr-defined, no-any-return]


def test_close_during_an_audit(make: Make) -> None:
    """It ends at once, with what is known."""
    with served(serve(delay=0.05)) as (client, server):
        partial = closed_amid(client, IDS, concurrency=4)
        assert 0 < len(partial.packages) < 200
        assert len(partial.errors) == 0
        with pytest.raises(iinkedsign.ConfigurationError):
            client.audit(IDS)
        assert rows(make(server).audit(resume=partial).packages, "package_id") == IDS


def test_close_amid_endless_repetitions(make: Make) -> None:
    """What is known or repeated is not asked for; it must not keep anybody from looking up either."""
    with Server(serve(delay=0.02)) as server:
        closed_amid(make(server), itertools.cycle(IDS[:20]))


def test_close_during_an_audit_that_waits(make: Make) -> None:
    for server, ids in (
        (Server(silence), IDS),
        (Server(http(429, "", "Retry-After: 30")), IDS),
        (Server(serve()), (time.sleep(0.1) or id for id in IDS)),  # type: ignore[func-returns-value]
    ):
        with server:
            closed_amid(make(server), ids)


def test_close_while_the_account_is_listed() -> None:
    with Emulator(packages=996, seed=1) as emulator:
        emulator.add_fault("delay=0.1", operation="list_packages")
        partial = closed_amid(iinkedsign.Client(**emulator.options))
        assert 0 < len(partial.packages) < 1_000
        with iinkedsign.Client(**emulator.options) as another:
            assert len(another.audit(resume=partial).packages) == 1_000


def test_the_gil_is_free_meanwhile() -> None:
    with served(serve(delay=0.05)) as (client, _):
        in_time(lambda: longest_wait(client.audit, IDS[:60], concurrency=4), 0.3)


def test_an_audit_within_the_ids_of_an_audit(client: iinkedsign.Client) -> None:
    def ids() -> Iterator[str]:
        yield from client.audit([PACKAGE]).packages.column("package_id")

    assert rows(client.audit(ids()).packages, "package_id") == [PACKAGE]


def test_threads_and_sockets_are_gone_afterwards() -> None:
    def files() -> int:
        return len(os.listdir("/proc/self/fd"))

    with Emulator(packages=96, seed=1) as emulator:
        client = iinkedsign.Client(**emulator.options)
        client.audit(emulator.package_ids)
        threads = len(os.listdir("/proc/self/task"))
        for _ in range(10):
            client.audit(emulator.package_ids)
        assert len(os.listdir("/proc/self/task")) == threads
        before = files()
        client.close()
        until(lambda: files() < before)


FORK = f"""
client = client(timeout=10)
ids = {IDS!r}
client.audit([])  # a module that another thread is importing stays locked in a child forever, says Python

def audit():
    audit = client.audit(ids, concurrency=4)
    assert audit.packages.column("package_id") == ids and len(audit.errors) == 0

codes = []
if sys.argv[2] == "after":
    audit()
    codes.append(ended(forked(audit)))
elif sys.argv[2] == "beside":
    thread = threading.Thread(target=audit)
    thread.start()
    time.sleep(0.05)
    codes.append(ended(forked(audit)))
    thread.join()
else:
    def inputs():
        for number, id in enumerate(ids):
            if number == 100:
                codes.append(ended(forked(lambda: client.package_status(id))))
            yield id
    assert len(client.audit(inputs(), concurrency=4).packages) == 200
audit()
print(codes)
"""


@pytest.mark.parametrize("when", ["after", "beside", "within"])
def test_fork(when: str) -> None:
    with Server(serve(delay=0.005)) as server:
        assert run(FORK, server, when) == "[0]\n"


def test_importing_it_costs_nothing_beforehand() -> None:
    program = """
import sys, iinkedsign
assert not [name for name in sys.modules if name.startswith("iinkedsign.audit")]
iinkedsign.Client
assert not [name for name in sys.modules if name.startswith("iinkedsign.audit")]
assert iinkedsign.Audit.__module__.startswith("iinkedsign.audit")
assert issubclass(iinkedsign.AuditInterrupted, KeyboardInterrupt)
assert not {"numpy", "pandas", "polars", "pyarrow", "asyncio", "IPython"} & set(sys.modules)
"""
    succeeded([sys.executable, "-c", program])
