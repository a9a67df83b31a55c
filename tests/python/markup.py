"""HTML as a reader meets it: its tags, its tables and its text."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser


class Markup(HTMLParser):
    """The tags of a page or of a part of one, what stands in its tables, and its text without scripts and styles."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}  # of elements that have nothing but text
        self.tables: list[list[list[str]]] = []
        self.charts: dict[str, list[list[str]]] = {}  # the tables by their labels
        self.text = ""
        self._open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open.append(tag)
        self.texts.setdefault(tag, [])
        if tag in ("script", "style", "h1", "title"):
            self.texts[tag].append("")
        if tag == "table":
            self.tables.append([])
            self.charts[str(dict(attrs).get("aria-label"))] = self.tables[-1]
        if tag == "tr":
            self.tables[-1].append([])
        if tag in ("th", "td"):
            self.tables[-1][-1].append("")

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open and self.texts[self._open[-1]]:
            self.texts[self._open[-1]][-1] += data
        if {"th", "td"} & set(self._open):
            self.tables[-1][-1][-1] += data
        if not {"script", "style"} & set(self._open):
            self.text += data

    def all(self, name: str) -> Iterator[dict[str, str | None]]:
        return (attributes for tag, attributes in self.tags if tag == name)

    def chart(self, title: str) -> dict[str, list[str]]:
        """The numbers of a chart by their labels."""
        return {label: [text for text in numbers if text] for label, *numbers in self.charts.get(title, [])}
