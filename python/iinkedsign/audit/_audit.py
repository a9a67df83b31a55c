"""The result of an audit."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any, NoReturn

from .. import _native
from ..exceptions import InvalidArgumentError
from ..types import DriftEntry
from . import ids as inputs
from ._table import Table
from .diff import Diff


class Audit:
    """The tables of an audit, joined by ``package_id``.

    ``packages`` has one row for every input, in the order of the inputs: its data or its error.  The others have the
    rows of each package once; ``errors`` is the error rows of ``packages`` alone.
    """

    packages: Table
    documents: Table
    signers: Table
    revisions: Table
    videos: Table
    errors: Table

    def __init__(self, native: _native.AuditResult, ids: Iterable[Any] | None = None) -> None:
        self._native = native
        self._inputs = inputs.kept(ids)
        for name, table in native.tables.items():
            setattr(self, name, Table(table))

    @property
    def as_of(self) -> datetime:
        """The instant that facts are computed for."""
        return self._native.as_of

    @property
    def drift(self) -> list[DriftEntry]:
        """Where the answers of this audit differed from the documentation."""
        return self._native.drift

    def diff(self, earlier: Any) -> Diff:
        """What happened since an earlier audit: signed, newly overdue, executed, expired, rescinded, gone, …

        Args:
            earlier: an :class:`Audit`, or its table of packages from anywhere: a :class:`Table`, a table of pandas,
                polars or pyarrow, dicts, or the path of a file that :meth:`write` wrote (``.parquet`` and ``.arrow``
                are read by pyarrow or polars).
        """
        from .diff import Diff

        table, as_of = (earlier.packages, earlier.as_of) if isinstance(earlier, Audit) else (earlier, None)
        return Diff(self, table, as_of)

    @cached_property
    def summary(self) -> dict[str, Any]:
        """The audit in numbers: a plain dict, computed on first use."""
        from .summary import summarize

        return summarize(self)

    def write(self, path: str | PathLike[str]) -> list[Path]:
        """Write packages to ``path`` and each other table beside it (``audit.documents.parquet``); returns the paths.

        ``audit.xlsx`` is one workbook of Excel with a sheet for each table.
        """
        return [Path(written) for written in self._native.write(path)]

    def __reduce__(self) -> NoReturn:
        raise TypeError("an Audit cannot be pickled or copied: write() it, or take a table, as in packages.to_arrow()")

    def to_html(self, path: str | PathLike[str]) -> Path:
        """Write one page with charts and a table of the packages, which opens offline; returns the path.

        Links, tokens and addresses of videos are not in it, with ``include_links`` neither.
        """
        from .html import write

        return write(self, path)

    def _repr_html_(self) -> str:
        from .notebook import audit_html

        return audit_html(self)

    def __repr__(self) -> str:
        return f"<Audit of {len(self.packages)} packages, {len(self.errors)} errors, as of {self.as_of.isoformat()}>"


def resumed(ids: Any, resume: Any) -> Any:
    """The ids that were given, or else those of the audit that is resumed."""
    if resume is not None and not isinstance(resume, Audit):
        hint = "; take its .partial" if isinstance(resume, BaseException) else ""
        raise TypeError(f"resume must be an Audit, not {type(resume).__name__}{hint}")
    if ids is not None or resume is None:
        return ids
    if isinstance(resume._inputs, inputs.Gone):
        raise InvalidArgumentError(
            "ids must be given again: those of the audit to be resumed came from an iterator, which was read"
        )
    return resume._inputs
