"""Plans and reports as self-contained pages, and in notebooks."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from ..audit import Table
from ..audit.charts import number, share
from ..audit.html import FOOTER, document, save, source, tile_list
from ..audit.notebook import framed

if TYPE_CHECKING:
    from os import PathLike
    from pathlib import Path

    from ._plan import DeletionPlan
    from ._report import DeletionReport

# So many rows are on a page, and in a notebook; the plan's file and the report's tables have all.
_ROWS, _FEW = 1_000, 5

# What a state of an item means for a reader, and its colour.
STATES = {
    "accepted": ("executed", "the server said that it deleted it"),
    "deleted_before": ("executed", "was deleted before"),
    "not_found": ("other", "absent, or not permitted; nothing was sent"),
    "drifted": ("rescinded", "changed since the plan; nothing was sent"),
    "held": ("rescinded", "on the list of holds; nothing was sent"),
    "not_ready": ("rescinded", "a video cannot be saved yet; nothing was sent"),
    "archive_failed": ("error", "could not be saved; nothing was sent"),
    "retention": ("error", "the server refused: under retention"),
    "refused": ("error", "the server refused; not deleted"),
    "unknown_deleted": ("expired", "sent, outcome unknown; the server says it is deleted"),
    "unknown_absent": ("expired", "sent, outcome unknown; the server answers 404 now"),
    "unknown_present": ("expired", "sent, outcome unknown; it was still there"),
    "unknown_unverified": ("expired", "sent, outcome unknown"),
    "not_reached": ("open", "its turn has not come"),
}


def write_plan(plan: DeletionPlan, path: str | PathLike[str]) -> Path:
    """Write the page of a plan."""
    what = plan.header["what"]
    goes, stays = (f"What goes: {number(len(plan))} {what}", f"What stays, and why: {number(plan.header['kept'])}")
    content = (
        f"{_plan_tiles(plan.summary)}{_facts(_plan_facts(plan))}"
        f'<div class="charts panel">{_plan_charts(plan.summary)}</div>'
        f"{_listing(goes, Table(plan._native.items(_ROWS)), len(plan))}"
        f"{_listing(stays, Table(plan._native.kept(_ROWS)), plan.header['kept'])}"
    )
    return _write(path, f"Plan to delete {number(len(plan))} {what}", content)


def write_report(report: DeletionReport, path: str | PathLike[str]) -> Path:
    """Write the page of a report."""
    summary = report.summary
    title = f"What became of {number(summary['items'])} {summary['what']}"
    content = (
        f"{_report_tiles(summary)}{_facts(_report_facts(report))}"
        f'<div class="charts panel">{_report_charts(summary)}</div>'
        f"{_listing(title, Table(report._native.items(_ROWS)), summary['items'])}"
    )
    return _write(path, f"Deletion of {number(summary['items'])} {summary['what']}", content)


def plan_html(plan: DeletionPlan) -> str:
    """What a notebook shows of a plan."""
    return framed(
        f'{_plan_tiles(plan.summary)}{_facts(_plan_facts(plan))}<div class="charts">{_plan_charts(plan.summary)}</div>'
        f"{_listing('What goes', Table(plan._native.items(_FEW)), len(plan))}",
        source("listing.css", "cleanup"),
    )


def report_html(report: DeletionReport) -> str:
    """What a notebook shows of a report."""
    summary = report.summary
    return framed(
        f'{_report_tiles(summary)}{_facts(_report_facts(report))}<div class="charts">{_report_charts(summary)}</div>'
        f"{_listing('What became of it', Table(report._native.items(_FEW)), summary['items'])}",
        source("listing.css", "cleanup"),
    )


def _plan_tiles(summary: dict[str, Any]) -> str:
    lost = summary["lost"]
    of_videos = f"{number(lost['videos'])} lost for good"
    size = ("MB of video", round(summary["video_bytes"] / 1e6), "")
    kept = ("Kept", summary["kept"], "of the candidates")
    if summary["what"] == "videos":
        return tile_list(
            ("Videos to be deleted", summary["items"], of_videos),
            kept,
            ("Packages", summary["packages"], "which stay"),
            size,
        )
    return tile_list(
        ("Packages", summary["items"], "to be deleted"),
        kept,
        ("Documents", lost["documents"], "lost for good"),
        ("Videos", summary["videos"], of_videos),
        size,
    )


def _plan_facts(plan: DeletionPlan) -> dict[str, str]:
    header = plan.header
    yes = {True: "yes", False: "no"}
    older = header["older_than_seconds"]
    return {
        "Code to confirm": plan.code,
        "SHA-256 of the file": plan.digest,
        "Server": header["base_url"],
        "Organization": header["organization_id"],
        "Signers are told": yes[header["notify"]],
        "Retention is overridden": yes[header["override_retention"]],
        "Saved before": header["archive"] or "nothing",
        "States": ", ".join(header["states"]) if header["states"] is not None else "all that are over",
        "Older than": "any age" if older is None else f"{older / 86_400:g} days by {header['by']}",
        "As of": header["as_of"],
        "Reason": header["reason"] or "not given",
    }


def _plan_charts(summary: dict[str, Any]) -> str:
    states = {state: (state, count) for state, count in summary["by_state"].items()}
    reasons = {reason.replace("_", " "): ("other", count) for reason, count in summary["kept_by_reason"].items()}
    return _chart("State of what goes", states) + _chart("Why the others stay", reasons)


def _report_tiles(summary: dict[str, Any]) -> str:
    states, items = summary["by_state"], summary["items"]
    refused = sum(states.get(name, 0) for name in ("refused", "retention", "archive_failed"))
    done = summary["accepted"] + states.get("deleted_before", 0)
    stays = items - done - refused - summary["unknown"] - summary["not_reached"]
    return tile_list(
        ("Deleted", summary["accepted"], share(summary["accepted"], items)),
        ("Untouched", stays, "drifted, held, not found, not ready"),
        ("Refused", refused, share(refused, items)),
        ("Unknown", summary["unknown"], share(summary["unknown"], items)),
        ("Not reached", summary["not_reached"], "resume goes on" if summary["not_reached"] else ""),
    )


def _report_facts(report: DeletionReport) -> dict[str, str]:
    summary = report.summary
    facts = {
        "Plan": report.plan.code,
        "SHA-256 of the plan": summary["digest"],
        "Head of the journal": report.head,
        "Journal": "closed: of every item it is known what became of it" if summary["closed"] else "open",
    }
    if summary["stopped"]:
        facts["Stopped"] = summary["stopped"]
    if summary["verified"]:
        seen = summary["evidence"]
        facts["Follow-up check"] = (
            f"{number(seen['absent'])} absent, {number(seen['present'])} present, {number(seen['unverified'])} not verified"
        )
    return facts


def _report_charts(summary: dict[str, Any]) -> str:
    states = {
        f"{name.replace('_', ' ')}: {STATES[name][1]}": (STATES[name][0], count)
        for name, count in summary["by_state"].items()
    }
    return _chart("What became of the items", states)


def _facts(facts: dict[str, str]) -> str:
    each = (f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in facts.items())
    return f'<dl class="facts panel">{"".join(each)}</dl>'


def _chart(title: str, bars: dict[str, tuple[str, int]]) -> str:
    """A bar for each, below its label, for labels are long."""
    longest = max((count for _, count in bars.values()), default=0)
    rows = "".join(
        f'<tr class="{escape(tone)}"><th scope="row" class="stacked"><bdi>{escape(label)}</bdi>'
        f'<svg width="100%" height="6" aria-hidden="true"><rect width="{100 * count / longest:.2f}%" height="100%"/></svg>'
        f'</th><td class="number">{number(count)}</td></tr>'
        for label, (tone, count) in bars.items()
    )
    shown = f'<table aria-label="{title}"><tbody>{rows}</tbody></table>' if bars else "<p>None.</p>"
    return f'<section class="chart"><h2>{title}</h2>{shown}</section>'


def _listing(title: str, table: Table, whole: int) -> str:
    """The first rows of so many, without columns that have nothing in them."""
    rows = table.to_dicts()
    columns = [name for name in table.columns if any(row[name] is not None for row in rows)]
    head = "".join(_column(name, [row[name] for row in rows]) for name in columns)
    body = "".join(f"<tr>{''.join(_cell(name, row[name]) for name in columns)}</tr>" for row in rows)
    more = whole - len(rows)
    note = f"<p>And {number(more)} more.</p>" if more else ""
    return (
        f'<section class="listing"><h2>{escape(title)}</h2><div class="scroll" tabindex="0"><table><thead><tr>{head}</tr>'
        f"</thead><tbody>{body}</tbody></table></div>{note}</section>"
    )


def _column(name: str, values: list[Any]) -> str:
    """The head of a column, which stands where its values stand."""
    numbers = any(isinstance(value, int) and not isinstance(value, bool) for value in values)
    kind = ' class="number"' if numbers else ""
    return f'<th scope="col"{kind}>{name.replace("_", " ")}</th>'


def _cell(name: str, value: Any) -> str:
    if value is None:
        return "<td>–</td>"
    if isinstance(value, bool):
        return f"<td>{'yes' if value else 'no'}</td>"
    if isinstance(value, int):
        return f'<td class="number">{value}</td>'
    if hasattr(value, "strftime"):
        return f"<td>{value:%Y-%m-%d %H:%M}</td>"
    text = escape(str(value))
    if name == "state":
        return f'<td><span class="state {STATES.get(value, (text, ""))[0]}">{text}</span></td>'
    if name.endswith("_id") or name == "sha256":
        return f"<td><code>{text}</code></td>"
    return f"<td><bdi>{text}</bdi></td>"


def _write(path: str | PathLike[str], title: str, content: str) -> Path:
    style = source("theme.css") + source("page.css") + source("listing.css", "cleanup")
    body = f"<header><h1>{escape(title)}</h1></header>\n<main>{content}</main>\n{FOOTER}"
    return save(path, document(escape(title), body, style))
