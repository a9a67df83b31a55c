"""Deletion at scale for ``AsyncClient``: each run has a thread of its own, so that the event loop continues."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import deque
from collections.abc import AsyncIterable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar, cast

from ..audit.progress import Watch, Watcher
from . import noun, sources
from ._run import check_path, make, run, verify
from .options import apply_options, plan_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from .. import _native
    from ._plan import DeletionPlan
    from ._report import DeletionReport

_T = TypeVar("_T")

# What was sent gets 5 s, and the journal has to be written.
_PATIENCE = 7.0


async def plan_deletion(
    client: _native.Client, source: Any, /, *, progress: Any = None, **options: Any
) -> DeletionPlan:
    """See :meth:`iinkedsign.AsyncClient.plan_deletion`."""
    checked = plan_options(**options)
    given = sources.check(source, checked["what"], may_wait=True)
    if isinstance(given, AsyncIterable) and not isinstance(given, Iterable):
        given = [item async for item in given]
    counted = noun.of(checked["what"])
    return await _on_a_thread(progress, counted, lambda watch: make(client, given, checked, watch))


async def apply_deletion(
    client: _native.Client, path: Any, /, *, resume: bool = False, progress: Any = None, **options: Any
) -> DeletionReport:
    """See :meth:`iinkedsign.AsyncClient.apply_deletion`, and with ``resume`` its ``resume_deletion``."""
    checked, file = apply_options(**options), check_path(path)
    return await _on_a_thread(
        progress, noun.of_plan(file), lambda watch: run(client, file, checked, watch, resume=resume), resumed=resume
    )


async def verify_deletion(client: _native.Client, path: Any, /, *, progress: Any = None) -> DeletionReport:
    """See :meth:`iinkedsign.AsyncClient.verify_deletion`."""
    file = check_path(path)
    return await _on_a_thread(progress, noun.of_plan(file), lambda watch: verify(client, file, watch))


class _Cancelled(KeyboardInterrupt):
    """Stops a run whose task was cancelled, as Ctrl-C does."""


async def _on_a_thread(progress: Any, counted: str, call: Callable[[Watch | None], _T], *, resumed: bool = False) -> _T:
    """What the call gives.  When the task is cancelled, the call is stopped, and its end is waited for.

    The thread is a daemon: should the loop be gone without having cancelled its tasks, the process can end.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[None] = loop.create_future()
    cancelled = threading.Event()
    failed: list[BaseException] = []
    outcome: list[tuple[_T, None] | tuple[None, BaseException]] = []
    # The last progress: a slow function skips what it missed.
    latest: deque[Any] = deque(maxlen=1)

    def tell(watch: Watch) -> None:
        # In the loop, so that the function may use what belongs to it.
        if latest and not failed and not cancelled.is_set():
            try:
                watch(*latest.pop())
            except BaseException as error:  # noqa: BLE001 -- raised by the run
                failed.append(error)

    def on_progress(*progress: Any) -> None:
        if failed:
            raise failed[0]
        if cancelled.is_set():
            raise _Cancelled
        if watch is not None:
            latest.append(progress)
            loop.call_soon_threadsafe(tell, watch)

    def work() -> None:
        try:
            outcome.append((call(on_progress), None))
        except BaseException as error:  # noqa: BLE001 -- raised where it is awaited
            outcome.append((None, error))
        with contextlib.suppress(RuntimeError):  # the loop was closed
            loop.call_soon_threadsafe(done.set_result, None)

    with Watcher(progress, noun=counted, resumed=resumed) as watch:
        threading.Thread(target=work, name="iinkedsign", daemon=True).start()
        try:
            await asyncio.wait([done])
        except asyncio.CancelledError as error:
            cancelled.set()
            await asyncio.wait([done], timeout=_PATIENCE)
            if outcome:
                result, reason = outcome.pop()
                error.__dict__["report"] = getattr(reason, "report", result)
            raise
        finally:
            cancelled.set()
    result, reason = outcome.pop()
    try:
        if reason is not None:
            raise reason
        return cast(_T, result)
    finally:
        del reason
