"""Audits in batches: complete, one after the other, reading and keeping no more than needed."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import iinkedsign
import pytest
from concurrency import asynchronously
from conftest import Make
from hostile import Connection, Request, Server, http
from iinkedsign.audit import Progress
from iinkedsign.testing import Emulator
from program import run
from served import served, served_on_loop
from statuses import answer, package_of, rows, serve
from vendor import page


def test_batches_together_are_the_audit() -> None:
    with Emulator(packages=60, seed=2) as emulator, iinkedsign.Client(**emulator.options) as client:
        ids = [*emulator.package_ids, "no-such", "a/b", *emulator.package_ids[:3]]
        whole = client.audit(ids, as_of="2026-11-22T12:00:00Z")
        batches = list(client.audit_batches(iter(ids), batch_size=10, as_of="2026-11-22T12:00:00Z"))
    assert [len(batch.packages) for batch in batches] == [10, 10, 10, 10, 10, 10, 9]
    assert [row for batch in batches for row in batch.packages.to_dicts()] == whole.packages.to_dicts()


def test_the_account_is_listed_as_it_is_needed() -> None:
    with Emulator(packages=246, seed=2) as emulator, iinkedsign.Client(**emulator.options) as client:
        batches = client.audit_batches(batch_size=50)
        assert emulator.requests == []
        first = next(batches)
        lists = [request for request in emulator.requests if request["operation"] == "list_packages"]
        assert (len(first.packages), len(lists)) == (50, 1)
        rest = list(batches)
        found = [id for batch in (first, *rest) for id in batch.packages.column("package_id")]
        assert (len(found), set(found)) == (250, set(emulator.package_ids))


def test_ids_are_read_as_they_are_needed(make: Make) -> None:
    read: list[int] = []

    def ids() -> Iterator[str]:
        for number in range(1_000_000_000):
            read.append(number)
            yield f"package-{number}"

    with Server(serve()) as server:
        batches = make(server).audit_batches(ids(), batch_size=7)
        assert read == []
        for expected in (7, 14, 21):
            assert len(next(batches).packages) == 7
            assert len(read) == expected


def test_batches_are_of_one_instant(client: iinkedsign.Client) -> None:
    batches = client.audit_batches(["a"] * 3, batch_size=1)
    instants = set()
    for batch in batches:
        instants.add(batch.as_of)
        time.sleep(0.01)
    assert len(instants) == 1


def test_progress_is_of_all_batches(make: Make) -> None:
    told: list[Progress] = []
    ids = [f"package-{number}" for number in range(40)] + ["a/b"]
    with Server(serve(delay=0.01)) as server:
        list(make(server).audit_batches(ids, batch_size=10, progress=told.append))
    assert told[-1].done == told[-1].total == 41
    assert told[-1].errors == 1
    assert [it.done for it in told] == sorted(it.done for it in told)
    assert [it.seconds for it in told] == sorted(it.seconds for it in told)


@pytest.mark.parametrize("ids", [[], iter([])])
def test_no_batch_of_nothing(client: iinkedsign.Client, ids: Any) -> None:
    assert list(client.audit_batches(ids)) == []


def test_an_exception_has_the_batch_that_it_hit() -> None:
    class Enough(Exception):
        pass

    def progress(progress: Progress) -> None:
        if progress.done >= 15:
            raise Enough

    with served(serve(delay=0.02)) as (client, _):
        batches = client.audit_batches(
            [f"package-{number}" for number in range(50)], batch_size=10, concurrency=2, progress=progress
        )
        assert len(next(batches).packages) == 10
        with pytest.raises(Enough) as caught:
            next(batches)
        partial = caught.value.partial  # type: ignore[attr-defined]
        assert 0 < len(partial.packages) <= 10
        assert rows(partial.packages, "package_id")[0] == "package-10"
        assert rows(client.audit(resume=partial).packages, "package_id") == [
            f"package-{number}" for number in range(10, 20)
        ]


class Broken(Exception):
    pass


def broken_ids(count: int, error: BaseException) -> Iterator[str]:
    yield from (f"package-{number}" for number in range(count))
    raise error


async def in_batches(server: Server, way: str, ids: Iterator[str]) -> list[iinkedsign.Audit]:
    """Audits batches of ten, in one of the ways that there are."""
    if way == "plain":
        with iinkedsign.Client(api_key="k", base_url=server.base_url) as client:
            return list(client.audit_batches(ids, batch_size=10))
    given: Any = asynchronously(ids) if way == "asynchronous" else ids
    async with iinkedsign.AsyncClient(api_key="k", base_url=server.base_url) as tasks:
        return [batch async for batch in tasks.audit_batches(given, batch_size=10)]


@pytest.mark.parametrize("way", ["plain", "beside a loop", "asynchronous"])
@pytest.mark.parametrize(("count", "known"), [(17, range(10, 17)), (20, range(0)), (0, range(0))])
async def test_ids_that_fail_lose_nothing(way: str, count: int, known: range) -> None:
    error = Broken()
    with Server(serve()) as server:
        with pytest.raises(Broken) as caught:
            await in_batches(server, way, broken_ids(count, error))
        assert caught.value is error
        partial = caught.value.partial  # type: ignore[attr-defined]
        assert rows(partial.packages, "package_id", "error_kind") == [(f"package-{number}", None) for number in known]
        assert len(server.requests) == count


async def test_ctrl_c_among_the_ids_waits_for_nothing() -> None:
    for way in ("plain", "beside a loop"):
        with Server(serve()) as server:
            with pytest.raises(iinkedsign.AuditInterrupted) as caught:
                await in_batches(server, way, broken_ids(17, KeyboardInterrupt()))
            assert (len(caught.value.partial.packages), len(server.requests)) == (0, 10)


async def test_a_task_that_is_cancelled_among_the_ids() -> None:
    async def ids() -> AsyncIterator[str]:
        for number in range(7):
            yield f"package-{number}"
        await asyncio.sleep(60)

    def slow(id: str) -> str:
        time.sleep(0.5)
        return id

    async with served_on_loop(serve()) as (client, server):
        for given in (ids(), map(slow, "abcd")):

            async def first(given: Any = given) -> None:
                await anext(client.audit_batches(given, batch_size=10))

            task = asyncio.create_task(first())
            await asyncio.sleep(0.3)
            task.cancel()
            with pytest.raises(asyncio.CancelledError) as caught:
                await task
            assert len(caught.value.partial.packages) == 0  # type: ignore[attr-defined]
    assert server.requests == []


def test_an_account_whose_list_fails_in_the_middle(make: Make) -> None:
    items = [{"packageId": f"package-{number}"} for number in range(7)]

    def pages(connection: Connection, request: Request) -> None:
        if not request.target.endswith("packages/list"):
            connection.send(answer(package_of(request)))
        elif request.json["skip"] == 0:
            connection.send(http(200, page(*items, total=14, take=7, skip=0)))
        else:
            connection.send(http(403, {"error": "list_not_authorized"}))

    with Server(pages) as server, pytest.raises(iinkedsign.PermissionDeniedError) as caught:
        list(make(server).audit_batches(batch_size=10))
    partial = caught.value.partial  # type: ignore[attr-defined]
    assert rows(partial.packages, "package_id") == [item["packageId"] for item in items]


def test_memory_does_not_grow() -> None:
    """What a batch took is free when the next but one is made."""
    program = """
from iinkedsign.testing import Emulator
with Emulator(packages=2, seed=1) as emulator, iinkedsign.Client(**emulator.options) as client:
    batches = client.audit_batches((f"bad/{number:0100}" for number in range(200_000)), batch_size=10_000)
    for turn, batch in enumerate(batches):
        assert len(batch.errors) == 10_000
        if turn == 3:
            early = peak()
    assert turn == 19
    print(peak() - early)
"""
    assert int(run(program, "", seconds=120)) <= 12 << 20
