"""The options of plans and of their application: checked before anything is sent."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, TypedDict

from .. import _native
from ..audit.options import flag, instant, whole
from ..exceptions import InvalidArgumentError
from . import sources

WHAT = ("packages", "videos")
ARCHIVES = (None, "data", "videos")
TIMES = ("time_created", "time_last_modified", "time_sign_by", "time_rescinded", "time_retention")


class PlanOptions(TypedDict):
    """The options of a plan as the native half takes them."""

    what: str
    notify: bool
    override_retention: bool
    archive: str | None
    max_deletes: int
    states: list[str] | None
    older_than_seconds: int | None
    by: str | None
    exclude: list[str]
    reason: str | None
    as_of_us: int | None
    concurrency: int


class ApplyOptions(TypedDict):
    """The options of an apply as the native half takes them."""

    confirm: str
    archive_dir: str | None
    holds: str | None
    concurrency: int
    canary: int
    max_unknown: int
    max_refused: int


def plan_options(
    *,
    what: Any,
    notify: Any,
    override_retention: Any,
    archive: Any,
    max_deletes: Any,
    states: Any = None,
    older_than: Any = None,
    by: Any = None,
    exclude: Any = (),
    reason: Any = None,
    as_of: Any = None,
    concurrency: Any = 64,
) -> PlanOptions:
    """Checks the options of a plan."""
    if (older_than is None) != (by is None):
        raise InvalidArgumentError("older_than and by belong together: how old, and by which time")
    return {
        "what": _one_of("what", what, WHAT),
        "notify": flag("notify", notify),
        "override_retention": flag("override_retention", override_retention),
        "archive": _one_of("archive", archive, ARCHIVES),
        "max_deletes": whole("max_deletes", max_deletes, 0xFFFF_FFFF),
        "states": None if states is None else _texts("states", states),
        "older_than_seconds": None if older_than is None else _age(older_than),
        "by": None if by is None else _one_of("by", by, TIMES),
        "exclude": sources.ids("exclude", () if exclude is None else exclude),
        "reason": None if reason is None else _text("reason", reason),
        "as_of_us": instant("as_of", as_of),
        "concurrency": whole("concurrency", concurrency, _native.MAX_CONCURRENCY),
    }


def apply_options(
    *,
    confirm: Any,
    archive_dir: Any = None,
    holds: Any = None,
    concurrency: Any = 4,
    canary: Any = 5,
    max_unknown: Any = 3,
    max_refused: Any = 20,
) -> ApplyOptions:
    """Checks the options of an apply or a resume."""
    return {
        "confirm": _text("confirm", confirm),
        "archive_dir": _path("archive_dir", archive_dir),
        "holds": _path("holds", holds),
        "concurrency": whole("concurrency", concurrency, _native.MAX_CONCURRENCY),
        "canary": 0 if canary == 0 and not isinstance(canary, bool) else whole("canary", canary, 0xFFFF_FFFF),
        "max_unknown": whole("max_unknown", max_unknown, 0xFFFF_FFFF),
        "max_refused": whole("max_refused", max_refused, 0xFFFF_FFFF),
    }


def path(given: Any) -> str:
    """The path of a plan's file."""
    from ._plan import DeletionPlan

    if isinstance(given, DeletionPlan):
        raise TypeError("path must be the file of the reviewed plan: write() the plan first")
    checked = _path("path", given)
    if checked is None:
        raise TypeError("path must be a path, not NoneType")
    return checked


def _one_of(name: str, value: Any, accepted: tuple[Any, ...]) -> Any:
    if value in accepted and not isinstance(value, bool):
        return value
    words = ", ".join("None" if it is None else f'"{it}"' for it in accepted)
    shown = repr(value) if isinstance(value, str) else type(value).__name__
    raise InvalidArgumentError(f"{name} must be one of {words}, not {shown}")


def _text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} must be a str, not {type(value).__name__}")
    return value.encode("utf-8", "replace").decode()


def _texts(name: str, value: Any) -> list[str]:
    if isinstance(value, str | bytes) or not isinstance(value, Iterable):
        raise TypeError(f"{name} must be several texts, not {type(value).__name__}")
    return [_text(name, item) for item in value]


def _age(value: Any) -> int:
    if not isinstance(value, timedelta):
        raise TypeError(f"older_than must be a timedelta, not {type(value).__name__}")
    if value < timedelta(0):
        raise InvalidArgumentError("older_than must not be negative")
    return -(-value // timedelta(seconds=1))


def _path(name: str, value: Any) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str | os.PathLike):
        raise TypeError(f"{name} must be a path, not {type(value).__name__}")
    path = os.fspath(value)
    if not isinstance(path, str):
        raise TypeError(f"{name} must be a path as text, not {type(path).__name__}")
    return path
