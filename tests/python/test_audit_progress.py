"""Progress: passed to a function, shown on a terminal or in a notebook, and silent elsewhere."""

from __future__ import annotations

import asyncio
import io
import itertools
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import iinkedsign
import pytest
from commandline import Terminal
from conftest import Make
from hostile import Server, http
from iinkedsign.audit import Progress, bar
from iinkedsign.audit.bar import TerminalBar, line, result
from iinkedsign.audit.notebook_bar import NotebookBar
from iinkedsign.testing import Emulator
from program import command, completed, run
from statuses import serve

HALF = Progress(5_000, 10_000, 12, 3, 10.0)


def test_a_function_is_told(make: Make) -> None:
    told: list[Progress] = []
    ids = [f"package-{number}" for number in range(60)] + ["a/b", "package-0"]
    with Server(serve(delay=0.02)) as server:
        make(server).audit(ids, concurrency=8, progress=told.append)
    assert all(isinstance(it, Progress) for it in told)
    assert told[-1][:4] == (62, 62, 1, 0)
    assert len(told) >= 3
    for before, after in itertools.pairwise(told):
        assert before.done <= after.done and before.seconds <= after.seconds


def test_a_slow_function_does_not_hold_the_audit_up() -> None:
    with Emulator(packages=3_000, seed=1) as emulator, iinkedsign.Client(**emulator.options) as client:

        async def beside_a_loop(ids: list[str], progress: Any) -> None:
            async with iinkedsign.AsyncClient(**emulator.options) as client:
                await client.audit(ids, progress=progress)

        def seconds(audit: Callable[..., object]) -> tuple[float, list[Progress]]:
            told: list[Progress] = []

            def slow(progress: Progress) -> None:
                told.append(progress)
                time.sleep(0.5)

            start = time.monotonic()
            audit(emulator.package_ids, progress=slow)
            return time.monotonic() - start, told

        start = time.monotonic()
        client.audit(emulator.package_ids, progress=False)
        alone = time.monotonic() - start
        for audit in (client.audit, lambda *ids, **more: asyncio.run(beside_a_loop(*ids, **more))):
            taken, told = seconds(audit)
            assert told[-1].done == told[-1].total == 3_004
            assert taken <= 2 * alone + 4, (taken, alone, len(told))


def test_refused_answers_are_told(make: Make) -> None:
    told: list[Progress] = []
    with Server(http(429, "", "Retry-After: 0")) as server:
        make(server, max_retries=1).audit(["a"], progress=told.append)
    assert (told[-1].errors, told[-1].refused) == (1, 2)


def test_the_total_of_an_account_is_what_the_server_says() -> None:
    told: list[Progress] = []
    with Emulator(packages=446, seed=1) as emulator, iinkedsign.Client(**emulator.options) as client:
        emulator.add_fault("delay=0.05", operation="list_packages")
        client.audit(progress=told.append)
    assert {it.total for it in told if it.done} == {450}


LINES = [
    # (progress, speed, columns, blocks, the line)
    (HALF, 500, 99, True, "▕████████████            ▏  50%  5,000 of 10,000  500/s  12 errors  10 s left  3 refused"),
    (HALF, 500, 99, False, "[############------------]  50%  5,000 of 10,000  500/s  12 errors  10 s left  3 refused"),
    (HALF, 500, 79, True, "▕█████████▌         ▏  50%  5,000 of 10,000  500/s  12 errors  10 s left"),
    (HALF, 500, 59, True, "▕███████       ▏  50%  5,000 of 10,000  10 s left"),
    (HALF, 500, 39, True, "▕████▌    ▏  50%  10 s left"),
    (HALF, 500, 19, True, "▕███   ▏  50%"),
    (HALF, 500, 13, True, "▕███   ▏  50%"),
    (HALF, 500, 12, True, " 50%"),
    (HALF, 500, 2, True, " 5"),
    (HALF, None, 79, True, "▕█████████▌         ▏  50%  5,000 of 10,000  12 errors  3 refused"),
    (Progress(0, None, 0, 0, 1.0), None, 79, True, "0 packages"),
    (Progress(7, None, 1, 0, 1.0), 7.0, 79, True, "7 packages  7/s  1 error"),
    (Progress(0, 0, 0, 0, 1.0), None, 79, True, "0 of 0"),
    (HALF, 500, None, False, "50%  5,000 of 10,000  500/s  12 errors  10 s left  3 refused"),
]


