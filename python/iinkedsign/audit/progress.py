"""Progress of an audit, and who receives it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from types import TracebackType

    from .bar import Bar


# Called by the native half about every 40 ms: done, total, errors, refused, seconds.
Watch = Callable[[int, "int | None", int, int, float], object]


class Progress(NamedTuple):
    """How far an audit is; what a ``progress`` of one's own is called with, about 25 times a second."""

    done: int
    """Inputs whose row is there."""
    total: int | None
    """All inputs, if that is known; while the account is listed, what the server says."""
    errors: int
    """Errors among them; that of a repeated input counts once."""
    refused: int
    """Answers that were 429."""
    seconds: float
    """Time spent."""


class Watcher:
    """Reports the progress of an audit to a function, a terminal or a notebook; a context manager around it.

    Of several batches it tells the sum.  ``noun`` is what is counted; of what is ``resumed``, the first that is told was
    done before.
    """

    def __init__(
        self, progress: Any, total: int | None = None, *, noun: str = "package", resumed: bool = False
    ) -> None:
        if progress is not None and not isinstance(progress, bool) and not callable(progress):
            kind = type(progress).__name__
            raise TypeError(f"progress must be a function, True, False, or None for automatic, not {kind}")
        self._wanted = progress
        self._noun = noun
        self._resumed = resumed
        self._begun: Progress | None = None
        self._total = total
        self._before = self._last = Progress(0, total, 0, 0, 0.0)
        self._tell: Callable[[Progress], object] | None = None
        self._bar: Bar | None = None

    def __enter__(self) -> Watch | None:
        if callable(self._wanted):
            self._tell = self._wanted
        elif self._wanted is not False:
            self._bar = _bar(self._noun, always=self._wanted is True)
            self._tell = None if self._bar is None else self._bar.show
        return None if self._tell is None else self._watch

    def _watch(self, done: int, total: int | None, errors: int, refused: int, seconds: float) -> None:
        before = self._before
        self._last = Progress(
            before.done + done,
            total if self._total is None else self._total,
            before.errors + errors,
            before.refused + refused,
            before.seconds + seconds,
        )
        if self._resumed and self._begun is None:
            self._begun = self._last
        if self._tell is not None:
            self._tell(self._last)

    def next_batch(self) -> None:
        """Adds further progress to what was reported so far."""
        self._before = self._last

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._bar is None:
            return
        partial = getattr(error, "partial", None)
        if partial is not None:
            # More than what was told last.
            self._last = self._last._replace(
                done=self._before.done + len(partial.packages), errors=self._before.errors + len(partial.errors)
            )
        report = getattr(error, "report", None)
        if report is not None:
            self._last = self._last._replace(done=report.summary["items"] - report.summary["not_reached"])
        self._bar.end(self._last, finished=kind is None, begun=self._begun)


def _bar(noun: str, *, always: bool) -> Bar | None:
    """The display for a terminal or notebook, if there is one."""
    if _in_notebook():
        from .notebook_bar import NotebookBar

        return NotebookBar(noun)
    from .bar import LogBar, TerminalBar

    if TerminalBar.is_possible():
        return TerminalBar(noun)
    return LogBar(noun) if always else None


def _in_notebook() -> bool:
    """Whether this runs in a kernel of IPython, which shows what is displayed."""
    ipython = sys.modules.get("IPython")
    shell = None if ipython is None else ipython.get_ipython()
    return getattr(shell, "kernel", None) is not None
