"""Deletion at scale: how near it comes to an allowed rate, what its engine costs, its memory, and saving a video.

The emulator answers, and nginx is the host of the videos.  Files are written to memory where there is such a file
system: how long a disk takes to sync is not what is measured.

    python benches/cleanup.py [--items 100000] [--rounds 3] [--check]
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import iinkedsign
from iinkedsign.testing import Emulator
from rivals import KEY
from server import PACKAGE_ID, VIDEO_ID, nginx_of_files
from weight import Target, table

HERE = Path(__file__).resolve().parent
MIB = 1 << 20
# The plain ones: which need no list of videos and have none.
STATES = ("draft", "executed", "expired", "open", "rescinded")
ALLOWED = 400
VIDEO = 256 * MIB


def child(what: str, base_url: str, path: Path, *more: str) -> list[float]:
    program = [sys.executable, str(HERE / "cleanup_child.py"), what, base_url, str(path), *more]
    run = subprocess.run(program, check=True, capture_output=True, text=True)
    return [float(word) for word in run.stdout.split()]


def plan(emulator: Emulator, path: Path, items: int) -> None:
    """A plan of so many packages that have no videos."""
    plain = [package["packageId"] for package in listed(emulator) if package["type"] in ("concurrent", "Sequential")]
    with iinkedsign.Client(**emulator.options) as client:
        made = client.plan_deletion(
            plain[:items],
            what="packages",
            notify=False,
            override_retention=True,
            archive=None,
            max_deletes=items,
            states=STATES,
        )
    made.write(path)
    emulator.clear_requests()


def listed(emulator: Emulator) -> list[iinkedsign.PackageSummary]:
    with iinkedsign.Client(**emulator.options) as client:
        return list(client.list_packages(all_members=True))


def rate(folder: Path) -> Target:
    """Of a server that answers 429 above a rate, for some ten seconds."""
    path = folder / "rate.plan"
    with Emulator(packages=4_000, api_key=KEY) as unlimited:
        plan(unlimited, path, 5 * ALLOWED)
        port = urlsplit(unlimited.base_url).port or 0
    with Emulator(packages=4_000, api_key=KEY, port=port, requests_per_second=ALLOWED) as emulator:
        [seconds] = child("rate", emulator.base_url, path)
        answered = sum(request["status"] == 200 for request in emulator.requests)
    share = answered / seconds / ALLOWED
    return Target(f"apply, of {ALLOWED} requests a second allowed", f"{share:.0%}", "≥ 90%", share >= 0.9)


def engine(folder: Path, rounds: int) -> list[Target]:
    """An apply, less the same requests one by one as single calls."""
    items, wall, cpu = 1_000, [], []
    with Emulator(packages=2_000, api_key=KEY) as emulator:
        plan(emulator, folder / "engine.plan", items)
        for number in range(rounds):
            path = folder / f"engine-{number}.plan"
            shutil.copy(folder / "engine.plan", path)
            took = {}
            for what in ("calls", "apply"):
                emulator.reset()
                took[what] = child(what, emulator.base_url, path)
            wall.append((took["apply"][0] - took["calls"][0]) / items)
            cpu.append((took["apply"][1] - took["calls"][1]) / items)
    return [
        Target("engine, an item beside its requests", ms(median(wall)), "≤ 0.5 ms", median(wall) <= 0.0005),
        Target("the same, CPU", ms(median(cpu)), "≤ 0.5 ms", median(cpu) <= 0.0005),
    ]


def large(folder: Path, items: int) -> list[Target]:
    """A plan of an account of so many packages: memory above the start, and the replay of its journal."""
    path, found = folder / "large.plan", []
    with Emulator(packages=items, api_key=KEY) as emulator:
        above = {"made and written": child("plan", emulator.base_url, path, ",".join(STATES))}
        count = len(iinkedsign.DeletionPlan.read(path))
        above["read and shown"] = child("read", emulator.base_url, path)
        above["applied"] = child("work", emulator.base_url, path)
        [replay] = child("replay", emulator.base_url, path)
        journal = Path(f"{path}.journal")
        lines = journal.read_bytes().splitlines(keepends=True)
        journal.write_bytes(b"".join(lines[: len(lines) // 2]))
        above["resumed in the middle"] = child("work", emulator.base_url, path)
    for what, [memory] in above.items():
        name = f"plan of {count:,} {what}, above the start"
        found.append(Target(name, f"{memory / MIB:.1f} MiB", "≤ 64 MiB", memory <= 64 * MIB))
    found.append(Target(f"journal of {count:,} items replayed", f"{replay:.2f} s", "≤ 1 s", replay <= 1))
    return found


def video(folder: Path, rounds: int) -> list[Target]:
    """A video from nginx to a file, in turns with curl, which does not sync it."""
    files, speed, memory = folder / "files", [], 0.0
    files.mkdir()
    (files / "film.mp4").write_bytes(b"\x17" * VIDEO)
    with nginx_of_files(files) as host, api(f"{host}/film.mp4") as base_url:
        for number in range(2 * rounds):
            ours, theirs = folder / f"ours-{number}", folder / f"theirs-{number}"
            start = time.perf_counter()
            subprocess.run(["curl", "--silent", "--output", str(theirs), f"{host}/film.mp4"], check=True)
            curl = time.perf_counter() - start
            seconds, above = child("video", base_url, ours)
            speed.append(curl / seconds)
            memory = max(memory, above)
            ours.unlink()
            theirs.unlink()
    return [
        Target("a video of 256 MiB / curl", f"× {median(speed):.2f}", "≥ 0.9", median(speed) >= 0.9),
        Target("the same, above the start", f"{memory / MIB:.1f} MiB", "≤ 16 MiB", memory <= 16 * MIB),
    ]


@contextmanager
def api(url: str) -> Iterator[str]:
    """An API that lists one video."""
    listing = {"meetingVideoId": VIDEO_ID, "state": "archived", "size": VIDEO, "url": url}
    body = json.dumps({"packageId": PACKAGE_ID, "videos": [listing]}).encode()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/api/v1"
    finally:
        server.shutdown()


def ms(seconds: float) -> str:
    return f"{seconds * 1e3:.2f} ms"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=100_000, help="packages of the large account")
    parser.add_argument("--rounds", type=int, default=3, help="how often times are measured")
    parser.add_argument("--check", action="store_true", help="exit with 1 if a target is missed")
    arguments = parser.parse_args()
    memory = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(prefix="iinkedsign-bench-", dir=memory) as name:
        folder = Path(name)
        folder.chmod(0o755)
        targets = [
            rate(folder),
            *engine(folder, arguments.rounds),
            *video(folder, arguments.rounds),
            *large(folder, arguments.items),
        ]
    print(table(targets))
    return 1 if arguments.check and not all(target.met for target in targets) else 0


if __name__ == "__main__":
    sys.exit(main())
