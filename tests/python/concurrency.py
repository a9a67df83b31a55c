"""Calls in threads of their own, and beside the event loop."""

from __future__ import annotations

import asyncio
import os
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

# So many seconds after Ctrl-C a call has ended, and so many on a machine that is busy with other things.
PROMISE = 0.1
BUSY = 10.0


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


def in_time(once: Callable[[], float]) -> None:
    """A client that waits for something is late each time; a busy machine is not."""
    taken: list[float] = []
    while not taken or min(taken) > PROMISE:
        assert len(taken) < 10, f"interrupted after {taken}"
        taken.append(once())
        assert taken[-1] <= BUSY


def longest_wait(thread: threading.Thread) -> float:
    """For how long this thread was held up at most, while the other one ran."""
    gaps, last = [], time.monotonic()
    while thread.is_alive():
        time.sleep(0.002)
        now = time.monotonic()
        gaps.append(now - last)
        last = now
    assert len(gaps) > 50
    return max(gaps)


async def longest_wait_of_the_loop(task: asyncio.Future[Any]) -> float:
    """The same of the event loop, while a task ran."""
    longest, last = 0.0, time.monotonic()
    while not task.done():
        await asyncio.sleep(0.005)
        now = time.monotonic()
        longest, last = max(longest, now - last), now
    return longest
