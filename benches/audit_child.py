"""One measurement of an audit in a fresh process: its time, or its memory.

audit_child.py time BASE_URL PACKAGES REPEAT    seconds a package, a line for each repetition
audit_child.py stream BASE_URL PACKAGES         bytes above the start, in batches
audit_child.py whole BASE_URL PACKAGES          bytes above the start, and bytes of the tables
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path

import iinkedsign
from rivals import KEY
from server import PACKAGE_ID


def ids(count: int) -> Iterator[str]:
    return (f"{PACKAGE_ID[:24]}{number:012x}" for number in range(count))


def memory(name: str) -> int:
    """`VmRSS`, the memory now, or `VmHWM`, the most since the last reset."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) << 10
    raise RuntimeError(name)


def reset_peak() -> int:
    Path("/proc/self/clear_refs").write_text("5")
    return memory("VmRSS")


def main() -> None:
    what, base_url, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    client = iinkedsign.Client(base_url=base_url, api_key=KEY)
    client.audit(ids(1_000), progress=False)  # connections, and what is loaded at the first time
    if what == "time":
        for _ in range(int(sys.argv[4])):
            start = time.perf_counter()
            rows = sum(len(audit.packages) for audit in client.audit_batches(ids(count), progress=False))
            seconds = time.perf_counter() - start
            if rows != count:
                raise RuntimeError("rows are missing")
            print(seconds / count)
    elif what == "stream":
        before = reset_peak()
        for audit in client.audit_batches(ids(count), progress=False):
            if len(audit.errors):
                raise RuntimeError(audit.errors.to_dicts()[0])
        print(memory("VmHWM") - before)
    else:
        before = reset_peak()
        whole = client.audit(ids(count), progress=False)
        above = memory("VmHWM") - before
        print(above, sum(len_in_bytes(getattr(whole, name)) for name in TABLES))


TABLES = ("packages", "documents", "signers", "revisions", "videos", "errors")


def len_in_bytes(table: object) -> int:
    import pyarrow

    return int(pyarrow.table(table).nbytes)


if __name__ == "__main__":
    main()
