"""A user's project, checked by mypy and pyright against the package as it is installed."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
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
