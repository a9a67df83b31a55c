"""SIGTERM, as sent by systemd, cron's timeout, Kubernetes and CI: a command treats it as Ctrl-C."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from types import FrameType

from .. import _sigterm

INTERRUPTED = 130
TERMINATED = 143

# One signal may come twice: `timeout` sends it to its child and then to the whole group.
_THE_SAME = 0.1

_received: float | None = None


@contextmanager
def heeded() -> Iterator[None]:
    """Has SIGTERM raise ``KeyboardInterrupt``, unless the program that runs the command does something else with it.

    A second one interrupts what the command does about the first.
    """
    global _received
    _received = None
    with _sigterm.handled(_interrupt):
        yield


def received() -> bool:
    """Whether SIGTERM came.

    Python ignores what a handler raises while a destructor or a callback of a weak reference runs, so a command that
    waits for the signal has to ask as well.
    """
    return _received is not None


def exit_code() -> int:
    """The exit code of a command that was interrupted."""
    return TERMINATED if received() else INTERRUPTED


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    global _received
    now = monotonic()
    again = _received is not None and now - _received < _THE_SAME
    _received = now
    if not again:
        raise KeyboardInterrupt