@pytest.mark.parametrize(("progress", "speed", "columns", "blocks", "text"), LINES)
def test_lines(progress: Progress, speed: float | None, columns: int | None, blocks: bool, text: str) -> None:
    assert line(progress, speed, columns, blocks=blocks) == text


@pytest.mark.parametrize("columns", range(1, 120))
def test_a_line_never_is_longer_than_the_terminal(columns: int) -> None:
    for progress in (HALF, Progress(10**9, 10**10, 10**8, 10**7, 10**6), Progress(3, None, 1, 1, 2.0)):
        assert len(line(progress, 123.0, columns, blocks=True)) <= columns


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0.0 s"), (9.94, "9.9 s"), (9.96, "10 s"), (99.4, "99 s"), (100, "2 min"), (5_000, "83 min")]
    + [(6_000, "1 h 40 min"), (360_000, "100 h 00 min")],
)
def test_durations(seconds: float, text: str) -> None:
    assert bar.duration(seconds) == text


def test_results() -> None:
    assert result(HALF, finished=True) == "5,000 packages in 10 s (500/s), 12 errors"
    assert result(HALF, finished=False) == "stopped after 5,000 of 10,000 packages, 10 s, 12 errors"
    assert result(Progress(1, 1, 0, 0, 0.0), finished=True) == "1 package in 0.0 s"
    assert result(Progress(1, None, 1, 0, 2.0), finished=False) == "stopped after 1 package, 2.0 s, 1 error"
    assert result(HALF, finished=True, noun="video") == "5,000 videos in 10 s (500/s), 12 errors"
    begun = Progress(4_000, 10_000, 10, 0, 0.0)
    assert result(HALF, finished=True, begun=begun) == "1,000 packages in 10 s (100/s), 2 errors"
    assert result(HALF, finished=False, begun=begun) == result(HALF, finished=False)
    assert result(HALF, finished=False, noun="video").startswith("stopped after 5,000 of 10,000 videos, 10 s")


PROGRAM = """
client = client()
{before}
audit = client.audit([f"package-{{number}}" for number in range(150)], concurrency=4, {options})
print(len(audit.packages))
"""


def on_a_terminal(server: Server, *, before: str = "", options: str = "", **environment: str) -> str:
    """What a program writes to a terminal, which is its stderr alone."""
    words = command(PROGRAM.format(before=before, options=options), server)
    env = {**os.environ, "TERM": "xterm", **environment}
    terminal = Terminal(words, ["stderr"], stdout=subprocess.PIPE, text=True, env=env)
    assert terminal.end() == 0
    assert terminal.process.communicate()[0] == "150\n"
    return terminal.shown


def test_a_terminal_shows_a_bar_and_the_result() -> None:
    with Server(serve(delay=0.04)) as server:
        shown = on_a_terminal(server, COLUMNS="60")
    drawn = [part for part in shown.replace("\r\n", "\n").split("\r") if part.strip()]
    assert len(drawn) >= 4
    for part in drawn[:-1]:
        assert len(part) <= 59
        assert re.fullmatch(r"▕[█▏▎▍▌▋▊▉ ]+▏ +\d+%  \d+ of 150(  \d+/s)?(  [\d.]+ s left)? *", part), part
    assert re.fullmatch(r"150 packages in \d\.\d s \(\d+/s\)\n", drawn[-1])


def test_where_there_is_no_unicode() -> None:
    with Server(serve(delay=0.04)) as server:
        shown = on_a_terminal(server, COLUMNS="60", PYTHONIOENCODING="ascii")
    assert "[#" in shown and shown.isascii()


def test_where_nothing_is_shown() -> None:
    with Server(serve(delay=0.04)) as server:
        assert on_a_terminal(server, TERM="dumb") == ""
        assert on_a_terminal(server, options="progress=False") == ""
        assert run(PROGRAM.format(before="", options=""), server) == "150\n"


