"""Calls in threads of their own, and beside the event loop."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# So many seconds after Ctrl-C a call has ended, and so many on a machine that is busy with other things.
PROMISE = 0.1
BUSY = 10.0
# By so many seconds a busy machine may miss a limit that a test gives.  A client that does not keep it misses it by more:
# the servers of these tests are silent for longer, and so are the client's own limits.
LATE = 4.0


def in_threads(*calls: Callable[[], Any]) -> list[Any]:
    """What the calls return or raise, each in a thread of its own."""
    found: list[Any] = [None] * len(calls)

    def work(place: int) -> None:
        try:
            found[place] = calls[place]()
        except BaseException as error:  # noqa: BLE001 -- it is what is asked for
            found[place] = error

    threads = [threading.Thread(target=work, args=(place,)) for place in range(len(calls))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
        assert not thread.is_alive()
    return found


async def asynchronously(items: Iterable[Any]) -> AsyncIterator[Any]:
    """The same from an asynchronous iterator."""
    for item in items:
        yield item


def through_a_pipe(pipe: Path, write: Callable[[Path], object]) -> bytes:
    """What is written to a path that is a pipe, and stays one."""
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit(pipe.read_bytes)
        write(pipe)
        data = read.result(30)
    assert pipe.is_fifo()
    return data


def until(holds: Callable[[], Any], seconds: float = 30) -> None:
    """Waits until something holds."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"it does not hold after {seconds} s"
        time.sleep(0.01)


@contextmanager
def within(seconds: float = 0.0) -> Iterator[None]:
    """What is done in this context ends by a limit of so many seconds."""
    begun = time.monotonic()
    try:
        yield
    finally:
        assert time.monotonic() - begun <= seconds + LATE


@contextmanager
def interrupted(seconds: float) -> Iterator[list[float]]:
    """Ctrl-C comes to this process after so many seconds; when it came."""
    sent: list[float] = []
    timer = threading.Timer(seconds, lambda: (sent.append(time.monotonic()), os.kill(os.getpid(), signal.SIGINT)))
    timer.start()
    try:
        yield sent
    finally:
        timer.join()


def in_time(once: Callable[[], float], most: float = PROMISE) -> None:
    """A client that waits for something else is late each time; a busy machine is not."""
    taken: list[float] = []
    while not taken or min(taken) > most:
        assert len(taken) < 10, f"ended after {taken}"
        taken.append(once())
        assert taken[-1] <= BUSY


def longest_wait(call: Callable[..., object], *arguments: Any, **options: Any) -> float:
    """For how long this thread was held up at most, while another one made a call."""
    thread = threading.Thread(target=call, args=arguments, kwargs=options)
    thread.start()
    gaps, last = [], time.monotonic()
    while thread.is_alive():
        time.sleep(0.002)
        now = time.monotonic()
        gaps.append(now - last)
        last = now
    assert len(gaps) > 10
    return max(gaps)


async def longest_wait_of_the_loop(task: asyncio.Future[Any]) -> float:
    """The same of the event loop, while a task ran."""
    longest, last = 0.0, time.monotonic()
    while not task.done():
        await asyncio.sleep(0.005)
        now = time.monotonic()
        longest, last = max(longest, now - last), now
    return longest
