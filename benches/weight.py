"""What the installed package weighs: its import, its size, its dependencies."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path
from statistics import median
from urllib.parse import unquote, urlsplit

RUNS = 20

NOTHING = "pass"
IMPORT = "import iinkedsign"
CLIENT = "import iinkedsign; iinkedsign.Client"

TRACES = """
import os, sys
def traces():
    links = [os.readlink(f"/proc/self/fd/{fd}") for fd in os.listdir("/proc/self/fd") if fd != "3"]
    return len(os.listdir("/proc/self/task")), sum(link.startswith("socket:") for link in links)
before, modules = traces(), set(sys.modules)
import iinkedsign
after = traces()
print(len(set(sys.modules) - modules), after[0] - before[0], after[1] - before[1])
"""


@dataclass
class Target:
    """Something that was measured against what is wanted."""

    name: str
    measured: str
    wanted: str
    met: bool


def table(targets: list[Target]) -> str:
    """What was measured, a line each."""
    width = max(44, *(len(target.name) for target in targets))
    lines = [f"{it.name:{width}}{it.measured:>14}{it.wanted:>12}   {'met' if it.met else 'MISSED'}" for it in targets]
    return "\n".join(["", f"{'target':{width}}{'measured':>14}{'wanted':>12}", *lines])


def targets() -> list[Target]:
    bare, plain, client = _start_up(NOTHING, IMPORT, CLIENT)
    modules, threads, sockets = (int(word) for word in _python(TRACES).split())
    found = [
        Target("import iinkedsign, above a bare interpreter", _ms(plain - bare), "≤ 20 ms", plain - bare <= 0.020),
        Target("the same and iinkedsign.Client", _ms(client - bare), "≤ 20 ms", client - bare <= 0.020),
        Target("its threads, sockets", f"{threads}, {sockets}", "0, 0", threads == sockets == 0),
        Target("its modules", str(modules), "", True),
    ]
    package = distribution("iinkedsign")
    wheel = _wheel()
    if wheel is not None:
        size = wheel.stat().st_size
        found.append(Target("wheel", _mb(size), "≤ 5 MB", size <= 5e6))
    files = [Path(str(package.locate_file(file))) for file in package.files or []]
    size = sum(file.stat().st_size for file in files if file.exists() and file.suffix != ".pyc")
    found.append(Target("installed", _mb(size), "≤ 11 MB", size <= 11e6))
    needs = len(package.requires or [])
    found.append(Target("dependencies", str(needs), "0", needs == 0))
    return found


def _start_up(*programs: str) -> list[float]:
    """Seconds from the start of an interpreter to its end, the median of several; the programs take turns."""
    import time

    times: dict[str, list[float]] = {program: [] for program in programs}
    for _ in range(RUNS + 1):
        for program in programs:
            start = time.perf_counter()
            _python(program)
            times[program].append(time.perf_counter() - start)
    return [median(times[program][1:]) for program in programs]


def _python(program: str) -> str:
    run = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    return run.stdout


def _wheel() -> Path | None:
    """The file that was installed, if it was a file and is still there."""
    origin = distribution("iinkedsign").read_text("direct_url.json")
    if origin is None:
        return None
    url = urlsplit(json.loads(origin)["url"])
    path = Path(unquote(url.path))
    return path if url.scheme == "file" and path.suffix == ".whl" and path.is_file() else None


def _ms(seconds: float) -> str:
    return f"{seconds * 1e3:.1f} ms"


def _mb(size: int) -> str:
    return f"{size / 1e6:.2f} MB"
