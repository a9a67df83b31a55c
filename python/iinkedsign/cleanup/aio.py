"""Deletion at scale for ``AsyncClient``: each run has a thread of its own, so that the event loop continues."""

from __future__ import annotations

from collections.abc import AsyncIterable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from .._background import Relay, on_a_thread
from ..audit.progress import Watch, Watcher
from . import noun, sources
from ._run import check_path, make, run, verify
from .options import apply_options, plan_options

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..aio import AsyncClient
    from ._plan import DeletionPlan
    from ._report import DeletionReport

_T = TypeVar("_T")

# What was sent gets 5 s, and the journal has to be written.
_PATIENCE = 7.0


async def plan_deletion(client: AsyncClient, source: Any, /, *, progress: Any, **options: Any) -> DeletionPlan:
    """It runs on a thread of its own."""
    checked = plan_options(**options)
    given = sources.check(source, checked["what"], may_wait=True)
    if isinstance(given, AsyncIterable) and not isinstance(given, Iterable):
        given = [item async for item in given]
    native = client._on_a_thread()
    return await _run(progress, noun.of(checked["what"]), lambda watch: make(native, given, checked, watch))


async def apply_deletion(client: AsyncClient, path: Any, /, *, progress: Any, **options: Any) -> DeletionReport:
    """It runs on a thread of its own.  When the task is cancelled, no further item is begun, and what was sent gets up
    to 5 s; the ``CancelledError`` has the outcome of the items as its ``report``.
    """
    return await _deletion(client, path, progress, options, resume=False)


async def resume_deletion(client: AsyncClient, path: Any, /, *, progress: Any, **options: Any) -> DeletionReport:
    """It runs on a thread of its own; :meth:`apply_deletion` tells what cancelling does."""
    return await _deletion(client, path, progress, options, resume=True)


async def verify_deletion(client: AsyncClient, path: Any, /, *, progress: Any) -> DeletionReport:
    """It runs on a thread of its own."""
    file, native = check_path(path), client._on_a_thread()
    return await _run(progress, noun.of_plan(file), lambda watch: verify(native, file, watch))


class _Cancelled(KeyboardInterrupt):
    """Stops a run whose task was cancelled, as Ctrl-C does."""


async def _deletion(
    client: AsyncClient, path: Any, progress: Any, options: dict[str, Any], *, resume: bool
) -> DeletionReport:
    checked, file, native = apply_options(**options), check_path(path), client._on_a_thread()
    return await _run(
        progress,
        noun.of_plan(file),
        lambda watch: run(native, file, checked, watch, resume=resume),
        resumed=resume,
    )


async def _run(progress: Any, counted: str, call: Callable[[Watch | None], _T], *, resumed: bool = False) -> _T:
    with Watcher(progress, noun=counted, resumed=resumed) as watch:
        relay = Relay(watch, _Cancelled)
        return await on_a_thread(lambda: call(relay), relay.cancelled, patience=_PATIENCE, known="report")
