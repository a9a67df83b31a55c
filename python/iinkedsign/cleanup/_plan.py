"""A plan of deletion."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from os import PathLike
from pathlib import Path
from typing import Any, NoReturn

from .. import _native
from ..audit import Table
from . import sources


class DeletionPlan:
    """What to delete, and what to keep and why; made by :meth:`iinkedsign.Client.plan_deletion`.

    It changes nothing.  ``write`` it, let somebody review it, then ``apply_deletion`` the file with its ``code``.
    """

    def __init__(self, native: _native.Plan) -> None:
        self._native = native

    @classmethod
    def read(cls, path: str | PathLike[str]) -> DeletionPlan:
        """Read a plan's file; one changed byte is a :class:`iinkedsign.PlanError`."""
        return cls(_native.Plan.read(os.fspath(path)))

    def write(self, path: str | PathLike[str]) -> None:
        """Write the plan's file.  A plan that was applied in part is not replaced by another one."""
        self._native.write(os.fspath(path))

    @cached_property
    def items(self) -> Table:
        """What is to be deleted, and what it was when it was planned."""
        return Table(self._native.items())

    @cached_property
    def kept(self) -> Table:
        """What is kept, and the reason."""
        return Table(self._native.kept())

    @property
    def digest(self) -> str:
        """The SHA-256 of the file, as printed by ``sha256sum``."""
        return self._native.digest

    @property
    def code(self) -> str:
        """The number of items and the first digits of the digest: what confirms this plan and no other."""
        return self._native.code

    @cached_property
    def header(self) -> dict[str, Any]:
        """The first line of the file: what was decided for all items."""
        header: dict[str, Any] = json.loads(self._native.header)
        return header

    @cached_property
    def summary(self) -> dict[str, Any]:
        """What the plan comes to, in numbers: a plain dict."""
        header, numbers = self.header, json.loads(self._native.numbers)
        whole = header["what"] == "packages"
        return {
            "what": header["what"],
            "items": header["items"],
            "packages": numbers["packages"],
            "kept": header["kept"],
            "by_state": dict(Counter(numbers["by_state"]).most_common()),
            "kept_by_reason": dict(Counter(numbers["kept_by_reason"]).most_common()),
            "videos": numbers["videos"],
            "video_bytes": numbers["video_bytes"],
            # For good, and without a copy: the API as published has no way to save documents.
            "lost": {
                "documents": numbers["documents"] if whole else 0,
                "videos": 0 if header["archive"] == "videos" else numbers["videos"],
            },
            **{
                name: header[name]
                for name in (
                    "base_url",
                    "organization_id",
                    "notify",
                    "override_retention",
                    "archive",
                    "max_deletes",
                    "states",
                    "older_than_seconds",
                    "by",
                    "reason",
                    "as_of",
                )
            },
            "digest": self.digest,
            "code": self.code,
        }

    def without(self, ids: Iterable[Any]) -> DeletionPlan:
        """The same plan without these packages or videos; they are kept, with the reason ``excluded``."""
        return DeletionPlan(self._native.without(sources.ids("ids", ids)))

    def to_html(self, path: str | PathLike[str]) -> Path:
        """Write one page for the plan's reviewer, which opens offline; returns the path."""
        from .html import write_plan

        return write_plan(self, path)

    def _repr_html_(self) -> str:
        from .html import plan_html

        return plan_html(self)

    def __len__(self) -> int:
        return int(self.header["items"])

    def __repr__(self) -> str:
        header = self.header
        return f"<DeletionPlan {self.code}: {header['items']} {header['what']} of {header['base_url']}, {header['kept']} kept>"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a DeletionPlan cannot be pickled or copied: write() it, and read() it elsewhere")
