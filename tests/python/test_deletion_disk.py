"""A disk that fills up during a deletion: nothing is sent without its intent on the disk."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import iinkedsign
import pytest
from commandline import environment
from deletion import UNKNOWN, check, intents, planned
from iinkedsign.testing import Emulator
from program import completed

# A command on a file system of so many KiB, which keeps its files in a folder of the other one.
SMALL_DISK = """
mount -t tmpfs -o size="$1"k none "$2" && cp -a "$3"/. "$2"/ || exit 99
disk=$2 kept=$3; shift 3
"$@"; code=$?
cp -a "$disk"/. "$kept"/ && exit $code
"""

# The command line, where no file may grow beyond so many KiB.
SMALL_FILES = """
import resource, signal, sys
from iinkedsign.cli import main
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]) * 1024,) * 2)
sys.exit(main(sys.argv[2:]))
"""


def may_mount() -> bool:
    """Whether this user may mount something, if only in a namespace of its own."""
    if shutil.which("unshare") is None:
        return False
    probe = ["unshare", "-rm", "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def cramped(kib: int, tmp_path: Path, plan: Path, *arguments: str) -> list[str]:
    """The command, with no room for more than so many KiB beside the plan."""
    if not may_mount():
        return [sys.executable, "-c", SMALL_FILES, str(kib), arguments[0], str(plan), *arguments[1:]]
    disk = tmp_path / "disk"
    disk.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "iinkedsign", arguments[0], str(disk / plan.name), *arguments[1:]]
    size = kib + -(-plan.stat().st_size // 4096) * 4
    return ["unshare", "-rm", "sh", "-c", SMALL_DISK, "sh", str(size), str(disk), str(plan.parent), *command]


@pytest.mark.parametrize("archive", [None, "data"])
def test_a_small_disk(tmp_path: Path, archive: Any) -> None:
    """A new disk each time, with room for one page more."""
    kept = tmp_path / "kept"
    kept.mkdir()
    path, full = kept / "q3.plan", 0
    with Emulator(packages=120, seed=3) as emulator:
        plan = planned(emulator, path, 40, archive=archive)
        kib, code = 0, 5
        while code in (2, 5):
            kib += 4 if archive is None else 32
            assert kib < 2_000, "it never came to its end"
            command = "resume" if Path(f"{path}.journal").exists() else "apply"
            options = ("--confirm", plan.code, "--canary", "0", "--max-unknown", "100", "--max-refused", "100")
            words = cramped(kib, tmp_path, path, command, *options, "--concurrency", "1", "--json")
            process = completed(words, env=environment(emulator))
            code = process.returncode
            check(emulator, plan, path)
            if code in (2, 5):
                assert "No space left" in process.stderr or "File too large" in process.stderr, process.stderr
                full += 1
        assert full >= 2
        assert code in (0, 6, 8), process.stderr
        states = json.loads(process.stdout)["by_state"]
        assert sum(states.values()) == 40
        assert states["accepted"] >= 1
        # What was saved in vain stays.
        assert set(states) <= {"accepted", "archive_failed", *UNKNOWN}, states
        check(emulator, plan, path)


def test_no_room_at_each_write(tmp_path: Path) -> None:
    """RLIMIT_FSIZE at the beginning and in the middle of each line of the journal."""
    path, journal = tmp_path / "q3.plan", tmp_path / "q3.plan.journal"
    options: Any = {"canary": 0, "concurrency": 1, "max_unknown": 100}
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    with Emulator(packages=60, seed=3) as emulator, iinkedsign.Client(**emulator.options) as client:
        plan = planned(emulator, path, 20)
        client.apply_deletion(path, confirm=plan.code, **options)
        lines = journal.read_bytes().splitlines(keepends=True)
        starts = [sum(map(len, lines[:place])) for place in range(len(lines))]
        assert len(starts) == 2 + 2 * 20 + 1
        for most in [start + more for start in starts for more in (0, 30)]:
            journal.unlink()
            emulator.reset()
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
            try:
                with pytest.raises(iinkedsign.JournalError, match="File too large"):
                    client.apply_deletion(path, confirm=plan.code, **options)
            finally:
                resource.setrlimit(resource.RLIMIT_FSIZE, before)
            sent = [it for it in emulator.requests if it["operation"] == "delete_package"]
            assert len(sent) <= len(intents(path)), most
            check(emulator, plan, path)
            apply = client.resume_deletion if journal.exists() else client.apply_deletion
            states = apply(path, confirm=plan.code, **options).summary["by_state"]
            assert sum(states.values()) == 20, most
            assert set(states) <= {"accepted", *UNKNOWN}, (most, states)
            assert sum(states.get(name, 0) for name in UNKNOWN) <= 1, (most, states)
            check(emulator, plan, path)
