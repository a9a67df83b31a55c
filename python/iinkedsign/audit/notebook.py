"""The display of audits in notebooks: HTML without scripts, for light and dark themes."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import escape
from typing import TYPE_CHECKING, Any

from . import charts
from .charts import number
from .html import source, tiles

if TYPE_CHECKING:
    from ._audit import Audit
    from ._table import Table

FIRST = 5
LONGEST = 80

# Columns that open something without a login. They are in a table only with `include_links`, and even then not in
# what a notebook shows, for notebooks are saved and sent around.
HIDDEN = frozenset(("sign_link", "sign_link_token", "meeting_link", "meeting_link_token", "links", "link", "url"))
SHOWN = (
    "package_id",
    "name",
    "type",
    "effective_state",
    "time_sign_by",
    "days_overdue",
    "signers_signed",
    "signers_total",
    "contradiction",
    "error_kind",
)


def audit_html(audit: Audit) -> str:
    """What matters of an audit: states, overdue, who blocks what, errors; and the first rows."""
    summary = audit.summary
    kinds = (charts.states, charts.overdue, charts.blockers, charts.errors, charts.contradictions)
    shown = "".join(chart(summary) for chart in kinds)
    return framed(
        f"<p>As of {audit.as_of:%Y-%m-%d %H:%M} UTC</p>"
        f'{tiles(summary)}<div class="charts">{shown}</div>'
        f"{_rows(audit.packages, [name for name in SHOWN if name in audit.packages.columns])}"
    )


def table_html(table: Table) -> str:
    """The first rows of a table."""
    return framed(_rows(table, table.columns))


def framed(content: str, style: str = "") -> str:
    """An output of a cell, with its style and more of it."""
    style = source("theme.css") + source("notebook.css") + style
    return f'<style>{style}</style><div class="iinkedsign notebook">{content}</div>'


def _rows(table: Table, columns: list[str]) -> str:
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in columns)
    rows = table._native.to_dicts(FIRST)
    body = "".join(f"<tr>{''.join(_cell(name, row[name]) for name in columns)}</tr>" for row in rows)
    of = f"{number(len(rows))} of {number(len(table))}" if len(rows) < len(table) else number(len(table))
    return (
        f'<div class="scroll" tabindex="0"><table class="rows"><thead><tr>{head}</tr></thead><tbody>{body}</tbody>'
        f"</table></div><p>{of} {'row' if len(table) == 1 else 'rows'} of <code>{escape(table.name)}</code></p>"
    )


def _cell(name: str, value: Any) -> str:
    if value is None:
        return '<td class="null">–</td>'
    if name in HIDDEN:
        return '<td class="null">hidden</td>'
    if isinstance(value, bool | timedelta):
        return f"<td>{value}</td>"
    if isinstance(value, int | float):
        return f'<td class="number">{value}</td>'
    if isinstance(value, datetime):
        return f"<td>{value:%Y-%m-%d %H:%M}</td>"
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    if len(text) > LONGEST:
        text = text[: LONGEST - 1] + "…"
    if name in ("state", "effective_state"):
        return f'<td><span class="state {charts.tone(text)}">{escape(text)}</span></td>'
    return f"<td><bdi>{escape(text)}</bdi></td>"
