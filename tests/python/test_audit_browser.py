"""The page of an audit in Chromium: what a reader does with it, by mouse and by keyboard, and who may read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from browser import NARROW, WIDE, Opened, chromium, opened, shown
from builders import AS_OF, HOSTILE, client_of, days_ago, hostile_audit, package, signer, varied_audit
from hostile import Server
from iinkedsign.audit import Audit
from playwright.sync_api import Browser, expect
from served import served
from statuses import answer, package_of

SIZES = {"wide": WIDE, "tablet": (820, 1180), "narrow": NARROW}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as it:
        yield it


@pytest.fixture(scope="module")
def audit() -> Audit:
    return varied_audit("no-such-package", "not an id")


@pytest.fixture(scope="module")
def path(audit: Audit, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return audit.to_html(tmp_path_factory.mktemp("page") / "audit.html")


@pytest.fixture
def it(browser: Browser, path: Path) -> Iterator[Opened]:
    with opened(browser, path) as page:
        yield page
        # Whatever was done with it.
        assert page.complaints == [] and page.dialogs == []
        assert {request.partition("#")[0] for request in page.requests} == {path.as_uri()}


def count(it: Opened) -> str:
    return it.page.locator("#count").inner_text()


def column(it: Opened, place: int) -> list[str]:
    return it.page.locator(f"#rows tbody tr > :nth-child({place})").all_inner_texts()


def fragment(it: Opened) -> str:
    return str(it.page.evaluate("() => location.hash"))


def test_charts_lead_to_their_rows(it: Opened, audit: Audit) -> None:
    links = it.page.locator(".chart a")
    assert links.count() >= 12
    keys = {key for link in links.all() for key, _ in parse_qsl(str(link.get_attribute("href"))[1:])}
    assert keys == {"state", "overdue", "who", "error", "contradiction"}
    for place in range(links.count()):
        link = links.nth(place)
        number = link.locator("xpath=ancestor::tr").locator("td.number").first.inner_text()
        link.click()
        expect(it.page.locator("#count")).to_contain_text(f"of {number}, out of {len(audit.packages)}")
        assert it.page.locator("#rows tbody tr").count() == min(50, int(number.replace(",", "")))
        # The table is in view, and has the focus.
        expect(it.page.locator("#packages")).to_be_in_viewport()
        assert it.page.evaluate("() => document.activeElement.id") == "packages"


def test_the_browser_goes_back_through_charts(it: Opened, audit: Audit) -> None:
    first, second = it.page.locator(".chart a").nth(0), it.page.locator(".chart a").nth(5)
    # The browser tells the page of a new address a moment later.
    first.click()
    expect(it.page.locator("#count")).to_contain_text(", out of")
    before = count(it)
    second.click()
    expect(it.page.locator("#count")).not_to_have_text(before)
    it.page.go_back()
    expect(it.page.locator("#count")).to_have_text(before)
    it.page.go_back()
    expect(it.page.locator("#count")).to_have_text(f"Rows 1–50 of {len(audit.packages)}")


def test_filters(it: Opened, audit: Audit) -> None:
    rows = audit.packages.to_dicts()
    it.page.locator("select[name=state]").select_option("open")
    opened = [row for row in rows if row["effective_state"] == "open"]
    assert f"of {len(opened)}, out of {len(rows)}" in count(it)
    assert set(column(it, 3)) == {"open"}
    it.page.get_by_label("Search").fill("contrat")
    named = [row for row in opened if "contrat" in (row["name"] or "").lower()]
    expect(it.page.locator("#count")).to_contain_text(f"of {len(named)}, out of {len(rows)}")
    assert fragment(it) == "#state=open&q=contrat"
    it.page.locator("select[name=state]").select_option("")
    it.page.get_by_label("Search").fill("")
    it.page.locator("select[name=overdue]").select_option("91-")
    late = [row for row in rows if row["is_overdue"] and row["days_overdue"] > 90]
    assert late
    expect(it.page.locator("#count")).to_contain_text(f"of {len(late)}, out of {len(rows)}")
    it.page.get_by_role("button", name="Show all").click()
    expect(it.page.locator("#count")).to_have_text(f"Rows 1–50 of {len(rows)}")
    assert fragment(it) == ""
    assert it.page.get_by_label("Search").input_value() == ""


def test_the_address_says_what_is_shown(browser: Browser, path: Path, it: Opened) -> None:
    it.page.locator("select[name=state]").select_option("expired")
    it.page.get_by_role("button", name="Sign by").click()
    with opened(browser, path, fragment(it)) as other:
        assert count(other) == count(it)
        assert column(other, 1) == column(it, 1)
        assert other.page.locator("select[name=state]").input_value() == "expired"


def seen_at(browser: Browser, path: Path, fragment: str) -> Any:
    """What is to be seen at a fragment of the page's address."""
    with opened(browser, path, fragment) as it:
        return it.seen()


