"""Deletion at scale: a plan that people review, applying it with a journal that survives crashes, a report.

``Client.plan_deletion``, ``apply_deletion``, ``resume_deletion`` and ``verify_deletion`` are the ways in; this package
is what they give back.
"""

from ._plan import DeletionPlan
from ._report import DeletionReport
from ._run import DeletionInterrupted, apply_deletion, plan_deletion, resume_deletion, verify_deletion

__all__ = [
    "DeletionInterrupted",
    "DeletionPlan",
    "DeletionReport",
    "apply_deletion",
    "plan_deletion",
    "resume_deletion",
    "verify_deletion",
]
