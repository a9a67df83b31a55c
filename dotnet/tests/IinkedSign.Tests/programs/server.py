"""The server of the .NET tests: prints its origin, and plays one exchange a case forever.

It is that of tests/cases, in a process of its own, so that the tests can count their own threads.
"""

import sys
import threading
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[4] / "tests/cases"))

import server  # noqa: E402
import typed  # noqa: E402

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
    "memberId": None,
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
    "list": {"status": 200, "body": {"items": [OVERDUE, LATER], "total": 2}},
    "not_found": {
        "status": 404,
        "headers": {"x-request-id": "request-1"},
        "body": {"error": "package_not_found", "message": "No."},
    },
    "rate_limited": {"status": 429, "headers": {"retry-after": "7"}, "body": {"error": "too_many", "message": "No."}},
    "unavailable": {"status": 503, "text": "no"},
}



def full(schema):
    """An answer with every documented field."""
    values = {"t": "text s3cr3t", "i": 7, "f": True, "z": "2024-02-29T23:59:59.1234567Z", "d": "PT1H2M3.5S", "j": {"a": [None, 1.50]}}
    answer = {}
    for key, kind in (field.split(":") for field in typed.SCHEMAS[schema].split()):
        if kind in typed.CONSTANTS:
            answer[key] = next(iter(typed.CONSTANTS[kind]))
        elif kind.startswith("?"):
            answer[key] = full(kind[1:])
        elif kind == "l":
            answer[key] = full("Link")
        elif kind in typed.SCHEMAS:
            answer[key] = [full(kind)]
        elif kind == "t" and key not in ("token", "link", "url"):
            answer[key] = f"{key} Größe 😀"
        else:
            answer[key] = values[kind]
    return answer


def variants(answer):
    """The answer itself, without each field, and with each of the wrong type."""
    yield answer
    for key, value in answer.items():
        if key == "packageId":
            continue
        rest = {other: kept for other, kept in answer.items() if other != key}
        yield rest
        # Data of the integration is shown as it came, and so is no secret.
        text = "own" if key in FREE else "s3cr3t"
        for wrong in (None, 5 if isinstance(value, str) else text, [text], {}, {"link": text, "other": text}):
            yield {**rest, key: wrong}
        inner = value[0] if isinstance(value, list) else value
        if isinstance(inner, dict) and key not in FREE:
            for variant in variants(inner):
                yield {**rest, key: [variant] if isinstance(value, list) else variant}


FREE = {f.split(":")[0] for fields in typed.SCHEMAS.values() for f in fields.split() if f.endswith(":j")}
KINDS = {
    "PackageStatus": "variant",
    "PackageVideos": "videos_variant",
    "Package": "package_variant",
    "PackageSummary": "list_variant",
    "RescindedPackage": "rescinded_variant",
}
for schema, name in KINDS.items():
    for at, answer in enumerate(variants({**full(schema), "packageId": ID, "unknown": {"key": "s3cr3t", "null": None}})):
        body = {"items": [answer], "total": 1} if schema == "PackageSummary" else answer
        EXCHANGES[f"{name}{at}"] = {"status": 200, "body": body}
    EXCHANGES[f"{name}{at + 1}"] = {"status": 400}

cases = {name: {"exchanges": [exchange], "repeat": True} for name, exchange in EXCHANGES.items()}
cases["account"] = {"packages": 250}
READ = {"status": {**STATUS, "isExecuted": False}, "videos": {"packageId": ID, "videos": [VIDEO]}, "absent": ["p7", "gone"]}
cases["audited"] = {"packages": 250, **READ}
cases["slow_audited"] = {"packages": 250, "delay_ms": 100, **READ}
cases["slow_account"] = {"packages": 250, "delay_ms": 300}
cases["token"] = {"access_token": "fresh", "exchanges": [{"status": 200, "body": STATUS}], "repeat": True}
cases["flaky"] = {"failures": 1, "exchanges": [{"status": 200, "body": STATUS}], "repeat": True}
print(server.Server(cases).origin, flush=True)
threading.Event().wait()
