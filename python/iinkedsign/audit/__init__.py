"""The audit: the statuses of many packages as tables, one row for every input, whatever fails on the way.

``Client.audit`` and ``AsyncClient.audit`` are the ways in; this package is what they give back.
"""

from ._audit import Audit
from ._run import AuditInterrupted, audit, audit_batches
from ._table import Table

__all__ = ["Audit", "AuditInterrupted", "Table", "audit", "audit_batches"]
