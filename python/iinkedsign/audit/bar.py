"""Progress on a terminal or in a log."""

from __future__ import annotations

import contextlib
import os
import sys
from abc import ABC, abstractmethod
from collections import deque
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from .progress import Progress

# The speed is that of the last seconds.
_WINDOW = 10.0
# Columns of a bar, and of what stands around it.
_WIDEST, _NARROWEST, _FRAME = 40, 6, 3


class Bar(ABC):
    """Shows progress to a person."""

    # What took less is over before anybody could read it.
    soon = 0.3
    every = 0.1

    def __init__(self, noun: str = "package") -> None:
        self._noun = noun
        self._seen: deque[tuple[float, int]] = deque()
        self._next = self.soon

    def show(self, progress: Progress) -> None:
        """Shows it, if it is time to."""
        speed = self._speed(progress)
        if progress.seconds >= self._next:
            self._next = progress.seconds + self.every
            self._draw(progress, speed)

    @abstractmethod
    def _draw(self, progress: Progress, speed: float | None) -> None:
        """Shows it."""

    @abstractmethod
    def end(self, progress: Progress, *, finished: bool, begun: Progress | None = None) -> None:
        """Takes back what was shown, and says what it came to."""

    def _speed(self, progress: Progress) -> float | None:
        """Inputs per second of late."""
        self._seen.append((progress.seconds, progress.done))
        while self._seen[-1][0] - self._seen[0][0] > _WINDOW:
            self._seen.popleft()
        seconds = progress.seconds - self._seen[0][0]
        return (progress.done - self._seen[0][1]) / seconds if seconds > 0.2 else None


class TerminalBar(Bar):
    """One line of stderr that is written over and over."""

    _shown = 0

    @staticmethod
    def is_possible() -> bool:
        """Whether stderr is a terminal on which a line can be written over."""
        try:
            return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        except (AttributeError, ValueError):  # there is none, or it was closed
            return False

    def _draw(self, progress: Progress, speed: float | None) -> None:
        self._write(line(progress, speed, _columns() - 1, blocks=_can_write("▕█▏"), noun=self._noun))

    def end(self, progress: Progress, *, finished: bool, begun: Progress | None = None) -> None:
        if self._shown:
            self._write("")
            write(f"\r{result(progress, finished=finished, noun=self._noun, begun=begun)}\n")

    def _write(self, text: str) -> None:
        write("\r" + text.ljust(self._shown))
        self._shown = len(text)


class LogBar(Bar):
    """A line of stderr now and then."""

    soon = every = 10.0

    def _draw(self, progress: Progress, speed: float | None) -> None:
        write(line(progress, speed, None, blocks=False, noun=self._noun) + "\n")

    def end(self, progress: Progress, *, finished: bool, begun: Progress | None = None) -> None:
        write(f"{result(progress, finished=finished, noun=self._noun, begun=begun)}\n")


def line(progress: Progress, speed: float | None, columns: int | None, *, blocks: bool, noun: str = "package") -> str:
    """All there is to say in one line; what matters least is left out where there is no room for all."""
    done, total = progress.done, progress.total
    share = min(done / total, 1.0) if total else None
    count = _count(done, noun) if total is None else f"{done:,} of {total:,}"
    # What matters most first, each with its place in the line.
    parts = [
        (2, count) if share is None else (1, f"{int(share * 100)}%".rjust(4)),
        (5, f"{duration(max(total - done, 0) / speed)} left" if speed and total is not None else ""),
        (2, "" if share is None else count),
        (4, _count(progress.errors, "error") if progress.errors else ""),
        (3, f"{speed:,.0f}/s" if speed is not None else ""),
        (6, f"{progress.refused:,} refused" if progress.refused else ""),
    ]
    parts = [part for part in parts if part[1]]
    if columns is None:
        return _joined(parts).strip()
    # The bar's width depends on the terminal only, so that it does not move when numbers grow.
    width = 0 if share is None else min(max(columns // 4, _NARROWEST), _WIDEST) + _FRAME
    while len(parts) > 1 and width + len(_joined(parts)) > columns:
        parts.pop()
    text = _joined(parts)
    if share is None or width + len(text) > columns:
        return text[:columns]
    return f"{bar(share, width - _FRAME, blocks=blocks)} {text}"


def _joined(parts: list[tuple[int, str]]) -> str:
    return "  ".join(text for _, text in sorted(parts))


def bar(share: float, width: int, *, blocks: bool) -> str:
    """A bar of so many columns, and one more on each side."""
    if not blocks:
        full = int(share * width)
        return f"[{'#' * full}{'-' * (width - full)}]"
    eighths = int(share * width * 8)
    full, rest = divmod(eighths, 8)
    return f"▕{('█' * full + (' ▏▎▍▌▋▊▉'[rest] if rest else '')).ljust(width)}▏"


def result(progress: Progress, *, finished: bool, noun: str = "package", begun: Progress | None = None) -> str:
    """What it came to; of what was ``begun`` before, what came to that."""
    if finished and begun is not None:
        progress = progress._replace(done=progress.done - begun.done, errors=progress.errors - begun.errors)
    done = _count(progress.done, noun)
    errors = f", {_count(progress.errors, 'error')}" if progress.errors else ""
    if not finished:
        done = done if progress.total is None else f"{progress.done:,} of {_count(progress.total, noun)}"
        return f"stopped after {done}, {duration(progress.seconds)}{errors}"
    rate = f" ({progress.done / progress.seconds:,.0f}/s)" if progress.seconds > 0 else ""
    return f"{done} in {duration(progress.seconds)}{rate}{errors}"


def duration(seconds: float) -> str:
    """A time for the eye."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 100:
        return f"{whole} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60:02} min"


def write(text: str) -> None:
    """To stderr; it may be closed, or be anything that a program has put there, which is no reason to lose an audit."""
    with contextlib.suppress(Exception):
        sys.stderr.write(text if _can_write(text) else text.encode("ascii", "replace").decode())
        sys.stderr.flush()


def _can_write(text: str) -> bool:
    stream: TextIO | None = sys.stderr
    try:
        text.encode(getattr(stream, "encoding", None) or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True


def _columns() -> int:
    """How wide the terminal of stderr is; stdout may be a pipe."""
    try:
        return max(int(os.environ.get("COLUMNS") or os.get_terminal_size(sys.stderr.fileno()).columns), 10)
    except (AttributeError, OSError, ValueError):
        return 80


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
