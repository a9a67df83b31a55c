"""Audits of many packages, beside what people write by hand; then how time and memory grow.

The rivals take turns, each in a process of its own; nginx answers.  They and the server are pinned: first to one CPU,
then to a CPU each.  Rivals that take long read fewer packages: what is compared is the time of a package.

    python benches/audit.py [--packages 50000] [--rounds 5] [--growth 1000000] [--only NAME …] [--check]
"""

from __future__ import annotations

import argparse
import os
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path
from statistics import median

from bulk_rivals import RIVALS
from place import Place, Ratio, places
from reader import Reader
from server import nginx
from weight import Target, table

HERE = Path(__file__).resolve().parent
OURS = "iinkedsign"
# How many times as fast as each an audit has to be, where all is on one CPU.
TARGETS = {"pycurl multi + orjson": 1.7, "aiohttp + orjson": 6.5, "requests, 32 threads": 60.0, "bare reqwest": 0.95}
MIB = 1 << 20


def side_by_side(place: Place, base_url: str, names: list[str], packages: int, rounds: int) -> dict[str, Reader]:
    readers = {name: Reader(name, base_url, place.client) for name in names}
    for number in range(rounds + 1):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            # The first warms up.
            readers[name].read(max(1, int(packages * RIVALS[name][1])), counts=number > 0)
    for reader in readers.values():
        reader.stop()
    return readers


def show(place: Place, readers: dict[str, Reader]) -> list[Target]:
    """The table, and what is wanted of it."""
    print(f"\n{place.name:34}{'a second':>10}{'each':>12}{'CPU each':>12}   iinkedsign is faster by (quartiles)")
    targets = []
    ours = readers.get(OURS)
    for name, reader in sorted(readers.items(), key=lambda item: median(item[1].seconds)):
        each, cpu = median(reader.seconds) * 1e6, f"{median(reader.cpu) * 1e6:.1f} µs"
        if name == "bare reqwest":
            cpu = "–"  # It is another process's.
        line = f"{name:34}{1e6 / each:10,.0f}{each:9.1f} µs{cpu:>12}"
        if ours is not None and reader is not ours:
            ratio = Ratio.of(reader.seconds, ours.seconds)
            line += f"   × {ratio}"
            least = TARGETS[name]
            targets.append(Target(f"audit / {name}", f"× {ratio.median:.2f}", f"≥ {least}", ratio.median >= least))
        print(line)
    return targets


def growth(base_url: str, most: int) -> list[tuple[int, float]]:
    """Microseconds a package, for ten times more packages each time, by a client that has been used."""
    sizes = [size for size in (1_000, 10_000, 100_000, 1_000_000) if size <= most]
    found: dict[int, list[float]] = {size: [] for size in sizes}
    for _ in range(3):
        for size in sizes:
            # Small ones often, so that each size takes about the same time in all.
            repeat = max(1, 100_000 // size)
            output = child("time", base_url, size, repeat)
            found[size] += [float(line) for line in output.split()]
    return [(size, median(values) * 1e6) for size, values in found.items()]


def child(what: str, base_url: str, *arguments: int) -> str:
    command = [sys.executable, str(HERE / "audit_child.py"), what, base_url, *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def main() -> int:
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--packages", type=int, default=50_000, help="how many the fast ones read (50,000)")
    options.add_argument("--rounds", type=int, default=5, help="how often each has its turn (5)")
    options.add_argument("--growth", type=int, default=1_000_000, help="up to how many packages (1,000,000)")
    options.add_argument("--only", nargs="+", choices=RIVALS, metavar="NAME", help="only these")
    options.add_argument("--check", action="store_true", help="end with code 1 if a target is missed")
    arguments = options.parse_args()
    print(f"{date.today()}, {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, loopback")
    targets: list[Target] = []
    names = arguments.only or list(RIVALS)
    for place in places():
        with nginx(place.server) as base_url:
            readers = side_by_side(place, base_url, names, arguments.packages, arguments.rounds)
            found = show(place, readers)
            if place.client == place.server:
                targets += found
    with nginx(place.server) as base_url:
        if arguments.growth >= 1_000:
            print(f"\n{'packages of an audit':>24}{'each':>12}")
            sizes = growth(base_url, arguments.growth)
            for size, each in sizes:
                print(f"{size:24,}{each:9.1f} µs")
            spread = max(each for _, each in sizes) / min(each for _, each in sizes) - 1
            targets.append(Target("growth, time of a package", f"{spread:.1%}", "≤ 12%", spread <= 0.12))
            streamed = float(child("stream", base_url, arguments.growth))
            name = f"streaming {arguments.growth:,}, above the start"
            targets.append(Target(name, f"{streamed / MIB:.1f} MiB", "≤ 64 MiB", streamed <= 64 * MIB))
            above, tables = map(float, child("whole", base_url, min(100_000, arguments.growth)).split())
            most = 1.2 * tables + 32 * MIB
            name = f"audit of {min(100_000, arguments.growth):,}, above the start"
            targets.append(Target(name, f"{above / MIB:.1f} MiB", f"≤ {most / MIB:.1f} MiB", above <= most))

    print(table(targets))
    return 1 if arguments.check and not all(target.met for target in targets) else 0


if __name__ == "__main__":
    sys.exit(main())