def test_a_short_audit_shows_nothing() -> None:
    with Server(serve()) as server:
        assert on_a_terminal(server, before="client.audit(['a'] * 150)", options="progress=False") == ""


def test_a_line_now_and_then_where_it_is_asked_for() -> None:
    before = "from iinkedsign.audit.bar import LogBar; LogBar.soon = LogBar.every = 0.3"
    with Server(serve(delay=0.04)) as server:
        program = command(PROGRAM.format(before=before, options="progress=True"), server)
        done = completed(program, 20)
    assert done.returncode == 0
    *lines, last = done.stderr.splitlines()
    assert lines and all(re.match(r"\d+%  \d+ of 150", it) for it in lines)
    assert last.startswith("150 packages in ")


@pytest.mark.parametrize(
    "before",
    [
        "sys.stderr.close()",
        "sys.stderr = None",
        "import os; os.close(2)",
        "sys.stderr = type('Broken', (), {'isatty': lambda self: True, 'write': lambda self, text: 1 / 0, 'flush': lambda self: None})()",
    ],
)
def test_a_broken_stderr_breaks_nothing(before: str) -> None:
    with Server(serve(delay=0.02)) as server:
        on_a_terminal(server, before=before, options="progress=True")


def test_an_interrupted_bar_says_so(monkeypatch: pytest.MonkeyPatch, make: Make) -> None:
    class Screen(io.StringIO):
        encoding = "utf-8"

        def isatty(self) -> bool:
            return True

    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("TERM", "xterm")

    def ids() -> Any:
        for number in range(100):
            yield f"package-{number}"
            time.sleep(0.01)
        raise KeyboardInterrupt

    with Server(serve()) as server, pytest.raises(iinkedsign.AuditInterrupted):
        make(server).audit(ids())
    last = screen.getvalue().split("\r")[-1]
    assert re.fullmatch(r"stopped after \d+ packages, \d\.\d s\n", last), last


class Notebook:
    """What IPython's kernel would show."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, kernel: object = True) -> None:
        self.displays: list[list[Any]] = []
        shell = SimpleNamespace(kernel=kernel) if kernel else SimpleNamespace()
        monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))
        monkeypatch.setitem(sys.modules, "IPython.display", SimpleNamespace(display=self._display))

    def _display(self, shown: Any, *, display_id: bool) -> Any:
        assert display_id
        states = [shown]
        self.displays.append(states)
        return SimpleNamespace(update=states.append)


def test_a_notebook_shows_one_output_that_changes(monkeypatch: pytest.MonkeyPatch, make: Make) -> None:
    notebook = Notebook(monkeypatch)
    with Server(serve(delay=0.04)) as server:
        make(server).audit([f"package-{number}" for number in range(150)], concurrency=4)
    [states] = notebook.displays
    assert len(states) >= 3
    for state in states[:-1]:
        assert "width:" in state._repr_html_() and "of 150" in state._repr_html_()
        assert re.match(r"\d+%  \d+ of 150", repr(state))
    assert re.match(r"150 packages in \d", repr(states[-1]))
    assert repr(states[-1]) in states[-1]._repr_html_()


def test_ipython_on_a_terminal_is_no_notebook(monkeypatch: pytest.MonkeyPatch, make: Make) -> None:
    notebook = Notebook(monkeypatch, kernel=None)
    with Server(serve(delay=0.04)) as server:
        make(server).audit([f"package-{number}" for number in range(50)], concurrency=4)
    assert notebook.displays == []


def test_a_notebook_that_fails_breaks_nothing() -> None:
    shown = NotebookBar()
    shown._handle = SimpleNamespace(update=lambda _: 1 / 0)
    shown.show(HALF)
    shown.end(HALF, finished=True)


def test_a_bar_that_was_never_drawn_leaves_no_trace(capsys: pytest.CaptureFixture[str]) -> None:
    TerminalBar().end(HALF, finished=True)
    assert capsys.readouterr().err == ""
