"""The commands ``plan``, ``show-plan``, ``apply``, ``resume`` and ``verify``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import iinkedsign
import pytest
from commandline import Cli, on_terminal
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
    assert made.json["what"] == "videos"
    plan = iinkedsign.DeletionPlan.read(path)
    emulator.add_fault("delay=0.2", operation="delete_videos")
    shown = on_terminal(emulator, "apply", str(path), "--confirm", plan.code, "--canary", "1")
    assert shown.end() == 0
    assert f"{len(plan)} videos in " in shown.shown
    assert "package" not in shown.shown.split(" videos in ")[0]
    ids.write_text("package_id\na")
    failed = cli("plan", str(ids), "--what", "videos", *DECIDED, "--out", str(tmp_path / "w.plan"))
    assert (failed.code, "package_id and meeting_video_id" in failed.err) == (2, True)


def test_what_is_wrong_usage(cli: Cli, emulator: Emulator, tmp_path: Path) -> None:
    out = ("--out", str(tmp_path / "q3.plan"))
    for arguments in (
        ("plan", "--what", "packages", *DECIDED, *out),
        ("plan", "--all", "--what", "packages", *DECIDED, *out, "--older-than", "730d"),
        ("plan", "--all", "--what", "packages", *DECIDED, *out, "--older-than", "2y", "--by", "time_sign_by"),
        ("plan", "--all", "--what", "packages", *out),
        ("plan", "--all", "--what", "packages", *DECIDED[:-1], "0", *out),
        ("show-plan", str(tmp_path / "none.plan")),
    ):
        try:
            code = cli(*arguments).code
        except SystemExit as ended:
            code = int(ended.code or 0)
        assert code == 2, arguments
    assert not emulator.requests
