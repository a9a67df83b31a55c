"""The audit: the statuses of many packages as tables, one row for every input, even where a request fails.

``Client.audit`` and ``AsyncClient.audit`` are the ways in; this package is what they give back.
"""

from ._audit import Audit
from ._run import AuditInterrupted, audit, audit_batches
from ._table import Table
from .diff import Diff
from .progress import Progress

__all__ = ["Audit", "AuditInterrupted", "Diff", "Progress", "Table", "audit", "audit_batches"]
