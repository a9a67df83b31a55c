"""An audit as one page that needs nothing else: no server, no network, no font."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .. import _native
from . import charts
from .charts import number, share
from .summary import AGES, UNKNOWN
from .waiting import waits_for

if TYPE_CHECKING:
    from datetime import datetime
    from os import PathLike

    from ..types import DriftEntry
    from ._audit import Audit

# The columns of the table: what page.js calls them, and what it writes above them.
HEADS = {
    "name": "Package",
    "type": "Type",
    "state": "State",
    "sign_by": "Sign by",
    "days": "Days overdue",
    "signed": "Signed",
    "waits_for": "Waits for",
    "remark": "Remarks",
}


def write(audit: Audit, path: str | PathLike[str]) -> Path:
    """Write the page to ``path``."""
    return save(path, page(audit))


def save(path: str | PathLike[str], text: str) -> Path:
    """Write a page to ``path``, which holds what it held before or the whole page, and nothing between."""
    # The file that a link names is replaced, not the link.
    path = Path(path).resolve()
    _native.write_file(path, text.encode())
    return path


def document(title: str, body: str, style: str, script: str = "") -> str:
    """A page, complete in itself."""
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>{style}</style>
</head>
<body class="iinkedsign">
{body}
</body>
</html>
"""


FOOTER = "<footer><p>Times are UTC. The page is complete in itself, and holds no links that open packages or videos.</p></footer>"


