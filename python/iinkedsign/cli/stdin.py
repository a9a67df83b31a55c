"""Reads stdin, and is interrupted at any moment."""

from __future__ import annotations

import os
import select
import sys

# Seconds until a signal is noticed that came just before a wait.
_LOOK = 0.1


def line() -> str:
    """A line; empty at the end of the input."""
    _wait()
    return sys.stdin.readline()


def everything() -> bytes:
    """All that comes until the end of the input."""
    # A daemon may have none.
    if sys.stdin is None:
        return b""
    data = bytearray()
    while True:
        _wait()
        part = os.read(sys.stdin.fileno(), 1 << 16)
        if not part:
            return bytes(data)
        data += part


def _wait() -> None:
    """Waits until there is something to read.

    Python looks for signals before a read and again when one interrupts it.  One that comes between the look and the
    system call would wait with it, so no read is begun that would have to wait.
    """
    # Windows can wait for sockets only; its consoles end a read by Ctrl-C.
    if os.name != "nt":
        while not select.select([sys.stdin], [], [], _LOOK)[0]:
            pass
