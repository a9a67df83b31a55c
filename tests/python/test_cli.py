"""The command line: output, questions, masked secrets, exit codes."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from pathlib import Path

import iinkedsign
import pytest
from commandline import Cli, environment, start
from hostile import Server, http, refusing_port
from iinkedsign.cli import main
from iinkedsign.testing import Emulator
from program import succeeded
from vendor import DELETABLE, PACKAGE, RETAINED, VIDEO, VIDEO_PACKAGE, status

SECRETS = ("BKhD5EA0Dw6o0fv7-p3wnw", "MnWkMecgfNjfFZsye1YJmg", "tws/link", "tws/video")


# --- reading -----------------------------------------------------------------------------------------------


def test_status(cli: Cli) -> None:
    run = cli("status", PACKAGE)
    assert (run.code, run.err) == (0, "")
    for shown in ("My First Signing", "open", "Sequential", "2022-03-02 20:08 UTC", PACKAGE, "agreement.pdf"):
        assert shown in run.out
    assert "Signer One" in run.out and "signer.one@example.com" in run.out
    assert "\x1b" not in run.out


def test_status_of_several(cli: Cli) -> None:
    run = cli("status", PACKAGE, VIDEO_PACKAGE, "--json")
    assert [package["packageId"] for package in run.json] == [PACKAGE, VIDEO_PACKAGE]
    run = cli("status", "no-such", PACKAGE)
    assert run.code == 3
    assert "My First Signing" in run.out
    assert run.err.startswith("iinkedsign: ") and "no-such" in run.err
    run = cli("--json", "status", "a/b", "no-such", PACKAGE)
    assert [package["packageId"] for package in run.json] == [PACKAGE]
    errors = [json.loads(line)["error"] for line in run.err.splitlines()]
    assert [error["exit_code"] for error in errors] == [2, 3]
    assert run.code == 3, "the highest of them"


def test_json_is_the_answer(cli: Cli) -> None:
    masked = cli("status", PACKAGE, "--json").json
    revealed = cli("status", PACKAGE, "--json", "--reveal").json
    assert revealed["signers"][0]["signLink"]["link"] == status()["signers"][0]["signLink"]["link"]
    assert masked["signers"][0]["signLink"]["link"] == "***"
    assert masked["signers"][0]["signLink"]["token"] == "***"
    assert masked["signers"][0]["links"][0]["token"] == "***"
    assert masked["documents"][0]["revisions"][0]["link"] == "***"
    assert masked["signers"][0]["meetingLink"] is None
    masked["signers"], masked["documents"] = revealed["signers"], revealed["documents"]
    assert masked == revealed


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_secrets_are_masked(cli: Cli, options: tuple[str, ...]) -> None:
    for command in (("status", PACKAGE), ("videos", VIDEO_PACKAGE)):
        hidden = cli(*command, *options)
        shown = cli(*command, *options, "--reveal")
        assert (hidden.code, shown.code) == (0, 0)
        assert not any(secret in hidden.out for secret in SECRETS)
        assert any(secret in shown.out for secret in SECRETS)


def test_secrets_in_odd_places_are_masked(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    link = "https://localhost/tws/link/CANARY"
    answer = {
        "packageId": PACKAGE,
        "externalData": {"nested": [{"videoUrl": link}]},
        "documents": [{"revisions": [{"link": [link]}]}],
        "signers": [{"signLink": link, "meetingLink": link, "links": [link], "downloadURL": link, "editLinks": [link]}],
    }
    with Server(http(200, answer)) as server:
        monkeypatch.setenv("IINKEDSIGN_BASE_URL", server.base_url)
        for options in (("--json",), ()):
            run = cli("status", PACKAGE, *options)
            assert run.code == 0
            assert "***" in run.out
            assert "CANARY" not in run.out


def test_videos(cli: Cli) -> None:
    run = cli("videos", VIDEO_PACKAGE)
    assert run.code == 0
    for shown in (VIDEO, "archived", "2019-08-20 18:57 UTC", "0:06", "484.5 kB", "***"):
        assert shown in run.out
    assert cli("videos", VIDEO_PACKAGE, "--json").json["videos"][0]["meetingVideoId"] == VIDEO
    assert cli("videos", PACKAGE).out == "No videos.\n"


def test_list(cli: Cli, emulator: Emulator) -> None:
    run = cli("list")
    assert run.code == 0
    assert all(package in run.out for package in emulator.package_ids)
    lines = cli("list", "--json").out.splitlines()
    assert {json.loads(line)["packageId"] for line in lines} == set(emulator.package_ids)
    assert cli("list", "--search", "no-such-words", "--json").out == ""


def test_list_filters(cli: Cli, emulator: Emulator) -> None:
    run = cli(
        *("list", "--member-id", "m", "--team-id", "t", "--folder-id", "f", "--all-members", "--search", "Contr*"),
        *("--type", "Sequential", "--type", "Live Session", "--state", "open", "--no-executed", "--days", "3"),
        *("--sort-by", "created", "--page-size", "7"),
    )
    assert run.code == 0
    [request] = emulator.requests
    sent = json.loads(request["body"])
    assert {key: value for key, value in sent.items() if value is not None} == {
        "memberId": "m",
        "teamId": "t",
        "folderId": "f",
        "allMembers": True,
        "search": "Contr*",
        "types": ["Sequential", "Live Session"],
        "states": ["open"],
        "isExecuted": False,
        "days": 3,
        "sortBy": "created",
        "take": 7,
        "skip": 0,
    }


def test_list_limit(cli: Cli, emulator: Emulator) -> None:
    assert len(cli("list", "--json", "--limit", "2", "--page-size", "2").out.splitlines()) == 2
    assert len(emulator.requests) == 1
    for wrong in ("0", "-1", "x", "1.5"):
        assert cli("list", "--limit", wrong).code == 2


def test_generated_packages_can_be_shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with Emulator(packages=40, seed=2) as emulator:
        monkeypatch.setenv("IINKEDSIGN_BASE_URL", emulator.base_url)
        monkeypatch.setenv("IINKEDSIGN_API_KEY", emulator.api_key)
        ids = emulator.package_ids
        assert main(["list"]) == 0
        assert main(["status", *ids]) == 0
        assert main(["status", *ids, "--json"]) == 0
        for fault in ("unknown_fields", "unknown_values", "wrong_types"):
            emulator.clear_faults()
            emulator.add_fault(fault)
            assert main(["list"]) == 0
            assert main(["status", *ids]) == 0
            assert main(["videos", VIDEO_PACKAGE]) == 0
    captured = capsys.readouterr()
    assert captured.err == ""
    assert "契約書 田中" in captured.out


def test_a_name_cannot_steer_the_terminal(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "a\x1b]0;pwned\x07\x1b[2Jb\r\nc\u202ed\x9b31m"
    answer = {"packageId": PACKAGE, "name": name, "state": name, "signers": [{"firstName": name, "email": name}]}
    with Server(http(200, answer), http(400, {"error": "x", "message": name})) as server:
        monkeypatch.setenv("IINKEDSIGN_BASE_URL", server.base_url)
        shown = cli("status", PACKAGE).out
        complaint = cli("status", PACKAGE).err
    assert not set(shown) & set("\x1b\x07\r\u202e\x9b")
    assert "pwned" in shown
    assert not set(complaint) & set("\x1b\x07\r\u202e\x9b")
    assert complaint.count("\n") == 1


# --- deleting ----------------------------------------------------------------------------------------------

DELETIONS: list[tuple[str, ...]] = [
    ("delete", DELETABLE),
    ("delete-video", VIDEO_PACKAGE, VIDEO),
    ("delete-all-videos", VIDEO_PACKAGE),
]


@pytest.mark.parametrize("command", DELETIONS, ids=[command[0] for command in DELETIONS])
def test_deletion_without_a_terminal_needs_yes(cli: Cli, emulator: Emulator, command: tuple[str, ...]) -> None:
    run = cli(*command)
    assert run.code == 2
    assert run.out == ""
    assert run.err.startswith("iinkedsign: ") and "--yes" in run.err and run.err.count("\n") == 1
    assert cli(*command, "--json").error["exit_code"] == 2
    assert emulator.requests == []


@pytest.mark.parametrize("options", [(), ("--json",)])
@pytest.mark.parametrize("command", DELETIONS, ids=[command[0] for command in DELETIONS])
def test_yes(cli: Cli, emulator: Emulator, command: tuple[str, ...], options: tuple[str, ...]) -> None:
    run = cli(*command, "--yes", *options)
    assert (run.code, run.err) == (0, "")
    [request] = emulator.requests
    assert request["method"] == "POST" and request["applied"]
    if options:
        assert run.json["packageId"] == command[1]
    else:
        assert command[1] in run.out


def test_delete_options(cli: Cli, emulator: Emulator) -> None:
    assert cli("delete", RETAINED, "--yes").code == 4
    assert cli("delete", RETAINED, "--yes", "--notify", "--override-retention").code == 0
    first, second = (json.loads(request["body"]) for request in emulator.requests)
    assert first == {"packageId": RETAINED, "notify": False, "overrideRetention": False}
    assert second == {"packageId": RETAINED, "notify": True, "overrideRetention": True}


def test_videos_delete_path(cli: Cli, emulator: Emulator) -> None:
    assert cli("delete-video", VIDEO_PACKAGE, VIDEO, "--yes", "--videos-delete-path", "flat").code == 0
    assert emulator.requests[0]["path"] == "/api/v1/packages/videos/delete"


def test_unknown_outcome(cli: Cli, emulator: Emulator) -> None:
    emulator.add_fault("drop_after", operation="delete_package")
    run = cli("delete", DELETABLE, "--yes")
    assert run.code == 6
    assert run.out == ""
    first, evidence = run.err.splitlines()
    assert first.startswith("iinkedsign: ") and DELETABLE in first
    assert evidence.startswith("evidence: absent")
    emulator.reset()
    emulator.add_fault("drop_before", operation="delete_package")
    error = cli("delete", DELETABLE, "--yes", "--json").error
    assert error["class"] == "OutcomeUnknownError"
    assert (error["kind"], error["evidence"], error["exit_code"]) == ("outcome_unknown", "present", 6)


# --- how it ends -------------------------------------------------------------------------------------------

CODES: list[tuple[str, int]] = [
    ("status=404,error=package_not_found", 3),
    ("status=400", 4),
    ("status=401", 4),
    ("status=403", 4),
    ("status=409", 4),
    ("status=400,error=package_delete_retention", 4),
    ("status=429,retry_after=9999", 5),
    ("status=500,retry_after=9999", 5),
    ("status=503,retry_after=9999", 5),
    ("silence", 5),
    ("html", 1),
    ("foreign_id", 1),
    ("redirect=http://127.0.0.1:9/", 1),
]


@pytest.mark.parametrize(("fault", "code"), CODES, ids=[fault for fault, _ in CODES])
def test_exit_codes(cli: Cli, emulator: Emulator, fault: str, code: int) -> None:
    emulator.add_fault(fault)
    words = ["status", PACKAGE, *(["--timeout", "0.5"] if fault == "silence" else [])]
    run = cli(*words)
    assert (run.code, run.out) == (code, "")
    assert run.err.startswith("iinkedsign: ") and run.err.count("\n") == 1
    assert PACKAGE in run.err
    error = cli(*words, "--json").error
    assert error["exit_code"] == code
    names = "class message kind status_code code request_id attempts retryable retry_after evidence exit_code"
    assert set(error) == set(names.split())
    assert emulator.api_key not in run.err


def test_refused_connection(cli: Cli) -> None:
    with refusing_port() as port:
        url = f"http://127.0.0.1:{port.getsockname()[1]}/"
        assert cli("status", PACKAGE, "--base-url", url, "--timeout", "0.5").code == 5


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("no-such-command",),
        ("status",),
        ("status", "a/b"),
        ("status", PACKAGE, "--no-such-option"),
        ("status", PACKAGE, "--timeout", "soon"),
        ("status", PACKAGE, "--timeout", "-1"),
        ("status", PACKAGE, "--datacenter", "mars"),
        ("status", PACKAGE, "--base-url", "http://example.com/"),
        ("status", PACKAGE, "--ca-file", "/nonexistent"),
        ("status", PACKAGE, "--api-key-file", "/nonexistent"),
        ("status", PACKAGE, "--api-key-file", os.devnull),
        ("status", PACKAGE, "--api-key", "secret"),
        ("list", "--page-size", "0"),
        ("emulator", "--fault", "no_such_kind"),
        ("emulator", "--requests-per-second", "0"),
    ],
    ids=" ".join,
)
def test_wrong_usage(cli: Cli, emulator: Emulator, arguments: tuple[str, ...]) -> None:
    run = cli(*arguments)
    assert (run.code, run.out) == (2, "")
    assert run.err
    assert emulator.requests == []


REPEATED = [
    ("status --api-key CANARY x", "unrecognized arguments: --api-key"),
    ("--api-key CANARY status x", "argument COMMAND: invalid choice (choose from "),
    ("--api-key=CANARY status x", "unrecognized arguments: --api-key"),
    ("status x --access-token CANARY", "unrecognized arguments: --access-token"),
    ("status x -CANARY", "unrecognized arguments: a value too many"),
    ("videos x CANARY", "unrecognized arguments: a value too many"),
    ("CANARY", "argument COMMAND: invalid choice (choose from "),
    ("audit --pii CANARY", "argument --pii: invalid choice (choose from "),
    ("audit --all --pii=CANARY", "argument --pii: invalid choice (choose from "),
    ("delete x --yes=CANARY", "argument --yes: ignored a value, and takes none"),
    ("list --days CANARY", "argument --days: invalid int value"),
    ("list --limit CANARY", "argument --limit: it is not a number above 0"),
    ("status x --timeout CANARY", "argument --timeout: it is neither a number of seconds nor `none`"),
    ("audit --all --requests-per-second CANARY", "argument --requests-per-second: invalid float value"),
    ("status x --datacenter CANARY", "datacenter must be one of sandbox-us, sandbox-eu, us, ca, eu"),
    ("status x --base-url CANARY", "base_url is not a URL such as "),
    ("status x --proxy CANARY:CANARY@", "proxy "),
    ("audit --all --as-of CANARY", "as_of: not an ISO 8601 time with date and time of day"),
]


@pytest.mark.parametrize(("arguments", "text"), REPEATED, ids=[arguments for arguments, _ in REPEATED])
@pytest.mark.parametrize("secret", ["canary-key-5f1c0e9b7a", "it's-canary", 'say"canary"', "a\ncanary"])
def test_a_value_that_is_refused_is_not_repeated(
    cli: Cli, emulator: Emulator, arguments: str, text: str, secret: str
) -> None:
    """It may be a key in the wrong place, and stderr ends in logs."""
    run = cli(*(argument.replace("CANARY", secret) for argument in arguments.split()))
    assert (run.code, run.out) == (2, "")
    assert text in run.err and "canary" not in run.err
    assert emulator.requests == []


def test_no_key(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IINKEDSIGN_API_KEY")
    run = cli("status", PACKAGE)
    assert run.code == 2
    assert "IINKEDSIGN_API_KEY" in run.err


def test_key_file(cli: Cli, emulator: Emulator, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "key"
    path.write_text(f"  {emulator.api_key}\nsecond line\n")
    monkeypatch.setenv("IINKEDSIGN_API_KEY", "wrong")
    assert cli("status", PACKAGE).code == 4
    assert cli("status", PACKAGE, "--api-key-file", str(path)).code == 0
    path.write_bytes(b"\xff\xfe")
    assert cli("status", PACKAGE, "--api-key-file", str(path)).code == 2


def test_common_options_stand_anywhere(cli: Cli, monkeypatch: pytest.MonkeyPatch, emulator: Emulator) -> None:
    monkeypatch.delenv("IINKEDSIGN_BASE_URL")
    before = cli("--base-url", emulator.base_url, "--json", "status", PACKAGE)
    behind = cli("status", PACKAGE, "--base-url", emulator.base_url, "--json")
    assert before.json == behind.json


def test_timeout_none(cli: Cli) -> None:
    assert cli("status", PACKAGE, "--timeout", "none").code == 0


def test_help(cli: Cli) -> None:
    run = cli("--help")
    assert run.code == 0
    commands = ("status", "delete", "videos", "delete-video", "delete-all-videos", "list", "emulator")
    for command in commands:
        assert f"    {command} " in run.out
        it = cli(command, "--help")
        assert it.code == 0
        for shown in ("exit codes:", "OUTCOME UNKNOWN", "130  interrupted", "--reveal"):
            assert shown in it.out and shown in run.out
    assert cli("--version").out == f"iinkedsign {iinkedsign.__version__}\n"


def test_the_reader_goes_away() -> None:
    with Emulator(packages=3_000) as emulator, start("list", "--json", at=emulator) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.wait(20) == 141
        assert process.stderr.read() == ""


@pytest.mark.parametrize(
    ("words", "unbuffered"), [("--version", ""), ("--version", "1"), ("--help", ""), ("status --help", "")], ids=str
)
def test_what_the_parser_writes_is_not_lost_silently(words: str, unbuffered: str) -> None:
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "iinkedsign", *words.split()]
        env = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=env, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "iinkedsign: cannot write the output: No space left on device\n")


def test_a_locale_without_letters() -> None:
    with Emulator(packages=40, seed=2) as emulator:
        env = environment(emulator, LC_ALL="C", PYTHONIOENCODING="ascii")
        assert succeeded([sys.executable, "-m", "iinkedsign", "list"], env=env)


def test_it_starts_quickly() -> None:
    taken = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        succeeded([sys.executable, "-m", "iinkedsign", "--version"])
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(taken) <= 0.5


def test_emulator_on_a_port_that_is_taken(cli: Cli, emulator: Emulator) -> None:
    port = emulator.base_url.split(":")[2].split("/")[0]
    run = cli("emulator", "--port", port)
    assert (run.code, run.out) == (1, "")
    assert run.err.startswith("iinkedsign: ")
