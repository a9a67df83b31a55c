"""Exit codes and messages of failures."""

from __future__ import annotations

from .. import exceptions
from . import termination
from .terminal import Screen, plain

OK = 0
OTHER = 1
USAGE = 2
NOT_FOUND = 3
REFUSED = 4
UNAVAILABLE = 5
STOPPED = 5
OUTCOME_UNKNOWN = 6
DONE_BUT = 8
PIPE_CLOSED = 141

HELP = """\
exit codes:
    0  done
    1  another error, or a deletion that was not confirmed
    2  wrong usage, option or id; nothing was sent
    3  not found, or this key may not see it
    4  refused by the server: permission, authentication, retention, bad request.  apply: some items were
    5  temporary: network, time limit, rate limit, server error; may succeed later.  apply: stopped; resume it
    6  OUTCOME UNKNOWN: a deletion was sent and may have been carried out; check before trying again
    8  apply: done, but some items drifted, were held, not found or not archived, and still exist
  130  interrupted by Ctrl-C, after writing what is known
  141  the output was closed
  143  the same as 130, by SIGTERM; `apply` and `resume` end with 130 by either
  With several ids it is the highest of their codes, as with the error rows of an audit.
"""

_EVIDENCE = {
    "absent": "what was to be deleted can no longer be found: it was most likely carried out",
    "present": "it is still there as it was: the request was not carried out, or not yet",
    "rescinded": "the package is rescinded now",
    "unverified": "the follow-up check did not settle it",
}


class Refused(Exception):
    """The command line itself says no, before anything is sent."""

    def __init__(self, message: str, code: int = USAGE) -> None:
        super().__init__(message)
        self.code = code


def exit_code(error: exceptions.IinkedSignError | Refused) -> int:
    """The code with which the command ends after this error."""
    if isinstance(error, Refused):
        return error.code
    if isinstance(error, exceptions.OutcomeUnknownError):
        return OUTCOME_UNKNOWN
    if isinstance(error, exceptions.ConfigurationError | exceptions.InvalidArgumentError):
        return USAGE
    if isinstance(error, exceptions.PlanError | exceptions.JournalError):
        return USAGE
    if isinstance(error, exceptions.NotFoundError):
        return NOT_FOUND
    if isinstance(error, exceptions.TransportError | exceptions.ServerError | exceptions.RateLimitError):
        return UNAVAILABLE
    if isinstance(error, exceptions.APIError) and 400 <= (error.status_code or 400) < 500:
        return REFUSED
    return OTHER


def report(error: exceptions.IinkedSignError | Refused, screen: Screen) -> None:
    """Writes the error to stderr: one line and the evidence, or with ``--json`` one object."""
    if screen.as_json:
        screen.complain_json({"error": as_dict(error)})
        return
    screen.complain(str(error))
    evidence = getattr(error, "evidence", None)
    if evidence is not None:
        screen.note(f"evidence: {plain(evidence)} ({_EVIDENCE.get(evidence, 'unknown')})")


def interrupted(message: str, screen: Screen, code: int | None = None) -> int:
    """Reports an interruption and returns its exit code, which is that of the signal unless it is given."""
    code = termination.exit_code() if code is None else code
    if screen.as_json:
        error = {"kind": "cancelled", "message": message, "exit_code": code}
        screen.complain_json({"error": error})
    else:
        screen.complain(message)
    return code


def as_dict(error: exceptions.IinkedSignError | Refused) -> dict[str, object]:
    """The error for programs, without the body, which may contain anything."""
    if isinstance(error, Refused):
        return {"kind": "refused", "message": str(error), "exit_code": error.code}
    fields = ("kind", "status_code", "code", "request_id", "attempts", "retryable", "retry_after", "evidence")
    return {
        "class": type(error).__name__,
        "message": str(error),
        **{name: getattr(error, name) for name in fields},
        "exit_code": exit_code(error),
    }
