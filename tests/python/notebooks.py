"""Notebooks, run in kernels that keep their files to one folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from conftest import clean
from nbclient import NotebookClient


def keep_to(folder: Path, patch: pytest.MonkeyPatch) -> None:
    """Has Jupyter and IPython write into this folder, and read nothing of the user's."""
    for name in ("IPYTHONDIR", "JUPYTER_RUNTIME_DIR", "JUPYTER_CONFIG_DIR"):
        patch.setenv(name, str(folder / name.lower()))


def run(path: Path, folder: Path, cell: str, *, behind: int = 0, **environment: str) -> Any:
    """The notebook after a run in that folder, with one more cell, behind which so many of its own are left."""
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.insert(len(notebook.cells) - behind, nbformat.v4.new_code_cell(cell))
    with pytest.MonkeyPatch.context() as patch:
        clean(patch)
        keep_to(folder, patch)
        for name, value in environment.items():
            patch.setenv(name, value)
        NotebookClient(notebook, timeout=600, kernel_name="python3", record_timing=False).execute(cwd=folder)
    return notebook
