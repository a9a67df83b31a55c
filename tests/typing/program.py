"""A user's program, which type checkers must find nothing in; each line marked `# error` must be one."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import iinkedsign
from iinkedsign import (
    AsyncClient,
    Audit,
    AuditInterrupted,
    Client,
    DriftEntry,
    IinkedSignError,
    NotFoundError,
    OutcomeUnknownError,
    PackageStatus,
    PackageSummary,
    PackageVideos,
    RateLimitError,
    Signer,
    Video,
)
from iinkedsign.audit import Diff, Progress, Table
from iinkedsign.distributed import audit_partitions
from iinkedsign.testing import Emulator


def unsigned(status: PackageStatus) -> list[str]:
    return [str(document["fileName"]) for document in status["documents"] or [] if not document["isExecuted"]]


def persons(signers: list[Signer] | None) -> Iterator[str]:
    for signer in signers or ():
        name: str | None = signer["firstName"]
        yield name or "?"


def age(status: PackageStatus) -> timedelta | None:
    due: datetime | None = iinkedsign.parse_time(status["timeSignBy"])
    return None if due is None else datetime.now(timezone.utc) - due


def use(client: Client) -> None:
    package: PackageSummary
    for package in client.list_packages(states=["open"], page_size=50, all_members=True):
        status = client.package_status(package["packageId"])
        print(unsigned(status), list(persons(status["signers"])), age(status))
    client.package_status(uuid.uuid4())
    try:
        deleted: PackageVideos = client.delete_package("id", notify=False, override_retention=False)
        videos: list[Video] | None = deleted["videos"]
        print(videos)
    except OutcomeUnknownError as error:
        evidence: str | None = error.evidence
        print(evidence, error.status_code, error.attempts)
    except RateLimitError as error:
        pause: float | None = error.retry_after
        print(pause)
    except NotFoundError as error:
        print(error.request_id, error.body)
    except IinkedSignError as error:
        print(error.kind, error.retryable)
    finding: DriftEntry
    for finding in client.drift():
        print(finding["kind"], finding["count"] + 1)


def tell(progress: Progress) -> None:
    print(progress.done, progress.total or 0, progress.seconds)


def look(client: Client) -> Path:
    try:
        audit: Audit = client.audit(["a", uuid.uuid4()], as_of=datetime.now(timezone.utc), progress=tell)
    except AuditInterrupted as interrupted:
        audit = client.audit(resume=interrupted.partial)
    table: Table = audit.packages
    rows: list[dict[str, Any]] = table.to_dicts()
    diff: Diff = audit.diff("earlier.csv")
    print(len(rows), diff.overdue + diff.signed, audit.summary["packages"])
    written: list[Path] = audit.write("audit.xlsx")
    for part in client.audit_batches(batch_size=5):
        part.signers.write(Path("signers.csv"))
    return written[0]


async def wait(client: AsyncClient) -> int:
    async with client:
        status = await client.package_status("id")
        count = 0
        async for package in client.list_packages(types=["Sequential"]):
            count += len(package["packageId"])
        audit = await client.audit(client.list_packages(), include_videos=True)
        return count + len(audit.packages) + len(status["documents"] or [])


def main() -> None:
    with Emulator(packages=3, faults=["status:status=503,times=1"]) as emulator, Client(**emulator.options) as client:
        use(client)
        look(client)
        print(emulator.package_ids[0].upper(), emulator.package_state("id")["exists"])
    asyncio.run(wait(AsyncClient(api_key="k", timeout=None, max_retries=0)))
    print(audit_partitions(table="signers", workers=4).ddl)


def wrong(client: Client, status: PackageStatus) -> None:
    client.package_status(5)  # error
    client.delete_package("id", True)  # error
    client.delete_package("id", notfy=True)  # error
    Client("key")  # error
    Client(api_key=5)  # error
    Client(videos_delete_path="other")  # error
    client.list_packages(states="open", days="7")  # error
    status["nme"]  # error
    status["documents"][0]  # error
    len(status["name"])  # error
    client.audit(pii="sha256")  # error
    client.no_such_method()  # error
    iinkedsign.parse_time(5)  # error


if __name__ == "__main__":
    main()