def page(audit: Audit) -> str:
    """The page as text.  It never holds links, tokens or addresses of videos, whether or not the tables do."""
    summary = audit.summary
    script = source("page.js")
    style = source("theme.css") + source("page.css")
    # `<` is all that could end the element early.
    data = json.dumps(rows(audit), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    title = f"Audit of {number(summary['packages'])} {'package' if summary['packages'] == 1 else 'packages'}"
    body = f"""<header>
<h1>{title}</h1>
<p class="lead">As of <time datetime="{audit.as_of.isoformat()}">{_time(audit.as_of)}</time>{_repeats(summary)}</p>
</header>
<main>
{tiles(summary)}
<div class="charts panel">{_charts(summary)}</div>
<section id="packages" tabindex="-1" aria-label="Packages">
<h2>Packages</h2>
<noscript><p>The table needs JavaScript. All that is above does without.</p></noscript>
<div id="table" hidden>
<form id="filter" role="search" aria-label="Filter the packages">
<label class="search">Search<input name="q" type="search" autocomplete="off" spellcheck="false"
 placeholder="Name, id, person, error"></label>
<label>State<select name="state"><option value="">All</option>{_options(_states(summary))}</select></label>
<label>Overdue<select name="overdue"><option value="">All</option>{_options(_overdue())}</select></label>
<button type="reset">Show all</button>
</form>
<div id="narrowed"></div>
<div class="pager">
<output id="count" aria-live="polite"></output>
<button type="button" id="back"><span aria-hidden="true">← </span>Previous</button>
<button type="button" id="on">Next<span aria-hidden="true"> →</span></button>
</div>
<table id="rows" role="table" aria-label="Packages">
<thead role="rowgroup"><tr role="row">{_heads()}</tr></thead>
<tbody role="rowgroup"></tbody>
</table>
</div>
</section>
{_drift(audit.drift)}
</main>
{FOOTER}
<script type="application/json" id="data">{data}</script>
<script>{script}</script>"""
    return document(f"{title}, {_time(audit.as_of)}", body, style, script)


def source(name: str, package: str = "audit") -> str:
    """A file of this package, or of another one."""
    return files(f"iinkedsign.{package}").joinpath(name).read_text(encoding="utf-8")


def tiles(summary: dict[str, Any]) -> str:
    """The numbers that come first."""
    states, overdue, errors, videos = (summary[name] for name in ("by_state", "overdue", "errors", "videos"))
    executed, still_open = states.get("executed", 0), states.get("open", 0)
    signed, signers = summary["signatures"]["signed"], summary["signatures"]["total"]
    known, packages = summary["known"], summary["packages"]
    shown = [
        ("Packages", packages, ""),
        ("Executed", executed, share(executed, known)),
        ("Open", still_open, share(still_open, known)),
        ("Overdue", overdue, share(overdue, known)),
        ("Signed", signed, f"of {charts.signers(signers)}"),
        ("Contradictions", sum(summary["contradictions"].values()), ""),
        ("Errors", errors, share(errors, packages)),
    ]
    if videos is not None:
        shown.append(("Past retention", videos["retention_expired"], f"of {number(videos['total'])} videos"))
    return tile_list(*shown)


def tile_list(*shown: tuple[str, int, str]) -> str:
    """Numbers, each between its name and a note."""
    each = (f"<div><dt>{name}</dt><dd>{number(n)} <small>{escape(of)}</small></dd></div>" for name, n, of in shown)
    return f'<dl class="tiles">{"".join(each)}</dl>'


def rows(audit: Audit) -> dict[str, Any]:
    """What page.js shows: columns, and what they point to by its place."""
    column = audit.packages.column
    is_error = [kind is not None for kind in column("error_kind")]
    states, state = _places(
        None if error else known or UNKNOWN for known, error in zip(column("effective_state"), is_error)
    )
    types, type = _places(column("type"))
    errors, error = _places(column("error_kind"))
    contradictions, contradiction = _places(column("contradiction"))
    persons: dict[str, int] = {}
    waiting = [[persons.setdefault(it, len(persons)) for it in people] for people in waits_for(audit)]
    return {
        "states": states,
        "types": types,
        "persons": list(persons),
        "errors": errors,
        "contradictions": contradictions,
        "columns": {
            "id": column("package_id"),
            "name": column("name"),
            "type": type,
            "state": state,
            "sign_by": [None if time is None else int(time.timestamp()) for time in column("time_sign_by")],
            "days": [days if late else None for days, late in zip(column("days_overdue"), column("is_overdue"))],
            "signed": column("signers_signed"),
            "total": column("signers_total"),
            "waits_for": waiting,
            "error": error,
            "message": column("error_message"),
            "contradiction": contradiction,
        },
    }


def _places(values: Iterable[str | None]) -> tuple[list[str], list[int | None]]:
    """The different values, and for each its place among them."""
    known: dict[str, int] = {}
    places = [None if value is None else known.setdefault(value, len(known)) for value in values]
    return list(known), places


def _policy(style: str, script: str) -> str:
    """Nothing is loaded, and no script runs but the page's own."""
    own = [
        (kind, b64encode(sha256(text.encode()).digest()).decode())
        for kind, text in (("script", script), ("style", style))
        if text
    ]
    allowed = "".join(f"{kind}-src 'sha256-{digest}'; " for kind, digest in own)
    return f"default-src 'none'; {allowed}base-uri 'none'; form-action 'none'"


def _charts(summary: dict[str, Any]) -> str:
    linked = (charts.blockers, charts.errors, charts.contradictions)
    return (
        charts.states(summary, links=True)
        + charts.overdue(summary, links=True)
        + charts.progress(summary)
        + "".join(chart(summary, links=True) for chart in linked)
    )


def _drift(drift: list[DriftEntry]) -> str:
    if not drift:
        return ""
    entries = "".join(
        f"<tr><td>{charts.words(entry['kind'])}</td><td><code>{escape(entry['path']).replace('.', '<wbr>.')}</code></td>"
        f"<td>{number(entry['count'])}</td></tr>"
        for entry in drift
    )
    return (
        '<section class="panel"><h2>Drift: where answers differ from the documentation</h2><table class="drift" aria-label="Drift"><thead>'
        '<tr><th scope="col">Kind</th><th scope="col">Where</th><th scope="col">Times</th></tr></thead>'
        f"<tbody>{entries}</tbody></table></section>"
    )


def _states(summary: dict[str, Any]) -> dict[str, str]:
    states = {state: state for state in summary["by_state"]}
    return {**states, "error": "error"} if summary["errors"] else states


def _overdue() -> dict[str, str]:
    return {"0-": "overdue", **{charts.age_range(age): age.replace("-", "–") for age in AGES}}


def _options(values: dict[str, str]) -> str:
    each = (f'<option value="{escape(value)}">{escape(words)}</option>' for value, words in values.items())
    return "".join(each)


def _heads() -> str:
    right = ("days", "signed")
    each = (
        f'<th scope="col" role="columnheader" data-sort="{key}" aria-sort="none"{" class=number" if key in right else ""}>'
        f'<button type="button">{head}</button></th>'
        for key, head in HEADS.items()
    )
    return "".join(each)


def _repeats(summary: dict[str, Any]) -> str:
    n = summary["duplicates"]
    return f"; {number(n)} {'row repeats' if n == 1 else 'rows repeat'} a package, and each counts" if n else ""


def _time(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M} UTC"
