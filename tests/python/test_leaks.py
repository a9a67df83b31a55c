"""Leaked secrets: a canary in each secret place, every public path, all output searched."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import iinkedsign
import pytest
from calls import CALLS
from canaries import ANSWER, KEY, LINK, PASSWORD, SMUGGLED, TOKEN, VIDEO, WRONG_OPTIONS, echo, hits, shown, steps
from hostile import Server, http, reset
from iinkedsign.testing import Emulator
from program import completed
from proxy import proxies
from served import served
from vendor import PACKAGE


@pytest.mark.parametrize("credential", ["api_key", "access_token"])
@pytest.mark.parametrize("call", CALLS)
def test_no_error_and_no_log_line_shows_a_secret(
    logged: Callable[[], str], capfd: pytest.CaptureFixture[str], call: str, credential: str
) -> None:
    secret = KEY if credential == "api_key" else TOKEN
    given = {credential: secret}
    lines = errors = 0
    for step in steps(secret):
        found: list[str] = []
        with Server(step) as server:

            def use(run: Callable[[], object], found: list[str] = found) -> int:
                try:
                    run()
                except iinkedsign.IinkedSignError as error:
                    found += hits(shown(error))
                    return 1
                return 0

            with iinkedsign.Client(base_url=server.base_url, max_retries=0, timeout=1, **given) as client:

                def blocking(client: iinkedsign.Client = client) -> None:
                    answer = getattr(client, call)(**CALLS[call])
                    if call == "list_packages":
                        list(answer)

                errors += use(blocking)
                found += hits(repr(client) + str(client) + repr(client.drift()))

            async def waiting(base_url: str = server.base_url, found: list[str] = found) -> None:
                async with iinkedsign.AsyncClient(base_url=base_url, max_retries=0, timeout=1, **given) as client:
                    found.extend(hits(repr(client) + repr(client.drift())))
                    answer = getattr(client, call)(**CALLS[call])
                    if call == "list_packages":
                        async for _ in answer:
                            pass
                    else:
                        await answer

            errors += use(lambda: asyncio.run(waiting()))
        log = logged()
        lines += log.count("iinkedsign")
        assert found + hits(log) == [], step
    assert hits("".join(capfd.readouterr())) == []
    # Something was there to be searched.
    assert lines > 40
    assert errors > 40


def test_no_operation_is_left_out() -> None:
    of_many = {"audit", "audit_batches", "plan_deletion", "apply_deletion", "resume_deletion", "verify_deletion"}
    methods = {name for name, it in vars(iinkedsign.Client).items() if not name.startswith("_") and callable(it)}
    assert methods - of_many - {"close", "drift"} == set(CALLS)


@pytest.mark.parametrize(
    "options",
    [
        *WRONG_OPTIONS,
        {"api_key": KEY + "\n"},
        {"access_token": TOKEN + "\r\nx: y"},
        {"api_key": [KEY]},
        {"api_key": KEY.encode()},
        {"api_key": KEY, "timeout": PASSWORD},
    ],
)
@pytest.mark.parametrize("make", [iinkedsign.Client, iinkedsign.AsyncClient])
def test_no_wrong_option_is_repeated(make: Any, options: dict[str, Any]) -> None:
    with pytest.raises((iinkedsign.ConfigurationError, TypeError)) as caught:
        make(**options)
    assert hits(shown(caught.value)) == []


@pytest.mark.parametrize("credentials", [f"user:{PASSWORD}", f"{PASSWORD}:", f"user%40x:{PASSWORD}%21"])
def test_a_proxy_password_is_never_shown(logged: Callable[[], str], credentials: str) -> None:
    """Whether the proxy works, refuses, or is not there."""
    encoded = base64.b64encode(f"user:{PASSWORD}".encode()).decode()
    with Emulator(tls=True) as emulator, contextlib.ExitStack() as stack:
        port = int(emulator.base_url.split(":")[2].split("/")[0])
        found, told = [], 0
        for proxy in proxies(stack, port, f"{PASSWORD} {encoded}"):
            options = {**emulator.options, "proxy": proxy.url(credentials), "max_retries": 0, "timeout": 3}
            with iinkedsign.Client(**options) as client:  # type: ignore[arg-type]
                found += hits(repr(client))
                for call in ("package_status", "delete_package"):
                    try:
                        getattr(client, call)(PACKAGE)
                    except iinkedsign.ConnectError as error:
                        told += 1
                        found += hits(shown(error)) + [it for it in [encoded] if it in shown(error)]
                    except iinkedsign.NotFoundError:
                        pass
        log = logged()
    assert found + hits(log) == []
    assert encoded not in log
    assert told == 6


COMMANDS = [
    ["status", PACKAGE],
    ["videos", PACKAGE],
    ["list"],
    ["delete", "--yes", PACKAGE],
    ["delete-video", "--yes", PACKAGE, "v"],
    ["delete-all-videos", "--yes", PACKAGE],
]

VERBOSE = """
import logging, sys
logging.basicConfig(level=1, format="%(name)s %(message)s %(args)s")
from iinkedsign.cli import main
sys.exit(main(sys.argv[1:]))
"""


def run(base_url: str, arguments: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    given = {"IINKEDSIGN_API_KEY": KEY, "IINKEDSIGN_BASE_URL": base_url, **environment}
    env = {**os.environ, "RUST_LOG": "trace", "RUST_BACKTRACE": "full", **given}
    return completed([sys.executable, "-X", "dev", "-c", VERBOSE, *arguments], env=env)


@pytest.mark.parametrize("form", [[], ["--json"]], ids=["text", "json"])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_the_command_line_shows_no_secret(command: list[str], form: list[str]) -> None:
    """At the lowest log level, with every kind of answer, unless --reveal asks for it."""
    for step in (
        http(200, ANSWER),
        http(200, ANSWER | {"packageId": LINK}),
        http(403, echo(KEY), f"X-Request-Id: {KEY}"),
        reset,
    ):
        with Server(step) as server:
            done = run(server.base_url, [*form, "--timeout", "3", *command])
            assert hits(done.stdout + done.stderr) == [], done.args[4:]
            assert server.requests, done.stderr
            assert "Traceback" not in done.stderr


def test_the_command_line_with_bad_options(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(f"{KEY} {KEY}\n")
    for arguments, environment in (
        (["--api-key-file", str(file), "status", PACKAGE], {}),
        (["--proxy", f"socks9://user:{PASSWORD}@host.example", "status", PACKAGE], {}),
        (["status", PACKAGE], {"IINKEDSIGN_BASE_URL": f"https://user:{PASSWORD}@host.example"}),
        (["status", PACKAGE], {"IINKEDSIGN_API_KEY": KEY + " "}),
        (["status", PACKAGE], {"IINKEDSIGN_ACCESS_TOKEN": TOKEN}),
    ):
        done = run("http://127.0.0.1:9", arguments, **environment)
        assert done.returncode == 2
        assert hits(done.stdout + done.stderr) == []


# --- what a server may do to smuggle one through -----------------------------------------------------------


def test_a_key_given_for_an_id(logged: Callable[[], str]) -> None:
    """Two arguments mixed up: it is not sent, as it would stand in URLs."""
    with Emulator() as emulator, iinkedsign.Client(**emulator.options) as client:
        key = emulator.api_key
        told = ""
        for call in (
            lambda: client.package_status(key),
            lambda: client.list_videos(f"x{key}"),
            lambda: client.delete_package(key),
            lambda: client.delete_video(PACKAGE, key),
            lambda: client.delete_all_videos(key),
        ):
            with pytest.raises(iinkedsign.InvalidArgumentError, match="this client's own key") as caught:
                call()
            told += repr(caught.value) + str(caught.value)
        audit = client.audit([key, PACKAGE])
        assert audit.errors.column("error_kind") == ["invalid_argument"]
        told += repr(audit.packages.to_dicts()) + repr(audit.errors.to_dicts())
        assert key not in told + logged()
        assert {request["package_id"] for request in emulator.requests} == {PACKAGE}


@pytest.mark.parametrize("name", SMUGGLED)
def test_smuggled(name: str) -> None:
    given: dict[str, Any] = {"api_key": KEY, "max_retries": 0}
    with served(SMUGGLED[name], **given) as (client, _), pytest.raises(iinkedsign.BadRequestError) as caught:
        client.package_status(PACKAGE)
    assert hits(shown(caught.value)) == []


def test_the_search_finds_planted_secrets() -> None:
    """A search that cannot find anything proves nothing."""
    for secret in (KEY, TOKEN, LINK, VIDEO, PASSWORD):
        for written in (
            secret,
            quote(secret, safe=""),
            quote(quote(secret, safe="")),
            json.dumps(json.dumps(secret)).replace("/", "\\/"),
            "".join(f"\\u{ord(c):04x}" for c in secret),
            "".join(f"&#{ord(c)};" for c in secret),
            *(base64.b64encode((before + secret + "!!").encode()).decode() for before in ("", "x", "xy")),
            secret.encode().hex(),
        ):
            assert hits(f"a\n{written}\nb"), written
        assert hits(shown(iinkedsign.IinkedSignError(f"failed with {secret}")))
    assert hits("nothing\nto be found") == []
