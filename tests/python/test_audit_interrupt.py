"""Audits that end early keep what is known, and a resumed audit equals an uninterrupted one."""

from __future__ import annotations

import asyncio
import gc
import os
import pickle
import signal
import sys
import threading
import time
import weakref
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import iinkedsign
import pytest
from concurrency import in_time
from conftest import Make
from hostile import Connection, Request, Server, http, silence
from iinkedsign.audit import Progress
from iinkedsign.testing import Emulator
from program import line, start, succeeded
from served import served
from statuses import rows, serve
from vendor import PACKAGE

IDS = [f"package-{number}" for number in range(300)]

# `IINKEDSIGN_ROWS=5000` for the long run.
ROWS = os.environ.get("IINKEDSIGN_ROWS", "1500")

ROUNDS = """
import itertools, os, random, signal, sys, tempfile, threading, time
from pathlib import Path
import iinkedsign
from iinkedsign.testing import Emulator

TABLES = ("packages", "documents", "signers", "revisions", "videos")
chance = random.Random(int(sys.argv[1]))
folder = Path(tempfile.mkdtemp(dir=sys.argv[2]))
count = int(sys.argv[3])

def lines(audit):
    return [path.read_text().splitlines() for path in audit.write(folder / "it.jsonl")]

def package(line):
    return line[: line.index(",")]  # the first column is the id as it was given

with Emulator(packages=count * 9 // 10, seed=5) as emulator, iinkedsign.Client(**emulator.options) as client:
    ids = [*emulator.package_ids, *chance.choices(emulator.package_ids, k=count * 2 // 25), "bad/id", *("no-such",) * 3]
    ids += [""] * (count - len(ids))
    chance.shuffle(ids)
    options = {"as_of": "2026-11-22T12:00:00Z"}
    start = time.monotonic()
    undisturbed = client.audit(ids, **options)
    seconds = time.monotonic() - start
    whole = lines(undisturbed)
    assert len(whole[0]) == count
    def interrupt(**more):
        sent = []
        def kill():
            sent.append(time.monotonic())
            os.kill(os.getpid(), signal.SIGINT)
        timer = threading.Timer(chance.uniform(0, seconds), kill)
        try:
            timer.start()
            client.audit(**more)
            timer.join()
            time.sleep(60)  # until it comes
        except iinkedsign.AuditInterrupted as error:
            taken.append(time.monotonic() - sent[0])
            return error.partial
        except KeyboardInterrupt:
            return None

    def good(audit):
        return set(audit.packages.column("package_id")) - set(audit.errors.column("package_id"))

    def check(partial):
        part = lines(partial)
        remaining = iter(whole[0])
        assert all(line in remaining for line in part[0]), "rows of the undisturbed one, in their order"
        known = {package(line) for line in part[0]}
        for rows, all_rows in zip(part[1:], whole[1:]):
            assert rows == [line for line in all_rows if package(line) in known], "with all that belongs to them"

    first, again, taken = 0, 0, []
    for turn in itertools.count():
        assert turn < 500, "it was never in time"
        partial = interrupt(ids=ids, **options)
        if partial is None:
            continue
        first += 1
        check(partial)
        emulator.clear_requests()
        later = interrupt(resume=partial)
        if later is not None:
            again += 1
            check(later)
            assert good(later) >= good(partial), "nothing is lost that was known before"
            partial = later
        asked = len(emulator.requests)
        resumed = client.audit(resume=partial)
        assert lines(resumed) == whole, "the resumed one equals the undisturbed one"
        assert len(emulator.requests) - asked <= len(set(ids)) - len(good(partial)), "what is known is not asked for again"
        if first == 50:
            break
    taken.sort()
    assert again >= 10
    # An audit that waits for something else is late each time; a busy machine is not.
    assert taken[10] <= 0.1 and taken[-1] <= 10, taken
"""


def test_fifty_random_moments(tmp_path: Any) -> None:
    succeeded([sys.executable, "-c", ROUNDS, "1", str(tmp_path), ROWS], 600)


PROGRAM = """
client = client(timeout=60, attempt_timeout=50)
print("calling", flush=True)
try:
    {call}
except iinkedsign.AuditInterrupted as error:
    print(time.monotonic(), len(error.partial.packages), flush=True)
"""

CALLS = {
    "silence": ("client.audit(str(n) for n in range(1000))", silence, 0),
    "a pause": ("client.audit(['a', 'b'])", http(429, "", "Retry-After: 30"), 0),
    "a list": ("client.audit()", silence, 0),
    "a generator that waits": ("client.audit(time.sleep(60) or 'a' for n in range(9))", silence, 0),
    "an iterator without an end": ("import itertools; client.audit(itertools.repeat('a'))", silence, 0),
    "a batch": ("[0 for it in client.audit_batches(['a'] * 9, batch_size=2)]", silence, 0),
}


