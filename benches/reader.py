"""A reader of many packages in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from place import pinned

HERE = Path(__file__).resolve().parent


@dataclass
class Reader:
    """One of ``bulk_rivals``, on a CPU; `options` are how many requests at once, and a file of certificates."""

    name: str
    base_url: str
    cpu_number: int
    options: tuple[str, ...] = ()
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        command = [sys.executable, str(HERE / "bulk_rivals.py"), self.name, self.base_url, *self.options]
        self._process = subprocess.Popen(
            pinned(command, self.cpu_number), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HERE.parent
        )

    def read(self, packages: int, *, counts: bool = True) -> None:
        """Reads so many packages, and keeps the time and CPU time of one."""
        if self._process.stdin is None or self._process.stdout is None:
            raise RuntimeError("no pipes")
        self._process.stdin.write(f"{packages}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline().split()
        if not answer:
            raise SystemExit(f"{self.name} failed")
        if counts:
            self.seconds.append(float(answer[0]) / packages)
            self.cpu.append(float(answer[1]) / packages)

    def stop(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait()
