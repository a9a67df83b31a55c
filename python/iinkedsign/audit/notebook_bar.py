"""Progress in a notebook: an updated display of plain HTML."""

from __future__ import annotations

import contextlib
from importlib import import_module
from typing import TYPE_CHECKING, Any

from .bar import Bar, line, result

if TYPE_CHECKING:
    from .progress import Progress


class NotebookBar(Bar):
    """One output of a cell that changes."""

    every = 0.25
    _handle: Any = None

    def _draw(self, progress: Progress, speed: float | None) -> None:
        text = line(progress, speed, None, blocks=False, noun=self._noun)
        self._display(_Shown(_html(progress, text), text))

    def end(self, progress: Progress, *, finished: bool, begun: Progress | None = None) -> None:
        if self._handle is not None:
            text = result(progress, finished=finished, noun=self._noun, begun=begun)
            self._display(_Shown(f'<span style="opacity:.7">{text}</span>', text))

    def _display(self, shown: _Shown) -> None:
        # A front end that went away is no reason to lose an audit.
        with contextlib.suppress(Exception):
            if self._handle is None:
                self._handle = import_module("IPython.display").display(shown, display_id=True)
            else:
                self._handle.update(shown)


class _Shown:
    """HTML, and text for front ends that have none."""

    def __init__(self, html: str, text: str) -> None:
        self._html, self._text = html, text

    def _repr_html_(self) -> str:
        return self._html

    def __repr__(self) -> str:
        return self._text


def _html(progress: Progress, text: str) -> str:
    """Colours that do on light and on dark ground."""
    bar = ""
    if progress.total:
        share = min(progress.done / progress.total, 1.0)
        bar = (
            '<div style="flex:0 1 20em;min-width:6em;height:.6em;border-radius:.3em;overflow:hidden;'
            'background:rgba(128,128,128,.3)">'
            f'<div style="width:{share:.1%};height:100%;background:#3584e4"></div></div>'
        )
    return (
        '<div style="display:flex;flex-wrap:wrap;align-items:center;gap:.3em 1em;'
        f'font-variant-numeric:tabular-nums">{bar}<span>{text.replace("  ", "&ensp;")}</span></div>'
    )
