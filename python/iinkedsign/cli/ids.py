"""Reads files of ids."""

from __future__ import annotations

from pathlib import Path

from .. import textfile
from . import stdin
from .failures import Refused

# Names of the column of ids: as the tables and the server call it, and most other people.
_NAMES = ("packageid", "id")


def read(path: str, column: str | None = None) -> list[str]:
    """The ids of a file: one a line, or a column of a CSV with a header; ``-`` is stdin."""
    name = "stdin" if path == "-" else path
    rows = _rows(path, name)
    if not rows:
        return []
    header = [_plain(field) for field in rows[0]]
    wanted = _NAMES if column is None else (_plain(column),)
    place = next((header.index(name) for name in wanted if name in header), None)
    if place is not None:
        return [_cell(row, place) for row in rows[1:]]
    if column is not None:
        # A file without a header begins with values.
        known = ", ".join(name if len(name) <= 40 and "://" not in name else "…" for name in rows[0])
        raise Refused(f"{name}: its header has no column {column}, only {known}")
    # A list of SQL has a comma after each.
    if any(any(row[1:]) for row in rows):
        raise Refused(f"{name}: no column is called package_id, packageId or id; say which by --column")
    return [textfile.unwrapped(row[0]) for row in rows]


def pairs(path: str) -> list[tuple[str, str]]:
    """The ids of a CSV with a header that has package_id and meeting_video_id; ``-`` is stdin."""
    name = "stdin" if path == "-" else path
    rows = _rows(path, name)
    header = [_plain(field) for field in rows[0]] if rows else []
    places = [header.index(wanted) for wanted in ("packageid", "meetingvideoid") if wanted in header]
    if len(places) != 2:
        raise Refused(f"{name}: videos need a CSV whose header has package_id and meeting_video_id")
    package, video = places
    return [(_cell(row, package), _cell(row, video)) for row in rows[1:]]


def _cell(row: list[str], place: int) -> str:
    return textfile.unwrapped(row[place]) if place < len(row) else ""


def _rows(path: str, name: str) -> list[list[str]]:
    try:
        data = stdin.everything() if path == "-" else Path(path).read_bytes()
        # Ids are ASCII, which is the same in every code page; of the other columns only the name matters.
        rows, _ = textfile.table(textfile.decode(data, ansi=True))
    except OSError as error:
        raise Refused(f"{name}: {error.strerror}") from None
    except textfile.NotReadable as error:
        raise Refused(f"{name}{':' if error.line is None else ','} {error}") from None
    return rows


def _plain(name: str) -> str:
    """The name of a column without what people write differently."""
    return "".join(filter(str.isalnum, name)).lower()
