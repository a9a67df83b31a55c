"""The faults of a round, each with its probability."""

from __future__ import annotations

from iinkedsign.testing import ReceivedRequest

CHANCE = 0.015  # of each fault, for each request

# A refusal together with a deletion that is carried out, or the API's own 404 for what is there, would be a server that
# lies; what the client then says is the server's word and no fault of it.  So these are not among them.  408, 425, 460,
# 499 and a 404 in a gateway's words say nothing of a package, whatever the server did.
FOREIGN_404 = "status=404,error=Not Found"
ANSWERS = [
    "status=500",
    "status=502,retry_after=0",
    "status=503,retry_after=0",
    "status=503,retry_after=1",
    "status=504",
    "status=501",
    "status=429",
    "status=429,retry_after=0",
    "status=429,retry_after=30",
    "status=429,retry_after=0.01",
    "status=429,retry_after=99999999999999999999",
    FOREIGN_404,
    "status=499",
    "status=524,retry_after=0",
    "status=401",
    "status=403",
    "status=408",
    "status=409",
    "redirect=https://elsewhere.invalid/",
]
BODIES = [
    *(
        "truncate",
        "html",
        "foreign_id",
        "empty",
        "not_json",
        "bad_utf8",
        "nested",
        "endless",
        "gzip_bomb",
        "no_content",
    ),
    *("unknown_fields", "unknown_values", "wrong_types"),
]
LINES = ["drop_before", "drop_after", "reset_before", "reset_after", "close_idle", "delay=0.02", "delay=2"]
SLOW = ["silence", "drip=0.004"]
# Of a delete nobody could tell whose request it was: its body, with the ids, was not read.
ONLY_READS = ["early_answer=503", "early_answer=429", "early_answer=403"]
ONLY_DELETES = [
    *(f"status={status},applied=true" for status in (500, 502, 503, 408, 425, 460, 499, 520)),
    "silence,applied=true",
    "html,applied=false",
    "no_content,applied=false",
    "endless,applied=false",
    "foreign_id,applied=false",
]
# Kinds after which an answer is what it would have been without them.
HARMLESS = {"close_idle", "delay=0.02", "unknown_fields", "unknown_values"}


def faults() -> list[str]:
    """Every fault, each by chance; together they strike at about every second request."""
    chosen = [f"{fault},chance={CHANCE}" for fault in [*ANSWERS, *BODIES, *LINES]]
    chosen += [f"{fault},chance={CHANCE / 3}" for fault in SLOW]
    for operation in ("status", "get_package", "list_videos"):
        chosen += [f"{operation}:{fault},chance={CHANCE}" for fault in ONLY_READS]
    for operation in ("delete_package", "delete_videos", "rescind_package"):
        chosen += [f"{operation}:{fault},chance={CHANCE}" for fault in ONLY_DELETES]
    return chosen


def kind_of(request: ReceivedRequest) -> str:
    """The fault that struck, without where and how often."""
    return (request["fault"] or "").split(":", 1)[-1].split(",chance=")[0].split(",applied=")[0]
