"""What came of an audit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ._table import Table

if TYPE_CHECKING:
    from datetime import datetime
    from os import PathLike

    from .. import _native
    from ..types import DriftEntry


class Audit:
    """The tables of an audit, joined by ``package_id``."""

    packages: Table
    documents: Table
    signers: Table
    revisions: Table
    videos: Table
    errors: Table

    def __init__(self, native: _native.AuditResult) -> None:
        self._native = native
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

    def write(self, path: str | PathLike[str]) -> list[Path]:
        """Write packages to ``path`` and each other table beside it (``audit.documents.parquet``); tell the paths."""
        return [Path(written) for written in self._native.write(path)]

    def __repr__(self) -> str:
        return f"<Audit of {len(self.packages)} packages, {len(self.errors)} errors, as of {self.as_of.isoformat()}>"
