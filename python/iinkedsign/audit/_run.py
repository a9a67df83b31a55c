"""Running an audit."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from .. import _native
from ._audit import Audit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


class AuditInterrupted(KeyboardInterrupt):
    """An audit was interrupted; ``partial`` has what was known then, and ``resume=`` goes on with it."""

    def __init__(self, partial: Audit) -> None:
        super().__init__(f"the audit was interrupted after {len(partial.packages)} packages")
        self.partial = partial


def audit(
    client: _native.Client,
    ids: Iterable[Any] | None = None,
    *,
    as_of: datetime | None = None,
    concurrency: int = 64,
    include_videos: bool = False,
    include_links: bool = False,
    pii: Literal["hash"] | None = None,
    pii_key: bytes | str | None = None,
    progress: Callable[..., object] | bool | None = None,
    resume: Audit | None = None,
) -> Audit:
    """See :meth:`iinkedsign.Client.audit`."""
    key = pii_key.encode() if isinstance(pii_key, str) else pii_key
    result, error = _native.run_audit(
        client,
        ids,
        total=len(ids) if hasattr(ids, "__len__") else None,
        as_of_us=None if as_of is None else (as_of - _EPOCH) // timedelta(microseconds=1),
        concurrency=concurrency,
        include_videos=include_videos,
        include_links=include_links,
        hash_personal=pii == "hash",
        hash_key=key,
        resume=None if resume is None else resume._native,
        watch=progress,
    )
    found = Audit(result)
    if isinstance(error, KeyboardInterrupt):
        raise AuditInterrupted(found) from error
    if error is not None:
        error.partial = found
        raise error
    return found


def audit_batches(
    client: _native.Client, ids: Iterable[Any] | None = None, *, batch_size: int = 10_000, **options: Any
) -> Iterator[Audit]:
    """See :meth:`iinkedsign.Client.audit_batches`."""
    rest = iter(client.list_packages(all_members=True) if ids is None else ids)
    while batch := list(islice(rest, batch_size)):
        yield audit(client, batch, **options)
