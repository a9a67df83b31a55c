"""What a notebook shows of an audit and of its tables."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import iinkedsign
import pytest
from builders import AS_OF, client_of, days_ago, package, signer
from iinkedsign.audit import Audit
from iinkedsign.audit.notebook import HIDDEN
from markup import Markup

ANN = "ann@example.com"
SECRET = "canary-link-0815"
HOSTILE = '</style><script>alert("canary")</script><img src=x onerror=alert(1)>'
LINK = f"https://host.example/{SECRET}"
TABLES = ("packages", "documents", "signers", "revisions", "videos", "errors")


class Shown(Markup):
    """An output, which has nothing that acts or loads."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag not in ("script", "img")
        assert not any(name.startswith("on") or name in ("src", "href", "style") for name, _ in attrs), attrs
        super().handle_starttag(tag, attrs)


@pytest.fixture(scope="module")
def audit() -> Iterator[Audit]:
    """Some packages: one of them hostile, one late, one that contradicts itself; and errors. With links."""
    link = {"link": LINK, "token": SECRET, "type": "sign"}
    hostile = package("hostile", signer(HOSTILE, first=HOSTILE), name=HOSTILE * 2, externalData={"a": HOSTILE})
    hostile["signers"][0] |= {"signLink": link, "meetingLink": link, "links": [link]}
    hostile["documents"][0]["revisions"][0]["link"] = LINK
    videos = {"hostile": [{"meetingVideoId": "v", "state": "archived", "url": LINK, "duration": "PT5M12S"}]}
    packages = [
        hostile,
        package("late", signer(ANN), sign_by=days_ago(12.3)),
        package("wrong", signer(ANN, True)),
        *(package(f"more-{n}", signer(ANN)) for n in range(1_200)),
    ]
    ids = [it["packageId"] for it in packages]
    with client_of(*packages, videos=videos) as client:
        yield client.audit([*ids, "gone"], as_of=AS_OF, include_videos=True, include_links=True)


def test_audit(audit: Audit) -> None:
    shown = Shown(audit._repr_html_())
    assert "As of 2026-01-15 12:00 UTC" in shown.text and "5 of 1,204 rows" in shown.text
    charts = [[[cell.strip() for cell in row if cell] for row in table] for table in shown.tables]
    states, overdue, blockers, errors, contradictions, rows = charts
    assert states == [["open", "1,202", ">99%"], ["expired", "1", "<1%"]]
    assert overdue[1] == ["8–30 days", "1", "100%"]
    assert blockers == [["Waits for", "Packages", "Overdue"], [ANN, "1,201", "1"], [HOSTILE, "1", "0"]]
    assert errors == [["not found", "1", "100%"]]
    assert contradictions == [["signed but not executed", "1", "<1%"]]
    head, first, late, wrong, *_ = rows
    assert late == ["late", "Package late", "concurrent", "expired", "2026-01-03 04:48", "12", "0", "1", "–", "–"]
    assert first[1].startswith("</style><script>") and first[1].endswith("…") and len(first[1]) <= 80
    assert wrong[head.index("contradiction")] == "signed_but_not_executed"


def test_tables(audit: Audit) -> None:
    for name in TABLES:
        table = getattr(audit, name)
        html = table._repr_html_()
        shown = Shown(html)
        [[head, *rows]] = shown.tables
        assert head == table.columns and len(rows) == min(len(table), 5)
        count = f"5 of {len(table):,}" if len(table) > 5 else f"{len(table):,}"
        assert f"{count} row{'' if len(table) == 1 else 's'} of {name}" in shown.text
        assert len(html) < 40_000, "it is saved with the notebook"


def test_links_are_in_the_tables_but_not_shown(audit: Audit) -> None:
    with client_of(package("p", signer(ANN))) as client:
        without = client.audit(["p"])
    links = {
        column for name in TABLES for column in set(getattr(audit, name).columns) - set(getattr(without, name).columns)
    }
    # When it expires opens nothing.
    assert links - {"time_url_expires"} == HIDDEN
    assert SECRET in audit.signers.column("links")[0]
    for it in (audit, *(getattr(audit, name) for name in TABLES)):
        assert SECRET not in it._repr_html_() + repr(it) and "host.example" not in it._repr_html_()
    [[head, first, *_]] = Shown(audit.signers._repr_html_()).tables
    assert [cell for name, cell in zip(head, first, strict=True) if name in HIDDEN] == ["hidden"] * 5


def test_nothing_and_only_errors() -> None:
    with client_of() as client:
        for ids, count in (((), "0 rows"), (("a", "b"), "2 rows")):
            audit = client.audit(ids, as_of=AS_OF)
            text = Shown(audit._repr_html_()).text
            for words in (count, "No package is overdue.", "No package waits for anybody."):
                assert words in text
            assert ("No errors." in text) == (not ids)
            assert repr(audit) == f"<Audit of {len(ids)} packages, {len(ids)} errors, as of {AS_OF.isoformat()}>"
            assert repr(audit.signers) == f"<signers: 0 rows, {len(audit.signers.columns)} columns>"


def test_styles_keep_to_their_output() -> None:
    """Each rule of what is put into a notebook begins with the class of the output."""
    folder = Path(iinkedsign.__file__).parent / "audit"
    for name in ("theme.css", "notebook.css"):
        text = (folder / name).read_text(encoding="utf-8")
        rules = [line for line in text.splitlines() if "{" in line]
        assert len(rules) >= 8 and all(rule.startswith(".iinkedsign") for rule in rules)
