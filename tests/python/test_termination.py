"""Ctrl-C and SIGTERM on the command line; nothing changes for programs with a client."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import polars
import pytest
from commandline import ended_by, on_terminal, start
from concurrency import BUSY, until
from hostile import Connection, Request, Server, silence
from iinkedsign.cli import main
from iinkedsign.testing import Emulator
from program import line
from program import start as start_program
from statuses import package_of, serve
from vendor import PACKAGE

END = signal.SIGTERM
# Both signals, and the exit codes.
BOTH = pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (END, 143)], ids=["SIGINT", "SIGTERM"])


def ids(folder: Path, count: int = 2_000) -> str:
    path = folder / "ids"
    path.write_text("\n".join(f"package-{number}" for number in range(count)))
    return str(path)


@BOTH
@pytest.mark.parametrize("suffix", ["csv", "jsonl", "parquet"])
def test_what_an_audit_knows_is_written(tmp_path: Path, suffix: str, number: int, code: int) -> None:
    out, page = tmp_path / f"it.{suffix}", tmp_path / "it.html"
    with Server(serve(delay=0.02)) as server:
        options = ("--out", str(out), "--html", str(page), "--concurrency", "8")
        run = ended_by(number, server, "audit", ids(tmp_path), *options, requests=40)
    assert run.code == code
    assert run.err.endswith("iinkedsign: interrupted: what was known by then is written\n")
    assert "Traceback" not in run.err
    read = {"csv": polars.read_csv, "jsonl": polars.read_ndjson, "parquet": polars.read_parquet}[suffix]
    found = read(out)
    assert 0 < len(found) < 2_000
    assert f"{len(found)} packages audited" in run.out
    assert page.exists()


@BOTH
def test_as_json(tmp_path: Path, number: int, code: int) -> None:
    with Server(serve(delay=0.02)) as server:
        run = ended_by(number, server, "audit", ids(tmp_path), "--json", "--concurrency", "8", requests=40)
    assert run.code == code
    assert 0 < run.json["packages"] < 2_000
    told = "interrupted: what was known by then is shown"
    assert run.error == {"kind": "cancelled", "message": told, "exit_code": code}


def test_account(tmp_path: Path) -> None:
    """While the account is listed and asked for at the same time."""
    out = tmp_path / "it.csv"
    with Emulator(packages=2_000) as emulator:
        command = ("audit", "--all", "--requests-per-second", "200", "--out", str(out))
        process = start(*command, at=emulator)
        until(lambda: len(emulator.requests) >= 60)
        process.send_signal(END)
        _, err = process.communicate(timeout=20)
    assert (process.returncode, err.splitlines()[-1]) == (
        143,
        "iinkedsign: interrupted: what was known by then is written",
    )
    assert 1 < len(out.read_text().splitlines()) < 2_000


def test_timeout_sends_it_twice(tmp_path: Path) -> None:
    """To the command, and to the whole group: that is one."""
    out = tmp_path / "it.csv"
    with Server(serve(delay=0.02)) as server:
        process = subprocess.Popen(
            ["timeout", "60", sys.executable, "-m", "iinkedsign", "--base-url", server.base_url]
            + ["audit", ids(tmp_path), "--out", str(out), "--concurrency", "2"],
            env={"IINKEDSIGN_API_KEY": "k"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        server.wait_for(40)
        process.send_signal(signal.SIGALRM)  # as when the time is over
        _, err = process.communicate(timeout=20)
    assert err.endswith("iinkedsign: interrupted: what was known by then is written\n")
    assert 1 < len(out.read_text().splitlines()) < 2_000
    assert process.returncode == 124  # timeout's own


@pytest.mark.parametrize("pause", [0.0, 0.001, 0.01, 0.15, 0.3])
def test_twice(tmp_path: Path, pause: float) -> None:
    """It ends soon, without a traceback, and every file is whole or not there."""
    out = tmp_path / "it.csv"
    with Server(serve(delay=0.02)) as server:
        # Of itself it would end after 20 s.
        process = start("audit", ids(tmp_path, 8_000), "--out", str(out), "--concurrency", "8", at=server)
        server.wait_for(40)
        process.send_signal(END)
        time.sleep(pause)
        process.send_signal(END)
        _, err = process.communicate(timeout=BUSY)
    # At its very end the command is over, and the interpreter ends by the signal.
    assert process.returncode in (143, -END)
    assert "Traceback" not in err
    assert not list(tmp_path.glob(".*.tmp"))
    if pause < 0.05:
        assert 1 < len(out.read_text().splitlines()) < 8_000


COMMANDS = [
    ("status", PACKAGE),
    ("status", PACKAGE, "another"),
    ("status", PACKAGE, "--json"),
    ("get", PACKAGE),
    ("videos", PACKAGE),
    ("list",),
    ("audit", "--all"),
    ("delete", PACKAGE, "--yes"),
    ("delete-video", PACKAGE, "v", "--yes"),
    ("delete-all-videos", PACKAGE, "--yes"),
]


@BOTH
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command(command: tuple[str, ...], number: int, code: int) -> None:
    with Server(silence) as server:
        run = ended_by(number, server, *command)
    assert (run.code, run.out) == (code, "")
    if "--json" in command:
        assert run.error["exit_code"] == code
    elif "--yes" in command:
        assert run.err.startswith("iinkedsign: interrupted: the deletion of ") and PACKAGE in run.err
        assert run.err.endswith(" may have been carried out; check before trying again\n")
    else:
        assert run.err == "iinkedsign: interrupted\n"


def test_what_status_has_read_is_shown() -> None:
    def second_is_silent(connection: Connection, request: Request) -> None:
        (silence if package_of(request) == "b" else serve())(connection, request)

    with Server(second_is_silent) as server:
        run = ended_by(END, server, "status", "a", "b", "--json", requests=2)
    assert run.code == 143
    assert [it["packageId"] for it in run.json] == ["a"]


@BOTH
def test_at_a_question(emulator: Emulator, number: int, code: int) -> None:
    terminal = on_terminal(emulator, "delete", PACKAGE).until("Type yes:")
    terminal.process.send_signal(number)
    assert terminal.end() == code
    assert emulator.package_state(PACKAGE)["delete_requests"] == 0


def test_programs_are_left_alone() -> None:
    """A program with a client ends by the signal, as it always did; so does one that has run a command."""
    program = """
from iinkedsign.cli import main
{first}
with client() as it:
    it.package_status(PACKAGE)
"""
    for first in ("", "main(['--base-url', URL, 'emulator', '--port', '-1'])"):
        with Server(silence) as server, start_program(program.format(first=first), server.base_url) as process:
            server.wait_for(1)
            process.send_signal(END)
            assert process.wait(10) == -END


def test_a_handler_of_the_program_stays() -> None:
    """Where a program runs a command by itself, with its own idea of the signal."""
    program = """
def handler(*_): print("handled", flush=True); os._exit(7)
signal.signal(signal.SIGTERM, handler)
os.environ["IINKEDSIGN_API_KEY"] = "k"
from iinkedsign.cli import main
main(["--base-url", URL, "status", PACKAGE])
"""
    with Server(silence) as server, start_program(program, server.base_url) as process:
        server.wait_for(1)
        process.send_signal(END)
        assert line(process) == "handled"
        assert process.wait(10) == 7


def test_the_handler_is_taken_back(emulator: Emulator) -> None:
    before = signal.getsignal(END)
    main(["--base-url", emulator.base_url, "status", PACKAGE])
    assert signal.getsignal(END) is before
