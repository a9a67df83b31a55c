"""An account whose list of packages changes while it is read, behind a real socket."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from hostile import Connection, Request, http

Rule = Literal["obeyed", "ignored", "to whole pages"]


@dataclass
class Account:
    """Serves slices of ``ids``; a step of :class:`hostile.Server`.

    ``meanwhile`` is called after each page with the account and the number of pages so far.
    """

    ids: list[str]
    meanwhile: Callable[[Account, int], None] = lambda _account, _pages: None
    most: int = 10**9
    skip: Rule = "obeyed"
    total: Callable[[Account, list[str]], int | None] = lambda account, _page: len(account.ids)
    echoes: bool = True
    asked: list[tuple[int, int]] = field(default_factory=list)
    lasting: set[str] = field(default_factory=set)  # what was there from the first request to the last

    def __call__(self, connection: Connection, request: Request) -> None:
        if not request.target.endswith("packages/list"):
            package = request.target.split("/")[-2]
            connection.send(http(200, {"packageId": package, "state": "open"}))
            return
        body = request.json
        self.lasting = self.lasting & set(self.ids) if self.asked else set(self.ids)
        self.asked.append((body["skip"], body["take"]))
        take = min(body["take"], self.most)
        skip = {"obeyed": body["skip"], "ignored": 0, "to whole pages": body["skip"] // take * take}[self.skip]
        page = self.ids[skip : skip + take]
        answer: dict[str, Any] = {"items": [{"packageId": id} for id in page]}
        if (total := self.total(self, page)) is not None:
            answer["total"] = total
        if self.echoes:
            answer |= {"skip": skip, "take": take}
        self.meanwhile(self, len(self.asked))
        connection.send(http(200, answer))

    def judge(self, found: Iterable[str], *, whole: bool) -> None:
        """The promise: no package twice, and every lasting one, unless an error said otherwise."""
        found = list(found)
        assert len(found) == len(set(found))
        assert not whole or self.lasting <= set(found), sorted(self.lasting - set(found))


def old(count: int) -> list[str]:
    return [f"old-{number}" for number in range(count)]
