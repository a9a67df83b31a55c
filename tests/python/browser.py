"""Chromium, driven by its protocol, with nothing of the network."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_AXE = Path(sys.prefix) / "node" / "node_modules" / "axe-core" / "axe.min.js"
_SEEN = """() => {
  const text = (it) => it.textContent, all = (selector) => [...document.querySelectorAll(selector)];
  const sorted = all("#rows th[aria-sort]").filter((it) => it.ariaSort !== "none");
  const seen = {
    count: text(document.getElementById("count")),
    rows: all("#rows tbody tr").map((row) => [...row.children].map(text)),
    sorted: sorted.map((it) => [it.dataset.sort, it.ariaSort]),
    narrowed: all("#narrowed button").map(text),
    controls: ["q", "state", "overdue"].map((name) => document.getElementById("filter")[name].value),
    ends: [document.getElementById("back").disabled, document.getElementById("on").disabled],
  };
  dispatchEvent(new Event("beforeprint"));
  seen.printed = all("#rows tbody tr").length;
  dispatchEvent(new Event("afterprint"));
  return seen;
}"""
WIDE, NARROW = (1380, 900), (360, 740)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The system's Chromium, with a profile of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(FLAGS))
        yield browser
        browser.close()


class Opened:
    """A page, and what it asked for, complained of and failed with meanwhile."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.dialogs: list[str] = []
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", lambda dialog: (self.dialogs.append(dialog.message), dialog.dismiss()))

    def seen(self) -> Any:
        """What is to be seen of the table: its rows and controls, and how many rows would be printed."""
        return self.page.evaluate(_SEEN)

    def violations(self) -> list[dict[str, Any]]:
        """What axe-core finds: the rules of WCAG 2.2 AA, and of good practice."""
        # Evaluated by the protocol, for which the page's policy is no obstacle.
        self.page.evaluate(_AXE.read_text(encoding="utf-8"))
        found: dict[str, Any] = self.page.evaluate("() => axe.run(document)")
        return [
            {"rule": it["id"], "help": it["help"], "where": [node["target"] for node in it["nodes"]][:5]}
            for it in found["violations"]
        ]


@contextmanager
def opened(
    browser: Browser, path: Path, fragment: str = "", size: tuple[int, int] = WIDE, **options: Any
) -> Iterator[Opened]:
    """A file in a window of its own."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, **options)
    try:
        it = Opened(context.new_page())
        it.page.goto(path.as_uri() + fragment)
        yield it
    finally:
        context.close()


def shown(violations: list[dict[str, Any]]) -> str:
    return json.dumps(violations, indent=1)
