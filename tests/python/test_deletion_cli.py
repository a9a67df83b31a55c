"""The commands ``plan``, ``show-plan``, ``apply``, ``resume`` and ``verify``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import iinkedsign
import pytest
from commandline import Cli, on_terminal
from deletion import STATES, planned
from iinkedsign.testing import Emulator

DECIDED = ("--no-notify", "--override-retention", "--archive", "none", "--max-deletes", "1000")


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator(packages=80, seed=4) as it:
        yield it


def test_from_a_list_to_the_proof(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    path, page = tmp_path / "q3.plan", tmp_path / "q3.html"
    made = cli(
        *("plan", "--all", "--what", "packages", *DECIDED, "--state", "expired", "--reason", "R-17"),
        *("--out", str(path), "--html", str(page)),
    )
    assert made.code == 0, made.err
    plan = iinkedsign.DeletionPlan.read(path)
    assert f"{len(plan)} packages to be deleted" in made.out
    assert plan.code in made.out
    assert "nothing was deleted" in made.err
    assert page.exists()
    again = cli("plan", "--all", "--what", "packages", *DECIDED, "--out", str(path))
    assert (again.code, "is there already" in again.err) == (2, True)

    shown = cli("show-plan", str(path), "--json")
    assert shown.json["code"] == plan.code
    refused = cli("apply", str(path))
    assert refused.code == 2
    assert "give the code of the plan as --confirm CODE" in refused.err
    assert cli("apply", str(path), "--confirm", "1-abc").code == 2
    assert cli("resume", str(path), "--confirm", plan.code).code == 2
    assert not any(request["operation"] == "delete_package" for request in emulator.requests)

    out = tmp_path / "r.csv"
    done = cli("apply", str(path), "--confirm", plan.code, "--json", "--out", str(out))
    assert (done.code, done.json["by_state"]) == (0, {"accepted": len(plan)})
    assert out.read_text().startswith("n,package_id,")
    assert cli("apply", str(path), "--confirm", plan.code).code == 2
    assert cli("resume", str(path), "--confirm", plan.code).code == 0
    verified = cli("verify", str(path), "--json")
    assert (verified.code, verified.json["evidence"]["absent"]) == (0, len(plan))


def test_a_terminal_is_asked_for_the_code(emulator: Emulator, cli: Cli, tmp_path: Path) -> None:
    path, ids = tmp_path / "q3.plan", tmp_path / "ids.csv"
    ids.write_text("package_id\n" + "\n".join(emulator.package_ids[:30]))
    options = ("--what", "packages", *DECIDED, "--state", "expired", "--state", "executed")
    assert cli("plan", str(ids), *options, "--out", str(path)).code == 0
    plan = iinkedsign.DeletionPlan.read(path)
    wrong = on_terminal(emulator, "apply", str(path)).until("Type the code of the plan:").type("yes\n")
    assert wrong.end() == 2
    right = on_terminal(emulator, "apply", str(path)).until("Type the code of the plan:").type(f"{plan.code}\n")
    assert right.end() == 0
    assert f"accepted            {len(plan)}" in right.shown


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("delete_package:status=403,times=1", 4),
        ("delete_package:drop_after,times=1", 6),
        ("get_package:status=401,skip=3", 5),
        ("get_package:status=404,error=package_not_found,times=1", 8),
    ],
)
def test_exit_codes(emulator: Emulator, cli: Cli, tmp_path: Path, fault: str, code: int) -> None:
    path = tmp_path / "q3.plan"
    assert cli("plan", "--all", "--what", "packages", *DECIDED, "--state", "expired", "--out", str(path)).code == 0
    plan = iinkedsign.DeletionPlan.read(path)
    emulator.add_fault(fault)
    done = cli("apply", str(path), "--confirm", plan.code, "--canary", "0", "--concurrency", "1", "--json")
    assert done.code == code, done.out + done.err
    assert sum(done.json["by_state"].values()) == len(plan)


@pytest.mark.parametrize(
    ("fault", "later", "code"),
    [
        ("delete_package:drop_after,times=1", None, 0),
        ("delete_package:drop_before,times=1", None, 6),
        ("delete_package:status=403,times=1", None, 4),
        ("get_package:status=401,skip=3,times=1", None, 5),
        ("get_package:status=404,error=package_not_found,times=1", None, 8),
        ("delete_package:delay=0.001", "get_package:status=400", 6),
    ],
)
def test_exit_codes_of_a_verification(
    emulator: Emulator, cli: Cli, tmp_path: Path, fault: str, later: str | None, code: int
) -> None:
    path = tmp_path / "q3.plan"
    plan = planned(emulator, path, 5)
    emulator.add_fault(fault)
    cli("apply", str(path), "--confirm", plan.code, "--canary", "0", "--concurrency", "1")
    if later is not None:
        emulator.add_fault(later)
    assert cli("verify", str(path)).code == code


def test_a_plan_of_videos(emulator: Emulator, cli: Cli, client: iinkedsign.Client, tmp_path: Path) -> None:
    path, ids = tmp_path / "v.plan", tmp_path / "ids.csv"
    rows = [
        f"{package},{video['meetingVideoId']}"
        for package in emulator.package_ids
        for video in client.list_videos(package)["videos"] or []
    ]
    ids.write_text("\n".join(["packageId,meeting_video_id", *rows]))
    made = cli(
        *("plan", str(ids), "--what", "videos", *DECIDED, "--state", "open", "--state", "executed"),
        *("--state", "expired", "--out", str(path), "--json"),
    )
    assert made.code == 0, made.err
    assert (made.json["what"], made.json["base_url"]) == ("videos", emulator.base_url)
    plan = iinkedsign.DeletionPlan.read(path)
    emulator.add_fault("delay=0.2", operation="delete_videos")
    shown = on_terminal(emulator, "apply", str(path), "--confirm", plan.code, "--canary", "1")
    assert shown.end() == 0
    assert f"{len(plan)} videos in " in shown.shown
    assert "package" not in shown.shown.split(" videos in ")[0]
    ids.write_text("package_id\na")
    failed = cli("plan", str(ids), "--what", "videos", *DECIDED, "--out", str(tmp_path / "w.plan"))
    assert (failed.code, "package_id and meeting_video_id" in failed.err) == (2, True)


def test_a_package_whose_videos_cannot_be_listed_is_kept(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    path, gone = tmp_path / "v.plan", emulator.package_ids[7]
    arguments = ("plan", "--all", "--what", "videos", *DECIDED, "--out", str(path))
    for operation in ("list_videos", "get_package"):
        emulator.add_fault("status=404,error=package_not_found", operation=operation, package_id=gone)
    made = cli(*arguments)
    assert made.code == 0, made.err
    kept = iinkedsign.DeletionPlan.read(path).kept.to_dicts()
    assert {"package_id": gone, "meeting_video_id": None, "reason": "not_found"} in kept
    path.unlink()
    emulator.add_fault("list_videos:status=401")
    assert cli(*arguments).code == 4


def test_a_file_of_ids_to_keep(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    path, keep, file = tmp_path / "q3.plan", tmp_path / "keep.txt", tmp_path / "ids.txt"
    ids = emulator.package_ids[:3]
    file.write_text("\n".join(ids))
    arguments = ("plan", str(file), "--what", "packages", *DECIDED, "--exclude", str(keep), "--out", str(path))
    arguments = (*arguments, *(word for state in STATES for word in ("--state", state)))
    keep.write_text(f"# kept for the audit\n{ids[0]}\n{ids[1]} (see R-17)\n")
    refused = cli(*arguments)
    assert refused.code == 2
    assert "exclude[1] has a character outside A-Z" in refused.err
    keep.write_text(f"# kept for the audit\n{ids[0]}\n")
    assert cli(*arguments).code == 0
    assert iinkedsign.DeletionPlan.read(path).kept.to_dicts() == [
        {"package_id": ids[0], "meeting_video_id": None, "reason": "excluded"}
    ]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--out", "r.xls"), "--out r.xls: the suffix must be one of .parquet, .csv, .jsonl, .arrow, .xlsx"),
        (("--out", "no-such/r.csv"), "--out no-such/r.csv: there is no such directory"),
        (("--html", "no-such/r.html"), "--html no-such/r.html: there is no such directory"),
    ],
)
@pytest.mark.parametrize("command", ["apply", "resume", "verify"])
def test_a_report_that_cannot_be_written_is_refused_before_anything_is_sent(
    cli: Cli, emulator: Emulator, tmp_path: Path, command: str, options: tuple[str, str], words: str
) -> None:
    plan = planned(emulator, tmp_path / "q3.plan", 2)
    confirm = () if command == "verify" else ("--confirm", plan.code)
    refused = cli(command, str(tmp_path / "q3.plan"), *confirm, *options)
    assert (refused.code, refused.err) == (2, f"iinkedsign: {words}\n")
    assert not emulator.requests


def test_a_report_that_could_not_be_written_hides_nothing(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    path = tmp_path / "q3.plan"
    plan = planned(emulator, path, 3)
    full = tmp_path / "full.csv"
    full.symlink_to("/dev/full")
    done = cli("apply", str(path), "--confirm", plan.code, "--out", str(full))
    assert (done.code, "accepted            3" in done.out) == (1, True), done.err
    assert done.err == f"iinkedsign: cannot write {full}: No space left on device\n"


def test_what_is_wrong_usage(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    out = ("--out", str(tmp_path / "q3.plan"))
    for arguments in (
        ("plan", "--what", "packages", *DECIDED, *out),
        ("plan", "--all", "--what", "packages", *DECIDED, *out, "--older-than", "730d"),
        ("plan", "--all", "--what", "packages", *DECIDED, *out, "--older-than", "2y", "--by", "time_sign_by"),
        ("plan", "--all", "--what", "packages", *out),
        ("plan", "-", "--what", "packages", *DECIDED, *out, "--exclude", "-"),
        ("plan", "--all", "--what", "packages", *DECIDED[:-1], "0", *out),
        ("show-plan", str(tmp_path / "none.plan")),
    ):
        try:
            code = cli(*arguments).code
        except SystemExit as ended:
            code = int(ended.code or 0)
        assert code == 2, arguments
    assert not emulator.requests
