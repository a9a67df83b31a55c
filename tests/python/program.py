"""Programs in processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hostile import Server
from vendor import PACKAGE

# What every program may use.
BEGINNING = f"""
import asyncio, gc, os, resource, signal, sys, threading, time, iinkedsign
URL, PACKAGE = sys.argv[1], "{PACKAGE}"
def client(**options): return iinkedsign.Client(api_key="k", base_url=URL, **options)
def waiting(**options): return iinkedsign.AsyncClient(api_key="k", base_url=URL, **options)
def descriptors(): return len(os.listdir("/proc/self/fd"))
def threads(): return len(os.listdir("/proc/self/task"))
def use_up_descriptors():
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 1024))
    files = []
    try:
        while True: files.append(open("/dev/null"))
    except OSError: return files
def forked(use):
    child = os.fork()
    if child: return child
    try: use(); os._exit(0)
    except BaseException as error: print(repr(error), file=sys.stderr, flush=True); os._exit(1)
def ended(child): return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
def settled(state, than):
    limit = time.monotonic() + 10
    while True:
        gc.collect()
        now = state()
        if all(a <= b for a, b in zip(now, than)) or time.monotonic() > limit: return [max(a - b, 0) for a, b in zip(now, than)]
        time.sleep(0.05)
def peak(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
"""


def command(program: str, server: Server | str, *arguments: str) -> list[str]:
    """The command that runs a program against a server, or a base URL."""
    url = server if isinstance(server, str) else server.base_url
    return [sys.executable, "-W", "ignore", "-c", BEGINNING + program, url, *arguments]


def completed(words: Sequence[str | Path], seconds: float = 60, **options: Any) -> subprocess.CompletedProcess[str]:
    """What a command came to, and what it wrote."""
    return subprocess.run(words, capture_output=True, text=True, timeout=seconds, check=False, **options)


def succeeded(words: Sequence[str | Path], seconds: float = 60, **options: Any) -> str:
    """What a command wrote, which must end well and without complaints."""
    done = completed(words, seconds, **options)
    assert (done.returncode, done.stderr) == (0, ""), done.stdout
    return done.stdout


def run(program: str, server: Server | str, *arguments: str, seconds: float = 60) -> str:
    """What a program wrote, which must end well and without complaints."""
    return succeeded(command(program, server, *arguments), seconds)


@contextmanager
def start(program: str, base_url: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """Starts a program, to be talked to by what it prints and by signals."""
    with subprocess.Popen(
        command(program, base_url), stdout=subprocess.PIPE, text=True, env={**os.environ, **environment}
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def line(process: subprocess.Popen[str]) -> str:
    """What it prints next."""
    assert process.stdout is not None
    return process.stdout.readline().rstrip("\n")
