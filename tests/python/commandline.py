"""Running the command line: in this process, in one of its own, on a terminal."""

from __future__ import annotations

import codecs
import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Sequence
from subprocess import Popen
from typing import Any

from concurrency import BUSY
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


def environment(at: Emulator | Server, **more: str) -> dict[str, str]:
    """The environment of a command for an emulator, or for a server of the tests."""
    key = at.api_key if isinstance(at, Emulator) else "k"
    return {**os.environ, "IINKEDSIGN_BASE_URL": at.base_url, "IINKEDSIGN_API_KEY": key, **more}


class Terminal:
    """A process on a pseudo-terminal, with these of its streams."""

    def __init__(
        self, words: list[str], streams: Sequence[str] = ("stdin", "stdout", "stderr"), **options: Any
    ) -> None:
        self._master, slave = pty.openpty()
        self.process: Popen[Any] = Popen(words, **options, **dict.fromkeys(streams, slave))  # type: ignore[call-overload]
        os.close(slave)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
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
        return self.process.wait(20)

    def _read(self) -> bool:
        try:
            data = os.read(self._master, 65536)
        except OSError:  # the other side was closed
            return False
        self.shown += self._decode(data)
        return bool(data)


def on_terminal(emulator: Emulator, *arguments: str, **more: str) -> Terminal:
    """A command on a terminal."""
    words = [sys.executable, "-m", "iinkedsign", *arguments]
    return Terminal(words, env=environment(emulator, **{"TERM": "xterm", "COLUMNS": "100", **more}))


def start(*arguments: str, at: Emulator | Server | None = None, stdin: int = subprocess.DEVNULL) -> Popen[str]:
    """A command in a process of its own."""
    words = [sys.executable, "-m", "iinkedsign", *arguments]
    env = None if at is None else environment(at)
    return Popen(words, stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=env)


def ended_by(number: int, server: Server, *arguments: str, requests: int = 1) -> Run:
    """A command that gets a signal once the server has so many requests, and must then end."""
    with start(*arguments, at=server) as process:
        server.wait_for(requests)
        process.send_signal(number)
        out, err = process.communicate(timeout=BUSY)
    return Run(process.returncode, out, err)
