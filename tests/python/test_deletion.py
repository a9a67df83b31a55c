"""Deletion at scale: plans, applying them, reports."""

from __future__ import annotations

import asyncio
import copy
import hashlib
import json
import pickle
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import iinkedsign
import pandas
import polars
import pyarrow
import pytest
from deletion import DECIDED, STATES, deletes, written
from iinkedsign.testing import Emulator

OUTCOMES = [
    *("accepted", "deleted_before", "not_found", "drifted", "held", "not_ready", "archive_failed", "retention"),
    *("refused", "unknown_deleted", "unknown_absent", "unknown_present", "unknown_unverified", "not_reached"),
]
VIDEOS = {**DECIDED, "what": "videos"}


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator(packages=120, seed=4) as it:
        yield it


@pytest.fixture
def plan(client: iinkedsign.Client, emulator: Emulator) -> iinkedsign.DeletionPlan:
    """A plan of some expired packages."""
    return client.plan_deletion(emulator.package_ids, **DECIDED, states=["expired"])


@pytest.fixture
def path(plan: iinkedsign.DeletionPlan, tmp_path: Path) -> Path:
    """The file of that plan."""
    return written(plan, tmp_path)


def test_what_may_be_given_as_the_source(client: iinkedsign.Client, emulator: Emulator) -> None:
    ids = emulator.package_ids
    audit = client.audit(ids)
    table = audit.packages
    sources: list[Any] = [
        ids,
        audit,
        table,
        table.to_arrow(),
        table.to_polars(),
        table.to_pandas(),
        table.column("package_id"),
        table.to_arrow()["package_id"],
        table.to_polars()["package_id"],
        table.to_pandas()["package_id"],
        pandas.DataFrame({"packageId": ids}),
        (uuid.UUID(it) for it in ids),
        client.list_packages(),
        [{"packageId": it} for it in ids],
        pyarrow.array(ids),
    ]
    plans = [client.plan_deletion(source, **DECIDED) for source in sources]
    wanted = set(plans[0].items.column("package_id"))
    assert len(wanted) > 40
    for source, made in zip(sources, plans, strict=True):
        assert set(made.items.column("package_id")) == wanted, type(source)
        assert len(made.items) + len(made.kept) == len(ids)
    assert not deletes(emulator)

    audit = client.audit(ids, include_videos=True)
    pairs = list(zip(audit.videos.column("package_id"), audit.videos.column("meeting_video_id"), strict=True))
    plans = [
        client.plan_deletion(source, **VIDEOS)
        for source in (
            audit,
            audit.videos,
            audit.videos.to_polars(),
            pairs,
            [{"packageId": p, "meetingVideoId": v} for p, v in pairs],
        )
    ]
    assert len({made.items.column("meeting_video_id")[0] for made in plans}) == 1
    assert len({len(made) for made in plans}) == 1


@pytest.mark.parametrize(
    ("source", "what", "words"),
    [
        ("a", "packages", "not one str"),
        (None, "packages", "not one NoneType"),
        (7, "packages", "not int"),
        ({"packageId": "a"}, "packages", "not one dict"),
        (polars.DataFrame({"x": ["a"]}), "packages", "this table has no column package_id"),
        (polars.DataFrame({"package_id": ["a"]}), "videos", "this table has no column meeting_video_id"),
        (["a"], "videos", "one of the pairs is str"),
    ],
)
def test_what_cannot_be_a_source(
    client: iinkedsign.Client, emulator: Emulator, source: Any, what: str, words: str
) -> None:
    with pytest.raises(TypeError, match=words):
        client.plan_deletion(source, **{**DECIDED, "what": what})
    assert not emulator.requests


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"what": "everything"}, iinkedsign.InvalidArgumentError, 'what must be one of "packages", "videos"'),
        ({"archive": "all"}, iinkedsign.InvalidArgumentError, 'archive must be one of None, "data", "videos"'),
        ({"archive": False}, iinkedsign.InvalidArgumentError, "archive must be one of"),
        ({"notify": None}, TypeError, "notify must be a bool, not NoneType"),
        ({"override_retention": 1}, TypeError, "override_retention must be a bool, not int"),
        ({"max_deletes": 0}, iinkedsign.InvalidArgumentError, "max_deletes must be a whole number from 1"),
        ({"max_deletes": None}, TypeError, "max_deletes must be an int"),
        ({"older_than": timedelta(days=1)}, iinkedsign.InvalidArgumentError, "older_than and by belong together"),
        ({"by": "time_created"}, iinkedsign.InvalidArgumentError, "older_than and by belong together"),
        ({"older_than": 730, "by": "time_created"}, TypeError, "older_than must be a timedelta, not int"),
        ({"older_than": -timedelta(1), "by": "time_created"}, iinkedsign.InvalidArgumentError, "negative"),
        ({"older_than": timedelta(1), "by": "time"}, iinkedsign.InvalidArgumentError, "by must be one of"),
        ({"states": "open"}, TypeError, "states must be several texts, not str"),
        ({"exclude": "abc"}, TypeError, "exclude must be several ids"),
        ({"exclude": ["a", None]}, TypeError, r"exclude must be ids: .* exclude\[1\] is NoneType"),
        ({"exclude": ["a\n"]}, iinkedsign.InvalidArgumentError, r"exclude\[0\] has a character outside .*; an id has"),
        ({"exclude": ["a", "."]}, iinkedsign.InvalidArgumentError, r"exclude\[1\] is a path segment"),
        ({"exclude": pandas.DataFrame({"package_id": ["a"]})}, TypeError, "exclude must be .*: give the column of ids"),
        ({"concurrency": 0}, iinkedsign.InvalidArgumentError, "concurrency must be a whole number from 1"),
        ({"reason": 7}, TypeError, "reason must be a str, not int"),
        ({"as_of": "2026-01-01T00:00:00"}, iinkedsign.InvalidArgumentError, "as_of must say its time zone"),
        ({"progress": 7}, TypeError, "progress must be a function"),
        ({"canary": 7}, TypeError, "canary"),
    ],
)
def test_options_of_a_plan_that_are_refused(
    client: iinkedsign.Client, emulator: Emulator, options: dict[str, Any], error: type[Exception], words: str
) -> None:
    with pytest.raises(error, match=words):
        client.plan_deletion(emulator.package_ids, **{**DECIDED, **options})
    assert not emulator.requests


