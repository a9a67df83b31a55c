"""The report of a deletion plan."""

from __future__ import annotations

from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any, NoReturn

from .. import _native
from ..audit import Table
from ._plan import DeletionPlan

# What was sent and is not known to have been processed.
UNKNOWN = ("unknown_deleted", "unknown_absent", "unknown_present", "unknown_unverified")


class DeletionReport:
    """The outcome of each item of a plan, from its journal; returned by ``apply_deletion`` and the like."""

    def __init__(self, native: _native.DeletionOutcome) -> None:
        self._native = native

    @cached_property
    def items(self) -> Table:
        """What became of each item, in the order of the plan."""
        return Table(self._native.items())

    @property
    def head(self) -> str:
        """The hash of the journal's last line, which is bound to every line before it and to the plan."""
        return self._native.head

    @cached_property
    def plan(self) -> DeletionPlan:
        """The plan."""
        return DeletionPlan(self._native.plan)

    @cached_property
    def summary(self) -> dict[str, Any]:
        """What it comes to, in numbers: a plain dict, whose ``by_state`` adds up to ``items``."""
        counts = self._native.counts
        return {
            "what": self.plan.header["what"],
            "items": sum(counts.values()),
            "by_state": {state: count for state, count in counts.items() if count},
            "accepted": counts["accepted"],
            "unknown": sum(counts[state] for state in UNKNOWN),
            "not_reached": counts["not_reached"],
            "closed": self._native.closed,
            "stopped": self._native.stopped,
            "verified": self._native.verified,
            "evidence": self._native.evidence,
            "digest": self.plan.digest,
            "code": self.plan.code,
            "head": self.head,
        }

    def write(self, path: str | PathLike[str]) -> None:
        """Write the items to a file: ``.parquet``, ``.arrow``, ``.csv``, ``.jsonl`` or ``.xlsx``."""
        self.items.write(path)

    def to_html(self, path: str | PathLike[str]) -> Path:
        """Write one page of what was done and what is open, which opens offline; returns the path."""
        from .html import write_report

        return write_report(self, path)

    def _repr_html_(self) -> str:
        from .html import report_html

        return report_html(self)

    def __repr__(self) -> str:
        states = ", ".join(f"{count} {state}" for state, count in self.summary["by_state"].items())
        return f"<DeletionReport of {self.plan.code}: {states}>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a DeletionReport cannot be pickled or copied: write() it, or take items.to_dicts()")
