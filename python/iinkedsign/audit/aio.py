"""Audits of ``AsyncClient``: each runs on a thread of its own, so that the event loop continues."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, TypeVar, cast

from .. import _native
from . import ids as inputs
from ._audit import resumed
from ._run import or_raise, read, run
from .options import Options, audit_options, batch_options, whole
from .progress import Watch, Watcher

if TYPE_CHECKING:
    from ._audit import Audit

_T = TypeVar("_T")

# A cancelled audit ends long before that, unless it is blocked by an iterator of ids, which is not waited for.
_PATIENCE = 1.0


class _Cancelled(BaseException):
    """Ends an audit whose task was cancelled."""


async def audit(
    client: _native.Client, ids: Any = None, /, *, progress: Any = None, resume: Any = None, **options: Any
) -> Audit:
    """See :meth:`iinkedsign.AsyncClient.audit`."""
    checked = audit_options("audit", **options)
    given = inputs.check(resumed(ids, resume), may_wait=True)
    watcher = Watcher(progress)
    if isinstance(given, AsyncIterable) and not isinstance(given, Iterable):
        given = [item async for item in given]
    with watcher as watch:
        return await _audit(client, given, checked, watch, resume)


def audit_batches(
    client: _native.Client, ids: Any, /, *, batch_size: int = 10_000, progress: Any = None, **options: Any
) -> AsyncGenerator[Audit, None]:
    """See :meth:`iinkedsign.AsyncClient.audit_batches`."""
    checked = batch_options("audit_batches", **options)
    given = inputs.check(ids, may_wait=True)
    watcher = Watcher(progress, total=inputs.count(given))
    return _audits(client, given, whole("batch_size", batch_size), checked, watcher)


async def _audits(
    client: _native.Client, ids: Iterable[Any] | AsyncIterable[Any], size: int, options: Options, watcher: Watcher
) -> AsyncGenerator[Audit, None]:
    rest = iter(ids) if isinstance(ids, Iterable) else aiter(ids)
    with watcher as watch:
        while True:
            batch, error = await _read(rest, size)
            if not batch and error is None:
                return
            try:
                yield or_raise(await _audit(client, batch, options, watch), error)
            finally:
                del error  # as in `or_raise`
            watcher.next_batch()


async def _read(ids: Iterator[Any] | AsyncIterator[Any], size: int) -> tuple[list[Any], BaseException | None]:
    """The same as :func:`read`; a cancelled task does not wait for it either."""
    batch: list[Any] = []
    try:
        if isinstance(ids, Iterator):
            # It may be a file or a database, for which the loop must not wait.
            return await _on_a_thread(lambda: read(ids, size), threading.Event())
        async for item in ids:
            batch.append(item)
            if len(batch) == size:
                break
    except asyncio.CancelledError as error:
        return [], error
    except Exception as error:  # noqa: BLE001 -- raised with the audit
        return batch, error
    return batch, None


async def _audit(
    client: _native.Client,
    ids: Iterable[Any] | None,
    options: Options,
    watch: Watch | None,
    resume: Audit | None = None,
) -> Audit:
    loop = asyncio.get_running_loop()
    cancelled = threading.Event()
    failed: list[BaseException] = []
    # The last progress: a slow function skips what it missed.
    latest: deque[Any] = deque(maxlen=1)

    def tell() -> None:
        # In the loop, so that the function may use what belongs to it.
        if watch is not None and latest and not failed and not cancelled.is_set():
            try:
                watch(*latest.pop())
            except BaseException as error:  # noqa: BLE001 -- raised by the audit
                failed.append(error)

    def on_progress(*progress: Any) -> None:
        if failed:
            raise failed[0]
        if cancelled.is_set():
            raise _Cancelled
        if watch is not None:
            latest.append(progress)
            loop.call_soon_threadsafe(tell)

    try:
        result = await _on_a_thread(lambda: run(client, ids, options, on_progress, resume), cancelled)
        return or_raise(result, failed[0] if failed else None)  # when it was told of the end
    finally:
        failed.clear()  # as in `run`


async def _on_a_thread(call: Callable[[], _T], cancelled: threading.Event) -> _T:
    """What the call gives.  When the task is cancelled, so is the call, and its end is waited for.

    The thread is a daemon: should the loop be gone without having cancelled its tasks, the process can end.
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
        await asyncio.wait([done], timeout=_PATIENCE)
        if outcome:
            result, reason = outcome.pop()
            error.__dict__["partial"] = getattr(reason, "partial", result)
        raise
    finally:
        cancelled.set()
    result, reason = outcome.pop()
    try:
        if reason is not None:
            raise reason
        return cast(_T, result)
    finally:
        del reason  # as in `or_raise`