@pytest.mark.parametrize("left_out", DECIDED)
def test_what_has_to_be_decided(client: iinkedsign.Client, left_out: str) -> None:
    options = {name: value for name, value in DECIDED.items() if name != left_out}
    with pytest.raises(TypeError, match=left_out):
        client.plan_deletion(["a"], **options)


def test_the_file_of_a_plan(client: iinkedsign.Client, emulator: Emulator, tmp_path: Path) -> None:
    ids = [*emulator.package_ids, "no such package", "absent", emulator.package_ids[0]]
    plan = client.plan_deletion(ids, **DECIDED, reason="R-17", exclude=[ids[3].upper()])
    path = written(plan, tmp_path)
    assert plan.digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert plan.code == f"{len(plan)}-{plan.digest[:12]}"
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert len(lines) == 1 + len(ids)
    assert lines[0]["reason"] == "R-17"
    read = iinkedsign.DeletionPlan.read(path)
    assert read.digest == plan.digest
    assert read.items.to_dicts() == plan.items.to_dicts()
    kept = {(row["package_id"], row["reason"]) for row in plan.kept.to_dicts()}
    assert kept >= {("absent", "not_found"), (ids[3], "excluded"), (ids[0], "duplicate")}
    assert "invalid_id" in plan.summary["kept_by_reason"]
    text = path.read_text()
    assert "://" not in text.replace(emulator.base_url, "")
    assert emulator.api_key not in text

    some = plan.items.column("package_id")[:2]
    fewer = plan.without([some[0].upper(), uuid.UUID(some[1])])
    assert (len(fewer), len(fewer.kept)) == (len(plan) - 2, len(plan.kept) + 2)
    assert fewer.items.column("n") == list(range(1, len(fewer) + 1))
    assert fewer.digest != plan.digest
    assert not deletes(emulator)


def test_a_package_stays_for_a_video_that_is_excluded(client: iinkedsign.Client, emulator: Emulator) -> None:
    plan = client.plan_deletion(emulator.package_ids, **DECIDED, states=STATES)
    videos = {
        row["package_id"]: client.list_videos(row["package_id"])["videos"] or []
        for row in plan.items.to_dicts()
        if row["videos"]
    }
    package, video = next((it, listed[-1]["meetingVideoId"].upper()) for it, listed in videos.items())
    excluded = client.plan_deletion(emulator.package_ids, **DECIDED, states=STATES, exclude=[video])
    for fewer in (excluded, plan.without([video])):
        assert {"package_id": package, "meeting_video_id": None, "reason": "excluded"} in fewer.kept.to_dicts()
        assert set(plan.items.column("package_id")) - set(fewer.items.column("package_id")) == {package}


