"""A process with nothing but the clients, and its resources over time."""

from __future__ import annotations

import ctypes
import gc
import multiprocessing
import os
import socket
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from iinkedsign.testing import ClientOptions

from .work import Clients, Work, work_off, work_off_with

if TYPE_CHECKING:
    from types import TracebackType

    from typing_extensions import Self

# By how much the later half of the rounds may hold more than the earlier half.
LIMITS = {
    "resident": 6.0,  # MiB: what an allocator keeps for later comes and goes
    "allocated": 0.5,  # MiB: some connections are kept, how many is chance
    "threads": 0,
    "descriptors": 10,  # the same
}
FEWEST = 24  # rounds; fewer tell nothing


class Held(NamedTuple):
    """What a process holds."""

    resident: float  # memory as the system sees it, in MiB
    allocated: float  # memory that native code has allocated and not freed, in MiB
    threads: int
    descriptors: int

    def __str__(self) -> str:
        memory = f"{self.resident:.1f} MiB resident, {self.allocated:.2f} MiB allocated"
        return f"{memory}, {self.threads} threads, {self.descriptors} descriptors"


class Allocated(ctypes.Structure):
    """`struct mallinfo2` of the GNU C library."""

    _fields_ = [(f"field{number}", ctypes.c_size_t) for number in range(10)]
    field4: int  # bytes in mappings of their own
    field7: int  # all other bytes in use


def held() -> Held:
    """What this process holds, as Linux and its C library tell."""
    gc.collect()
    status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
    resident = int(status["VmRSS"].split()[0]) / 1024
    mallinfo2 = ctypes.CDLL(None).mallinfo2
    mallinfo2.restype = Allocated
    told = mallinfo2()
    allocated = (told.field4 + told.field7) / (1 << 20)
    return Held(resident, allocated, int(status["Threads"]), len(os.listdir("/proc/self/fd")))


def rise(samples: Iterable[float]) -> float:
    """By how much the later half lies above the earlier half, after a warm-up of a quarter.

    Medians, because single rounds differ by chance; what leaks a little in every round still moves them apart.
    """
    settled = list(samples)
    del settled[: len(settled) // 4]
    middle = len(settled) // 2
    return median(settled[middle:]) - median(settled[:middle])


def rising(samples: list[Held]) -> list[str]:
    """What of it does not stay flat."""
    rises = {name: rise(getattr(sample, name) for sample in samples) for name in LIMITS}
    return [
        f"{name} rose by {rises[name]:.2f}, more than {limit}" for name, limit in LIMITS.items() if rises[name] > limit
    ]


class Process:
    """Works plans off in one process of its own, whose clients live as long as it does.

    All rounds are to have the same port and limits.  Their emulators end between them, and with each all that the clients kept
    open; only a round with TLS, whose authority is its emulator's own, gets new clients.
    """

    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self._pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
        self.samples: list[Held] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc_value: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)

    def work_off(self, work: Work, options: ClientOptions) -> Work:
        work = self._pool.submit(_work_off, work, options).result()
        # Asked for by itself, so that the plan is no longer among it.
        self.samples.append(self._pool.submit(held).result())
        return work


_kept: dict[str, Clients] = {}


def _work_off(work: Work, options: ClientOptions) -> Work:
    if options["ca_file"] is not None:
        return work_off(work, options)
    path = work.videos_delete_path
    if path not in _kept:
        _kept[path] = Clients(options, work)
    return work_off_with(_kept[path], work)
