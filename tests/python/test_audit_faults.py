"""Audits of servers that misbehave: each failure becomes the row of its package, and nothing hangs."""

from __future__ import annotations

import itertools
from typing import Any

import iinkedsign
import pytest
from concurrency import LATE, within
from conftest import Make
from hostile import Connection, Request, Server, Step, close, forever, http, refusing_port, reset, silence
from iinkedsign.testing import Emulator
from served import served
from statuses import answer, package_of, rows, serve
from vendor import DELETABLE, PACKAGE, RETAINED, VIDEO_PACKAGE, page

COLUMNS = ("error_kind", "error_code", "http_status", "attempts")

FAULTS: list[tuple[str, tuple[str | None, str | None, int | None, int]]] = [
    ("status=400,error=bad_thing", ("bad_request", "bad_thing", 400, 1)),
    ("status=401", ("authentication", "api_key_invalid", 401, 1)),
    ("status=403", ("permission_denied", "package_not_authorized", 403, 1)),
    ("status=400,error=member_not_authorized", ("permission_denied", "member_not_authorized", 400, 1)),
    ("status=404", ("not_found", "package_not_found", 404, 1)),
    ("status=418", ("api", "package_unexpected", 418, 1)),
    ("redirect=/elsewhere", ("api", None, 307, 1)),
    ("status=429,retry_after=0", ("rate_limited", "too_many_requests", 429, 3)),
    ("status=500", ("server", "package_exception_unexpected", 500, 3)),
    ("status=503", ("server", None, 503, 3)),
    ("drop_before", ("transport", None, None, 3)),
    ("reset_before", ("transport", None, None, 3)),
    ("truncate", ("transport", None, None, 3)),
    ("silence", ("timeout", None, None, 3)),
    ("html", ("response", None, 200, 1)),
    ("empty", ("response", None, 200, 1)),
    ("not_json", ("response", None, 200, 1)),
    ("foreign_id", ("response", None, 200, 1)),
    ("nested", ("response", None, 200, 1)),
    ("no_content", ("response", None, 204, 1)),
    ("endless", ("response", None, None, 1)),
    ("gzip_bomb", ("response", None, None, 1)),
    # What passes is no error, and counts its attempts.
    ("status=503,retry_after=0,times=1", (None, None, None, 2)),
    ("drop_before,times=2", (None, None, None, 3)),
    ("status=429,retry_after=0,times=1", (None, None, None, 2)),
    ("close_idle", (None, None, None, 1)),
    ("delay=0.3", (None, None, None, 1)),
]


@pytest.mark.parametrize(("fault", "expected"), FAULTS, ids=[fault for fault, _ in FAULTS])
def test_a_fault_is_the_row_of_its_package(fault: str, expected: tuple[Any, ...], emulator: Emulator) -> None:
    emulator.add_fault(fault, operation="status", package_id=VIDEO_PACKAGE)
    ids = [PACKAGE, VIDEO_PACKAGE, DELETABLE, VIDEO_PACKAGE, RETAINED]
    options: dict[str, Any] = {"max_retries": 2, "attempt_timeout": 1.0, "max_response_bytes": 1 << 20}
    with iinkedsign.Client(**emulator.options, **options) as client:
        audit = client.audit(ids)
    found = rows(audit.packages, *COLUMNS)
    assert found[1] == found[3] == expected
    assert [found[place] for place in (0, 2, 4)] == [(None, None, None, 1)] * 3
    assert rows(audit.packages, "package_id") == ids
    messages = rows(audit.packages, "error_message")
    assert messages[1] is None or messages[1].startswith(f"status of package {VIDEO_PACKAGE} failed: ")
    assert len(audit.errors) == (2 if expected[0] else 0)


def test_a_row_says_what_a_call_would(emulator: Emulator) -> None:
    """Kind, code, status and attempts of a row are those of the error that the single call raises."""
    with iinkedsign.Client(**emulator.options, max_retries=1, attempt_timeout=0.5) as client:
        for fault, _ in FAULTS:
            if "times" in fault or fault in {"close_idle", "delay=0.3", "endless", "gzip_bomb", "nested"}:
                continue
            emulator.clear_faults()
            emulator.add_fault(fault, operation="status")
            [row] = client.audit([PACKAGE]).errors.to_dicts()
            with pytest.raises(iinkedsign.IinkedSignError) as caught:
                client.package_status(PACKAGE)
            error = caught.value
            assert row == {
                "package_id": PACKAGE,
                "error_kind": error.kind,
                "error_code": error.code,
                "http_status": error.status_code,
                "error_message": str(error),
                "attempts": error.attempts,
            }


@pytest.mark.parametrize(
    ("step", "kind"),
    [(reset, "transport"), (close, "transport"), (silence, "timeout"), (http(503, ""), "server")],
    ids=["resets", "closes", "silence", "503"],
)
def test_a_server_that_never_answers(
    step: Step,
    kind: str,
) -> None:
    with served(step, timeout=1.5, attempt_timeout=0.5, max_retries=1) as (client, _), within(10):
        audit = client.audit([f"package-{number}" for number in range(40)])
    assert rows(audit.packages, "error_kind") == [kind] * 40


