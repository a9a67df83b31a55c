"""Files are synced before they replace others, and their folder afterwards."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import environment
from deletion import planned
from iinkedsign.testing import Emulator
from program import completed

# What a crash would keep: a call for each line, and the name of the file or folder that it is about.
SHIM = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
static const char *name(const char *path) {
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}
int fsync(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    path[length < 0 ? 0 : length] = 0;
    dprintf(2, "sync %s\n", name(path));
    struct stat status;
    const char *refusal = getenv("FOLDER_ERRNO");
    if (refusal && !fstat(fd, &status) && S_ISDIR(status.st_mode)) {
        errno = atoi(refusal);
        return -1;
    }
    return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(fd);
}
int rename(const char *from, const char *to) {
    dprintf(2, "rename %s %s\n", name(from), name(to));
    return ((int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename"))(from, to);
}
"""
PROGRAM = """
import sys
from iinkedsign import Client
from iinkedsign.testing import Emulator
with Emulator(packages=2) as emulator, Client(**emulator.options) as client:
    audit = client.audit()
path = sys.argv[1]
if path.endswith(".html"):
    audit.to_html(path)
elif "one" in path:
    audit.signers.write(path)
else:
    audit.write(path)
"""
OTHERS = ("documents", "signers", "revisions", "videos")


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    library = tmp_path_factory.mktemp("shim") / "shim.so"
    subprocess.run(
        ["gcc", "-shared", "-fPIC", "-x", "c", "-", "-o", library, "-ldl"], input=SHIM, text=True, check=True
    )
    return library


def write(shim: Path, path: Path, **environment: str) -> tuple[int, list[str]]:
    """Writes that file: the exit code, and the lines on stderr."""
    env = {**os.environ, "LD_PRELOAD": str(shim), **environment}
    done = completed([sys.executable, "-c", PROGRAM, str(path)], env=env)
    return done.returncode, done.stderr.splitlines()


@pytest.mark.parametrize("name", ["it.parquet", "it.csv", "it.jsonl", "it.arrow", "one.csv", "page.html"])
def test_file_then_name_then_folder(shim: Path, tmp_path: Path, name: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / name).write_text("old")
    code, lines = write(shim, folder / name)
    assert code == 0, lines
    calls = [tuple(line.split()) for line in lines]
    stem, suffix = name.split(".")
    several = stem == "it"
    names = [name, *(f"{stem}.{table}.{suffix}" for table in OTHERS if several)]
    drafts = [call[1] for call in calls if call[0] == "sync" and call[1] != "folder"]
    # Every draft first, so that none of the old files is gone while a new one can still fail.
    assert calls == [
        *(("sync", draft) for draft in drafts),
        *(
            call
            for draft, name in zip(drafts, names, strict=True)
            for call in (("rename", draft, name), ("sync", "folder"))
        ),
    ]
    assert all(draft.startswith(".iinkedsign-") for draft in drafts)
    assert sorted(path.name for path in folder.iterdir()) == sorted(names)


def test_what_a_deletion_relies_on(shim: Path, tmp_path: Path) -> None:
    """The names of archive and journal, also where an earlier run made them and died before they were on the disk."""
    path = tmp_path / "folder" / "q3.plan"
    path.parent.mkdir()
    with Emulator(packages=120, seed=3) as emulator:
        plan = planned(emulator, path, 2, archive="data")
        [first, _] = plan.items.column("package_id")
        # Nothing can be read: it ends with a journal, and with nothing deleted.
        emulator.add_fault("status=400", operation="get_package")
        options = ("--confirm", plan.code, "--concurrency", "1", "--archive-dir", str(tmp_path / "new" / "kept"))
        synced = []
        for command in ("apply", "resume"):
            words = [sys.executable, "-m", "iinkedsign", command, str(path), *options]
            done = completed(words, env={**environment(emulator), "LD_PRELOAD": str(shim)})
            synced.append([line.split()[1] for line in done.stderr.splitlines() if line.startswith("sync ")])
            emulator.clear_faults()
    assert done.returncode == 0, done.stderr
    for names in synced:
        before = names[: names.index("q3.plan.journal")]
        assert "folder" in before, names
    assert synced[0][:2] == [tmp_path.name, "new"]
    package = synced[1].index("package.json.part")
    assert "kept" in synced[1][:package], synced[1]
    assert synced[1][package:].index(f"p-{first}") < synced[1][package:].index("q3.plan.journal")


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.EINVAL, ""),
        (errno.EACCES, ""),
        (errno.EOPNOTSUPP, ""),
        (errno.EIO, "OSError: [Errno 5] Input/output error: '{path}'"),
    ],
)
def test_a_folder_that_cannot_be_synced(shim: Path, tmp_path: Path, number: int, error: str) -> None:
    """On some network file systems it cannot, which is no failure."""
    path = tmp_path / "one.csv"
    code, lines = write(shim, path, FOLDER_ERRNO=str(number))
    assert (lines[-1] if error else "", code) == (error.format(path=path), 1 if error else 0)
    assert path.exists()
