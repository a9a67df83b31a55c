"""The source of a plan: an audit, a table, a column, or ids."""

from __future__ import annotations

from collections.abc import AsyncIterable, Iterable, Iterator, Mapping, Sized
from typing import Any
from uuid import UUID

from ..audit import Audit

Candidate = tuple["str | None", "str | None"]

_PACKAGE = ("package_id", "packageId")
_VIDEO = ("meeting_video_id", "meetingVideoId")
_ACCEPTED = {
    "packages": "source must be an Audit, a table with package_id, or ids (str, UUID, or dicts with packageId)",
    "videos": "source must be an Audit, a table with package_id and meeting_video_id, or pairs of both ids",
}


def check(source: Any, what: str, *, may_wait: bool = False) -> Any:
    """The source, if it can be one."""
    kind = type(source).__name__
    if source is None or isinstance(source, str | bytes | bytearray | Mapping):
        raise TypeError(f"{_ACCEPTED[what]}, not one {kind}")
    if (
        isinstance(source, Audit | Iterable)
        or _names(source) is not None
        or (may_wait and isinstance(source, AsyncIterable))
    ):
        return source
    raise TypeError(f"{_ACCEPTED[what]}, not {kind}")


def candidates(source: Any, what: str) -> tuple[Iterator[Candidate], int | None]:
    """The ids of all candidates, one after the other, and how many there are, if that can be known."""
    if isinstance(source, Audit):
        source = source.packages if what == "packages" else source.videos
    names = _names(source)
    if names is not None:
        packages = _column(source, _name(names, _PACKAGE, what))
        videos = _column(source, _name(names, _VIDEO, what)) if what == "videos" else None
        return _pairs(packages, videos), _count(source)
    if what == "packages":
        return ((_text(item), None) for item in source), _count(source)
    return (_pair(item) for item in source), _count(source)


def ids(name: str, given: Any) -> list[str]:
    """Several ids, of packages or of videos, that stay."""
    if isinstance(given, str | bytes | bytearray | Mapping) or not isinstance(given, Iterable):
        raise TypeError(f"{name} must be several ids: an iterable of str or UUID, not {type(given).__name__}")
    if _names(given) is not None:
        raise TypeError(f"{name} must be several ids: give the column of ids of the table, not the table")
    found: list[str] = []
    for item in given:
        text = _text(item)
        if text is None:
            raise TypeError(f"{name} must be ids: str or UUID, and {name}[{len(found)}] is {type(item).__name__}")
        found.append(text)
    return found


def _names(source: Any) -> list[str] | None:
    """The names of a table's columns; ``None`` of what is no table."""
    names = getattr(source, "column_names", None)
    names = getattr(source, "columns", None) if names is None else names
    return None if names is None or callable(names) else [str(name) for name in names]


def _name(names: list[str], wanted: tuple[str, ...], what: str) -> str:
    for name in wanted:
        if name in names:
            return name
    raise TypeError(f"{_ACCEPTED[what]}; this table has no column {wanted[0]}")


def _column(table: Any, name: str) -> Iterable[Any]:
    column = table.column(name) if hasattr(table, "to_dicts") and hasattr(table, "column") else table[name]
    values: Iterable[Any] = column
    return values


def _pairs(packages: Iterable[Any], videos: Iterable[Any] | None) -> Iterator[Candidate]:
    if videos is None:
        return ((_text(package), None) for package in packages)
    return ((_text(package), _text(video)) for package, video in zip(packages, videos, strict=True))


def _pair(item: Any) -> Candidate:
    if isinstance(item, Mapping):
        return _text(item), _text(next((item[name] for name in _VIDEO if name in item), None))
    if isinstance(item, tuple | list) and len(item) == 2:
        return _text(item[0]), _text(item[1])
    raise TypeError(f"{_ACCEPTED['videos']}, and one of the pairs is {type(item).__name__}")


def _text(item: Any) -> str | None:
    """The text of an id; what is none is kept, with the reason."""
    if isinstance(item, str):
        # What no encoding has is no id, and no file can hold it.
        return item.encode("utf-8", "replace").decode()
    if isinstance(item, UUID):
        return str(item)
    if isinstance(item, Mapping):
        return _text(next((item[name] for name in _PACKAGE if name in item), None))
    if hasattr(item, "as_py"):
        return _text(item.as_py())
    return None


def _count(source: object) -> int | None:
    return len(source) if isinstance(source, Sized) else None
