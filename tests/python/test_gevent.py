"""What the docs say of gevent: a call blocks its hub, and one in the hub's thread pool does not."""

from __future__ import annotations

import pytest
from hostile import Server, silence
from program import run

PROGRAM = """
import gevent
from gevent import monkey
monkey.patch_all()
ticks = 0
def tick():
    global ticks
    while True:
        gevent.sleep(0.01)
        ticks += 1
def call():
    try:
        it.package_status(PACKAGE)
    except iinkedsign.RequestTimeoutError:
        return ticks
with client(timeout=0.5) as it:
    ticking = gevent.spawn(tick)
    gevent.sleep(0.05)
    before = ticks
    called = {call}
    print("blocked" if called - before <= 1 else "goes on")
    ticking.kill()
"""


@pytest.mark.parametrize(
    ("call", "hub"),
    [
        ("call()", "blocked"),
        ("gevent.spawn(call).get()", "blocked"),
        ("gevent.get_hub().threadpool.apply(call)", "goes on"),
    ],
)
def test_hub(call: str, hub: str) -> None:
    with Server(silence) as server:
        assert run(PROGRAM.replace("{call}", call), server) == f"{hub}\n"
