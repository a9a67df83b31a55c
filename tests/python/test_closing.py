"""close() during calls of other threads and tasks: they end at once, and report what is known."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Awaitable, Callable
from contextlib import AbstractContextManager
from typing import Any

import iinkedsign
import pytest
from concurrency import LATE, within
from conftest import KEY
from hostile import Server, deaf_port, http, silence
from program import run
from served import served
from vendor import PACKAGE

# Where a call stands: the server's steps (None: it never accepts), options, and whether a deletion was sent.
STANDS: dict[str, tuple[Any, dict[str, Any], bool]] = {
    "waiting for the answer": ([silence], {}, True),
    "between two attempts": ([http(429, "", "Retry-After: 30")], {}, False),
    "connecting": (None, {"connect_timeout": 30}, False),
    "waiting for its turn": ([http(200, {"packageId": PACKAGE}), silence], {"requests_per_second": 0.1}, False),
}
CALLS: dict[str, Callable[[Any], Any]] = {
    "status": lambda client: client.package_status(PACKAGE),
    "list": lambda client: client.list_packages(),
    "delete": lambda client: client.delete_package(PACKAGE),
    "delete videos": lambda client: client.delete_all_videos(PACKAGE),
}


def somewhere(steps: Any) -> AbstractContextManager[Any]:
    return Server(*steps) if steps is not None else deaf_port()


def options(server: Any, more: dict[str, Any]) -> dict[str, Any]:
    base_url = f"http://127.0.0.1:{server}/api/v1" if isinstance(server, int) else server.base_url
    return {"api_key": KEY, "base_url": base_url, **more}


def check(outcomes: dict[str, BaseException], sent: bool) -> None:
    for name, error in outcomes.items():
        if sent and name.startswith("delete"):
            assert isinstance(error, iinkedsign.OutcomeUnknownError), name
            assert error.evidence == "unverified"
        else:
            assert isinstance(error, iinkedsign.ConfigurationError), name
            assert str(error).endswith("failed: the client was closed meanwhile; make a new one")
        assert "the client was closed meanwhile" in str(error)
        assert not error.retryable


@pytest.mark.parametrize("stand", STANDS)
def test_calls_of_other_threads_end(stand: str) -> None:
    steps, more, sent = STANDS[stand]
    outcomes: dict[str, BaseException] = {}

    def work(name: str, client: iinkedsign.Client) -> None:
        try:
            result = CALLS[name](client)
            list(result) if name == "list" else None
        except iinkedsign.IinkedSignError as error:
            outcomes[name] = error

    with somewhere(steps) as server:
        client = iinkedsign.Client(**options(server, more))
        if "requests_per_second" in more:
            client.package_status(PACKAGE)
        threads = [threading.Thread(target=work, args=(name, client)) for name in CALLS]
        for thread in threads:
            thread.start()
        time.sleep(0.5)
        before = len(getattr(server, "requests", ()))
        with within():
            client.close()
        for thread in threads:
            thread.join(LATE)
        assert set(outcomes) == set(CALLS)
        check(outcomes, sent)
        assert len(getattr(server, "requests", ())) == before, "nothing is sent afterwards"
        for connection in getattr(server, "connections", ()):
            assert connection.closed.wait(2)
        with pytest.raises(iinkedsign.ConfigurationError, match="closed"):
            client.package_status(PACKAGE)


@pytest.mark.parametrize("stand", STANDS)
async def test_calls_of_other_tasks_end(stand: str) -> None:
    steps, more, sent = STANDS[stand]

    async def one(call: Awaitable[Any]) -> Any:
        return await call

    with somewhere(steps) as server:
        client = iinkedsign.AsyncClient(**options(server, more))
        if "requests_per_second" in more:
            await client.package_status(PACKAGE)
        calls = {
            name: asyncio.ensure_future(one(call(client) if name != "list" else call(client).__anext__()))
            for name, call in CALLS.items()
        }
        await asyncio.sleep(0.5)
        with within():
            await client.aclose()
            results = await asyncio.gather(*calls.values(), return_exceptions=True)
        check(dict(zip(calls, results, strict=True)), sent)


def test_closing_ends_the_follow_up_check() -> None:
    with served(http(503), silence) as (client, server):
        threading.Thread(target=lambda: [server.wait_for(2), client.close()]).start()
        with within(), pytest.raises(iinkedsign.OutcomeUnknownError, match="the server answered 503") as caught:
            client.delete_package(PACKAGE)
        assert caught.value.evidence == "unverified"


@pytest.mark.parametrize(("moment", "code"), [("before", 7), ("after", 0)])
def test_a_forked_child_is_not_closed_by_its_parent(moment: str, code: int) -> None:
    """Nor the other way round; but what was closed before the fork stays closed."""
    program = f"""
it, moment = client(), {moment!r}
it.package_status(PACKAGE)
if moment == "before": it.close()
child = os.fork()
if child == 0:
    try:
        time.sleep(0.2); it.package_status(PACKAGE); it.close(); os._exit(0)
    except iinkedsign.ConfigurationError: os._exit(7)
    finally: os._exit(1)
if moment == "after": it.close(); it = client()
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
if moment == "after": it.package_status(PACKAGE)
"""
    with Server(http(200, {"packageId": PACKAGE})) as server:
        assert run(program, server) == f"{code}\n"
