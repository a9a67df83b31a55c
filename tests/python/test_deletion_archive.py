"""What a deletion saves before it deletes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import iinkedsign
import pytest
from deletion import DECIDED, STATES, deletes, written
from iinkedsign.testing import Emulator


@pytest.fixture
def emulator() -> Iterator[Emulator]:
    with Emulator(packages=120, seed=4) as it:
        yield it


def test_archived_data(client: iinkedsign.Client, emulator: Emulator, tmp_path: Path) -> None:
    plan = client.plan_deletion(emulator.package_ids, **{**DECIDED, "archive": "data"}, states=["expired", "executed"])
    path = written(plan, tmp_path)
    report = client.apply_deletion(path, confirm=plan.code, archive_dir=tmp_path / "kept")
    sums = dict(line.split("  ")[::-1] for line in (tmp_path / "kept/SHA256SUMS").read_text().splitlines())
    for name, hash in sums.items():
        content = (tmp_path / "kept" / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == hash
        assert b"://" not in content
    values = set()
    for row in report.items.to_dicts():
        names = [f"p-{row['package_id']}/{name}.json" for name in ("data", "package")]
        lines = "".join(sorted(f"{sums[name]}  {name}\n" for name in names))
        assert row["sha256"] == hashlib.sha256(lines.encode()).hexdigest()
        data, package = (json.loads((tmp_path / "kept" / name).read_text()) for name in names)
        assert data["packageId"] == package["packageId"] == row["package_id"]
        assert "timeRetention" in package
        assert [it["documentId"] for it in data["documents"]] == [it["documentId"] for it in package["documents"]]
        values.update(field["value"] for it in data["documents"] for field in it["data"])
    assert values


def test_an_archive_that_cannot_be_written_is_refused_before_a_journal_begins(
    client: iinkedsign.Client, emulator: Emulator, tmp_path: Path
) -> None:
    plan = client.plan_deletion(emulator.package_ids, **{**DECIDED, "archive": "data"}, states=["expired"])
    path, archive = written(plan, tmp_path), tmp_path / "archive"
    emulator.clear_requests()
    (archive / "SHA256SUMS").mkdir(parents=True)
    for folder in (archive, path):
        with pytest.raises(iinkedsign.PlanError, match="^archive_dir: .* cannot be used: .*; nothing was sent$"):
            client.apply_deletion(path, confirm=plan.code, archive_dir=folder)
    assert not emulator.requests and not Path(f"{path}.journal").exists()


@pytest.mark.parametrize(
    ("fault", "state", "told"),
    [
        ("status=400,error=package_invalid_state", "archive_failed", (400, "package_invalid_state")),
        ("status=404,error=package_not_found", "archive_failed", (404, "package_not_found")),
        ("status=503", "archive_failed", (503, None)),
        ("foreign_id", "archive_failed", (200, None)),
        ("html", "archive_failed", (200, None)),
        ("status=503,times=1", "accepted", (None, None)),
    ],
)
def test_data_that_cannot_be_saved(
    client: iinkedsign.Client, emulator: Emulator, tmp_path: Path, fault: str, state: str, told: object
) -> None:
    plan = client.plan_deletion(emulator.package_ids[:6], **{**DECIDED, "archive": "data"}, states=STATES)
    path = written(plan, tmp_path)
    emulator.add_fault(f"package_data:{fault}")
    report = client.apply_deletion(path, confirm=plan.code, max_refused=100)
    assert {(it["state"], it["http_status"], it["error_code"]) for it in report.items.to_dicts()} == {
        (state, *told)  # type: ignore[misc]
    }
    assert len(deletes(emulator)) == (len(plan) if state == "accepted" else 0)


@pytest.mark.parametrize("what", ["packages", "videos"])
def test_archived_videos(client: iinkedsign.Client, emulator: Emulator, tmp_path: Path, what: str) -> None:
    def small(package: str) -> bool:
        videos = client.list_videos(package)["videos"] or []
        return bool(videos) and all(it["state"] == "archived" and it["size"] < 2**20 for it in videos)

    packages = [it for it in emulator.package_ids if small(it)]
    listed = [(it, video) for it in packages for video in client.list_videos(it)["videos"] or []]
    pairs = [(package, video["meetingVideoId"]) for package, video in listed]
    plan = client.plan_deletion(
        packages if what == "packages" else pairs,
        **{**DECIDED, "what": what, "archive": "videos"},
        states=STATES,
    )
    assert plan.summary["lost"]["videos"] == 0
    path = written(plan, tmp_path)
    report = client.apply_deletion(path, confirm=plan.code)
    assert report.summary["by_state"] == {"accepted": len(plan)}
    folder = Path(f"{path}.archive")
    for package, video in listed:
        content = (folder / f"p-{package}/v-{video['meetingVideoId']}.mp4").read_bytes()
        assert len(content) == video["size"]
        assert hashlib.sha256(content).hexdigest() in (folder / "SHA256SUMS").read_text()
    assert all(report.items.column("sha256"))
    # The host of the videos learns neither the key nor where they are wanted.
    for request in emulator.requests:
        if request["operation"] == "video":
            assert emulator.api_key not in json.dumps(request["headers"])
            assert "referer" not in request["headers"]
