"""A server of statuses for audits: any package exists, and each request says how it goes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from hostile import Connection, Request, Step, http
from vendor import PACKAGE, status

# The answer to any operation on this package.
GOOD = http(200, {"packageId": PACKAGE, "videos": []})


def package_of(request: Request) -> str:
    """The package of a request for a status or for videos."""
    return request.target.split("/")[4]


def answer(package_id: str, **fields: Any) -> bytes:
    """The vendor's sample as the answer for a package."""
    return http(200, {**status(), "packageId": package_id, **fields})


def serve(
    delay: float = 0.0, instead: Callable[[str, int], bytes | Step | None] = lambda _package, _turn: None
) -> Step:
    """Answers every status; ``instead`` of a package and the turn in which it is asked for may be something else."""
    turns: dict[str, int] = {}
    lock = threading.Lock()

    def step(connection: Connection, request: Request) -> None:
        package = package_of(request)
        with lock:
            turns[package] = turns.get(package, 0) + 1
        time.sleep(delay)
        other = instead(package, turns[package])
        if other is None:
            other = answer(package)
        if isinstance(other, bytes):
            connection.send(other)
        else:
            other(connection, request)

    return step


class Busy:
    """Counts how many requests are under way at once, and answers none before there were as many as expected."""

    def __init__(self, delay: float, expected: int) -> None:
        self._delay, self._expected = delay, expected
        self._lock = threading.Lock()
        self._reached = threading.Event()
        self.now = self.most = 0

    def __call__(self, connection: Connection, request: Request) -> None:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
            if self.most >= self._expected:
                self._reached.set()
        self._reached.wait(10)
        time.sleep(self._delay)
        with self._lock:
            self.now -= 1
        connection.send(answer(package_of(request)))


def rows(table: Any, *columns: str) -> list[Any]:
    """The values of these columns, row by row; of one column as they are."""
    values = [table.column(column) for column in columns]
    return values[0] if len(values) == 1 else list(zip(*values, strict=True))
