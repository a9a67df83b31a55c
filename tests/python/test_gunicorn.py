"""gunicorn with preloading: the parent makes clients and calls, and the workers use the inherited ones."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from concurrency import until
from hostile import Server
from hostile import http as answer
from vendor import PACKAGE

GOOD = answer(200, {"packageId": PACKAGE, "videos": []})

APPLICATION = f"""
import asyncio, os, iinkedsign
PACKAGE = "{PACKAGE}"
options = dict(api_key="k", base_url=os.environ["SERVER"])
it, tasks = iinkedsign.Client(**options), iinkedsign.AsyncClient(**options)
async def several(): await asyncio.gather(*(tasks.list_videos(PACKAGE) for _ in range(3)))
def use():
    it.package_status(PACKAGE)
    it.delete_package(PACKAGE)
    asyncio.run(several())
use()
def application(environ, start_response):
    use()
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(os.getpid()).encode()]
"""


class Unix(http.client.HTTPConnection):
    """HTTP over a socket in the file system."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=30)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(30)
        self.sock.connect(str(self._path))


def ask(path: Path) -> int:
    """One request; the process id of the worker that answered."""
    connection = Unix(path)
    try:
        connection.request("GET", "/")
        got = connection.getresponse()
        body = got.read()
        assert got.status == 200, body
        return int(body)
    finally:
        connection.close()


def listens(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(path)) == 0


@contextmanager
def gunicorn(tmp: Path, server: Server, *options: str) -> Iterator[tuple[subprocess.Popen[bytes], Path]]:
    (tmp / "app.py").write_text(APPLICATION)
    path = tmp / "socket"
    command = [sys.executable, "-W", "ignore", "-m", "gunicorn", "--preload", "--workers=3", f"--bind=unix:{path}"]
    with (
        open(tmp / "log", "wb") as log,
        subprocess.Popen(
            [*command, "--chdir", str(tmp), *options, "app:application"],
            env={**os.environ, "SERVER": server.base_url},
            stdout=log,
            stderr=log,
        ) as process,
    ):
        try:
            until(lambda: listens(path) or process.poll() is not None)
            assert process.poll() is None, (tmp / "log").read_text()
            yield process, path
        finally:
            process.kill()


@pytest.mark.parametrize("kind", ["sync", "gthread"])
def test_preload(kind: str, tmp_path: Path) -> None:
    with (
        Server(GOOD) as server,
        gunicorn(tmp_path, server, "--worker-class", kind, "--threads=3") as (process, path),
        ThreadPoolExecutor(6) as pool,
    ):
        asked = list(pool.map(ask, [path] * 60))
        workers = set(asked)
        assert process.pid not in workers
        # A worker that dies is forked anew, and one more, from a parent whose client was used long ago.
        os.kill(workers.pop(), signal.SIGKILL)
        process.send_signal(signal.SIGTTIN)
        limit = time.monotonic() + 30
        while len(set(asked)) < 5:
            assert time.monotonic() < limit
            asked += pool.map(ask, [path] * 20)
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0, (tmp_path / "log").read_text()
        calls = 1 + len(asked)
        assert server.count("packages/delete") == server.count(f"packages/{PACKAGE}/status") == calls
        assert server.count(f"packages/{PACKAGE}/videos") == 3 * calls
    log = (tmp_path / "log").read_text()
    assert "Traceback" not in log and "panicked" not in log, log