@pytest.mark.parametrize(("call", "step", "known"), CALLS.values(), ids=CALLS)
def test_ctrl_c_comes_through(call: str, step: Any, known: int) -> None:
    def once() -> float:
        with Server(step) as server, start(PROGRAM.format(call=call), server.base_url) as process:
            assert line(process) == "calling"
            time.sleep(1.0)
            sent = time.monotonic()
            process.send_signal(signal.SIGINT)
            caught, rows_known = line(process).split()
            assert process.wait(10) == 0
        assert int(rows_known) == known
        return float(caught) - sent

    in_time(once)


class Enough(Exception):
    """What is raised in the middle of an audit."""


class Frozen(Exception):
    """An exception that takes no attributes."""

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(name)


def raising_ids(error: BaseException, ids: list[str] = IDS[:100]) -> Iterator[str]:
    yield from ids
    raise error


def raising_progress(error: BaseException) -> Callable[[Progress], None]:
    def progress(progress: Progress) -> None:
        if progress.done >= 100:
            raise error

    return progress


@pytest.mark.parametrize("error", [Enough("so much"), Frozen(), ValueError("x"), SystemExit(3)], ids=repr)
def test_an_exception_is_raised_as_it_is_and_has_the_partial(error: Any) -> None:
    with served(serve(delay=0.02)) as (client, _):
        for ids, progress in ((raising_ids(error), False), (IDS, raising_progress(error))):
            with pytest.raises(type(error)) as caught:
                client.audit(ids, progress=progress, concurrency=8)
            assert caught.value is error
            partial = error.partial
            found = rows(partial.packages, "package_id")
            assert found == [id for id in IDS if id in set(found)]
            assert rows(partial.packages, "error_kind") == [None] * len(found)
            assert len(found) < len(IDS)
            assert (
                client.audit(IDS, resume=partial).packages.to_dicts()
                == [{**row, "package_id": id} for id, row in zip(IDS, partial.packages.to_dicts() * 300, strict=False)]
                or not found
            )


def test_the_partial_goes_with_the_exception() -> None:
    """And does not wait for the collector, as what is in the frames of its own traceback does."""

    def ids() -> Iterator[str]:
        yield from IDS[:25]
        raise Enough

    def progress(progress: Progress) -> None:
        raise KeyboardInterrupt

    async def asynchronous_ids() -> AsyncIterator[str]:
        yield "a"
        raise Enough

    def partial_of(call: Callable[[], object]) -> weakref.ref[iinkedsign.Audit]:
        try:
            call()
        except (Enough, iinkedsign.AuditInterrupted) as error:
            return weakref.ref(error.partial)  # type: ignore[union-attr]
        raise AssertionError("nothing was raised")

    def stop(progress: Progress) -> None:
        raise Enough

    async def partial_beside_a_loop(
        use: Callable[[iinkedsign.AsyncClient], Awaitable[object]],
    ) -> weakref.ref[iinkedsign.Audit]:
        async with iinkedsign.AsyncClient(api_key="k", base_url=server.base_url) as client:
            try:
                await use(client)
            except (Enough, iinkedsign.AuditInterrupted) as error:
                return weakref.ref(error.partial)  # type: ignore[union-attr]
        raise AssertionError("nothing was raised")

    with served(serve(delay=0.01)) as (client, server):
        # What only the first audit does, such as imports, is not measured.
        client.audit(["a"])
        gc.collect()
        gc.disable()
        try:
            for call in (
                lambda: client.audit(ids()),
                lambda: client.audit(IDS, progress=progress),
                lambda: list(client.audit_batches(ids(), batch_size=10)),
                lambda: list(client.audit_batches(IDS, batch_size=10, progress=progress)),
            ):
                assert partial_of(call)() is None
            uses: tuple[Callable[[iinkedsign.AsyncClient], Awaitable[object]], ...] = (
                lambda client: client.audit(ids()),
                lambda client: client.audit(IDS, progress=stop),
                lambda client: anext(client.audit_batches(asynchronous_ids(), batch_size=10)),
                lambda client: anext(client.audit_batches((it for it in ids()), batch_size=50)),
            )
            for use in uses:
                assert asyncio.run(partial_beside_a_loop(use))() is None
        finally:
            gc.enable()


