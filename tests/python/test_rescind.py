"""Rescinding a package: the result of each answer, and the follow-up check of an unclear one."""

from __future__ import annotations

from typing import Any

import iinkedsign
import pytest
from commandline import Cli
from conftest import Make
from hostile import Server, http, reset
from iinkedsign.testing import Emulator
from served import served
from vendor import DELETABLE, PACKAGE, RETAINED

SENT = f"rescission of package {PACKAGE}"


def status(state: object) -> bytes:
    return http(200, {"packageId": PACKAGE, "state": state})


# the follow-up check's answer -> evidence
CHECKS: dict[str, tuple[Any, str]] = {
    "rescinded": (status("rescinded"), "rescinded"),
    "open": (status("open"), "present"),
    "executed": (status("executed"), "present"),
    "a state in another case": (status("Rescinded"), "present"),
    "a new state": (status("withdrawn"), "present"),
    "no state": (status(None), "unverified"),
    "a state that is no text": (status(5), "unverified"),
    "another package": (http(200, {"packageId": DELETABLE, "state": "rescinded"}), "unverified"),
    # A rescinded package is kept, so its absence proves nothing.
    "not found": (http(404, {"error": "package_not_found", "message": "no"}), "unverified"),
    "a gateway's page": (http(502, "<html>"), "unverified"),
    "nothing": (reset, "unverified"),
}
ADVICE = {
    "rescinded": "it was not sent again, and the package is rescinded now",
    "present": "it was not sent again, and the package was not rescinded right after: read its status again later "
    "before rescinding it again",
    "unverified": "it was not sent again, and could not be verified: read the package's status before rescinding it "
    "again",
}


@pytest.mark.parametrize(("check", "evidence"), CHECKS.values(), ids=CHECKS)
def test_follow_up_check(make: Make, check: Any, evidence: str) -> None:
    with Server(http(503, ""), check) as server, pytest.raises(iinkedsign.OutcomeUnknownError) as caught:
        make(server).rescind_package(PACKAGE, notify=True)
    assert [(it.method, it.target) for it in server.requests] == [
        ("POST", "/api/v1/packages/rescind"),
        ("GET", f"/api/v1/packages/{PACKAGE}/status"),
    ]
    error = caught.value
    assert (error.evidence, error.status_code, error.attempts, error.retryable) == (evidence, 503, 1, False)
    assert str(error) == f"{SENT} has an unknown outcome: the server answered 503; {ADVICE[evidence]}"


# the server's answer -> what the caller gets; nothing is looked up, because the answer settles it
ANSWERS: list[tuple[bytes, str, str]] = [
    (http(200, {"packageId": PACKAGE.upper()}), "ok", ""),
    (
        http(404, {"error": "package_not_found", "message": "no"}),
        "NotFoundError",
        "404 package_not_found (no); it does not exist, or the key's owner may not see it",
    ),
    (
        http(400, {"error": "package_invalid_state", "message": "It was rescinded before."}),
        "BadRequestError",
        "400 package_invalid_state (It was rescinded before.); check the arguments",
    ),
    (
        http(403, {"error": "package_not_authorized", "message": "no"}),
        "PermissionDeniedError",
        "403 package_not_authorized (no); the key's owner may not do this",
    ),
]


@pytest.mark.parametrize(("answer", "outcome", "said"), ANSWERS, ids=[row[1] for row in ANSWERS])
def test_answers_that_settle_it(answer: bytes, outcome: str, said: str) -> None:
    with served(answer) as (client, server):
        if outcome == "ok":
            assert client.rescind_package(PACKAGE) == {"packageId": PACKAGE.upper()}
        else:
            with pytest.raises(getattr(iinkedsign, outcome)) as caught:
                client.rescind_package(PACKAGE)
            assert str(caught.value) == f"{SENT} failed: the server answered {said}"
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    "answer",
    [
        http(200, ""),
        http(204, ""),
        http(200, "<html>"),
        http(200, {"packageId": DELETABLE}),
        http(200, {}),
        http(200, {"packageId": PACKAGE, "error": "package_exception_mail"}),
    ],
    ids=["empty", "204", "html", "another package", "no package", "an error beside it"],
)
def test_a_success_that_is_none_leaves_it_open(make: Make, answer: bytes) -> None:
    with Server(answer, status("rescinded")) as server, pytest.raises(iinkedsign.OutcomeUnknownError) as caught:
        make(server).rescind_package(PACKAGE)
    assert caught.value.evidence == "rescinded"
    assert [it.method for it in server.requests] == ["POST", "GET"]


