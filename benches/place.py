"""Where client and server run, and how two of them compare.

Where the system puts two processes changes the time of a call by a factor of two, so each is pinned to a CPU.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import quantiles


@dataclass(frozen=True)
class Place:
    """A CPU for the client, and one for the server."""

    name: str
    client: int
    server: int


def places() -> list[Place]:
    """Both on one CPU, and, where there are two, on one each."""
    first, *others = sorted(os.sched_getaffinity(0))
    found = [Place("client and server on one CPU", first, first)]
    return [*found, Place("client and server on a CPU each", first, others[0])] if others else found


def pinned(command: list[str], cpu: int) -> list[str]:
    """The command that runs another one on one CPU."""
    return ["taskset", "--cpu-list", str(cpu), *command]


@dataclass(frozen=True)
class Ratio:
    """Of what was measured side by side: the median of the pairs' ratios, and its quartiles."""

    low: float
    median: float
    high: float

    @classmethod
    def of(cls, ours: Iterable[float], theirs: Iterable[float]) -> Ratio:
        """What disturbs a round disturbs both of its pair."""
        ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
        return cls(*(quantiles(ratios, n=4) if len(ratios) > 1 else ratios * 3))

    def __str__(self) -> str:
        return f"{self.median:.2f} ({self.low:.2f}–{self.high:.2f})"