def test_a_keyboard_interrupt_of_ones_own_is_one() -> None:
    with served(serve(delay=0.02)) as (client, _), pytest.raises(iinkedsign.AuditInterrupted) as caught:
        client.audit(IDS, progress=raising_progress(KeyboardInterrupt()), concurrency=8)
    assert isinstance(caught.value, KeyboardInterrupt)
    assert isinstance(caught.value.__cause__, KeyboardInterrupt)
    partial = caught.value.partial
    assert 100 <= len(partial.packages) < 300
    assert str(caught.value) == f"the audit was interrupted with {len(partial.packages)} packages known or failed"


@pytest.mark.parametrize("error", [Enough(), KeyboardInterrupt()], ids=["exception", "ctrl-c"])
def test_exception_at_the_last_poll_is_raised(error: BaseException) -> None:
    def progress(progress: Progress) -> None:
        if progress.done == progress.total:
            raise error

    with served(serve()) as (client, _):
        with pytest.raises((Enough, iinkedsign.AuditInterrupted)) as caught:
            client.audit(IDS[:5], progress=progress)
        with pytest.raises((Enough, iinkedsign.AuditInterrupted)):
            list(client.audit_batches(IDS[:5], batch_size=5, progress=progress))
    assert error in (caught.value, caught.value.__cause__)
    assert rows(caught.value.partial.packages, "package_id") == IDS[:5]  # type: ignore[attr-defined]


def test_ctrl_c_among_many_short_audits() -> None:
    """Each looks up once, at its end."""
    with served(serve()) as (client, _):
        for moment in range(10):
            timer = threading.Timer(0.02 + moment / 1_000, os.kill, [os.getpid(), signal.SIGINT])
            with pytest.raises(KeyboardInterrupt):
                timer.start()
                end = time.monotonic() + 30
                while time.monotonic() < end:
                    client.audit(IDS[:5])
            timer.join()


def test_what_ends_it_reaches_other_processes_without_the_partial(make: Make) -> None:
    listed = b'{"items": [{"packageId": "a"}], "total": 2, "take": 1, "skip": 0}'

    def pages(connection: Connection, request: Request) -> None:
        connection.send(http(200, listed) if b'"skip":0' in request.body else http(503))

    with Server(pages) as server, pytest.raises(iinkedsign.ServerError) as caught:
        make(server, max_retries=0).audit()
    error = caught.value
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), str(again), again.status_code) == (iinkedsign.ServerError, str(error), 503)
    assert len(error.partial.packages) == 1 and not hasattr(again, "partial")  # type: ignore[attr-defined]
    interrupted = iinkedsign.AuditInterrupted(error.partial)  # type: ignore[attr-defined]
    again = pickle.loads(pickle.dumps(interrupted))
    assert (type(again), str(again)) == (KeyboardInterrupt, str(interrupted))


def test_a_signal_handler_that_raises() -> None:
    def handler(*_: object) -> None:
        raise Enough

    before = signal.signal(signal.SIGUSR1, handler)
    try:
        with served(serve(delay=0.02)) as (client, server):
            main = threading.main_thread().ident
            assert main is not None
            sender = threading.Thread(target=lambda: (server.wait_for(100), signal.pthread_kill(main, signal.SIGUSR1)))
            sender.start()
            with pytest.raises(Enough) as caught:
                client.audit(IDS, concurrency=8)
            sender.join()
            assert 0 < len(caught.value.partial.packages) < 300  # type: ignore[attr-defined]
            assert client.package_status(PACKAGE)["packageId"] == PACKAGE, "the client goes on"
    finally:
        signal.signal(signal.SIGUSR1, before)


def test_resume_requests_missing_and_failed_packages() -> None:
    with Emulator(packages=60, seed=2) as emulator, iinkedsign.Client(**emulator.options) as client:
        ids = [*emulator.package_ids, "no-such", "a/b"]
        broken = ids[10:20]
        for package in broken:
            emulator.add_fault("status=400", operation="status", package_id=package)
        first = client.audit(ids)
        assert rows(first.errors, "package_id") == [*broken, "no-such", "a/b"]
        emulator.clear_faults()
        emulator.clear_requests()
        second = client.audit(resume=first)
        assert sorted(request["package_id"] or "" for request in emulator.requests) == sorted([*broken, "no-such"])
        assert rows(second.errors, "package_id") == ["no-such", "a/b"]
        assert second.as_of == first.as_of
        fresh = client.audit(ids, as_of=first.as_of)
        for name in ("packages", "documents", "signers", "revisions", "errors"):
            assert getattr(second, name).to_dicts() == getattr(fresh, name).to_dicts()
        # With other ids: more of them, fewer, in another order.
        emulator.clear_requests()
        other = client.audit([ids[5], "new-one", ids[3], ids[5]], resume=first)
        assert rows(other.packages, "package_id") == [ids[5], "new-one", ids[3], ids[5]]
        assert [request["package_id"] for request in emulator.requests] == ["new-one"]
        assert set(other.signers.column("package_id")) <= {ids[5], ids[3]}


