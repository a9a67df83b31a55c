"""Fixtures: an environment without options, an emulator, a client of it."""

from __future__ import annotations

import asyncio
import inspect
import os
import signal
from collections.abc import Callable, Iterator

import iinkedsign
import pytest
from commandline import Cli, Run
from iinkedsign.cli import main
from iinkedsign.testing import Emulator
from videos import get, url_of

KEY = "canary-key-5f1c0e9b7a"
# The fixture `make`.
Make = Callable[..., iinkedsign.Client]

# Shells have their background jobs ignore it.
signal.signal(signal.SIGINT, signal.default_int_handler)


# They measure times and processors, for which the machine should have nothing else to do at their priority: `make test`
# runs them one after the other, and all others beside each other.
QUIET = {
    "test_audit_interrupt",
    "test_audit_pace",
    "test_closing",
    "test_distributed",
    "test_hostile_bodies",
    "test_import",
    "test_interrupt",
    "test_kernel",
    "test_network",
    "test_proxies",
    "test_resources",
    "test_retries",
    "test_signal_handlers",
    "test_thread_pool",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests that want a quiet machine."""
    for item in items:
        if item.path.stem in QUIET:
            item.add_marker(pytest.mark.quiet)


def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Runs each test that is a coroutine in an event loop of its own."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    arguments = {name: pyfuncitem.funcargs[name] for name in inspect.signature(pyfuncitem.obj).parameters}
    asyncio.run(pyfuncitem.obj(**arguments))
    return True


def clean(patch: pytest.MonkeyPatch) -> None:
    """Options and proxies of whoever runs the tests must not reach them."""
    for name in list(os.environ):
        if (
            name.startswith("IINKEDSIGN_")
            or name.lower().endswith("_proxy")
            or name in {"NO_COLOR", "SSL_CERT_DIR", "SSL_CERT_FILE"}
        ):
            patch.delenv(name)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    clean(monkeypatch)


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    """An emulator with the vendor's samples and nothing else."""
    with Emulator(seed=1) as it:
        yield it


@pytest.fixture
def film(emulator: Emulator) -> bytes:
    """The bytes of the video."""
    body = get(url_of(emulator))[2]
    emulator.clear_requests()
    return body


@pytest.fixture
def client(emulator: Emulator) -> Iterator[iinkedsign.Client]:
    """A client of the emulator."""
    with iinkedsign.Client(**emulator.options) as it:
        yield it


@pytest.fixture
def make() -> Iterator[Make]:
    """Makes clients with the test key, for a server with a ``base_url`` or an address; closes them in the end."""
    made: list[iinkedsign.Client] = []

    def client(server: object, **options: object) -> iinkedsign.Client:
        options.setdefault("api_key", KEY)
        options.setdefault("base_url", getattr(server, "base_url", server))
        made.append(iinkedsign.Client(**options))  # type: ignore[arg-type]
        return made[-1]

    yield client
    for it in made:
        it.close()


@pytest.fixture
def cli(emulator: Emulator, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    """Runs commands against the emulator, without a terminal."""
    monkeypatch.setenv("IINKEDSIGN_BASE_URL", emulator.base_url)
    monkeypatch.setenv("IINKEDSIGN_API_KEY", emulator.api_key)

    def run(*arguments: str) -> Run:
        try:
            code = main(arguments)
        except SystemExit as stop:  # argparse
            code = int(stop.code or 0)
        captured = capsys.readouterr()
        return Run(code, captured.out, captured.err)

    return run


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> Callable[[], str]:
    """Everything that any logger says, at the lowest level there is."""
    monkeypatch.setenv("RUST_LOG", "trace")
    caplog.set_level(1)
    caplog.set_level(1, "iinkedsign")

    def text() -> str:
        lines = [f"{it.name} {it.getMessage()} {it.args} {it.exc_text} {vars(it)}" for it in caplog.records]
        caplog.clear()
        return "\n".join(lines)

    return text
