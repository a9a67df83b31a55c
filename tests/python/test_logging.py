"""logging.getLogger("iinkedsign"): silent by default, one line an attempt at DEBUG."""

from __future__ import annotations

import logging
import re
import signal

import iinkedsign
import pytest
from concurrency import in_threads
from conftest import Make
from hostile import Server, http, reset
from program import run
from served import served
from vendor import DELETABLE, PACKAGE

GOOD = http(200, {"packageId": PACKAGE})


def test_one_line_a_try(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "iinkedsign")
    gone = http(404, {"error": "package_not_found"})
    with served(http(503, "", "Retry-After: 0"), GOOD, gone, reset, gone) as (client, server):
        client.package_status(PACKAGE)
        with pytest.raises(iinkedsign.NotFoundError):
            client.delete_package(DELETABLE)
        with pytest.raises(iinkedsign.OutcomeUnknownError):
            client.delete_package(DELETABLE)
    lines = [record.getMessage() for record in caplog.records]
    assert len(lines) == len(server.requests) == 5
    assert {(record.name.split(".")[0], record.levelno) for record in caplog.records} == {("iinkedsign", logging.DEBUG)}
    expected = [
        ("GET", f"/packages/{PACKAGE}/status", "503", 1),
        ("GET", f"/packages/{PACKAGE}/status", "200", 2),
        ("POST", "/packages/delete", "404", 1),
        ("POST", "/packages/delete", None, 1),
        ("GET", f"/packages/{DELETABLE}/status", "404", 1),
    ]
    for line, (method, path, status, attempt) in zip(lines, expected, strict=True):
        assert "\n" not in line
        assert method in line and path in line
        assert status is None or re.search(rf"\b{status}\b", line)
        assert re.search(r"\d+(\.\d+)? ms\b", line)
        assert re.search(rf"attempt {attempt}\b", line)


@pytest.mark.parametrize("level", [logging.INFO, logging.WARNING])
def test_silent_above_debug(make: Make, caplog: pytest.LogCaptureFixture, level: int) -> None:
    caplog.set_level(level, "iinkedsign")
    with Server(reset, GOOD) as server:
        make(server).package_status(PACKAGE)
    assert caplog.records == []


def test_the_level_may_change_at_any_time(caplog: pytest.LogCaptureFixture) -> None:
    with served(GOOD) as (client, _):
        for level, lines in ((logging.DEBUG, 1), (logging.INFO, 0), (logging.DEBUG, 1)):
            caplog.set_level(level, "iinkedsign")
            caplog.clear()
            client.package_status(PACKAGE)
            assert len(caplog.records) == lines


def test_lines_of_other_threads(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "iinkedsign")
    with served(GOOD) as (client, _):
        in_threads(*[lambda: client.package_status(PACKAGE)] * 8)
    assert len(caplog.records) == 8


def test_silent_by_default() -> None:
    program = """
it = client(max_retries=0)
try:
    it.package_status(PACKAGE)
except iinkedsign.ServerError:
    pass
it.package_status(PACKAGE)
"""
    with Server(http(500, ""), GOOD) as server:
        assert run(program, server) == ""
    assert len(server.requests) == 2


def test_ctrl_c_within_a_line(make: Make) -> None:
    """A handler that takes its time is where most of them arrive."""

    class Slow(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            signal.raise_signal(signal.SIGINT)

    logger, handler = logging.getLogger("iinkedsign"), Slow()
    level = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    try:
        with Server(http(503, "", "Retry-After: 30")) as server, pytest.raises(KeyboardInterrupt):
            make(server).package_status(PACKAGE)
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
    assert len(server.requests) == 1
