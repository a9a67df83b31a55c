"""The differences between two audits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from ..exceptions import InvalidArgumentError

if TYPE_CHECKING:
    from ._audit import Audit
    from .earlier import Package

# So many names of each list are shown.
_SHOWN = 5
_WORDS = {"signed": "signed since", "overdue": "newly overdue", "not_asked": "not asked for"}


class Diff:
    """What happened since an earlier audit: lists of package ids, in the order of the audits.

    A package may stand in several lists.  Only what both audits know is compared: an error row is unknown, and never
    gone.  ``len(diff)`` is the number of packages that stand in any list.
    """

    signed: list[str]
    """More signers have signed than then."""
    overdue: list[str]
    """Overdue, and not known to be so then."""
    executed: list[str]
    """The effective state became ``executed``."""
    expired: list[str]
    """The effective state became ``expired``."""
    rescinded: list[str]
    """The effective state became ``rescinded``."""
    gone: list[str]
    """Known then, and 404 now: absent, or hidden from this key; the server does not distinguish the two."""
    unreachable: list[str]
    """Known then, and another error now: its state is unknown."""
    back: list[str]
    """404 then, and known now."""
    new: list[str]
    """Known now, and not among the inputs then."""
    not_asked: list[str]
    """Known then, and not among the inputs now.  Of an audit of the whole account: no longer listed."""

    as_of: datetime
    """The instant of the audit."""
    earlier_as_of: datetime | None
    """The instant of the earlier one; None if its table came from elsewhere."""
    compared: int
    """How many packages both audits know."""

    CHANGES = (
        "signed",
        "overdue",
        "executed",
        "expired",
        "rescinded",
        "gone",
        "unreachable",
        "back",
        "new",
        "not_asked",
    )

    def __init__(self, audit: Audit, earlier: Any, earlier_as_of: datetime | None) -> None:
        from .earlier import packages_of

        then, self.earlier_as_of = packages_of(earlier), earlier_as_of
        now, self.as_of = packages_of(audit.packages), audit.as_of
        if self.earlier_as_of is not None and self.earlier_as_of > self.as_of:
            raise InvalidArgumentError("earlier is later than the audit itself: call diff on the later one")
        self.compared = 0
        self._rows: list[dict[str, Any]] = []
        for change in self.CHANGES:
            setattr(self, change, [])
        # Every package once, those of the audit first, and called as it calls them.
        for key, package in {**now, **then, **now}.items():
            before, after = then.get(key), now.get(key)
            self.compared += before is not None and after is not None and before.known and after.known
            for change in _changes(before, after):
                getattr(self, change).append(package.package_id)
                self._rows.append(_row(change, package.package_id, before, after))

    @property
    def counts(self) -> dict[str, int]:
        """How many packages stand in each list."""
        return {change: len(getattr(self, change)) for change in self.CHANGES}

    def to_dicts(self) -> list[dict[str, Any]]:
        """A row for each package and change, with what it was then and is now."""
        return [dict(row) for row in self._rows]

    def __len__(self) -> int:
        return len({row["package_id"] for row in self._rows})

    def __repr__(self) -> str:
        told = [f"{count} {_words(change)}" for change, count in self.counts.items() if count]
        return f"<Diff {self._span()}: {', '.join(told) or 'no change'}; {self.compared} compared>"

    def _span(self) -> str:
        # A table does not say of when it is.
        earlier = "an earlier audit" if self.earlier_as_of is None else f"{self.earlier_as_of:%Y-%m-%d %H:%M}"
        return f"from {earlier} to {self.as_of:%Y-%m-%d %H:%M} UTC"

    def _repr_html_(self) -> str:
        import html

        lines = []
        for change, count in self.counts.items():
            rows = [row for row in self._rows if row["change"] == change][:_SHOWN]
            names = [f"<bdi>{html.escape(str(row['name'] or row['package_id']))}</bdi>" for row in rows]
            more = [f"… {count - _SHOWN:,} more"] if count > _SHOWN else []
            if count:
                lines.append(
                    f'<tr><td style="text-align:left">{_words(change)}</td><td>{count:,}</td>'
                    f'<td style="text-align:left">{", ".join(names + more)}</td></tr>'
                )
        compared = "package" if self.compared == 1 else "packages"
        told = f"<table>{''.join(lines)}</table>" if lines else "<p>No change.</p>"
        return f"<p>{self.compared:,} {compared} compared, {self._span()}:</p>{told}"


def _changes(then: Package | None, now: Package | None) -> Iterator[str]:
    """The lists in which a package stands."""
    if then is None or now is None:
        known = now or then
        if known is not None and known.known:
            yield "new" if then is None else "not_asked"
    elif not now.known:
        if then.known:
            yield "gone" if now.error_kind == "not_found" else "unreachable"
    elif not then.known:
        if then.error_kind == "not_found":
            yield "back"
    else:
        if then.signers_signed is not None and (now.signers_signed or 0) > then.signers_signed:
            yield "signed"
        if now.is_overdue and not then.is_overdue:
            yield "overdue"
        state = now.effective_state
        if state in ("executed", "expired", "rescinded") and state != then.effective_state:
            yield state


def _row(change: str, package_id: str, then: Package | None, now: Package | None) -> dict[str, Any]:
    def of(package: Package | None, column: str) -> Any:
        return None if package is None else getattr(package, column)

    return {
        "change": change,
        "package_id": package_id,
        "name": of(now, "name") or of(then, "name"),
        "earlier_state": of(then, "effective_state"),
        "state": of(now, "effective_state"),
        "earlier_signers_signed": of(then, "signers_signed"),
        "signers_signed": of(now, "signers_signed"),
        "signers_total": of(now, "signers_total") if now is not None else of(then, "signers_total"),
        "error_kind": of(now, "error_kind"),
    }


def _words(change: str) -> str:
    return _WORDS.get(change, change)
