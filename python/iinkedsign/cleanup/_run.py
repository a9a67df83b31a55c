"""Making plans, and applying them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .. import _native, _sigterm
from ..audit.progress import Watch, Watcher
from . import noun, sources
from ._plan import DeletionPlan
from ._report import DeletionReport
from .options import ApplyOptions, PlanOptions, apply_options, path, plan_options

if TYPE_CHECKING:
    from types import FrameType


class DeletionInterrupted(KeyboardInterrupt):
    """A deletion was interrupted by Ctrl-C or SIGTERM; ``resume_deletion`` continues it.

    Attributes:
        report: what became of the items by then, a :class:`DeletionReport`.
    """

    def __init__(self, report: DeletionReport) -> None:
        left = report.summary["not_reached"]
        super().__init__(f"the deletion was interrupted with {left} items not reached: resume it")
        self.report = report

    def __reduce__(self) -> tuple[object, ...]:
        # For the report cannot be pickled.
        return KeyboardInterrupt, self.args


def plan_deletion(
    client: _native.Client,
    source: Any,
    /,
    *,
    what: Any,
    notify: Any,
    override_retention: Any,
    archive: Any,
    max_deletes: Any,
    progress: Any = None,
    **options: Any,
) -> DeletionPlan:
    """See :meth:`iinkedsign.Client.plan_deletion`."""
    checked = plan_options(
        what=what,
        notify=notify,
        override_retention=override_retention,
        archive=archive,
        max_deletes=max_deletes,
        **options,
    )
    given = sources.check(source, checked["what"])
    with Watcher(progress, noun=noun.of(checked["what"])) as watch:
        return make(client, given, checked, watch)


def apply_deletion(
    client: _native.Client, path: Any, /, *, confirm: Any, progress: Any = None, **options: Any
) -> DeletionReport:
    """See :meth:`iinkedsign.Client.apply_deletion`."""
    return _deletion(client, path, progress, apply_options(confirm=confirm, **options), resume=False)


def resume_deletion(
    client: _native.Client, path: Any, /, *, confirm: Any, progress: Any = None, **options: Any
) -> DeletionReport:
    """See :meth:`iinkedsign.Client.resume_deletion`."""
    return _deletion(client, path, progress, apply_options(confirm=confirm, **options), resume=True)


def verify_deletion(client: _native.Client, path: Any, /, *, progress: Any = None) -> DeletionReport:
    """See :meth:`iinkedsign.Client.verify_deletion`."""
    checked = check_path(path)
    with Watcher(progress, noun=noun.of_plan(checked)) as watch:
        return verify(client, checked, watch)


check_path = path


def make(client: _native.Client, source: Any, options: PlanOptions, watch: Watch | None) -> DeletionPlan:
    """Makes a plan."""
    pairs, total = sources.candidates(source, options["what"])
    return DeletionPlan(_native.run_plan(client, pairs, options, total=total, watch=watch))


def verify(client: _native.Client, path: str, watch: Watch | None) -> DeletionReport:
    """Looks at what was deleted."""
    return DeletionReport(_native.run_verify(client, path, watch=watch))


def _deletion(
    client: _native.Client, path: Any, progress: Any, options: ApplyOptions, *, resume: bool
) -> DeletionReport:
    checked = check_path(path)
    with Watcher(progress, noun=noun.of_plan(checked), resumed=resume) as watch, _sigterm.handled(_interrupt):
        return run(client, checked, options, watch, resume=resume)


def run(
    client: _native.Client, path: str, options: ApplyOptions, watch: Watch | None, *, resume: bool
) -> DeletionReport:
    """One apply or resume; whatever ends it early is raised with what is known as its ``report``."""
    # An interruption between the last line of the native module and the next one here leaves the result in there.
    outcome: list[tuple[_native.DeletionOutcome, BaseException | None]] = []
    try:
        _native.run_deletion(client, path, options, outcome=outcome, resume=resume, watch=watch)
        [(native, error)] = outcome
        if error is not None:
            raise error
        return DeletionReport(native)
    except BaseException as error:
        if not outcome:
            raise
        report = DeletionReport(outcome[0][0])
        if isinstance(error, KeyboardInterrupt):
            raise DeletionInterrupted(report) from error
        # Not by assignment: an exception may refuse new attributes.
        error.__dict__["report"] = report
        raise
    finally:
        outcome.clear()


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    """SIGTERM, which would end the process in the middle of a deletion, is as good as Ctrl-C meanwhile."""
    raise KeyboardInterrupt("SIGTERM")
