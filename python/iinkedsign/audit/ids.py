"""The ids of an audit: accepted forms, and errors before anything is sent."""

from __future__ import annotations

from collections.abc import AsyncIterable, Iterable, Mapping, Sized
from collections.abc import Set as AbstractSet
from typing import Any

_ACCEPTED = "ids must be several: an iterable of str, UUID or dicts with packageId, or a column of a table"


def check(ids: Any, *, may_wait: bool = False) -> Any:
    """The ids, if they are iterable, and not what is iterable by accident; None is the whole account.

    ``may_wait`` is whether they may come from an asynchronous iterable.
    """
    kind = type(ids).__name__
    if isinstance(ids, str | bytes | bytearray | Mapping):
        raise TypeError(f"{_ACCEPTED}, not one {kind}: put it into a list")
    # A table would be iterated by its columns or their names.
    if hasattr(ids, "columns") or hasattr(ids, "column_names"):
        raise TypeError(f"{_ACCEPTED}, not a whole {kind}: give its column of ids")
    if ids is None or isinstance(ids, Iterable) or (may_wait and isinstance(ids, AsyncIterable)):
        return ids
    hint = "; AsyncClient takes it" if isinstance(ids, AsyncIterable) else ""
    raise TypeError(f"{_ACCEPTED}, not {kind}{hint}")


def count(ids: object) -> int | None:
    """How many there are, if that can be known."""
    return len(ids) if isinstance(ids, Sized) else None


class Gone:
    """In the place of an iterator, which was read and cannot be read again."""


_GONE = Gone()


def kept(ids: Iterable[Any] | None) -> Iterable[Any] | Gone | None:
    """What an audit keeps of its ids, to be resumed with: collections, and None for the whole account."""
    if ids is None or (hasattr(ids, "__len__") and (hasattr(ids, "__getitem__") or isinstance(ids, AbstractSet))):
        return ids
    return _GONE