def test_ages(client: iinkedsign.Client, emulator: Emulator) -> None:
    times = {it["packageId"]: it["timeSignBy"] for it in client.list_packages()}
    plan = client.plan_deletion(
        emulator.package_ids, **DECIDED, older_than=timedelta(days=10), by="time_sign_by", as_of="2026-01-15T12:00:00Z"
    )
    for package in plan.items.column("package_id"):
        time = iinkedsign.parse_time(times[package])
        assert time is not None
        assert time.isoformat() <= "2026-01-05T12:00:00+00:00"
    reasons = plan.summary["kept_by_reason"]
    assert reasons["too_recent"] > 0
    assert reasons["time_unknown"] > 0


def test_from_the_plan_to_the_report(
    client: iinkedsign.Client, emulator: Emulator, plan: iinkedsign.DeletionPlan, path: Path, tmp_path: Path
) -> None:
    told: list[Any] = []
    report = client.apply_deletion(path, confirm=plan.code, progress=told.append)
    planned = plan.items.column("package_id")
    assert sorted(body["packageId"] for body in deletes(emulator)) == sorted(planned)
    assert all(body["notify"] is False and body["overrideRetention"] is True for body in deletes(emulator))
    assert report.summary["by_state"] == {"accepted": len(plan)}
    assert report.items.column("n") == list(range(1, len(plan) + 1))
    assert report.items.columns[:3] == ["n", "package_id", "meeting_video_id"]
    assert set(report.items.columns) >= {"state", "http_status", "error_code", "attempts", "evidence", "sha256"}
    assert plan.items.columns[:3] == ["n", "package_id", "meeting_video_id"]
    assert plan.kept.columns == ["package_id", "meeting_video_id", "reason"]
    assert told[-1].done == told[-1].total == len(plan)
    assert not any(emulator.package_state(it)["exists"] for it in planned)

    last = json.loads(Path(f"{path}.journal").read_text().splitlines()[-1])
    assert report.head == last["chain"]
    verified = client.verify_deletion(path)
    assert verified.summary["evidence"] == {"absent": len(plan), "present": 0, "unverified": 0}
    with pytest.raises(iinkedsign.JournalError, match="this plan was applied to its end"):
        client.apply_deletion(path, confirm=plan.code)
    assert client.resume_deletion(path, confirm=plan.code).head == report.head
    with pytest.raises(iinkedsign.PlanError, match="is another plan, which was applied"):
        plan.without(planned[:1]).write(path)
    plan.write(path)  # the same one

    for suffix in ("parquet", "csv", "jsonl", "arrow"):
        report.write(tmp_path / f"r.{suffix}")
    assert polars.read_parquet(tmp_path / "r.parquet")["state"].to_list() == ["accepted"] * len(plan)
    assert len(report.items.to_arrow()) == len(report.items.to_pandas()) == len(plan)


def test_the_journal_can_be_checked_by_anybody(
    client: iinkedsign.Client, plan: iinkedsign.DeletionPlan, path: Path
) -> None:
    """As the reference tells it, in a few lines of another language."""
    report = client.apply_deletion(path, confirm=plan.code)
    chain = hashlib.sha256(path.read_bytes()).hexdigest()
    for line in Path(f"{path}.journal").read_text().splitlines():
        own, _, rest = line.rpartition(',"chain":"')
        chain = hashlib.sha256((chain + own + "}").encode()).hexdigest()
        assert rest == chain + '"}'
    assert chain == report.head


def test_videos(client: iinkedsign.Client, emulator: Emulator, tmp_path: Path) -> None:
    audit = client.audit(emulator.package_ids, include_videos=True)
    plan = client.plan_deletion(audit, **VIDEOS, states=STATES)
    assert len(plan) > 3
    assert "deleted" in plan.summary["kept_by_reason"]
    path = written(plan, tmp_path)
    report = client.apply_deletion(path, confirm=plan.code)
    assert report.summary["by_state"] == {"accepted": len(plan)}
    assert all(set(body) == {"packageId", "meetingVideoId"} for body in deletes(emulator))
    for row in plan.items.to_dicts():
        state = emulator.package_state(row["package_id"])
        assert state["exists"]
        [video] = [it for it in state["videos"] if it["meeting_video_id"] == row["meeting_video_id"]]
        assert video["delete_requests"] == 1
    assert client.verify_deletion(path).summary["evidence"]["absent"] == len(plan)


