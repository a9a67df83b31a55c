"""The command ``audit``: input, output, exit codes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from commandline import Cli, environment, on_terminal, start
from hostile import Server, http
from iinkedsign.testing import Emulator
from program import completed
from statuses import serve
from vendor import DELETABLE, PACKAGE, VIDEO_PACKAGE

IDS = [PACKAGE, VIDEO_PACKAGE, DELETABLE]


def asked(emulator: Emulator) -> list[str | None]:
    return sorted(request["package_id"] or "" for request in emulator.requests if request["operation"] == "status")


def test_stdin(emulator: Emulator) -> None:
    process = start("audit", "-", "--json", at=emulator, stdin=-1)
    out, err = process.communicate("\n".join(IDS), timeout=30)
    assert (process.returncode, err) == (0, "")
    assert json.loads(out)["known"] == 3


WRONG = [
    ((), "audit: name a file of ids (or - for stdin), or --all or other filters for a list of the account"),
    (("IDS", "--all"), "audit: either a file of ids or filters for a list of the account, not both"),
    (("IDS", "--state", "open"), "audit: either a file of ids or filters for a list of the account, not both"),
    (("--all", "--column", "x"), "audit: --column names a column of a file of ids, and there is none"),
    (("no-such.csv",), "no-such.csv: No such file or directory"),
    (("IDS", "--column", "x"), "its header has no column x, only "),
    (("SEVERAL",), "no column is called package_id, packageId or id; say which by --column"),
    (("BINARY",), "it is UTF-16 text that is damaged at byte 2"),
    (("QUOTE",), "QUOTE, line 3: unexpected end of data"),
    (("DIRECTORY",), "DIRECTORY: Is a directory"),
    (("IDS", "--out", "DIRECTORY.csv"), "--out DIRECTORY.csv: it is a directory"),
    (("IDS", "--html", "DIRECTORY"), "--html DIRECTORY: it is a directory"),
    (("IDS", "--out", "audit.xls"), "--out audit.xls: the suffix must be one of .parquet, .csv, .jsonl, .arrow, .xlsx"),
    (("IDS", "--out", "no-such/audit.csv"), "--out no-such/audit.csv: there is no such directory"),
    (("IDS", "--html", "no-such/audit.html"), "--html no-such/audit.html: there is no such directory"),
    (("IDS", "--as-of", "2026-11-22T12:00:00"), "as_of must say its time zone"),
    (("IDS", "--requests-per-second", "0"), "requests_per_second"),
]


@pytest.mark.parametrize(("arguments", "text"), WRONG, ids=[" ".join(arguments) for arguments, _ in WRONG])
def test_wrong_usage(
    cli: Cli, emulator: Emulator, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], text: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("IDS").write_text(PACKAGE)
    Path("SEVERAL").write_text("a,b\nc,d\n")
    Path("BINARY").write_bytes(b"\xff\xfe\x00")
    Path("QUOTE").write_text(f'package_id,name\n{PACKAGE},"never closed\n{PACKAGE},other\n')
    Path("DIRECTORY").mkdir()
    Path("DIRECTORY.csv").mkdir()
    run = cli("audit", *arguments)
    assert (run.code, run.out) == (2, "")
    assert text in run.err
    assert emulator.requests == []


def test_lists(cli: Cli, emulator: Emulator) -> None:
    assert cli("audit", "--all", "--json").json["packages"] == len(emulator.package_ids)
    assert '"allMembers":true' in emulator.requests[0]["body"]
    emulator.clear_requests()
    assert cli("audit", "--state", "open", "--type", "Sequential", "--limit", "1", "--json").json["packages"] == 1
    body = json.loads(emulator.requests[0]["body"])
    assert (body["states"], body["types"], body["allMembers"]) == (["open"], ["Sequential"], None)
    emulator.clear_requests()
    cli("audit", "--all", "--days", "7")
    body = json.loads(emulator.requests[0]["body"])
    assert (body["allMembers"], body["days"], body["states"]) == (True, 7, None)


def test_options_reach_the_audit(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    file = tmp_path / "ids"
    file.write_text(VIDEO_PACKAGE)
    out = tmp_path / "it.jsonl"
    as_of = "2026-11-22T12:00:00Z"
    run = cli("audit", str(file), "--include-videos", "--as-of", as_of, "--out", str(out), "--json", "--pii", "hash")
    assert run.json["as_of"] == "2026-11-22T12:00:00+00:00"
    assert run.json["videos"]["total"] == 1
    [video] = [json.loads(line) for line in (tmp_path / "it.videos.jsonl").read_text().splitlines()]
    assert "url" not in video
    cli("audit", str(file), "--include-videos", "--reveal", "--out", str(out))
    [video] = [json.loads(line) for line in (tmp_path / "it.videos.jsonl").read_text().splitlines()]
    assert video["url"].startswith("http")


@pytest.mark.parametrize("suffix", ["parquet", "csv", "jsonl", "arrow"])
def test_files(cli: Cli, tmp_path: Path, suffix: str) -> None:
    out, page = tmp_path / f"audit.{suffix}", tmp_path / "audit.html"
    run = cli("audit", "--all", "--out", str(out), "--html", str(page))
    assert run.code == 0
    names = [f"audit.{name}{suffix}" for name in ("", "documents.", "signers.", "revisions.", "videos.")]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([*names, "audit.html"])
    assert run.err.splitlines() == [f"wrote {tmp_path / name}" for name in [*names, "audit.html"]]
    assert page.read_text(encoding="utf-8").lstrip().lower().startswith("<!doctype html>")


def test_what_cannot_be_written_is_shown(cli: Cli, tmp_path: Path) -> None:
    """The last of the five is in the way: the work is done, and its numbers are told."""
    (tmp_path / "it.videos.csv").mkdir()
    (tmp_path / "it.csv").write_text("old")
    run = cli("audit", "--all", "--out", str(tmp_path / "it.csv"), "--json")
    assert (run.code, run.json["errors"]) == (1, 0)
    assert run.error["message"] == f"cannot write {tmp_path / 'it.videos.csv'}: Is a directory"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["it.csv", "it.videos.csv"]
    assert (tmp_path / "it.csv").read_text() == "old"


OUTPUTS = [
    (">/dev/full", 1, "iinkedsign: cannot write the output: No space left on device\n"),
    ("--json >/dev/full", 1, '"message": "cannot write the output: No space left on device"'),
    ("| true; exit ${PIPESTATUS[0]}", 141, ""),
    (">&-", 0, "wrote it.csv\n"),
    ("2>&-", 0, ""),
    ("<&- >&- 2>&-", 0, ""),
]


@pytest.mark.parametrize(("streams", "code", "text"), OUTPUTS, ids=[it for it, _, _ in OUTPUTS])
def test_files_are_written_wherever_the_output_goes(
    emulator: Emulator, tmp_path: Path, streams: str, code: int, text: str
) -> None:
    words = ["bash", "-c", f'"$0" -m iinkedsign audit --all --out it.csv {streams}', sys.executable]
    run = completed(words, env=environment(emulator), cwd=tmp_path)
    assert run.returncode == code
    assert text in run.stderr and "Traceback" not in run.stderr
    assert len((tmp_path / "it.csv").read_text().splitlines()) == 1 + len(emulator.package_ids)


def test_what_is_shown(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    file = tmp_path / "ids"
    file.write_text("\n".join([*IDS, "no-such", "a/b"]))
    run = cli("audit", str(file), "--as-of", "2022-03-12T00:00:00Z")
    for text in ("5 packages audited, 2 errors", "as of", "2022-03-12 00:00 UTC", "States", "Errors"):
        assert text in run.out
    assert "not_found" in run.out and "invalid_argument" in run.out
    assert "\x1b" not in run.out


CODES = [
    ([], 0),
    (["no-such"], 3),
    (["a/b"], 2),
    (["a/b", "no-such"], 3),
    (["401"], 4),
    (["403"], 4),
    (["400"], 4),
    (["418"], 4),
    (["302"], 1),
    (["500"], 5),
    (["429"], 5),
    (["reset", "401"], 5),
]


@pytest.mark.parametrize(("bad", "code"), CODES, ids=["+".join(bad) or "good" for bad, _ in CODES])
def test_exit_codes(monkeypatch: pytest.MonkeyPatch, cli: Cli, tmp_path: Path, bad: list[str], code: int) -> None:
    from hostile import Step, reset

    def instead(package: str, _turn: int) -> bytes | Step | None:
        if package == "reset":
            return reset
        if package == "no-such":
            return http(404, {"error": "package_not_found"})
        return http(int(package), "", "Retry-After: 0") if package.isdigit() else None

    file = tmp_path / "ids"
    file.write_text("\n".join(["good", *bad]))
    with Server(serve(instead=instead)) as server:
        monkeypatch.setenv("IINKEDSIGN_BASE_URL", server.base_url)
        run = cli("audit", str(file), "--json")
    assert run.code == code
    assert run.json["errors"] == len(bad)
    assert run.err == ""


def test_a_list_that_fails(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    emulator.add_fault("status=401", operation="list_packages")
    run = cli("audit", "--all", "--out", str(tmp_path / "it.csv"))
    assert run.code == 4
    assert run.out == "" and "list of packages failed" in run.err
    assert list(tmp_path.iterdir()) == []


def test_a_terminal_shows_how_far_it_is(tmp_path: Path) -> None:
    ids = tmp_path / "ids"
    with Emulator(packages=296, seed=1) as emulator:
        emulator.add_fault("delay=0.2", operation="status")
        ids.write_text("\n".join(emulator.package_ids))
        terminal = on_terminal(emulator, "audit", str(ids), "--concurrency", "16")
        terminal.until("of 300").until("300 packages in").until("States")
        assert terminal.end() == 0
