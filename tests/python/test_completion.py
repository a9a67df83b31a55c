"""Completion in bash, zsh and fish, by the shells themselves."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest
from commandline import Cli
from iinkedsign.cli.arguments import parser
from iinkedsign.cli.completion import candidates

PATH = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])

CASES: list[tuple[list[str], list[str]]] = [
    (["au"], ["audit"]),
    (["delete"], ["delete", "delete-video", "delete-all-videos"]),
    (["no-such"], []),
    (["no-such", ""], []),
    (["--json", "vid"], ["videos"]),
    (["--datacenter", "us", "vid"], ["videos"]),
    (["--datacenter=us", "vid"], ["videos"]),
    (["--datacenter", "=", "us", "vid"], ["videos"]),
    (["--datacenter", "sand"], ["sandbox-us", "sandbox-eu"]),
    (["--datacenter", "="], ["sandbox-us", "sandbox-eu", "us", "ca", "eu"]),
    (["status", "--datacenter=sandbox-e"], ["--datacenter=sandbox-eu"]),
    (["audit", "--pii", ""], ["hash"]),
    (["audit", "--incl"], ["--include-videos"]),
    (["audit", "--all-m"], ["--all-members"]),
    (["audit", "--out", ""], [":files"]),
    (["audit", "--out", "x.csv", "--ht"], ["--html"]),
    (["audit", ""], [":files"]),
    (["audit", "ids.csv", ""], []),
    (["audit", "--column", ""], []),
    (["status", ""], []),
    (["status", "a", "b", "--rev"], ["--reveal"]),
    (["--api-key-file", ""], [":files"]),
    (["delete-video", "a", "b", "--videos-delete-path", ""], ["package", "flat"]),
    (["delete-video", "a", "b", "--videos-delete-path=f"], ["--videos-delete-path=flat"]),
    (["completion", ""], ["bash", "fish", "zsh"]),
]


@pytest.mark.parametrize(("words", "expected"), CASES, ids=[" ".join(words) for words, _ in CASES])
def test_candidates(words: list[str], expected: list[str]) -> None:
    assert [word for word, _ in candidates(parser(), words)] == expected


def test_every_command_and_option_has_a_meaning() -> None:
    for command, meaning in candidates(parser(), [""]):
        assert meaning, command
        for option, told in candidates(parser(), [command, "--"]):
            assert told and "\t" not in told and "\n" not in told, (command, option)


def test_command(cli: Cli) -> None:
    for shell in ("bash", "zsh", "fish"):
        run = cli("completion", shell)
        assert (run.code, run.err) == (0, "") and "iinkedsign _complete" not in run.out
    assert cli("completion", "csh").code == 2
    assert cli("_complete", "--", "completion", "b").out == "bash\n"
    # It is no command for people.
    assert "_complete" not in cli("--help").out and cli("_complete").code == 2


# A line, and what it is after the tab key; the files are where the shell is.
LINES = [
    ("iinkedsign aud", "iinkedsign audit "),
    ("iinkedsign audit --inclu", "iinkedsign audit --include-videos "),
    ("iinkedsign audit --pii ", "iinkedsign audit --pii hash "),
    ("iinkedsign audit --out unu", "iinkedsign audit --out unusual\\ name.csv "),
    ("iinkedsign audit fold", "iinkedsign audit folder/"),
    ("iinkedsign --datacenter sandbox-e", "iinkedsign --datacenter sandbox-eu "),
    ("iinkedsign no-such-command x", "iinkedsign no-such-command x"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "unusual name.csv").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "home").mkdir()
    return tmp_path


def typed(shell: list[str], setting_up: str, line: str, folder: Path) -> str:
    """What a line becomes by the tab key in an interactive shell, in which Ctrl-A and Ctrl-K are as in Emacs."""
    master, slave = pty.openpty()
    process = subprocess.Popen(
        shell,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        cwd=folder,
        env={"PATH": PATH, "HOME": str(folder / "home"), "TERM": "xterm", "LC_ALL": "C.UTF-8", "PS1": "$ "},
        start_new_session=True,
    )
    os.close(slave)
    shown = ""

    def until(text: str) -> None:
        nonlocal shown
        deadline = time.monotonic() + 30
        while text not in shown:
            assert time.monotonic() < deadline, shown
            shown += os.read(master, 65536).decode(errors="replace")
        shown = shown.partition(text)[2]

    try:
        os.write(master, f"{setting_up}; echo re''ady\n".encode())
        until("ready")
        # Whatever is then in the line is an argument, quoted, of a command that writes it to a file.
        os.write(master, f"{line}\t".encode())
        time.sleep(1.5)
        os.write(master, b"'\x01print_line '\x05\n")
        written = folder / "line"
        deadline = time.monotonic() + 30
        while not written.exists() or not written.read_text().endswith("\n"):
            assert time.monotonic() < deadline, shown
            time.sleep(0.05)
        return written.read_text()[:-1]
    finally:
        process.kill()
        process.wait()
        os.close(master)


@pytest.mark.parametrize(("line", "expected"), LINES, ids=[line for line, _ in LINES])
def test_bash(folder: Path, line: str, expected: str) -> None:
    setting_up = 'eval "$(iinkedsign completion bash)"; print_line() { printf "%s\\n" "$1" >line; }'
    assert typed(["bash", "--norc", "--noprofile", "-i"], setting_up, line, folder) == expected


@pytest.mark.parametrize(("line", "expected"), LINES, ids=[line for line, _ in LINES])
def test_zsh(folder: Path, line: str, expected: str) -> None:
    setting_up = (
        'bindkey -e; autoload -U compinit; compinit -D -u; eval "$(iinkedsign completion zsh)"; '
        'print_line() { printf "%s\\n" "$1" >line; }'
    )
    assert typed(["zsh", "-f", "-i"], setting_up, line, folder) == expected


@pytest.mark.parametrize(("line", "expected"), LINES, ids=[line for line, _ in LINES])
def test_fish(folder: Path, line: str, expected: str) -> None:
    """It has a command for it, which tells the word alone."""
    done = subprocess.run(
        ["fish", "--no-config", "-c", 'iinkedsign completion fish | source; complete -C "$argv[1]"', line],
        cwd=folder,
        env={"PATH": PATH, "HOME": str(folder / "home")},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    found = [it.partition("\t")[0] for it in done.stdout.splitlines()]
    word = expected.removesuffix(" ").removeprefix(line.rpartition(" ")[0]).lstrip()
    assert found == ([] if line == expected else [word.replace("\\ ", " ")])
