"""Subinterpreters are refused with an explanation, and the main interpreter continues."""

from __future__ import annotations

import pytest
from hostile import Server
from program import run
from statuses import GOOD

PROGRAM = '''
if sys.version_info >= (3, 13):
    import _interpreters as interpreters
    def create(kind): return interpreters.create({"own": "isolated", "shared": "legacy"}[kind])
else:
    import _xxsubinterpreters as interpreters
    def create(kind): return interpreters.create(isolated=kind == "own")
ATTEMPT = """
import iinkedsign
from iinkedsign.testing import Emulator
for use in (lambda: iinkedsign.Client, lambda: iinkedsign.AsyncClient, Emulator().start, lambda: iinkedsign.Client):
    try: print(use())
    except ImportError as error: print("refused" if "subinterpreter" in str(error) else error, flush=True)
"""
def attempt(kind, keep):
    it = create(kind)
    interpreters.run_string(it, ATTEMPT)
    if not keep: interpreters.destroy(it)
class Enough(Exception): pass
def handler(*_): raise Enough
def use():
    signal.signal(signal.SIGALRM, handler)
    with client(requests_per_second=0.1) as it:
        assert it.delete_package(PACKAGE)["packageId"] == PACKAGE
        try: it.package_status(3)
        except TypeError: pass
        signal.setitimer(signal.ITIMER_REAL, 0.1)
        try: it.package_status(PACKAGE)
        except Enough: print("used", flush=True)
'''
REFUSED = ["refused"] * 4


def said(program: str) -> list[str]:
    with Server(GOOD) as server:
        return run(PROGRAM + program, server).split()


@pytest.mark.parametrize("kind", ["own", "shared"])
@pytest.mark.parametrize("keep", [False, True], ids=["destroyed", "left to the end"])
def test_the_main_interpreter_comes_first(kind: str, keep: bool) -> None:
    told = said(f"use()\nfor _ in range(3): attempt({kind!r}, {keep})\nuse()")
    assert told == ["used", *REFUSED * 3, "used"]


@pytest.mark.parametrize("kind", ["own", "shared"])
@pytest.mark.parametrize("keep", [False, True], ids=["destroyed", "left to the end"])
def test_a_subinterpreter_comes_first(kind: str, keep: bool) -> None:
    program = f"for _ in range(3): attempt({kind!r}, {keep})\nuse()\nattempt({kind!r}, {keep})\nuse()"
    # What every program begins with asks for the client only when it is used.
    assert said(program) == [*REFUSED * 3, "used", *REFUSED, "used"]


@pytest.mark.parametrize("kind", ["own", "shared"])
def test_a_subinterpreter_beside_calls(kind: str) -> None:
    told = said(f"""
it, stop = client(), threading.Event()
def work():
    while not stop.is_set(): it.package_status(PACKAGE)
workers = [threading.Thread(target=work) for _ in range(3)]
for each in workers: each.start()
for _ in range(3):
    beside = threading.Thread(target=attempt, args=({kind!r}, False))
    beside.start(); beside.join()
stop.set()
for each in workers: each.join()
use()
""")
    assert told == [*REFUSED * 3, "used"]