def test_a_hold_a_drift_and_one_that_is_gone(
    client: iinkedsign.Client, emulator: Emulator, plan: iinkedsign.DeletionPlan, path: Path, tmp_path: Path
) -> None:
    holds = tmp_path / "holds.txt"
    held, gone, drifted = plan.items.column("package_id")[:3]
    holds.write_text(f"# legal\n{held.upper()}\n")
    client.delete_package(gone, override_retention=True)
    emulator.add_fault("unknown_values", operation="get_package", package_id=drifted)
    emulator.clear_requests()
    report = client.apply_deletion(path, confirm=plan.code, holds=holds)
    states = dict(zip(report.items.column("package_id"), report.items.column("state"), strict=True))
    assert [states[it] for it in (held, gone, drifted)] == ["held", "not_found", "drifted"]
    assert report.items.to_dicts()[2]["fields"] == "state"
    assert not {held, gone, drifted} & {body["packageId"] for body in deletes(emulator)}
    assert set(report.summary["by_state"]) <= set(OUTCOMES)
    assert report.summary["by_state"]["accepted"] == len(plan) - 3 == len(deletes(emulator))


def test_what_is_refused_before_anything_is_sent(
    client: iinkedsign.Client, emulator: Emulator, plan: iinkedsign.DeletionPlan, make: Any, path: Path, tmp_path: Path
) -> None:
    emulator.clear_requests()
    with pytest.raises(iinkedsign.PlanError, match="confirm is not the code of this plan") as refused:
        client.apply_deletion(path, confirm="1-000000000000")
    assert refused.value.kind == "plan"
    assert isinstance(refused.value, ValueError)
    with pytest.raises(iinkedsign.JournalError, match="was not begun to be applied") as missing:
        client.resume_deletion(path, confirm=plan.code)
    assert missing.value.kind == "journal"
    assert isinstance(missing.value, OSError)
    with pytest.raises(iinkedsign.PlanError, match=r"the plan is for http://127\.0\.0\.1:"):
        make("http://127.0.0.1:9/api/v1").apply_deletion(path, confirm=plan.code)
    with pytest.raises(iinkedsign.PlanError, match="holds: .* cannot be read: .*; nothing was sent$"):
        client.apply_deletion(path, confirm=plan.code, holds=tmp_path / "none.txt")
    with pytest.raises(iinkedsign.PlanError, match="the plan cannot be read"):
        client.apply_deletion(tmp_path / "none.plan", confirm=plan.code)
    with pytest.raises(iinkedsign.ConfigurationError, match="connect_timeout must be at most 8 s"):
        make(emulator, api_key=emulator.api_key, connect_timeout=30).apply_deletion(path, confirm=plan.code)
    with pytest.raises(TypeError, match="write\\(\\) the plan first"):
        client.apply_deletion(plan, confirm=plan.code)  # type: ignore[arg-type]
    for options in ({"max_unknown": 0}, {"max_refused": 0}, {"concurrency": 0}, {"canary": -1}):
        with pytest.raises(iinkedsign.InvalidArgumentError):
            client.apply_deletion(path, confirm=plan.code, **options)
    changed = path.read_bytes().replace(b'"n":2,', b'"n":3,')
    path.write_bytes(changed)
    with pytest.raises(iinkedsign.PlanError, match="line 3 has the number of another one"):
        client.apply_deletion(path, confirm=plan.code)
    path.write_bytes(b"[" * 100_000 + b"\n")
    with pytest.raises(iinkedsign.PlanError, match="its first line is no JSON"):
        client.apply_deletion(path, confirm=plan.code)
    assert not emulator.requests and not Path(f"{path}.journal").exists()


def test_a_selection_that_is_no_plan(client: iinkedsign.Client, emulator: Emulator) -> None:
    with pytest.raises(iinkedsign.PlanError, match=r"deleted: all \d+ candidates are kept \(\d+ state_"):
        client.plan_deletion(emulator.package_ids, **DECIDED, states=["unheard of"])
    with pytest.raises(iinkedsign.PlanError, match=r"^\d+ packages are to be deleted, more than max_deletes \(3\);"):
        client.plan_deletion(emulator.package_ids, **{**DECIDED, "max_deletes": 3})
    with pytest.raises(iinkedsign.PlanError, match="nothing is to be deleted: all 0 candidates are kept$"):
        client.plan_deletion([], **DECIDED)
    emulator.add_fault("status=401", operation="get_package")
    with pytest.raises(iinkedsign.AuthenticationError):
        client.plan_deletion(emulator.package_ids, **DECIDED)


