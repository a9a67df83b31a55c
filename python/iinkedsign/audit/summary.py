"""The summary of an audit."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from .waiting import waits_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._audit import Audit

# Ranges of `days_overdue`, ends included.
AGES: dict[str, tuple[int, float]] = {
    "0-7 days": (0, 7),
    "8-30 days": (8, 30),
    "31-90 days": (31, 90),
    "over 90 days": (91, float("inf")),
}
MOST_BLOCKERS = 10

# A fact that is null.  Should a server ever call a state so, it is as good as unknown.
UNKNOWN = "unknown"


def summarize(audit: Audit) -> dict[str, Any]:
    """The numbers of an audit as a dict that ``json.dumps`` takes.

    Rows are counted, so that the numbers agree with the tables: a package that was asked for twice counts twice, and
    ``duplicates`` says how many rows repeat another.  Nulls are in no count but ``by_state``, ``by_type`` and
    ``progress``, which have a place for them and so come to ``known`` in sum.
    """
    column = audit.packages.column
    errors = [kind for kind in column("error_kind") if kind is not None]
    known = [kind is None for kind in column("error_kind")]
    asked = [package for package in column("package_id") if package is not None]
    overdue = column("is_overdue")
    return {
        "as_of": audit.as_of.isoformat(),
        "packages": len(known),
        "known": sum(known),
        "errors": len(errors),
        "duplicates": len(asked) - len(set(asked)),
        "by_state": _count(_known(column("effective_state"), known)),
        "by_type": _count(_known(column("type"), known)),
        "overdue": overdue.count(True),
        "overdue_by_age": _ages(column("days_overdue"), overdue),
        "signatures": _signatures(column("signers_signed"), column("signers_total")),
        "progress": _progress(column("signers_signed"), column("signers_total"), known),
        **_blockers(waits_for(audit), overdue),
        "contradictions": _count(code for code in column("contradiction") if code is not None),
        "errors_by_kind": _count(errors),
        "videos": _videos(column("videos_total"), column("videos_retention_expired")),
    }


def _count(values: Iterable[str]) -> dict[str, int]:
    """How often each occurs, most often first."""
    return dict(Counter(values).most_common())


def _known(values: list[str | None], known: list[bool]) -> Iterable[str]:
    return (UNKNOWN if value is None else value for value, is_known in zip(values, known) if is_known)


def _ages(days: list[int | None], overdue: list[bool | None]) -> dict[str, int]:
    ages = dict.fromkeys(AGES, 0)
    for late, is_overdue in zip(days, overdue):
        if is_overdue and late is not None:
            ages[next(age for age, (least, most) in AGES.items() if least <= late <= most)] += 1
    return ages


def _signatures(signed: list[int | None], total: list[int | None]) -> dict[str, int]:
    """Signers of packages, not signatures on pages; only where both numbers are known."""
    both = [(part, whole) for part, whole in zip(signed, total) if part is not None and whole is not None]
    return {"signed": sum(part for part, _ in both), "total": sum(whole for _, whole in both)}


def _progress(signed: list[int | None], total: list[int | None], known: list[bool]) -> dict[str, int]:
    progress: dict[str, int] = dict.fromkeys(("none signed", "some signed", "all signed", "no signers", UNKNOWN), 0)
    for part, whole, is_known in zip(signed, total, known):
        if is_known:
            progress[_stage(part, whole)] += 1
    return progress


def _stage(signed: int | None, total: int | None) -> str:
    if total == 0:
        return "no signers"
    if signed is None or total is None:
        return UNKNOWN
    if signed == 0:
        return "none signed"
    return "all signed" if signed == total else "some signed"


def _blockers(waiting: list[list[str]], overdue: list[bool | None]) -> dict[str, Any]:
    """Who keeps most packages waiting.  Addresses that differ in case alone are one person's."""
    spelling: dict[str, str] = {}
    packages: Counter[str] = Counter()
    late: Counter[str] = Counter()
    for persons, is_overdue in zip(waiting, overdue):
        for key, person in {person.casefold(): person for person in reversed(persons)}.items():
            spelling.setdefault(key, person)
            packages[key] += 1
            late[key] += is_overdue is True
    most = sorted(packages, key=lambda key: (-packages[key], -late[key], key))[:MOST_BLOCKERS]
    return {
        "blockers": [{"signer": spelling[key], "packages": packages[key], "overdue": late[key]} for key in most],
        "blockers_total": len(packages),
    }


def _videos(total: list[int | None], expired: list[int | None]) -> dict[str, int] | None:
    """``None`` if no answer has videos, as where they were not requested."""
    if all(count is None for count in total):
        return None
    return {"total": sum(filter(None, total)), "retention_expired": sum(filter(None, expired))}
