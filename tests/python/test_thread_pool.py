"""Ctrl-C while the main thread waits for a pool whose threads are in calls."""

from __future__ import annotations

import signal
import subprocess
import time

import pytest
from concurrency import BUSY
from hostile import Server, silence
from program import command

POOL = """
from concurrent.futures import ThreadPoolExecutor
print("calling", flush=True)
with {outer}, {inner}:
    for each in {work}: print(each)
"""
POOLED = "ThreadPoolExecutor(4) as pool"
MAPPED = "pool.map(it.{call}, [PACKAGE] * 50)"
SUBMITTED = "[one.result() for one in [pool.submit(it.{call}, PACKAGE) for _ in range(50)]]"


def pool(outer: str, inner: str, work: str, call: str, signals: int) -> tuple[float, int]:
    """Interrupts a pool, and tells how long it takes to end, and how many requests came."""
    program = POOL.format(outer=outer, inner=inner, work=work.format(call=call))
    with (
        Server(silence) as server,
        subprocess.Popen(command(program, server), stderr=subprocess.PIPE, text=True) as process,
    ):
        server.wait_for(4)
        began = time.monotonic()
        for _ in range(signals):
            process.send_signal(signal.SIGINT)
            time.sleep(0.2)
        _, said = process.communicate(timeout=20)
        assert process.returncode == -signal.SIGINT
        assert said.rstrip().endswith("KeyboardInterrupt")
        return time.monotonic() - began, len(server.requests)


@pytest.mark.parametrize("call", ["package_status", "delete_package"])
@pytest.mark.parametrize("work", [MAPPED, SUBMITTED], ids=["map", "submit"])
def test_a_pool_around_the_client(work: str, call: str) -> None:
    """The client is closed first, which ends its calls, and lets the queue run out."""
    taken, requests = pool(POOLED, "client() as it", work, call, 1)
    assert (taken <= BUSY, requests) == (True, 4)


def test_a_pool_within_the_client() -> None:
    """The pool waits for the calls under way, at most until their limit; a second Ctrl-C ends them."""
    taken, requests = pool("client(timeout=2) as it", POOLED, MAPPED, "package_status", 1)
    assert (1 <= taken <= 2 + BUSY, requests) == (True, 4)
    taken, requests = pool("client() as it", POOLED, MAPPED, "package_status", 2)
    assert (taken <= BUSY, requests) == (True, 4)