def test_an_applied_plan_is_not_replaced_by_another(
    client: iinkedsign.Client, plan: iinkedsign.DeletionPlan, path: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link.plan"
    link.symlink_to(path)
    other = plan.without([plan.items.column("package_id")[0]])
    client.apply_deletion(path, confirm=plan.code)
    for name in (path, link):
        with pytest.raises(iinkedsign.PlanError, match=f"^{path} is another plan, which was applied: {path}.journal "):
            other.write(name)
        plan.write(name)


def test_limits_and_a_resume(
    client: iinkedsign.Client, emulator: Emulator, plan: iinkedsign.DeletionPlan, path: Path
) -> None:
    emulator.add_fault("drop_after", operation="delete_package", times=3)
    report = client.apply_deletion(path, confirm=plan.code, concurrency=1, canary=0)
    assert report.summary["by_state"] == {"unknown_absent": 3, "not_reached": len(plan) - 3}
    assert "max_unknown is 3" in report.summary["stopped"]
    assert client.resume_deletion(path, confirm=plan.code).summary["unknown"] == 3
    report = client.resume_deletion(path, confirm=plan.code, max_unknown=4)
    assert report.summary["by_state"] == {"accepted": len(plan) - 3, "unknown_absent": 3}
    assert len(deletes(emulator)) == len(plan)


def test_pages_show_what_matters_and_no_secret(
    client: iinkedsign.Client, emulator: Emulator, plan: iinkedsign.DeletionPlan, path: Path, tmp_path: Path
) -> None:
    page = plan.to_html(tmp_path / "plan.html").read_text()
    report = client.apply_deletion(path, confirm=plan.code)
    pages = [page, report.to_html(tmp_path / "report.html").read_text()]
    pages += [plan._repr_html_(), report._repr_html_(), plan.items._repr_html_(), report.items._repr_html_()]
    assert plan.code in pages[0]
    assert plan.digest in pages[0]
    assert "state open" in pages[0]
    assert report.head in pages[1]
    for shown in pages:
        assert emulator.api_key not in shown
        assert "://" not in shown.replace(emulator.base_url, "")
        assert "<script" not in shown


def test_what_can_be_passed_on(client: iinkedsign.Client, plan: iinkedsign.DeletionPlan, path: Path) -> None:
    for error in (iinkedsign.PlanError("a"), iinkedsign.JournalError("b")):
        error.report = object()  # type: ignore[union-attr]
        again = pickle.loads(pickle.dumps(error))
        assert (type(again), str(again), again.kind) == (type(error), str(error), error.kind)
        assert copy.copy(error).args == error.args
    report = client.apply_deletion(path, confirm=plan.code)
    for it, words in ((plan, "a DeletionPlan cannot be pickled"), (report, "a DeletionReport cannot be pickled")):
        with pytest.raises(TypeError, match=words):
            pickle.dumps(it)
    interrupted = iinkedsign.DeletionInterrupted(report)
    assert interrupted.report is report
    assert type(pickle.loads(pickle.dumps(interrupted))) is KeyboardInterrupt


async def test_the_asynchronous_client(emulator: Emulator, tmp_path: Path) -> None:
    path = tmp_path / "q3.plan"

    async with iinkedsign.AsyncClient(**emulator.options) as client:
        plan = await client.plan_deletion(client.list_packages(), **DECIDED, states=["expired"])
        plan.write(path)
        emulator.add_fault("delay=0.2", operation="delete_package")
        task = asyncio.create_task(client.apply_deletion(path, confirm=plan.code, canary=0))
        while not deletes(emulator):
            await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError) as cancelled:
            await task
        report = cancelled.value.report  # type: ignore[attr-defined]
        assert 0 < report.summary["accepted"] < len(plan)
        assert report.summary["unknown"] == 0
        emulator.clear_faults()
        told: list[Any] = []
        report = await client.resume_deletion(path, confirm=plan.code, progress=told.append)
        assert report.summary["by_state"] == {"accepted": len(plan)}
        assert told
        verified = await client.verify_deletion(path)
        assert verified.summary["evidence"]["absent"] == len(plan)


def test_no_deletion_is_sent_in_a_pause(
    client: iinkedsign.Client, emulator: Emulator, plan: iinkedsign.DeletionPlan, tmp_path: Path
) -> None:
    """Not even that of an item which was being read when another one was answered 429."""
    first, second = plan.items.column("package_id")[:2]
    plan = plan.without(set(plan.items.column("package_id")) - {first, second})
    path = written(plan, tmp_path)
    emulator.clear_requests()
    emulator.add_fault("delay=0.8", operation="get_package", package_id=second)
    emulator.add_fault("status=429", operation="delete_package", retry_after="2", times=1)
    report = client.apply_deletion(path, confirm=plan.code, canary=0, concurrency=2)
    assert report.summary["by_state"] == {"accepted": 2}
    refused, *others = [it for it in emulator.requests if it["operation"] == "delete_package"]
    assert (refused["package_id"], refused["status"]) == (first, 429)
    assert [it["package_id"] for it in others].count(second) == 1
    assert all(it["time"] - refused["time"] > 1.9 for it in others), others