def test_what_each_address_shows(browser: Browser, path: Path, audit: Audit) -> None:
    rows = audit.packages.to_dicts()
    whole = len(rows)
    lease = [it["package_id"] for it in rows if "contrat" in (it["name"] or "").lower()]
    open_ones = [it["package_id"] for it in rows if it["effective_state"] == "open" and it["package_id"] in lease]
    failed = [it["package_id"] for it in rows if it["error_kind"] is not None]
    second = (f"Rows 51–{len(lease)} of {len(lease)}, out of {whole}", lease[50:100])
    cases: dict[str, tuple[str, list[str]]] = {
        "#q=CONTRAT": (f"Rows 1–50 of {len(lease)}, out of {whole}", lease[:50]),
        "#q=contrat&page=2": second,
        "#q=contrat&page=99": second,
        "#q=contrat&state=open": (f"Rows 1–{len(open_ones)} of {len(open_ones)}, out of {whole}", open_ones),
        "#q=not_authorized": (f"Rows 1–5 of 5, out of {whole}", [it["package_id"] for it in rows[40:45]]),
        "#q=nothing+is+called+so": ("No row fits the filter.", []),
        "#state=error&sort=-none": (f"Rows 1–7 of 7, out of {whole}", failed),
        # Named by their places: "Contrat d’été 7" comes before "Contrat d’été 12".
        "#q=contrat&sort=-name": (f"Rows 1–50 of {len(lease)}, out of {whole}", lease[:-51:-1]),
        "#who=nobody&error=none&page=x&sort=x": ("No row fits the filter.", []),
    }
    assert 50 < len(lease) <= 100 and 0 < len(open_ones) <= 50
    seen = {fragment: seen_at(browser, path, fragment) for fragment in (*cases, "#sort=-days")}
    for fragment, (count, ids) in cases.items():
        assert seen[fragment]["count"] == count, fragment
        shown = [row[0] for row in seen[fragment]["rows"]]
        assert all(text.endswith(id) for text, id in zip(shown, ids, strict=True)), fragment
    by_days = seen["#sort=-days"]
    assert (by_days["count"], by_days["sorted"]) == (f"Rows 1–50 of {whole}", [["days", "descending"]])
    days = [int(row[4].replace(",", "")) for row in by_days["rows"]]
    assert days == sorted((it["days_overdue"] for it in rows if it["is_overdue"]), reverse=True)[:50]
    assert seen["#q=contrat&state=open"]["controls"] == ["contrat", "open", ""]
    assert seen["#q=contrat&page=2"]["ends"] == [False, True]
    # Paper has no button for the next page.
    assert seen["#q=contrat&page=2"]["printed"] == len(lease) and by_days["printed"] == whole
    narrowed = seen["#who=nobody&error=none&page=x&sort=x"]["narrowed"]
    assert narrowed == ["Waits for nobody ×", "Error: none ×"]


