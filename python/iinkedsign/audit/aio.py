"""Audits of ``AsyncClient``: each runs on a thread of its own, so that the event loop continues."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from .. import _native
from .._background import Relay, on_a_thread
from . import ids as inputs
from ._audit import resumed
from ._run import or_raise, read, run
from .options import Options, audit_options, batch_options, whole
from .progress import Watch, Watcher

if TYPE_CHECKING:
    from ..aio import AsyncClient
    from ._audit import Audit

# A cancelled audit ends long before that, unless it is blocked by an iterator of ids, which is not waited for.
_PATIENCE = 1.0


class _Cancelled(BaseException):
    """Ends an audit whose task was cancelled."""


async def audit(client: AsyncClient, ids: Any, /, *, progress: Any, resume: Any, **options: Any) -> Audit:
    """It runs on a thread of its own.  Ids may come from an asynchronous iterable too, such as :meth:`list_packages`,
    which is read to its end first.  Another iterator is read on the audit's thread; ``progress`` is called in the
    event loop.

    When the task is cancelled, the audit stops, and the ``CancelledError`` has what was known as its ``partial``.
    """
    checked = audit_options("audit", **options)
    given = inputs.check(resumed(ids, resume), may_wait=True)
    watcher = Watcher(progress)
    if isinstance(given, AsyncIterable) and not isinstance(given, Iterable):
        given = [item async for item in given]
    with watcher as watch:
        return await _audit(client._on_a_thread(), given, checked, watch, resume)


def audit_batches(
    client: AsyncClient, ids: Any, /, *, batch_size: int, progress: Any, **options: Any
) -> AsyncGenerator[Audit, None]:
    """An asynchronous iterator."""
    checked = batch_options("audit_batches", **options)
    given = inputs.check(client.list_packages(all_members=True) if ids is None else ids, may_wait=True)
    watcher = Watcher(progress, total=inputs.count(given))
    return _audits(client._on_a_thread(), given, whole("batch_size", batch_size), checked, watcher)


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
            return await on_a_thread(lambda: read(ids, size), threading.Event(), patience=_PATIENCE, known="partial")
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
    relay = Relay(watch, _Cancelled)
    try:
        result = await on_a_thread(
            lambda: run(client, ids, options, relay, resume),
            relay.cancelled,
            patience=_PATIENCE,
            known="partial",
        )
        return or_raise(result, relay.failed[0] if relay.failed else None)  # when it was told of the end
    finally:
        relay.failed.clear()  # as in `run`
