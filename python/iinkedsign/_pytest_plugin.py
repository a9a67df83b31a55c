"""The pytest fixture ``iinkedsign_emulator``: see :mod:`iinkedsign.testing`.

pytest loads this module in every run on a machine that has the package, so the rest of it is loaded by the
fixture only.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .testing import Emulator

_DEFAULTS = {"packages": 25, "seed": 1}


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers",
        "iinkedsign_emulator(**options): options of iinkedsign.testing.Emulator for the fixture of that name, "
        "such as tls=True.",
    )


@pytest.fixture
def iinkedsign_emulator(request: pytest.FixtureRequest) -> Iterator[Emulator]:
    """A running emulator of the iinked Sign API: plain http, 25 generated packages, seed 1.

    The marker ``@pytest.mark.iinkedsign_emulator(tls=True, …)`` changes any option of
    ``iinkedsign.testing.Emulator``; a marker nearer to the test goes before one on its class or module.
    """
    from .testing import Emulator

    options: dict[str, object] = dict(_DEFAULTS)
    for marker in reversed(list(request.node.iter_markers("iinkedsign_emulator"))):
        if marker.args:
            raise pytest.UsageError("the marker iinkedsign_emulator takes keyword arguments only")
        options.update(marker.kwargs)
    with Emulator(**options) as emulator:  # type: ignore[arg-type]
        yield emulator
