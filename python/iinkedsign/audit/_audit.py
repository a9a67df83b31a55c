"""What came of an audit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from . import ids as inputs
from ._table import Table

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from os import PathLike

    from .. import _native
    from ..types import DriftEntry
    from .diff import Diff
    from .earlier import Earlier


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
        """The instant that facts are told for."""
        return self._native.as_of

    @property
    def drift(self) -> list[DriftEntry]:
        """Where the answers of this audit differed from the documentation."""
        return self._native.drift

    def diff(self, earlier: Earlier) -> Diff:
        """What happened since an earlier audit: signed, newly overdue, executed, expired, rescinded, gone, …

        Args:
            earlier: an :class:`Audit`, or its table of packages from anywhere: a :class:`Table`, a table of pandas,
                polars or pyarrow, dicts, or the path of a file that :meth:`write` wrote (``.parquet`` and ``.arrow``
                are read by pyarrow or polars).
        """
        from .diff import Diff

        return Diff(self, earlier)

    def write(self, path: str | PathLike[str]) -> list[Path]:
        """Write packages to ``path`` and each other table beside it (``audit.documents.parquet``); tell the paths."""
        return [Path(written) for written in self._native.write(path)]

    def __reduce__(self) -> NoReturn:
        raise TypeError(
            "an Audit cannot be pickled or copied: write() it, or take a table, as in packages.to_arrow()"
        )

    def __repr__(self) -> str:
        return f"<Audit of {len(self.packages)} packages, {len(self.errors)} errors, as of {self.as_of.isoformat()}>"