def test_resumed_and_interrupted_again_and_again() -> None:
    """Also sooner than before, so that much of what is known is not come to."""

    with Emulator(packages=200, seed=2) as emulator, iinkedsign.Client(**emulator.options) as client:
        ids = [id for package in emulator.package_ids for id in (package, emulator.package_ids[0])]
        ids[7:7], ids[300:300] = ["a/b"], ["no-such"]
        whole = client.audit(ids)
        partial: iinkedsign.Audit | None = None
        known: set[Any] = set()
        # A busy machine answers few in each round.
        for count in (350, 100, 5, 0, 200, 20, *[350] * 20):
            if count == 350 and len(known) > 100:
                break
            emulator.clear_requests()
            given = raising_ids(KeyboardInterrupt(), ids[:count])
            with pytest.raises(iinkedsign.AuditInterrupted) as caught:
                client.audit(given, as_of=whole.as_of, resume=partial, concurrency=8)
            partial = caught.value.partial
            assert not known & {request["package_id"] for request in emulator.requests}
            remaining = iter(whole.packages.to_dicts())
            assert all(row in remaining for row in partial.packages.to_dicts()), "rows of the whole, in order"
            before, known = known, {*rows(partial.packages, "package_id")} - {"a/b", "no-such"}
            assert known >= before, "nothing is lost that was known before"
            for name in ("documents", "signers", "revisions"):
                of_known = [row for row in getattr(whole, name).to_dicts() if row["package_id"] in known]
                assert getattr(partial, name).to_dicts() == of_known
        assert len(known) > 100
        emulator.clear_requests()
        audit = client.audit(ids, resume=partial)
        asked = [request["package_id"] or "" for request in emulator.requests]
        assert sorted(asked) == sorted({*ids} - known - {"a/b"}), "each of the rest once"
        for name in ("packages", "documents", "signers", "revisions", "errors"):
            assert getattr(audit, name).to_dicts() == getattr(whole, name).to_dicts()


def test_resume_of_the_whole_account(emulator: Emulator, client: iinkedsign.Client) -> None:
    first = client.audit()
    emulator.clear_requests()
    assert client.audit(resume=first).packages.to_dicts() == first.packages.to_dicts()
    assert {request["operation"] for request in emulator.requests} == {"list_packages"}


def test_resume_needs_the_ids_of_an_iterator_again(client: iinkedsign.Client) -> None:
    ids = ["a", PACKAGE]
    for given in (iter(ids), (id for id in ids), map(str, ids)):
        earlier = client.audit(given)
        with pytest.raises(iinkedsign.InvalidArgumentError, match="ids must be given again"):
            client.audit(resume=earlier)
        assert rows(client.audit(ids, resume=earlier).packages, "package_id") == ids
    for collection in (ids, tuple(ids), dict.fromkeys(ids).keys()):
        assert rows(client.audit(resume=client.audit(collection)).packages, "package_id") == ids


@pytest.mark.parametrize(
    "options",
    [{"include_videos": True}, {"include_links": True}, {"pii": "hash"}, {"as_of": "2020-01-01T00:00:00Z"}],
    ids=lambda options: next(iter(options)),
)
def test_resume_with_other_options_is_refused(
    client: iinkedsign.Client, emulator: Emulator, options: dict[str, Any]
) -> None:
    earlier = client.audit([PACKAGE])
    emulator.clear_requests()
    with pytest.raises(iinkedsign.InvalidArgumentError, match="resume: the earlier audit has another as_of"):
        client.audit(resume=earlier, **options)
    assert emulator.requests == []


def test_ctrl_c_while_an_id_is_read(make: Make) -> None:
    """An item may have code of its own, which Ctrl-C interrupts, too: that is no wrong id."""

    class Scalar:
        def as_py(self) -> str:
            raise KeyboardInterrupt

    with Server(serve()) as server, pytest.raises(iinkedsign.AuditInterrupted) as caught:
        make(server).audit([*IDS[:3], Scalar(), *IDS[3:5]])
    # The last of them may have been under way.
    known = rows(caught.value.partial.packages, "package_id", "error_kind")
    assert set(known) <= {(id, None) for id in IDS[:3]}
