"""The engine that the tests are run on, and an account to audit."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest
from iinkedsign.testing import Emulator

Apply = Callable[[Any, Any, list[Any], int], list[dict[str, Any]]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", required=True, choices=["dask", "ray", "spark"])


@pytest.fixture(scope="session", autouse=True)
def clean_environment() -> Iterator[None]:
    """Options and proxies of whoever runs the tests must not reach the workers."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith("IINKEDSIGN_") or name.lower().endswith("_proxy"):
                patch.delenv(name)
        yield


@pytest.fixture(scope="session")
def engine_name(request: pytest.FixtureRequest) -> str:
    return str(request.config.getoption("--engine"))


@pytest.fixture(scope="session")
def apply(clean_environment: None, engine_name: str) -> Iterator[Apply]:
    """Applies a function to so many partitions of ids, on two workers, and gives the rows.

    Its second argument is what :func:`audit_partitions` gave, which knows the columns.
    """
    with import_module(f"on_{engine_name}").engine() as it:
        yield it


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator(packages=240, seed=11) as it:
        yield it