def test_state_on_the_emulator(emulator: Emulator, client: iinkedsign.Client) -> None:
    open_before = {it["packageId"] for it in client.list_packages(states=["open"])}
    assert client.rescind_package(PACKAGE, message="Signed on paper.", notify=True) == {"packageId": PACKAGE}
    whole: Any = client.get_package(PACKAGE)
    assert (whole["state"], whole["rescindMessage"]) == ("rescinded", "Signed on paper.")
    assert whole["timeRescinded"] == whole["timeLastModified"] is not None
    assert client.package_status(PACKAGE)["state"] == "rescinded"
    assert {it["packageId"] for it in client.list_packages(states=["open"])} == open_before - {PACKAGE}
    [listed] = client.list_packages(states=["rescinded"])
    assert (listed["packageId"], listed["state"]) == (PACKAGE, "rescinded")
    assert len(list(client.list_packages())) == 4
    state = emulator.package_state(PACKAGE)
    assert (state["state"], state["rescinded_count"], state["mails"]) == ("rescinded", 1, 1)
    # Neither a rescinded package nor a draft nor an executed one can be rescinded there.
    for package in (PACKAGE, DELETABLE, RETAINED):
        with pytest.raises(iinkedsign.BadRequestError) as caught:
            client.rescind_package(package)
        assert caught.value.code == "package_invalid_state"
    assert emulator.package_state(PACKAGE)["rescind_requests"] == 2
    assert client.delete_package(PACKAGE)["packageId"] == PACKAGE


def test_command(cli: Cli, emulator: Emulator) -> None:
    run = cli("rescind", PACKAGE)
    assert (run.code, run.out) == (2, "")
    assert run.err == ("iinkedsign: nobody can be asked here: a rescission needs --yes where there is no terminal\n")
    run = cli("rescind", PACKAGE, "--yes", "--message", "Signed on paper.", "--notify")
    assert (run.code, run.err) == (0, "")
    assert run.out == f"✓ The server accepted the rescission of package {PACKAGE}.\n"
    [request] = emulator.requests
    assert request["body"] == (f'{{"packageId":"{PACKAGE}","rescindMessage":"Signed on paper.","notify":true}}')
    run = cli("rescind", PACKAGE, "--yes")
    assert run.code == 4
    assert "package_invalid_state" in run.err


def test_command_get(cli: Cli) -> None:
    cli("rescind", PACKAGE, "--yes", "--message", "Signed on paper.")
    run = cli("get", PACKAGE)
    assert (run.code, run.err) == (0, "")
    assert run.out.splitlines() == [
        "My First Signing",
        "  state      rescinded",
        "  type       Sequential",
        f"  package    {PACKAGE}",
        "  owner      3e09a4ce-577c-492c-ba7c-c1ebf825f9b5",
        "  created    2022-02-23 20:08 UTC",
        "  changed    2026-01-15 12:00 UTC",
        "  sign by    2022-03-02 20:08 UTC",
        "  rescinded  2026-01-15 12:00 UTC",
        "  message    Signed on paper.",
        "",
        "  Documents 1",
        "  · agreement.pdf  0 of 1 signed, 33.0 kB",
    ]
    run = cli("get", RETAINED, "--json")
    assert run.code == 0
    assert '"url": "***"' in run.out
    assert "tws/video" not in run.out
