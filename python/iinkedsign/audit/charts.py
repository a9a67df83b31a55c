"""Charts as tables whose bars are inline SVG: read aloud, or with the pictures taken away, the numbers remain.

They take what :func:`~.summary.summarize` gives, and escape all of it. ``theme.css`` has their colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from .summary import AGES

if TYPE_CHECKING:
    from collections.abc import Callable

# The states that have a colour of their own; all others share one.
STATES = ("open", "executed", "expired", "rescinded")

# What there is can be seen, however little it is; in percent of the longest bar.
LEAST = 0.75


@dataclass(frozen=True)
class Bar:
    """A row of a chart."""

    label: str
    count: int
    tone: str  # a class of theme.css
    striped: int = 0  # how many of them are drawn striped
    only: dict[str, str] | None = None  # what narrows the page's rows to these


def states(summary: dict[str, Any], *, links: bool = False) -> str:
    """What states the packages are in."""
    bars = [Bar(state, n, tone(state), only={"state": state}) for state, n in summary["by_state"].items()]
    return _chart("States", bars, _shares(summary["known"]), nothing="No package’s state is known.", links=links)


def overdue(summary: dict[str, Any], *, links: bool = False) -> str:
    """For how long the overdue packages are overdue."""
    whole = summary["overdue"]
    ages = summary["overdue_by_age"].items() if whole else ()
    bars = [Bar(age.replace("-", "–"), n, "expired", only={"overdue": age_range(age)}) for age, n in ages]
    return _chart("Overdue, by age", bars, _shares(whole), nothing="No package is overdue.", links=links)


def progress(summary: dict[str, Any]) -> str:
    """How far signing is."""
    tones = {"none signed": "other", "some signed": "open", "all signed": "executed"}
    whole, (signed, total) = summary["known"], summary["signatures"].values()
    stages = summary["progress"].items()
    # The three stages are always shown, what cannot be one of them only where it is so.
    bars = [Bar(stage, n, tones.get(stage, "other")) for stage, n in stages if n or stage in tones]
    note = f"{number(signed)} of {signers(total)} have signed." if total else ""
    return _chart(
        "Signing progress", bars if whole else [], _shares(whole), nothing="Nothing is known of signers.", note=note
    )


def blockers(summary: dict[str, Any], *, links: bool = False) -> str:
    """Who keeps packages waiting."""
    most = summary["blockers"]
    bars = [Bar(it["signer"], it["packages"], "open", it["overdue"], {"who": it["signer"]}) for it in most]
    more = summary["blockers_total"] - len(most)
    head = (
        '<thead><tr><th scope="col">Waits for</th><th scope="col">Packages</th><th scope="col">'
        f'<svg class="expired" width="12" height="8" aria-hidden="true">{_stripes(0, 100)}</svg> Overdue</th></tr></thead>'
    )
    return _chart(
        "Who blocks what",
        bars,
        lambda bar: number(bar.striped),
        nothing="No package waits for anybody.",
        head=head,
        note=f"And {number(more)} more." if more else "",
        links=links,
    )


def errors(summary: dict[str, Any], *, links: bool = False) -> str:
    """Why rows have no data."""
    kinds = summary["errors_by_kind"].items()
    bars = [Bar(words(kind), n, "error", only={"error": kind}) for kind, n in kinds]
    return _chart("Errors, by kind", bars, _shares(summary["errors"]), nothing="No errors.", stacked=True, links=links)


def contradictions(summary: dict[str, Any], *, links: bool = False) -> str:
    """What answers say against themselves; nothing if they do not."""
    codes = summary["contradictions"].items()
    bars = [Bar(words(code), n, "rescinded", only={"contradiction": code}) for code, n in codes]
    return _chart("Contradictions", bars, _shares(summary["known"]), stacked=True, links=links) if bars else ""


def _shares(whole: int) -> Callable[[Bar], str]:
    return lambda bar: share(bar.count, whole)


def _chart(
    title: str,
    bars: list[Bar],
    second: Callable[[Bar], str],
    *,
    nothing: str = "",
    head: str = "",
    note: str = "",
    stacked: bool = False,
    links: bool = False,
) -> str:
    """A bar with its number and a second one for each row; below its label where labels are long."""
    if not bars:
        return f'<section class="chart"><h2>{title}</h2><p>{nothing}</p></section>'
    stacked = stacked or bool(head)
    longest = max(1, *(bar.count for bar in bars))
    rows = "".join(_row(bar, longest, escape(second(bar)), stacked, links) for bar in bars)
    foot = f"<p>{note}</p>" if note else ""
    return (
        f'<section class="chart"><h2>{title}</h2><table aria-label="{title}">{head}<tbody>{rows}</tbody></table>'
        f"{foot}</section>"
    )


def _row(bar: Bar, longest: int, second: str, stacked: bool, links: bool) -> str:
    label = escape(bar.label)
    # An address that is too long breaks before its host.
    label = f'<bdi title="{label}">{label.replace("@", "<wbr>@")}</bdi>'
    if links and bar.only and bar.count:
        label = f'<a href="#{escape(urlencode(bar.only))}">{label}</a>'
    picture = _picture(bar, longest, 6 if stacked else 12)
    if stacked:
        head = f'<th scope="row" class="stacked">{label}{picture}</th>'
    else:
        head = f'<th scope="row">{label}</th><td class="bar">{picture}</td>'
    return (
        f'<tr class="{bar.tone}">{head}<td class="number">{number(bar.count)}</td><td class="number">{second}</td></tr>'
    )


def _picture(bar: Bar, longest: int, height: int) -> str:
    plain, striped = (100 * n / longest for n in (bar.count - bar.striped, bar.striped))
    if bar.count and not bar.striped:
        plain = max(plain, LEAST)
    parts = f'<rect width="{plain:.2f}%" height="100%"/>'
    if bar.striped:
        parts += f'<g class="expired">{_stripes(plain, max(striped, LEAST))}</g>'
    return f'<svg width="100%" height="{height}" aria-hidden="true">{parts}</svg>'


def _stripes(start: float, width: float) -> str:
    """A thick line of dashes: stripes without a pattern, which would need an id of its own in each notebook cell."""
    return f'<line x1="{start:.2f}%" x2="{start + width:.2f}%" y1="50%" y2="50%"/>'


def tone(state: str | None) -> str:
    """The class of a state."""
    return state if state in STATES else "other"


def age_range(age: str) -> str:
    """A range of days as the page's address has it: ``8-30``, ``91-``."""
    least, most = AGES[age]
    return f"{least}-{'' if most == float('inf') else most}"


def number(n: int) -> str:
    """With a comma at every third digit."""
    return f"{n:,}"


def signers(n: int) -> str:
    """So many signers."""
    return f"{number(n)} signer{'' if n == 1 else 's'}"


def share(part: int, whole: int) -> str:
    """In percent; only nothing is 0 %, and only all is 100 %.  Of nothing there is no share."""
    if whole == 0:
        return ""
    percent = round(100 * part / whole)
    if percent == 0 and part > 0:
        return "<1%"
    return ">99%" if percent == 100 and part < whole else f"{percent}%"


def words(code: str) -> str:
    """A code as a reader takes it in."""
    return code.replace("_", " ")
