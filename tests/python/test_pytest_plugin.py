"""The fixture ``iinkedsign_emulator``, in the test runs of other projects."""

from __future__ import annotations

import sys

import pytest
from program import succeeded

pytest_plugins = ["pytester"]

USES = """
import iinkedsign, pytest

def test_plain(iinkedsign_emulator):
    assert iinkedsign_emulator.base_url.startswith("http://127.0.0.1:")
    assert iinkedsign_emulator.ca_file is None
    assert len(iinkedsign_emulator.package_ids) == 25 + 4
    with iinkedsign.Client(**iinkedsign_emulator.options) as client:
        for package in iinkedsign_emulator.package_ids:
            client.delete_package(package, override_retention=True)
    assert iinkedsign_emulator.package_ids == []

def test_each_test_has_its_own(iinkedsign_emulator):
    assert len(iinkedsign_emulator.package_ids) == 25 + 4
    assert iinkedsign_emulator.requests == []

@pytest.mark.iinkedsign_emulator(tls=True, packages=3)
class TestMarked:
    def test_class(self, iinkedsign_emulator):
        assert iinkedsign_emulator.base_url.startswith("https://")
        assert len(iinkedsign_emulator.package_ids) == 3 + 4

    @pytest.mark.iinkedsign_emulator(packages=1)
    def test_nearer(self, iinkedsign_emulator):
        assert iinkedsign_emulator.base_url.startswith("https://")
        assert len(iinkedsign_emulator.package_ids) == 1 + 4
"""


def test_fixture(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(USES)
    run = pytester.runpytest_subprocess("--strict-markers", "-W", "error")
    run.assert_outcomes(passed=4)


def test_same_seed(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        from iinkedsign.testing import Emulator

        def test_seed(iinkedsign_emulator):
            with Emulator(packages=25, seed=1) as other:
                assert other.package_ids == iinkedsign_emulator.package_ids
        """
    )
    pytester.runpytest_subprocess().assert_outcomes(passed=1)


def test_marker_is_known(pytester: pytest.Pytester) -> None:
    run = pytester.runpytest_subprocess("--markers")
    run.stdout.fnmatch_lines(["@pytest.mark.iinkedsign_emulator(*"])
    run = pytester.runpytest_subprocess("--fixtures")
    run.stdout.fnmatch_lines(["iinkedsign_emulator*"])


def test_wrong_marker(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.iinkedsign_emulator("tls")
        def test_it(iinkedsign_emulator):
            pass
        """
    )
    run = pytester.runpytest_subprocess()
    run.assert_outcomes(errors=1)
    run.stdout.fnmatch_lines(["*keyword arguments only*"])


def test_it_is_light() -> None:
    """pytest loads it in every run of everybody who has the package."""
    program = """
import sys, pytest
before = set(sys.modules)
import iinkedsign._pytest_plugin
print(sorted(set(sys.modules) - before))
"""
    assert (
        succeeded([sys.executable, "-c", program])
        == "['iinkedsign', 'iinkedsign._pytest_plugin', 'iinkedsign.exceptions']\n"
    )
