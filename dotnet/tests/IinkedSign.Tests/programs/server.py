"""The server of the .NET tests: prints its origin, and plays one exchange a case for ever.

It is that of tests/cases, in a process of its own, so that the tests can count their own threads.
"""

import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[4] / "tests/cases"))

import server  # noqa: E402

ID = "7a17e4e7-bc32-4256-bf81-27eac794c2b7"
SECRET = "https://x.example/link/s3cr3t"

SIGNER = {
    "signerId": "s1",
    "email": "signer.one@example.com",
    "links": [{"token": "s3cr3t", "link": SECRET, "type": "document", "documentId": "d1"}],
    "signLink": SECRET,
}
REVISION = {"revisionId": "r1", "signerId": "s1", "link": SECRET, "isNext": True}
STATUS = {
    "packageId": ID,
    "name": "Größe 😀",
    "state": "open",
    "type": "hologram",
    "timeSignBy": "2022-03-02T20:08:41.261Z",
    "externalData": {"a": 1},
    "documents": [{"documentId": "d1", "order": 0, "revisions": [REVISION]}],
    "signers": [SIGNER],
    "surprise": 1,
}
VIDEO = {"meetingVideoId": "v1", "duration": "PT5M12S", "size": 5, "state": "deleted", "url": SECRET}
OVERDUE = {
    "packageId": ID,
    "name": "Lease",
    "state": "open",
    "timeSignBy": "2022-03-02T20:08:41Z",
    "signers": [
        {"signerId": "s1", "email": "signer.one@example.com", "isExecuted": False},
        {"signerId": "s2", "email": "signer.two@example.com", "isExecuted": True},
    ],
}
LATER = {"packageId": "p2", "name": "Later", "state": "open", "timeSignBy": "2999-01-01T00:00:00Z"}

EXCHANGES = {
    "status": {"status": 200, "body": STATUS},
    "slow": {"status": 200, "body": STATUS, "delay_ms": 2000},
    "slow_delete": {"status": 200, "body": {"packageId": ID, "videos": [VIDEO]}, "delay_ms": 500},
    "hang": {"fault": "hang"},
    "reset": {"fault": "reset"},
    "videos": {"status": 200, "body": {"packageId": ID, "videos": [VIDEO]}},
    "list": {"status": 200, "body": {"items": [OVERDUE, LATER]}},
    "not_found": {
        "status": 404,
        "headers": {"x-request-id": "request-1"},
        "body": {"error": "package_not_found", "message": "No."},
    },
    "rate_limited": {"status": 429, "headers": {"retry-after": "7"}, "body": {"error": "too_many", "message": "No."}},
    "unavailable": {"status": 503, "text": "no"},
}

cases = {name: {"exchanges": [exchange], "repeat": True} for name, exchange in EXCHANGES.items()}
print(server.Server(cases).origin, flush=True)
threading.Event().wait()
