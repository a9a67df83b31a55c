"""Calls in threads of their own, and in event loops of their own."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from typing import Any

import iinkedsign
from conftest import KEY


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


def in_a_loop(server: Any, use: Callable[[iinkedsign.AsyncClient], Awaitable[Any]], **options: Any) -> Any:
    """Uses a client of a server or an emulator in an event loop of its own."""
    given = getattr(server, "options", None) or {"api_key": KEY, "base_url": server.base_url}

    async def main() -> Any:
        async with iinkedsign.AsyncClient(**{**given, **options}) as client:
            return await use(client)

    return asyncio.run(main())


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
