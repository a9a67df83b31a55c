"""Running an audit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from .. import _native
from . import ids as inputs
from ._audit import Audit, resumed
from .options import Options, audit_options, batch_options, whole
from .progress import Watch, Watcher


class AuditInterrupted(KeyboardInterrupt):
    """An audit was interrupted.

    Attributes:
        partial: what was known then, an :class:`Audit`; ``client.audit(resume=partial)`` goes on with it.  It has all
            that the audit knows which was itself resumed, also of packages that it had not come to again.
    """

    def __init__(self, partial: Audit) -> None:
        super().__init__(f"the audit was interrupted with {len(partial.packages)} packages known or failed")
        self.partial = partial

    def __reduce__(self) -> tuple[object, ...]:
        # For the partial cannot be pickled.
        return KeyboardInterrupt, self.args


def audit(
    client: _native.Client, ids: Any = None, /, *, progress: Any = None, resume: Any = None, **options: Any
) -> Audit:
    """See :meth:`iinkedsign.Client.audit`."""
    checked = audit_options("audit", **options)
    given = inputs.check(resumed(ids, resume))
    with Watcher(progress) as watch:
        return run(client, given, checked, watch, resume)


def audit_batches(
    client: _native.Client, ids: Any = None, /, *, batch_size: int = 10_000, progress: Any = None, **options: Any
) -> Iterator[Audit]:
    """See :meth:`iinkedsign.Client.audit_batches`."""
    # Outside the generator, so that a wrong option is refused here and not at the first step.
    checked = batch_options("audit_batches", **options)
    size = whole("batch_size", batch_size)
    given = inputs.check(client.list_packages(all_members=True) if ids is None else ids)
    return _batches(client, given, size, checked, Watcher(progress, total=inputs.count(given)))


def _batches(
    client: _native.Client, ids: Iterable[Any], size: int, options: Options, watcher: Watcher
) -> Iterator[Audit]:
    rest = iter(ids)
    with watcher as watch:
        while True:
            batch, error = read(rest, size)
            if not batch and error is None:
                return
            try:
                yield or_raise(run(client, batch, options, watch), error)
            finally:
                del error  # as in `or_raise`
            watcher.next_batch()


def read(ids: Iterator[Any], size: int) -> tuple[list[Any], BaseException | None]:
    """The next inputs, and what ended them: an exception comes after the inputs before it.

    But Ctrl-C does not wait until they are asked for.
    """
    batch = []
    try:
        for item in islice(ids, size):
            batch.append(item)  # noqa: PERF402 -- it has to outlive an exception
    except Exception as error:  # noqa: BLE001 -- raised with the audit
        return batch, error
    except BaseException as error:  # noqa: BLE001 -- as before
        return [], error
    return batch, None


def run(
    client: _native.Client,
    ids: Iterable[Any] | None,
    options: Options,
    watch: Watch | None,
    resume: Audit | None = None,
) -> Audit:
    """One audit from beginning to end; whatever ends it early is raised with what is known as its ``partial``."""
    # An interruption between the last line of the native module and the next one here leaves the result in there.
    outcome: list[tuple[_native.AuditResult, BaseException | None]] = []
    try:
        _native.run_audit(
            client,
            ids,
            options,
            outcome=outcome,
            total=inputs.count(ids),
            resume=None if resume is None else resume._native,
            watch=watch,
        )
        [(native, error)] = outcome
        if error is not None:
            raise error
        return Audit(native, ids)
    except BaseException as error:
        if outcome:
            or_raise(Audit(outcome[0][0], ids), error)
        raise
    finally:
        # What ended it has this frame in its traceback: the partial, which is large, would wait for the collector.
        outcome.clear()


def or_raise(audit: Audit, error: BaseException | None) -> Audit:
    """The audit; or what ended it is raised, with what is known."""
    try:
        if error is None:
            return audit
        if isinstance(error, KeyboardInterrupt):
            raise AuditInterrupted(audit) from error
        # Not by assignment: an exception may refuse new attributes.
        error.__dict__["partial"] = audit
        raise error
    finally:
        del audit, error  # from the frame, which is in the traceback
