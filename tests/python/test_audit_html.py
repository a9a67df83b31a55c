"""The page of an audit: self-contained, equal to the summary, and harmless for any text of a package."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from pathlib import Path

import pytest
from builders import AS_OF, HOSTILE, KEY, client_of, hostile_audit, package, signer, varied_audit
from concurrency import through_a_pipe
from iinkedsign.audit import Audit
from iinkedsign.audit.charts import share
from iinkedsign.audit.html import page
from markup import Markup
from vendor import PACKAGE

SECRET = "canary-link-4711"


@pytest.fixture(scope="module")
def audit() -> Audit:
    return varied_audit(PACKAGE, "00000000-0000-0000-0000-000000000000", "not an id", include_links=True)


def written(audit: Audit, folder: Path) -> Path:
    return audit.to_html(folder / "audit.html")


def test_charts_tell_the_summary(audit: Audit) -> None:
    summary, shown = audit.summary, Markup(page(audit))
    assert len(summary["by_state"]) >= 5 and summary["overdue"] and summary["errors"] == 7

    def numbers(counts: dict[str, int], whole: int) -> dict[str, list[str]]:
        return {label.replace("_", " "): [f"{n:,}", share(n, whole)] for label, n in counts.items()}

    assert shown.chart("States") == numbers(summary["by_state"], summary["known"])
    ages = {age.replace("-", "–"): n for age, n in summary["overdue_by_age"].items()}
    assert shown.chart("Overdue, by age") == numbers(ages, summary["overdue"])
    progress = {stage: n for stage, n in summary["progress"].items() if n}
    assert shown.chart("Signing progress") == numbers(progress, summary["known"])
    assert shown.chart("Errors, by kind") == numbers(summary["errors_by_kind"], summary["errors"])
    head, *rows = shown.charts["Who blocks what"]
    assert [text.strip() for text in head] == ["Waits for", "Packages", "Overdue"]
    assert rows == [[it["signer"], f"{it['packages']:,}", f"{it['overdue']:,}"] for it in summary["blockers"]]
    assert shown.texts["h1"] == ["Audit of 607 packages"]
    assert "2026-01-15 12:00 UTC" in shown.texts["title"][0]
    assert shown.charts["Drift"][1:] == [
        [it["kind"].replace("_", " "), it["path"], str(it["count"])] for it in audit.drift
    ]
    assert len(audit.drift) >= 1


def test_bars_are_as_long_as_the_numbers(audit: Audit) -> None:
    text = page(audit)
    states = re.search(r'aria-label="States">(.*?)</table>', text, re.DOTALL)
    assert states is not None
    widths = [float(width) for width in re.findall(r'<rect width="([\d.]+)%"', states[1])]
    counts = list(audit.summary["by_state"].values())
    assert widths == [max(round(100 * n / counts[0], 2), 0.75) for n in counts]


def test_shares() -> None:
    cases = {(0, 9): "0%", (1, 1000): "<1%", (1, 2): "50%", (999, 1000): ">99%", (9, 9): "100%", (0, 0): ""}
    assert {case: share(*case) for case in cases} == cases


def test_it_needs_nothing_else(audit: Audit) -> None:
    text = page(audit)
    shown = Markup(text)
    assert not {"link", "img", "iframe", "object", "embed", "base", "audio", "video"} & {tag for tag, _ in shown.tags}
    for tag, attributes in shown.tags:
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, attributes)
            assert name not in ("src", "srcset", "action", "style", "ping", "data"), (tag, attributes)
            assert name not in ("href", "xlink:href") or str(value).startswith("#"), (tag, attributes)
    # Data of packages aside, there is no address at all.
    assert "://" not in re.sub(r'<script type="application/json".*?</script>', "", text, flags=re.DOTALL)
    for style in shown.texts["style"]:
        assert "url(" not in style and "@import" not in style
    assert [it for it in shown.all("html")] == [{"lang": "en"}]


def test_policy_lets_only_its_own_script_run(audit: Audit) -> None:
    shown = Markup(page(audit))
    [policy] = [it["content"] for it in shown.all("meta") if it.get("http-equiv") == "Content-Security-Policy"]
    _, script = shown.texts["script"]
    [style] = shown.texts["style"]

    def digest(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    assert policy == (
        f"default-src 'none'; script-src 'sha256-{digest(script)}'; style-src 'sha256-{digest(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    audit = hostile_audit()
    text = written(audit, tmp_path).read_text(encoding="utf-8")
    shown = Markup(text)
    assert text.count("<script") == text.count("</script") == 2
    with client_of() as client:
        plain = Markup(page(client.audit(["a"], as_of=AS_OF)))
    known = {tag for tag, _ in plain.tags}
    assert {tag for tag, _ in shown.tags} - known <= {"rect", "line", "g", "bdi", "wbr", "a", "table", "code"}
    data, code = json.loads(shown.texts["script"][0]), shown.texts["script"][1]
    assert "innerHTML" not in code and "insertAdjacent" not in code
    assert data["columns"]["name"] == [*HOSTILE, *HOSTILE, *[None] * len(HOSTILE)]
    assert set(HOSTILE[:4]) < set(data["states"])
    blockers = [label for label, *_ in shown.charts["Who blocks what"][1:]]
    assert {'" onmouseover="alert(1)', "<img src=x onerror=alert(1)>"} <= set(blockers)


def test_no_secret_whether_or_not_the_tables_have_them(tmp_path: Path) -> None:
    link = {"link": f"https://host.example/{SECRET}", "token": SECRET, "type": "sign"}
    it = package("p", signer("ann@example.com"))
    it["signers"][0] |= {"signLink": link, "meetingLink": link["link"], "links": [link]}
    it["documents"][0]["revisions"][0]["link"] = link["link"]
    videos = {"p": [{"meetingVideoId": "v", "state": "archived", "url": link["link"]}]}
    with client_of(it, videos=videos) as client:
        audit = client.audit(["p", f"https://host.example/{SECRET}"], include_videos=True, include_links=True)
    assert audit.signers.column("sign_link_token") == [SECRET]
    text = written(audit, tmp_path).read_text(encoding="utf-8")
    assert SECRET not in text and "host.example" not in text and KEY not in text and "127.0.0.1" not in text


@pytest.mark.parametrize(("ids", "count"), [((), "0"), (("gone",), "1"), (("p",), "1")])
def test_few_packages(ids: tuple[str, ...], count: str) -> None:
    with client_of(package("p", signer("ann@example.com"))) as client:
        audit = client.audit(ids, as_of=AS_OF)
    shown = Markup(page(audit))
    assert shown.texts["h1"] == [f"Audit of {count} package{'' if count == '1' else 's'}"]
    assert ("States" in shown.charts) == (ids == ("p",))
    assert "Drift" not in shown.charts and "Contradictions" not in shown.charts


def test_contradictions_are_shown() -> None:
    with client_of(package("p", signer("ann@example.com", True)), package("q")) as client:
        shown = Markup(page(client.audit(["p", "q"], as_of=AS_OF)))
    assert shown.chart("Contradictions") == {"signed but not executed": ["1", "50%"]}


def test_file_is_there_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    with client_of() as client:
        audit = client.audit(["a"], as_of=AS_OF)
    path = tmp_path / "audit.html"
    path.write_text("old")
    path.chmod(0o640)
    link = tmp_path / "link.html"
    link.symlink_to(path)
    assert audit.to_html(str(link)) == path
    assert path.read_text(encoding="utf-8") == page(audit) and link.is_symlink()
    assert path.stat().st_mode & 0o777 == 0o640
    for wrong, error in ((tmp_path, IsADirectoryError), (tmp_path / "missing" / "audit.html", FileNotFoundError)):
        with pytest.raises(error) as caught:
            audit.to_html(wrong)
        assert caught.value.filename == str(wrong)
    assert sorted(os.listdir(tmp_path)) == ["audit.html", "link.html"]


def test_a_pipe_is_written_to_and_not_replaced(tmp_path: Path) -> None:
    with client_of() as client:
        audit = client.audit(["a"], as_of=AS_OF)
    pipe = tmp_path / "pipe.html"
    told: list[Path] = []
    assert through_a_pipe(pipe, lambda it: told.append(audit.to_html(it))).decode() == page(audit)
    assert told == [pipe] and os.listdir(tmp_path) == ["pipe.html"]