def test_a_row(browser: Browser, tmp_path: Path) -> None:
    people = [signer(f"{name}@example.com") for name in ("ann", "bob", "cat", "dan", "eve")]
    late = package("late", *people, signer("fay@example.com", True), state="expired", sign_by=days_ago(1234.5))
    bare = package("bare", state=None, type=None, name=None, signers=None, documents=None)
    with client_of(late, bare) as client:
        audit = client.audit(["late", "bare", "gone", 7], as_of=AS_OF)
        nothing, one = client.audit([], as_of=AS_OF), client.audit(["late"], as_of=AS_OF)
    seen = seen_at(browser, audit.to_html(tmp_path / "it.html"), "")
    first, second, third, fourth = seen["rows"]
    waiting = "ann@example.combob@example.comcat@example.comand 2 more"
    since = days_ago(1234.5)[:10]
    assert first == ["Package latelate", "concurrent", "expired", since, "1,234", "1 of 6", waiting, ""]
    assert second == ["bare", "", "unknown", days_ago(-30)[:10], "", "", "", ""]
    assert third[:7] == ["gone", "", "error", "", "", "", ""] and third[7].startswith("not found: ")
    assert fourth[0] == "7" and fourth[7].startswith("invalid argument: ")
    for few, count in ((nothing, "There are no rows."), (one, "Rows 1–1 of 1"), (audit, "Rows 1–4 of 4")):
        assert seen_at(browser, few.to_html(tmp_path / "it.html"), "")["count"] == count


def test_hostile_texts_stay_texts(browser: Browser, tmp_path: Path) -> None:
    path = hostile_audit().to_html(tmp_path / "it.html")
    assert [row[2] for row in seen_at(browser, path, "")["rows"][:4]] == HOSTILE[:4]
    assert seen_at(browser, path, "#q=%3Cimg")["rows"][0][0].startswith("<img src=x onerror=alert(1)>")


def test_sorting(it: Opened) -> None:
    given = column(it, 1)
    for key, place in (("name", 1), ("sign_by", 4), ("days", 5)):
        head = it.page.locator(f"#rows th[data-sort={key}]")
        button = head.locator("button")
        assert head.get_attribute("aria-sort") == "none"
        button.click()
        assert head.get_attribute("aria-sort") == "ascending"
        assert button.evaluate("it => it === document.activeElement")
        up = [text for text in column(it, place) if text]
        button.click()
        assert head.get_attribute("aria-sort") == "descending"
        down = [text for text in column(it, place) if text]
        if key == "days":
            days = [int(text.replace(",", "")) for text in down]
            assert days == sorted(days, reverse=True)
        elif key == "sign_by":
            assert up == sorted(up) and down == sorted(down, reverse=True)
        assert up != down
        button.click()
        assert head.get_attribute("aria-sort") == "none" and column(it, 1) == given


