"""The cost of the import, and the names that it provides."""

from __future__ import annotations

import statistics
import sys

import iinkedsign
import pytest
from program import succeeded


def run(program: str) -> str:
    return succeeded([sys.executable, "-c", program])


COST = """
import time
start = time.process_time()
{statement}
print(time.process_time() - start)
"""


@pytest.mark.parametrize("statement", ["import iinkedsign", "from iinkedsign import Client, NotFoundError"])
def test_import_is_fast(statement: str) -> None:
    run(COST.format(statement=statement))  # compiles what has to be
    assert statistics.median(float(run(COST.format(statement=statement))) for _ in range(9)) <= 0.020


def test_nothing_happens_at_import() -> None:
    program = """
import os, sys
def threads(): return len(os.listdir("/proc/self/task"))
def files(): return sorted(os.listdir("/proc/self/fd"))
before = threads(), files()
import iinkedsign
from iinkedsign import Client, IinkedSignError, parse_time
assert (threads(), files()) == before, (before, threads(), files())
for name in ("asyncio", "argparse", "logging", "typing", "socket", "ssl", "json", "iinkedsign.cli"):
    assert name not in sys.modules, name
print("nothing")
"""
    assert run(program) == "nothing\n"


def test_the_native_module_is_loaded_when_it_is_needed() -> None:
    program = """
import sys, iinkedsign
print("iinkedsign._native" in sys.modules)
iinkedsign.Client
print("iinkedsign._native" in sys.modules)
"""
    assert run(program) == "False\nTrue\n"


def test_names() -> None:
    assert len(set(iinkedsign.__all__)) == len(iinkedsign.__all__)
    assert set(iinkedsign.__all__) <= set(dir(iinkedsign))
    program = "from iinkedsign import *; import iinkedsign; print(set(iinkedsign.__all__) <= set(globals()))"
    assert run(program) == "True\n"
    with pytest.raises(AttributeError, match="no_such_name"):
        iinkedsign.no_such_name  # noqa: B018
    with pytest.raises(ImportError):
        from iinkedsign import no_such_name  # noqa: F401


def test_version() -> None:
    from importlib.metadata import version

    assert iinkedsign.__version__ == version("iinkedsign")


def test_typed() -> None:
    from importlib.resources import files

    assert files("iinkedsign").joinpath("py.typed").is_file()
    assert files("iinkedsign").joinpath("_native.pyi").is_file()
