"""AsyncClient.audit: it does not block the event loop, is cancelled with its task, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import AsyncIterator, Iterator
from typing import Any

import iinkedsign
import pytest
from concurrency import PROMISE, asynchronously, longest_wait_of_the_loop, until, within
from hostile import Server, silence
from iinkedsign.audit import Progress
from iinkedsign.testing import Emulator
from program import command, completed, line, start
from served import served_on_loop
from statuses import rows, serve
from vendor import PACKAGE

IDS = [f"package-{number}" for number in range(100)]


async def test_the_same_as_the_client() -> None:
    with Emulator(packages=230, seed=2) as emulator, iinkedsign.Client(**emulator.options) as client:
        ids = [*emulator.package_ids, "no-such", "a/b", None]
        options: dict[str, Any] = {"as_of": "2026-11-22T12:00:00Z", "include_videos": True}
        expected = client.audit(ids, **options)
        async with iinkedsign.AsyncClient(**emulator.options) as tasks:
            for given in (ids, iter(ids), asynchronously(ids)):
                audit = await tasks.audit(given, **options)
                assert isinstance(audit, iinkedsign.Audit)
                assert audit.packages.to_dicts() == expected.packages.to_dicts()
                assert audit.videos.to_dicts() == expected.videos.to_dicts()
            account = await tasks.audit()
            assert set(account.packages.column("package_id")) == set(emulator.package_ids)
            chosen = await tasks.audit(tasks.list_packages(states=["executed"]))
            assert set(chosen.packages.column("state")) == {"executed"}


async def test_the_loop_continues() -> None:
    async with served_on_loop(serve(delay=0.05)) as (client, _):
        task = asyncio.ensure_future(client.audit(IDS * 5, concurrency=4))
        start = time.monotonic()
        assert await longest_wait_of_the_loop(task) <= 2
        assert len((await task).packages) == 500
        assert time.monotonic() - start > 1


async def test_cancelling_stops_it_and_keeps_what_is_known() -> None:
    taken: list[float] = []
    while not taken or min(taken) > PROMISE:
        assert len(taken) < 10, taken
        async with served_on_loop(serve(delay=0.05)) as (client, server):
            task = asyncio.ensure_future(client.audit(IDS, concurrency=4))
            await asyncio.to_thread(server.wait_for, 20)
            start = time.monotonic()
            task.cancel()
            with pytest.raises(asyncio.CancelledError) as caught:
                await task
            taken.append(time.monotonic() - start)
            partial = caught.value.partial  # type: ignore[attr-defined]
            assert 0 < len(partial.packages) < 100
            sent = len(server.requests)
            await asyncio.sleep(0.3)
            assert len(server.requests) == sent
            again = await client.audit(resume=partial)
            assert rows(again.packages, "package_id") == IDS


async def test_a_timeout_has_the_partial_below_it() -> None:
    async with served_on_loop(serve(delay=0.05)) as (client, _):
        with pytest.raises((asyncio.TimeoutError, TimeoutError)) as caught:
            await asyncio.wait_for(client.audit(IDS, concurrency=2), 0.5)
        error: BaseException | None = caught.value
        while error is not None and not hasattr(error, "partial"):
            error = error.__cause__ or error.__context__
        assert 0 < len(error.partial.packages) < 100  # type: ignore[union-attr]


async def test_cancelling_while_an_iterator_waits() -> None:
    release = threading.Event()

    def ids() -> Iterator[str]:
        yield "a"
        release.wait(30)

    async with served_on_loop(serve()) as (client, _):
        task = asyncio.ensure_future(client.audit(ids()))
        await asyncio.sleep(0.3)
        task.cancel()
        with within(), pytest.raises(asyncio.CancelledError):
            await task
        release.set()


async def test_cancelling_while_the_ids_are_collected() -> None:
    async def ids() -> AsyncIterator[str]:
        yield "a"
        await asyncio.sleep(60)

    async with served_on_loop(serve()) as (client, server):
        with pytest.raises((asyncio.TimeoutError, TimeoutError)):
            await asyncio.wait_for(client.audit(ids()), 0.2)
        with pytest.raises((asyncio.TimeoutError, TimeoutError)):
            await asyncio.wait_for(anext(client.audit_batches(ids()).__aiter__()), 0.2)
    assert server.requests == []


async def test_progress_is_told_in_the_loop() -> None:
    told: list[tuple[Progress, bool]] = []

    async with served_on_loop(serve(delay=0.01)) as (client, _):
        main = threading.get_ident()
        await client.audit(IDS, progress=lambda it: told.append((it, threading.get_ident() == main)))
    assert told and all(in_loop for _, in_loop in told)
    assert (told[-1][0].done, told[-1][0].total) == (100, 100)


async def test_exceptions_come_as_they_are() -> None:
    class Enough(Exception):
        pass

    def ids() -> Iterator[str]:
        yield from IDS
        raise Enough("ids")

    async def async_ids() -> AsyncIterator[str]:
        yield "a"
        raise Enough("async ids")

    def progress(progress: Progress) -> None:
        if progress.done > 20:
            raise Enough("progress")

    def at_the_end(progress: Progress) -> None:
        if progress.done == progress.total:
            raise Enough("the end")

    async with served_on_loop(serve(delay=0.01)) as (client, _):
        for given, watch, partial in (
            (ids(), False, True),
            (async_ids(), False, False),
            (IDS, progress, True),
            (IDS, at_the_end, True),
        ):
            with pytest.raises(Enough) as caught:
                await client.audit(given, progress=watch, concurrency=2)
            assert hasattr(caught.value, "partial") is partial


async def test_batches() -> None:
    async with served_on_loop(serve()) as (client, _):
        for given in (IDS, asynchronously(IDS), iter(IDS)):
            found = [batch async for batch in client.audit_batches(given, batch_size=30)]
            assert [len(batch.packages) for batch in found] == [30, 30, 30, 10]
            assert [id for batch in found for id in batch.packages.column("package_id")] == IDS
            assert len({batch.as_of for batch in found}) == 1


async def test_batches_of_the_account_and_their_end() -> None:
    with Emulator(packages=100, seed=1) as emulator:
        client = iinkedsign.AsyncClient(**emulator.options)
        found = [batch async for batch in client.audit_batches(batch_size=40)]
        assert [len(batch.packages) for batch in found] == [40, 40, 24]
        emulator.clear_requests()
        batches: Any = client.audit_batches(batch_size=40)
        await batches.__anext__()
        await batches.aclose()
        assert sum(request["operation"] == "list_packages" for request in emulator.requests) == 1
        await client.aclose()


async def test_many_at_once() -> None:
    async with served_on_loop(serve()) as (client, _):
        audits = await asyncio.gather(*(client.audit(IDS[number:], concurrency=4) for number in range(8)))
        assert [len(audit.packages) for audit in audits] == [100 - number for number in range(8)]


def threads() -> int:
    """How many threads of ours there are; those of the background runtime stay for good."""
    found = 0
    for task in os.listdir("/proc/self/task"):
        with contextlib.suppress(OSError), open(f"/proc/self/task/{task}/comm", encoding="utf-8") as file:
            found += file.read() == "iinkedsign\n"
    return found + sum(thread.name == "iinkedsign" for thread in threading.enumerate())


async def test_no_thread_stays() -> None:
    async def ended(before: int) -> None:
        # A thread tells what came of it before it ends.
        await asyncio.to_thread(until, lambda: threads() == before)

    async with served_on_loop(serve(delay=0.02)) as (client, _):
        await client.package_status("a")
        before = threads()
        await client.audit(IDS, concurrency=4)
        await ended(before)
        task = asyncio.ensure_future(client.audit(IDS, concurrency=4))
        await asyncio.sleep(0.05)
        assert threads() > before
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await ended(before)


ENDS = {
    "the loop is closed": """
