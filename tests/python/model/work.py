"""Executes a plan: half of its scripts in threads, half in tasks."""

from __future__ import annotations

import asyncio
import math
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import iinkedsign
from iinkedsign.testing import ClientOptions

from .script import Call

if TYPE_CHECKING:
    from typing_extensions import Self

RETRIES = 3
THREADS = 12
TASKS = 48


class Limits(NamedTuple):
    """In seconds."""

    timeout: float  # of the clients
    attempt: float
    late: float  # how far a call may run over its limit on a busy machine, beside what its stalls explain
    slow: float  # a call that takes so long says that the machine has too much other work


QUICK = Limits(8.0, 2.0, 4.0, math.inf)
# A long run meets moments in which a process gets no processor for seconds.
PATIENT = Limits(40.0, 10.0, 10.0, 5.0)


@dataclass
class Work:
    """A plan, and how it went."""

    plan: list[list[Call]]
    videos_delete_path: str
    limits: Limits
    stall: float = 0.0  # see Watch


class Watch:
    """For how long the machine lets a thread of this process wait that wants to run; a context manager."""

    EVERY, BURST = 0.5, 0.005  # so often, so many seconds of work

    def __init__(self) -> None:
        self.stall = 0.0
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _watch(self) -> None:
        begun = time.monotonic()
        while not self._done.wait(self.EVERY):
            end = time.thread_time() + self.BURST
            while time.thread_time() < end:
                pass
            now = time.monotonic()
            self.stall = max(self.stall, now - begun - self.EVERY - self.BURST)
            begun = now


class Clients:
    """One of each kind."""

    def __init__(self, options: ClientOptions, work: Work) -> None:
        every: dict[str, Any] = {
            **options,
            "timeout": work.limits.timeout,
            "attempt_timeout": work.limits.attempt,
            "connect_timeout": work.limits.attempt,
            "max_retries": RETRIES,
            # Small, so that an endless answer or a bomb is soon too large.
            "max_response_bytes": 1 << 18,
            "videos_delete_path": work.videos_delete_path,
        }
        self.blocking = iinkedsign.Client(**every)
        self.waiting = iinkedsign.AsyncClient(**every)

    def close(self) -> None:
        self.blocking.close()
        asyncio.run(self.waiting.aclose())


def work_off(work: Work, options: ClientOptions) -> Work:
    """With clients of its own."""
    clients = Clients(options, work)
    try:
        return work_off_with(clients, work)
    finally:
        clients.close()


def work_off_with(clients: Clients, work: Work) -> Work:
    waiting = iter(work.plan)
    lock = threading.Lock()

    def next_script() -> list[Call]:
        with lock:
            return next(waiting, [])

    def thread() -> None:
        while script := next_script():
            for call in script:
                run_in_thread(clients.blocking, call)

    async def task() -> None:
        while script := next_script():
            for call in script:
                await run_in_task(clients.waiting, call)

    async def tasks() -> None:
        await asyncio.gather(*(task() for _ in range(TASKS)))

    with Watch() as watch:
        threads = [threading.Thread(target=thread) for _ in range(THREADS)]
        threads.append(threading.Thread(target=lambda: asyncio.run(tasks())))
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    work.stall = watch.stall
    return work


def run_in_thread(client: iinkedsign.Client, call: Call) -> None:
    method, positional, named = arguments(call)
    start = time.monotonic()
    try:
        answer = getattr(client, method)(*positional, **named)
        call.answer = ids([answer] if call.operation != "list" else answer)
    except Exception as error:  # noqa: BLE001 -- what else is raised is what the checker looks for
        note(call, start, error)
    else:
        note(call, start, None)


async def run_in_task(client: iinkedsign.AsyncClient, call: Call) -> None:
    method, positional, named = arguments(call)

    async def run() -> list[str]:
        started = getattr(client, method)(*positional, **named)
        return ids([package async for package in started] if call.operation == "list" else [await started])

    start = time.monotonic()
    task = asyncio.ensure_future(run())
    if call.cancel_after is not None:
        asyncio.get_running_loop().call_later(call.cancel_after, task.cancel)
    try:
        call.answer = await task
    except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001 -- as above
        note(call, start, error)
    else:
        note(call, start, None)


def ids(packages: Iterable[dict[str, Any]]) -> list[str]:
    return [package["packageId"] for package in packages]


def arguments(call: Call) -> tuple[str, tuple[str, ...], dict[str, Any]]:
    """The method of the client, and what it is given."""
    match call.operation:
        case "status":
            return "package_status", (call.package,), {}
        case "list":
            return "list_packages", (), {"search": call.package, "page_size": 3}
        case "delete_video":
            return "delete_video", (call.package, call.video), {}
        case "delete_all":
            return "delete_all_videos", (call.package,), {}
        case other:
            return other, (call.package,), call.options


def note(call: Call, start: float, error: BaseException | None) -> None:
    call.seconds = time.monotonic() - start
    call.told = "ok" if error is None else type(error).__name__
    if isinstance(error, iinkedsign.IinkedSignError):
        call.error = error
    elif isinstance(error, asyncio.CancelledError):
        call.told = "cancelled"
