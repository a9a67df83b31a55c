"""The account that the examples audit: that of the key in the environment, or else an emulated one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import iinkedsign
from iinkedsign.testing import Emulator


@contextmanager
def account() -> Iterator[list[str]]:
    """The ids of its packages, with the key and the address in the environment, which local workers inherit."""
    if "IINKEDSIGN_API_KEY" in os.environ or "IINKEDSIGN_ACCESS_TOKEN" in os.environ:
        yield package_ids()
        return
    with Emulator(packages=300, seed=1) as emulator:
        os.environ["IINKEDSIGN_API_KEY"] = emulator.api_key
        os.environ["IINKEDSIGN_BASE_URL"] = emulator.base_url
        yield package_ids()


def package_ids() -> list[str]:
    with iinkedsign.Client() as client:
        return [package["packageId"] for package in client.list_packages(all_members=True)]


def show(states: Mapping[str, int]) -> None:
    for state, count in sorted(states.items()):
        print(f"packages {state:10} {count:6}")
