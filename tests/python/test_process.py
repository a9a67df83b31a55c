"""The client within a process: fork, threads, the GIL, the end."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import iinkedsign
import pytest
from hostile import Server, after, http, silence
from vendor import PACKAGE, page

Make = Callable[..., iinkedsign.Client]
GOOD = http(200, {"packageId": PACKAGE, "videos": []})

FORK = f"""
import os, sys, threading, iinkedsign
client = iinkedsign.Client(api_key="k", base_url=sys.argv[1], timeout=10)
package = "{PACKAGE}"
def use(times=5):
    for _ in range(times):
        assert client.package_status(package)["packageId"] == package
        assert client.delete_package(package)["packageId"] == package
if sys.argv[2] == "used":
    use(1)
if sys.argv[2] == "threads":
    threads = [threading.Thread(target=use, args=(20,)) for _ in range(4)]
    for thread in threads: thread.start()
children = []
for _ in range(3):
    pid = os.fork()
    if pid == 0:
        try:
            use()
            client.close()
            os._exit(0)
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            os._exit(1)
    children.append(pid)
use()
if sys.argv[2] == "threads":
    for thread in threads: thread.join()
codes = [os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children]
use(1)
print(codes)
"""


@pytest.mark.parametrize("history", ["fresh", "used", "threads"])
def test_fork(history: str) -> None:
    with Server(GOOD) as server:
        run = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", FORK, server.base_url, history],
            capture_output=True,
            text=True,
            timeout=25,
            check=False,
        )
    assert (run.stdout, run.stderr) == ("[0, 0, 0]\n", "")
    calls = 4 * 5 + 1 + {"fresh": 0, "used": 1, "threads": 80}[history]
    # A connection that went idle in one process is never used by another; nothing is sent twice.
    assert server.count(f"packages/{PACKAGE}/status") == calls
    assert server.count("packages/delete") == calls


def test_sixteen_threads_share_a_client(make: Make) -> None:
    def echo(connection: Any, request: Any) -> None:
        package = request.target.split("/")[4]
        connection.send(http(200, {"packageId": package, "videos": []}))

    wrong: list[object] = []
    with Server(echo) as server:
        client = make(server)

        def work(number: int) -> None:
            for count in range(20):
                package = f"package-{number}-{count}"
                try:
                    if client.package_status(package)["packageId"] != package:
                        wrong.append(package)
                except iinkedsign.IinkedSignError as error:
                    wrong.append(error)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert wrong == []
    assert len(server.requests) == 16 * 20
    assert len({request.target for request in server.requests}) == 16 * 20


def test_calls_of_threads_run_side_by_side(make: Make) -> None:
    with Server(after(0.5, GOOD)) as server:
        client = make(server)
        threads = [threading.Thread(target=client.package_status, args=(PACKAGE,)) for _ in range(8)]
        start = time.monotonic()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert time.monotonic() - start <= 1.5


@pytest.mark.parametrize(
    "call",
    [
        lambda client: client.package_status(PACKAGE),
        lambda client: client.delete_package(PACKAGE),
        lambda client: next(client.list_packages(), None),
    ],
    ids=["read", "delete", "list"],
)
def test_the_gil_is_free_while_waiting(make: Make, call: Callable[[iinkedsign.Client], object]) -> None:
    answer = http(200, page() | {"packageId": PACKAGE})
    with Server(after(0.6, answer)) as server:
        client = make(server)
        thread = threading.Thread(target=call, args=(client,))
        thread.start()
        server.wait_for(1)
        gaps, last = [], time.monotonic()
        while thread.is_alive():
            time.sleep(0.002)
            now = time.monotonic()
            gaps.append(now - last)
            last = now
        thread.join()
    assert len(gaps) > 50
    assert max(gaps) <= 0.3


def test_exit_during_a_call_in_a_daemon_thread() -> None:
    program = f"""
import sys, threading, time, iinkedsign
client = iinkedsign.Client(api_key="k", base_url=sys.argv[1])
threading.Thread(target=client.package_status, args=("{PACKAGE}",), daemon=True).start()
time.sleep(0.3)
print("end")
"""
    with Server(silence) as server:
        run = subprocess.run(
            [sys.executable, "-c", program, server.base_url], capture_output=True, text=True, timeout=10, check=False
        )
    assert (run.returncode, run.stdout, run.stderr) == (0, "end\n", "")
