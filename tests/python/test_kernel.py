"""Interrupting the kernel of a notebook: the cell ends, and the kernel continues."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from concurrency import in_time
from hostile import Connection, Request, Server, http, silence
from jupyter_client.manager import KernelManager
from notebooks import keep_to
from statuses import answer as answer_for
from statuses import package_of
from vendor import PACKAGE


class Kernel:
    """A kernel, and what its cells come to."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        keep_to(folder, monkeypatch)
        self._manager = KernelManager(transport="ipc", ip=str(folder / "kernel"))
        self._manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self._client = self._manager.blocking_client()
        self._client.start_channels()
        self._client.wait_for_ready(timeout=60)

    def start(self, cell: str) -> str:
        # A cell that ends in an error would abort the ones that reach the kernel soon after it.
        return str(self._client.execute(cell, stop_on_error=False))

    def end(self, cell: str) -> str:
        """`ok`, or the name of the error."""
        content = self._reply(cell)
        return str(content.get("ename") or content["status"])

    def run(self, cell: str) -> str:
        return self.end(self.start(cell))

    def value(self, expression: str) -> float:
        cell = self._client.execute("", user_expressions={"value": expression})
        return float(self._reply(cell)["user_expressions"]["value"]["data"]["text/plain"])

    def _reply(self, cell: str) -> dict[str, Any]:
        while True:
            reply: dict[str, Any] = self._client.get_shell_msg(timeout=60)
            if reply["parent_header"].get("msg_id") == cell:
                return dict(reply["content"])

    def interrupt(self) -> None:
        self._manager.interrupt_kernel()

    def stop(self) -> None:
        self._client.stop_channels()
        self._manager.shutdown_kernel(now=True)


@pytest.fixture
def kernel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kernel]:
    it = Kernel(tmp_path, monkeypatch)
    yield it
    it.stop()


def interrupted(kernel: Kernel, server: Server, call: str, requests: int, end: str) -> float:
    """Interrupts a call once it has sent so many requests, and tells how long it took to notice."""
    before = len(server.requests)
    running = kernel.start(
        f"try: {call}\nexcept KeyboardInterrupt as error:\n"
        "    ended, partial = time.monotonic(), getattr(error, 'partial', None); raise"
    )
    server.wait_for(before + requests)
    time.sleep(0.2)
    sent = time.monotonic()
    kernel.interrupt()
    assert kernel.end(running) == end
    return kernel.value("ended") - sent


WAIT = http(429, "", "Retry-After: 30")
# What a cell calls, and what the server answers to it.
CELLS: list[tuple[str, Callable[[Connection, Request], None]]] = [
    ("client.package_status(PACKAGE)", silence),
    ("client.delete_package(PACKAGE)", silence),
    ("list(client.list_packages())", silence),
    ("client.package_status(PACKAGE)", lambda connection, _: connection.send(WAIT)),
]


def test_interrupt_an_audit(kernel: Kernel) -> None:
    """It ends in time with what is known, and a later cell goes on with it."""
    ids = [f"package-{number}" for number in range(60)]
    mute = set(ids[56:])

    def step(connection: Connection, request: Request) -> None:
        package = package_of(request)
        if package in mute:
            silence(connection, request)
        else:
            connection.send(answer_for(package))

    with Server(step) as server:
        setting_up = f"""
import time, iinkedsign
ids = {ids!r}
client = iinkedsign.Client(api_key="k", base_url={server.base_url!r})
"""
        assert kernel.run(setting_up) == "ok"

        def once() -> float:
            seconds = interrupted(kernel, server, "client.audit(ids)", 60, "AuditInterrupted")
            assert kernel.run("assert partial.packages.column('package_id') == ids[:56]") == "ok"
            assert kernel.run("assert len(partial.errors) == 0") == "ok"
            return seconds

        in_time(once)
        mute.clear()
        before = len(server.requests)
        assert kernel.run("whole = client.audit(resume=partial)") == "ok"
        assert kernel.run("assert whole.packages.column('package_id') == ids and not len(whole.errors)") == "ok"
        assert len(server.requests) == before + 4


def test_interrupt_kernel(kernel: Kernel) -> None:
    step: list[Callable[[Connection, Request], None]] = []
    with Server(lambda *call: step[-1](*call)) as server:
        setting_up = f"""
import time, iinkedsign
PACKAGE = {PACKAGE!r}
client = iinkedsign.Client(api_key="k", base_url={server.base_url!r})
tasks = iinkedsign.AsyncClient(api_key="k", base_url={server.base_url!r})
"""
        assert kernel.run(setting_up) == "ok"

        def once(call: str, answer: Callable[[Connection, Request], None]) -> float:
            step.append(answer)
            seconds = interrupted(kernel, server, call, 1, "KeyboardInterrupt")
            # The same client, in the same kernel.
            step.append(lambda connection, _: connection.send(http(200, {"packageId": PACKAGE})))
            for again in ("client.package_status(PACKAGE)", "(await tasks.package_status(PACKAGE))"):
                assert kernel.run(f"assert {again}['packageId'] == PACKAGE") == "ok"
            return seconds

        for cell in CELLS:
            in_time(partial(once, *cell))
