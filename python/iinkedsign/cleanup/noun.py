"""What a progress bar counts: packages or videos."""

from __future__ import annotations

import json

# A first line that is longer is that of no plan.
_LONGEST = 1 << 20


def of(what: str) -> str:
    """One of the items of a plan of these."""
    return "video" if what == "videos" else "package"


def of_plan(path: str) -> str:
    """One of the items of a plan's file, by its first line; whether it is a plan is found out by what reads it all."""
    try:
        with open(path, "rb") as file:
            return of(json.loads(file.readline(_LONGEST))["what"])
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return of("packages")
