"""Builds packages whose audit is known beforehand, and a server that answers with them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

import iinkedsign
from hostile import Connection, Request, Server, http
from iinkedsign.testing import Emulator

# Texts that a page could take for something else.
HOSTILE = [
    '</script><script>alert("canary")</script>',
    "<img src=x onerror=alert(1)>",
    "<!-- <script>",
    '" onmouseover="alert(1)',
    "\u202egnp.tnemeerga",
    "عقد بيع",
    "\u0000\u0007\u2028\ufeff",
    "long " * 5_000,
    "{{7*7}} ${7*7} &lt;b&gt;",
]
AS_OF = datetime(2026, 1, 15, 12, tzinfo=timezone.utc)
KEY = "canary-key-8d2f"


def days_ago(days: float) -> str:
    """The time so many days before the audit's instant."""
    return (AS_OF - timedelta(days=days)).isoformat()


def signer(
    email: str | None, signed: bool = False, *, first: str = "", last: str = "", order: int | None = 1
) -> dict[str, Any]:
    """A signer, and whether the one document is signed by it."""
    return {"email": email, "firstName": first, "lastName": last, "order": order, "signed": signed}


def package(
    id: str,
    *signers: dict[str, Any],
    state: str | None = "open",
    type: str | None = "concurrent",
    sign_by: str | None = None,
    **fields: Any,
) -> dict[str, Any]:
    """A status with one document, which each signer has to sign."""
    ids = [f"{id}-signer-{place}" for place, _ in enumerate(signers)]
    revisions = [
        {"revisionId": f"{its}-revision", "signerId": its, "isSigned": it["signed"]}
        for its, it in zip(ids, signers, strict=True)
    ]
    done = all(it["signed"] for it in signers) and state == "executed"
    return {
        "packageId": id,
        "name": f"Package {id}",
        "type": type,
        "state": state,
        "timeSignBy": sign_by or days_ago(-30),
        "isExecuted": done,
        "documents": [{"documentId": f"{id}-document", "isExecuted": done, "revisions": revisions}],
        "signers": [
            {"signerId": its, **{key: value for key, value in it.items() if key != "signed"}}
            for its, it in zip(ids, signers, strict=True)
        ],
        **fields,
    }


@contextlib.contextmanager
def client_of(*packages: dict[str, Any], videos: dict[str, Any] | None = None) -> Iterator[iinkedsign.Client]:
    """A client of a server that has these packages, and answers 404 to all other ids.

    ``videos`` maps ids to lists of videos.
    """
    known = {it["packageId"]: it for it in packages}

    def step(connection: Connection, request: Request) -> None:
        *_, id, what = request.target.split("/")
        if id not in known:
            answer = http(404, {"error": "package_not_found", "message": "There is no such package."})
        elif what == "videos":
            answer = http(200, {"packageId": id, "videos": (videos or {}).get(id, [])})
        else:
            answer = http(200, known[id])
        connection.send(answer)

    with Server(step) as server, iinkedsign.Client(api_key=KEY, base_url=server.base_url, max_retries=0) as client:
        yield client


def hostile_audit() -> iinkedsign.Audit:
    """An audit of packages with such texts, and of ids that are such texts."""
    packages = [
        package(f"p{place}", signer(text, first=text), name=text, state=text, type=text)
        for place, text in enumerate(HOSTILE)
    ]
    packages += [package(f"q{place}", signer(text), name=text) for place, text in enumerate(HOSTILE)]
    with client_of(*packages) as client:
        return client.audit([*(it["packageId"] for it in packages), *HOSTILE], as_of=AS_OF)


def varied_audit(*others: str, **options: Any) -> iinkedsign.Audit:
    """An audit of an account with something of everything, and of other ids."""
    with Emulator(packages=600, seed=2) as emulator, iinkedsign.Client(**emulator.options) as client:
        ids = emulator.package_ids
        emulator.add_fault("unknown_fields", operation="status", package_id=ids[7])
        emulator.add_fault("contradiction", operation="status", package_id=ids[8])
        for id in ids[40:45]:
            emulator.add_fault("status=403,error=package_get_not_authorized", operation="status", package_id=id)
        return client.audit([*ids, *others], as_of=AS_OF, include_videos=True, **options)
