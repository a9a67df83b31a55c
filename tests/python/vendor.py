"""The samples of the vendor's pages, and what the tests need to know of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

_SAMPLES = Path(__file__).parents[2] / "src" / "emulator" / "samples"

PACKAGE = "7a17e4e7-bc32-4256-bf81-27eac794c2b7"  # the status page's
DELETABLE = "cf91071d-966d-41ea-b9bf-aa96a8e56c02"  # the delete page's
VIDEO_PACKAGE = "c603079c-2dc7-4af7-8c2e-dc992662621c"  # the page's on deleting videos
VIDEO = "4c512b8a-c1ad-47da-ae22-5a61115505e3"  # its video
RETAINED = "5e1b6d0c-9f0a-4c55-8d27-3f1f7a3c6b90"  # the emulator's own: under retention

STATUS_TEXT = (_SAMPLES / "status.json").read_text(encoding="utf-8")
VIDEOS_TEXT = (_SAMPLES / "videos_delete.json").read_text(encoding="utf-8")


def status() -> dict[str, Any]:
    """The status page's answer, a fresh copy."""
    answer: dict[str, Any] = json.loads(STATUS_TEXT)
    return answer


def videos() -> dict[str, Any]:
    """The answer of the page on deleting videos, a fresh copy."""
    answer: dict[str, Any] = json.loads(VIDEOS_TEXT)
    return answer


def page(*items: object, total: int | None = None, take: int | None = 50, skip: int | None = 0) -> dict[str, Any]:
    """A page of a list of packages."""
    return {"items": list(items), "total": len(items) if total is None else total, "take": take, "skip": skip}