loop = asyncio.new_event_loop()
loop.create_task(audit())
loop.run_until_complete(asyncio.sleep(0.3))
loop.close()
""",
    "the task is referenced forever": """
loop = asyncio.new_event_loop()
sys.keep = (loop, loop.create_task(audit()))
loop.run_until_complete(asyncio.sleep(0.3))
""",
    "asyncio.run cancels it": """
async def main():
    asyncio.create_task(audit())
    await asyncio.sleep(0.3)
asyncio.run(main())
""",
    "a thread of its own": """
threading.Thread(target=lambda: asyncio.run(audit()), daemon=True).start()
time.sleep(0.3)
""",
    "a blocking audit in a daemon thread": """
blocking = client()
threading.Thread(target=blocking.audit, args=(["a"] * 10,), daemon=True).start()
time.sleep(0.3)
""",
    "one that reads its ids": """
def ids():
    while True:
        time.sleep(0.001)
        yield "a"
blocking = client()
threading.Thread(target=blocking.audit, args=(ids(),), daemon=True).start()
time.sleep(0.3)
""",
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_the_process_ends(end: str) -> None:
    program = f"""
tasks = waiting()
async def audit():
    await tasks.audit([str(number) for number in range(100)])
{end}
print("end")
"""
    with Server(silence) as server:
        done = completed(command(program, server), 20)
    assert (done.returncode, done.stdout) == (0, "end\n"), done.stderr
    assert "Fatal" not in done.stderr and "panic" not in done.stderr


def test_ctrl_c_in_a_loop() -> None:
    program = f"""
async def main():
    async with waiting() as client:
        print("calling", flush=True)
        try:
            await client.audit({IDS!r}, concurrency=2)
        except BaseException as error:
            print(time.monotonic(), 0 < len(error.partial.packages) < 100, flush=True)
            raise
try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted")
"""
    with Server(serve(delay=0.1)) as server, start(program, server.base_url) as process:
        assert line(process) == "calling"
        time.sleep(1.0)
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=10)
        assert process.returncode == 0
    if sys.version_info >= (3, 11):  # before, asyncio did not cancel the task
        assert out.splitlines()[0].endswith(" True")
    assert out.splitlines()[-1] == "interrupted"


async def test_a_package_is_named(emulator: Emulator) -> None:
    async with iinkedsign.AsyncClient(**emulator.options) as client:
        assert rows((await client.audit([PACKAGE])).packages, "name") == ["My First Signing"]
