"""A program frozen by PyInstaller has all of the package, and no optional dependency."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from program import succeeded

PROGRAM = """
import asyncio, sys
import iinkedsign
from iinkedsign import cli
from iinkedsign.testing import Emulator

async def read(options):
    async with iinkedsign.AsyncClient(**options) as client:
        return len([package async for package in client.list_packages()])

if len(sys.argv) > 1:
    sys.exit(cli.main())
with Emulator(packages=2) as emulator, iinkedsign.Client(**emulator.options) as client:
    print(asyncio.run(read(emulator.options)), "listed")
    try:
        client.package_status("no-such-package")
    except iinkedsign.NotFoundError as error:
        print(type(error).__name__)
    audit = client.audit()
    print(len(audit.packages), "audited")
    print("page", audit.to_html("page.html").stat().st_size > 10_000)
    print("notebook", "<style>" in audit._repr_html_(), "<table" in audit.packages._repr_html_())
    audit.write("it.csv")
    print(len(audit.diff("it.csv")), "changed")
    print(iinkedsign.PackageStatus.__name__, iinkedsign.AuditInterrupted.__name__)
print(*sorted({name.partition(".")[0] for name in sys.modules} & {"pandas", "polars", "pyarrow", "pytest"}))
"""


@pytest.fixture(scope="module")
def frozen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the program."""
    place = tmp_path_factory.mktemp("frozen")
    (place / "app.py").write_text(PROGRAM)
    subprocess.run(
        [sys.executable, "-m", "PyInstaller", "--log-level", "ERROR", "--noconfirm", "app.py"],
        cwd=place,
        check=True,
        capture_output=True,
        timeout=300,
    )
    return place / "dist" / "app"


def run(frozen: Path, *arguments: str) -> str:
    return succeeded([frozen / "app", *arguments], cwd=frozen.parent, env={})


def test_everything_works(frozen: Path) -> None:
    assert run(frozen).splitlines() == [
        "6 listed",
        "NotFoundError",
        "6 audited",
        "page True",
        "notebook True True",
        "0 changed",
        "PackageStatus AuditInterrupted",
        "",
    ]


def test_command_line(frozen: Path) -> None:
    assert run(frozen, "--version").startswith("iinkedsign ")
    assert "--out FILE" in run(frozen, "audit", "--help")


def test_nothing_that_is_not_needed(frozen: Path) -> None:
    there = {path.name.partition(".")[0] for path in (frozen / "_internal").iterdir()}
    assert not there & {"pandas", "polars", "pyarrow", "numpy", "duckdb", "pytest", "IPython", "gevent"}
