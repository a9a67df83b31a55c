"""Completion in bash, zsh and fish, by the shells themselves."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from commandline import Cli, Terminal
from concurrency import until
from iinkedsign.cli.arguments import parser
from iinkedsign.cli.completion import candidates
from program import completed

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
    env = {"PATH": PATH, "HOME": str(folder / "home"), "TERM": "xterm", "LC_ALL": "C.UTF-8", "PS1": "$ "}
    terminal = Terminal(shell, cwd=folder, env=env, start_new_session=True)
    try:
        terminal.type(f"{setting_up}; echo re''ady\n").until("ready")
        # Whatever the tab makes of the line is an argument, quoted, of a command that writes it to a file.
        terminal.type(f"{line}\t'\x01print_line '\x05\n")
        written = folder / "line"
        until(lambda: written.exists() and written.read_text().endswith("\n"))
        return written.read_text()[:-1]
    finally:
        terminal.process.kill()
        terminal.end()


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
    words = ["fish", "--no-config", "-c", 'iinkedsign completion fish | source; complete -C "$argv[1]"', line]
    done = completed(words, cwd=folder, env={"PATH": PATH, "HOME": str(folder / "home")})
    assert done.returncode == 0, done.stderr
    found = [it.partition("\t")[0] for it in done.stdout.splitlines()]
    word = expected.removesuffix(" ").removeprefix(line.rpartition(" ")[0]).lstrip()
    assert found == ([] if line == expected else [word.replace("\\ ", " ")])
