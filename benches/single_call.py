"""One ``package_status`` to a dict, beside the same with other HTTP clients; then what the package weighs.

The clients take turns, round after round, so that other work on the machine meets all of them alike.  Each has
a process of its own, because what one leaves in memory should not slow down another.  They and the server are pinned:
first to one CPU, then to a CPU each.

    python benches/single_call.py [--rounds 15] [--seconds 0.15] [--only NAME …] [--check]
"""

from __future__ import annotations

import argparse
import io
import json
import multiprocessing
import os
import platform
import sys
import time
from dataclasses import dataclass, field
from datetime import date
from multiprocessing.connection import Connection
from statistics import median

import weight
from place import Place, Ratio, places
from rivals import RIVALS
from server import PACKAGE_ID, nginx, sample

OURS, CURL, REQUESTS = "iinkedsign", "pycurl + orjson", "requests"
# What must be reached where all is on one CPU: the median against each, and the CPU time of a call.
TARGETS = (("median", CURL, 0.85), ("median", REQUESTS, 0.06), ("cpu", CURL, 0.88))


@dataclass
class Round:
    """Times of one round: each call's, and the CPU time of all together, in seconds."""

    calls: list[float]
    cpu: float

    @property
    def median(self) -> float:
        return median(self.calls)

    @property
    def cpu_a_call(self) -> float:
        return self.cpu / len(self.calls)


@dataclass
class Rival:
    """A client in a process of its own."""

    name: str
    base_url: str
    cpu_number: int
    rounds: list[Round] = field(default_factory=list)

    def __post_init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._ours, theirs = context.Pipe()
        self._process = context.Process(
            target=_work, args=(self.name, self.base_url, self.cpu_number, theirs), daemon=True
        )
        self._process.start()
        theirs.close()

    def run(self, seconds: float) -> Round:
        self._ours.send(seconds)
        try:
            calls, cpu = self._ours.recv()
        except EOFError:
            raise SystemExit(f"{self.name} failed") from None
        return Round(calls, cpu)

    def stop(self) -> None:
        self._ours.close()
        self._process.join()

    @property
    def median(self) -> float:
        return median(one.median for one in self.rounds)

    @property
    def cpu(self) -> float:
        return median(one.cpu_a_call for one in self.rounds)


def _work(name: str, base_url: str, cpu_number: int, orders: Connection) -> None:
    """Calls for as long as is asked for, again and again.  CPU time is that of every thread of the process."""
    os.sched_setaffinity(0, {cpu_number})
    call = RIVALS[name](base_url)
    answer = call(PACKAGE_ID)
    expected = json.loads(sample())
    if answer["packageId"] != PACKAGE_ID or answer["signers"][0]["links"] != expected["signers"][0]["links"]:
        raise RuntimeError("that is not the answer")
    clock = time.perf_counter
    while True:
        try:
            seconds = orders.recv()
        except EOFError:
            return
        times: list[float] = []
        cpu = time.process_time()
        now = clock()
        end = now + seconds
        while now < end:
            start = now
            call(PACKAGE_ID)
            now = clock()
            times.append(now - start)
        orders.send((times, time.process_time() - cpu))


def measure(place: Place, names: list[str], rounds: int, seconds: float) -> dict[str, Rival]:
    with nginx(place.server) as base_url:
        rivals = {name: Rival(name, base_url, place.client) for name in names}
        for number in range(rounds + 1):
            # Another one begins each time, so that nobody always runs behind the same neighbour.
            turn = number % len(names)
            for name in names[turn:] + names[:turn]:
                one = rivals[name].run(seconds)
                if number > 0:  # the first round warms up
                    rivals[name].rounds.append(one)
        for rival in rivals.values():
            rival.stop()
    return rivals


def show_calls(place: Place, rivals: dict[str, Rival]) -> None:
    print(
        f"{place.name:34}{'median':>9}{'CPU a call':>13}{'calls':>9}   iinkedsign's part of it: median, CPU (quartiles)"
    )
    ours = rivals.get(OURS)
    for name, rival in sorted(rivals.items(), key=lambda item: item[1].median):
        count = sum(len(one.calls) for one in rival.rounds)
        line = f"{name:34}{rival.median * 1e6:6.1f} µs{rival.cpu * 1e6:10.1f} µs{count:9,}"
        if ours is not None and rival is not ours:
            line += f"   × {_ratio(ours, rival, 'median')}, × {_ratio(ours, rival, 'cpu')}"
        print(line)
    print()


def _ratio(ours: Rival, other: Rival, what: str) -> Ratio:
    if what == "median":
        return Ratio.of((one.median for one in ours.rounds), (one.median for one in other.rounds))
    return Ratio.of((one.cpu_a_call for one in ours.rounds), (one.cpu_a_call for one in other.rounds))


def targets(rivals: dict[str, Rival]) -> list[weight.Target]:
    found = []
    for what, other, most in TARGETS:
        if OURS in rivals and other in rivals:
            value = _ratio(rivals[OURS], rivals[other], what).median
            name = f"{'median' if what == 'median' else 'CPU'} of a call / {other}"
            found.append(weight.Target(name, f"{value:.3f}", f"≤ {most}", value <= most))
    return found


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--rounds", type=int, default=15, help="how often each client has its turn (15)")
    options.add_argument("--seconds", type=float, default=0.15, help="how long a turn is (0.15)")
    options.add_argument("--only", nargs="+", choices=RIVALS, metavar="NAME", help="only these clients")
    options.add_argument("--check", action="store_true", help="end with code 1 if a target is missed")
    arguments = options.parse_args()
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # not every locale has a µ

    print(f"{date.today()}, {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, loopback")
    print(f"one package_status to a dict: nginx, kept-alive, {len(sample()):,} bytes of JSON\n")
    all_targets = []
    for place in places():
        rivals = measure(place, arguments.only or list(RIVALS), arguments.rounds, arguments.seconds)
        show_calls(place, rivals)
        if place.client == place.server:
            all_targets += targets(rivals)
    all_targets += weight.targets()
    print(weight.table(all_targets))
    missed = sum(not target.met for target in all_targets)
    print(f"\n{len(all_targets) - missed} of {len(all_targets)} targets met")
    return 1 if missed and arguments.check else 0


if __name__ == "__main__":
    sys.exit(main())
