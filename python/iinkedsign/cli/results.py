"""The files that a command writes its result to: ``--out`` and ``--html``.

What can be known to fail is refused before the work begins, and before anything is deleted.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .failures import OTHER, Refused

_FORMATS = (".parquet", ".csv", ".jsonl", ".arrow", ".xlsx")
# So many rows a sheet of Excel holds, its header included.
_SHEET = 1_048_576


def must_be_writable(*, out: str | None, html: str | None) -> None:
    """Refuses what cannot be written."""
    if out is not None and Path(out).suffix.lower() not in _FORMATS:
        raise Refused(f"--out {out}: the suffix must be one of {', '.join(_FORMATS)}")
    for option, path in (("--out", out), ("--html", html)):
        if path is not None:
            reason = unwritable(Path(path))
            if reason is not None:
                raise Refused(f"{option} {path}: {reason}")


def must_fit(rows: int, name: str, out: str | None) -> None:
    """Refuses a workbook for more rows than one can hold."""
    if out is not None and Path(out).suffix.lower() == ".xlsx" and rows >= _SHEET:
        raise Refused(
            f"--out {out}: there are {rows} {name}, and a sheet of Excel holds {_SHEET:,} rows, its header included: "
            "write .parquet, .csv, .jsonl or .arrow"
        )


def unwritable(path: Path) -> str | None:
    """Why nothing can be written there, as far as that is known before."""
    if path.is_dir():
        return "it is a directory"
    parent = path.absolute().parent
    if not parent.is_dir():
        return "there is no such directory"
    return None if os.access(parent, os.W_OK | os.X_OK) else "its directory cannot be written to"


@contextmanager
def writing() -> Iterator[None]:
    """Names the file of a result that could not be written after all."""
    try:
        yield
    except OSError as error:
        # What no number of the system's stands for names the path itself.
        reason = f"cannot write {error.filename}: {error.strerror}" if error.filename else str(error)
        raise Refused(reason, OTHER) from None
