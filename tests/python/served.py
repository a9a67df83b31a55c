"""A server of the tests and a client of it, for as long as a context lasts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import iinkedsign
from conftest import KEY
from hostile import Connection, Server, Step


def given(server: Server, options: dict[str, Any]) -> dict[str, Any]:
    """The options of a client of that server."""
    return {"api_key": KEY, "base_url": server.base_url, **options}


@contextmanager
def served(
    *steps: Step, on_connect: Callable[[Connection], bool] | None = None, **options: Any
) -> Iterator[tuple[iinkedsign.Client, Server]]:
    """A client of a server that answers in these steps, and the server."""
    with Server(*steps, on_connect=on_connect) as server, iinkedsign.Client(**given(server, options)) as client:
        yield client, server


@asynccontextmanager
async def served_on_loop(*steps: Step, **options: Any) -> AsyncIterator[tuple[iinkedsign.AsyncClient, Server]]:
    """The same with a client of the running event loop."""
    with Server(*steps) as server:
        async with iinkedsign.AsyncClient(**given(server, options)) as client:
            yield client, server