def test_a_server_that_is_not_there(make: Make) -> None:
    with refusing_port() as bound:
        audit = make(f"http://127.0.0.1:{bound.getsockname()[1]}", max_retries=0).audit(["a", "b"])
    assert rows(audit.packages, "error_kind", "attempts") == [("connect", 1)] * 2


def test_a_server_that_drips() -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{"
    with served(forever(head, b" ", 0.05), timeout=2, attempt_timeout=1, max_retries=0) as (client, _), within(2):
        assert rows(client.audit(["a", "b"]).packages, "error_kind") == ["timeout", "timeout"]


def test_some_packages_are_slow_and_the_others_do_not_wait() -> None:
    def instead(package: str, _turn: int) -> Step | None:
        return silence if package.endswith("7") else None

    ids = [f"package-{number}" for number in range(100)]
    with served(serve(instead=instead), timeout=2, max_retries=0) as (client, _):
        found = rows(client.audit(ids).packages, "error_kind")
    assert found == ["timeout" if id.endswith("7") else None for id in ids]


def test_retry_after_stops_every_slot(make: Make) -> None:
    """After the 429 was heard nothing is sent for as long as the server asked, whatever slot it came to."""

    def instead(package: str, turn: int) -> bytes | None:
        return http(429, "", "Retry-After: 1") if package == "package-150" and turn == 1 else None

    ids = [f"package-{number}" for number in range(400)]
    with Server(serve(delay=0.01, instead=instead)) as server:
        audit = make(server).audit(ids, concurrency=16)
        sent = sorted(request.time for request in server.requests)
    assert rows(audit.packages, "error_kind") == [None] * 400
    assert rows(audit.packages, "attempts")[150] == 2
    gaps = [(after - before, before) for before, after in itertools.pairwise(sent)]
    longest, at = max(gaps)
    assert 0.9 <= longest <= 1 + LATE
    assert sum(1 for time in sent if time <= at) < 400, "it was in the middle"


def test_a_storm_of_429_without_end() -> None:
    with served(http(429, "", "Retry-After: 1"), timeout=8, max_retries=1) as (client, server):
        with within(60):
            audit = client.audit([f"package-{number}" for number in range(30)])
        assert len(server.requests) <= 60
    kinds = [kind for kind in rows(audit.packages, "error_kind") if kind != "rate_limited"]
    # Unless a busy server's answer was under way when the package's time was over.
    assert kinds in ([], ["timeout"])


def test_a_pause_that_is_too_long_is_not_waited_for() -> None:
    with served(http(429, "", "Retry-After: 86400"), timeout=10) as (client, server):
        with within():
            audit = client.audit([f"package-{number}" for number in range(1_000)], concurrency=8)
        assert len(server.requests) <= 8, "those that were under way"
    assert set(rows(audit.packages, "error_kind")) == {"rate_limited"}
    told = [message for message in rows(audit.errors, "error_message") if "send nothing for another" in message]
    assert len(told) >= 992
    assert set(rows(audit.errors, "attempts")) == {0, 1}


@pytest.mark.parametrize("retry_after", ["-1", "soon", "99999999999999999999", "Wed, 21 Oct 9999 07:28:00 GMT"])
def test_an_odd_retry_after(retry_after: str) -> None:
    steps = [http(429, "", f"Retry-After: {retry_after}"), answer("a")]
    with served(*steps, timeout=5) as (client, _):
        [row] = client.audit(["a"]).packages.to_dicts()
    assert row["error_kind"] in {None, "rate_limited"}


def test_an_account_whose_list_fails_in_the_middle(make: Make) -> None:
    def list_or_status(connection: Connection, request: Request) -> None:
        if request.target.endswith("packages/list"):
            skip = request.json["skip"]
            if skip < 200:
                items = [{"packageId": f"package-{skip + number}"} for number in range(100)]
                connection.send(http(200, page(*items, total=1_000, take=100, skip=skip)))
            else:
                connection.send(http(403, {"error": "list_not_authorized"}))
        else:
            connection.send(answer(package_of(request)))

    with Server(list_or_status) as server:
        with pytest.raises(iinkedsign.PermissionDeniedError, match="list") as caught:
            make(server).audit()
        partial: iinkedsign.Audit = caught.value.partial  # type: ignore[attr-defined]
    ids = rows(partial.packages, "package_id")
    assert ids == [id for id in (f"package-{number}" for number in range(298)) if id in set(ids)]
    assert len(partial.errors) == 0


def test_an_account_that_may_not_be_listed() -> None:
    with served(http(401, "")) as (client, _):
        with pytest.raises(iinkedsign.AuthenticationError) as caught:
            client.audit()
        assert len(caught.value.partial.packages) == 0  # type: ignore[attr-defined]
        with pytest.raises(iinkedsign.AuthenticationError):
            next(client.audit_batches())


def test_a_closed_client() -> None:
    with served(serve()) as (client, server):
        client.close()
        for ids in (["a"], [], ["a/b"], None):
            with pytest.raises(iinkedsign.ConfigurationError) as caught:
                client.audit(ids)
            assert str(caught.value) == "the client is closed: make a new one"
            assert len(caught.value.partial.packages) == 0  # type: ignore[attr-defined]
    assert server.requests == []
