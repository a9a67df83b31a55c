"""Runs what blocks on a thread of its own, so that the event loop continues."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import deque
from typing import TYPE_CHECKING, Any, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from .audit.progress import Watch

_T = TypeVar("_T")


class Relay:
    """Brings the progress of a run from its thread to the event loop, and to the thread that the task was cancelled.

    The function that is told may use what belongs to the loop.  What it raises ends the run, as ``ended`` does.
    """

    def __init__(self, watch: Watch | None, ended: type[BaseException]) -> None:
        self._watch = watch
        self._ended = ended
        self._loop = asyncio.get_running_loop()
        # The last progress: a slow function skips what it missed.
        self._latest: deque[Any] = deque(maxlen=1)
        self.cancelled = threading.Event()
        self.failed: list[BaseException] = []

    def __call__(self, *progress: Any) -> None:
        if self.failed:
            raise self.failed[0]
        if self.cancelled.is_set():
            raise self._ended
        if self._watch is not None:
            self._latest.append(progress)
            self._loop.call_soon_threadsafe(self._tell, self._watch)

    def _tell(self, watch: Watch) -> None:
        if self._latest and not self.failed and not self.cancelled.is_set():
            try:
                watch(*self._latest.pop())
            except BaseException as error:  # noqa: BLE001 -- raised by the run
                self.failed.append(error)


async def on_a_thread(call: Callable[[], _T], cancelled: threading.Event, *, patience: float, known: str) -> _T:
    """What the call gives.  When the task is cancelled, so is the call, and its end is waited for.

    The ``CancelledError`` then has what was known, as this attribute.  The thread is a daemon: should the loop be gone
    without having cancelled its tasks, the process can end.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[None] = loop.create_future()
    outcome: list[tuple[_T, None] | tuple[None, BaseException]] = []

    def work() -> None:
        try:
            outcome.append((call(), None))
        except BaseException as error:  # noqa: BLE001 -- raised where it is awaited
            outcome.append((None, error))
        with contextlib.suppress(RuntimeError):  # the loop was closed
            loop.call_soon_threadsafe(done.set_result, None)

    threading.Thread(target=work, name="iinkedsign", daemon=True).start()
    try:
        await asyncio.wait([done])
    except asyncio.CancelledError as error:
        cancelled.set()
        await asyncio.wait([done], timeout=patience)
        if outcome:
            result, reason = outcome.pop()
            error.__dict__[known] = getattr(reason, known, result)
        raise
    finally:
        cancelled.set()
    result, reason = outcome.pop()
    try:
        if reason is not None:
            raise reason
        return cast(_T, result)
    finally:
        # It has this frame in its traceback: what it knows, which is large, would wait for the collector.
        del reason
