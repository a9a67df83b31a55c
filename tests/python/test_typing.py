"""Annotations at run time, and a user's project, checked by mypy and pyright against the package as it is installed."""

from __future__ import annotations

import inspect
import re
import sys
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import iinkedsign.audit
import iinkedsign.cleanup
import pytest
from iinkedsign import exceptions, testing
from program import completed

SOURCE = Path(__file__).resolve().parents[1] / "typing" / "program.py"

CHECKERS = {
    "mypy": [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--config-file=", "program.py"],
    "mypy, Windows": [
        *(sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--config-file=", "--platform", "win32"),
        *("--python-version", "3.14", "program.py"),
    ],
    "pyright": [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, "program.py"],
}


def annotated() -> Iterator[Any]:
    """What is exported and has annotations, and the public methods of it."""
    for module in (iinkedsign, iinkedsign.audit, iinkedsign.cleanup, exceptions, testing):
        for it in (getattr(module, name) for name in module.__all__):
            if isinstance(it, type):
                yield it
                yield from (getattr(it, name) for name in dir(it) if not name.startswith("_"))
            elif callable(it):
                yield it


def test_annotations_can_be_read_at_run_time() -> None:
    read = 0
    for it in annotated():
        if isinstance(it, type) or inspect.isfunction(it) or inspect.ismethod(it):
            typing.get_type_hints(it)
            read += 1
    assert read > 100
    assert typing.get_type_hints(iinkedsign.AsyncClient.audit)["return"] is iinkedsign.Audit


@pytest.mark.parametrize("checker", CHECKERS)
def test_users_project(checker: str, tmp_path: Path) -> None:
    text = SOURCE.read_text(encoding="utf-8")
    (tmp_path / "program.py").write_text(text, encoding="utf-8")
    # Nothing of this repository's settings is to be found from there.
    (tmp_path / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict", "reportUnusedExpression": false}')
    done = completed(CHECKERS[checker], 120, cwd=tmp_path)
    found = {int(line) for line in re.findall(r"program\.py:(\d+)(?::\d+)?(?: -|:) error", done.stdout)}
    expected = {number for number, line in enumerate(text.splitlines(), 1) if line.endswith("# error")}
    assert found == expected, done.stdout + done.stderr
    assert done.returncode == 1
