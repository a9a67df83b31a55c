"""AsyncClient: the same calls as coroutines, cancelled with their task, without a thread for each."""

from __future__ import annotations

import asyncio
import inspect
import os
import time
from collections.abc import Awaitable, Callable
from typing import Any

import iinkedsign
import pytest
from concurrency import longest_wait_of_the_loop, within
from conftest import KEY
from hostile import Server, Step, close, http, reset, silence
from iinkedsign.testing import Emulator
from program import run
from served import served_on_loop
from statuses import GOOD
from vendor import DELETABLE, PACKAGE, RETAINED, VIDEO, VIDEO_PACKAGE, page

GONE = http(404, {"error": "package_not_found"})


def parameters(call: Callable[..., Any]) -> list[tuple[str, Any, Any]]:
    found = inspect.signature(call).parameters.values()
    return [(it.name, it.kind, it.default) for it in found if it.name != "self"]


def test_same_names_as_the_client() -> None:
    def public(cls: type) -> set[str]:
        return {name for name in dir(cls) if not name.startswith("_")}

    assert public(iinkedsign.Client) - {"close"} <= public(iinkedsign.AsyncClient)
    assert "aclose" in public(iinkedsign.AsyncClient)
    assert parameters(iinkedsign.AsyncClient) == parameters(iinkedsign.Client)
    for name in public(iinkedsign.Client) - {"close", "closed", "drift"}:
        sync, coroutine = getattr(iinkedsign.Client, name), getattr(iinkedsign.AsyncClient, name)
        assert parameters(sync) == parameters(coroutine), name
        assert coroutine.__doc__, name


async def test_every_call(emulator: Emulator) -> None:
    async with iinkedsign.AsyncClient(**emulator.options) as client:
        assert (await client.package_status(PACKAGE))["state"] == "open"
        found = client.list_packages(page_size=2)
        assert found.__aiter__() is found
        assert {package["packageId"] async for package in found} == set(emulator.package_ids)
        assert len((await client.list_videos(VIDEO_PACKAGE))["videos"] or []) == 1
        [video] = (await client.delete_video(VIDEO_PACKAGE, VIDEO))["videos"] or []
        assert video["state"] == "deleted"
        assert (await client.delete_all_videos(VIDEO_PACKAGE))["packageId"] == VIDEO_PACKAGE
        assert (await client.delete_package(DELETABLE, notify=True))["packageId"] == DELETABLE
        with pytest.raises(iinkedsign.NotFoundError):
            await client.package_status(DELETABLE)
        with pytest.raises(iinkedsign.RetentionError):
            await client.delete_package(RETAINED)
        assert client.drift() == []
    [delete] = [r for r in emulator.requests if r["operation"] == "delete_package" and r["package_id"] == DELETABLE]
    assert '"notify":true' in delete["body"].replace(" ", "")


async def test_wrong_arguments(emulator: Emulator) -> None:
    client: Any
    async with iinkedsign.AsyncClient(**emulator.options) as client:
        for wrong in ("", "a/b", ".."):
            with pytest.raises(iinkedsign.InvalidArgumentError):
                await client.package_status(wrong)
        with pytest.raises(TypeError):
            await client.package_status(None)
        with pytest.raises(TypeError):
            await client.delete_video(VIDEO_PACKAGE)
    assert emulator.requests == []
    with pytest.raises(iinkedsign.ConfigurationError, match="timeout"):
        iinkedsign.AsyncClient(api_key="k", timeout=-1)


async def test_retries_and_outcomes() -> None:
    async with served_on_loop(http(503, "", "Retry-After: 0"), GOOD, reset, GONE) as (client, server):
        assert (await client.package_status(PACKAGE))["packageId"] == PACKAGE
        with pytest.raises(iinkedsign.OutcomeUnknownError) as caught:
            await client.delete_package(PACKAGE)
        assert caught.value.evidence == "absent"
        assert caught.value.attempts == 1
    assert len(server.requests) == 4
    assert server.count("packages/delete") == 1


async def test_timeout() -> None:
    async with served_on_loop(silence, timeout=0.4) as (client, _):
        with within(0.4), pytest.raises(iinkedsign.RequestTimeoutError):
            await client.package_status(PACKAGE)


CALLS: dict[str, Callable[[iinkedsign.AsyncClient], Awaitable[Any]]] = {
    "read": lambda client: client.package_status(PACKAGE),
    "delete": lambda client: client.delete_package(PACKAGE),
    "list": lambda client: client.list_packages().__anext__(),
}


