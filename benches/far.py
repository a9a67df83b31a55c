"""Audits of servers that are far away (benches/far.rs), beside aiohttp with as many requests at once.

One answers after 40 ms, one after 20 to 200 ms, and one slows down beyond 32 requests at once.  Each turn is a process
of its own, so that its handshakes count; client and server have a CPU each, where there are two.

    python benches/far.py [--rounds 3] [--check]
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import weight
from place import Place, Ratio, pinned, places
from reader import Reader
from server import sample

OURS, RIVAL = "iinkedsign", "aiohttp + orjson"
ENOUGH = 32


@dataclass(frozen=True)
class Case:
    """A server, how much it is asked at once, and what is wanted; times in milliseconds."""

    name: str
    packages: int
    at_once: int
    least: int = 40
    most: int = 40
    round_trip: int = 40
    enough: int = 0
    wanted: float | None = None

    @property
    def ideal(self) -> float:
        """Answers a second, if it is always asked as much as is allowed."""
        return 2000 * (self.enough or self.at_once) / (self.least + self.most)


CASES = (
    Case("40 ms, 64 at once", 8_000, 64, wanted=0.92),
    Case("40 ms, 512 at once", 20_000, 512, wanted=0.75),
    Case("20 to 200 ms, 64 at once", 4_000, 64, 20, 200),
    Case("20 to 200 ms, 512 at once", 20_000, 512, 20, 200),
    Case("slower beyond 32, 32 at once", 8_000, ENOUGH, 10, 10, 10, ENOUGH),
    Case("slower beyond 32, 512 at once", 8_000, 512, 10, 10, 10, ENOUGH),
)


@dataclass
class Turns:
    """What came of the turns of one reader: rates, CPU seconds a package, connections at once."""

    rates: list[float]
    cpu: list[float]
    connections: list[int]


@contextmanager
def server(case: Case, place: Place, connections: list[int]) -> Iterator[tuple[str, str]]:
    """Runs the server; gives the base URL and the file of its certificate."""
    program = Path(os.environ.get("CARGO_TARGET_DIR", "target"), "release/examples/far")
    with tempfile.TemporaryDirectory(prefix="iinkedsign-bench-") as folder:
        certificate, status = Path(folder, "certificate.pem"), Path(folder, "status.json")
        status.write_bytes(sample())
        numbers = (case.least, case.most, case.round_trip, case.enough)
        command = [str(program), str(certificate), str(status), *map(str, numbers)]
        process = subprocess.Popen(
            pinned(command, place.server), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        port = process.stdout.readline().strip() if process.stdout is not None else ""
        yield f"https://localhost:{port}/api/v1", str(certificate)
        told, _ = process.communicate()
        connections.append(int(told))


def measure(case: Case, place: Place, rounds: int) -> dict[str, Turns]:
    found = {name: Turns([], [], []) for name in (OURS, RIVAL)}
    for number in range(rounds):
        for name in (OURS, RIVAL)[:: 1 if number % 2 else -1]:
            turns = found[name]
            with server(case, place, turns.connections) as (base_url, certificate):
                reader = Reader(name, base_url, place.client, (str(case.at_once), certificate))
                reader.read(case.packages)
                reader.stop()
            turns.rates += [1 / seconds for seconds in reader.seconds]
            turns.cpu += reader.cpu
    return found


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--rounds", type=int, default=3, help="how often each has its turn (3)")
    options.add_argument("--check", action="store_true", help="end with code 1 if a target is missed")
    arguments = options.parse_args()
    place = places()[-1]
    targets = []
    rates = {}
    print(
        f"\n{'a server far away':32}{'a second':>10}{'of ideal':>10}{'CPU each':>12}{'connections':>13}   " + place.name
    )
    for case in CASES:
        found = measure(case, place, arguments.rounds)
        for name, turns in found.items():
            rate, cpu = median(turns.rates), median(turns.cpu) * 1e6
            print(
                f"{case.name if name == OURS else '  ' + name:32}{rate:10,.0f}{rate / case.ideal:10.1%}"
                f"{cpu:9.1f} µs{max(turns.connections):13}"
            )
        ours, theirs = found[OURS], found[RIVAL]
        rates[case] = median(ours.rates)
        if case.wanted is not None:
            part = median(ours.rates) / case.ideal
            targets.append(
                weight.Target(
                    f"{case.name}, of the ideal rate", f"{part:.1%}", f"≥ {case.wanted:.0%}", part >= case.wanted
                )
            )
            cpu = Ratio.of(ours.cpu, theirs.cpu).median
            targets.append(weight.Target(f"{case.name}, CPU / {RIVAL}", f"{cpu:.2f}", "≤ 0.3", cpu <= 0.3))
        opened = max(ours.connections)
        targets.append(
            weight.Target(f"{case.name}, connections", str(opened), f"≤ {case.at_once}", opened <= case.at_once)
        )
    best, many = (rate for case, rate in rates.items() if case.enough)
    targets.append(weight.Target("slower beyond 32: 512 at once / 32", f"{many / best:.2f}", "", True))
    print(weight.table(targets))
    return 1 if arguments.check and not all(target.met for target in targets) else 0


if __name__ == "__main__":
    sys.exit(main())