def test_paging(it: Opened, audit: Audit) -> None:
    whole, pages = len(audit.packages), -(-len(audit.packages) // 50)
    back, on = it.page.get_by_role("button", name="Previous"), it.page.get_by_role("button", name="Next")
    expect(back).to_be_disabled()
    ids: list[str] = []
    for page in range(1, pages + 1):
        last = min(page * 50, whole)
        expect(it.page.locator("#count")).to_have_text(f"Rows {page * 50 - 49}–{last} of {whole}")
        ids += it.page.locator("#rows tbody code").all_inner_texts()
        if page < pages:
            on.click()
    assert ids == audit.packages.column("package_id")
    expect(on).to_be_disabled()
    # The button that was pressed is none any more; the keyboard must not begin anew at the top of the page.
    assert back.evaluate("it => it === document.activeElement")
    back.click()
    expect(it.page.locator("#count")).to_have_text(f"Rows {whole - whole % 50 - 49}–{whole - whole % 50} of {whole}")


def test_keyboard_only(it: Opened, audit: Audit) -> None:
    """Everything can be reached and done, in the order in which it stands, and is seen to have the focus."""
    keyboard = it.page.keyboard

    def focused() -> str:
        assert it.page.evaluate(
            """() => {
              const style = getComputedStyle(document.activeElement);
              return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
            }"""
        ), "the focus is not seen"
        return str(
            it.page.evaluate("() => document.activeElement.ariaLabel || document.activeElement.textContent.trim()")
        )

    seen = []
    for _ in range(it.page.locator(".chart a").count()):
        keyboard.press("Tab")
        seen.append(focused())
    assert seen == [text.strip() for text in it.page.locator(".chart a").all_text_contents()]
    keyboard.press("Tab")
    assert it.page.evaluate("() => document.activeElement.name") == "q"
    keyboard.type("contrat")
    expect(it.page.locator("#count")).to_contain_text(f"out of {len(audit.packages)}")
    keyboard.press("Tab")
    keyboard.type("open")
    expect(it.page.locator("select[name=state]")).to_have_value("open")
    for name in ("overdue", ""):
        keyboard.press("Tab")
        assert (it.page.evaluate("() => document.activeElement.name") or "") == name
    assert focused() == "Show all"
    keyboard.press("Enter")
    expect(it.page.locator("#count")).to_have_text(f"Rows 1–50 of {len(audit.packages)}")
    keyboard.press("Tab")
    assert focused() == "Next →"
    keyboard.press("Enter")
    expect(it.page.locator("#count")).to_contain_text("Rows 51–100 of")
    for head in ("Package", "Type", "State", "Sign by", "Days overdue"):
        keyboard.press("Tab")
        assert focused() == head
    keyboard.press("Space")
    expect(it.page.locator("#rows th[data-sort=days]")).to_have_attribute("aria-sort", "ascending")
    assert focused() == "Days overdue"


def test_what_narrows_is_taken_away_by_keyboard(it: Opened, audit: Audit) -> None:
    it.page.goto(it.page.url + "#error=permission_denied&who=x")
    it.page.reload()
    [first, _] = it.page.locator("#narrowed button").all()
    assert first.inner_text() == "Waits for x ×"
    first.focus()
    it.page.keyboard.press("Enter")
    expect(it.page.locator("#narrowed button")).to_have_count(1)
    # The focus goes to the next one, and then to the search.
    assert it.page.evaluate("() => document.activeElement.textContent") == "Error: permission denied ×"
    it.page.keyboard.press("Enter")
    assert it.page.evaluate("() => document.activeElement.name") == "q"
    assert count(it) == f"Rows 1–50 of {len(audit.packages)}"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_accessibility(browser: Browser, path: Path, scheme: str, size: str) -> None:
    """Of everything that there can be: errors, what narrows the rows, drift."""
    fragment = "#error=permission_denied&sort=-name"
    with opened(browser, path, fragment, SIZES[size], color_scheme=scheme) as it:
        assert it.page.locator("#rows tbody tr").count() == 5
        violations = it.violations()
        assert violations == [], shown(violations)
        ground = it.page.evaluate("() => getComputedStyle(document.body).backgroundColor")
        light = sum(map(int, re.findall(r"\d+", ground)[:3])) / 3
        assert light > 200 if scheme == "light" else light < 60


def test_accessibility_of_a_full_page(it: Opened) -> None:
    violations = it.violations()
    assert violations == [], shown(violations)


def test_the_check_finds_something(it: Opened) -> None:
    """Or it would prove nothing."""
    it.page.evaluate(
        "() => { document.querySelector('select').parentElement.replaceWith(document.querySelector('select')) }"
    )
    it.page.evaluate("() => { document.body.style.color = '#aaa' }")
    assert {it["rule"] for it in it.violations()} >= {"select-name", "color-contrast"}


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("zoom", [1, 2])
def test_nothing_is_wider_than_the_window(browser: Browser, path: Path, size: str, zoom: int) -> None:
    width, height = SIZES[size]
    if width // zoom < 320:  # what WCAG asks for
        zoom = 1
    with opened(browser, path, "", (width // zoom, height // zoom)) as it:
        for hash in ("", "#error=permission_denied", "#q=no+such+thing"):
            it.page.evaluate("hash => { location.hash = hash }", hash)
            wide = it.page.evaluate("() => [document.documentElement.scrollWidth, innerWidth]")
            assert wide[0] <= wide[1], hash


def test_print(it: Opened, audit: Audit, tmp_path: Path) -> None:
    """All rows, without controls, in black on white, and afterwards as before."""
    it.page.evaluate(
        """() => {
          addEventListener("beforeprint", () => { window.printed = document.querySelectorAll("#rows tbody tr").length; });
        }"""
    )
    it.page.emulate_media(media="print", color_scheme="dark")
    for hidden in ("form", ".pager button", "#narrowed"):
        assert not it.page.locator(hidden).first.is_visible()
    assert it.page.evaluate("() => getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    pdf = it.page.pdf(prefer_css_page_size=True)
    assert it.page.evaluate("() => window.printed") == len(audit.packages)
    assert pdf.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) > 5
    it.page.emulate_media(media="screen")
    assert it.page.locator("#rows tbody tr").count() == 50


def test_without_scripts(browser: Browser, path: Path) -> None:
    with opened(browser, path, java_script_enabled=False) as it:
        assert it.page.locator("noscript").inner_text() == "The table needs JavaScript. All that is above does without."
        assert it.page.locator(".chart tr").count() > 12
        assert not it.page.locator("#table").is_visible()
        assert it.requests == [path.as_uri()]


FOREIGN = {
    "an image": "new Image().src = ADDRESS",
    "a script": "document.body.append(Object.assign(document.createElement('script'), {src: ADDRESS}))",
    "a script of text": "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))",
    "a style": "document.head.append(Object.assign(document.createElement('link'), {rel: 'stylesheet', href: ADDRESS}))",
    "a frame": "document.body.append(Object.assign(document.createElement('iframe'), {src: ADDRESS}))",
    "a request": "fetch(ADDRESS).catch(() => {})",
    "a beacon": "navigator.sendBeacon(ADDRESS, 'data')",
    "a socket": "new WebSocket(ADDRESS.replace('http', 'ws'))",
    "a form": "(() => { const it = document.createElement('form'); it.action = ADDRESS; document.body.append(it); it.submit(); })()",
    "a worker": "new Worker(URL.createObjectURL(new Blob(['x'])))",
    "text as code": "(() => { try { setTimeout('window.ran = 1', 0) } catch {} })()",
    "a handler": "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.ran = 1\">')",
    "another base": "document.head.append(Object.assign(document.createElement('base'), {href: ADDRESS}))",
}


@pytest.mark.parametrize("what", FOREIGN)
def test_the_policy_lets_nothing_foreign_in_or_out(browser: Browser, path: Path, what: str) -> None:
    """Even if something managed to run in the page."""
    with Server(lambda connection, _: connection.close()) as server, opened(browser, path) as it:
        it.page.evaluate("document.addEventListener('securitypolicyviolation', () => { window.stopped = 1 })")
        it.page.evaluate(FOREIGN[what].replace("ADDRESS", f"'{server.base_url}/x'"))
        it.page.wait_for_function("() => window.stopped")
        assert it.page.evaluate("() => window.ran") is None
        assert it.page.url.startswith(path.as_uri())
        assert server.requests == []


def test_hostile_names(browser: Browser, tmp_path: Path) -> None:
    names = [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "</script><script>alert(1)</script>",
        "javascript:alert(1)",
        '"><svg onload=alert(1)>',
        "\u202etxt.exe",
        "x" * 5_000,
    ]

    def serve(connection: object, request: object) -> None:
        text = names[int(package_of(request))]  # type: ignore[arg-type]
        signers = [{"signerId": "s", "email": text, "firstName": text}]
        connection.send(answer(package_of(request), name=text, state="open", type=text, signers=signers))  # type: ignore

    with served(serve) as (client, _):
        audit = client.audit(map(str, range(len(names))), as_of=AS_OF)
    with opened(browser, audit.to_html(tmp_path / "it.html"), "#sort=name") as it:
        shown_names = set(it.page.locator("#rows tbody th bdi").all_text_contents())
        assert shown_names == set(names)
        assert it.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        assert it.dialogs == [] and it.complaints == []
        violations = it.violations()
        assert violations == [], shown(violations)
