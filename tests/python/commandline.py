"""Running the command line: in this process, in one of its own, on a terminal."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from hostile import Server
from iinkedsign.testing import Emulator


class Run:
    """What a command came to."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        return json.loads(self.err)["error"]


Cli = Callable[..., Run]


class Terminal:
    """A command on a pseudo-terminal."""

    def __init__(self, emulator: Emulator, *arguments: str, **environment: str) -> None:
        self._master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "iinkedsign", *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            env={
                **os.environ,
                "TERM": "xterm",
                "COLUMNS": "100",
                "IINKEDSIGN_BASE_URL": emulator.base_url,
                "IINKEDSIGN_API_KEY": emulator.api_key,
                **environment,
            },
        )
        os.close(slave)
        self.shown = ""

    def until(self, text: str) -> Terminal:
        while text not in self.shown:
            read = self._read()
            assert read, f"{text!r} never came: {self.shown}"
        return self

    def type(self, text: str) -> Terminal:
        os.write(self._master, text.encode())
        return self

    def end(self) -> int:
        while self._read():
            pass
        os.close(self._master)
        return self.process.wait(10)

    def _read(self) -> bool:
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the other side was closed
            return False
        self.shown += data.decode()
        return bool(data)


def start(*arguments: str, base_url: str = "", key: str = "k", **options: Any) -> subprocess.Popen[str]:
    """A command in a process of its own."""
    environment = {**os.environ, "IINKEDSIGN_BASE_URL": base_url, "IINKEDSIGN_API_KEY": key}
    return subprocess.Popen(
        [sys.executable, "-m", "iinkedsign", *arguments],
        stdin=options.pop("stdin", subprocess.DEVNULL),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        **options,
    )


def ended_by(number: int, server: Server, *arguments: str, requests: int = 1, seconds: float = 5) -> Run:
    """A command that gets a signal once the server has so many requests, and must then end within some seconds."""
    with start(*arguments, base_url=server.base_url) as process:
        server.wait_for(requests, 20)
        process.send_signal(number)
        begun = time.monotonic()
        out, err = process.communicate(timeout=20)
    assert time.monotonic() - begun <= seconds
    return Run(process.returncode, out, err)
