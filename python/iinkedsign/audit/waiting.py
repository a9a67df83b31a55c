"""The signers whom packages wait for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._audit import Audit


def waits_for(audit: Audit) -> list[list[str]]:
    """For each row of ``packages`` the persons it waits for: by email, else by name, else by the id of the signer.

    An open package waits for its ``next_signers``.  An overdue one has expired, so that nobody is next: it is taken
    to wait for those who were when the time ran out, which is whoever has not signed, in a sequence the first of
    them.  That the server would still accept their signatures is not said.
    """
    next_signers: dict[str, list[str]] = {}
    missing: dict[str, list[tuple[int | None, str]]] = {}
    names = ("package_id", "signer_id", "first_name", "last_name", "email", "order", "has_signed", "is_next")
    for package, signer, first, last, email, order, has_signed, is_next in zip(*map(audit.signers.column, names)):
        if is_next:
            next_signers.setdefault(package, []).append(_person(email, first, last, signer))
        elif has_signed is False:
            missing.setdefault(package, []).append((order, _person(email, first, last, signer)))
    rows = zip(*map(audit.packages.column, ("package_id", "type", "is_overdue")))
    return [
        list(dict.fromkeys(next_signers.get(package) or (_first(missing.get(package, []), type) if late else [])))
        for package, type, late in rows
    ]


def _person(email: str | None, first: str | None, last: str | None, signer: str | None) -> str:
    name = " ".join(part.strip() for part in (first, last) if part and part.strip())
    return (email or "").strip() or name or signer or "(a signer without a name)"


def _first(missing: list[tuple[int | None, str]], type: str | None) -> list[str]:
    orders = [order for order, _ in missing if order is not None]
    if type != "Sequential" or len(orders) < len(missing):
        return [person for _, person in missing]
    return [person for order, person in missing if order == min(orders)]
