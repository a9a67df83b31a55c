"""The command line on a terminal: questions, colours, and the emulator that runs until Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import iinkedsign
import pytest
from commandline import Terminal, environment, on_terminal, start
from iinkedsign.cli.terminal import columns
from iinkedsign.testing import Emulator
from program import completed
from vendor import DELETABLE, PACKAGE, VIDEO, VIDEO_PACKAGE

# --- a terminal --------------------------------------------------------------------------------------------


def test_delete_asks(emulator: Emulator) -> None:
    terminal = on_terminal(emulator, "delete", VIDEO_PACKAGE, "--notify").until("Type yes:")
    for shown in ("My Video Signing", VIDEO_PACKAGE, "executed", "1 document", "1 video", "told by email"):
        assert shown in terminal.shown
    assert [request["method"] for request in emulator.requests] == ["GET", "GET"]
    assert terminal.type("yes\n").end() == 0
    assert not emulator.package_state(VIDEO_PACKAGE)["exists"]


@pytest.mark.parametrize("answer", ["no\n", "\n", "y\n", "YES\n", "\x04", "yes please\n"])
def test_delete_is_not_confirmed(emulator: Emulator, answer: str) -> None:
    terminal = on_terminal(emulator, "delete", DELETABLE).until("Type yes:").type(answer)
    assert terminal.end() == 1
    assert "Nothing was deleted." in terminal.shown
    assert emulator.package_state(DELETABLE)["delete_requests"] == 0


# At a question nothing may wait in a read: Python would not see a signal that came just before it.
READING = """
import select, sys
from iinkedsign.cli import main

class Stdin:
    def __getattr__(self, name): return getattr(sys.__stdin__, name)
    def readline(self):
        assert select.select([0], [], [], 0)[0], "this read would wait"
        return sys.__stdin__.readline()

sys.stdin = Stdin()
sys.exit(main(sys.argv[1:]))
"""


def test_no_read_waits_for_an_answer(emulator: Emulator) -> None:
    words = [sys.executable, "-c", READING, "delete", DELETABLE]
    terminal = Terminal(words, env=environment(emulator)).until("Type yes:")
    time.sleep(0.3)
    assert terminal.type("no\n").end() == 1
    assert "Nothing was deleted." in terminal.shown and "would wait" not in terminal.shown


def test_download_shows_how_far_it_is(tmp_path: Path) -> None:
    with Emulator(packages=100, seed=2) as emulator, iinkedsign.Client(**emulator.options) as client:
        package, video = next(
            (package, video["meetingVideoId"] or "")
            for package in emulator.package_ids
            for video in client.list_videos(package)["videos"] or []
            if (video["state"], video["size"]) == ("archived", 73_400_320)
        )
        # Until it is interrupted, however fast the machine is.
        emulator.add_fault("video:stall=60000000,times=1")
        emulator.add_fault("video:silence")
        path = tmp_path / "film.mp4"
        terminal = on_terminal(emulator, "download-video", package, video, str(path)).until("left")
        assert "of 73.4 MB" in terminal.shown and "━" in terminal.shown and "%" in terminal.shown
        terminal.process.send_signal(signal.SIGINT)
        assert terminal.end() == 130
        assert list(tmp_path.iterdir()) == []
        emulator.clear_faults()
        terminal = on_terminal(emulator, "download-video", package, video, str(path)).until("Saved 73.4 MB")
        assert terminal.end() == 0
        assert path.stat().st_size == 73_400_320


def test_delete_video_asks(emulator: Emulator) -> None:
    terminal = on_terminal(emulator, "delete-video", VIDEO_PACKAGE, VIDEO).until("Type yes:")
    assert VIDEO in terminal.shown and "0:06" in terminal.shown
    assert terminal.type("yes\n").end() == 0
    assert emulator.package_state(VIDEO_PACKAGE)["videos"][0]["state"] == "deleted"


@pytest.mark.parametrize(
    ("answer", "code"),
    [("1", 0), (VIDEO_PACKAGE, 0), (VIDEO_PACKAGE.upper(), 0), ("yes", 1), ("2", 1), ("", 1), (PACKAGE, 1)],
)
def test_delete_all_videos_asks_for_more(emulator: Emulator, answer: str, code: int) -> None:
    terminal = on_terminal(emulator, "delete-all-videos", VIDEO_PACKAGE).until("Type their number")
    assert "every video (1)" in terminal.shown
    assert VIDEO in terminal.shown
    assert terminal.type(answer + "\n").end() == code
    assert (emulator.package_state(VIDEO_PACKAGE)["videos"][0]["state"] == "deleted") is (code == 0)


def test_colours(emulator: Emulator) -> None:
    coloured = on_terminal(emulator, "status", PACKAGE)
    assert coloured.end() == 0
    assert "\x1b[1m" in coloured.shown
    for given in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        plain = on_terminal(emulator, "list", **given)
        assert plain.end() == 0
        assert "\x1b" not in plain.shown
        assert "4 packages" in plain.shown


def test_lines_fit_the_terminal() -> None:
    with Emulator(packages=40, seed=2) as emulator:
        terminal = on_terminal(emulator, "list", NO_COLOR="1", COLUMNS="90")
        assert terminal.end() == 0
        lines = terminal.shown.splitlines()
        assert len(lines) > 40
        assert max(columns(line) for line in lines) <= 90


# --- the emulator ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_emulator(how: signal.Signals) -> None:
    faults = ("--fault", "status:status=503,retry_after=0,times=1", "--fault", "delete_package:drop_after")
    command = ("emulator", "--packages", "3", "--seed", "9", "--tls", *faults, "--json")
    with start(*command) as process:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        assert len(told.pop("package_ids")) == 3 + 4
        assert told["base_url"].startswith("https://127.0.0.1:")
        assert Path(told["ca_file"]).is_file()
        with iinkedsign.Client(**told) as client:
            assert client.package_status(PACKAGE)["packageId"] == PACKAGE
            with pytest.raises(iinkedsign.OutcomeUnknownError):
                client.delete_package(DELETABLE)
        process.send_signal(how)
        out, err = process.communicate(timeout=10)
    assert (process.returncode, out, err) == (0, "", "")
    assert not Path(told["ca_file"]).exists()


# Python ignores what the handler raises there.
AMID_A_CALLBACK = """
import signal, sys, weakref
from iinkedsign.cli import layout, main

class Thing: pass

def show(it, screen):
    thing = Thing()
    reference = weakref.ref(thing, lambda _: signal.raise_signal(signal.SIGTERM))
    del thing

layout.emulator = show
sys.exit(main(["emulator", "--packages", "1"]))
"""


def test_emulator_ends_by_a_signal_amid_a_callback() -> None:
    done = completed([sys.executable, "-c", AMID_A_CALLBACK])
    assert done.returncode == 0
    assert "Exception ignored" in done.stderr


def test_emulator_tells_how_to_use_it() -> None:
    with start("emulator", "--tls", "--packages", "2") as process:
        assert process.stdout is not None
        shown = ""
        while "curl" not in shown:
            line = process.stdout.readline()
            assert line, shown
            shown += line
        exports = dict(
            line.strip().removeprefix("export ").split("=", 1) for line in shown.splitlines() if "export " in line
        )
        command = next(line for line in shown.splitlines() if "iinkedsign" in line and " status " in line)
        run = subprocess.run(
            [sys.executable, *command.split()[1:]], env={**os.environ, **exports}, timeout=20, check=False
        )
        assert run.returncode == 0
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