@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
async def test_cancelling_aborts_the_request(call: Callable[[iinkedsign.AsyncClient], Awaitable[Any]]) -> None:
    async with served_on_loop(silence) as (client, server):

        async def one() -> Any:
            return await call(client)

        task = asyncio.create_task(one())
        while not server.requests:
            await asyncio.sleep(0.01)
        with within():
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
        # While the loop goes on: the client itself is not closed yet.
        closed = await asyncio.to_thread(server.connections[0].closed.wait, 2)
        assert closed, "the server sees the connection close"
        assert len(server.requests) == 1


async def test_wait_for_cancels(emulator: Emulator) -> None:
    emulator.add_fault("silence", operation="status", times=1)
    async with iinkedsign.AsyncClient(**emulator.options) as client:
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(client.package_status(PACKAGE), 0.2)
        assert (await client.package_status(PACKAGE))["packageId"] == PACKAGE


async def test_cancelled_during_a_wait_between_tries() -> None:
    async with served_on_loop(http(503, "", "Retry-After: 30")) as (client, server):
        task = asyncio.ensure_future(client.package_status(PACKAGE))
        while not server.requests:
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.1)
        task.cancel()
        with within(), pytest.raises(asyncio.CancelledError):
            await task
    assert len(server.requests) == 1


def threads() -> int:
    return len(os.listdir("/proc/self/task"))


async def test_two_hundred_calls_in_flight(emulator: Emulator) -> None:
    emulator.add_fault("delay=1.0", operation="status")
    async with iinkedsign.AsyncClient(**emulator.options) as client:
        before = threads()
        start = time.monotonic()
        calls = [asyncio.ensure_future(client.package_status(PACKAGE)) for _ in range(200)]
        most = before
        while not all(call.done() for call in calls):
            await asyncio.sleep(0.05)
            most = max(most, threads())
        answers = await asyncio.gather(*calls)
        elapsed = time.monotonic() - start
        assert all(answer["packageId"] == PACKAGE for answer in answers)
    assert most - before <= 10
    assert elapsed <= 10, "they run side by side"
    assert len(emulator.requests) == 200


async def test_the_loop_continues() -> None:
    async with served_on_loop(silence, timeout=2) as (client, _):
        call = asyncio.ensure_future(client.package_status(PACKAGE))
        assert await longest_wait_of_the_loop(call) <= 1
        with pytest.raises(iinkedsign.RequestTimeoutError):
            call.result()


def test_a_client_in_several_loops(emulator: Emulator) -> None:
    client = iinkedsign.AsyncClient(**emulator.options)

    async def use() -> Any:
        return await client.package_status(PACKAGE)

    for _ in range(3):
        assert asyncio.run(use())["packageId"] == PACKAGE

    asyncio.run(client.aclose())
    with pytest.raises(iinkedsign.ConfigurationError):
        asyncio.run(use())


async def test_closed(emulator: Emulator) -> None:
    client = iinkedsign.AsyncClient(**emulator.options)
    async with client as same:
        assert same is client
    assert client.closed
    await client.aclose()
    with pytest.raises(iinkedsign.ConfigurationError):
        await client.package_status(PACKAGE)
    assert emulator.requests == []


async def test_list_is_lazy() -> None:
    pages: list[Step] = [
        http(200, page({"packageId": "a"}, total=2)),
        http(200, page({"packageId": "b"}, total=2, skip=1)),
        close,
    ]
    async with served_on_loop(*pages) as (client, server):
        found = client.list_packages()
        await asyncio.sleep(0.05)
        assert server.connections == []
        assert (await found.__anext__())["packageId"] == "a"
        assert len(server.requests) == 1
        assert [package["packageId"] async for package in found] == ["b"]
        with pytest.raises(StopAsyncIteration):
            await found.__anext__()
    assert len(server.requests) == 2


async def test_no_secret_is_shown() -> None:
    async with iinkedsign.AsyncClient(api_key=KEY, base_url="http://127.0.0.1:9") as client:
        assert KEY not in repr(client) + str(client) + repr(vars(client) if hasattr(client, "__dict__") else "")


TWO_LOOPS = """
sys.setswitchinterval(1e-6)
it, wrong = waiting(), []
async def work():
    # It would complain of a machine that is busy.
    asyncio.get_running_loop().slow_callback_duration = 60
    for _ in range(40):
        await asyncio.wait_for(asyncio.gather(*(it.package_status(PACKAGE) for _ in range(25))), 20)
def run():
    try:
        # In debug mode a loop notices what another thread does to it.
        asyncio.run(work(), debug=True)
    except BaseException as error:
        wrong.append(repr(error))
for thread in (threads := [threading.Thread(target=run) for _ in range(3)]): thread.start()
for thread in threads: thread.join()
print(wrong)
"""


def test_loops_in_threads_share_a_client() -> None:
    """Each future is settled by its own loop."""
    with Server(GOOD) as server:
        assert run(TWO_LOOPS, server) == "[]\n"
