"""The client within a process: fork, threads, the GIL, the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import iinkedsign
import pytest
from concurrency import in_threads, in_time, longest_wait
from hostile import Connection, Request, Server, after, http, silence
from program import run
from served import served
from statuses import GOOD
from vendor import PACKAGE, page

FORK = """
client = client(timeout=10)
def use(times=5):
    for _ in range(times):
        assert client.package_status(PACKAGE)["packageId"] == PACKAGE
        assert client.delete_package(PACKAGE)["packageId"] == PACKAGE
if sys.argv[2] == "used":
    use(1)
if sys.argv[2] == "threads":
    threads = [threading.Thread(target=use, args=(20,)) for _ in range(4)]
    for thread in threads: thread.start()
children = [forked(lambda: (use(), client.close())) for _ in range(3)]
use()
if sys.argv[2] == "threads":
    for thread in threads: thread.join()
codes = [ended(child) for child in children]
use(1)
print(codes)
"""


@pytest.mark.parametrize("history", ["fresh", "used", "threads"])
def test_fork(history: str) -> None:
    with Server(GOOD) as server:
        assert run(FORK, server, history) == "[0, 0, 0]\n"
    calls = 4 * 5 + 1 + {"fresh": 0, "used": 1, "threads": 80}[history]
    # A connection that went idle in one process is never used by another; nothing is sent twice.
    assert server.count(f"packages/{PACKAGE}/status") == calls
    assert server.count("packages/delete") == calls


def test_sixteen_threads_share_a_client() -> None:
    def echo(connection: Any, request: Any) -> None:
        package = request.target.split("/")[4]
        connection.send(http(200, {"packageId": package, "videos": []}))

    with served(echo) as (client, server):

        def work(number: int) -> list[str]:
            return [client.package_status(f"package-{number}-{count}")["packageId"] for count in range(20)]

        found = in_threads(*(lambda number=number: work(number) for number in range(16)))  # type: ignore[misc]
    assert found == [[f"package-{number}-{count}" for count in range(20)] for number in range(16)]
    assert len(server.requests) == 16 * 20
    assert len({request.target for request in server.requests}) == 16 * 20


def test_calls_of_threads_run_side_by_side() -> None:
    def answer_when_all_have_come(connection: Connection, _request: Request) -> None:
        server.wait_for(8)
        connection.send(GOOD)

    with served(answer_when_all_have_come) as (client, server):
        answers = in_threads(*[lambda: client.package_status(PACKAGE)] * 8)
    assert [answer["packageId"] for answer in answers] == [PACKAGE] * 8


@pytest.mark.parametrize(
    "call",
    [
        lambda client: client.package_status(PACKAGE),
        lambda client: client.delete_package(PACKAGE),
        lambda client: next(client.list_packages(), None),
    ],
    ids=["read", "delete", "list"],
)
def test_the_gil_is_free_while_waiting(call: Callable[[iinkedsign.Client], object]) -> None:
    answer = http(200, page() | {"packageId": PACKAGE})
    with served(after(0.6, answer)) as (client, _):
        in_time(lambda: longest_wait(call, client), 0.3)


def test_exit_during_a_call_in_a_daemon_thread() -> None:
    program = """
threading.Thread(target=client().package_status, args=(PACKAGE,), daemon=True).start()
time.sleep(0.3)
print("end")
"""
    with Server(silence) as server:
        assert run(program, server, seconds=10) == "end\n"
